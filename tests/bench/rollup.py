"""A roll-up of every root beside SQLite's recursive query for one root, of one catalog, in one run.

Usage: rollup.py OPTIBOM BENCH_ROLLUP. The catalog: a million lines of composition, eight levels below
the roots, each subassembly in several others; a price and a power figure of every bought part. The
peer is the sqlite3 shell on the same file with the indices that the catalog has: it expands one root
with its quantities, adds them up by part, then joins prices and power once a part. It is asked for
the root with the most lines and for the one in the middle. Whole processes in turns; the best of
each is printed. Both must give the same sums.
"""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from imports import MIB, run
from rounds import OURS, absent, record

ROUNDS = 5
LINES = 1_000_000
LEVELS = [1_000, 3_000, 10_000, 22_000, 35_000, 45_000, 50_000, 50_000, 50_000]
RECORDED = {"ours": OURS, "largest": "sqlite3 recursive query"}

PEER = """
WITH RECURSIVE tree(part_id, quantity) AS (
    VALUES ({root}, 1)
    UNION ALL
    SELECT c.child_id, t.quantity * c.quantity FROM tree AS t JOIN composition AS c ON c.parent_id = t.part_id),
need AS (SELECT part_id, sum(quantity) AS quantity FROM tree GROUP BY part_id)
SELECT sum(n.quantity * r.price_micros), sum(n.quantity * o.power_w_typ)
FROM need AS n JOIN part AS p USING (part_id) JOIN other AS o USING (part_id)
JOIN price AS r ON upper(r.mpn) = upper(p.mpn) AND r.vendor_id = p.vendor_id"""

PEER_USES = """
WITH RECURSIVE up(part_id, quantity) AS (
    VALUES ({part}, 1)
    UNION ALL
    SELECT c.parent_id, u.quantity * c.quantity FROM up AS u JOIN composition AS c ON c.child_id = u.part_id)
SELECT part_id, sum(quantity) FROM up GROUP BY part_id"""


def lines(rng, first):
    """Parent, child, quantity: every line leads one level down, to every part at least once."""
    assemblies = first[-2] - 1
    for level in range(len(LEVELS) - 1):
        below = range(first[level + 1], first[level + 2])
        counts = {}
        for parent in range(first[level], first[level + 1]):
            # An assembly has one line more, its neighbour one less; they are an even number.
            share = LINES * parent // assemblies - LINES * (parent - 1) // assemblies
            counts[parent] = share + (1 if parent % 2 else -1)
        unused, left = rng.sample(below, len(below)), sum(counts.values())
        for parent, count in counts.items():
            children = set()
            while len(children) < count:
                if unused and rng.randrange(left) < len(unused):
                    children.add(unused.pop())
                else:
                    children.add(rng.choice(below))
                left -= left > len(unused)
            for child in sorted(children):
                yield parent, child, rng.randrange(1, 5)


def fill(path):
    rng = random.Random(1)
    first = [1]
    for width in LEVELS:
        first.append(first[-1] + width)
    bought = range(first[-2], first[-1])
    power = {part: rng.randrange(1, 400) / 16 for part in bought}
    price = [(line + 2, f"P{part:06d}", rng.randrange(10_000, 900_000_000)) for line, part in
             enumerate(rng.sample(bought, len(bought)))]
    database = sqlite3.connect(path)
    database.execute("INSERT INTO vendor VALUES (1, 'Acme')")
    database.execute("INSERT INTO supplier VALUES (1, 'Shop')")
    database.execute("INSERT INTO document VALUES (1, 'bench', '')")
    database.execute("INSERT INTO price_list VALUES (1, 1, 'bench', ?)", (len(price),))
    database.executemany("INSERT INTO part (part_id, vendor_id, mpn, class) VALUES (?, 1, ?, 'other')",
                         ((part, f"P{part:06d}") for part in range(1, first[-1])))
    database.executemany("INSERT INTO other (part_id, power_w_typ, power_w_max) VALUES (?, ?, ?)",
                         ((part, power.get(part), power[part] * 1.25 if part in power else None)
                          for part in range(1, first[-1])))
    database.executemany("INSERT INTO figure (part_id, attribute, document_id, typ, max, original, confidence,"
                         " batch_id, chosen) VALUES (?, 'power', 1, ?, ?, '', 'vendor', 1, 1)",
                         ((part, watts, watts * 1.25) for part, watts in power.items()))
    database.executemany("INSERT INTO price (price_list_id, line, vendor_id, mpn, supplier_id, currency, quantity,"
                         " price_micros, document_id) VALUES (1, ?, 1, ?, 1, 'USD', 1, ?, 1)", price)
    database.executemany("INSERT INTO composition (parent_id, child_id, quantity, document_id, confidence)"
                         " VALUES (?, ?, ?, 1, 'vendor')", lines(rng, first))
    database.execute("ANALYZE")
    database.commit()
    count, = database.execute("SELECT count(*) FROM composition").fetchone()
    database.close()
    if count != LINES:
        sys.exit(f"the catalog has {count} lines")
    return bought[-1]


def rounds(commands):
    """Seconds and peak KiB of the best round of each command, and its output."""
    best = {}
    for number in range(1, ROUNDS + 1):
        for name, command in commands.items():
            result = run(command, capture=True)
            if result[3] != 0:
                sys.exit(f"{name} failed")
            if name in RECORDED:
                record("roll-up", RECORDED[name], number, result[0], result[1] / MIB)
            if name not in best or result[0] < best[name][0]:
                best[name] = result
    return best


def main():
    optibom, bench_rollup = sys.argv[1:]
    if shutil.which("sqlite3") is None:
        absent("roll-up", RECORDED["largest"])
        print("roll-up: install sqlite3 for the peer of this one")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "catalog.db")
        subprocess.run([optibom, "-q", "--db", path, "init", "--empty"], check=True, stdout=subprocess.DEVNULL)
        part = fill(path)
        ours = [optibom, "-q", "--db", path, "--json", "rollup"]
        systems = sorted(json.loads(subprocess.run(ours, check=True, capture_output=True).stdout)["systems"],
                         key=lambda system: system["lines"])
        asked = {"largest": systems[-1], "middle": systems[len(systems) // 2]}
        commands = {"ours": ours, "ours used": ours + ["--where-used", f"P{part}"],
                    "peer used": ["sqlite3", path, PEER_USES.format(part=part)]}
        for name, system in asked.items():
            commands[name] = ["sqlite3", path, PEER.format(root=int(system["mpn"][1:]))]
        best = rounds(commands)
        seconds, peak = best["ours"][:2]
        print(f"roll-up of {LINES} lines, depth {systems[-1]['depth']}: optibom, all {len(systems)} roots, "
              f"{seconds:.2f} s, {peak / MIB:.0f} MiB")
        for name, system in asked.items():
            micros, watts = best[name][2].decode().strip().split("|")
            if abs(int(micros) / 1e6 - system["unit_cost"]) > 1e-15 * int(micros) or \
                    float(watts) != system["power"]["typ"]:
                sys.exit(f"{system['mpn']}: {micros} and {watts}, but {system}")
            print(f"    sqlite3 recursive, the {name} root alone ({system['lines']} lines): "
                  f"{best[name][0]:.2f} s, {best[name][1] / MIB:.0f} MiB; ratio {seconds / best[name][0]:.2f}")
        seconds, peak = best["ours used"][:2]
        users = len(json.loads(best["ours used"][2])["used_in"])
        if users != len(best["peer used"][2].split()) - 1:
            sys.exit(f"{users} users of the part, but the peer has {len(best['peer used'][2].split()) - 1}")
        print(f"where one part is used ({users} assemblies): optibom {seconds:.2f} s, {peak / MIB:.0f} MiB; sqlite3 "
              f"recursive {best['peer used'][0]:.2f} s; ratio {seconds / best['peer used'][0]:.2f}")
        subprocess.run([bench_rollup, path], check=True)


if __name__ == "__main__":
    main()

"""Opens what is no catalog, or was one: python3 tests/torture/damage.py PROGRAM [FLIPS [SEED]]

A catalog cut off at every 512th byte, one with a bit turned over at FLIPS random places, databases of others, an
exploration, texts, empty files, a folder, a pipe, a device: each verb that opens a catalog ends in time with one line
and status 3, or answers. It never crashes, and a file that it refuses, or that it only reads, stays as it was. What is
cut off is answered as the whole or not at all; of a bit in a value SQLite knows nothing. Of a log beside a catalog, as a
killed writer leaves it, cut off or with a bit turned over, the answer is that of before its last change or after it.
Prints "N passed, N failed".
"""

import collections
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PARTS = ROOT / "tests/cli/parts"
SECONDS = 20
STEP = 512
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "UTC", "LC_ALL": "C",
               "SOURCE_DATE_EPOCH": "1767225600"}
READING = [
    ("find", "transceiver", "power <= 15 W"),
    ("show", "T800-DR8"),
    ("evaluate", "small"),
    ("check", "--csv"),
    ("sql", "SELECT count(*) FROM figure JOIN part USING (part_id) JOIN document USING (document_id)"),
    ("export", "written"),
    ("build", "list"),
]
WRITING = [
    ("import", "--class", "nic", "more.csv"),
    ("migrate",),
]


class Damage:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.passed = self.failed = 0
        self.statuses = collections.Counter()
        self.whole = {}

    def run(self, catalog, verb):
        """Status, output and complaint; status None where it hangs."""
        shutil.rmtree(self.folder / "written", ignore_errors=True)
        try:
            done = subprocess.run([self.program, "-q", "--db", catalog, *verb], cwd=self.folder, env=ENVIRONMENT,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return None, b"", b""
        return done.returncode, done.stdout, done.stderr

    def make_catalog(self):
        shutil.copytree(PARTS, self.folder, dirs_exist_ok=True)
        (self.folder / "more.csv").write_text((PARTS / "nic.csv").read_text().replace("NIC", "NIC-2"))
        (self.folder / "open.yaml").write_text((PARTS / "rack.yaml").read_text().replace(
            "module: Acme T800-DR8", "module: {where: [data_rate = 800 Gbps]}"))
        on = [self.program, "-q", "--db", "whole.db"]

        def must(*verb):
            subprocess.run([*on, *verb], cwd=self.folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)

        must("init", "--empty")
        for name in ("transceiver", "accelerator", "enclosure", "nic", "fiber", "composition", "offer"):
            must("import", "--class", name, f"{name}.csv")
        must("build", "add", "rack.yaml")
        must("explore", "open.yaml", "--objective", "power", "-o", "front.db")
        for verb in READING:
            self.whole[verb] = self.run("whole.db", verb)[:2]
        return (self.folder / "whole.db").read_bytes()

    def judge(self, verb, code, said, complaint, answer):
        """What is wrong with how a verb ended; "" for nothing."""
        if code is None:
            return f"no end after {SECONDS} s"
        lines = complaint.decode(errors="replace").splitlines()
        if code == 3:
            return "" if len(lines) == 1 and lines[0].startswith("optibom: ") else f"status 3 with {lines}"
        # To a statement a column whose name is damaged is one that is not there.
        if code == 2 and verb[0] == "sql":
            return ""
        if code not in (0, 1):
            return f"status {code} with {lines}"
        if answer is not None and (code, said) != answer:
            return "another answer than of the whole catalog"
        return ""

    def try_verb(self, name, verb, answer=None):
        path = self.folder / name
        before = path.read_bytes() if path.is_file() else None
        code, said, complaint = self.run(name, verb)
        self.statuses[code] += 1
        problem = self.judge(verb, code, said, complaint, answer)
        is_kept = before is None or path.read_bytes() == before
        if not problem and not is_kept and (code not in (0, 1) or verb in READING):
            problem = "the file was changed"
        for beside in self.folder.glob(f"{path.name}-*"):
            problem = problem or f"{beside.name} is left"
            beside.unlink()
        if before is not None and not is_kept:
            path.write_bytes(before)
        return problem

    def try_all(self, what, name, verbs, is_cut=False):
        for verb in verbs:
            problem = self.try_verb(name, verb, self.whole.get(verb) if is_cut else None)
            if not problem:
                self.passed += 1
                continue
            self.failed += 1
            print(f"FAILED: {what}: optibom {' '.join(verb)}: {problem}", flush=True)

    def try_bytes(self, what, content, is_cut=False):
        (self.folder / "damaged.db").write_bytes(content)
        self.try_all(what, "damaged.db", READING + WRITING, is_cut)

    def try_foreign(self, content):
        with sqlite3.connect(self.folder / "other.db") as other:
            other.execute("CREATE TABLE part (a)")
        other.close()
        with sqlite3.connect(self.folder / "log.db") as log:
            log.execute("PRAGMA journal_mode = WAL")
            log.execute("CREATE TABLE part (a)")
        log.close()
        claims = bytearray((self.folder / "other.db").read_bytes())
        claims[60:64], claims[68:72] = content[60:64], content[68:72]
        (self.folder / "folder").mkdir()
        os.mkfifo(self.folder / "pipe")
        self.try_bytes("an empty file", b"")
        self.try_bytes("a text", (ROOT / "README.md").read_bytes())
        self.try_bytes("zeros", bytes(65536))
        self.try_bytes("a header alone", content[:100])
        self.try_bytes("a header before zeros", content[:100] + bytes(len(content) - 100))
        self.try_bytes("a database that says it is a catalog", bytes(claims))
        self.try_bytes("a catalog twice", content + content)
        for name in ("other.db", "log.db", "front.db", "folder", "pipe", "/dev/null", "/dev/zero"):
            self.try_all(name, name, READING + WRITING)

    def make_log(self):
        """The catalog and its log, with one import in it, as they stand beside each other while somebody else reads."""
        shutil.copy(self.folder / "whole.db", self.folder / "used.db")
        with sqlite3.connect(self.folder / "used.db", isolation_level=None) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM part").fetchall()
            self.run("used.db", WRITING[0])
            content = (self.folder / "used.db").read_bytes(), (self.folder / "used.db-wal").read_bytes()
            reader.execute("ROLLBACK")
        reader.close()
        return content

    def try_log(self, step, flips, chance):
        content, log = self.make_log()
        count = ("sql", "SELECT group_concat(mpn) FROM (SELECT mpn FROM part ORDER BY part_id)")
        answers = [self.run(name, count)[:2] for name in ("whole.db", "used.db")]
        logs = {f"log cut off at {size}": log[:size] for size in range(0, len(log), step)}
        for _ in range(flips):
            at, bit = chance.randrange(len(log)), chance.randrange(8)
            logs[f"bit {bit} of byte {at} of the log"] = log[:at] + bytes([log[at] ^ 1 << bit]) + log[at + 1:]
        for what, damaged in logs.items():
            (self.folder / "damaged.db").write_bytes(content)
            (self.folder / "damaged.db-wal").write_bytes(damaged)
            code, said, complaint = self.run("damaged.db", count)
            problem = "" if (code, said) in answers else f"status {code}, {said}, {complaint}"
            if not problem and self.run("damaged.db", ("check", "--csv"))[0] != 0:
                problem = "check finds something"
            self.statuses[code] += 1
            self.passed += not problem
            self.failed += bool(problem)
            if problem:
                print(f"FAILED: {what}: {problem}", flush=True)

    def try_bits(self, content, flips, chance):
        for _ in range(flips):
            at, bit = chance.randrange(len(content)), chance.randrange(8)
            damaged = bytearray(content)
            damaged[at] ^= 1 << bit
            self.try_bytes(f"bit {bit} of byte {at}", bytes(damaged))

    def try_cuts(self, content, step):
        for size in range(0, len(content), step):
            self.try_bytes(f"cut off at {size}", content[:size], is_cut=True)


def main():
    program = os.path.abspath(sys.argv[1])
    flips = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    print(f"seed {seed}, {flips} bits")
    with tempfile.TemporaryDirectory(prefix="optibom-damage.") as folder:
        damage = Damage(program, pathlib.Path(folder))
        content = damage.make_catalog()
        damage.try_foreign(content)
        damage.try_log(STEP if flips >= 100 else 16 * STEP, flips, random.Random(seed))
        damage.try_bits(content, flips, random.Random(seed))
        # Fewer bits are a shorter run, and fewer cuts with them, at ends of pages and within.
        damage.try_cuts(content, STEP if flips >= 100 else 15 * STEP)
    print("statuses: " + ", ".join(f"{code} {count} times" for code, count in sorted(damage.statuses.items(), key=str)))
    print(f"{damage.passed} passed, {damage.failed} failed")
    sys.exit(damage.failed > 0)


main()

"""Holds what the benches measured against the targets, and prints a table of it.

Usage: table.py TARGETS ROUNDS [DOCUMENT]. ROUNDS is a file as rounds.py and rounds.h write it. With DOCUMENT every
target must have been measured, and the table goes there too, with the machine and the versions; without it only what
was measured is in the table. Exit status 1 when a target is passed by more than the noise, 2 when a figure that was to
be measured is not there.

A ratio is taken within each round, so that what slows a whole round down drops out; the median of the rounds counts.
Its noise is half the distance between the quartiles of the rounds, of fewer than 4 rounds half their range, and is not
known of one.
"""
import collections
import ctypes
import ctypes.util
import datetime
import fractions
import os
import platform
import statistics
import subprocess
import sys

from rounds import OURS

Target = collections.namedtuple("Target", "figure words peer unit limit package")
Round = collections.namedtuple("Round", "seconds mib")
Value = collections.namedtuple("Value", "ours peer median noise")

HEAD = """# Performance

What `make bench` measured, beside the programs and libraries that do the same work. The table is written by it and
is never edited.

- **{date}**, load {load} at the start (mean number of busy processes over 1, 5 and 15 minutes)
- **Machine**: {machine}
- **Versions**: {versions}

"""

TAIL = """
## How it is measured

- In each round every party runs once, one after the other. A ratio is the time of optibom divided by that of the peer
  in the same round; the table has the medians over the rounds, each of its own column.
- **Noise** is half the distance between the lower and the upper quartile of the rounds, of fewer than four rounds half
  the distance between the least and the most. A dash: there was one round.
- **Held** is yes when the median is within the target, nearly when it is past it by no more than the noise, else no;
  with a no `make bench` fails. A peer that is not installed is named with the package that has it, and fails nothing.
- Where the target is in seconds or MiB there is no peer: it depends on the machine. MiB is the most memory that the
  process had at any time.
- Another program that runs meanwhile slows both parties of a round down, so that a ratio moves less than seconds do;
  it still moves, most of all where one party waits for the disk and the other one for the processor. Where the
  load at the start is not near 0, take the figures again.

`make bench` runs all of it and writes this page; `make bench BENCH_FIGURES='fabric cells'` runs these benches alone and
only prints their table. The targets are in tests/bench/targets.
"""

SUFFIX = {"ratio": "", "seconds": " s", "MiB": " MiB"}
COLUMNS = ("figure", "peer", "optibom", "peer takes", "ratio", "noise", "target", "held")


def read_targets(path):
    with open(path, encoding="utf-8") as file:
        rows = [[field.strip() for field in line.split("|")] for line in file if line.strip() and line[0] != "#"]
    return [Target(*row) for row in rows]


def read_rounds(path):
    """{(figure, party): {number: Round}}, empty for a party that is absent; and the load at the start."""
    found, load = collections.defaultdict(dict), "not known"
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("load\t"):
                load = line.split("\t")[1].strip()
                continue
            figure, party, number, seconds, mib = line.rstrip("\n").split("\t")
            rounds = found[figure, party]
            if number != "absent":
                rounds[int(number)] = Round(float(seconds), float(mib) if mib else None)
    return found, load


def noise(values):
    if len(values) < 2:
        return None
    if len(values) < 4:
        return (max(values) - min(values)) / 2
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return (high - low) / 2


def measure(target, found):
    """None when nothing of the figure was measured; no median when the peer is absent."""
    ours = found.get((target.figure, OURS), {})
    peer = found.get((target.figure, target.peer))
    if target.unit == "ratio" and peer == {}:
        return Value(statistics.median(r.seconds for r in ours.values()) if ours else None, None, None, None)
    if target.unit == "ratio":
        both = sorted(ours.keys() & (peer or {}).keys())
        values = [ours[i].seconds / peer[i].seconds for i in both]
        columns = [[party[i].seconds for i in both] for party in (ours, peer)]
    else:
        values = [r.seconds if target.unit == "seconds" else r.mib for r in ours.values()]
        columns = [values, []]
    if not values or None in values:
        return None
    first, second = (statistics.median(column) if column else None for column in columns)
    return Value(first, second, statistics.median(values), noise(values))


def number(value, unit="", digits=3):
    if value is None:
        return "—"
    return (f"{value:.0f}" if value == 0 or value >= 100 else f"{value:#.{digits}g}".rstrip(".")) + unit


def held(target, value):
    limit = float(fractions.Fraction(target.limit))
    if value.median <= limit:
        return "yes"
    return "nearly" if value.noise is not None and value.median <= limit + value.noise else "no"


def row(target, value):
    suffix = SUFFIX[target.unit]
    asked = f"at most {target.limit}{suffix}"
    if value.median is None:
        return [target.words, target.peer, number(value.ours, " s"), "", "", "", asked,
                f"not measured: install {target.package}"]
    if target.unit == "ratio":
        return [target.words, target.peer, number(value.ours, " s"), number(value.peer, " s"), number(value.median),
                number(value.noise, digits=2), asked, held(target, value)]
    return [target.words, "", number(value.ours, suffix), "", "", number(value.noise, suffix, 2), asked,
            held(target, value)]


def output(*command):
    """The first line that a command says, or nothing where it is not there."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said[0].strip() if said else ""


def field_of(path, name):
    try:
        with open(path, encoding="utf-8") as file:
            return next((line.split(":", 1)[1].strip() for line in file if line.startswith(name)), "")
    except OSError:
        return ""


def machine():
    model = field_of("/proc/cpuinfo", "model name") or platform.machine()
    memory = field_of("/proc/meminfo", "MemTotal").split()
    parts = [model, f"{os.cpu_count()} processors"]
    if memory:
        parts.append(f"{int(memory[0]) / 1048576:.1f} GiB of memory")
    return ", ".join(parts + [f"{platform.system()} {platform.release()}"])


def workbook_library():
    """As the library says it: pkg-config has the number of its interface."""
    try:
        says = ctypes.CDLL(ctypes.util.find_library("xlsxwriter")).lxw_version
    except (AttributeError, OSError):
        return ""
    says.restype = ctypes.c_char_p
    return says().decode()


def versions():
    shell = output("sqlite3", "--version").split()
    told = {
        "compiler": output(os.environ.get("CC", "cc"), "--version"),
        "SQLite": output("pkg-config", "--modversion", "sqlite3"),
        "libxlsxwriter": workbook_library(),
        "numpy": output("/usr/bin/python3", "-c", "import numpy; print(numpy.__version__)"),
        "readxl": output("Rscript", "-e", "cat(format(packageVersion('readxl')))"),
        "sqlite3 shell": shell[0] if shell else "",
    }
    return ", ".join(f"{name} {version or 'not installed'}" for name, version in told.items())


def main():
    targets, (found, load) = read_targets(sys.argv[1]), read_rounds(sys.argv[2])
    document = sys.argv[3] if len(sys.argv) > 3 else None
    figures = {figure for figure, _ in found}
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    missed, lost = [], []
    for target in targets:
        if target.figure not in figures and document is None:
            continue
        value = measure(target, found)
        # An absent peer is said to be one: a bench that wrote nothing for it has lost its rounds.
        if value is None:
            lost.append(f"{target.words}: nothing was measured")
            continue
        cells = row(target, value)
        lines.append("| " + " | ".join(cells) + " |")
        if cells[-1] == "no":
            suffix = SUFFIX[target.unit]
            missed.append(f"{target.words}: {number(value.median, suffix)} is not {cells[-2]}; "
                          f"noise {number(value.noise, suffix, 2)}")
    print("\n".join(lines), flush=True)
    for problem in missed + lost:
        print(f"table.py: {problem}", file=sys.stderr)
    if document is not None and not lost:
        head = HEAD.format(date=datetime.date.today(), load=load, machine=machine(), versions=versions())
        with open(document, "w", encoding="utf-8") as file:
            file.write(head + "\n".join(lines) + "\n" + TAIL)
    return 2 if lost else 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

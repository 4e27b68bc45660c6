"""Imports beside their peers, in one run: a price list of a million rows, a workbook of 600,000 cells.

Usage: imports.py OPTIBOM BENCH_CSV BENCH_WORKBOOK. Whole processes in turns; the best of each
is printed. sqlite3 .import checks nothing; readxl reads the sheet into an R data frame.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from rounds import OURS, absent, record

ROUNDS = 5
ROWS = 1_000_000
MIB = 1024


def run(command, capture=False):
    """Seconds and peak memory in KiB of one process, and its output."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE if capture else subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    output = process.stdout.read() if capture else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, usage.ru_maxrss, output, process.returncode


def taken(figure, party, number, command):
    """A round of one party: seconds and peak memory in KiB."""
    seconds, memory, _, status = run(command)
    if status != 0:
        sys.exit(f"{party} failed at {figure}")
    record(figure, party, number, seconds, memory / MIB)
    return seconds, memory


def report(name, peer, ours, theirs):
    seconds, peak = min(ours), max(memory for _, memory in ours)
    line = f"{name}: optibom {seconds[0]:.2f} s, {peak / MIB:.0f} MiB"
    if theirs:
        other = min(theirs)
        line += (f"; {peer} {other[0]:.2f} s, {max(memory for _, memory in theirs) / MIB:.0f} MiB; "
                 f"ratio {seconds[0] / other[0]:.2f}")
    print(line)


def price_list(folder, optibom, bench_csv):
    path, database, peer = (os.path.join(folder, name) for name in ("list.csv", "a.db", "b.db"))
    subprocess.run([bench_csv, "--write", path], check=True)
    ours, theirs = [], []
    has_peer = shutil.which("sqlite3") is not None
    if not has_peer:
        absent("price-list", "sqlite3 .import")
    for number in range(1, ROUNDS + 1):
        for file in (database, peer):
            if os.path.exists(file):
                os.remove(file)
        subprocess.run([optibom, "-q", "--db", database, "init", "--empty"], check=True,
                       stdout=subprocess.DEVNULL)
        seconds, memory, output, _ = run([optibom, "-q", "--db", database, "--json", "import", path],
                                         capture=True)
        accepted = json.loads(output)["files"][0]
        if accepted["accepted"] + accepted["unchanged"] + accepted["rejected"] != ROWS:
            sys.exit(f"not every row was read: {accepted}")
        ours.append((seconds, memory))
        record("price-list", OURS, number, seconds, memory / MIB)
        if has_peer:
            import_peer = ["sqlite3", peer, f".import --csv {path} t"]
            theirs.append(taken("price-list", "sqlite3 .import", number, import_peer))
    report(f"price list of {ROWS} rows, {os.path.getsize(path) / 1e6:.0f} MB", "sqlite3 .import",
           ours, theirs)


def workbook(folder, bench_workbook):
    path = os.path.join(folder, "list.xlsx")
    subprocess.run([bench_workbook, "--write", path], check=True)
    ours, theirs = [], []
    has_peer = shutil.which("Rscript") is not None and run(["Rscript", "-e", "library(readxl)"])[3] == 0
    if not has_peer:
        absent("cells", "readxl")
    read_peer = ["Rscript", "-e", f"invisible(readxl::read_xlsx('{path}'))"]
    for number in range(1, ROUNDS + 1):
        ours.append(taken("cells", OURS, number, [bench_workbook, "--read", path]))
        if has_peer:
            theirs.append(taken("cells", "readxl", number, read_peer))
    report(f"workbook of 600000 cells, {os.path.getsize(path) / 1e6:.1f} MB", "readxl", ours, theirs)


def main():
    optibom, bench_csv, bench_workbook = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        price_list(folder, optibom, bench_csv)
        workbook(folder, bench_workbook)


if __name__ == "__main__":
    main()

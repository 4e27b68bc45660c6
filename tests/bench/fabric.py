"""Seconds and memory of the largest shipped fabric.

Usage: fabric.py OPTIBOM. Whole processes, from a catalog file and from the built-in catalog in turns;
the best of five is printed.
"""
import os
import subprocess
import sys
import tempfile

from imports import MIB, run
from rounds import OURS, record

BUILD = "seed/builds/fabric-100000.yaml"
ROUNDS = 5


def main():
    optibom, = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        catalog = os.path.join(folder, "catalog.db")
        subprocess.run([optibom, "-q", "--db", catalog, "init"], check=True, stdout=subprocess.DEVNULL)
        ways = {"fabric-file": ("a catalog file", [optibom, "-q", "--db", catalog]),
                "fabric-built-in": ("the built-in catalog", [optibom, "-q"])}
        rounds = {figure: [] for figure in ways}
        for number in range(1, ROUNDS + 1):
            for figure, (_, command) in ways.items():
                seconds, peak, _, status = run(command + ["--json", "evaluate", BUILD])
                if status != 0:
                    sys.exit(f"evaluate {BUILD} failed")
                rounds[figure].append((seconds, peak / MIB))
                record(figure, OURS, number, seconds, peak / MIB)
        for figure, (name, _) in ways.items():
            seconds, peaks = zip(*rounds[figure])
            print(f"100,000 accelerators, two planes of three tiers, from {name}: {min(seconds):.2f} s, "
                  f"{max(peaks):.0f} MiB")


if __name__ == "__main__":
    main()

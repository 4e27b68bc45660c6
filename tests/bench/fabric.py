"""The largest shipped fabric against the limits that were set: under a second and under 256 MiB.

Usage: fabric.py OPTIBOM. Whole processes, from a catalog file and from the built-in catalog; the
best of five counts. Fails when a limit is passed.
"""
import os
import subprocess
import sys
import tempfile

from imports import MIB, run

BUILD = "seed/builds/fabric-100000.yaml"
SECONDS, PEAK_MIB, ROUNDS = 1.0, 256, 5


def main():
    optibom, = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        catalog = os.path.join(folder, "catalog.db")
        subprocess.run([optibom, "-q", "--db", catalog, "init"], check=True, stdout=subprocess.DEVNULL)
        ways = {"a catalog file": [optibom, "-q", "--db", catalog], "the built-in catalog": [optibom, "-q"]}
        for name, command in ways.items():
            rounds = [run(command + ["--json", "evaluate", BUILD]) for _ in range(ROUNDS)]
            if any(status != 0 for _, _, _, status in rounds):
                sys.exit(f"evaluate {BUILD} failed")
            seconds, peak = min(r[0] for r in rounds), max(r[1] for r in rounds) / MIB
            print(f"100,000 accelerators, two planes of three tiers, from {name}: {seconds:.2f} s, {peak:.0f} MiB "
                  f"(limits {SECONDS:g} s, {PEAK_MIB} MiB)")
            if seconds > SECONDS or peak > PEAK_MIB:
                sys.exit("a limit is passed")


if __name__ == "__main__":
    main()

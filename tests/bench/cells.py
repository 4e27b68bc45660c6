"""A workbook of 50,000 lines beside a bare loop that writes the same cells with the same library.

Usage: cells.py OPTIBOM BENCH_CELLS. A rack of 50,000 parts is imported, evaluated and written; the loop writes every
cell of that workbook again, in constant memory as the program does, and as the library does by itself. Rounds
alternate; the median of the ratios of the workbook, its evaluation not counted, to the loop is printed.
"""
import os
import statistics
import subprocess
import sys
import tempfile

from imports import MIB, run
from rounds import OURS, record

LINES, ROUNDS = 50_000, 5

SPEC = """build: many
rack: Maker RACK
accelerators: {part: NVIDIA GB200 Blackwell GPU, count: 72}
networks:
  scale-up:
    bandwidth: 7200 Gbps
    topology: {kind: single-tier, scope: rack}
    switch: NVIDIA NVLink5 switch chip
    links:
      - {from: accelerator, to: switch, medium: dac, length: 2 m, cable: NVIDIA NVLink5 spine cable}
"""


def part(number):
    return f"Maker {number % 97},PN-{number:06d}"


def write_lists(folder):
    """Parts, what contains them and prices, as lists that import reads: {class: file}."""
    lists = {
        "enclosure": ["vendor,mpn,description", "Maker,RACK,rack of many parts"],
        "other": ["vendor,mpn,description,power (W)"],
        "composition": ["vendor,mpn,child_vendor,child_mpn,quantity"],
        "offer": ["vendor,mpn,supplier,currency,quantity,price", "Maker,RACK,Shop,USD,1,1000000.00"],
    }
    for number in range(LINES):
        lists["other"].append(f"{part(number)},bracket or cable guide number {number},{number % 50 / 10}")
        lists["composition"].append(f"Maker,RACK,{part(number)},{1 + number % 7}")
        lists["offer"].append(f"{part(number)},Shop {number % 13},USD,1,{1 + number % 1000 / 100:.2f}")
    files = {}
    for name, rows in lists.items():
        files[name] = os.path.join(folder, name + ".csv")
        with open(files[name], "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")
    return files


def seconds(command):
    took, peak, _, status = run(command)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return took, peak / MIB


def loop(bench, source, target, mode):
    return float(subprocess.run([bench, source, target, mode], check=True, capture_output=True,
                                text=True).stdout.split()[0])


def main():
    optibom, bench = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        program = [optibom, "-q", "--db", os.path.join(folder, "catalog.db")]
        subprocess.run(program + ["init"], check=True, stdout=subprocess.DEVNULL)
        for name, path in write_lists(folder).items():
            subprocess.run(program + ["import", path, "--class", name], check=True, stdout=subprocess.DEVNULL)
        spec, book, again = (os.path.join(folder, name) for name in ("many.yaml", "many.xlsx", "again.xlsx"))
        with open(spec, "w", encoding="utf-8") as file:
            file.write(SPEC)
        rounds = []
        for number in range(1, ROUNDS + 1):
            whole, peak = seconds(program + ["report", spec, "-o", book])
            evaluated, _ = seconds(program + ["evaluate", spec, "--csv"])
            bare = loop(bench, book, again, "constant")
            rounds.append((whole, evaluated, bare, loop(bench, book, again, "whole"), peak))
            record("workbook", OURS, number, whole - evaluated, peak)
            record("workbook", "libxlsxwriter loop", number, bare)
    ratio = statistics.median((r[0] - r[1]) / r[2] for r in rounds)
    whole, evaluated, constant, memory, peak = (statistics.median(column) for column in zip(*rounds))
    print(f"a workbook of {LINES:,} lines: {whole:.2f} s, of which {evaluated:.2f} s evaluation, {peak:.0f} MiB; "
          f"bare loop {constant:.2f} s in constant memory, {memory:.2f} s as the library does by itself")
    print(f"  workbook without evaluation / bare loop in constant memory: {ratio:.2f}; "
          f"all of it / bare loop: {whole / memory:.2f}")


if __name__ == "__main__":
    main()

"""What a party of a bench took in a round, a line of the file that BENCH_ROUNDS names; nothing without it.

A line has figure, party, round, seconds and MiB, with tabs between; rounds.h writes the same. A peer that is not
installed has the word absent for its round. table.py reads the file.
"""
import os

OURS = "optibom"


def write(*fields):
    path = os.environ.get("BENCH_ROUNDS")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write("\t".join(fields) + "\n")


def record(figure, party, number, seconds, mib=None):
    write(figure, party, str(number), f"{seconds:.6f}", "" if mib is None else f"{mib:.3f}")


def absent(figure, party):
    write(figure, party, "absent", "", "")

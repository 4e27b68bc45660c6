"""Texts that act in a spreadsheet: as a report of a user and as parts of a build. python3 hostile.py FOLDER

Writes FOLDER/reports/hostile.sql, which gives every text in every kind of column, and a build of parts that are
called so: FOLDER/CLASS.csv and FOLDER/rack.yaml.
"""

import csv
import json
import os
import sys

PARTS = ("RACK", "ACC", "SWITCH", "T800-DR8", "NIC", "T400-DR4", "F8")
CLASSES = ("transceiver", "accelerator", "enclosure", "nic", "fiber", "composition", "offer")

# What import takes as a part number and as a description.
NAMES = ("=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1,1)", "'lead", "_x0041_", "00123")
DESCRIPTIONS = ("=HYPERLINK(\"http://x.example\",\"y\")", "\U0001f680" * 20000, "1-2", "TRUE", "two\nlines",
                "a\u202egpj.exe \u0645\u0648\u0635\u0644", "<b>&amp;</b> ]]> \"q\"")

# What else may stand in a catalog, by whatever way it came: bytes, since some are no text.
OTHERS = (
    "", " ", "=1+1", "=1;2", "{=1+1}", "'=1", "trail'", "9.55E+12", "2026-01-02", "2026-02-30", "1899-12-31", "12:30",
    "#REF!", "#N/A", "1e400", "0x1F", "1,234.50", "50 %", "-", "_x005F_x0041_", "_x000D_", "_xFFFF_", "\u2066b\u2069",
    "[a]:b*c?d/e\\f", "http://x.example/", "http://x.example/a b", "https://x.example/?q=\"1\"&r=<2>", "https://",
    "https://x.example/" + "p" * 3000, "https://x.example/#a'b", "mailto:a@x.example", "file:///etc/passwd",
    "internal:Summary!A1", "external:c:\\x.xlsx", "javascript:alert(1)",
    "nan", "inf", "e\u0301", "\u00a0", "a\u200bb", "\ufeffbom",
    "\t=1+1", " =1+1", "=1+1\n=2+2", "carriage\r\nreturn", "alone\rhere", "tab\tstop", "bell\a", "\x1b[31mred\x1b[0m",
    "nothing \x01\x02\x08\x0b\x0c\x0e\x1f", "delete \x7f next \x85", "not characters \uffff \ufffe", "\U0001ffff",
    "x" * 32767, "x" * 40000, "=" + "x" * 40000, "x" * 32766 + "\U0001f680", "_x0041_" * 8000,
)
BROKEN = (b"\xff\xfe", b"caf\xe9", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"cut \xe2\x82")


def texts():
    """Every text, as bytes."""
    return [text.encode() for text in NAMES + DESCRIPTIONS + OTHERS] + list(BROKEN)


REPORT = """-- Every hostile text in every kind of column.
--
-- sheet: Hostile
-- position: 900
-- title: =1+1
-- purpose: @SUM(1,1)
-- column: number | =1+1 | integer | 8
-- column: text | @SUM | text | 20
-- column: wrapped | Wrapped | text | 30 wrap
-- column: link | Link | link | 30
-- column: day | Day | date | 12
-- column: real | Real | real | 12
-- column: shown | Shown | text | 20 | - | {text}
-- highlight: text | bad | LEFT({text},1)="="
-- chart: column | =1+1 | text | number | all | right 1

SELECT column1 AS number, column2 AS text, column2 AS wrapped, column2 AS link, column2 AS day, column2 AS real,
    column2 AS shown
FROM (VALUES
"""


def write_report(folder):
    """The report; texts as bytes, so that nothing on the way reads them."""
    rows = ",\n".join(f"    ({i}, CAST(x'{text.hex()}' AS TEXT))" for i, text in enumerate(texts(), 1))
    os.makedirs(os.path.join(folder, "reports"))
    with open(os.path.join(folder, "reports", "hostile.sql"), "w", encoding="ascii") as file:
        file.write(REPORT + rows + ");\n")


def write_parts(folder, source):
    """Copies the lists of test parts with other part numbers and descriptions."""
    names, descriptions = dict(zip(PARTS, NAMES)), dict(zip(PARTS, DESCRIPTIONS))
    for name in CLASSES:
        with open(os.path.join(source, name + ".csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if "description" in row:
                row["description"] = descriptions.get(row["mpn"], row["description"])
            for key in ("mpn", "child_mpn"):
                if key in row:
                    row[key] = names.get(row[key], row[key])
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    with open(os.path.join(source, "rack.yaml"), encoding="utf-8") as file:
        spec = file.read().replace("title: Small rack of test parts", "title: \"=1+1 \\u202e <b> _x0041_\"")
    for part, name in names.items():
        for end in ("\n", ","):
            spec = spec.replace(f"Acme {part}{end}", json.dumps(f"Acme {name}") + end)
    with open(os.path.join(folder, "rack.yaml"), "w", encoding="utf-8") as file:
        file.write(spec)


def main():
    write_report(sys.argv[1])
    write_parts(sys.argv[1], os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "parts"))


if __name__ == "__main__":
    main()

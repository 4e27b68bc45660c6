"""Poisons catalog.db and front.db, and calls every verb: python3 verbs.py PROGRAM. A line a leak, then what was looked at."""

import csv
import io
import itertools
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import zipfile

PROGRAM = sys.argv[1]
POISON = ('=1+1<script>alert(1)</script><img src=x onerror=alert(1)>|[a](javascript:alert(1)) `b` &amp; '
          '"\'\x1b]0;t\x07\x1b[31m\x9b1m\x7f\u202ez\u2066\u2028\t\r\n+2 @SUM(A1)')
# Texts that a CHECK, a key or the program itself takes for a word of its own.
KEPT = {"class", "confidence", "state", "severity", "code", "currency", "base", "date", "attribute", "lifecycle", "yaml",
        "imported_at", "stored_at", "changed_at", "released_at", "answered_at", "created_on", "respond_by", "required_by",
        "valid_from", "valid_until", "hash", "verb", "price_basis", "answer", "stated_currency", "headers", "cells",
        "candidates", "one_time_currency", "value_text", "medium", "form_factor"}
TABLES = ["vendor", "part", "document", "figure", "import_batch", "import_file", "import_reject", "supplier", "price_list",
          "price", "composition", "bom", "bom_line", "bom_alternate", "build", "build_revision", "rfq", "rfq_line", "change",
          "exchange_rate", "alternate", "build_alternate", "maker", "part_alias", "attachment"]
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"^[=@\t\r]|^[+-](?![0-9.]+([eE][+-]?[0-9]+)?$)")
BUILD = "rack.yaml"


def poison():
    """Every free text of the catalog; the parts that the spec names keep their part number."""
    db = sqlite3.connect("catalog.db")
    numbers = itertools.count()
    db.create_function("another", 0, lambda: next(numbers))
    db.execute("PRAGMA ignore_check_constraints = ON")
    changed = 0
    for table in TABLES:
        for _, column, kind, *_ in db.execute(f"PRAGMA table_info({table})").fetchall():
            if kind != "TEXT" or column in KEPT or (table, column) in {("part", "mpn"), ("vendor", "name"), ("build", "name")}:
                continue
            changed += db.execute(f"UPDATE {table} SET {column} = ? || another() WHERE {column} IS NOT NULL", (POISON,)).rowcount
    # Part numbers of the price lists of others, and vendors and builds beside those that are asked for.
    db.execute("INSERT INTO vendor (name) VALUES (?)", (POISON,))
    db.execute("INSERT INTO build (name) VALUES (?)", (POISON,))
    db.execute("INSERT INTO build_revision (build_id, revision, stored_at, stored_by, yaml) SELECT build_id, 1, '2026-01-02', "
               "?, (SELECT yaml FROM build_revision LIMIT 1) FROM build WHERE name = ?", (POISON, POISON))
    db.execute("UPDATE part SET vendor_id = (SELECT max(vendor_id) FROM vendor) WHERE class = 'nic' AND mpn NOT IN "
               "(SELECT mpn FROM part WHERE class = 'nic' LIMIT 1)")
    db.execute("INSERT INTO part (class, vendor_id, mpn, description) SELECT 'transceiver', max(vendor_id), ?, ? FROM vendor",
               (POISON, POISON))
    db.execute("INSERT INTO transceiver (part_id) SELECT max(part_id) FROM part")
    db.commit()
    assert changed > 100, changed


def poison_result():
    """Every free text of what an exploration came to."""
    db = sqlite3.connect("front.db")
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for _, column, kind, *_ in db.execute(f"PRAGMA table_info({table})").fetchall():
            if kind == "TEXT" and column not in {"ways", "metric", "unit", "currency", "text"}:
                db.execute(f"UPDATE {table} SET {column} = ?", (POISON,))
    db.commit()


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, stdin=subprocess.DEVNULL, check=False)


def faults(text, form):
    """What of a text in a form acts; the form of messages and of text is that of a terminal."""
    if form == "csv":
        rows = csv.reader(io.StringIO(text, newline=""))
        return ["formula " + repr(cell[:30]) for row in rows for cell in row if FORMULA.match(cell)]
    found = [f"U+{ord(c):04X}" for c in sorted(set(UNSAFE.findall(text)))]
    if form == "json":
        json.loads(text)
    if form == "markdown" and re.search(r"(?<!\\)<(script|img)|(?<!\\)\]\(javascript", text):
        found.append("markup")
    if form == "html" and re.search(r"<script>alert|<img|href=\"javascript|onerror=alert\(1\)>", text):
        found.append("markup")
    return found


class Looks:
    def __init__(self):
        self.verbs, self.count, self.reached = set(), 0, 0

    def judge(self, what, data, form):
        self.count += 1
        self.reached += b"alert" in data
        for fault in faults(data.decode("utf-8"), form):
            print(f"LEAK {what} ({form}): {fault}")

    def call(self, *arguments):
        self.verbs.add(arguments[0])
        for option, form in ((None, "text"), ("--markdown", "markdown"), ("--csv", "csv"), ("--json", "json")):
            done = run(*([option] if option else []), *arguments)
            what = "optibom " + " ".join(arguments)[:60]
            assert done.returncode in (0, 1, 2, 3), (what, done.returncode, done.stderr)
            if done.returncode < 2 and done.stdout:
                is_json = form == "json" and done.stdout.lstrip()[:1] in (b"{", b"[")
                self.judge(what, done.stdout, form if form != "json" or is_json else "text")
            self.judge(what, done.stderr, "messages")
            if done.returncode >= 2 and done.stderr.count(b"\n") != 1 and b"usage:" not in done.stderr:
                print(f"LEAK {what}: not one line: {done.stderr!r}")

    def write(self, *arguments):
        """To a file of each ending."""
        self.verbs.add(arguments[0])
        for ending, form in (("html", "html"), ("md", "markdown"), ("csv", "csv"), ("json", "json"), ("xlsx", "xlsx")):
            path = pathlib.Path(f"out.{ending}")
            done = run(*arguments, "-o", str(path))
            self.judge(" ".join(arguments), done.stderr, "messages")
            assert done.returncode < 2, (arguments, done.stderr)
            if form == "xlsx":
                self.sheets(" ".join(arguments), path)
            else:
                self.judge(" ".join(arguments), path.read_bytes(), form)

    def sheets(self, what, path):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                text = book.read(name).decode("utf-8")
                self.count += 1
                for formula in re.findall(r"<f>([^<]*)</f>", text):
                    if "alert" in formula or formula.startswith("1+1"):
                        print(f"LEAK {what}: formula {formula[:40]} in {name}")
                if "javascript:" in text and name.endswith(".rels"):
                    print(f"LEAK {what}: a link in {name}")


def main():
    looks = Looks()
    poison()
    poison_result()
    looks.call("explore", "merge", "front.db")
    looks.write("explore", "merge", "front.db")
    looks.call("import", "list")
    for batch in ("1", "8", "10", "11"):
        for verb in ("show", "rejects", "confirm"):
            looks.call("import", verb, batch)
    looks.call("import", POISON + ".csv")
    looks.call("import", "bad.csv", "--class", POISON)
    for name in ("transceiver", "nic", "accelerator", "enclosure", "fiber"):
        looks.call("find", name)
    looks.call("find", POISON)
    looks.call("find", "transceiver", POISON)
    looks.call("find", "transceiver", "mpn ~ " + POISON)
    looks.call("find", "transceiver", "power <= " + POISON)
    looks.call("find", "transceiver", "--sort", POISON)
    for part in ("T800-DR8", POISON, "script"):
        looks.call("show", part)
        looks.call("rollup", part)
        looks.call("rollup", "--where-used", part)
        looks.call("log", part)
        looks.call("build", "where-used", part)
    looks.call("rollup")
    looks.call("log")
    looks.call("log", "small")
    for change in ("1", "8", "11"):
        looks.call("log", change)
    looks.call("build", "list")
    for build in ("small", POISON):
        looks.call("build", "show", build)
        looks.call("build", "diff", build, BUILD)
        looks.call("build", "consolidate", build)
        looks.call("assemble", build)
        looks.call("evaluate", build)
        looks.call("compare", build, BUILD)
        looks.call("check", build)
        looks.call("explore", build)
        looks.call("yield", build)
    looks.call("check")
    looks.call("check", "--builds")
    looks.call("search", "script")
    looks.call("search", POISON)
    looks.call("attach", "list")
    looks.call("attach", "check")
    looks.call("attach", "list", POISON)
    looks.call("attach", POISON, "--to", "T800-DR8")
    looks.call("attach", "bad.csv", "--to", POISON)
    looks.call("attach", "get", POISON)
    looks.call("changes", "export", "all.changes")
    looks.call("changes", "apply", "all.changes", "--dry-run")
    looks.call("changes", "apply", POISON)
    looks.call("backup", POISON + "/copy.db")
    looks.call("backup", "copy.db")
    for verb in ("alternate", "maker", "duplicate"):
        looks.call(verb, "list")
        looks.call(verb, POISON, "T800-DR8", "T400-DR4")
    looks.call("alternate", "approve", POISON, POISON, "--reason", POISON)
    looks.call("alternate", "approve", "T800-DR8", "T400-DR4", "--build", BUILD, "--line", POISON)
    looks.call("alternate", "approve", "T800-DR8", "T400-DR4", "--build", BUILD, "--reason", POISON)
    looks.call("alternate", "list", "T800-DR8")
    looks.call("maker", "reject", POISON, "--reason", POISON)
    looks.call("maker", "approve", POISON, "--class", POISON)
    looks.call("maker", "list")
    looks.call("duplicate", "merge", POISON, "T800-DR8")
    for report in ("summary", "bom", "offers", "findings", "sources"):
        looks.call("report", BUILD, "--report", report)
    looks.call("report", BUILD, "--report", POISON)
    looks.call("report", BUILD, "-o", POISON + ".pdf")
    looks.write("report", BUILD)
    looks.write("report", "small")
    looks.call("rfq", "small", "--supplier", POISON, "-o", "no/such.xlsx")
    looks.call("rfq", "small", "--supplier", "=1+1<scrip", "-o", "rfq.xlsx")
    looks.call("export", "written")
    looks.call("export", "written")
    looks.call("--as", POISON, "build", "remove", POISON)
    looks.call("log")
    looks.call("sql", "SELECT * FROM document")
    looks.call("sql", f"SELECT 1 AS \"{POISON.replace(chr(34), '')}\"")
    looks.call("sql", POISON)
    looks.call("sql", "SELECT '" + "\x1b[31m\u202e\n" + "' FROM nosuch")
    looks.call("init", "--from", POISON)
    looks.call("migrate")
    for verb in ("completion", "help"):
        looks.call(verb, POISON)
    looks.call("help", "attributes", POISON)
    looks.call(POISON)
    looks.call("find", "nic", "--" + POISON)
    lines = run("--help").stdout.decode().split("Verbs:\n")[1].split("\n\n")[0].splitlines()
    for verb in sorted({line.split()[0] for line in lines} - looks.verbs):
        print(f"the verb {verb} is not called here")
    print("looked at", "more than 400 outputs" if looks.count > 400 else looks.count)
    print("with the texts in", "more than 100 of them" if looks.reached > 100 else looks.reached)


main()

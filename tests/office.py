#!/usr/bin/python3
"""Opens the workbook in LibreOffice: python3 tests/office.py PROGRAM

Makes the workbook of the three shipped builds, recalculates it, changes the number of racks,
recalculates again, and holds every figure against `optibom evaluate`. Needs LibreOffice and openpyxl.
Closes with "N passed, N failed".
"""

import json
import math
import os
import subprocess
import sys
import tempfile

import openpyxl

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILDS = ["nvl72-dsp", "nvl72-lpo", "nvl72-cpo"]
OTHER_RACKS = [1, 37, 1000]
TOLERANCE = 1e-9
HEADING_ROW = 4  # title, purpose, a blank row, headings

# Heading on the Summary sheet, without its unit: metric of `evaluate`.
SUMMARY = {
    "IT power": "power_it",
    "Facility power": "power_facility",
    "Optics power": "power_optics",
    "Optics of a 1.6T port": "power_per_1600g_port",
    "Optics energy": "energy_per_bit",
    "Material": "cost_material",
    "Yielded cost": "cost_yielded",
    "Cost of ownership": "cost_total_ownership",
    "Order for the program": "cost_program",
    "KGOE-adjusted yield": "yield_kgoe_adjusted",
    "Unadjusted yield": "yield_unadjusted",
}

RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


class Outcome:
    """Counts checks and prints the ones that fail."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, what, problems):
        """One check; `problems` says what is wrong with it."""
        problems = list(problems)
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        print("FAILED " + what)
        for problem in problems[:10]:
            print("  " + problem)
        if len(problems) > 10:
            print(f"  and {len(problems) - 10} more")


class Program:
    """The program under test, on a catalog of its own."""

    def __init__(self, path, folder):
        self.path = os.path.abspath(path)
        self.folder = folder
        self.specs = [os.path.join(ROOT, "seed", "builds", build + ".yaml") for build in BUILDS]
        self.run("init")

    def run(self, *arguments):
        environment = dict(os.environ, TZ="UTC", LC_ALL="C")
        result = subprocess.run([self.path, "--db", "catalog.db", *arguments], cwd=self.folder, check=False,
                                env=environment, capture_output=True, text=True)
        if result.returncode > 1:
            sys.exit(f"{' '.join(arguments)}: status {result.returncode}\n{result.stderr}")
        return result.stdout

    def report(self, name):
        self.run("report", *self.specs, "-o", name, "--date", "2026-01-02")
        return os.path.join(self.folder, name)

    def metrics(self, racks=None):
        """{build: {metric: value or None}}"""
        found = {}
        for spec in self.specs:
            quantity = [] if racks is None else ["--quantity", str(racks)]
            document = json.loads(self.run("evaluate", spec, "--json", *quantity))
            found[document["build"]] = {
                name: metric["typ"]
                for name, metric in document["metrics"].items() if isinstance(metric, dict)
            }
        return found


def recalculate(folder, files):
    """Lets LibreOffice load, recalculate and save the files; returns the paths of the results."""
    profile = os.path.join(folder, "profile")
    result = os.path.join(folder, "recalculated")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as settings:
        settings.write(RECALCULATE_ALWAYS)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx",
                    "--outdir", result, *files], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=300)
    return [os.path.join(result, os.path.basename(file)) for file in files]


def is_formula(cell):
    return isinstance(cell.value, str) and cell.value.startswith("=")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_close(a, b):
    return a == b or (is_number(a) and is_number(b) and math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=1e-12))


def cells(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet, cell


def place(sheet, cell):
    return f"{sheet.title}!{cell.coordinate}"


def error_cells(book):
    for sheet, cell in cells(book):
        if cell.data_type == "e" or (isinstance(cell.value, str) and cell.value.startswith("#")):
            yield f"{place(sheet, cell)}: {cell.value}"


def formulas_without_value(formulas, values):
    for sheet, cell in cells(formulas):
        if is_formula(cell) and values[sheet.title][cell.coordinate].value is None:
            yield f"{place(sheet, cell)}: {cell.value}"


def numbers_as_text(book):
    for sheet in book:
        for column in sheet.iter_cols(min_row=HEADING_ROW + 1):
            if not any(is_number(cell.value) for cell in column):
                continue
            for cell in column:
                try:
                    float(cell.value if isinstance(cell.value, str) else "text")
                except ValueError:
                    continue
                yield f"{place(sheet, cell)}: {cell.value!r}"


def changed_values(before, after, formulas):
    """Cached values that recalculating does not give again."""
    for sheet, cell in cells(formulas):
        if not is_formula(cell):
            continue
        was = before[sheet.title][cell.coordinate].value
        now = after[sheet.title][cell.coordinate].value
        if not is_close(was, now) and not (was in (None, "") and now in (None, "")):
            yield f"{place(sheet, cell)}: {was!r} became {now!r} by {cell.value}"


def summary_cells(book):
    """(build, metric, cell) of the Summary sheet, found by its headings."""
    sheet = book["Summary"]
    headings = {
        str(cell.value).rsplit(",", 1)[0].strip(): cell.column
        for cell in sheet[HEADING_ROW] if cell.value is not None
    }
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        build = sheet.cell(row, headings["Build"]).value
        if build in BUILDS:
            for heading, metric in SUMMARY.items():
                yield build, metric, sheet.cell(row, headings[heading])


def summary_differences(book, metrics, of_formulas=None):
    """Where the Summary disagrees with the command line; with `of_formulas` in its live cells only."""
    count = 0
    for build, metric, cell in summary_cells(book):
        count += 1
        if of_formulas is not None and not is_formula(of_formulas["Summary"][cell.coordinate]):
            continue
        expected = metrics[build].get(metric)
        found = cell.value if cell.value not in ("", None) else None
        if not is_close(found, expected):
            yield f"{build}, {metric}: Summary!{cell.coordinate} {found!r}, command line {expected!r}"
    if count != len(BUILDS) * len(SUMMARY):
        yield f"{count} figures found on the Summary, {len(BUILDS) * len(SUMMARY)} expected"


def live_metrics(formulas):
    return {metric for _, metric, cell in summary_cells(formulas) if is_formula(cell)}


def defined_cell(book, name):
    names = book.defined_names
    target = names[name] if hasattr(names, "__getitem__") else names.get(name)
    (sheet, coordinate), = target.destinations
    return book[sheet][coordinate.replace("$", "")]


def failed_checks(book):
    """Verdicts of the Checks sheet that are not "agrees"."""
    sheet = book["Checks"]
    verdicts = 0
    for row in sheet.iter_rows(min_row=HEADING_ROW + 1):
        for cell in row:
            if isinstance(cell.value, str) and sheet.cell(HEADING_ROW, cell.column).value not in ("Build", "Inputs"):
                verdicts += 1
                if cell.value != "agrees":
                    yield f"Checks!{cell.coordinate}: {cell.value}"
    if verdicts == 0:
        yield "it has no verdicts"


def with_racks(original, folder, racks):
    book = openpyxl.load_workbook(original)
    defined_cell(book, "racks").value = racks
    path = os.path.join(folder, f"racks-{racks}.xlsx")
    book.save(path)
    return path


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="optibom-office.") as folder:
        program = Program(sys.argv[1], folder)
        original = program.report("one.xlsx")
        again = program.report("two.xlsx")
        with open(original, "rb") as one, open(again, "rb") as two:
            outcome.check("the same date gives the same bytes", [] if one.read() == two.read() else ["they differ"])

        formulas = openpyxl.load_workbook(original)
        cached = openpyxl.load_workbook(original, data_only=True)
        outcome.check("no error cell as written", error_cells(cached))
        outcome.check("every formula has its value", formulas_without_value(formulas, cached))
        outcome.check("no number is stored as text", numbers_as_text(cached))
        outcome.check("Summary as written agrees with evaluate", summary_differences(cached, program.metrics()))
        live = live_metrics(formulas)
        missing = {"power_it", "power_facility", "power_optics", "cost_material", "cost_program"} - live
        outcome.check("totals are live formulas", [f"{metric} is a plain value" for metric in sorted(missing)])

        changed = [with_racks(original, folder, racks) for racks in OTHER_RACKS]
        recalculated, *others = (openpyxl.load_workbook(path, data_only=True)
                                 for path in recalculate(folder, [original, *changed]))
        outcome.check("no error cell when recalculated", error_cells(recalculated))
        outcome.check("recalculating gives every value again", changed_values(cached, recalculated, formulas))
        outcome.check("no check of the workbook fails", failed_checks(recalculated))
        for racks, book in zip(OTHER_RACKS, others):
            outcome.check(f"no error cell with {racks} racks", error_cells(book))
            outcome.check(f"Summary with {racks} racks agrees with evaluate --quantity {racks}",
                          summary_differences(book, program.metrics(racks), formulas))
            state = defined_cell(book, "racks").offset(column=3).value
            outcome.check(f"Inputs say that {racks} racks are a change",
                          [] if str(state).startswith("changed") else [f"they say {state!r}"])
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())

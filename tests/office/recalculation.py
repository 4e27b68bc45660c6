"""Every workbook recalculated by LibreOffice, as written and after each input is changed in turn."""

import os
import re
import zipfile

import compare
import inputs
from engine import ROOT, TOGETHER, shipped_builds, spec_of
from sheets import Book

MIXED = ("nvl72-cpo", "ocp-opg-64", "full-mesh-2")  # of other facilities, racks and currencies of offers
SHELF = "program: {availability: 99.9 %, restock: 10 weeks}"
EURO_PRICES = os.path.join(ROOT, "tests", "office", "euro_prices.csv")


def books_to_make(engine):
    """(name, engine, specs): a workbook of each shipped build and of several, one with prices in euros,
    one with spares on hand beside them.
    """
    yield "together", engine, [spec_of(build) for build in TOGETHER]
    yield "mixed", engine, [spec_of(build) for build in MIXED]
    euro = engine.with_rows("euro.db", EURO_PRICES)
    yield "euro", euro, [spec_of(build) for build in TOGETHER]
    yield "shelf", euro, [engine.including(spec_of("nvl72-cpo"), "shelf", SHELF)]
    for build in shipped_builds():
        yield build, engine, [spec_of(build)]


def check_stored(outcome, name, book):
    """What holds of a file before any program calculates."""
    outcome.check(f"{name}: no error cell", compare.error_cells(book))
    outcome.check(f"{name}: every formula has its value", compare.formulas_without_value(book))
    outcome.check(f"{name}: no number is stored as text", compare.numbers_as_text(book))


def check_calculated(outcome, name, book, document, metrics):
    """Calculating from scratch gives every stored value, and the figures of the command line."""
    values = document.values(compare.titles_with_formulas(book))
    outcome.check(f"{name}: LibreOffice gives no error", document.error_cells())
    outcome.check(f"{name}: LibreOffice gives every value again", compare.value_differences(book, values))
    summary = {at: cell.value for at, cell in book.sheets["Summary"].cells.items()}
    summary.update((at, values["Summary"].get(at)) for at, _ in book.sheets["Summary"].formulas())
    outcome.check(f"{name}: the Summary is what evaluate says", compare.summary_differences(book, summary, metrics))
    outcome.check(f"{name}: every check agrees", compare.failed_checks(book, values["Checks"]))


def check_change(outcome, name, change, document, expected, metrics):
    """One input changed: live cells are those of the engine's workbook for the change, and the change is said."""
    book, entry = change.book, change.entry
    titles = compare.titles_with_formulas(book)
    document.put("Inputs", entry.at, change.value)
    values = document.values(titles)
    outcome.check(f"{name}, {change}: no error", document.error_cells())
    states = [values["Inputs"].get(at) for at, _ in book.sheets["Inputs"].formulas() if at[0] == entry.at[0]]
    outcome.check(f"{name}, {change}: Inputs say so",
                  [] if any("changed" in str(state) for state in states) else [f"its row says {states}"])
    outcome.check(f"{name}, {change}: live cells are the engine's",
                  compare.changed_differences(book, values, expected))
    check_live_summary(outcome, f"{name}, {change}", book, values["Summary"], metrics)
    document.put("Inputs", entry.at, entry.value)


def check_live_summary(outcome, name, book, values, metrics):
    """Figures of the Summary that are formulas are those of the command line; the others are of the run."""
    live = {at for at, _ in book.sheets["Summary"].formulas()}
    known = {at: value for at, value in values.items() if at in live}
    differences = []
    for build, metric, at in compare.summary_cells(book.sheets["Summary"], metrics):
        expected = metrics[build][metric]
        if at in known and not compare.is_same(known[at], expected) and (expected is not None or known[at] != 0):
            differences.append((f"{metric} of the Summary", f"{build}: {known[at]!r}, command line {expected!r}"))
    outcome.check(f"{name}: the live Summary is what evaluate says", differences)


def check_book(outcome, engine, office, name, specs):
    """All of one workbook; returns how many changes were tried and formulas compared."""
    path = engine.workbook(name + ".xlsx", specs)
    book = Book(path)
    check_stored(outcome, name, book)
    count, metrics = 0, engine.metrics(specs)
    with office.open(path) as document:
        check_calculated(outcome, name, book, document, metrics)
        for count, change in enumerate(inputs.changes_of(book), 1):
            if change.entry.kind == "coverage":
                check_change(outcome, name, change, document, book, metrics)
                continue
            changed, its_specs, its_engine = change.workbook(engine, specs, f"{name}.changed")
            check_change(outcome, name, change, document, Book(changed), its_engine.metrics(its_specs))
    return count, sum(1 for _ in book.formulas())


def check_inputs(outcome, book):
    """The sheet Inputs has what buyers change, and nothing that is not known here."""
    kinds = {entry.kind for entry in inputs.read_inputs(book)}
    outcome.check("Inputs has every input that buyers change",
                  [f"no cell for {kind}" for kind in inputs.ASKED_FOR if kind not in kinds])
    outcome.check("every input is known to tests/office/inputs.py",
                  [f"{entry.name!r} in row {entry.at[0]}" for entry in inputs.read_inputs(book)
                   if entry.kind is None])


def check_recalculation(outcome, engine, office):
    """LibreOffice trusts no stored value: one that is wrong in the file is found."""
    path = engine.path("poisoned.xlsx")
    with zipfile.ZipFile(engine.path("together.xlsx")) as original, zipfile.ZipFile(path, "w") as poisoned:
        for part in original.namelist():
            content = original.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f><v>)[0-9.]+(</v>)", rb"\g<1>12345\g<2>", content, count=1)
            poisoned.writestr(part, content)
    book = Book(path)
    with office.open(path) as document:
        found = list(compare.value_differences(book, document.values(compare.titles_with_formulas(book))))
    outcome.check("a wrong stored value is found", [] if found else ["it is not"])


def check_all(outcome, engine, office):
    """Every shipped build; BOOKS='together nvl72-cpo' only those."""
    books = changes = formulas = 0
    asked_for = os.environ.get("BOOKS", "").split()
    for name, its_engine, specs in books_to_make(engine):
        if asked_for and name not in asked_for:
            continue
        tried, live = check_book(outcome, its_engine, office, name, specs)
        books, changes, formulas = books + 1, changes + tried, formulas + live
    if not asked_for:
        check_inputs(outcome, Book(engine.path("euro.xlsx")))
        check_recalculation(outcome, engine, office)
    outcome.note(f"{books} workbooks, {formulas} formulas, {changes} changes of an input recalculated by LibreOffice")

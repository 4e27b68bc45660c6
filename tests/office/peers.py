"""openpyxl and gnumeric open every workbook and read in it what optibom wrote."""

import datetime
import re

import openpyxl

import compare
from calculators import gnumeric
from engine import TOGETHER, shipped_builds, spec_of
from sheets import Book, is_number, is_same, place

# LibreOffice and gnumeric reckon days from here, as Excel does from March 1900 on.
DAY_ZERO = datetime.datetime(1899, 12, 30)


def plain(value):
    """A value of openpyxl as it is stored: days are numbers, whole numbers are no other kind."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        value = datetime.datetime(value.year, value.month, value.day)
        return float((value - DAY_ZERO).days)
    return float(value) if is_number(value) else value


def openpyxl_differences(book):
    """Where openpyxl reads other formulas, values, names or bounds of inputs than are stored."""
    formulas = openpyxl.load_workbook(book.path)
    values = openpyxl.load_workbook(book.path, data_only=True)
    if formulas.sheetnames != list(book.sheets):
        yield f"sheets {formulas.sheetnames}"
    for sheet in book.sheets.values():
        for at, cell in sheet.cells.items():
            formula = formulas[sheet.title].cell(*at).value
            value = plain(values[sheet.title].cell(*at).value)
            if cell.formula is not None and formula != "=" + cell.formula:
                yield f"{sheet.title}: formulas", f"{place(sheet.title, at)}: {formula!r} for ={cell.formula}"
            if not is_same(value, cell.value):
                yield f"{sheet.title}: values", f"{place(sheet.title, at)}: {value!r} for {cell.value!r}"
    inputs = {at for at, cell in book.sheets["Inputs"].cells.items() if cell.is_unlocked}
    bounded = {(row, column) for validation in formulas["Inputs"].data_validations.dataValidation
               for reach in validation.sqref.ranges
               for row in range(reach.min_row, reach.max_row + 1)
               for column in range(reach.min_col, reach.max_col + 1)}
    for at in sorted(inputs - bounded):
        yield f"{place('Inputs', at)}: an input without bounds"


def gnumeric_differences(book, target):
    """What gnumeric says about the file, and where its values are others than the stored ones."""
    yield from gnumeric(book.path, target)
    peer = Book(target)
    values = {}
    for title in compare.titles_with_formulas(book):
        if title not in peer.sheets:
            yield f"{title}: gnumeric has no such sheet"
            return
        cells = peer.sheets[title].cells
        values[title] = {at: cell.value for at, cell in cells.items()}
        for at, _ in book.sheets[title].formulas():
            if at not in cells or cells[at].formula is None:
                yield f"{title}: formulas that gnumeric does not keep", place(title, at)
    yield from compare.value_differences(book, values)


def functions_of(book):
    """Names of the functions in all formulas."""
    return {name for _, _, cell in book.formulas() for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", cell.formula)}


def check_all(outcome, engine, _):
    """Every shipped build, and three together."""
    functions = set()
    books = [("together", [spec_of(build) for build in TOGETHER])]
    books += [(build, [spec_of(build)]) for build in shipped_builds()]
    for name, specs in books:
        book = Book(engine.workbook(name + ".xlsx", specs))
        functions |= functions_of(book)
        outcome.check(f"{name}: openpyxl reads what is stored", openpyxl_differences(book))
        outcome.check(f"{name}: gnumeric gives every value again",
                      gnumeric_differences(book, engine.path("gnumeric.xlsx")))
    outcome.note(f"{len(books)} workbooks in openpyxl and gnumeric; functions {' '.join(sorted(functions))}")

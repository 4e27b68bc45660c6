"""Texts that act in a spreadsheet come back from three programs as the same harmless texts."""

import datetime
import importlib.util
import os
import re

import openpyxl

import calculators
from engine import ROOT, Engine
from sheets import Book, unescaped

CASE = os.path.join(ROOT, "tests", "cli", "xlsx-hostile")
CLASSES = ("transceiver", "accelerator", "enclosure", "nic", "fiber", "composition", "offer")
MOST, CUT, LOST = 32767, "\u2026", "\ufffd"
# openpyxl undoes this escape twice; LibreOffice and gnumeric read it right.
TWICE_UNDONE = b"_x005F_x0041_"
KINDS = ("text", "wrapped", "link", "day", "real", "shown")


def load_texts():
    """The module of the command-line case that makes the texts."""
    spec = importlib.util.spec_from_file_location("hostile", os.path.join(CASE, "hostile.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected_text(raw):
    """What a cell shows of bytes: all that a sheet can hold, "\\ufffd" for the rest, cut where it is too long."""
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\U0001fffe\U0001ffff]", LOST, text)
    return text


def is_expected(found, raw):
    """Whether a cell holds the text; how many marks stand for broken bytes is left open, and where a cut falls."""
    wanted = re.sub(LOST + "+", LOST, expected_text(raw))
    found = re.sub(LOST + "+", LOST, found or "")
    if found == wanted:
        return True
    return len(wanted) > MOST // 8 and found.endswith(CUT) and len(found) > 1000 and wanted.startswith(found[:-1])


def is_day(raw, found):
    """A date in a column of dates is one in the file."""
    if isinstance(found, datetime.datetime):
        return found.strftime("%Y-%m-%d").encode() == raw
    return False


def cell_problems(kind, number, raw, cell):
    """One cell of the report, as openpyxl reads it: it leaves escapes in the values of formulas."""
    if kind == "day" and is_day(raw, cell.value):
        return
    where = f"row {number}, {raw[:40]!r}"
    found = cell.value
    if found is not None and (cell.data_type != "s" or not isinstance(found, str)):
        yield f"{kind}: not a text", f"{where}: {cell.value!r:.60} of type {cell.data_type}"
    elif not is_expected(found, raw) and not is_expected(unescaped(found or ""), raw) and raw != TWICE_UNDONE:
        yield f"{kind}: another text", f"{where}: {found!r:.60}"
    if kind == "link" and cell.hyperlink is not None and not re.match("https?://", cell.hyperlink.target or ""):
        yield "a link of another kind", f"{where}: {cell.hyperlink.target!r}"


def openpyxl_problems(book, texts):
    """Every text in every kind of column."""
    formulas = openpyxl.load_workbook(book.path)["Hostile"]
    values = openpyxl.load_workbook(book.path, data_only=True)["Hostile"]
    sheet = book.sheets["Hostile"]
    for row, (number, raw) in zip(sheet.rows(), enumerate(texts, 1)):
        for kind in KINDS:
            column = sheet.column(kind)
            cell = (values if kind == "shown" else formulas).cell(row, column)
            yield from cell_problems(kind, number, raw, cell)
        if not str(formulas.cell(row, sheet.column("shown")).value).startswith("="):
            yield "shown: no formula", f"row {row}"


def calculated_problems(what, book, values, texts):
    """Every text as another program shows it, in cells and through a formula."""
    sheet = book.sheets["Hostile"]
    for row, (number, raw) in zip(sheet.rows(), enumerate(texts, 1)):
        for kind in ("text", "shown"):
            found = values.get((row, sheet.column(kind)))
            if kind == "shown" and found == 0 and raw == b"":
                continue
            if not isinstance(found or "", str) or not is_expected(found, raw):
                yield f"{what}: {kind} is another", f"row {number}, {raw[:40]!r}: {found!r:.60}"


def check_all(outcome, engine, office):
    """One workbook of hostile parts, with a report of hostile texts."""
    module = load_texts()
    folder = engine.path("hostile")
    os.makedirs(folder)
    module.write_report(folder)
    module.write_parts(folder, os.path.join(ROOT, "tests", "cli", "parts"))
    own = Engine(engine.program, folder, empty=True)
    for name in CLASSES:
        own.run("import", "--class", name, name + ".csv")
    path = own.workbook("hostile.xlsx", ["rack.yaml"], "--reports", "reports")
    book, texts = Book(path), module.texts()
    outcome.check("hostile texts in openpyxl", openpyxl_problems(book, texts))
    with office.open(path) as document:
        values = document.values(["Hostile", "Costed BOM"])
    outcome.check("hostile texts in LibreOffice", calculated_problems("LibreOffice", book, values["Hostile"], texts))
    names = {value for value in values["Costed BOM"].values() if isinstance(value, str)}
    outcome.check("hostile part numbers in LibreOffice",
                  [f"{name!r} is not on the bill" for name in module.NAMES if name not in names])
    target = engine.path("hostile-gnumeric.xlsx")
    outcome.check("gnumeric opens hostile texts", calculators.gnumeric(path, target))
    peer = {at: cell.value for at, cell in Book(target).sheets["Hostile"].cells.items()}
    outcome.check("hostile texts in gnumeric", calculated_problems("gnumeric", book, peer, texts))
    outcome.note(f"{len(texts)} hostile texts in {len(KINDS)} kinds of columns")

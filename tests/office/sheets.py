"""Reads a workbook as it is stored: formulas, cached values, styles of cells, names. Standard library only."""

import collections
import math
import posixpath
import re
import xml.etree.ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TOLERANCE = 1e-9

# formula: text without "=", or None. value: float, str, bool or None. is_error: the value is one like "#REF!".
Cell = collections.namedtuple("Cell", "formula value is_error is_unlocked is_wrapped")


def letters(column):
    """1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def position(reference):
    """("$C$5" or "C5") as (row, column), both from 1."""
    match = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def place(sheet, at):
    """Sheet!C5"""
    return f"{sheet}!{letters(at[1])}{at[0]}"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_same(one, other):
    """Equal, numbers within 1e-9 of each other; nothing and an empty text are the same."""
    if is_number(one) and is_number(other):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-12)
    return one == other or (one in (None, "") and other in (None, ""))


class Sheet:
    """Cells by (row, column) from 1, with what its heading row says."""

    def __init__(self, title, cells, table, hidden=()):
        self.title = title
        self.cells = cells
        self.hidden = set(hidden)  # columns
        self.table = table  # ((first row, first column), (last row, last column)) of headings and rows, or None
        self.names, self.headings = {}, {}
        if table is None:
            return
        (heading, first), (_, last) = table
        for column in range(first, last + 1):
            self._note(self.names, self.value(heading - 1, column), column)
            text = self.value(heading, column)
            self._note(self.headings, text.rsplit(",", 1)[0].strip() if isinstance(text, str) else None, column)

    @staticmethod
    def _note(columns, text, column):
        if isinstance(text, str) and text:
            columns.setdefault(text, column)

    def value(self, row, column):
        cell = self.cells.get((row, column))
        return cell.value if cell else None

    def column(self, *texts):
        """The column of that heading, or with that small name above it; None without."""
        for text in texts:
            found = self.headings.get(text) or self.names.get(text)
            if found:
                return found
        return None

    def heading(self, column):
        """What stands above a column."""
        if self.table is None:
            return letters(column)
        return str(self.value(self.table[0][0], column) or letters(column))

    def rows(self):
        """Rows below the headings."""
        return range(self.table[0][0] + 1, self.table[1][0] + 1) if self.table else range(0)

    def formulas(self):
        """(row, column), cell of every formula."""
        return ((at, cell) for at, cell in self.cells.items() if cell.formula is not None)


class Book:
    """`sheets` by title in order, `names`: defined name to (sheet, (row, column)) of single cells."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as package:
            self._package = package
            self._strings = self._read_strings()
            self._styles = self._read_styles()
            workbook = self._tree("xl/workbook.xml")
            targets = {relation.get("Id"): relation.get("Target")
                       for relation in self._tree("xl/_rels/workbook.xml.rels")}
            self.sheets = {}
            for sheet in workbook.iter(MAIN + "sheet"):
                part = posixpath.normpath(posixpath.join("xl", targets[sheet.get(RELATION)]))
                self.sheets[sheet.get("name")] = self._read_sheet(sheet.get("name"), part)
            self.names = dict(self._read_names(workbook))

    def _tree(self, part):
        return xml.etree.ElementTree.fromstring(self._package.read(part))

    def _read_strings(self):
        if "xl/sharedStrings.xml" not in self._package.namelist():
            return []
        return [text_of(item) for item in self._tree("xl/sharedStrings.xml").iter(MAIN + "si")]

    def _read_styles(self):
        """(is unlocked, is wrapped) of each format of cells."""
        return [(any(entry.get("locked") == "0" for entry in style.iter(MAIN + "protection")),
                 any(entry.get("wrapText") == "1" for entry in style.iter(MAIN + "alignment")))
                for style in self._tree("xl/styles.xml").find(MAIN + "cellXfs")]

    def _read_sheet(self, title, part):
        cells, table, hidden = {}, None, []
        for element in self._tree(part).iter():
            if element.tag == MAIN + "c":
                cells[position(element.get("r"))] = self._read_cell(element)
            elif element.tag == MAIN + "autoFilter":
                corners = element.get("ref").split(":")
                table = position(corners[0]), position(corners[-1])
            elif element.tag == MAIN + "col" and element.get("hidden") == "1":
                hidden += range(int(element.get("min")), int(element.get("max")) + 1)
        return Sheet(title, cells, table, hidden)

    def _read_cell(self, element):
        kind, formula, value = element.get("t", "n"), element.findtext(MAIN + "f"), element.findtext(MAIN + "v")
        if kind == "s":
            value = self._strings[int(value)]
        elif kind == "inlineStr":
            value = text_of(element.find(MAIN + "is"))
        elif kind == "str":
            value = unescaped(value or "")
        elif kind == "b":
            value = value == "1"
        elif kind == "n" and value is not None:
            value = float(value)
        return Cell(formula, value, kind == "e", *self._styles[int(element.get("s", "0"))])

    @staticmethod
    def _read_names(workbook):
        for name in workbook.iter(MAIN + "definedName"):
            match = re.fullmatch(r"'?((?:[^']|'')+?)'?!(\$[A-Z]+\$[0-9]+)", name.text or "")
            if match and not name.get("name").startswith("_"):
                yield name.get("name"), (match[1].replace("''", "'"), position(match[2]))

    def formulas(self):
        """Sheet, (row, column), cell of every formula."""
        return ((sheet, at, cell) for sheet in self.sheets.values() for at, cell in sheet.formulas())


def text_of(element):
    """Text of a string item, whose runs follow each other."""
    return unescaped("".join(part.text or "" for part in element.iter(MAIN + "t")))


def unescaped(text):
    """_x0041_ stands for A in the format."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)

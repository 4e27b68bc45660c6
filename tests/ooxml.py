#!/usr/bin/env python3
"""Is a workbook well-formed, and within the limits of Excel? python3 tests/ooxml.py FILE...

Standard library only. Prints one line a problem ("file: part: what"), status 1 if there are any.
"""

import collections
import math
import posixpath
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

import ooxml_formulas

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ROWS, COLUMNS, TEXT, FORMATS, LINKS, WIDTH, HEIGHT, LEVELS = 1048576, 16384, 32767, 65490, 65530, 255, 409.5, 7
LINK_TEXT, SHEET_NAME, MESSAGE, TITLE, LIST = 2079, 31, 255, 32, 255
BANNED_PARTS = ("vbaProject", "externalLink", "activeX", "embeddings", "connections", "queryTable", "customXml")
ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems
tableParts extLst""".split()


def units(text):
    """Length as Excel counts it, in UTF-16; _x0041_ is one character."""
    return len(re.sub("_x[0-9A-Fa-f]{4}_", "x", text).encode("utf-16-le", "surrogatepass")) // 2


def text_of(element):
    return "".join(part.text or "" for part in element.iter(MAIN + "t"))


def corners(reference):
    """(first row, first column, last row, last column) of "A1:B2" or "A1", from 1; None for what is no range."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", reference)
    if match is None:
        return None
    column = [0, 0]
    for i, letters in enumerate((match[1], match[3] or match[1])):
        for letter in letters:
            column[i] = column[i] * 26 + ord(letter) - 64
    return int(match[2]), column[0], int(match[4] or match[2]), column[1]


def is_inside(place):
    return place is not None and 1 <= place[0] <= place[2] <= ROWS and 1 <= place[1] <= place[3] <= COLUMNS


class Package:
    """One file; `problems` are (part, what is wrong)."""

    def __init__(self, path):
        self.problems = []
        self.parts = {}
        with zipfile.ZipFile(path) as package:
            for name, count in collections.Counter(package.namelist()).items():
                if count > 1:
                    self.say(name, "it is there more than once")
                self._read(name, package.read(name))
        if "xl/workbook.xml" in self.parts and not self.problems:
            self.check()

    def say(self, part, what):
        self.problems.append((part, what))

    def _read(self, name, content):
        if any(word in name for word in BANNED_PARTS):
            self.say(name, "a workbook of data has no such part")
        if not name.endswith((".xml", ".rels", ".vml")):
            self.parts[name] = None
            return
        try:
            self.parts[name] = tree.fromstring(content)
        except tree.ParseError as error:
            self.say(name, f"not well-formed: {error}")

    def check(self):
        self._check_types()
        for name in self.parts:
            if name.endswith(".rels"):
                self._check_relations(name)
        self._check_workbook()
        self._check_styles()
        for title, part in self.sheets.items():
            if self.parts.get(part) is not None:
                Worksheet(self, title, part).check()
        for name, root in self.parts.items():
            if name.startswith("xl/charts/"):
                self._check_chart(name, root)

    def _check_types(self):
        defaults, overrides = set(), set()
        for entry in self.parts["[Content_Types].xml"]:
            if entry.get("Extension"):
                defaults.add(entry.get("Extension").lower())
            else:
                overrides.add(entry.get("PartName").lstrip("/"))
        for name in self.parts:
            ending = name.rsplit(".", 1)[-1]
            if name != "[Content_Types].xml" and name not in overrides and (ending == "xml" or ending not in defaults):
                self.say(name, "it has no content type")
        for name in overrides - set(self.parts):
            self.say(name, "a content type without the part")

    def _check_relations(self, name):
        folder, file = posixpath.split(name)
        seen = set()
        for entry in self.parts[name]:
            target = entry.get("Target")
            if entry.get("Id") in seen:
                self.say(name, f"{entry.get('Id')} is there twice")
            seen.add(entry.get("Id"))
            if entry.get("TargetMode") == "External":
                if not entry.get("Type").endswith("/hyperlink") or not re.match("https?://", target):
                    self.say(name, f"it leads out to {target[:80]}")
                if len(target) > LINK_TEXT:
                    self.say(name, f"a link of {len(target)} characters")
            elif self.target(posixpath.join(posixpath.dirname(folder), file[:-5]), target) not in self.parts:
                self.say(name, f"{target} is not there")

    @staticmethod
    def target(part, target):
        """The part that a relationship of another part leads to."""
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")

    def relations(self, part):
        """{id: target} of a part."""
        folder, file = posixpath.split(part)
        root = self.parts.get(f"{folder}/_rels/{file}.rels")
        return {} if root is None else {entry.get("Id"): entry.get("Target") for entry in root}

    def _check_workbook(self):
        part = "xl/workbook.xml"
        relations = self.relations(part)
        self.sheets = {}
        for sheet in self.parts[part].iter(MAIN + "sheet"):
            title = sheet.get("name")
            if not title.strip() or units(title) > SHEET_NAME or re.search(r"[][:*?/\\\x00-\x1f]", title) or \
                    title[0] == "'" or title[-1] == "'" or title.lower() == "history":
                self.say(part, f"the name of the sheet {title!r}")
            if title.lower() in (other.lower() for other in self.sheets):
                self.say(part, f"two sheets {title!r}")
            self.sheets[title] = self.target(part, relations[sheet.get(RELATION + "id")])
        if all(sheet.get("state", "visible") != "visible" for sheet in self.parts[part].iter(MAIN + "sheet")):
            self.say(part, "no sheet is visible")
        self.names = set()
        entries = list(self.parts[part].iter(MAIN + "definedName"))
        self.names.update(entry.get("name") for entry in entries)
        for (name, scope), count in collections.Counter(
                (entry.get("name").lower(), entry.get("localSheetId")) for entry in entries).items():
            if count > 1:
                self.say(part, f"the name {name} is defined {count} times, scope {scope}")
        for entry in entries:
            self._check_name(part, entry.get("name"), entry.text or "")

    def _check_name(self, part, name, formula):
        is_cell = re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c?\d*|c\d*", name)
        if not re.fullmatch(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}", name) or is_cell:
            self.say(part, f"the defined name {name!r}")
        if name == "_xlnm.Print_Titles":
            formula = re.sub(r"\$\d+:\$\d+", "$A$1", formula)
        for problem in ooxml_formulas.problems(formula, self.sheets, self.names):
            self.say(part, f"the name {name}: {problem}")

    def _check_styles(self):
        root = self.parts["xl/styles.xml"]
        count = {name: len(root.find(MAIN + name) if root.find(MAIN + name) is not None else ())
                 for name in ("cellXfs", "dxfs", "fonts", "fills", "borders")}
        self.formats, self.differences = count["cellXfs"], count["dxfs"]
        if self.formats > FORMATS:
            self.say("xl/styles.xml", f"{self.formats} formats of cells")
        for entry in root.find(MAIN + "cellXfs"):
            for key, of in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                if int(entry.get(key, "0")) >= count[of]:
                    self.say("xl/styles.xml", f"{key} {entry.get(key)} of {count[of]}")
        strings = self.parts.get("xl/sharedStrings.xml")
        self.strings = [] if strings is None else [text_of(item) for item in strings.iter(MAIN + "si")]
        if any(units(text) > TEXT for text in self.strings):
            self.say("xl/sharedStrings.xml", f"a text of more than {TEXT} characters")

    def _check_chart(self, name, root):
        for entry in root.iter(CHART + "f"):
            for problem in ooxml_formulas.problems(entry.text, self.sheets, self.names):
                self.say(name, problem)
        for cache in root.iter(CHART + "numCache"):
            for entry in cache.iter(CHART + "v"):
                if not is_finite(entry.text):
                    self.say(name, f"a value of {entry.text}")


class Worksheet:
    """One sheet of a package."""

    def __init__(self, package, title, part):
        self.package, self.title, self.root = package, title, package.parts[part]
        self.part = f"{title} ({part})"

    def say(self, what):
        self.package.say(self.part, what)

    def check(self):
        present = [child.tag.replace(MAIN, "") for child in self.root]
        if [ORDER.index(name) for name in present] != sorted(ORDER.index(name) for name in present):
            self.say(f"elements out of order: {' '.join(present)}")
        self._check_rows()
        self._check_columns()
        self._check_rules()
        self._check_ranges()
        links = list(self.root.iter(MAIN + "hyperlink"))
        if len(links) > LINKS:
            self.say(f"{len(links)} links")
        for entry in self.root.iter(MAIN + "headerFooter"):
            for child in entry:
                if len(child.text or "") > MESSAGE:
                    self.say(f"{child.tag.replace(MAIN, '')} of {len(child.text)} characters")

    def _check_rows(self):
        last_row = 0
        for row in self.root.iter(MAIN + "row"):
            number, last_column = int(row.get("r")), 0
            if not last_row < number <= ROWS:
                self.say(f"row {number} after row {last_row}")
            last_row = number
            if float(row.get("ht", "15")) > HEIGHT or int(row.get("outlineLevel", "0")) > LEVELS:
                self.say(f"row {number}: height {row.get('ht')}, level {row.get('outlineLevel')}")
            for cell in row:
                place = corners(cell.get("r"))
                if not is_inside(place) or place[0] != number or place[1] <= last_column:
                    self.say(f"cell {cell.get('r')} in row {number} after column {last_column}")
                else:
                    last_column = place[1]
                for problem in self._cell_problems(cell):
                    self.say(f"{cell.get('r')}: {problem}")

    def _cell_problems(self, cell):
        kind, value, formula = cell.get("t", "n"), cell.findtext(MAIN + "v"), cell.find(MAIN + "f")
        if int(cell.get("s", "0")) >= self.package.formats:
            yield f"format {cell.get('s')} is not there"
        if formula is not None:
            yield from ooxml_formulas.problems(formula.text or "", self.package.sheets, self.package.names)
            if value is None or kind in ("s", "inlineStr"):
                yield f"a formula with a value of type {kind}: {value!r}"
        if kind == "s" and not (value or "").isdigit() or kind == "s" and int(value) >= len(self.package.strings):
            yield f"shared text {value} is not there"
        elif kind == "str" and (formula is None or units(value or "") > TEXT):
            yield "the text of a formula without one, or too long"
        elif kind == "inlineStr" and units(text_of(cell)) > TEXT:
            yield f"a text of {units(text_of(cell))} characters"
        elif kind == "b" and value not in ("0", "1") or kind == "e":
            yield f"{value} of type {kind}"
        elif kind == "n" and value is not None and not is_finite(value):
            yield f"the number {value}"

    def _check_columns(self):
        last = 0
        for column in self.root.iter(MAIN + "col"):
            first = int(column.get("min"))
            if not last < first <= int(column.get("max")) <= COLUMNS or float(column.get("width", "9")) > WIDTH or \
                    int(column.get("outlineLevel", "0")) > LEVELS:
                self.say(f"column {first}, width {column.get('width')}")
            last = int(column.get("max"))

    def _check_rules(self):
        package = self.package
        for rule in self.root.iter(MAIN + "cfRule"):
            if int(rule.get("dxfId", "0")) >= package.differences:
                self.say(f"the format {rule.get('dxfId')} of a condition is not there")
        for entry in self.root.iter(MAIN + "dataValidation"):
            for key, most in (("promptTitle", TITLE), ("errorTitle", TITLE), ("prompt", MESSAGE), ("error", MESSAGE)):
                if units(entry.get(key, "")) > most:
                    self.say(f"{key} of an input: {units(entry.get(key))} characters")
        for entry in list(self.root.iter(MAIN + "formula")) + list(self.root.iter(MAIN + "formula1")) + \
                list(self.root.iter(MAIN + "formula2")):
            text = entry.text or ""
            if text.startswith('"') and len(text) > LIST + 2:
                self.say(f"a list of {len(text) - 2} characters")
            for problem in ooxml_formulas.problems(text, package.sheets, package.names):
                self.say(f"condition or input: {problem}")

    def _check_ranges(self):
        for entry in self.root.iter():
            for reference in (entry.get("sqref") or entry.get("ref") or "").split():
                if not is_inside(corners(reference)):
                    self.say(f"the range {reference} of {entry.tag.replace(MAIN, '')}")
        merged = sorted(corners(entry.get("ref")) for entry in self.root.iter(MAIN + "mergeCell"))
        for i, one in enumerate(merged):
            for other in merged[i + 1:]:
                if other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]:
                    self.say(f"merged ranges overlap: {one} and {other}")


def is_finite(text):
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def main():
    found = False
    for path in sys.argv[1:]:
        kinds = collections.Counter()
        for part, what in Package(path).problems:
            kind = part, re.sub("^[A-Z]+[0-9]+: ", "", what)
            kinds[kind] += 1
            if kinds[kind] == 1:
                print(f"{path}: {part}: {what}")
        for (part, what), count in kinds.items():
            if count > 1:
                print(f"{path}: {part}: {count} times: {what}")
        found = found or bool(kinds)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

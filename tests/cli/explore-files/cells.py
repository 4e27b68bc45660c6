"""The cells of a workbook, row by row, and what its charts are: cells.py FILE [SHEET]"""
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def value_of(cell, shared):
    value = cell.find(MAIN + "v")
    if value is None:
        return "".join(text.text or "" for text in cell.iter(MAIN + "t"))
    return shared[int(value.text)] if cell.get("t") == "s" else value.text


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            for item in tree.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si"):
                shared.append("".join(text.text or "" for text in item.iter(MAIN + "t")))
        for i, sheet in enumerate(tree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"), 1):
            if sys.argv[2:] and sheet.get("name") not in sys.argv[2:]:
                continue
            print("== " + sheet.get("name"))
            for row in tree.fromstring(book.read(f"xl/worksheets/sheet{i}.xml")).iter(MAIN + "row"):
                print("|".join(value_of(cell, shared) for cell in row.iter(MAIN + "c")).rstrip("|"))
        for name in sorted(name for name in book.namelist() if name.startswith("xl/charts/")):
            text = book.read(name).decode()
            print("chart " + " ".join(re.findall(r"<c:(scatterChart|barChart)>", text)
                                      + re.findall(r"<c:f>([^<]*)", text) + re.findall(r"<a:t>([^<]*)", text)))


main()

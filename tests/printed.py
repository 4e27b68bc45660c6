#!/usr/bin/python3
"""A workbook on paper, as LibreOffice prints it: /usr/bin/python3 tests/printed.py PROGRAM [FOLDER]

Every page says its sheet and number and repeats the headings; no number is too wide for its column, no heading is
broken inside a word, and print is large enough to read. Lists the columns whose texts are cut. With FOLDER the PDF and
a picture of each page stay there to be looked at. Closes with "N passed, N failed".
"""

import collections
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "office"))

from engine import DATE, TOGETHER, Engine, spec_of
from outcome import Outcome
from sheets import Book

XHTML = "{http://www.w3.org/1999/xhtml}"
LEAST_POINTS = 5.0  # of the height of a line; footnotes of contracts are no smaller
PICTURE_DPI = 80

# sheet, number, count: of the footer, None and 0 without. text: as it is laid out. height: of the common line, in
# points. is_overrun: something is printed below the footer and cut off there.
Page = collections.namedtuple("Page", "sheet number count words text height is_overrun")


def print_book(path, folder):
    """The PDF of a workbook."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", folder, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=300)
    return os.path.join(folder, os.path.basename(path).replace(".xlsx", ".pdf"))


def pdf_text(pdf, option):
    """What pdftotext reads, without the control characters that end a page."""
    text = subprocess.run(["pdftotext", option, pdf, "-"], check=True, capture_output=True).stdout.decode()
    return re.sub("[\x00-\x08\x0b\x0e-\x1f]", " ", text)


def bottom(word):
    return float(word.get("yMax"))


def find_footer(words):
    """(sheet, page, pages) of the lowest line that says so, and where it ends; None, 0, 0 and 0 without."""
    for page in sorted((word for word in words if word.text == "Page"), key=bottom, reverse=True):
        line = " ".join(word.text for word in words if abs(bottom(word) - bottom(page)) < 1)
        found = re.search(r"(\S.*)?Page (?:(\d+) )?of (\d+)$", line)
        if found:
            return (found[1] or "").strip() or None, int(found[2] or 0), int(found[3]), bottom(page)
    return None, 0, 0, 0


def read_pages(pdf):
    """Every page."""
    layouts = pdf_text(pdf, "-layout").split("\f")
    places = tree.fromstring(pdf_text(pdf, "-bbox").replace("\f", " ").encode()).iter(XHTML + "page")
    for layout, page in zip(layouts, places):
        words = list(page.iter(XHTML + "word"))
        heights = sorted(bottom(word) - float(word.get("yMin")) for word in words)
        sheet, number, count, end = find_footer(words)
        yield Page(sheet, number, count, {word.text for word in words}, " ".join(layout.split()),
                   heights[len(heights) // 2] if heights else 0, any(bottom(word) > end + 1 for word in words))


def footer_problems(pages, titles):
    for i, page in enumerate(pages, 1):
        if page.is_overrun:
            yield f"page {i}: a chart runs past its end and is cut"
        elif page.sheet not in titles:
            yield f"page {i} does not name its sheet"
        elif (page.number, page.count) != (i, len(pages)):
            yield f"page {i} says that it is {page.number} of {page.count}"


def wide_numbers(pages):
    for page in pages:
        if any("###" in word for word in page.words):
            yield f"{page.sheet}: numbers too wide for their column", f"page {page.number}"


def heading_problems(book, pages):
    """The first heading stands on every page of its sheet; each word of a heading is whole on some page."""
    for sheet in book.sheets.values():
        own = [page for page in pages if page.sheet == sheet.title]
        if sheet.table is None or not own:
            continue
        visible = [sheet.heading(column) for column in sheet.headings.values() if column not in sheet.hidden]
        for page in own:
            if visible and not set(visible[0].split()) <= page.words:
                yield f"{sheet.title}: a page without headings", f"page {page.number}"
        printed = {word for page in own for word in page.words}
        for heading in visible:
            for word in heading.split():
                if word not in printed:
                    yield f"{sheet.title}: a heading broken inside a word", f"{heading!r} has no {word!r}"


def small_print(pages):
    for page in pages:
        if 0 < page.height < LEAST_POINTS:
            yield f"{page.sheet}: print of {page.height:.1f} points", f"page {page.number}"


def cut_columns(book, pages):
    """Columns with texts of one line that are not printed whole, and how many."""
    for sheet in book.sheets.values():
        own = [page for page in pages if page.sheet == sheet.title]
        if any(page.is_overrun for page in own):
            continue  # its text is mixed with that of the chart that is cut
        printed = " ".join(page.text for page in own)
        cut, counts = collections.Counter(), collections.Counter()
        for row in sheet.rows():
            for heading, column in sheet.headings.items():
                cell = sheet.cells.get((row, column))
                if cell and isinstance(cell.value, str) and column not in sheet.hidden and not cell.is_wrapped:
                    counts[heading] += 1
                    cut[heading] += " ".join(cell.value.split()) not in printed
        for heading, count in cut.items():
            if count:
                yield f"{sheet.title}, {heading}: {count} of {counts[heading]} texts are cut"


def check_book(outcome, name, book, pdf):
    pages = list(read_pages(pdf))
    outcome.check(f"{name}: every page says its sheet and number", footer_problems(pages, book.sheets))
    outcome.check(f"{name}: no number is too wide", wide_numbers(pages))
    outcome.check(f"{name}: headings are on every page, in whole words", heading_problems(book, pages))
    outcome.check(f"{name}: print can be read", small_print(pages))
    for line in cut_columns(book, pages):
        print(f"  {line}")
    outcome.note(f"{name}: {len(pages)} pages of {len(book.sheets)} sheets")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="optibom-printed.") as folder:
        engine = Engine(sys.argv[1], folder)
        books = [(name, engine.workbook(name + ".xlsx", [spec_of(build) for build in builds]))
                 for name, builds in (("nvl72-cpo", ["nvl72-cpo"]), ("together", TOGETHER))]
        books.append(("explored", engine.path("explored.xlsx")))
        engine.run("explore", spec_of("nvl72-cpo"), "--open", "all", "-o", books[-1][1], "--date", DATE)
        for name, path in books:
            pdf = print_book(path, folder)
            check_book(outcome, name, Book(path), pdf)
            if len(sys.argv) == 3:
                os.makedirs(sys.argv[2], exist_ok=True)
                kept = os.path.join(sys.argv[2], name)
                os.replace(pdf, kept + ".pdf")
                subprocess.run(["pdftoppm", "-r", str(PICTURE_DPI), "-png", kept + ".pdf", kept], check=True)
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Sends requests for quotation, answers them as a supplier would, and reads them back: python3 tests/rfq.py PROGRAM [office]

Needs openpyxl; with the word office also LibreOffice, through which answers then go. Works on the test parts of tests/cli/parts. Closes with "N passed, N failed".
"""

import csv
import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import openpyxl

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = os.path.join(ROOT, "tests", "cli", "parts")
CLASSES = ["transceiver", "accelerator", "enclosure", "nic", "fiber", "composition", "offer"]
HEADING_ROW = 4  # title, purpose, names, headings
NUMBER = "RFQ-SMALL-R1-BAZAAR-20260102"
NUMBERS = ["Line", "Quantity needed", "Quantity 1", "Quantity 2", "Quantity 3"]
ANSWERED = ["Action", "Your part number", "Unit price 1", "Unit price 2", "Unit price 3", "Currency", "Price is for",
            "Minimum order", "Order multiple", "One-time charge", "Lead time, days", "Stock", "Valid from",
            "Valid until", "Incoterm", "Country of origin", "Alternate maker", "Alternate part number", "Your comment"]


class Outcome:
    """Counts checks and prints the ones that fail."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, what, problems):
        problems = [str(problem) for problem in problems]
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        print("FAILED " + what)
        for problem in problems[:10]:
            print("  " + problem)

    def same(self, what, found, expected):
        self.check(what, [] if found == expected else [f"expected {expected}", f"found {found}"])


class Catalog:
    """The program under test, on a catalog of its own."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.run("-q", "init", "--empty")
        for name in CLASSES:
            self.run("-q", "import", "--class", name, os.path.join(PARTS, name + ".csv"))
        self.run("build", "add", os.path.join(PARTS, "rack.yaml"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        environment = dict(os.environ, TZ="UTC", LC_ALL="C", SOURCE_DATE_EPOCH="1767225600")
        result = subprocess.run([self.program, "--db", "catalog.db", *arguments], cwd=self.folder, check=False,
                                env=environment, capture_output=True, text=True)
        if result.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(arguments)}: status {result.returncode}\n{result.stderr}")
        self.status = result.returncode
        return result.stdout

    def ask(self, name="ask.xlsx", *options):
        self.run("rfq", "small", "--supplier", "Bazaar", "--quantities", "10,100,1000", "--date", "2026-01-02",
                 "--required", "2026-06-01", "-q", "-o", name, *options)
        return self.path(name)

    def take(self, name):
        """Imports an answered file; the report as JSON."""
        return json.loads(self.run("import", "--json", name))

    def cost(self):
        """Material of one build, bought for a program that needs what the answers are for."""
        return json.loads(self.run("evaluate", "small", "--json", "--quantity", str(RACKS)))["metrics"]["cost_material"]["typ"]

    def rows(self, query):
        return json.loads(self.run("sql", query, "--json"))["rows"]

    def dump(self):
        """Every row of every table but the history of imports."""
        with sqlite3.connect(f"file:{self.path('catalog.db')}?mode=ro", uri=True) as database:
            names = [row[0] for row in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'import_%' AND name <> 'change' AND name NOT LIKE 'search_%' ORDER BY name")]
            return [(name, sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))) for name in names]


def open_request(path):
    book = openpyxl.load_workbook(path)
    sheet = book["RFQ Bazaar"]
    return book, sheet, {cell.value: cell.column for cell in sheet[HEADING_ROW] if cell.value is not None}


def lines_of(sheet, columns):
    """{part number: row}"""
    return {sheet.cell(row, columns["Part number"]).value: row
            for row in range(HEADING_ROW + 1, sheet.max_row + 1)}


def fill(path, answered, answers):
    """Writes {part number: {heading: value}} into the cells of a request and saves it."""
    book, sheet, columns = open_request(path)
    lines = lines_of(sheet, columns)
    for part, cells in answers.items():
        for heading, value in cells.items():
            sheet.cell(lines[part], columns[heading]).value = value
    book.save(answered)


def codes(report):
    """Codes without those that every import of a request has."""
    return sorted(issue["code"] for issue in report["rejects"] if issue["code"] not in ("skipped-row", "rfq-unanswered"))


# --- the request

def check_request(outcome, catalog):
    path = catalog.ask()
    book, sheet, columns = open_request(path)
    outcome.same("sheets", book.sheetnames, ["Instructions", "RFQ Bazaar"])
    problems = []
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        for heading, column in columns.items():
            cell = sheet.cell(row, column)
            if heading in NUMBERS and not isinstance(cell.value, (int, float)):
                problems.append(f"{cell.coordinate}: {heading} is {cell.value!r}")
            if heading in ANSWERED and (cell.value is not None or cell.protection.locked):
                problems.append(f"{cell.coordinate}: {heading} is filled or locked")
            if heading not in ANSWERED and not cell.protection.locked and not sheet.column_dimensions[
                    cell.column_letter].hidden:
                problems.append(f"{cell.coordinate}: {heading} is open")
    outcome.check("cells of the request", problems)
    validated = {str(area).split(":")[0] for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    first = HEADING_ROW + 1
    missing = [heading for heading in ANSWERED if sheet.cell(first, columns[heading]).coordinate not in validated]
    outcome.check("validated cells", missing)
    outcome.same("parts", list(lines_of(sheet, columns)), ["RACK", "SWITCH", "T800-DR8", "NIC", "T400-DR4", "F8"])
    outcome.check("protection", [] if sheet.protection.sheet and not sheet.protection.password else ["none, or a password"])
    outcome.same("frozen", sheet.freeze_panes, "D5")
    hidden = [heading for heading, column in columns.items()
              if sheet.column_dimensions[sheet.cell(first, column).column_letter].hidden]
    outcome.same("hidden columns", hidden, ["Delivery term asked", "Target price", "Our comment"] + [
        f"{what} {number}" for number in (4, 5, 6) for what in ("Quantity", "Unit price")] + ["Build"])
    outcome.same("number", sheet.cell(first, columns["RFQ number"]).value, NUMBER)
    outcome.check("a target price is told", [row for row in range(first, sheet.max_row + 1)
                                             if sheet.cell(row, columns["Target price"]).value is not None])
    with open(path, "rb") as one, open(catalog.ask("again.xlsx"), "rb") as two:
        outcome.check("the same bytes", [] if one.read() == two.read() else ["they differ"])
    outcome.same("one request", catalog.rows("SELECT number FROM rfq"), [[NUMBER]])
    _, other, columns = open_request(catalog.ask("target.xlsx", "--target"))
    outcome.same("another request of the day", other.cell(first, columns["RFQ number"]).value, NUMBER + "-2")
    outcome.same("target", other.cell(first, columns["Target price"]).value, 1000)


# --- round trip

ANSWERS = {
    "RACK": {"Unit price 1": 990, "Unit price 2": 980.5, "Unit price 3": 970, "Currency": "USD", "Lead time, days": 30,
             "Valid until": datetime.date(2026, 12, 31), "Incoterm": "FCA", "Stock": 5, "Country of origin": "DE"},
    "NIC": {"Unit price 1": 3900, "Currency": "USD", "Price is for": 100, "Minimum order": 10, "Order multiple": 10,
            "Your part number": "0012", "One-time charge": 500, "Your comment": "while stocks last"},
    "F8": {"Action": "no bid"},
}

# One rack and eight NICs at most are bought of them at these prices: 990 in place of 1000, 39 in place of 40.
# What is quoted is not lower than another quote of the same trust, or it is not chosen.
RACKS = 30
SAVED = (1000 - 990) * 1 + (40 - 39) * 8


def check_round_trip(outcome, catalog, name, rewrite):
    before, bytes_before = catalog.cost(), catalog.dump()
    fill(catalog.path("ask.xlsx"), catalog.path("filled.xlsx"), ANSWERS)
    rewrite(catalog.path("filled.xlsx"), catalog.path(name))
    report = catalog.take(name)
    file = report["files"][0]
    outcome.same(f"{name}: status", catalog.status, 0)
    outcome.same(f"{name}: class and rows", [file["class"], file["rows"], file["accepted"], file["unchanged"],
                                             file["rejected"]], ["rfq_answer", 6, 3, 3, 0])
    outcome.same(f"{name}: codes", codes(report), ["rfq-no-bid", "rfq-one-time"])
    outcome.check(f"{name}: cost", [] if abs(before - catalog.cost() - SAVED) < 1e-9 else [
        f"expected {before - SAVED}, found {catalog.cost()}"])
    outcome.same(f"{name}: prices", catalog.rows(
        "SELECT r.mpn, r.quantity, r.price_micros, r.price_basis, r.currency, r.minimum_order, r.order_multiple,"
        " r.lead_time_days, r.stock, r.valid_until, r.incoterm, r.supplier_part_number, r.confidence, d.title"
        " FROM price AS r JOIN supplier AS s USING (supplier_id) JOIN document AS d USING (document_id)"
        " WHERE s.name = 'Bazaar' ORDER BY 1 DESC, 2"), [
            ["RACK", 10, 990000000, None, "USD", None, None, 30, 5, "2026-12-31", "FCA", None, "vendor", f"{NUMBER}: {name}"],
            ["RACK", 100, 980500000, None, "USD", None, None, 30, 5, "2026-12-31", "FCA", None, "vendor", f"{NUMBER}: {name}"],
            ["RACK", 1000, 970000000, None, "USD", None, None, 30, 5, "2026-12-31", "FCA", None, "vendor", f"{NUMBER}: {name}"],
            ["NIC", 10, 3900000000, 100, "USD", 10, 10, None, None, None, None, "0012", "vendor", f"{NUMBER}: {name}"]])
    outcome.same(f"{name}: answers", catalog.rows(
        "SELECT mpn, answer, one_time_charge, one_time_currency, country_of_origin, remark FROM rfq_view"
        f" WHERE number = '{NUMBER}' AND answer IS NOT NULL ORDER BY line"), [
            ["RACK", "quote", None, None, "DE", None], ["NIC", "quote", 500, "USD", None, "while stocks last"],
            ["F8", "no bid", None, None, None, None]])
    again = catalog.take(name)
    file = again["files"][0]
    outcome.same(f"{name}: once more", [file["accepted"], file["unchanged"], file["rejected"]], [0, 6, 0])
    catalog.run("-q", "import", "undo", str(again["batch"]))
    catalog.run("-q", "import", "undo", str(report["batch"]))
    outcome.check(f"{name}: undone", [] if catalog.dump() == bytes_before else ["tables differ"])
    outcome.same(f"{name}: cost undone", catalog.cost(), before)
    outcome.same(f"{name}: check", catalog.rows("SELECT count(*) FROM rfq_line WHERE answer IS NOT NULL"), [[0]])


def as_it_is(source, target):
    shutil.copy(source, target)


def values_only(source, target):
    """As a program saves it that knows no formats, validation or protection."""
    old, new = openpyxl.load_workbook(source), openpyxl.Workbook()
    new.remove(new.active)
    for sheet in old:
        copy = new.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    copy[cell.coordinate] = cell.value
    new.save(target)


def as_csv(source, target):
    sheet = openpyxl.load_workbook(source)["RFQ Bazaar"]
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in sheet.iter_rows(values_only=True):
            writer.writerow(["" if value is None else str(value).replace(" 00:00:00", "") for value in row])


def convert(source, folder, ending, filter_name):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                    f"{ending}:{filter_name}" if filter_name else ending, "--outdir", folder, source], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    stem = os.path.splitext(os.path.basename(source))[0]
    return next(os.path.join(folder, name) for name in sorted(os.listdir(folder))
                if name.startswith(stem) and name.endswith("." + ending))


def through_office(source, target):
    """As somebody sends it back who works with LibreOffice: through its own format, or as its CSV."""
    with tempfile.TemporaryDirectory(prefix="optibom-office.") as folder:
        if target.endswith(".csv"):
            # comma, quotes, UTF-8, cells as shown, the second sheet
            options = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
            shutil.copy(convert(source, folder, "csv", options), target)
        else:
            shutil.copy(convert(convert(source, folder, "ods", ""), folder, "xlsx", ""), target)


# --- hostile answers

def set_cells(cells):
    def change(sheet, columns, lines):
        for (part, heading), value in cells.items():
            sheet.cell(lines[part], columns[heading]).value = value
    return change


def priced(value, **more):
    cells = {("RACK", "Unit price 1"): value, ("RACK", "Currency"): "USD"}
    cells.update({("RACK", heading.replace("_", " ")): cell for heading, cell in more.items()})
    return set_cells(cells)


def delete_column(*headings):
    def change(sheet, columns, lines):
        priced(990)(sheet, columns, lines)
        for column in sorted((columns[heading] for heading in headings), reverse=True):
            sheet.delete_cols(column)
    return change


def delete_headings(sheet, columns, lines):
    priced(990)(sheet, columns, lines)
    sheet.delete_rows(HEADING_ROW)


def reorder(sheet, columns, lines):
    priced(990)(sheet, columns, lines)
    rows = [[cell.value for cell in sheet[row]] for row in lines.values()]
    for row, values in zip(lines.values(), reversed(rows)):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def sort_part_numbers(sheet, columns, lines):
    """The classic: one column is sorted, the others stay."""
    priced(990)(sheet, columns, lines)
    for row, part in zip(lines.values(), sorted(lines)):
        sheet.cell(row, columns["Part number"]).value = part


def insert_rows(sheet, columns, lines):
    priced(990)(sheet, columns, lines)
    row = sheet.max_row + 2
    sheet.insert_rows(HEADING_ROW + 1)
    for heading, value in {"RFQ number": NUMBER, "Part number": "EXTRA-1", "Maker": "Acme", "Unit price 1": 5,
                           "Currency": "USD"}.items():
        sheet.cell(row + 1, columns[heading]).value = value


def repeat_row(sheet, columns, lines):
    priced(990)(sheet, columns, lines)
    for cell in sheet[lines["RACK"]]:
        sheet.cell(sheet.max_row + (1 if cell.column == 1 else 0), cell.column).value = cell.value


def merge(sheet, columns, lines):
    """One currency over three rows: only the first has it."""
    rows = sorted(lines.values())
    for row in rows[:3]:
        sheet.cell(row, columns["Unit price 1"]).value = 30
    sheet.cell(rows[0], columns["Currency"]).value = "USD"
    sheet.merge_cells(start_row=rows[0], end_row=rows[2], start_column=columns["Currency"], end_column=columns["Currency"])


def rename(sheet, columns, lines):
    priced(990)(sheet, columns, lines)
    sheet.title = "Offer of Bazaar"
    notes = sheet.parent.create_sheet("Our terms", 0)
    notes["A1"] = "Payment within thirty days of the invoice"


def insert_column(sheet, columns, lines):
    priced(990)(sheet, columns, lines)
    sheet.insert_cols(2)
    sheet.cell(HEADING_ROW, 2).value = "Our ref"
    sheet.cell(HEADING_ROW + 1, 2).value = "K-17"


# Name: change, accepted rows, refused rows, codes.
HOSTILE = {
    "blank": (lambda *_: None, 0, 0, []),
    "price with thousands and currency": (priced("1,234.50 USD"), 1, 0, []),
    "price of another currency": (priced("990 EUR"), 0, 1, ["currency-conflict"]),
    "price n/a": (priced("n/a"), 0, 0, ["rfq-unpriced"]),
    "price TBD": (priced("TBD"), 0, 0, ["rfq-unpriced", "to-be-determined"]),
    "price on request": (priced("call"), 0, 0, ["price-on-request", "rfq-unpriced"]),
    "price as a formula": (priced("=1+1"), 0, 0, ["rfq-unpriced", "to-be-determined"]),
    "price as a text like a formula": (priced("'=1+1"), 0, 1, ["bad-money"]),
    "price in words": (priced("about a thousand"), 0, 1, ["bad-money"]),
    "price 0": (priced(0), 0, 1, ["out-of-domain"]),
    "price below 0": (priced(-5), 0, 0, ["price-on-request", "rfq-unpriced"]),
    "no currency": (set_cells({("RACK", "Unit price 1"): 990}), 0, 1, ["rfq-currency"]),
    "unknown currency": (priced(990, Currency="Taler"), 0, 1, ["unknown-currency"]),
    "currency in small letters": (priced(990, Currency="usd"), 1, 0, []),
    "terms without a price": (set_cells({("RACK", "Stock"): 5}), 0, 0, ["rfq-unpriced"]),
    "rising price": (priced(990, Unit_price_2=995), 1, 0, ["rfq-rising"]),
    "minimum above the quantity": (priced(990, Minimum_order=50), 1, 0, ["rfq-minimum"]),
    "minimum in words": (priced(990, Minimum_order="one pallet"), 0, 1, ["bad-integer"]),
    "no longer valid": (priced(990, Valid_until=datetime.date(2025, 12, 31)), 1, 0, ["expired-price"]),
    "too late": (priced(990, **{"Lead_time,_days": 300}), 1, 0, ["rfq-late"]),
    "lead time in weeks": (priced(990, **{"Lead_time,_days": "6 weeks"}), 1, 0, []),
    "no bid with a price": (priced(990, Action="no bid"), 0, 1, ["rfq-action"]),
    "unknown action": (priced(990, Action="perhaps"), 0, 1, ["unknown-choice"]),
    "changed quantity": (priced(990, Quantity_1=20), 0, 1, ["rfq-quantity"]),
    "price at no quantity": (priced(990, Unit_price_4=900), 0, 1, ["rfq-quantity"]),
    "changed part number": (priced(990, Part_number="RACK-B"), 0, 1, ["rfq-scope"]),
    "changed maker": (priced(990, Maker="Other"), 0, 1, ["rfq-scope"]),
    "changed RFQ number": (priced(990, RFQ_number="RFQ-1"), 0, 1, ["rfq-unknown"]),
    "no RFQ number": (priced(990, RFQ_number=None), 0, 1, ["missing-value"]),
    "part offered without the action": (priced(990, Alternate_part_number="T400-DR4"), 0, 1, ["rfq-action"]),
    "alternate without a part": (priced(990, Action="alternate"), 0, 1, ["rfq-action"]),
    "alternate that nobody knows": (priced(990, Action="alternate", Alternate_part_number="R-9"), 0, 1, ["unknown-part"]),
    "alternate that is the part": (priced(990, Action="alternate", Alternate_part_number="RACK"), 0, 1, ["rfq-action"]),
    "alternate": (priced(990, Action="alternate", Alternate_part_number="SWITCH"), 1, 0, ["rfq-alternate"]),
    "deleted answer columns": (delete_column("Your comment", "Incoterm", "Stock", "Unit price 2", "Quantity 3"), 1, 0, []),
    "deleted currency": (delete_column("Currency"), 0, 1, ["rfq-currency"]),
    "deleted line": (delete_column("Line"), 1, 0, []),
    "deleted quantities": (delete_column("Quantity 1", "Quantity 2", "Quantity 3"), 1, 0, []),
    "deleted RFQ number": (delete_column("RFQ number"), 0, 0, ["missing-column"]),
    "deleted part number": (delete_column("Part number"), 0, 0, ["missing-column"]),
    "deleted headings": (delete_headings, 0, 0, ["missing-column"] + ["unknown-column"] * 25),
    "rows in another order": (reorder, 1, 0, []),
    "one column sorted": (sort_part_numbers, 0, 5, ["rfq-scope"] * 5),
    "inserted rows": (insert_rows, 1, 1, ["rfq-scope"]),
    "a row twice": (repeat_row, 1, 1, ["rfq-scope"]),
    "merged currency": (merge, 1, 2, ["rfq-currency", "rfq-currency"]),
    "renamed and inserted sheets": (rename, 1, 0, []),
    "inserted column": (insert_column, 1, 0, ["unknown-column"]),
    "text as a formula": (priced(990, Your_comment="=HYPERLINK(\"http://example.com\")"), 1, 0, []),
}


def check_hostile(outcome, catalog):
    before = catalog.dump()
    for name, (change, accepted, refused, expected) in HOSTILE.items():
        book, sheet, columns = open_request(catalog.path("ask.xlsx"))
        change(sheet, columns, lines_of(sheet, columns))
        book.save(catalog.path("hostile.xlsx"))
        report = catalog.take("hostile.xlsx")
        file = report["files"][0]
        outcome.same(name, [file["accepted"], file["rejected"], codes(report)], [accepted, refused, expected])
        outcome.same(f"{name}: status", catalog.status,
                     1 if refused or "missing-column" in expected else 0)
        counted = file["accepted"] + file["unchanged"] + file["rejected"]
        outcome.same(f"{name}: rows counted", counted, file["rows"])
        if name == "blank":
            outcome.check("blank says so", [] if any("nothing is answered" in issue["text"] for issue in report["rejects"])
                          else report["rejects"])
        catalog.run("-q", "import", "undo", str(report["batch"]))
        outcome.check(f"{name}: undone", [] if catalog.dump() == before else ["tables differ"])


def check_again(outcome, catalog):
    """A later answer is in force, and the earlier one is once the later is undone."""
    answers = []
    for price in (990, 985):
        fill(catalog.path("ask.xlsx"), catalog.path(f"{price}.xlsx"),
             {"RACK": {"Unit price 1": price, "Currency": "USD"}})
        answers.append(catalog.take(f"{price}.xlsx"))
    outcome.same("answered twice", [codes(answer) for answer in answers], [[], ["rfq-again"]])
    first = catalog.cost()
    catalog.run("-q", "import", "undo", str(answers[1]["batch"]))
    outcome.check("the earlier answer", [] if abs(catalog.cost() - first - 5) < 1e-9 else [catalog.cost(), first])
    catalog.run("-q", "import", "undo", str(answers[0]["batch"]))


def check_question(outcome, catalog):
    """A cell that may mean two things: the whole row waits for the answer, then counts as it is."""
    fill(catalog.path("ask.xlsx"), catalog.path("doubt.xlsx"),
         {"RACK": {"Unit price 1": "990 / 980", "Unit price 2": 970, "Currency": "EUR"}})
    report = catalog.take("doubt.xlsx")
    questions = [issue for issue in report["rejects"] if issue["severity"] == "question"]
    outcome.same("a doubtful price asks", len(questions), 1)
    outcome.same("and waits", catalog.rows("SELECT count(*) FROM rfq_line WHERE answer IS NOT NULL"), [[0]])
    if questions:
        catalog.run("import", "confirm", str(report["batch"]), "1=a")
        outcome.same("answered", catalog.rows(
            "SELECT r.quantity, r.price_micros, r.currency FROM price AS r JOIN supplier USING (supplier_id)"
            " WHERE name = 'Bazaar' ORDER BY 1"), [[10, 990000000, "EUR"], [100, 970000000, "EUR"]])


def check_same_number(outcome, catalog):
    """Two makers of one part number: without Line the maker tells which is meant, in any case of letters."""
    catalog.ask("two.xlsx", "--all", "--comment", "two makers")
    with sqlite3.connect(catalog.path("catalog.db")) as database:
        (request, number), = database.execute("SELECT rfq_id, number FROM rfq WHERE comment = 'two makers'")
        database.execute("UPDATE rfq_line SET mpn = 'nic' WHERE mpn = 'T400-DR4' AND rfq_id = ?", (request,))
        database.execute("UPDATE rfq_line SET vendor = 'Other' WHERE mpn = 'F8' AND rfq_id = ?", (request,))
        database.execute("UPDATE rfq_line SET mpn = 'NIC' WHERE mpn = 'F8' AND rfq_id = ?", (request,))
    database.close()
    for maker, accepted, text in (("OTHER", 1, None), ("ACME", 0, "of several makers"), (None, 0, "of several makers"),
                                  ("Nobody", 0, f"{number} does not ask for 'Nic'")):
        with open(catalog.path("two.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["RFQ number", "Maker", "Part number", "Quantity 1", "Unit price 1", "Currency"])
            writer.writerow([number, maker, "Nic", 10, 30, "USD"])
        report = catalog.take("two.csv")
        found = report["files"][0]["accepted"]
        outcome.same(f"part number of two makers, maker {maker}", found, accepted)
        outcome.check(f"maker {maker}: why", [] if text is None or any(text in issue["text"] for issue in report["rejects"])
                      else report["rejects"])
        catalog.run("-q", "import", "undo", str(report["batch"]))


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["office"]):
        sys.exit(__doc__)
    outcome = Outcome()
    # In memory where there is such a folder: a disk would be waited for after each of some hundred imports.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="optibom-rfq.", dir=memory) as folder:
        catalog = Catalog(sys.argv[1], folder)
        check_request(outcome, catalog)
        check_round_trip(outcome, catalog, "answered.xlsx", as_it_is)
        check_round_trip(outcome, catalog, "values.xlsx", values_only)
        check_round_trip(outcome, catalog, "answered.csv", as_csv)
        for name in ("office.xlsx", "office.csv") if len(sys.argv) == 3 else ():
            check_round_trip(outcome, catalog, name, through_office)
        check_hostile(outcome, catalog)
        check_again(outcome, catalog)
        check_question(outcome, catalog)
        check_same_number(outcome, catalog)
        outcome.check("check", catalog.run("check", "--csv").splitlines()[1:])
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    sys.exit(0 if outcome.failed == 0 else 1)


if __name__ == "__main__":
    main()

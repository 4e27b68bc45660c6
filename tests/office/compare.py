"""Holds workbooks against each other, against a calculator and against the command line."""

import collections

from sheets import is_number, is_same, letters, place

# Formulas with one of these texts say whether the inputs are those of the run: they differ after a change on purpose.
STATES = ('"as computed"', '"agrees"', '"differs"', '"all agree"')
GOOD = ("agrees", "as computed", "all agree", 0)

# Heading of the Summary, without its unit: metric of `optibom evaluate`.
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


def is_state(cell):
    return any(text in cell.formula for text in STATES)


def titles_with_formulas(book):
    return [sheet.title for sheet in book.sheets.values() if any(True for _ in sheet.formulas())]


def error_cells(book):
    """Cells whose stored value is an error."""
    for sheet in book.sheets.values():
        for at, cell in sheet.cells.items():
            if cell.is_error:
                yield f"{place(sheet.title, at)}: {cell.value}"


def formulas_without_value(book):
    for sheet, at, cell in book.formulas():
        if cell.value is None:
            yield f"{place(sheet.title, at)}: ={cell.formula}"


def numbers_as_text(book):
    """Texts that are numbers, in columns that hold numbers; part numbers stand among texts."""
    for sheet in book.sheets.values():
        columns = collections.defaultdict(list)
        for (row, column), cell in sheet.cells.items():
            if sheet.table is None or row > sheet.table[0][0]:
                columns[column].append((row, cell.value))
        for column, values in columns.items():
            if not any(is_number(value) for _, value in values):
                continue
            for row, value in values:
                if isinstance(value, str) and is_numeral(value):
                    yield f"{sheet.title}, {sheet.heading(column)}", f"{place(sheet.title, (row, column))}: {value!r}"


def is_numeral(text):
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


def value_differences(book, values):
    """Where formulas of a book, recalculated to {sheet: {(row, column): value}}, leave their stored values."""
    for sheet, at, cell in book.formulas():
        found = values[sheet.title].get(at)
        if not is_same(cell.value, found):
            yield (f"{sheet.title}, {sheet.heading(at[1])}",
                   f"{place(sheet.title, at)}: {cell.value!r} stored, {found!r} calculated by ={cell.formula}")


def row_keys(sheet):
    """{(texts of the row that are data, their count so far): row} of rows with formulas."""
    rows = collections.defaultdict(list)
    live = set()
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.formula is not None:
            live.add(row)
        elif isinstance(cell.value, str) and cell.value:
            rows[row].append((column, cell.value))
    seen = collections.Counter()
    keys = {}
    for row in sorted(live):
        texts = tuple(rows[row])
        keys[texts, seen[texts]] = row
        seen[texts] += 1
    return keys


def matched_rows(sheet, expected):
    """Pairs of rows of the two sheets: with the same texts, else in the same place; None for one that is missing."""
    own, other = row_keys(sheet), row_keys(expected)
    free = {row for key, row in own.items() if key not in other}
    for key, row in other.items():
        yield own.get(key) or (row if row in free else None), row


def changed_differences(book, values, expected):
    """Where a book, recalculated after a change, differs from the book that the engine writes for the change."""
    for title in titles_with_formulas(expected):
        sheet, wanted = book.sheets.get(title), expected.sheets[title]
        if sheet is None:
            yield f"{title}: the workbook lacks this sheet"
            continue
        live = collections.defaultdict(list)
        for (wanted_row, column), cell in wanted.formulas():
            live[wanted_row].append((column, cell))
        for row, wanted_row in matched_rows(sheet, wanted):
            if row is None:
                yield (f"{title}: rows that only the engine's new workbook has",
                       f"row {wanted_row}: {[wanted.value(wanted_row, column) for column in range(1, 6)]}")
                continue
            yield from row_differences(sheet, values[title], row, live[wanted_row])


def row_differences(sheet, values, row, wanted):
    for column, cell in wanted:
        found = values.get((row, column))
        if (row, column) not in sheet.cells or sheet.cells[row, column].formula is None:
            found = sheet.value(row, column)
        if not is_same(found, cell.value) and not is_state(cell):
            yield (f"{sheet.title}, {sheet.heading(column)}",
                   f"{place(sheet.title, (row, column))}: {found!r}, the engine has {cell.value!r}")


def summary_cells(sheet, metrics):
    """(build, metric, (row, column)) of the figures on the Summary."""
    builds = sheet.column("build", "Build")
    for row in sheet.rows():
        build = sheet.value(row, builds)
        if build not in metrics:
            continue
        for column in range(sheet.table[0][1], sheet.table[1][1] + 1):
            heading = sheet.heading(column).rsplit(",", 1)[0].strip()
            name = sheet.value(sheet.table[0][0] - 1, column)
            metric = SUMMARY.get(heading) or name
            if metric in metrics[build]:
                yield build, metric, (row, column)


def summary_differences(book, values, metrics):
    """Where the Summary, as {(row, column): value}, disagrees with the command line. A dash is a zero."""
    sheet, found = book.sheets["Summary"], set()
    for build, metric, at in summary_cells(sheet, metrics):
        found.add((build, metric))
        value, expected = values.get(at), metrics[build][metric]
        is_dash = expected is None and value == 0 and sheet.cells[at].formula is not None
        if not is_same(value, expected) and not is_dash:
            yield (f"{metric} of the Summary",
                   f"{build}, {letters(at[1])}{at[0]}: {value!r}, command line {expected!r}")
    for build in metrics:
        for metric in SUMMARY.values():
            if (build, metric) not in found:
                yield f"the Summary has no {metric}", build


def failed_checks(book, values):
    """Verdicts of the sheet Checks that are not "agrees"; values as {(row, column): value}."""
    sheet = book.sheets["Checks"]
    verdicts = [(at, values.get(at)) for at, cell in sheet.formulas() if is_state(cell)]
    for at, value in verdicts:
        if value not in GOOD:
            yield f"Checks, {sheet.heading(at[1])}", f"{place('Checks', at)}: {value!r}"
    if not any(value == "agrees" for _, value in verdicts):
        yield "the sheet Checks has no verdicts"

"""The cells of the sheet Inputs, and how the engine is told what a user writes into one of them."""

import collections
import datetime

# name: on the sheet; kind: one of ASKED_FOR, None for what is not known here; at: (row, column); value: as written,
# None when the cell is empty.
Input = collections.namedtuple("Input", "name kind at value")

# Where the spec says it, with values to try; days as their numbers on a sheet.
SPEC_KEYS = {
    "racks": ("program", (1, 37, 1000)),
    "spares": ("program", (0, 0.1)),
    "target_date": ("program", (46174, 46752)),  # 2026-06-01 and 2027-12-31
    "pue": ("facility", (1.45,)),
    "supply_efficiency": ("facility", (0.9,)),
    "energy_price": ("facility", (0, 0.21)),  # at 0 there is a cost of ownership, without a price none
    "service_life": ("facility", (7.5,)),
}
RATE_FACTORS = (1.03, 3)  # the first leaves the same offers the cheapest, the second does not
RATE_DATE = "2026-12-31"  # after every rate of the starting catalog
COVERAGE = 0.9
DAY_ZERO = datetime.date(1899, 12, 30)
ASKED_FOR = tuple(SPEC_KEYS) + ("rate", "coverage")


def read_inputs(book):
    """Every unlocked cell of the sheet Inputs, named by a defined name or the column Name."""
    sheet = book.sheets["Inputs"]
    defined = {at: name for name, (title, at) in book.names.items() if title == "Inputs"}
    names, kinds = sheet.column("name", "Name"), sheet.column("kind", "Kind")
    for at, cell in sorted(sheet.cells.items()):
        if cell.is_unlocked:
            name = defined.get(at) or sheet.value(at[0], names) or ""
            kind = name if name in SPEC_KEYS else sheet.value(at[0], kinds)
            yield Input(name, kind if kind in ASKED_FOR else None, at, cell.value)


def currency_of(book, entry):
    """The currency whose rate an input is: a word of three capitals in its row or name."""
    sheet = book.sheets["Inputs"]
    texts = [entry.name.upper()] + [cell.value for (row, _), cell in sorted(sheet.cells.items())
                                    if row == entry.at[0] and isinstance(cell.value, str)]
    for text in texts:
        for word in text.replace("_", " ").replace(",", " ").split():
            if len(word) == 3 and word.isalpha() and word.isupper() and word != "USD":
                return word
    return None


class Change:
    """One value for one input; `workbook` gives what the engine writes for it, None when it has nothing to say."""

    def __init__(self, book, entry, value):
        self.entry, self.value, self.book = entry, value, book

    def __str__(self):
        return f"{self.entry.name} = {self.value}"

    def workbook(self, engine, specs, name):
        """(path of the engine's workbook for the change, its specs, its engine); not of a coverage, which is part of
        a flow and has no formula behind it.
        """
        kind = self.entry.kind
        if kind == "rate":
            rows = f"currency,base,rate,date\n{currency_of(self.book, self.entry)},USD,{self.value!r},{RATE_DATE}\n"
            engine = engine.with_rows(name + ".db", engine.write(name + ".csv", rows))
        elif kind in SPEC_KEYS:
            text = DAY_ZERO + datetime.timedelta(self.value) if kind == "target_date" else self.value
            specs = [engine.including(spec, name, f"{SPEC_KEYS[kind][0]}: {{{kind}: {text}}}") for spec in specs]
        return engine.workbook(name + ".xlsx", specs), specs, engine


def changes_of(book):
    """Every change to try, one input at a time."""
    for entry in read_inputs(book):
        if entry.kind in SPEC_KEYS:
            values = SPEC_KEYS[entry.kind][1]
        elif entry.kind == "rate":
            values = tuple(round(entry.value * factor, 6) for factor in RATE_FACTORS)
        else:
            values = (COVERAGE,)
        for value in values:
            if value != entry.value:
                yield Change(book, entry, value)

"""Whether two workbooks have the same rows on a sheet, as far as the shorter goes: cells, values and looks.

Usage: same_rows.py LARGE SMALL SHEET...
"""
import sys
import warnings

from openpyxl import load_workbook

FIRST = 5  # the total above depends on how many rows there are
warnings.simplefilter("ignore")  # data bars and the like are not kept by openpyxl
seen = {}


def look(cell):
    key = id(cell.parent), cell.style_id
    if key not in seen:
        seen[key] = repr((cell.font, cell.fill, cell.border, cell.alignment, cell.number_format, cell.protection))
    return seen[key]


def text(ends, cell):
    """The value, with the last rows of the sheets left out of formulas."""
    value = str(cell.value)
    for end in ends if value.startswith("=") else ():
        value = value.replace(f"${end})", "$last)").replace(f"${end},", "$last,")
    return value


large, small = (load_workbook(path) for path in sys.argv[1:3])
large_ends, small_ends = ([book[name].max_row for name in sys.argv[3:]] for book in (large, small))
for name in sys.argv[3:]:
    a, b = large[name], small[name]
    last = b.max_row
    wrong = [cell.coordinate for row in b.iter_rows(min_row=FIRST) for cell in row
             if text(large_ends, a[cell.coordinate]) != text(small_ends, cell) or look(a[cell.coordinate]) != look(cell)]
    levels = [row for row in range(FIRST, last + 1)
              if a.row_dimensions[row].outline_level != b.row_dimensions[row].outline_level]
    print(f"{name}: {a.max_row} rows, {last} of them compared, cells that differ: {wrong[:5]}, levels: {levels[:5]}")

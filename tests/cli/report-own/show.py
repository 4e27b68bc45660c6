"""What is in one sheet of a workbook: python3 show.py FILE SHEET"""

import html
import re
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as package:
    parts = {name: package.read(name).decode() for name in package.namelist()}
sheets = [html.unescape(name) for name in re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"])]
number = sheets.index(sys.argv[2]) + 1
sheet = parts[f"xl/worksheets/sheet{number}.xml"]
print(f"sheet {sys.argv[2]}, after {sheets[number - 2]}")
for pattern in (r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f><v>([^<]*)</v>', r'<conditionalFormatting sqref="([^"]*)">',
                r"<formula\d?>([^<]*)</formula\d?>", r'(?:sqref|prompt)="([^"]*)"', r"<autoFilter ref=\"([^\"]*)\""):
    for found in re.findall(pattern, sheet):
        print("  " + html.unescape(found if isinstance(found, str) else " | ".join(found)))
for name, text in re.findall(r'<definedName name="([a-z][^"]*)"[^>]*>([^<]*)<', parts["xl/workbook.xml"]):
    if html.unescape(text).replace("''", "'").startswith(f"'{sys.argv[2]}'"):
        print(f"  name {name}: {html.unescape(text)}")
for name in sorted(parts):
    for found in re.findall(r"<c:f>([^<]*)</c:f>", parts[name]) if name.startswith("xl/charts/") else ():
        if html.unescape(found).replace("''", "'").startswith(f"'{sys.argv[2]}'"):
            print(f"  chart {html.unescape(found)}")

"""Breaks a workbook in many ways, each of which tests/ooxml.py must find: python3 damage.py FILE"""

import os
import re
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.environ["ROOT"], "tests"))

import ooxml

SHEET = r"xl/worksheets/sheet\d+\.xml"
LONG = "x" * 300

# what is broken, part, pattern, replacement
DAMAGES = (
    ("a character that XML has not", SHEET, "<v>", "\x01<v>"),
    ("an element that does not close", "xl/workbook.xml", "</workbook>", ""),
    ("a part without a type", r"\[Content_Types\].xml", r'<Override PartName="/xl/workbook.xml"[^>]*>', ""),
    ("a type without a part", r"\[Content_Types\].xml", "sheet1.xml", "sheet99.xml"),
    ("a relationship to nowhere", "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet99.xml"),
    ("a link to a file", "xl/_rels/workbook.xml.rels", 'Target="styles.xml"',
     'Target="file:///x" TargetMode="External"'),
    ("a sheet name with brackets", "xl/workbook.xml", 'name="Summary"', 'name="[x]"'),
    ("a sheet name of 32 characters", "xl/workbook.xml", 'name="Summary"', 'name="' + "x" * 32 + '"'),
    ("a sheet name that is blank", "xl/workbook.xml", 'name="Summary"', 'name=" "'),
    ("a sheet name in apostrophes", "xl/workbook.xml", 'name="Summary"', "name=\"'x'\""),
    ("two sheets of one name", "xl/workbook.xml", 'name="Inputs"', 'name="SUMMARY"'),
    ("a name that reads as a cell", "xl/workbook.xml", 'definedName name="pue"', 'definedName name="pue1"'),
    ("a name twice", "xl/workbook.xml", 'definedName name="pue"', 'definedName name="racks"'),
    ("a name of a sheet that is not there", "xl/workbook.xml", ">'Inputs'!", ">'Nowhere'!"),
    ("a formula of a sheet that is not there", SHEET, "<f>", "<f>'Nowhere'!A1+"),
    ("a formula with an unknown name", SHEET, "<f>", "<f>nowhere+"),
    ("a formula of another workbook", SHEET, "<f>", "<f>[1]Inputs!A1+"),
    ("a formula that starts a program", SHEET, "<f>", "<f>cmd|'/c calc'!A0+"),
    ("a newer function", SHEET, "<f>", "<f>BINOM.DIST(1,2,0.5,1)+"),
    ("a function that reaches out", SHEET, "<f>", "<f>WEBSERVICE(1)+"),
    ("a parenthesis too many", SHEET, "<f>", "<f>("),
    ("parentheses 65 deep", SHEET, "<f>", "<f>" + "(" * 65 + "1" + ")" * 65 + "+"),
    ("a formula of 9,000 characters", SHEET, "<f>", "<f>" + "1+" * 4500),
    ("a text without its end in a formula", SHEET, "<f>", '<f>"'),
    ("an error in a formula", SHEET, "<f>", "<f>#REF!+"),
    ("a formula without a value", SHEET, r"</f><v>[^<]*</v>", "</f>"),
    ("an infinite number", SHEET, r"</f><v>[0-9.]+</v>", "</f><v>inf</v>"),
    ("a number that is none", SHEET, r"</f><v>[0-9.]+</v>", "</f><v>1,5</v>"),
    ("a text as a number of a list", SHEET, r't="inlineStr"><is><t>[^<]*</t></is>', 't="s"><v>999999</v>'),
    ("a text of a formula without one", SHEET, r't="inlineStr"><is><t>[^<]*</t></is>', 't="str"><v>x</v>'),
    ("an error as a value", SHEET, r't="inlineStr"><is><t>[^<]*</t></is>', 't="e"><v>#N/A</v>'),
    ("a text of 32,768 characters", SHEET, "<t>", "<t>" + "x" * 32768),
    ("a format that is not there", SHEET, r' s="\d+"', ' s="9999"'),
    ("a cell twice", SHEET, r'r="A5"(.*?)r="B5"', r'r="A5"\1r="A5"'),
    ("a cell past the last column", SHEET, r'r="B5"', 'r="XFE5"'),
    ("a row past the last one", SHEET, r'<row r="5"', '<row r="1048577"'),
    ("rows out of order", SHEET, r'<row r="5"', '<row r="2"'),
    ("a row of 500 points", SHEET, r' ht="[0-9.]+"', ' ht="500"'),
    ("a column of 300 characters", SHEET, r' width="[0-9.]+"', ' width="300"'),
    ("eight levels", SHEET, r' outlineLevel="\d"', ' outlineLevel="8"'),
    ("a long title of an input", SHEET, r'promptTitle="[^"]*"', f'promptTitle="{LONG}"'),
    ("a long message of an input", SHEET, r' prompt="[^"]*"', f' prompt="{LONG}"'),
    ("a condition that does not close", SHEET, "<formula>", "<formula>IF("),
    ("a condition without its format", SHEET, r' dxfId="\d+"', ' dxfId="999"'),
    ("merged ranges that overlap", SHEET, "</sheetData>",
     '</sheetData><mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>'),
    ("elements out of order", SHEET, r"<sheetData>(.*)</sheetData>(<autoFilter[^>]*>)", r"\2<sheetData>\1</sheetData>"),
    ("a range that is none", SHEET, r'<autoFilter ref="[^"]*"', '<autoFilter ref="A0:B0"'),
    ("a chart of a sheet that is not there", r"xl/charts/chart\d+\.xml", "<c:f>", "<c:f>'Nowhere'!"),
    ("a long footer", SHEET, "<oddFooter>", "<oddFooter>" + LONG),
)


def damaged(source, target, part, pattern, replacement):
    """Writes a copy with the first hit replaced; whether there was one."""
    done = False
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
        for name in package.namelist():
            content = package.read(name).decode()
            if not done and re.fullmatch(part, name):
                content, count = re.subn(pattern, replacement, content, count=1, flags=re.DOTALL)
                done = count > 0
            copy.writestr(name, content)
    return done


def main():
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "damaged.xlsx")
        for what, part, pattern, replacement in DAMAGES:
            if not damaged(sys.argv[1], target, part, pattern, replacement):
                print(f"{what}: the file has no such place")
            elif not ooxml.Package(target).problems:
                print(f"{what}: not found")
            else:
                found += 1
    print(f"{found} of {len(DAMAGES)} damages found")


if __name__ == "__main__":
    main()

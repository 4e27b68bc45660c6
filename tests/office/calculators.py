"""LibreOffice and gnumeric, as programs that recalculate a workbook."""

import os
import subprocess
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
START_SECONDS = 60
ERROR_RESULTS = 4  # com.sun.star.sheet.FormulaResult.ERROR


def make_profile(folder):
    """A profile of LibreOffice that trusts no cached value; its address."""
    os.makedirs(os.path.join(folder, "user"), exist_ok=True)
    with open(os.path.join(folder, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as settings:
        settings.write(RECALCULATE_ALWAYS)
    return "file://" + folder


def a_property(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class LibreOffice:
    """One LibreOffice for many files; use it in a `with`."""

    def __init__(self, folder):
        pipe = f"optibom{os.getpid()}"
        self._process = subprocess.Popen(
            ["soffice", "-env:UserInstallation=" + make_profile(os.path.join(folder, "profile")), "--headless",
             "--norestore", f"--accept=pipe,name={pipe};urp"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = self._connect(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self._desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def _connect(self, resolver, address):
        last = time.monotonic() + START_SECONDS
        while True:
            try:
                return resolver.resolve(address)
            except NoConnectException:
                if time.monotonic() > last or self._process.poll() is not None:
                    self._process.kill()
                    raise
                time.sleep(0.1)

    def open(self, path):
        """The file as a Document, every formula calculated."""
        component = self._desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0,
                                                       (a_property("Hidden", True),))
        return Document(component)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._desktop.terminate()
        self._process.wait()


class Document:
    """A workbook in LibreOffice; use it in a `with`."""

    def __init__(self, component):
        self._component = component
        component.calculateAll()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._component.close(True)

    def put(self, sheet, at, value):
        """Writes a number into a cell, as a user would; None empties it."""
        cell = self._component.Sheets.getByName(sheet).getCellByPosition(at[1] - 1, at[0] - 1)
        if value is None:
            cell.String = ""
        else:
            cell.Value = value

    def values(self, titles):
        """{sheet: {(row, column): value}} after calculating everything again."""
        self._component.calculateAll()
        found = {}
        for title in titles:
            sheet = self._component.Sheets.getByName(title)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            end = cursor.RangeAddress
            rows = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
            found[title] = {(row + 1, column + 1): value
                            for row, values in enumerate(rows) for column, value in enumerate(values)}
        return found

    def error_cells(self):
        """Sheets and ranges of formulas that give an error."""
        for sheet in self._component.Sheets:
            ranges = sheet.queryFormulaCells(ERROR_RESULTS).RangeAddressesAsString
            if ranges:
                yield ranges


def gnumeric(path, target):
    """Lets gnumeric recalculate a file and write another; the problems that it reports."""
    result = subprocess.run(["ssconvert", "--recalc", path, target], check=False, capture_output=True, text=True,
                            env=dict(os.environ, LC_ALL="C.UTF-8"))
    if result.returncode != 0:
        yield f"gnumeric: status {result.returncode}: {result.stderr.strip()}"

"""Runs optibom in a folder of its own: catalogs, workbooks, metrics, specs that include others."""

import glob
import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATE = "2026-01-02"
EPOCH = "1767312000"  # the same day: prices count as they hold on it
TOGETHER = ("nvl72-dsp", "nvl72-lpo", "nvl72-cpo")


def shipped_builds():
    """Names of all builds in seed/builds."""
    return sorted(os.path.basename(path)[:-5] for path in glob.glob(os.path.join(ROOT, "seed", "builds", "*.yaml")))


def spec_of(build):
    return os.path.join(ROOT, "seed", "builds", build + ".yaml")


class Engine:
    """The program under test. Files are made in `folder`, the catalog lies there as `catalog`."""

    def __init__(self, program, folder, catalog="catalog.db", empty=False):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.catalog = catalog
        if not os.path.exists(self.path(catalog)):
            self.run("init", *(["--empty"] if empty else []))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        """A file in the folder; returns its path."""
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def run(self, *arguments, environment=None, folder=None, umask=-1):
        """Standard output of the program; ends the tests where it fails."""
        settings = {**os.environ, "TZ": "UTC", "LC_ALL": "C", "SOURCE_DATE_EPOCH": EPOCH, **(environment or {})}
        result = subprocess.run([self.program, "--db", self.path(self.catalog), *arguments], cwd=folder or self.folder,
                                umask=umask, check=False, env=settings, capture_output=True, text=True)
        if result.returncode > 1:
            sys.exit(f"optibom {' '.join(arguments)}: status {result.returncode}\n{result.stderr}")
        return result.stdout

    def with_rows(self, catalog, *files):
        """An engine with a copy of the catalog into which files are imported."""
        shutil.copyfile(self.path(self.catalog), self.path(catalog))
        other = Engine(self.program, self.folder, catalog)
        for file in files:
            other.run("import", file)
        return other

    def workbook(self, name, specs, *options):
        """Path of a new workbook of specs."""
        self.run("report", *specs, "-o", name, "--date", DATE, *options)
        return self.path(name)

    def metrics(self, specs, *options):
        """{build: {metric: typical value or None}}"""
        found = {}
        for spec in specs:
            document = json.loads(self.run("evaluate", spec, "--json", *options))
            found[document["build"]] = {name: metric["typ"] if metric else None
                                        for name, metric in document["metrics"].items()
                                        if metric is None or isinstance(metric, dict)}
        return found

    def including(self, spec, tag, lines):
        """A spec that includes another and says something else; of the same name of build."""
        name = f"{os.path.basename(spec)[:-5]}.{tag}.yaml"
        return self.write(name, f"include: {spec}\n{lines}\n")

"""Kills verbs at random moments: python3 tests/torture/kills.py PROGRAM [TIMES [SEED]]

TIMES kills are shared out among the verbs that write. After each one a verb that reads or one that
writes is the first to open the catalog: it must be whole, to the byte what it was before the verb or
what it is after it. A file or folder that the verb writes is whole or not there. An upgrade that was
killed goes on where it was. Prints "N passed, N failed" over the kills.
"""

import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PARTS = ROOT / "tests/cli/parts"
# Kills of a thousand: most of the danger lies where most is written.
SHARES = {
    "import": 400, "import undo": 100, "build add": 80, "build replace": 120, "explore": 60,
    "export": 60, "migrate": 60, "init": 60, "report": 60, "backup": 60,
}
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "UTC", "LC_ALL": "C",
               "SOURCE_DATE_EPOCH": "1767225600"}


class Torture:
    def __init__(self, program, folder, seed):
        self.program, self.folder, self.chance = program, folder, random.Random(seed)
        self.passed = self.failed = self.alive = self.logs = self.before = self.after = 0

    def start(self, *arguments):
        return subprocess.Popen([self.program, "-q", *arguments], cwd=self.folder, env=ENVIRONMENT,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, *arguments):
        process = self.start(*arguments)
        said = process.communicate()[0].decode(errors="replace")
        return process.returncode, said

    def must(self, *arguments):
        code, said = self.run(*arguments)
        if code not in (0, 1):
            sys.exit(f"optibom {' '.join(arguments)}: status {code}: {said}")
        return said

    def write_inputs(self):
        shutil.copytree(PARTS, self.folder, dirs_exist_ok=True)
        rack = (PARTS / "rack.yaml").read_text()
        self.write("other.yaml", rack.replace("build: small", "build: other"))
        self.write("open.yaml", rack.replace("module: Acme T800-DR8", "module: {where: [data_rate = 800 Gbps]}"))
        self.write("few.csv", self.rows(1, 300))
        self.write("many.csv", self.rows(200, 2000))

    def write(self, name, text):
        (self.folder / name).write_text(text)

    @staticmethod
    def rows(first, last):
        return "vendor,mpn,description,data_rate (Gbps),power (W),reach (m),form_factor,medium\n" + "".join(
            f"Acme,M-{i},test part {i} for a killed import,800,13..15..16,500,OSFP,dsp\n" for i in range(first, last + 1))

    def make_catalogs(self):
        self.must("--db", "base.db", "init", "--empty")
        for name in ("transceiver", "accelerator", "enclosure", "nic", "fiber", "composition", "offer"):
            self.must("--db", "base.db", "import", "--class", name, f"{name}.csv")
        self.must("--db", "base.db", "import", "--class", "transceiver", "few.csv")
        self.must("--db", "base.db", "build", "add", "rack.yaml")
        shutil.copy(self.folder / "base.db", self.folder / "full.db")
        self.must("--db", "full.db", "import", "--class", "transceiver", "many.csv")
        import sqlite3
        with sqlite3.connect(self.folder / "old.db") as old:
            old.executescript((ROOT / "tests/upgrades/0005.sql").read_text())
        old.close()

    def set_out(self, catalog):
        for path in self.folder.glob("t.db*"):
            path.unlink()
        for path in self.folder.glob("written*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if catalog is not None:
            shutil.copy(self.folder / catalog, self.folder / "t.db")

    def state(self, name):
        """What a file or folder holds; "" where there is none."""
        path = self.folder / name
        if path.is_dir():
            return " ".join(f"{file.name}={hashlib.sha256(file.read_bytes()).hexdigest()}"
                            for file in sorted(path.rglob("*")) if file.is_file())
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""

    def kill(self, arguments, span):
        """Starts the verb and kills it within so many seconds; true when the kill met it alive."""
        delay = self.chance.uniform(0, span)
        # Most of the danger lies in the commit, near the end.
        if self.chance.random() < 0.5:
            delay = span - delay / 8
        process = self.start(*arguments)
        time.sleep(delay)
        process.kill()
        process.communicate()
        self.alive += process.returncode == -9
        log = self.folder / "t.db-wal"
        self.logs += log.exists() and log.stat().st_size > 0
        return process.returncode == -9

    def open_first(self):
        """What is wrong with the catalog, whichever verb opens it first."""
        if self.chance.random() < 0.5:
            code, said = self.run("--db", "t.db", "import", "--dry-run", "--class", "nic", "nic.csv")
            if code != 0:
                return f"the first import said: {said}"
        code, said = self.run("--db", "t.db", "check", "--csv")
        if code != 0:
            return f"check said: {said}"
        beside = sorted(path.name for path in self.folder.glob("t.db-*"))
        return f"{', '.join(beside)} stayed beside the catalog" if beside else ""

    def count(self, name, problem):
        if not problem:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED: {name}: {problem.strip()}")

    def try_verb(self, name, times, catalog, arguments, written=None):
        """Catalog to begin with, the verb, and what it writes beside the catalog."""
        self.set_out(catalog)
        target = written or "t.db"
        before, kept = self.state(target), self.state("t.db")
        started = time.monotonic()
        self.must(*arguments)
        span = time.monotonic() - started
        after = self.state(target)
        alive = self.alive
        for _ in range(times):
            self.set_out(catalog)
            self.kill(arguments, span)
            # A new catalog is what it is to be before somebody writes to it; others are brought to rest first.
            found = self.state(target)
            problem = self.open_first() if catalog is not None or self.state("t.db") else ""
            found = found if catalog is None else self.state(target)
            self.before += found == before
            self.after += found == after
            if not problem and found not in (before, after):
                problem = f"{target} is neither what it was nor what it was to be"
            if not problem and written is not None and self.state("t.db") != kept:
                problem = "the catalog was changed"
            self.count(name, problem)
        self.tell(name, times, span, alive)

    def try_migrate(self, times):
        arguments = ("--db", "t.db", "migrate")
        self.set_out("old.db")
        started = time.monotonic()
        self.must(*arguments)
        span = time.monotonic() - started
        alive = self.alive
        self.must("--db", "t.db", "export", "written")
        expected = self.state("written")
        for _ in range(times):
            self.set_out("old.db")
            self.kill(arguments, span)
            code, said = self.run(*arguments)
            problem = f"the next upgrade said: {said}" if code != 0 else self.open_first()
            if not problem:
                self.must("--db", "t.db", "export", "written")
                problem = "" if self.state("written") == expected else "other rows than of an upgrade at one go"
            self.count("migrate", problem)
        self.tell("migrate", times, span, alive)

    def tell(self, name, times, span, alive):
        print(f"{name}: {span * 1000:.0f} ms, {self.alive - alive} of {times} kills met it alive", flush=True)

    def go(self, times):
        part = {name: max(1, share * times // sum(SHARES.values())) for name, share in SHARES.items()}
        on = ("--db", "t.db")
        self.try_verb("import", part["import"], "base.db", (*on, "import", "--class", "transceiver", "many.csv"))
        self.try_verb("import undo", part["import undo"], "full.db", (*on, "import", "undo", "9"))
        self.try_verb("build add", part["build add"], "base.db", (*on, "build", "add", "other.yaml"))
        self.try_verb("build replace", part["build replace"], "base.db",
                      (*on, "build", "replace", "T800-DR8", "L800-DR8", "--apply"))
        self.try_verb("explore", part["explore"], "base.db",
                      (*on, "explore", "open.yaml", "--objective", "power", "-o", "written.db"), "written.db")
        self.try_verb("report", part["report"], "base.db", (*on, "report", "rack.yaml", "-o", "written.xlsx"), "written.xlsx")
        self.try_verb("backup", part["backup"], "base.db", (*on, "backup", "written.db"), "written.db")
        self.try_verb("export", part["export"], "base.db", (*on, "export", "written"), "written")
        self.try_verb("init", part["init"], None, (*on, "init"))
        self.try_migrate(part["migrate"])


def main():
    program = os.path.abspath(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="optibom-kills.") as folder:
        torture = Torture(program, pathlib.Path(folder), seed)
        torture.write_inputs()
        torture.make_catalogs()
        torture.go(times)
    print(f"killed alive {torture.alive}, logs left {torture.logs}, as before {torture.before}, as after {torture.after}")
    if torture.alive < times // 4:
        torture.count("kills", "too few met a verb alive to mean anything")
    print(f"{torture.passed} passed, {torture.failed} failed")
    sys.exit(torture.failed > 0)


main()

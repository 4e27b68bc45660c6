"""The same input and date give the same file, wherever and by whomever it is made."""

import os
import shutil
import subprocess

from engine import DATE, TOGETHER, shipped_builds, spec_of

GERMAN = "de_DE.UTF-8"


def german_locale(folder):
    """Environment with German numbers and words; made in a folder where the system has none."""
    known = subprocess.run(["locale", "-a"], check=False, capture_output=True, text=True).stdout.lower()
    if "de_de.utf8" in known:
        return {"LC_ALL": GERMAN, "LANG": GERMAN}
    if shutil.which("localedef") is None or not os.path.exists("/usr/share/i18n/locales/de_DE"):
        return None
    made = subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", os.path.join(folder, GERMAN)], check=False,
                          capture_output=True)
    return {"LC_ALL": GERMAN, "LANG": GERMAN, "LOCPATH": folder} if made.returncode == 0 else None


def circumstances(folder):
    """(what is different, arguments of Engine.run) of each way to make a file."""
    other = os.path.join(folder, "other")
    os.makedirs(other, exist_ok=True)
    yield "time", {}
    yield "time zone east", {"environment": {"TZ": "Pacific/Kiritimati"}}
    yield "time zone west", {"environment": {"TZ": "Etc/GMT+12"}}
    yield "umask", {"umask": 0o077}
    yield "working folder", {"folder": other}
    yield "UTF-8", {"environment": {"LC_ALL": "C.UTF-8"}}
    german = german_locale(folder)
    if german is None:
        print("skipped: there is no German locale")
    else:
        yield "German", {"environment": german}


def check_all(outcome, engine, _):
    """Every shipped build and three together, made again under each circumstance."""
    books = [("together", [spec_of(build) for build in TOGETHER])]
    books += [(build, [spec_of(build)]) for build in shipped_builds()]
    ways = list(circumstances(engine.folder))
    originals = {}
    for name, specs in books:
        with open(engine.workbook("original.xlsx", specs), "rb") as file:
            originals[name] = file.read()
    for way, settings in ways:
        different = []
        for name, specs in books:
            path = engine.path("again.xlsx")
            engine.run("report", *specs, "-o", path, "--date", DATE, **settings)
            with open(path, "rb") as file:
                if file.read() != originals[name]:
                    different.append(name)
        outcome.check(f"the same bytes whatever the {way}", [("they differ", name) for name in different])
    outcome.note(f"{len(books)} workbooks made {len(ways) + 1} times")

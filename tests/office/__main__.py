"""Workbooks in the programs that buyers open them with: /usr/bin/python3 tests/office PROGRAM [PART...]

Parts: recalculation, peers, same_bytes, hostile_texts. Needs LibreOffice with its Python module, gnumeric and openpyxl.
Closes with "N passed, N failed".
"""

import sys
import tempfile

import hostile_texts
import peers
import recalculation
import same_bytes
from calculators import LibreOffice
from engine import Engine
from outcome import Outcome

PARTS = {
    "recalculation": recalculation.check_all,
    "peers": peers.check_all,
    "same_bytes": same_bytes.check_all,
    "hostile_texts": hostile_texts.check_all,
}


def main():
    if len(sys.argv) < 2 or not set(sys.argv[2:]) <= set(PARTS):
        sys.exit(__doc__)
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="optibom-office.") as folder:
        engine = Engine(sys.argv[1], folder)
        with LibreOffice(folder) as office:
            for part in sys.argv[2:] or PARTS:
                PARTS[part](outcome, engine, office)
    print(f"{outcome.passed} passed, {outcome.failed} failed")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())

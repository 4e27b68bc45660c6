"""Good dies of a wafer over the density of faults: python3 functions.py MODULE, where MODULE is the path
of optibom_functions without its ending."""

import sqlite3
import sys

db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(sys.argv[1])
db.enable_load_extension(False)

(dies,) = db.execute("SELECT gross_dies(26, 33, 0.1, 300, 3, 'grid')").fetchone()
for per_cm2 in (0.05, 0.1, 0.2):
    (share,) = db.execute("SELECT yield_negative_binomial(? * 2.6 * 3.3, 2)", (per_cm2,)).fetchone()
    print(f"{per_cm2} faults/cm2: {share * dies:.1f} of {dies:.0f} dies are good")
try:
    db.execute("SELECT yield_poisson(-1)").fetchone()
except sqlite3.OperationalError as error:
    print(error)

-- Formulas of optibom in any program with SQLite, when the module is loaded: docs/install.md.
SELECT to_unit('14500 mW', 'W') AS power_w, energy_per_bit(30, 1600) AS pj_per_bit;
SELECT gross_dies(26, 33, 0.1, 300, 3, 'grid') AS dies, round(yield_negative_binomial(0.5, 2), 4) AS yield;

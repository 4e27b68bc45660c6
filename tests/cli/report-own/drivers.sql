-- Another list of what costs most in place of the built-in one.
--
-- sheet: Cost drivers
-- position: 46
-- title: Drivers
-- purpose: What a user wants to see of what costs most
-- column: build | Build | text | 18
-- column: part | Part | text | 30
-- column: class | Class | text | 12
-- column: supplier | Supplier | text | 12
-- column: cost | Cost | money | 14

SELECT build, part, class, supplier, cost FROM result_line ORDER BY position

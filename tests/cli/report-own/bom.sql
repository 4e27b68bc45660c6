-- A short bill in place of the built-in one.
--
-- sheet: Costed BOM
-- position: 40
-- title: Bill
-- purpose: A bill of a user
-- column: build | Build | text | 18
-- column: part | Part | text | 30
-- column: class | Class | text | 12
-- column: supplier | Supplier | text | 12
-- column: part_need | Need | integer | 10
-- column: cost | Cost | money | 14
-- column: order_value | Order | money | 14

SELECT build, part, class, supplier, need AS part_need, cost, order_value FROM result_line ORDER BY position

-- The second sheet of many rows.
--
-- sheet: More
-- position: 201
-- title: More rows
-- purpose: A test of sheets with many rows.
-- column: number | Number | integer | 8
-- column: text | Text | text | 30
WITH RECURSIVE row(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM row WHERE number < 10200)
SELECT number, '=' || number AS text FROM row ORDER BY number;

-- More rows than are written one sheet after the other: levels, an input in some rows, a formula of another sheet.
--
-- sheet: Many
-- position: 200
-- title: Many rows
-- purpose: A test of sheets with many rows.
-- group: level
-- indent: name
-- column: name | Name | text | 20
-- column: level | Level | integer | 8
-- column: kind | Kind | text | 8
-- column: value | Value | real | 10
-- column: twice | Twice | real | 10 | sum | {value}*2
-- column: other | Other | integer | 10 | - | INDEX({more.number:column},{level}+1)
-- input: value | kind = given | real | 0 .. 100000 | Any number
WITH RECURSIVE row(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM row WHERE number < 10500)
SELECT 'row ' || number AS name, number % 4 AS level, CASE WHEN number % 5000 = 0 THEN 'given' ELSE 'fixed' END AS kind,
    number * 0.5 AS value, number * 1.0 AS twice, number % 4 + 1 AS other
FROM row ORDER BY number;

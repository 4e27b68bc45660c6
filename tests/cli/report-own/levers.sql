-- What a class of parts costs, with a discount that the reader sets.
--
-- sheet: Levers, <more> & "quotes"
-- position: 45
-- title: Levers
-- purpose: Cost by class after a discount
-- column: class | Class | text | 18
-- column: cost | Cost | money | 16 | sum
-- column: discount | Discount | percent | 10
-- column: after | After it | money | 16 | sum | {cost}*(1-{discount})
-- column: share | Share | percent | 10 | - | {after}/SUM({after:column})
-- column: drawn | Share of the bill | percent | 10 | - |
--     {cost}/SUMIFS({bom.cost:column},{bom.build:column},"small")*{racks}/{racks}
-- name: switch_discount | discount | class = enclosure
-- input: discount | class = enclosure | percent | 0 .. 0.5 | Discount on switches, 0 % to 50 %
-- highlight: after | warn | {share}>0.5
-- highlight: * | muted | {cost}<{bom.cost:column}
-- chart: column | Cost by class | class | cost, after | all | right 1

SELECT class, sum(cost) AS cost, 0.1 AS discount, sum(cost) * 0.9 AS after,
    sum(cost) / sum(sum(cost)) OVER () AS share, sum(cost) / sum(sum(cost)) OVER () AS drawn
FROM result_line WHERE is_bought = 1 GROUP BY class ORDER BY class

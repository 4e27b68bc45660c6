-- Material cost of each build by class of part: what the money goes to.
--
-- sheet: Cost split
-- position: 45
-- title: Material cost by class
-- purpose: Adds up the sheet Costed BOM, of one build each.
-- column: class | Class | text | 24
-- column: build | Build | text | 26
-- column: cost | Cost of the build | money | 20 | - |
--     SUMIFS({bom.cost:column},{bom.build:column},{build},{bom.class:column},{class})
-- column: share | Share of the build | percent | 11 | bar |
--     IF({cost}=0,0,{cost}/SUMIFS({bom.cost:column},{bom.build:column},{build}))
-- chart: bar-stacked | Material cost by class | build | cost by class | all | below 1

WITH class AS (
    SELECT class, sum(cost) AS cost FROM result_line GROUP BY class HAVING sum(cost) > 0
), part AS (
    SELECT build, class, sum(cost) AS cost FROM result_line GROUP BY build, class
)
SELECT c.class, b.build, coalesce(p.cost, 0) AS cost,
    coalesce(p.cost / sum(p.cost) OVER (PARTITION BY b.build), 0) AS share
FROM class AS c CROSS JOIN result_build AS b LEFT JOIN part AS p ON p.build = b.build AND p.class = c.class
ORDER BY c.cost DESC, c.class, b.position;

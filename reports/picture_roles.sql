-- What the material cost of each build goes to, by role: the ten roles that cost most.
--
-- sheet: Cost by role
-- position: 1107
-- workbook: no
-- title: What the money goes to
-- purpose: Material cost by role, the ten largest; the sheet Cost drivers has single parts.
-- picture: bars | Cost by role | role, cost, note | each build
-- column: build | Build | text
-- column: role | Role | text
-- column: cost | Cost of the build | money
-- column: note | Share and pieces | text

WITH role AS (
    SELECT build, role, sum(cost) AS cost, sum(quantity) AS pieces FROM result_line WHERE cost > 0 GROUP BY build, role
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY build ORDER BY cost DESC, role) AS rank,
        sum(cost) OVER (PARTITION BY build) AS total
    FROM role
)
SELECT r.build, r.role, r.cost, printf('%.3g %% for %,d pieces', 100 * r.cost / r.total, r.pieces) AS note
FROM ranked AS r JOIN result_build AS b USING (build)
WHERE r.rank <= 10
ORDER BY b.position, r.rank;

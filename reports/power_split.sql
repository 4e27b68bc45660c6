-- Power of each build by role and by function; a module is split into DSP, light and the rest by its
-- shares. Losses are those of supplies and cooling.
--
-- sheet: Power split
-- position: 62
-- title: Power by role and by function
-- purpose: Computed by optibom for the inputs of the run. Roles add up to IT power; functions to IT power and, with "losses", to facility power.
-- landscape: yes
-- column: kind | Split by | text | 12
-- column: name | Name | text | 32
-- column: build | Build | text | 26
-- column: min | Minimum | power | 15 | - | engine
-- column: typ | Typical | power | 15 | - | engine
-- column: max | Maximum | power | 15 | - | engine
-- column: share | Share of the split | percent | 11 | bar | engine
-- chart: bar-stacked | Power by function | build | typ by name | kind = function | below 1
-- chart: bar-stacked | Power by role | build | typ by name | kind = role | below 2

WITH name AS (
    SELECT kind, name, min(position) AS position FROM result_power
    GROUP BY kind, name HAVING max(abs(max)) > 0
)
SELECT n.kind, n.name, b.build, coalesce(p.min, 0) AS min, coalesce(p.typ, 0) AS typ,
    coalesce(p.max, 0) AS max,
    coalesce(p.typ, 0) / nullif(sum(p.typ) OVER (PARTITION BY n.kind, b.build), 0) AS share
FROM name AS n CROSS JOIN result_build AS b
LEFT JOIN result_power AS p ON p.build = b.build AND p.kind = n.kind AND p.name = n.name
ORDER BY n.kind, n.position, n.name, b.position;

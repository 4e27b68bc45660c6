-- sheet: Power by role
-- position: 65
-- title: Power by role and by function
-- purpose: The same watts sorted twice; losses are what the facility draws beyond IT power
-- column: kind | by | text | 10
-- column: name | name | text | 32
-- column: build | build | text | 16
-- column: min | least | power W | 13 | | engine
-- column: typ | typical | power W | 13 | | engine
-- column: max | most | power W | 13 | | engine
-- column: chart | | text | hidden
-- chart: stacked | Power by role, W | build | typ by name | kind = role | right 1
-- Both parts add up to IT power; the functions also list the losses. Compute and losses are left out of the chart by
-- function, which would show nothing else.
WITH groups AS (
    SELECT p.kind, p.name, b.build, b.position AS number, p.min, p.typ, p.max,
        min(p.position) OVER (PARTITION BY p.kind, p.name) AS place
    FROM result_power AS p JOIN result_build AS b USING (build)
), names AS (
    SELECT kind, name, min(place) AS place FROM groups GROUP BY kind, name HAVING max(max) <> 0
)
SELECT n.kind, n.name, b.build, coalesce(g.min, 0.0) AS min, coalesce(g.typ, 0.0) AS typ, coalesce(g.max, 0.0) AS max,
    CASE WHEN n.kind = 'function' AND n.name NOT IN ('compute', 'losses') THEN 'function' ELSE '' END AS chart
FROM names AS n CROSS JOIN result_build AS b
LEFT JOIN groups AS g ON g.kind = n.kind AND g.name = n.name AND g.build = b.build
ORDER BY n.kind DESC, n.place, n.name, b.position;

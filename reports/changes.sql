-- What changed against the last revision of a stored build, or between the two builds of
-- `optibom build diff A B -o FILE.xlsx`. Lines match from the top down by role and part; docs/builds.md says
-- how. `cost` and `power` alone mean that part and quantity are the same and what follows from the rest of
-- the build is not: a price break that another line reaches, a share of a system's power. The effects of the
-- lines explain the whole difference of material cost and IT power. Amounts of two currencies are not subtracted.
--
-- sheet: Changes
-- position: 80
-- title: Changes
-- purpose: Lines added, removed and changed against the last revision, with their effect on material cost and on IT power
-- landscape: yes
-- freeze: change
-- column: build | Build | text | 16
-- column: before | Compared with | text | 16
-- column: change | Change | text | 16
-- column: role | Line | text | 36 wrap
-- column: part_before | Part before | text | 28 wrap
-- column: part_after | Part after | text | 28 wrap
-- column: quantity_before | Quantity before | integer | 11
-- column: quantity_after | Quantity after | integer | 11
-- column: cost_before | Cost before | money | 15 | sum
-- column: cost_after | Cost after | money | 15 | sum
-- column: comparable | One currency | integer | hidden
-- column: cost_effect | Effect on cost | money | 15 | sum | ({cost_after}-{cost_before})*{comparable}
-- column: power_before | Power before | power | 12 | sum
-- column: power_after | Power after | power | 12 | sum
-- column: power_effect | Effect on power | power | 12 | sum | {power_after}-{power_before}
-- column: note | Note | text | 16
-- highlight: change | good | {change}="added"
-- highlight: change | bad | {change}="removed"
-- highlight: * | muted | {change}="none"

SELECT c.build, c.before, c.change, c.role, c.part_before, c.part_after, c.quantity_before, c.quantity_after,
    c.cost_before, c.cost_after, c.is_comparable AS comparable,
    iif(c.is_comparable, coalesce(c.cost_after, 0.0) - coalesce(c.cost_before, 0.0), 0.0) AS cost_effect,
    c.power_before, c.power_after,
    coalesce(c.power_after, 0.0) - coalesce(c.power_before, 0.0) AS power_effect,
    CASE WHEN NOT c.is_comparable THEN 'currencies differ'
        WHEN c.cost_before IS NOT NULL AND c.cost_after IS NULL AND c.part_after IS NOT NULL THEN 'no price after'
        WHEN c.cost_after IS NOT NULL AND c.cost_before IS NULL AND c.part_before IS NOT NULL THEN 'no price before'
    END AS note
FROM result_change AS c LEFT JOIN result_build AS b USING (build)
ORDER BY b.position, c.position;

-- What changed in one line: how many lines were added, removed and changed, and what that does to material
-- cost and IT power. The first sheet of the workbook of `optibom build diff A B -o FILE.xlsx`; the lines are on
-- the sheet Changes, the metrics on Changed metrics.
--
-- sheet: What changed
-- position: 1000
-- workbook: no
-- title: What changed
-- purpose: Lines added, removed and changed, with their effect on material cost and on IT power; the sheets below have each line and each metric
-- landscape: yes
-- column: build | Build | text | 20
-- column: before | Compared with | text | 20
-- column: added | Lines added | integer | 11 | - | COUNTIFS({changes.build:column},{build},{changes.change:column},"added")
-- column: removed | Lines removed | integer | 11 | - | COUNTIFS({changes.build:column},{build},{changes.change:column},"removed")
-- column: changed | Lines changed | integer | 11 | - |
--     COUNTIFS({changes.build:column},{build})-COUNTIFS({changes.build:column},{build},{changes.change:column},"none")-{added}-{removed}
-- column: cost_effect | Effect on material cost | money | 18 | - | SUMIFS({changes.cost_effect:column},{changes.build:column},{build})
-- column: power_effect | Effect on IT power | power | 14 | - | SUMIFS({changes.power_effect:column},{changes.build:column},{build})
-- column: metrics | Metrics that differ | integer | 12 | - | COUNTIFS({change_metrics.build:column},{build})

SELECT c.build, max(c.before) AS before,
    count(*) FILTER (WHERE c.change = 'added') AS added,
    count(*) FILTER (WHERE c.change = 'removed') AS removed,
    count(*) FILTER (WHERE c.change NOT IN ('added', 'removed', 'none')) AS changed,
    total(iif(c.is_comparable, coalesce(c.cost_after, 0.0) - coalesce(c.cost_before, 0.0), 0.0)) AS cost_effect,
    total(coalesce(c.power_after, 0.0) - coalesce(c.power_before, 0.0)) AS power_effect,
    (SELECT count(*) FROM result_change_metric AS m WHERE m.build = c.build) AS metrics
FROM result_change AS c LEFT JOIN result_build AS b USING (build)
GROUP BY c.build ORDER BY b.position;

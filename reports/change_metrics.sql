-- Metrics in which two builds, or two revisions of one, differ at their typical value beyond rounding.
-- Definitions are in docs/metrics.md. A sheet of the workbook of `optibom build diff A B -o FILE.xlsx`.
--
-- sheet: Changed metrics
-- position: 1010
-- workbook: no
-- title: Changed metrics
-- purpose: Typical values that differ, and by how much
-- freeze: metric
-- column: build | Build | text | 18
-- column: before_build | Compared with | text | 18
-- column: metric | Metric | text | 32
-- column: unit | Unit | text | 12
-- column: value_before | Before | real | 17
-- column: value_after | After | real | 17
-- column: difference | Difference | real | 17 | - | ({value_after}-{value_before})*{comparable}
-- column: comparable | Both known | integer | hidden
-- column: reason | No value because | text | 50 wrap

SELECT m.build, m.before AS before_build, m.metric, iif(m.unit = '1', '', m.unit) AS unit, m.value_before,
    m.value_after, coalesce(m.difference, 0.0) AS difference, m.difference IS NOT NULL AS comparable, m.reason
FROM result_change_metric AS m LEFT JOIN result_build AS b USING (build)
ORDER BY b.position, m.position;

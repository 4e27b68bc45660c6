-- The best of each objective in each scenario of an exploration. A sheet of `optibom explore SPEC... --scenario NAME
-- -o FILE.xlsx`.
--
-- sheet: Best by scenario
-- position: 2105
-- workbook: no
-- title: The best of each objective by scenario
-- purpose: Builds of one scenario are compared with each other; the best in one objective need not be best in another
-- freeze: scenario
-- column: scenario | Scenario | text | 28
-- column: metric | Objective | text | 26
-- column: best | Best | real | 18
-- column: unit | Unit | text | 8
-- column: builds | On the front | integer | 12
-- column: proven | Proven | text | 10
-- column: shown | Shown as | text | hidden
-- cell: best | shown = money | money
-- cell: best | shown = power | power
-- cell: best | shown = percent | percent
-- highlight: proven | warn | {proven}="no"

SELECT scenario, metric, best, iif(unit = '1', '', unit) AS unit, builds, proven,
    CASE unit WHEN (SELECT currency FROM result_exploration) THEN 'money' WHEN 'W' THEN 'power' WHEN '1' THEN 'percent'
        ELSE '' END AS shown
FROM result_exploration_world ORDER BY position;

-- Quantiles of the best of each objective over the draws of an exploration. A sheet of `optibom explore SPEC... --draws N
-- -o FILE.xlsx`.
--
-- sheet: Best over draws
-- position: 2106
-- workbook: no
-- title: The best of each objective over the draws
-- purpose: In each draw every figure, price and flow input has one value from its range, and the front is found anew
-- landscape: yes
-- freeze: metric
-- column: scenario | Scenario | text | 22 with scenario
-- column: metric | Objective | text | 26
-- column: unit | Unit | text | 8
-- column: draws | Draws | integer | 9
-- column: least | Least | real | 18
-- column: p05 | 5 % are below | real | 18
-- column: p50 | Median | real | 18
-- column: p95 | 95 % are below | real | 18
-- column: most | Most | real | 18
-- column: shown | Shown as | text | hidden
-- cell: least | shown = money | money
-- cell: p05 | shown = money | money
-- cell: p50 | shown = money | money
-- cell: p95 | shown = money | money
-- cell: most | shown = money | money
-- cell: least | shown = power | power
-- cell: p05 | shown = power | power
-- cell: p50 | shown = power | power
-- cell: p95 | shown = power | power
-- cell: most | shown = power | power
-- cell: least | shown = percent | percent
-- cell: p05 | shown = percent | percent
-- cell: p50 | shown = percent | percent
-- cell: p95 | shown = percent | percent
-- cell: most | shown = percent | percent

SELECT iif((SELECT count(DISTINCT scenario) FROM result_exploration_world) > 1, scenario, NULL) AS scenario, metric,
    iif(unit = '1', '', unit) AS unit, draws, least, p05, p50, p95, most,
    CASE unit WHEN (SELECT currency FROM result_exploration) THEN 'money' WHEN 'W' THEN 'power' WHEN '1' THEN 'percent'
        ELSE '' END AS shown
FROM result_exploration_spread ORDER BY position;

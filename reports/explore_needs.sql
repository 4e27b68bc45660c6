-- What would bring the media and levels that lose onto the front: for each objective the value that the nearest loser would have
-- to pass, and for money the price of the part on which it spends most. A sheet of
-- `optibom explore SPEC... -o FILE.xlsx`.
--
-- sheet: Needs
-- position: 2140
-- workbook: no
-- title: What would bring the losers onto the front
-- purpose: In one objective at a time, all else as it is; About the front says how to read it
-- landscape: yes
-- freeze: choice
-- column: scenario | Scenario | text | 22 with scenario
-- column: build | Build | text | 20
-- column: place | Slot or level | text | 36
-- column: choice | Choice | text | 18
-- column: metric | Objective | text | 24
-- column: value | Now | real | 18
-- column: wins_beyond | Wins beyond | real | 18
-- column: unit | Unit | text | 8
-- column: part | By the price of | text | 42 with part
-- column: price | Now each | money | 16 with price
-- column: price_below | Wins below | money | 16 with price
-- column: shown | Shown as | text | hidden
-- cell: value | shown = money | money
-- cell: wins_beyond | shown = money | money
-- cell: value | shown = power | power
-- cell: wins_beyond | shown = power | power
-- cell: value | shown = percent | percent
-- cell: wins_beyond | shown = percent | percent

SELECT iif((SELECT count(DISTINCT scenario) FROM result_exploration_world) > 1, scenario, NULL) AS scenario,
    build, place, choice, metric, value, wins_beyond, unit, part, price, price_below,
    CASE unit WHEN (SELECT currency FROM result_exploration) THEN 'money' WHEN 'W' THEN 'power' WHEN '' THEN 'percent'
        ELSE '' END AS shown
FROM result_exploration_need ORDER BY position;

-- Builds that no other one beats, in an exploration of open specs: their values, in how many ways they can be had,
-- and which of them is the knee. A sheet of `optibom explore SPEC... -o FILE.xlsx`, which writes the metrics asked for
-- in place of goal_1 to goal_6 and leaves out the lines of those that are not.
--
-- sheet: Front
-- position: 2110
-- workbook: no
-- title: Builds that no other one beats
-- purpose: No other build of its world is as good in every objective and better in one; About the front says how to read it
-- landscape: yes
-- freeze: point
-- column: point | # | integer | 6
-- column: scenario | Scenario | text | 22 with scenario
-- column: draw | Draw | integer | 8 with draw
-- column: goal_1 | Goal 1 | real | 19 with goal_1
-- column: goal_2 | Goal 2 | real | 19 with goal_2
-- column: goal_3 | Goal 3 | real | 19 with goal_3
-- column: goal_4 | Goal 4 | real | 19 with goal_4
-- column: goal_5 | Goal 5 | real | 19 with goal_5
-- column: goal_6 | Goal 6 | real | 19 with goal_6
-- column: ways | Ways | integer | 12
-- column: build | Build | text | 24
-- column: note | Note | text | 26 with note
-- column: mark | Mark | text | hidden
-- chart: scatter | The front | goal_1 | goal_2 by mark | all | below 1
-- highlight: * | good | LEN({note})>0

SELECT point,
    iif((SELECT count(DISTINCT scenario) FROM result_exploration_world) > 1, scenario, NULL) AS scenario, draw,
    value_1 AS goal_1,
    value_2 AS goal_2,
    value_3 AS goal_3,
    value_4 AS goal_4,
    value_5 AS goal_5,
    value_6 AS goal_6,
    ways, build, note,
    CASE WHEN (SELECT worlds FROM result_exploration) > 1 THEN '' WHEN note LIKE 'knee%' THEN point || ' knee'
        WHEN note IS NOT NULL THEN point || ' best' ELSE point END AS mark
FROM result_exploration_point ORDER BY point;

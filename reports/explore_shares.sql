-- In how many worlds (scenarios and draws) of an exploration a build of the front has a part, a medium, a level. A sheet
-- of `optibom explore SPEC... --scenario NAME --draws N -o FILE.xlsx`.
--
-- sheet: How often
-- position: 2120
-- workbook: no
-- title: What fills slots of builds that no other one beats
-- purpose: In how many scenarios and draws each choice stands on a front, and in how many the knee has it
-- freeze: place
-- column: place | Slot or level | text | 38
-- column: choice | Choice | text | 50
-- column: worlds | On fronts | integer | 11
-- column: share | Share of worlds | percent | 14
-- column: knees | Knee of | integer | 11
-- highlight: share | good | {share}=1

SELECT place, choice, worlds, share, knees FROM result_exploration_share ORDER BY position;

-- What was asked of an exploration, whether it is proven whole, and how to read its answer. The first sheet of
-- the workbook of `optibom explore SPEC... -o FILE.xlsx`.
--
-- sheet: About the front
-- position: 2100
-- workbook: no
-- title: Exploration of open specs
-- purpose: The builds that no other one beats: what was asked, how far the answer is proven, and how to read it.
-- layout: cover
-- picture: facts | About this exploration | section, item, value | all
-- column: section | Section | text | 4
-- column: item | Item | text | 26
-- column: value | Value | text | 96 wrap

WITH goal AS (
    SELECT position, name,
        CASE WHEN limit_text IS NOT NULL THEN 'within ' || limit_text WHEN is_large THEN 'as large as can be'
            ELSE 'as small as can be' END || iif(unit <> '', ', in ' || unit, '') AS wanted
    FROM result_exploration_goal
), about (part, place, section, item, value) AS (
    SELECT 1, 1, 'What was asked', 'Exploration', asked FROM result_exploration
    UNION ALL SELECT 1, 1 + position, 'What was asked', name, wanted FROM goal
    UNION ALL SELECT 1, 10, 'What was asked', 'Worlds',
        worlds || ': ' || (SELECT group_concat(scenario, ', ')
            FROM (SELECT scenario FROM result_exploration_world GROUP BY scenario ORDER BY min(position)))
            || iif(draws > 0, '; ' || draws || ' draws of the ranges each', '') || '. Builds of one world are compared with each other.'
    FROM result_exploration WHERE worlds > 1
    UNION ALL SELECT 1, 11, 'What was asked', 'Date of this file', report_date FROM result_exploration
    UNION ALL SELECT 2, position, 'Open specs', build,
        iif(title <> '', title || '; ', '') || slots || iif(slots = 1, ' open slot', ' open slots')
    FROM result_exploration_spec
    UNION ALL SELECT 3, 1, 'Answer', 'Builds',
        CASE (SELECT count(*) FROM result_exploration_point) WHEN 0 THEN 'none is feasible'
            WHEN 1 THEN 'one, which beats all others'
            ELSE (SELECT count(*) FROM result_exploration_point) || ' that no other one beats' END
    FROM result_exploration
    UNION ALL SELECT 3, 2, 'Answer', 'Proven',
        CASE WHEN is_proven THEN 'whole: no build that the catalog allows beats one of these'
            ELSE 'in part: the search ended before all was looked at, or this is one part of it; what was not looked at may beat these' END
    FROM result_exploration
    UNION ALL SELECT 3, 3, 'Answer', 'Currency', currency FROM result_exploration
    UNION ALL VALUES
    (4, 1, 'How to read it', 'No other one beats', 'A build is listed if no other one is as good in every objective and better in one. Which of these to take is a matter of what they are worth.'),
    (4, 2, 'How to read it', 'Knee', 'The build of the front that comes nearest to the best of every objective at once, with each objective scaled to run from 0 to 1 over the front.'),
    (4, 3, 'How to read it', 'Best under the weights', 'The build of the least weighted sum of the objectives, where weights were given.'),
    (4, 4, 'How to read it', 'Ways', 'How many fillings of the open slots come to these same values. Choices shows up to 16 of them.'),
    (4, 5, 'How to read it', 'Media and levels', 'wins: some build of the front has it. loses: builds with it are feasible, and each is beaten. infeasible: a finding forbids every build with it; it and the slot are named. not proven: the search ended first.'),
    (4, 6, 'How to read it', 'Wins beyond', 'What the build with that medium or level that lacks least would have to be better than in that objective alone, all else as it is, to come onto the front.'),
    (4, 7, 'How to read it', 'Wins below', 'The price of one piece of the part named, below which that build would come onto the front: the part on which it spends most of those by which it differs from what beats it. Beside a price now and none below: not even for nothing.')
)
SELECT section, item, value FROM about ORDER BY part, place;

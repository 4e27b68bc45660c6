-- What the page was made from, how much of it rests on assumptions, and how to read it.
--
-- sheet: About
-- position: 1109
-- workbook: no
-- title: About this page
-- purpose: What it was made from, how much of it rests on assumptions, and how to read it.
-- picture: facts | About this page | section, item, text | all
-- column: section | Section | text
-- column: item | Item | text
-- column: text | Text | text

WITH fact (part, place, section, item, text) AS (
    SELECT 1, CASE name WHEN 'program' THEN 1 WHEN 'date' THEN 2 WHEN 'catalog' THEN 3 ELSE 4 END, 'Made from',
        CASE name WHEN 'program' THEN 'Made by' WHEN 'date' THEN 'Date' WHEN 'catalog' THEN 'Catalog'
            WHEN 'currency' THEN 'Currency of all totals'
            ELSE upper(substr(name, 1, 1)) || replace(substr(name, 2), '_', ' ') END,
        CAST(value AS TEXT)
    FROM result_input WHERE kind = 'run' AND name <> 'shared'
    UNION ALL
    SELECT 1, 100, 'Made from', 'Exchange rates',
        group_concat(currency || ' at ' || rate || coalesce(' of ' || rate_date, ''), ', ')
    FROM (SELECT DISTINCT currency, rate, rate_date FROM result_price
        WHERE currency <> (SELECT value FROM result_input WHERE name = 'currency') AND rate IS NOT NULL
        ORDER BY currency)
    HAVING count(*) > 0
    UNION ALL
    SELECT 2, b.position, 'Rests on assumptions', b.build,
        group_concat(printf('%.0f %% of %s', 100 * m.assumed_share, CASE m.metric WHEN 'power_it' THEN 'IT power'
            WHEN 'power_optics' THEN 'optics power' WHEN 'cost_material' THEN 'material cost'
            WHEN 'cost_total_ownership' THEN 'cost of ownership' ELSE 'package yield' END), ', ')
    FROM result_build AS b
    JOIN (SELECT * FROM result_metric WHERE assumed_share >= 0.005 AND typ IS NOT NULL AND metric IN
            ('power_it', 'power_optics', 'cost_material', 'cost_total_ownership', 'yield_kgoe_adjusted')
        ORDER BY build, position) AS m USING (build)
    GROUP BY b.build
    UNION ALL
    VALUES
    (3, 1, 'How to read it', 'Underlined figures', 'lead to their line in Sources, which says who states them.'),
    (3, 2, 'How to read it', 'Headings', 'of a table sort it; a third press brings the order back.'),
    (3, 3, 'How to read it', 'min, typ, max', 'A figure as its source gives it. A missing side is filled from the others.'),
    (3, 4, 'How to read it', 'Confidence', 'vendor, standard, press: published. estimate, seed: from a study or the starting catalog. assumption: nobody states it; Sources has the reason.'),
    (3, 5, 'How to read it', 'Grey rows', 'come inside the line above them and are not ordered by themselves.')
)
SELECT section, item, text FROM fact ORDER BY part, place;

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
    SELECT 1, position, 'Made from', item, text FROM result_about WHERE topic = 'origin'
    UNION ALL
    SELECT 2, position, 'Rests on assumptions', item, text FROM result_about WHERE topic = 'assumptions'
    UNION ALL
    VALUES
    (3, 1, 'How to read it', 'Underlined figures', 'lead to their line in Sources, which says who states them.'),
    (3, 2, 'How to read it', 'Headings', 'of a table sort it; a third press brings the order back.'),
    (3, 3, 'How to read it', 'min, typ, max', 'A figure as its source gives it. A missing side is filled from the others.'),
    (3, 4, 'How to read it', 'Confidence', 'vendor, standard, press: published. estimate, seed: from a study or the starting catalog. assumption: nobody states it; Sources has the reason.'),
    (3, 5, 'How to read it', 'Grey rows', 'come inside the line above them and are not ordered by themselves.')
)
SELECT section, item, text FROM fact ORDER BY part, place;

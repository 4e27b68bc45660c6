-- What this workbook is, what it was made from, and how to read it. Values are those of the run;
-- the list of sheets below them comes from the reports themselves.
--
-- sheet: Read me
-- position: 10
-- title: Bill of materials, cost, power and yield
-- purpose: What this workbook was made from and how to read it.
-- layout: cover
-- column: section | Section | text | 4
-- column: item | Item | text | 30
-- column: value | Value | text | 96 wrap
-- highlight: item | input | {item}="Yellow cell"
-- highlight: item | live | {item}="Green heading"
-- highlight: item | engine | {item}="Violet heading"

WITH cover (part, place, section, item, value) AS (
    SELECT 1, position, 'This file', item, text FROM result_about WHERE topic = 'origin'
    UNION ALL
    SELECT 1, 90, 'This file', 'Inputs', 'differ from build to build: values are those of each build, and no cell is an input'
    FROM result_input WHERE name = 'shared' AND value = 0
    UNION ALL
    SELECT 2, position, 'Builds', build,
        title || ' (' || racks || CASE racks WHEN 1 THEN ' rack' ELSE ' racks' END || ', from ' || spec || ')'
    FROM result_build
    UNION ALL
    SELECT 3, position, 'How much rests on assumptions', item, text FROM result_about WHERE topic = 'assumptions'
    UNION ALL
    VALUES
    (4, 1, 'How to read it', 'Yellow cell', 'An input: on the sheet Inputs, and on the sheets RFQ what a supplier fills in. What depends on an input follows at once.'),
    (4, 2, 'How to read it', 'Green heading', 'A live formula: it follows the inputs and the sheets that it reads.'),
    (4, 3, 'How to read it', 'Violet heading', 'Computed by optibom for the inputs of the run. It does not follow a changed input; the sheet Inputs says when to run optibom again.'),
    (4, 4, 'How to read it', 'Dark heading', 'Data: from the catalog or from the assembly of the build.'),
    (4, 5, 'How to read it', 'min, typ, max', 'A figure as its source gives it. A missing side is filled from the others: typ from max, min and max from typ.'),
    (4, 6, 'How to read it', 'Confidence', 'vendor, standard and press: published. estimate, seed: from a study or the starting catalog. assumption: nobody states it; the reason stands beside it on the sheet Sources.'),
    (4, 7, 'How to read it', 'Grey rows', 'Lines that come inside the line above them and are not ordered by themselves.'),
    (4, 8, 'How to read it', 'Small grey names', 'Above each heading: the name of the column in CSV and JSON and on the command line.')
)
SELECT section, item, value FROM cover ORDER BY part, place;

-- sheet: Read me
-- position: 10
-- title: optibom: bills of materials, power, cost and yield
-- purpose: What this workbook is, what it was made from, and how to read it
-- layout: cover
-- column: section | | text | 22
-- column: item | | text | 34
-- column: value | | text | 90 wrap
-- The one sheet of prose. Sections in order: the run, the builds, how to read the sheets.
SELECT section, item, value FROM (
    SELECT 1 AS part, rowid AS place, 'Run' AS section, name AS item, CAST(value AS TEXT) AS value
    FROM result_input WHERE name IN ('date', 'program', 'catalog', 'currency')
    UNION ALL
    SELECT 2, position, 'Builds', build, title || '; ' || racks || ' racks; from ' || spec
    FROM result_build
    UNION ALL
    SELECT 3, b.position, 'Rests on assumptions', b.build,
        group_concat(m.metric || ' ' || printf('%.1f %%', 100 * m.assumed_share), ', ')
    FROM result_build AS b JOIN result_metric AS m USING (build)
    WHERE m.metric IN ('power_it', 'power_optics', 'cost_material', 'cost_yielded')
    GROUP BY b.build
    UNION ALL
    SELECT 4, 1, 'How to read', 'Cells to edit', 'Only the coloured cells of sheet Inputs. Everything that'
        || ' follows from them is a formula; change the racks and the workbook recalculates.'
    UNION ALL
    SELECT 4, 2, 'How to read', 'Engine values', 'Columns marked as computed by the engine (coverage, scrap,'
        || ' rework, yield, links) do not follow the inputs: run optibom again after a change.'
    UNION ALL
    SELECT 4, 3, 'How to read', 'Need and order', 'Need = pieces for the racks of the program, rounded up, with'
        || ' spares; orderable = need by minimum order and multiple. What comes inside a bought system'
        || ' is listed below it and not ordered again.'
    UNION ALL
    SELECT 4, 4, 'How to read', 'Power', 'Every watt counts once: optics inside a system are itemised, the'
        || ' system''s own line holds the rest of its figure.'
    UNION ALL
    SELECT 4, 5, 'How to read', 'Confidence', 'vendor, standard, press, estimate, seed, assumption: how sure a'
        || ' figure is. Sheet Sources names the document or the reason of each.'
    UNION ALL
    SELECT 4, 6, 'How to read', 'KGOE', 'Known-good optical engine: tested before it is attached to the package.'
)
ORDER BY part, place;

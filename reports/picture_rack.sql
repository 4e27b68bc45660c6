-- What stands in a rack of each build and beside the racks, by role, as high as it is where the catalog
-- knows the rack units. In which order it is mounted is not known: equal things stand together, in the
-- order of the bill of materials.
--
-- sheet: Racks
-- position: 1102
-- workbook: no
-- title: What stands in the racks
-- purpose: Heights in rack units; hatched where the height is not known. Equal things stand together, in the order of the bill of materials.
-- picture: rack | Racks | rack, racks, item, count, units, note | each build
-- column: build | Build | text
-- column: rack | Rack or place | text
-- column: racks | Of them | integer
-- column: item | What | text
-- column: count | Count in each | real
-- column: units | Height | real U
-- column: part | Part | text
-- column: note | In each of it | text

WITH unit AS MATERIALIZED (
    SELECT vendor, mpn, coalesce(typ, max, min) AS units FROM figure_view WHERE attribute = 'rack_units' AND chosen = 1
), inside AS MATERIALIZED (
    SELECT c.build, c.parent_id AS line_id,
        group_concat(printf('%.4g', c.quantity_per_parent) || ' ' || c.role, ', ') AS note
    FROM (SELECT * FROM result_line ORDER BY build, position) AS c
    WHERE c.class IN ('accelerator', 'switch_asic', 'nic', 'optical_engine', 'els', 'transceiver', 'psu', 'other')
        AND c.role NOT LIKE '%connector%' AND c.role NOT LIKE '%shuffle%'
    GROUP BY c.build, c.parent_id
), system AS (
    SELECT l.build, 1 AS part, t.position AS top, l.position, t.part AS rack, t.quantity AS racks, l.role AS item,
        l.quantity * 1.0 / t.quantity AS count, l.line_id, l.vendor, l.mpn, l.part AS name
    FROM result_line AS t JOIN result_line AS l ON l.build = t.build AND l.parent_id = t.line_id
    LEFT JOIN unit AS u ON u.vendor = l.vendor AND u.mpn = l.mpn
    WHERE t.level = 0 AND t.role = 'rack' AND (l.class = 'enclosure' OR u.units IS NOT NULL)
    UNION ALL
    SELECT t.build, 1, t.position, t.position, t.part, t.quantity, 'the machine itself', 1.0, t.line_id, t.vendor, t.mpn, t.part
    FROM result_line AS t
    WHERE t.level = 0 AND t.role = 'rack' AND NOT EXISTS (SELECT 1 FROM result_line AS l
        WHERE l.build = t.build AND l.parent_id = t.line_id AND l.class = 'enclosure')
    UNION ALL
    SELECT build, 2, 0, position, 'Beside the racks', 1, role, quantity * 1.0, line_id, vendor, mpn, part
    FROM result_line WHERE level = 0 AND class = 'enclosure' AND role <> 'rack'
)
SELECT s.build, s.rack, s.racks, s.item, s.count, u.units, s.name AS part, i.note
FROM system AS s JOIN result_build AS b USING (build)
LEFT JOIN unit AS u ON u.vendor = s.vendor AND u.mpn = s.mpn
LEFT JOIN inside AS i ON i.build = s.build AND i.line_id = s.line_id
ORDER BY b.position, s.part, s.top, s.position;

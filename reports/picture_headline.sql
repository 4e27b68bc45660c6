-- The figures that a build is chosen by, of all builds side by side. Bars run from zero to the typical
-- value, the thin line from the least to the most. The sheet Metrics has all of them with all digits.
--
-- sheet: Headline
-- position: 1101
-- workbook: no
-- title: Headline figures
-- purpose: Typical values of whole builds; the thin line is the range from least to most.
-- picture: cards | Headline figures | label, build, value, unit, least, most, note | all
-- column: label | Figure | text
-- column: build | Build | text
-- column: value | Typical | real
-- column: unit | Unit | text
-- column: least | Least | real
-- column: most | Most | real
-- column: note | Note | text

WITH shown (place, metric, label) AS (
    VALUES (1, 'power_it', 'IT power'), (2, 'power_facility', 'Facility power'), (3, 'power_optics', 'Optics power'),
        (4, 'power_per_1600g_port', 'Optics of a 1.6T switch port'), (5, 'energy_per_bit', 'Optics energy'),
        (6, 'latency_max', 'Longest link latency'), (7, 'link_margin_min', 'Least link margin'),
        (8, 'yield_kgoe_adjusted', 'Yield of a package'), (9, 'cost_material', 'Material'),
        (10, 'cost_total_ownership', 'Cost of ownership'), (11, 'cost_program', 'Order for the program'),
        (12, 'lead_time', 'Lead time')
), found AS (
    SELECT s.place, s.label, b.position, m.*, max(abs(coalesce(m.max, m.typ))) OVER (PARTITION BY m.metric) AS top
    FROM shown AS s JOIN result_metric AS m USING (metric) JOIN result_build AS b USING (build)
), scaled AS (
    SELECT *, CASE WHEN unit = '1' THEN 0.01 WHEN unit = 'W' AND top >= 2000 THEN 1e3
            WHEN length(unit) = 3 AND upper(unit) = unit AND top >= 1e6 THEN 1e6 ELSE 1 END AS scale
    FROM found WHERE top IS NOT NULL
), rounded AS (
    SELECT *, first_value(typ) OVER named AS first_typ, first_value(build) OVER named AS first_build, CASE WHEN top / scale >= 1000 THEN 0 WHEN top / scale >= 100 THEN 1 ELSE 2 END AS digits
    FROM scaled WINDOW named AS (PARTITION BY metric ORDER BY position)
), compared AS (
    SELECT *, CASE WHEN build <> first_build AND first_typ > 0 AND abs(typ / first_typ - 1) >= 0.0005
        THEN printf('%.*f %% %s than %s', iif(abs(typ / first_typ - 1) >= 0.0995, 0, 1), 100 * abs(typ / first_typ - 1),
            iif(typ < first_typ, 'less', 'more'), first_build) END AS difference,
        CASE WHEN assumed_share >= 0.005 THEN printf('%.0f %% assumed', 100 * assumed_share) END AS assumed
    FROM rounded
)
SELECT label, build, round(typ / scale, digits) AS value,
    CASE scale WHEN 0.01 THEN '%' WHEN 1e3 THEN 'k' || unit WHEN 1e6 THEN 'million ' || unit ELSE unit END AS unit,
    round(min / scale, digits) AS least, round(max / scale, digits) AS most,
    CASE WHEN typ IS NULL THEN reason ELSE coalesce(difference || ', ' || assumed, difference, assumed) END AS note
FROM compared ORDER BY place, position;

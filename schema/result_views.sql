-- What reports read that follows from the result tables (results.sql) and the catalog: temporary views.

-- For the SELECT of a claim: figures in force, and metrics of the builds, with the columns of evidence first.
-- What a standard class is by its own definition is no evidence.
CREATE TEMP VIEW claim_figure AS
SELECT vendor || ' ' || mpn AS item, min, typ, max, confidence, source, class, vendor, mpn, attribute
FROM figure_view WHERE chosen = 1 AND source <> 'optibom standard class definition';

CREATE TEMP VIEW claim_metric AS
SELECT 'build ' || build AS item, min, typ, max, 'computed' AS confidence,
    metric || iif(assumed_share > 0, printf(', %.0f %% of it assumptions', 100 * assumed_share), '') AS source,
    build, metric
FROM result_metric WHERE typ IS NOT NULL;

-- Sums that must agree, a row a build: what the lines, orders and splits add up to, as the formulas of the
-- workbook do it, beside the metrics. What is not known counts as zero, as an empty cell does. The tables are
-- read in a few passes, however many builds there are.
CREATE TEMP VIEW result_check AS
WITH line AS (
    SELECT build, sum(quantity * power_w_typ) AS power_it,
        sum(quantity * power_w_typ * is_optics * lit_share) AS power_optics, sum(cost) AS cost_material
    FROM result_line GROUP BY build
), ordered AS (
    SELECT build, sum(order_value) AS cost_program, sum(cost) AS flat FROM result_order GROUP BY build
), class AS (
    SELECT build, class, sum(cost) AS cost FROM result_line GROUP BY build, class
), split AS ( -- a class that costs nothing in all builds together has no row in the split
    SELECT build, sum(cost) AS split FROM class
    WHERE class IN (SELECT class FROM class GROUP BY class HAVING sum(cost) > 0) GROUP BY build
), role AS ( -- nor has a role that draws nothing
    SELECT build, sum(typ) AS roles FROM result_power
    WHERE kind = 'role' AND name IN (SELECT name FROM result_power WHERE kind = 'role' AND max <> 0) GROUP BY build
), metric AS (
    SELECT build, max(typ) FILTER (WHERE metric = 'power_it') AS power_it_run,
        max(typ) FILTER (WHERE metric = 'power_optics') AS power_optics_run,
        max(typ) FILTER (WHERE metric = 'cost_material') AS cost_material_run,
        max(typ) FILTER (WHERE metric = 'cost_program') AS cost_program_run
    FROM result_metric GROUP BY build
), figure AS (
    SELECT b.build, coalesce(power_it, 0) AS power_it, coalesce(power_it_run, 0) AS power_it_run,
        coalesce(power_optics, 0) AS power_optics, coalesce(power_optics_run, 0) AS power_optics_run,
        coalesce(cost_material, 0) AS cost_material, coalesce(cost_material_run, 0) AS cost_material_run,
        coalesce(cost_program, 0) AS cost_program, coalesce(cost_program_run, 0) AS cost_program_run,
        coalesce(flat, 0) AS flat, coalesce(split, 0) AS split, coalesce(roles, 0) AS roles
    FROM result_build AS b LEFT JOIN line USING (build) LEFT JOIN ordered USING (build) LEFT JOIN split USING (build)
    LEFT JOIN role USING (build) LEFT JOIN metric USING (build)
), verdict AS (
    SELECT *, iif(round(power_it - power_it_run, 2) = 0, 'agrees', 'differs') AS power_it_state,
        iif(round(power_optics - power_optics_run, 2) = 0, 'agrees', 'differs') AS power_optics_state,
        iif(round(cost_material - cost_material_run, 2) = 0, 'agrees', 'differs') AS cost_material_state,
        iif(round(cost_program - cost_program_run, 2) = 0, 'agrees', 'differs') AS cost_program_state,
        iif(round(flat - cost_material, 2) = 0, 'agrees', 'differs') AS flat_state,
        iif(round(split - cost_material, 2) = 0, 'agrees', 'differs') AS split_state,
        iif(round(roles - power_it, 2) = 0, 'agrees', 'differs') AS roles_state
    FROM figure
)
SELECT *, (power_it_state = 'differs') + (power_optics_state = 'differs') + (cost_material_state = 'differs')
    + (cost_program_state = 'differs') + (flat_state = 'differs') + (split_state = 'differs')
    + (roles_state = 'differs') AS differing
FROM verdict;

-- What the reports were made from, and how much of each build rests on assumptions.
CREATE TEMP VIEW result_about (topic, position, item, text) AS
SELECT 'origin', CASE name WHEN 'program' THEN 1 WHEN 'date' THEN 2 WHEN 'catalog' THEN 3 ELSE 4 END,
    CASE name WHEN 'program' THEN 'Made by' WHEN 'date' THEN 'Date' WHEN 'catalog' THEN 'Catalog'
        WHEN 'currency' THEN 'Currency of all totals'
        ELSE upper(substr(name, 1, 1)) || replace(substr(name, 2), '_', ' ') END,
    CAST(value AS TEXT)
FROM result_input WHERE kind = 'run' AND name <> 'shared'
UNION ALL
SELECT 'origin', 100, 'Exchange rates', group_concat(currency || ' at ' || rate || coalesce(' of ' || rate_date, ''), ', ')
FROM (SELECT DISTINCT currency, rate, rate_date FROM result_price
    WHERE currency <> (SELECT value FROM result_input WHERE name = 'currency') AND rate IS NOT NULL
    ORDER BY currency)
HAVING count(*) > 0
UNION ALL
SELECT 'assumptions', b.position, b.build,
    group_concat(printf('%.0f %% of %s', 100 * m.assumed_share, CASE m.metric WHEN 'power_it' THEN 'IT power'
        WHEN 'power_optics' THEN 'optics power' WHEN 'cost_material' THEN 'material cost'
        WHEN 'cost_total_ownership' THEN 'cost of ownership' ELSE 'package yield' END), ', ')
FROM result_build AS b
JOIN (SELECT * FROM result_metric WHERE assumed_share >= 0.005 AND typ IS NOT NULL AND metric IN
        ('power_it', 'power_optics', 'cost_material', 'cost_total_ownership', 'yield_kgoe_adjusted')
    ORDER BY build, position) AS m USING (build)
GROUP BY b.build;

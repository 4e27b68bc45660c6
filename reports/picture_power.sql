-- Where the power of each build goes, typical: from the facility over the losses of cooling and supplies
-- to roles, and from these to functions. A module is split into DSP, light and the rest by its shares.
--
-- sheet: Power flow
-- position: 1104
-- workbook: no
-- title: Where the power goes
-- purpose: Typical watts from the facility to roles and functions. The second picture leaves out what computes.
-- picture: sankey | Power of the facility | source, target, power | each build, view = facility
-- picture: sankey | Power of switches, NICs and optics | source, target, power | each build, view = network
-- column: build | Build | text
-- column: view | Picture | text
-- column: source | From | text
-- column: target | To | text
-- column: power | Power | power

WITH share AS MATERIALIZED (
    SELECT vendor, mpn, max(coalesce(typ, max, min)) FILTER (WHERE attribute = 'dsp_power_share') / 100 AS dsp,
        max(coalesce(typ, max, min)) FILTER (WHERE attribute = 'laser_power_share') / 100 AS light
    FROM figure_view WHERE attribute IN ('dsp_power_share', 'laser_power_share') AND chosen = 1 GROUP BY vendor, mpn
), line AS (
    SELECT l.build, l.position, l.role, l.power_function AS function, l.quantity * l.power_w_typ AS power,
        iif(l.power_function = 'driver and TIA', min(1.0, coalesce(s.dsp, 0)), 0) AS dsp, coalesce(s.light, 0) AS light
    FROM result_line AS l LEFT JOIN share AS s ON s.vendor = l.vendor AND s.mpn = l.mpn
    WHERE l.power_w_typ > 0
), split AS (
    SELECT build, position, role, function,
        power * (1 - dsp - iif(function = 'driver and TIA', min(1 - dsp, light), 0)) AS power FROM line
    UNION ALL
    SELECT build, position, role, 'DSP', power * dsp FROM line
    UNION ALL
    SELECT build, position, role, 'light', power * min(1 - dsp, light) FROM line WHERE function = 'driver and TIA'
), part AS (
    SELECT build, role, function, min(position) AS place, sum(power) AS power FROM split
    GROUP BY build, role, function HAVING sum(power) > 0
), total AS (
    SELECT m.build, m.typ AS facility, i.typ AS it,
        i.typ / b.supply_efficiency AS supplied
    FROM result_metric AS m JOIN result_metric AS i USING (build) JOIN result_build AS b USING (build)
    WHERE m.metric = 'power_facility' AND i.metric = 'power_it' AND m.typ > 0
), edge AS (
    SELECT build, 'facility' AS view, 1 AS step, 0 AS place, 'facility' AS source, 'IT equipment' AS target, it AS power FROM total
    UNION ALL
    SELECT build, 'facility', 1, 1, 'facility', 'supply losses', supplied - it FROM total
    UNION ALL
    SELECT build, 'facility', 1, 2, 'facility', 'cooling and distribution', facility - supplied FROM total
    UNION ALL
    SELECT build, 'facility', 2, min(place), 'IT equipment', role, sum(power) FROM part GROUP BY build, role
    UNION ALL
    SELECT build, 'facility', 3, place, role, 'for ' || function, power FROM part
    UNION ALL
    SELECT build, 'network', 2, min(place), 'switches, NICs and optics', role, sum(power) FROM part
    WHERE function <> 'compute' GROUP BY build, role
    UNION ALL
    SELECT build, 'network', 3, place, role, 'for ' || function, power FROM part WHERE function <> 'compute'
)
SELECT e.build, e.view, e.source, e.target, e.power
FROM edge AS e JOIN result_build AS b USING (build)
WHERE e.power > 0
ORDER BY b.position, e.view, e.step, e.place, e.target;

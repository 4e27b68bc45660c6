-- The builds side by side. Totals are formulas over the other sheets; columns marked as engine values do
-- not follow the inputs.
--
-- sheet: Summary
-- position: 30
-- title: Summary
-- purpose: The builds side by side, whole builds; the sheet Per rack has one rack of each
-- freeze: build
-- landscape: yes
-- column: build | Build | text | 18 wrap | key
-- column: title | What it is | text | 22 wrap
-- column: build_racks | Racks of the build | integer | 8
-- column: power_it | IT power | power | 12 | key | SUMIFS({power.typ:column},{power.build:column},{build})
-- column: power_facility | Facility power | power | 12 | - | {power_it}/{supply_efficiency}*{pue}
-- column: power_optics | Optics power | power | 11 | - | SUMIFS({power.optics:column},{power.build:column},{build})
-- column: power_per_1600g_port | Optics of a 1.6T port | power | 10 | - | engine
-- column: energy_per_bit | Optics energy | real pJ/bit | 9 | - | engine
-- column: cost_material | Material | money | 16 | key | SUMIFS({bom.cost:column},{bom.build:column},{build})
-- column: cost_yielded | Yielded cost | money | 16 | - |
--     IF({has_yielded}=1,{cost_material}+SUMIFS({ownership.cost_yield_loss:column},{ownership.build:column},{build}),{none})
-- column: has_yielded | Has a yielded cost | integer | hidden
-- column: cost_total_ownership | Cost of ownership | money | 16 | - | SUMIFS({ownership.cost_total_ownership:column},{ownership.build:column},{build})
-- column: cost_program | Order for the program | money | 17 | key | SUMIFS({bom_flat.order_value:column},{bom_flat.build:column},{build})
-- column: yield_kgoe_adjusted | KGOE-adjusted yield | percent | 10 | - | engine
-- column: yield_unadjusted | Unadjusted yield | percent | 11 | - | engine
-- column: lead_weeks | Longest lead time | real weeks | 10 | - | IF(SUMIFS({bom_flat.lead_weeks:column},{bom_flat.build:column},{build})=0,0,_xlfn.MAXIFS({bom_flat.lead_weeks:column},{bom_flat.build:column},{build}))
-- column: single_source | Parts of a single source | integer | 9 | - | SUMIFS({bom_flat.single_source:column},{bom_flat.build:column},{build})
-- column: is_late | Too late to order | integer | 8 | - | SUMIFS({risk.is_late:column},{risk.build:column},{build})
-- column: errors | Errors among the findings | integer | 9 | key | COUNTIFS({findings.build:column},{build},{findings.severity:column},"error")
-- column: findings | Findings | integer | 8 | - | COUNTIFS({findings.build:column},{build})
-- column: checks | Checks | text | 15 | - | IF(COUNTIFS({inputs.state:column},"as computed")<ROWS({inputs.state:column}),"inputs changed",IF(SUMIFS({checks.differing:column},{checks.build:column},{build})=0,"all agree","see Checks"))
-- column: state | Inputs | text | 12 | - | IF(COUNTIFS({inputs.state:column},"as computed")=ROWS({inputs.state:column}),"as computed","changed: run again")
-- highlight: checks | good | {checks}="all agree"
-- highlight: checks | bad | {checks}="see Checks"
-- highlight: checks | warn | {checks}="inputs changed"
-- highlight: state | warn | {state}<>"as computed"
-- highlight: is_late | bad | {is_late}>0
-- highlight: errors | bad | {errors}>0
-- chart: column | Optics power of the build, W | build | power_optics | all | below 1
-- chart: column | Optics of a 1.6T switch port, W | build | power_per_1600g_port | all | below 2
-- chart: column | Cost of ownership beyond material | ownership.build | cost_spares, cost_energy, cost_replacement | all | below 3
-- chart: column | Yield of a package | build | yield_kgoe_adjusted, yield_unadjusted | all | below 4

SELECT b.build, b.title, b.racks AS build_racks,
    max(typ) FILTER (WHERE metric = 'power_it') AS power_it,
    max(typ) FILTER (WHERE metric = 'power_facility') AS power_facility,
    max(typ) FILTER (WHERE metric = 'power_optics') AS power_optics,
    max(typ) FILTER (WHERE metric = 'power_per_1600g_port') AS power_per_1600g_port,
    max(typ) FILTER (WHERE metric = 'energy_per_bit') AS energy_per_bit,
    max(typ) FILTER (WHERE metric = 'cost_material') AS cost_material,
    max(typ) FILTER (WHERE metric = 'cost_yielded') AS cost_yielded,
    max(typ) FILTER (WHERE metric = 'cost_yielded') IS NOT NULL AS has_yielded,
    max(typ) FILTER (WHERE metric = 'cost_total_ownership') AS cost_total_ownership,
    max(typ) FILTER (WHERE metric = 'cost_program') AS cost_program,
    max(typ) FILTER (WHERE metric = 'yield_kgoe_adjusted') AS yield_kgoe_adjusted,
    max(typ) FILTER (WHERE metric = 'yield_unadjusted') AS yield_unadjusted,
    (SELECT coalesce(max(p.lead_time_days) / 7.0, 0.0) FROM result_order AS o JOIN result_price AS p
        ON p.order_number = o.number AND p.is_taken = 1
        WHERE o.build = b.build) AS lead_weeks,
    (SELECT count(*) FROM result_order AS o WHERE o.build = b.build AND o.approved_alternates = 0) AS single_source,
    (SELECT count(*) FROM result_order AS o JOIN result_price AS p
        ON p.order_number = o.number AND p.is_taken = 1
        WHERE o.build = b.build AND date(b.target_date, -p.lead_time_days || ' days') < b.report_date) AS is_late,
    (SELECT count(*) FROM result_finding AS f WHERE f.build = b.build AND f.severity = 'error') AS errors,
    (SELECT count(*) FROM result_finding AS f WHERE f.build = b.build) AS findings,
    iif(c.differing = 0, 'all agree', 'see Checks') AS checks, 'as computed' AS state
FROM result_build AS b JOIN result_check AS c USING (build) JOIN result_metric USING (build)
GROUP BY b.build ORDER BY b.position;

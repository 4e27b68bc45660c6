-- sheet: Summary
-- position: 30
-- title: Summary
-- purpose: The builds side by side; whole builds, and one rack of each
-- freeze: build
-- landscape: yes
-- column: number | | integer | hidden
-- column: build | build | text | 18
-- column: title | what it is | text | 34 wrap
-- column: build_racks | racks in the build | integer | 9
-- column: power_it | IT power | power W | 13 | | SUMIFS({power.total_typ:column},{power.number:column},{number})
-- column: power_facility | facility power | power W | 13 | | {power_it}/{supply_efficiency}*{pue}
-- column: power_optics | optics power | power W | 12 | | SUMIFS({power.optics_typ:column},{power.number:column},{number})
-- column: power_it_rack | IT power of one rack | power W | 13 | | {power_it}/{build_racks}
-- column: power_optics_rack | optics power of one rack | power W | 12 | | {power_optics}/{build_racks}
-- column: power_per_1600g_port | optics of a 1.6T port | power W | 11 | | engine
-- column: energy_per_bit | optics energy | real pJ/bit | 10 | | engine
-- column: bandwidth_per_power | network bandwidth per power | real Tbps/kW | 12 | | engine
-- column: cost_material | material | money | 17 | | SUMIFS({bom.cost:column},{bom.number:column},{number})
-- column: cost_material_rack | material of one rack | money | 16 | | {cost_material}/{build_racks}
-- column: cost_yield_loss | added by yield, assembly, test | money | 15 | | engine
-- column: cost_yielded | yielded cost | money | 17 | | {cost_material}+{cost_yield_loss}
-- column: cost_energy | energy over service life | money | 16 | | {power_facility}/1000*{hours_per_year}*{service_life}*{energy_price}
-- column: cost_replacement | replacements over service life | money | 15 | | engine
-- column: cost_total_ownership | cost of ownership | money | 17 | | {cost_material}*(1+{spares})+{cost_energy}+{cost_replacement}
-- column: cost_program | order for the program | money | 18 | | SUMIFS({bom.order_value:column},{bom.number:column},{number})
-- column: yield_kgoe_adjusted | KGOE-adjusted yield | percent | 11 | | engine
-- column: yield_unadjusted | unadjusted yield | percent | 11 | | engine
-- column: fibers | fibers | integer | 9 | | engine
-- column: link_margin_min | least link margin | real dB | 10 | | engine
-- column: latency_max | greatest latency | real ns | 10 | | engine
-- column: lead_time | longest lead time | real weeks | 10 | | engine
-- column: single_source_share | single source share | percent | 10 | | engine
-- column: findings | findings | integer | 9 | | engine
-- chart: column | Optics power of the build, W | build | power_optics | all | below 1
-- chart: column | Optics of a 1.6T switch port, W | build | power_per_1600g_port | all | below 2
-- chart: column | Material and yielded cost | build | cost_material, cost_yielded | all | below 3
-- chart: stacked | Power by function without compute, W | groups.build | typ by name | chart = function | below 4
-- Totals are formulas over the sheets Costed BOM and Power; columns marked as engine values are not.
WITH metric AS (
    SELECT build, metric, typ FROM result_metric
)
SELECT b.position AS number, b.build, b.title, b.racks AS build_racks,
    max(typ) FILTER (WHERE metric = 'power_it') AS power_it,
    max(typ) FILTER (WHERE metric = 'power_facility') AS power_facility,
    max(typ) FILTER (WHERE metric = 'power_optics') AS power_optics,
    max(typ) FILTER (WHERE metric = 'power_it') / b.racks AS power_it_rack,
    max(typ) FILTER (WHERE metric = 'power_optics') / b.racks AS power_optics_rack,
    max(typ) FILTER (WHERE metric = 'power_per_1600g_port') AS power_per_1600g_port,
    max(typ) FILTER (WHERE metric = 'energy_per_bit') AS energy_per_bit,
    max(typ) FILTER (WHERE metric = 'bandwidth_per_power') AS bandwidth_per_power,
    max(typ) FILTER (WHERE metric = 'cost_material') AS cost_material,
    max(typ) FILTER (WHERE metric = 'cost_material') / b.racks AS cost_material_rack,
    max(typ) FILTER (WHERE metric = 'cost_yield_loss') AS cost_yield_loss,
    max(typ) FILTER (WHERE metric = 'cost_yielded') AS cost_yielded,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_energy'), 0.0) AS cost_energy,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_replacement'), 0.0) AS cost_replacement,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_total_ownership'),
        (SELECT value FROM result_input WHERE name = 'spares') * max(typ) FILTER (WHERE metric = 'cost_material')
        + max(typ) FILTER (WHERE metric = 'cost_material')) AS cost_total_ownership,
    max(typ) FILTER (WHERE metric = 'cost_program') AS cost_program,
    max(typ) FILTER (WHERE metric = 'yield_kgoe_adjusted') AS yield_kgoe_adjusted,
    max(typ) FILTER (WHERE metric = 'yield_unadjusted') AS yield_unadjusted,
    max(typ) FILTER (WHERE metric = 'fibers') AS fibers,
    max(typ) FILTER (WHERE metric = 'link_margin_min') AS link_margin_min,
    max(typ) FILTER (WHERE metric = 'latency_max') AS latency_max,
    max(typ) FILTER (WHERE metric = 'lead_time') AS lead_time,
    max(typ) FILTER (WHERE metric = 'single_source_share') AS single_source_share,
    (SELECT count(*) FROM result_finding AS f WHERE f.build = b.build) AS findings
FROM result_build AS b JOIN metric USING (build)
GROUP BY b.build ORDER BY b.position;

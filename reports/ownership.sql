-- What a build costs over its service life: material with spares, energy, replacements; beside it what
-- yield, assembly and test add to co-packaged parts. Without an energy price or a service life there is
-- no cost of ownership, and a dash stands in its place. Replacements are expected failures times the
-- price, bought singly, of what is swapped; they and spares on hand stand on the sheet Replacements.
--
-- sheet: Ownership
-- position: 32
-- title: Cost of ownership
-- purpose: Material with spares, energy over the service life, replacements by failure rate, one-time cost
-- freeze: build
-- landscape: yes
-- column: build | Build | text | 16
-- column: cost_material | Material | money | 17 | - | SUMIFS({bom.cost:column},{bom.build:column},{build})
-- column: cost_spares | Spares | money | 15 | - | {cost_material}*{spares}
-- column: hours_per_year | Hours of a year | integer | 9
-- column: cost_energy | Energy over service life | money | 17 | - |
--     SUMIFS({power.facility:column},{power.build:column},{build})/1000*{hours_per_year}*{service_life}*{energy_price}
-- column: replacement_per_year | Replacements a year | money | 15 | - |
--     SUMIFS({replacements.cost_year:column},{replacements.build:column},{build})
-- column: cost_replacement | Replacements over service life | money | 16 | - | {replacement_per_year}*{service_life}
-- column: one_time | One-time cost of the program | money | 15
-- column: build_racks | Racks of the build | integer | 8
-- column: cost_one_time | One-time cost, share of the build | money | 15 | - | {one_time}*{build_racks}/{racks}
-- column: cost_spares_on_hand | Spares on hand for availability | money | 15 | - |
--     SUMIFS({replacements.spares_cost:column},{replacements.build:column},{build})
-- column: cost_total_ownership | Cost of ownership | money | 17 | - |
--     IF(AND(ISNUMBER({energy_price}),ISNUMBER({service_life})),{cost_material}+{cost_spares}+{cost_energy}+{cost_replacement}+{cost_one_time}+{cost_spares_on_hand},0)
-- column: cost_yield_loss | Added by yield, assembly, test | money | 16 | - | engine

SELECT b.build,
    max(typ) FILTER (WHERE metric = 'cost_material') AS cost_material,
    max(typ) FILTER (WHERE metric = 'cost_material')
        * b.spares AS cost_spares,
    8766 AS hours_per_year,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_energy'), 0.0) AS cost_energy,
    (SELECT coalesce(sum(r.is_taken * r.failures_per_year * r.price / r.price_basis * r.rate), 0.0)
        FROM result_replacement AS r WHERE r.build = b.build) AS replacement_per_year,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_replacement'), 0.0) AS cost_replacement,
    b.one_time_cost AS one_time, b.racks AS build_racks,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_one_time'), 0.0) AS cost_one_time,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_spares_on_hand'), 0.0) AS cost_spares_on_hand,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_total_ownership'), 0.0) AS cost_total_ownership,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_yield_loss'), 0.0) AS cost_yield_loss
FROM result_build AS b JOIN result_metric USING (build)
GROUP BY b.build ORDER BY b.position;

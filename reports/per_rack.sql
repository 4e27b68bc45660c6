-- The builds divided by their racks: a build of four racks and one switch counts a quarter of it here.
--
-- sheet: Per rack
-- position: 34
-- title: One rack of each build
-- purpose: The sheet Summary divided by the racks of the build
-- freeze: build
-- landscape: yes
-- column: build | Build | text | 16
-- column: build_racks | Racks of the build | integer | 9
-- column: power_it | IT power | power | 13 | - | SUMIFS({summary.power_it:column},{summary.build:column},{build})/{build_racks}
-- column: power_facility | Facility power | power | 13 | - | SUMIFS({summary.power_facility:column},{summary.build:column},{build})/{build_racks}
-- column: power_optics | Optics power | power | 12 | - | SUMIFS({summary.power_optics:column},{summary.build:column},{build})/{build_racks}
-- column: cost_material | Material | money | 16 | - | SUMIFS({summary.cost_material:column},{summary.build:column},{build})/{build_racks}
-- column: cost_yielded | Yielded cost | money | 16 | - | SUMIFS({summary.cost_yielded:column},{summary.build:column},{build})/{build_racks}
-- column: cost_total_ownership | Cost of ownership | money | 16 | - | SUMIFS({summary.cost_total_ownership:column},{summary.build:column},{build})/{build_racks}

SELECT b.build, b.racks AS build_racks,
    coalesce(max(typ) FILTER (WHERE metric = 'power_it'), 0.0) / b.racks AS power_it,
    coalesce(max(typ) FILTER (WHERE metric = 'power_facility'), 0.0) / b.racks AS power_facility,
    coalesce(max(typ) FILTER (WHERE metric = 'power_optics'), 0.0) / b.racks AS power_optics,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_material'), 0.0) / b.racks AS cost_material,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_yielded'), 0.0) / b.racks AS cost_yielded,
    coalesce(max(typ) FILTER (WHERE metric = 'cost_total_ownership'), 0.0) / b.racks AS cost_total_ownership
FROM result_build AS b JOIN result_metric USING (build)
GROUP BY b.build ORDER BY b.position;

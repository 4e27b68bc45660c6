-- sheet: Power
-- position: 60
-- title: Power
-- purpose: Every line's power, each watt once; before supply losses and cooling
-- freeze: part
-- landscape: yes
-- column: number | | integer | hidden
-- column: build | build | text | 14
-- column: line_id | line | text | 8
-- column: part | part | text | 44
-- column: role | role | text | 28
-- column: power_function | function | text | 16
-- column: quantity | quantity | integer | 10
-- column: unit_min | one, least | power W | 11
-- column: unit_typ | one, typical | power W | 11
-- column: unit_max | one, most | power W | 11
-- column: total_min | all, least | power W | 13 | sum | {quantity}*{unit_min}
-- column: total_typ | all, typical | power W | 13 | sum | {quantity}*{unit_typ}
-- column: total_max | all, most | power W | 13 | sum | {quantity}*{unit_max}
-- column: lit_optics | lit optics | percent | 10
-- column: optics_typ | optics, typical | power W | 13 | sum | {total_typ}*{lit_optics}
-- column: power_basis | what counts here | text | 30
-- column: confidence | figure is | text | 12
-- highlight: confidence | warn | {confidence}="assumption"
-- Lines that lie within the figure of their system, and passive ones, are left out: they add nothing.
SELECT b.position AS number, l.build, l.line_id, l.part, l.role, l.power_function, l.quantity,
    coalesce(l.power_w_min, 0.0) AS unit_min, coalesce(l.power_w_typ, 0.0) AS unit_typ,
    coalesce(l.power_w_max, 0.0) AS unit_max,
    l.quantity * coalesce(l.power_w_min, 0.0) AS total_min, l.quantity * coalesce(l.power_w_typ, 0.0) AS total_typ,
    l.quantity * coalesce(l.power_w_max, 0.0) AS total_max,
    l.is_optics * l.lit_share AS lit_optics,
    l.is_optics * l.lit_share * l.quantity * coalesce(l.power_w_typ, 0.0) AS optics_typ,
    l.power_basis, l.power_confidence AS confidence
FROM result_line AS l JOIN result_build AS b USING (build)
WHERE l.power_w_min <> 0 OR l.power_w_typ <> 0 OR l.power_w_max <> 0
ORDER BY b.position, l.position;

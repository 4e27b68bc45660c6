-- Every line that draws power, every watt once: a system counts as its own figure or as its contents.
-- Lines without a figure count as zero and are not listed.
--
-- sheet: Power
-- position: 60
-- title: Power, line by line
-- purpose: Pieces times the power of one piece, every watt of a build once. Facility power adds the supplies and the cooling of the sheet Inputs.
-- landscape: yes
-- freeze: mpn
-- column: build | Build | text | 22
-- column: line | Line | text | 9
-- column: mpn | Part number | text | 26
-- column: vendor | Vendor | text | 16
-- column: role | Role | text | 22
-- column: function | Function | text | 15
-- column: basis | What counts here | text | 28
-- column: quantity | Quantity in build | integer | 11
-- column: unit_min | One piece, minimum | power | 11
-- column: unit_typ | One piece, typical | power | 11
-- column: unit_max | One piece, maximum | power | 11
-- column: min | Minimum | power | 13 | sum | {quantity}*{unit_min}
-- column: typ | Typical | power | 13 | sum | {quantity}*{unit_typ}
-- column: max | Maximum | power | 13 | sum | {quantity}*{unit_max}
-- column: lit_share | Share that carries light | percent | 10
-- column: optics | Optics, typical | power | 12 | sum | {typ}*{lit_share}
-- column: facility | Facility, typical | power | 13 | sum | {typ}/{supply_efficiency}*{pue}
-- column: confidence | Confidence | text | 12
-- column: part | Part | text | hidden
-- column: attribute | Figure of the sheet Sources | text | hidden
-- link: unit_typ | sources | build = build, part = item, attribute = attribute
-- highlight: confidence | warn | {confidence}="assumption"

SELECT l.build, l.line_id AS line, l.mpn, l.vendor, l.role, l.power_function AS function,
    l.power_basis AS basis, l.quantity, l.power_w_min AS unit_min, l.power_w_typ AS unit_typ,
    l.power_w_max AS unit_max, l.quantity * l.power_w_min AS min, l.quantity * l.power_w_typ AS typ,
    l.quantity * l.power_w_max AS max, l.is_optics * l.lit_share AS lit_share,
    l.quantity * l.power_w_typ * l.is_optics * l.lit_share AS optics,
    l.quantity * l.power_w_typ / b.supply_efficiency * b.pue AS facility, l.power_confidence AS confidence,
    l.part, 'power' AS attribute
FROM result_line AS l JOIN result_build AS b USING (build)
WHERE l.power_w_min <> 0 OR l.power_w_typ <> 0 OR l.power_w_max <> 0
ORDER BY b.position, l.position;

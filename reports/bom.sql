-- sheet: Costed BOM
-- position: 40
-- title: Costed bill of materials
-- purpose: Every line of every build, indented; what is ordered, at which price, for how many racks
-- freeze: part
-- landscape: yes
-- group: level
-- indent: part
-- column: number | | integer | hidden
-- column: part_id | | integer | hidden
-- column: build_racks | | integer | hidden
-- column: level | | integer | hidden
-- column: build | build | text | 14
-- column: line_id | line | text | 8
-- column: part | part | text | 44
-- column: vendor | vendor | text | 16
-- column: mpn | part number | text | 26
-- column: class | class | text | 14
-- column: role | role | text | 26
-- column: quantity | in the build | integer | 10
-- column: per_rack | of one rack | real | 9 | | {quantity}/{build_racks}
-- column: bought | ordered itself | integer | 8
-- column: program | for the program | integer | 11 | | {bought}*ROUNDUP({quantity}*{racks}/{build_racks},0)
-- column: spare | spares | integer | 9 | | ROUNDUP(ROUND({program}*{spares},6),0)
-- column: need | need | integer | 11 | | {program}+{spare}
-- column: part_need | need of the part | integer | 11 | | SUMIFS({need:column},{part_id:column},{part_id},{number:column},{number})
-- column: minimum_order | minimum order | integer | 9
-- column: order_multiple | multiple | integer | 9
-- column: orderable | to order | integer | 11 | | IF({need}=0,0,CEILING(MAX({need},{minimum_order}),{order_multiple}))
-- column: unit_price | unit price | money | 14 | |
--     {bought}*SUMIFS({offers.unit_price:column},{offers.part_id:column},{part_id},{offers.number:column},{number},{offers.quantity_from:column},"<="&{part_need},{offers.quantity_to:column},">="&{part_need})
-- column: cost | cost in the build | money | 17 | sum | {quantity}*{unit_price}
-- column: order_value | order value | money | 18 | sum | {orderable}*{unit_price}
-- column: supplier | supplier | text | 20
-- column: currency | quoted in | text | 8
-- column: lead_time_days | lead time | integer days | 9
-- column: price_confidence | price is | text | 12
-- column: lifecycle | lifecycle | text | 11
-- column: derivation | how the quantity follows | text | 60
-- highlight: * | muted | {bought}=0
-- highlight: orderable | warn | {orderable}>{need}
-- highlight: unit_price | bad | AND({bought}=1,{unit_price}=0)
-- Lines that come inside a bought system stand below it and are not ordered again (ordered itself = 0).
SELECT b.position AS number, l.part_id, b.racks AS build_racks, l.level, l.build, l.line_id, l.part, l.vendor, l.mpn,
    l.class, l.role, l.quantity, 1.0 * l.quantity / b.racks AS per_rack, l.is_bought AS bought,
    l.is_bought * ((l.quantity * i.racks + b.racks - 1) / b.racks) AS program,
    l.need - l.is_bought * ((l.quantity * i.racks + b.racks - 1) / b.racks) AS spare,
    l.need,
    sum(l.need) OVER (PARTITION BY l.build, l.part_id) AS part_need,
    coalesce(l.minimum_order, 1) AS minimum_order, coalesce(l.order_multiple, 1) AS order_multiple,
    l.orderable,
    CASE l.is_bought WHEN 1 THEN coalesce(l.unit_price, 0.0) ELSE 0.0 END AS unit_price,
    coalesce(l.cost, 0.0) AS cost, coalesce(l.order_value, 0.0) AS order_value,
    l.supplier, l.currency, l.lead_time_days, l.price_confidence, l.lifecycle, l.derivation
FROM result_line AS l JOIN result_build AS b USING (build)
CROSS JOIN (SELECT CAST(value AS INTEGER) AS racks FROM result_input WHERE name = 'racks') AS i
ORDER BY b.position, l.position;

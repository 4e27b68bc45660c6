-- Every line of every build: what it is, how its quantity follows, and what that costs. Rows fold by
-- level. A line that comes inside the one above it is grey and not ordered. What is ordered stands on
-- the sheet Flat BOM, a row a part.
--
-- Need: pieces for the racks on the sheet Inputs, rounded up, plus spares, rounded up. Price: that of the
-- sheet Flat BOM, for the need of all lines of the part.
--
-- sheet: Costed BOM
-- position: 40
-- title: Costed bill of materials
-- purpose: Every line of every build, folded by level. Grey lines come inside the line above them. Prices are those of the sheet Flat BOM.
-- landscape: yes
-- group: level
-- indent: mpn
-- freeze: mpn
-- column: build | Build | text | 18
-- column: line | Line | text | 9
-- column: mpn | Part number | text | 30
-- column: level | Level | integer | 6
-- column: part | Part | text | hidden
-- column: catalog_number | Number in the catalog | integer | 9
-- column: vendor | Vendor | text | 15
-- column: description | Description | text | 44
-- column: role | Role | text | 20
-- column: class | Class | text | 14
-- column: lifecycle | Lifecycle | text | 10
-- column: data | Data of the price | text | 11
-- column: per_parent | Per parent | real | 9
-- column: quantity | Quantity in build | integer | 10
-- column: build_racks | Racks of the build | integer | hidden
-- column: per_rack | Per rack | real | 10 | - | {quantity}/{build_racks}
-- column: bought | Ordered as itself | integer | 8
-- column: order_number | Row of the sheet Flat BOM | integer | hidden
-- column: for_racks | For all racks | integer | 11 | - |
--     {bought}*ROUNDUP({quantity}*{racks}/{build_racks},0)
-- column: need | Need with spares | integer | 11 | - |
--     {for_racks}+ROUNDUP(ROUND({for_racks}*{spares},6),0)
-- column: unit_price | Unit price | money | 14 | - |
--     IF({bought}=0,0,INDEX({bom_flat.unit_price:column},{order_number}))
-- column: cost | Cost of the build | money | 17 | sum | {quantity}*{unit_price}
-- column: power_each | Power of one | power | 10
-- column: power | Power in build | power | 13 | sum | {quantity}*{power_each}
-- column: weight_each | Weight of one | real kg | 9
-- column: weight | Weight in build | real kg | 11 | - |
--     IF({weight_each}="",{none},{quantity}*{weight_each})
-- column: rack_units | Height | real U | 8
-- column: derivation | How the quantity follows | text | 60 wrap
-- link: unit_price | bom_flat | order_number = order_number
-- link: power_each | power | build = build, line = line
-- highlight: unit_price | bad | AND({bought}=1,{unit_price}=0)
-- highlight: data | bad | {data}="unknown"
-- highlight: data | warn | {data}="estimated"
-- highlight: lifecycle | bad | OR({lifecycle}="eol",{lifecycle}="obsolete")
-- highlight: lifecycle | warn | {lifecycle}="nrnd"
-- highlight: * | muted | {bought}=0

SELECT l.build, l.line_id AS line, l.mpn, l.level, l.part, l.part_id AS catalog_number, l.vendor,
    l.description, l.role, l.class, l.lifecycle,
    CASE WHEN l.is_bought = 0 THEN NULL WHEN l.unit_price IS NULL THEN 'unknown'
        WHEN l.price_confidence IN ('vendor', 'standard') THEN 'confirmed' ELSE 'estimated' END AS data,
    l.quantity_per_parent AS per_parent, l.quantity, b.racks AS build_racks,
    l.quantity * 1.0 / b.racks AS per_rack, l.is_bought AS bought, l.order_number,
    l.is_bought * ((l.quantity * b.program_racks + b.racks - 1) / b.racks) AS for_racks, l.need, l.unit_price, l.cost,
    l.power_w_typ AS power_each, l.quantity * l.power_w_typ AS power, l.weight_kg AS weight_each,
    l.quantity * l.weight_kg AS weight, l.rack_units, l.derivation
FROM result_line AS l JOIN result_build AS b USING (build)
ORDER BY b.position, l.position;

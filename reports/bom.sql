-- Every line of every build: what it is, how its quantity follows, what has to be ordered and what
-- that costs. Rows fold by level. A line that comes inside the one above it is grey and not ordered.
--
-- Need: pieces for the racks on the sheet Inputs, rounded up, plus spares, rounded up. Order: at least
-- the minimum of the supplier, in its multiples. Price: the break for the need of all lines of the
-- build that use the part.
--
-- sheet: Costed BOM
-- position: 40
-- title: Costed bill of materials
-- purpose: Every line of every build. Grey lines come inside the line above them. Orders follow the sheet Inputs, prices the sheet Offers.
-- landscape: yes
-- group: level
-- indent: mpn
-- freeze: mpn
-- column: build | Build | text | 18
-- column: line | Line | text | 9
-- column: mpn | Part number | text | 26
-- column: level | Level | integer | 6
-- column: part | Part | text | hidden
-- column: vendor | Vendor | text | 15
-- column: description | Description | text | 34
-- column: role | Role | text | 20
-- column: class | Class | text | 14
-- column: lifecycle | Lifecycle | text | 10
-- column: quantity | Quantity in build | integer | 10
-- column: build_racks | Racks of the build | integer | hidden
-- column: per_rack | Per rack | real | 10 | - | {quantity}/{build_racks}
-- column: bought | Ordered as itself | integer | 8
-- column: for_racks | For all racks | integer | 11 | - |
--     {bought}*ROUNDUP({quantity}*{racks}/{build_racks},0)
-- column: need | Need with spares | integer | 11 | - |
--     {for_racks}+ROUNDUP(ROUND({for_racks}*{spares},6),0)
-- column: part_need | Need of the part | integer | 11 | - |
--     SUMIFS({need:column},{build:column},{build},{part:column},{part})
-- column: supplier | Supplier | text | 16
-- column: minimum_order | Minimum order | integer | 10
-- column: order_multiple | Order multiple | integer | 10
-- column: orderable | To order | integer | 11 | - |
--     IF({need}=0,0,CEILING(MAX({need},{minimum_order}),MAX({order_multiple},1)))
-- column: unit_price | Unit price | money | 14 | - |
--     {bought}*SUMIFS({offers.unit_price:column},{offers.part:column},{part},{offers.supplier:column},{supplier},{offers.quantity_from:column},"<="&{part_need},{offers.quantity_to:column},">="&{part_need})
-- column: cost | Cost of the build | money | 17 | sum | {quantity}*{unit_price}
-- column: order_value | Value of the order | money | 18 | sum | {orderable}*{unit_price}
-- column: currency | Currency of the offer | text | 9
-- column: lead_time_days | Lead time | integer days | 10
-- column: confidence | Confidence of the price | text | 13
-- column: derivation | How the quantity follows | text | 60
-- highlight: unit_price | bad | AND({bought}=1,{unit_price}=0)
-- highlight: confidence | bad | {confidence}="no offer"
-- highlight: confidence | warn | {confidence}="assumption"
-- highlight: orderable | warn | {orderable}>{need}
-- highlight: lifecycle | bad | OR({lifecycle}="eol",{lifecycle}="obsolete")
-- highlight: lifecycle | warn | {lifecycle}="nrnd"
-- highlight: * | muted | {bought}=0

WITH input AS (SELECT value AS racks FROM result_input WHERE name = 'racks')
SELECT l.build, l.line_id AS line, l.mpn, l.level, l.part, l.vendor, l.description, l.role, l.class,
    l.lifecycle, l.quantity, b.racks AS build_racks, l.quantity * 1.0 / b.racks AS per_rack,
    l.is_bought AS bought, l.is_bought * ((l.quantity * i.racks + b.racks - 1) / b.racks) AS for_racks,
    l.need, sum(l.need) OVER (PARTITION BY l.build, l.part) AS part_need,
    CASE l.is_bought WHEN 1 THEN l.supplier END AS supplier,
    CASE l.is_bought WHEN 1 THEN l.minimum_order END AS minimum_order,
    CASE l.is_bought WHEN 1 THEN l.order_multiple END AS order_multiple, l.orderable,
    CASE l.is_bought WHEN 1 THEN l.unit_price END AS unit_price, l.cost, l.order_value,
    CASE l.is_bought WHEN 1 THEN l.currency END AS currency,
    CASE l.is_bought WHEN 1 THEN l.lead_time_days END AS lead_time_days,
    CASE WHEN l.is_bought = 0 THEN NULL WHEN l.unit_price IS NULL THEN 'no offer'
        ELSE l.price_confidence END AS confidence,
    l.derivation
FROM result_line AS l JOIN result_build AS b USING (build) CROSS JOIN input AS i
ORDER BY b.position, l.position;

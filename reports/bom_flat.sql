-- What each build orders: one row a part, all its lines together. The offer is chosen live, as optibom
-- does it: of the offers of most trust (quotes and press before estimates before assumptions) the one
-- whose order costs least, then the first by supplier. Order: at least the minimum of that offer and the
-- quantity from which on it has a price, in its multiples. "Saved" is what ordering the next break's
-- quantity would save: negative, it costs more.
-- Order by: the target date less the lead time to the supplier's dock; transit, customs and inspection
-- come on top. Single source: no approved alternate.
--
-- sheet: Flat BOM
-- position: 42
-- title: Flat bill of materials, what to order
-- purpose: One row a part of each build. Needs follow the sheets Inputs and Costed BOM; offer, break and price are chosen live from the sheet Offers.
-- landscape: yes
-- freeze: mpn
-- column: build | Build | text | 18
-- column: line | First line | text | 9
-- column: mpn | Part number | text | 30 | key
-- column: part | Part | text | hidden
-- column: order_number | Row | integer | hidden
-- column: catalog_number | Number in the catalog | integer | 9
-- column: vendor | Vendor | text | 15
-- column: description | Description | text | 40
-- column: class | Class | text | 14
-- column: lifecycle | Lifecycle | text | 10
-- column: data | Data of the price | text | 11
-- column: lines | Lines | integer | 7
-- column: quantity | Quantity in build | integer | 10
-- column: build_racks | Racks of the build | integer | hidden
-- column: per_rack | Per rack | real | 10 | - | {quantity}/{build_racks}
-- column: for_racks | Need of the program | integer | 11 | - |
--     SUMIFS({bom.for_racks:column},{bom.order_number:column},{order_number})
-- column: spare | Spares | integer | 9 | - | {need}-{for_racks}
-- column: need | Need with spares | integer | 11 | - |
--     SUMIFS({bom.need:column},{bom.order_number:column},{order_number})
-- column: first_offer | First row of its offers | integer | hidden
-- column: last_offer | Last row of its offers | integer | hidden
-- column: offer_row | Row of the offer | integer | hidden | - |
--     IF({first_offer}=0,0,IFERROR({first_offer}-1+MATCH(MIN(INDEX({offers.order_here:column},{first_offer}):INDEX({offers.order_here:column},{last_offer})),INDEX({offers.order_here:column},{first_offer}):INDEX({offers.order_here:column},{last_offer}),0),0))
-- column: minimum_order | Minimum order | integer | 10 | - |
--     IF({offer_row}=0,1,INDEX({offers.minimum_order:column},{offer_row}))
-- column: order_multiple | Order multiple | integer | 10 | - |
--     IF({offer_row}=0,1,INDEX({offers.order_multiple:column},{offer_row}))
-- column: orderable | To order | integer | 11 | key |
--     CEILING(MAX({need},{minimum_order}),{order_multiple})
-- column: surplus | Surplus | integer | 9 | - | {orderable}-{need}
-- column: supplier | Supplier | text | 18 | key |
--     IF({offer_row}=0,"no offer",INDEX({offers.supplier:column},{offer_row}))
-- column: supplier_part_number | Number at the supplier | text | 16 | - |
--     IF({offer_row}=0,{none},IF(INDEX({offers.supplier_part_number:column},{offer_row})="",{none},INDEX({offers.supplier_part_number:column},{offer_row})))
-- column: price | Price asked | money - | 14 | - |
--     IF({offer_row}=0,0,INDEX({offers.price:column},{offer_row}))
-- column: price_basis | Price is for | integer | 8 | - |
--     IF({offer_row}=0,1,INDEX({offers.price_basis:column},{offer_row}))
-- column: currency | Currency | text | 11 | key |
--     IF({offer_row}=0,{none},INDEX({offers.currency:column},{offer_row}))
-- column: rate | Rate | real | 9 | - |
--     IF({offer_row}=0,1,INDEX({offers.rate:column},{offer_row}))
-- column: break_from | Break from | integer | 10 | - |
--     IF({offer_row}=0,0,INDEX({offers.quantity_from:column},{offer_row}))
-- column: unit_price | Unit price | money | 14 | key |
--     IF({offer_row}=0,0,INDEX({offers.unit_price:column},{offer_row}))
-- column: cost | Cost of the build | money | 17 | sum | {quantity}*{unit_price}
-- column: order_value | Value of the order | money | 18 | sum, key | {orderable}*{unit_price}
-- column: surplus_cost | Cost of the surplus | money | 14 | sum | {surplus}*{unit_price}
-- column: next_break | Next break from | integer | 10 | - |
--     IF({offer_row}=0,{none},IF(INDEX({offers.next_from:column},{offer_row})="",{none},INDEX({offers.next_from:column},{offer_row})))
-- column: next_saving | Saved at the next break | money | 14 | - |
--     IF(ISNUMBER({next_break}),{order_value}-{next_break}*INDEX({offers.unit_price:column},{offer_row}+1),0)
-- column: valid_until | Offer valid until | date | 11 | - |
--     IF({offer_row}=0,{none},IF(INDEX({offers.valid_until:column},{offer_row})="",{none},INDEX({offers.valid_until:column},{offer_row})))
-- column: incoterm | Delivery term | text | 11 | - |
--     IF({offer_row}=0,{none},IF(INDEX({offers.incoterm:column},{offer_row})="",{none},INDEX({offers.incoterm:column},{offer_row})))
-- column: lead_weeks | Lead time | real weeks | 9 | - |
--     IF({offer_row}=0,{none},IF(INDEX({offers.lead_weeks:column},{offer_row})="",{none},INDEX({offers.lead_weeks:column},{offer_row})))
-- column: order_by | Order by | date | 11 | key |
--     IF(AND(ISNUMBER({target_date}),ISNUMBER({lead_weeks})),{target_date}-7*{lead_weeks},{none})
-- column: stock | Stock | integer | 9 | - |
--     IF({offer_row}=0,{none},IF(INDEX({offers.stock:column},{offer_row})="",{none},INDEX({offers.stock:column},{offer_row})))
-- column: country_of_origin | Made in | text | 9
-- column: suppliers | Suppliers | integer | 9
-- column: alternates | Approved alternates | integer | 10
-- column: single_source | Single source | integer | 8 | - | IF({alternates}=0,1,0)
-- column: weight | Weight to ship | real kg | 11 | - |
--     IF({weight_each}="",{none},{orderable}*{weight_each})
-- column: weight_each | Weight of one | real kg | 9
-- column: datasheet_url | Datasheet | link | 40
-- link: unit_price | offers | order_number = order_number
-- highlight: supplier | bad | {offer_row}=0
-- highlight: unit_price | bad | {unit_price}=0
-- highlight: data | bad | {data}="unknown"
-- highlight: data | warn | {data}="estimated"
-- highlight: surplus | warn | {surplus}>0
-- highlight: next_saving | bad | {next_saving}>0
-- highlight: single_source | warn | {single_source}=1
-- highlight: lifecycle | bad | OR({lifecycle}="eol",{lifecycle}="obsolete")
-- highlight: lifecycle | warn | {lifecycle}="nrnd"

WITH offer AS (
    SELECT *, row_number() OVER (ORDER BY order_number, position) AS row,
        lead(quantity_from) OVER (PARTITION BY order_number, supplier, currency, supplier_part_number
            ORDER BY position) AS next_from,
        lead(round(price * 1e6) / price_basis * rate / 1e6) OVER (PARTITION BY order_number, supplier, currency, supplier_part_number
            ORDER BY position) AS next_price
    FROM result_price
), offers AS (
    SELECT order_number, min(row) AS first_offer, max(row) AS last_offer FROM offer GROUP BY order_number
), line AS (
    SELECT order_number, count(*) AS lines, min(class) AS class, min(vendor) AS vendor, min(mpn) AS mpn,
        min(description) AS description, min(lifecycle) AS lifecycle, min(price_confidence) AS confidence,
        min(weight_kg) AS weight_each, sum((quantity * b.program_racks + b.racks - 1) / b.racks) AS for_racks
    FROM result_line JOIN result_build AS b USING (build)
    WHERE order_number IS NOT NULL GROUP BY order_number
)
SELECT o.build, o.line_id AS line, l.mpn, o.part, o.number AS order_number, o.part_id AS catalog_number,
    l.vendor, l.description, l.class, l.lifecycle,
    CASE WHEN o.unit_price IS NULL THEN 'unknown'
        WHEN l.confidence IN ('vendor', 'standard') THEN 'confirmed' ELSE 'estimated' END AS data,
    l.lines, o.quantity, b.racks AS build_racks, o.quantity * 1.0 / b.racks AS per_rack, l.for_racks,
    o.need - l.for_racks AS spare, o.need, coalesce(f.first_offer, 0) AS first_offer,
    coalesce(f.last_offer, 0) AS last_offer, coalesce(p.row, 0) AS offer_row,
    coalesce(p.minimum_order, 1) AS minimum_order, coalesce(p.order_multiple, 1) AS order_multiple,
    o.orderable, o.orderable - o.need AS surplus, coalesce(o.supplier, 'no offer') AS supplier,
    nullif(o.supplier_part_number, '') AS supplier_part_number, p.price, coalesce(p.price_basis, 1) AS price_basis, o.currency,
    coalesce(p.rate, 1) AS rate, coalesce(p.quantity_from, 0) AS break_from, o.unit_price, o.cost, o.order_value,
    (o.orderable - o.need) * o.unit_price AS surplus_cost, p.next_from AS next_break,
    CASE WHEN p.next_from IS NULL THEN 0 ELSE o.order_value - p.next_from * p.next_price END AS next_saving,
    nullif(p.valid_until, '') AS valid_until, nullif(p.incoterm, '') AS incoterm, p.lead_time_days / 7.0 AS lead_weeks,
    date(b.target_date, -p.lead_time_days || ' days') AS order_by, p.stock AS stock,
    o.country_of_origin, o.suppliers, o.approved_alternates AS alternates,
    o.approved_alternates = 0 AS single_source, o.orderable * l.weight_each AS weight, l.weight_each,
    o.datasheet_url
FROM result_order AS o JOIN result_build AS b USING (build) JOIN line AS l ON l.order_number = o.number
LEFT JOIN offers AS f ON f.order_number = o.number
LEFT JOIN offer AS p ON p.order_number = o.number AND p.is_taken = 1
ORDER BY o.number;

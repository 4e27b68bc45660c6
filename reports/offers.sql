-- Every offer of every part that a build orders: one row a price break, from and to in pieces. The price
-- is brought to one piece and one currency here; the sheet Flat BOM takes the lowest value of an order.
-- An offer does not count where there is one of more trust (quotes and press before estimates, which
-- those are that do not hold on the day of the report, before assumptions) or where the catalog has no rate of its currency.
--
-- sheet: Offers
-- position: 50
-- title: Offers and price breaks
-- purpose: Every offer of each ordered part, one row a range of quantity. Green rows are what the builds buy at.
-- landscape: yes
-- freeze: supplier
-- column: build | Build | text | 18
-- column: row | Row | integer | hidden
-- column: part | Part | text | 36 | key
-- column: supplier | Supplier | text | 20 | key
-- column: supplier_part_number | Number at the supplier | text | 16
-- column: order_number | Row of the sheet Flat BOM | integer | hidden
-- column: quantity_from | From | integer pieces | 10 | key
-- column: quantity_to | To | integer pieces | 14
-- column: price | Price | money - | 14 | key
-- column: price_basis | Price is for | integer pieces | 10
-- column: currency | Currency | text | 11 | key
-- column: rate_name | Name of the rate | text | hidden
-- column: rate | Rate | real | 10 | - |
--     IF({rate_name}="",1,SUMIFS({inputs.value:column},{inputs.name:column},{rate_name}))
-- column: rate_date | Date of the rate | date | 11
-- column: unit_price | Unit price | money | 14 | key | ROUND({price}*1000000,0)/{price_basis}*{rate}/1000000
-- column: is_candidate | Counts | integer | 8
-- column: need | Need | integer pieces | 10 | - | INDEX({bom_flat.need:column},{order_number})
-- column: order_quantity | Would be ordered | integer pieces | 11 | - | CEILING(MAX({need},{minimum_order}),{order_multiple})
-- column: order_here | Value of that order | money | 17 | - |
--     IF(AND({is_candidate}=1,{order_quantity}>={quantity_from},OR({quantity_to}="",{order_quantity}<={quantity_to})),{order_quantity}*{unit_price},{none})
-- column: used | Taken | integer | 7 | key | IF(INDEX({bom_flat.offer_row:column},{order_number})={row},1,0)
-- column: attribute | Figure of the sheet Sources | text | hidden
-- column: first_row | Row of the first break of the offer | integer | hidden
-- column: next_from | Next break from | integer | hidden
-- column: minimum_order | Minimum order | integer pieces | 10
-- column: order_multiple | Order multiple | integer pieces | 10
-- column: lead_weeks | Lead time | real weeks | 10
-- column: stock | Stock | integer pieces | 9
-- column: valid_until | Valid until | date | 11
-- column: incoterm | Delivery term | text | 10
-- column: confidence | Confidence | text | 12
-- column: source | Source | text | 36
-- column: source_url | Link | link | 40
-- link: confidence | sources | build = build, part = item, attribute = attribute
-- highlight: confidence | warn | {confidence}="assumption"
-- highlight: minimum_order | input | AND({used}=1,{minimum_order}>{need})
-- highlight: * | good | {used}=1
-- highlight: * | muted | {is_candidate}=0

WITH base AS (SELECT value AS currency FROM result_input WHERE name = 'currency'), offer AS (
    SELECT p.*, (max(o.need, p.minimum_order) + p.order_multiple - 1) / p.order_multiple * p.order_multiple AS order_quantity
    FROM result_price AS p JOIN result_order AS o ON o.number = p.order_number
)
SELECT o.build, row_number() OVER (ORDER BY p.order_number, p.position) AS row, o.part, p.supplier,
    nullif(p.supplier_part_number, '') AS supplier_part_number, p.order_number, p.quantity_from,
    nullif(p.quantity_to, 1000000000) AS quantity_to,
    p.price, p.price_basis, p.currency,
    CASE p.currency WHEN base.currency THEN '' ELSE 'rate ' || p.currency END AS rate_name, p.rate, p.rate_date,
    round(p.price * 1e6) / p.price_basis * p.rate / 1e6 AS unit_price, p.is_candidate, o.need,
    p.order_quantity, CASE WHEN p.is_candidate AND p.order_quantity BETWEEN p.quantity_from AND p.quantity_to
        THEN p.order_quantity * (round(p.price * 1e6) / p.price_basis * p.rate / 1e6) END AS order_here,
    p.is_taken AS used,
    'price from ' || p.quantity_from || ', ' || p.supplier AS attribute,
    row_number() OVER (ORDER BY p.order_number, p.position) - p.position
        + min(p.position) OVER (PARTITION BY p.order_number, p.supplier, p.currency, p.supplier_part_number) AS first_row,
    lead(p.quantity_from) OVER (PARTITION BY p.order_number, p.supplier, p.currency, p.supplier_part_number
        ORDER BY p.position) AS next_from,
    p.minimum_order, p.order_multiple, p.lead_time_days / 7.0 AS lead_weeks, p.stock,
    nullif(p.valid_until, '') AS valid_until, nullif(p.incoterm, '') AS incoterm, p.confidence,
    p.source, nullif(p.source_url, '') AS source_url
FROM offer AS p JOIN result_order AS o ON o.number = p.order_number CROSS JOIN base
ORDER BY p.order_number, p.position;

-- sheet: Offers
-- position: 50
-- title: Offers
-- purpose: The price breaks that the bills use, one row a range of quantity
-- freeze: part
-- landscape: yes
-- column: number | | integer | hidden
-- column: part_id | | integer | hidden
-- column: build | build | text | 14
-- column: part | part | text | 40
-- column: supplier | supplier | text | 20
-- column: quantity_from | from | integer | 11
-- column: quantity_to | to | integer | 14
-- column: price | price | money - | 14
-- column: price_basis | per pieces | integer | 8
-- column: currency | currency | text | 9
-- column: rate | rate | real | 10
-- column: unit_price | price each | money | 14 | | {price}/{price_basis}*{rate}
-- column: minimum_order | minimum order | integer | 10
-- column: order_multiple | multiple | integer | 9
-- column: lead_time_days | lead time | integer days | 10
-- column: valid_until | valid until | date | 12
-- column: confidence | confidence | text | 12
-- column: reason | reason | text | 50
-- column: source | source | text | 50
-- column: source_url | address | link | 40
-- One offer a part: the most trusted, among these the cheapest at the need. Price each is in the currency of the workbook at
-- the rate shown.
SELECT b.position AS number, l.part_id, b.build, p.part, p.supplier, p.quantity_from, p.quantity_to, p.price, p.price_basis,
    p.currency, p.rate, p.price / p.price_basis * p.rate AS unit_price, p.minimum_order, p.order_multiple,
    nullif(p.lead_time_days, -1) AS lead_time_days, nullif(p.valid_until, '') AS valid_until, p.confidence,
    p.reason, p.source, p.source_url
FROM (SELECT DISTINCT build, part, part_id, supplier FROM result_line WHERE is_bought = 1) AS l
JOIN result_build AS b USING (build)
JOIN result_price AS p ON p.part = l.part AND p.supplier = l.supplier
ORDER BY b.position, p.part, p.quantity_from;

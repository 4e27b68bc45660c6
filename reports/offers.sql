-- The chosen offer of every part: one row a price break, from and to in pieces. The price is brought to
-- one piece and one currency here, and the sheet Costed BOM takes it from here.
--
-- sheet: Offers
-- position: 50
-- title: Offers and price breaks
-- purpose: The chosen offer of each part, one row a range of quantity. Green rows are the breaks that the builds buy at.
-- landscape: yes
-- freeze: supplier
-- column: part | Part | text | 36
-- column: supplier | Supplier | text | 20
-- column: quantity_from | From | integer pieces | 10
-- column: quantity_to | To | integer pieces | 14
-- column: price | Price | money - | 14
-- column: price_basis | Price is for | integer pieces | 10
-- column: currency | Currency | text | 9
-- column: rate | Rate | real | 10
-- column: rate_date | Date of the rate | date | 11
-- column: unit_price | Unit price | money | 14 | - | {price}/{price_basis}*{rate}
-- column: lines | Lines at this break | integer | 9 | - |
--     COUNTIFS({bom.part:column},{part},{bom.supplier:column},{supplier},{bom.part_need:column},">="&{quantity_from},{bom.part_need:column},"<="&{quantity_to})
-- column: minimum_order | Minimum order | integer pieces | 10
-- column: order_multiple | Order multiple | integer pieces | 10
-- column: lead_time_days | Lead time | integer days | 10
-- column: valid_until | Valid until | date | 11
-- column: confidence | Confidence | text | 12
-- column: reason | Reason of an assumption or estimate | text | 50
-- column: source | Source | text | 36
-- column: source_url | Link | link | 40
-- highlight: confidence | warn | {confidence}="assumption"
-- highlight: * | good | {lines}>0

WITH need AS (
    SELECT part, CASE is_bought WHEN 1 THEN supplier END AS supplier,
        sum(need) OVER (PARTITION BY build, part) AS part_need
    FROM result_line
)
SELECT p.part, p.supplier, p.quantity_from, p.quantity_to, p.price, p.price_basis, p.currency, p.rate,
    p.rate_date, p.price / p.price_basis * p.rate AS unit_price,
    (SELECT count(*) FROM need AS n WHERE n.part = p.part AND n.supplier = p.supplier
        AND n.part_need BETWEEN p.quantity_from AND p.quantity_to) AS lines,
    p.minimum_order, p.order_multiple, p.lead_time_days, nullif(p.valid_until, '') AS valid_until,
    p.confidence, nullif(p.reason, '') AS reason, p.source, nullif(p.source_url, '') AS source_url
FROM result_price AS p
ORDER BY p.part, p.supplier, p.quantity_from;

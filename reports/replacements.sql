-- What is expected to fail in a year, by the part that is swapped for it, and what replacing that costs. A
-- part that is bought by itself or pluggable is swapped itself; what fails inside a bought system takes the
-- system. A replacement is bought singly: at the first break of the offer that the sheet Flat BOM takes,
-- and for a part that comes inside a bought system at that of the offer chosen for it, as there. Grey rows
-- are offers of such a part that are not taken. Parts without a failure rate in the catalog are left out.
-- Pieces on hand are those of the run: without a restock time in the spec they rest on the lead time of the
-- offer that the run took.
--
-- sheet: Replacements
-- position: 36
-- title: Replacements
-- purpose: Expected failures a year of whole builds, by the part that is swapped, at the price of a single piece
-- landscape: yes
-- freeze: mpn
-- column: build | Build | text | 18
-- column: row | Row | integer | hidden
-- column: mpn | Part number | text | 30
-- column: vendor | Vendor | text | 15
-- column: class | Class | text | 14
-- column: description | Description | text | 40
-- column: failures | Expected failures a year | real | 12
-- column: order_number | Row of the sheet Flat BOM | integer | hidden
-- column: offer_row | First row of its offer | integer | hidden | - |
--     IF({order_number}=0,0,IF(INDEX({bom_flat.offer_row:column},{order_number})=0,0,INDEX({offers.first_row:column},INDEX({bom_flat.offer_row:column},{order_number}))))
-- column: first_row | First row of the part | integer | hidden
-- column: last_row | Last row of the part | integer | hidden
-- column: own_supplier | Supplier without an order | text | hidden
-- column: own_price | Price without an order | money - | hidden
-- column: own_compared | Price that is compared | money - | hidden
-- column: own_basis | Price without an order is for | integer | hidden
-- column: own_currency | Currency without an order | text | hidden
-- column: rate_name | Name of the rate | text | hidden
-- column: supplier | Supplier | text | 18 | - |
--     IF({offer_row}=0,{own_supplier},INDEX({offers.supplier:column},{offer_row}))
-- column: price | Price asked for one | money - | 14 | - |
--     IF({offer_row}=0,{own_price},INDEX({offers.price:column},{offer_row}))
-- column: price_basis | Price is for | integer | 8 | - |
--     IF({offer_row}=0,{own_basis},INDEX({offers.price_basis:column},{offer_row}))
-- column: currency | Currency | text | 11 | - |
--     IF({offer_row}=0,IF({own_currency}="",{none},{own_currency}),INDEX({offers.currency:column},{offer_row}))
-- column: rate | Rate | real | 9 | - |
--     IF({offer_row}=0,IF({rate_name}="",1,SUMIFS({inputs.value:column},{inputs.name:column},{rate_name})),INDEX({offers.rate:column},{offer_row}))
-- column: single_price | Price of a single piece | money | 14 | - | {price}/{price_basis}*{rate}
-- column: compared | Unit price that is compared | money | hidden | - | {own_compared}/{own_basis}*{rate}
-- column: taken | Taken | integer | 7 | - |
--     IF({first_row}={last_row},1,IF({first_row}-1+MATCH(MIN(INDEX({compared:column},{first_row}):INDEX({compared:column},{last_row})),INDEX({compared:column},{first_row}):INDEX({compared:column},{last_row}),0)={row},1,0))
-- column: cost_year | Replacements a year | money | 15 | sum | {taken}*{failures}*{single_price}
-- column: spares | Spares on hand | integer | 9 | - | engine
-- column: spares_cost | Cost of spares on hand | money | 14 | sum | {taken}*{spares}*{single_price}
-- link: single_price | offers | order_number = order_number
-- highlight: supplier | bad | {supplier}="no offer"
-- highlight: single_price | bad | {single_price}=0
-- highlight: * | muted | {taken}=0

WITH base AS (SELECT value AS currency FROM result_input WHERE name = 'currency'
), line AS (
    SELECT build, part, min(vendor) AS vendor, min(mpn) AS mpn, min(class) AS class, min(description) AS description
    FROM result_line WHERE (build, part) IN (SELECT build, part FROM result_replacement) GROUP BY build, part
), offer AS (
    SELECT *, row_number() OVER (ORDER BY order_number, position) AS row FROM result_price
), taken AS (
    SELECT o.number, min(p.row) AS row
    FROM result_order AS o JOIN offer AS p ON p.order_number = o.number AND p.supplier = o.supplier
        AND p.currency = o.currency AND p.supplier_part_number = o.supplier_part_number
    GROUP BY o.number
), replacement AS (
    SELECT r.*, row_number() OVER (ORDER BY b.position, r.position) AS row
    FROM result_replacement AS r JOIN result_build AS b USING (build)
)
SELECT r.build, r.row, l.mpn, l.vendor, l.class, l.description, r.failures_per_year AS failures,
    coalesce(r.order_number, 0) AS order_number, coalesce(t.row, 0) AS offer_row,
    min(r.row) OVER part AS first_row, max(r.row) OVER part AS last_row,
    coalesce(own.supplier, 'no offer') AS own_supplier, coalesce(own.price, 0.0) AS own_price,
    coalesce(own.price_compared, 0.0) AS own_compared, coalesce(own.price_basis, 1) AS own_basis,
    own.currency AS own_currency,
    CASE own.currency WHEN base.currency THEN '' ELSE 'rate ' || own.currency END AS rate_name,
    coalesce(r.supplier, 'no offer') AS supplier, coalesce(r.price, 0.0) AS price, r.price_basis, r.currency,
    coalesce(r.rate, 1.0) AS rate, coalesce(r.price / r.price_basis * r.rate, 0.0) AS single_price,
    coalesce(own.price_compared / own.price_basis * own.rate, 0.0) AS compared, r.is_taken AS taken,
    r.is_taken * r.failures_per_year * coalesce(r.price / r.price_basis * r.rate, 0.0) AS cost_year, r.spares,
    r.is_taken * coalesce(r.spares * r.price / r.price_basis * r.rate, 0.0) AS spares_cost
FROM replacement AS r JOIN line AS l USING (build, part) CROSS JOIN base
LEFT JOIN taken AS t ON t.number = r.order_number
LEFT JOIN result_replacement AS own ON own.build = r.build AND own.position = r.position AND r.order_number IS NULL
WINDOW part AS (PARTITION BY r.build, r.part)
ORDER BY r.row;

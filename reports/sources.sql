-- Where every figure, price and flow input comes from, with the confidence in it and, for an
-- assumption or estimate, the reason.
--
-- sheet: Sources
-- position: 90
-- title: Sources
-- purpose: Where every figure, price and flow input of the builds comes from.
-- landscape: yes
-- freeze: item
-- column: build | Build | text | 22
-- column: kind | Kind | text | 10
-- column: item | Part or flow | text | 36
-- column: attribute | Figure | text | 26
-- column: line | First line | text | 9
-- column: min | Minimum | real | 13
-- column: typ | Typical | real | 13
-- column: max | Maximum | real | 13
-- column: unit | Unit | text | 9
-- column: value | Text value | text | 26
-- column: confidence | Confidence | text | 12
-- column: reason | Reason of an assumption or estimate | text | 56 wrap
-- column: source | Source | text | 44
-- column: place | Place in it | text | 18
-- column: source_url | Link | link | 44
-- highlight: confidence | warn | {confidence}="assumption"

WITH source AS (
    SELECT r.build, 1 AS kind_order, 'figure' AS kind, r.part AS item, r.attribute, r.line_id AS line, r.min, r.typ,
        r.max, r.unit, r.value, r.confidence, r.reason, r.source, r.place, r.source_url
    FROM result_figure AS r
    UNION ALL
    SELECT o.build, 2, 'price', o.part, 'price from ' || p.quantity_from || ', ' || p.supplier, o.line_id,
        NULL, p.price / p.price_basis, NULL, p.currency, NULL, p.confidence, p.reason, p.source, '',
        p.source_url
    FROM result_order AS o JOIN result_price AS p ON p.order_number = o.number AND p.supplier = o.supplier
        AND p.currency = o.currency AND p.supplier_part_number = o.supplier_part_number
    UNION ALL
    SELECT build, 3, 'flow input', flow, input, NULL, min, typ, max, '', NULL, confidence, reason, 'flow file',
        '', ''
    FROM result_flow_input
)
SELECT s.build, s.kind, s.item, s.attribute, s.line, s.min, s.typ, s.max,
    CASE s.unit WHEN '1' THEN 'fraction' ELSE nullif(s.unit, '') END AS unit, s.value, s.confidence,
    nullif(s.reason, '') AS reason, s.source, nullif(s.place, '') AS place,
    nullif(s.source_url, '') AS source_url
FROM source AS s JOIN result_build AS b USING (build)
ORDER BY b.position, s.kind_order, s.item, s.attribute, s.source;

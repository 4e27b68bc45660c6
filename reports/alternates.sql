-- What may stand in for the parts that a build orders: substitutes that somebody proposed, approved or
-- rejected, everywhere, for this build or for one line of it, with their price at the need of the part. Nothing
-- here is ordered: put a substitute into the spec, or ask for approved ones with program.alternates, then run
-- optibom again.
--
-- sheet: Alternates
-- position: 54
-- title: Alternates and approved substitutes
-- purpose: Substitutes of each ordered part with what was decided about them, and what the order would cost with them
-- landscape: yes
-- freeze: mpn
-- column: build | Build | text | 18
-- column: line | First line | text | 9
-- column: mpn | Part number | text | 32
-- column: order_number | Row of the sheet Flat BOM | integer | hidden
-- column: state | State | text | 10
-- column: scope | Decided for | text | 32
-- column: vendor | Vendor of the alternate | text | 16
-- column: alternate | Alternate | text | 32
-- column: lifecycle | Its lifecycle | text | 10
-- column: need | Need | integer pieces | 10 | - | INDEX({bom_flat.need:column},{order_number})
-- column: unit_price | Unit price now | money | 14 | - | INDEX({bom_flat.unit_price:column},{order_number})
-- column: alternate_price | Unit price of the alternate | money | 14 | - | engine
-- column: alternate_value | Order of the alternate | money | 17 | - | engine
-- column: difference | Order costs more | money | 16 | - | engine
-- column: power | Power of one now | power | 10
-- column: alternate_power | Power of the alternate | power | 10
-- column: lead_weeks | Its lead time | real weeks | 9
-- column: supplier | Its supplier | text | 18
-- column: confidence | Confidence of its price | text | 12
-- column: reason | Why, and with what limits | text | 60 wrap
-- highlight: state | good | {state}="approved"
-- highlight: state | bad | {state}="rejected"
-- highlight: difference | good | AND(ISNUMBER({difference}),{difference}<0)

SELECT o.build, o.line_id AS line, l.mpn, a.order_number, a.state, a.scope, a.vendor, a.mpn AS alternate, a.lifecycle,
    o.need, o.unit_price, a.unit_price AS alternate_price, a.order_value AS alternate_value,
    round(a.order_value - coalesce(o.order_value, 0), 2) AS difference, l.power, a.power_w AS alternate_power,
    a.lead_time_days / 7.0 AS lead_weeks, a.supplier, a.price_confidence AS confidence, a.reason
FROM result_alternate AS a JOIN result_order AS o ON o.number = a.order_number
JOIN (SELECT order_number, min(mpn) AS mpn, min(power_w_typ) AS power FROM result_line GROUP BY order_number) AS l
    ON l.order_number = o.number
ORDER BY o.number, a.position;

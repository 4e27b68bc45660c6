-- What may go wrong with the supply of each ordered part. One flag each for: single source (no approved
-- alternate), lead time above 26 weeks, an order date that has passed, a lifecycle that is not active, a
-- price that is assumed or missing, an offer that has run out. Parts with most flags first, then the dearest.
--
-- sheet: Risk
-- position: 56
-- title: Supply risk, part by part
-- purpose: Flags follow the sheet Flat BOM; what doubling a price adds is the cost of the part once more
-- landscape: yes
-- freeze: mpn
-- column: build | Build | text | 16
-- column: mpn | Part number | text | 27
-- column: order_number | Row of the sheet Flat BOM | integer | hidden
-- column: vendor | Vendor | text | 15
-- column: class | Class | text | 14
-- column: supplier | Supplier | text | 16 | - | INDEX({bom_flat.supplier:column},{order_number})
-- column: suppliers | Suppliers | integer | 9
-- column: alternates | Approved alternates | integer | 10
-- column: cost | Cost of the build | money | 16 | - | INDEX({bom_flat.cost:column},{order_number})
-- column: share | Share of the build | percent | 10 | - |
--     IF({cost}=0,0,{cost}/SUMIFS({bom_flat.cost:column},{bom_flat.build:column},{build}))
-- column: lead_weeks | Lead time | real weeks | 9 | - |
--     IF(ISNUMBER(INDEX({bom_flat.lead_weeks:column},{order_number})),INDEX({bom_flat.lead_weeks:column},{order_number}),{none})
-- column: order_by | Order by | date | 11 | - |
--     IF(ISNUMBER(INDEX({bom_flat.order_by:column},{order_number})),INDEX({bom_flat.order_by:column},{order_number}),{none})
-- column: lifecycle | Lifecycle | text | 10
-- column: data | Data of the price | text | 11
-- column: report_date | Day of this report | date | hidden
-- column: valid_until | Offer valid until | date | 11 | - |
--     IF(ISNUMBER(INDEX({bom_flat.valid_until:column},{order_number})),INDEX({bom_flat.valid_until:column},{order_number}),{none})
-- column: single_source | Single source | integer | 8 | - | IF({alternates}=0,1,0)
-- column: is_long | Above 26 weeks | integer | 8 | - | IF(ISNUMBER({lead_weeks}),IF({lead_weeks}>26,1,0),0)
-- column: is_late | Too late to order | integer | 8 | - | IF(ISNUMBER({order_by}),IF({order_by}<{report_date},1,0),0)
-- column: is_ending | Lifecycle not active | integer | 8
-- column: is_unsure | Price assumed or missing | integer | 9
-- column: has_expired | Offer has run out | integer | 8 | - | IF(ISNUMBER({valid_until}),IF({valid_until}<{report_date},1,0),0)
-- column: flags | Flags | integer | 7 | - |
--     {single_source}+{is_long}+{is_late}+{is_ending}+{is_unsure}+{has_expired}
-- highlight: single_source | warn | {single_source}=1
-- highlight: is_long | bad | {is_long}=1
-- highlight: is_late | bad | {is_late}=1
-- highlight: is_ending | bad | {is_ending}=1
-- highlight: is_unsure | warn | {is_unsure}=1
-- highlight: has_expired | bad | {has_expired}=1

WITH line AS (
    SELECT order_number, min(class) AS class, min(vendor) AS vendor, min(mpn) AS mpn,
        min(lifecycle) AS lifecycle, min(price_confidence) AS confidence
    FROM result_line WHERE order_number IS NOT NULL GROUP BY order_number
), flagged AS (
    SELECT o.*, l.mpn, l.vendor, l.class, l.lifecycle, b.report_date,
        CASE WHEN o.unit_price IS NULL THEN 'unknown'
            WHEN l.confidence IN ('vendor', 'standard') THEN 'confirmed' ELSE 'estimated' END AS data,
        p.lead_time_days / 7.0 AS lead_weeks, nullif(p.valid_until, '') AS valid_until,
        date(b.target_date, -p.lead_time_days || ' days') AS order_by,
        o.approved_alternates = 0 AS single_source,
        coalesce(p.lead_time_days > 182, 0) AS is_long,
        coalesce(date(b.target_date, -p.lead_time_days || ' days') < b.report_date, 0) AS is_late,
        coalesce(l.lifecycle, 'active') NOT IN ('active', '') AS is_ending,
        coalesce(l.confidence = 'assumption', 1) AS is_unsure,
        coalesce(nullif(p.valid_until, '') < b.report_date, 0) AS has_expired
    FROM result_order AS o JOIN line AS l ON l.order_number = o.number JOIN result_build AS b USING (build)
    LEFT JOIN result_price AS p ON p.order_number = o.number AND p.is_taken = 1
)
SELECT f.build, f.mpn, f.number AS order_number, f.vendor, f.class, coalesce(f.supplier, 'no offer') AS supplier,
    f.suppliers, f.approved_alternates AS alternates, coalesce(f.cost, 0) AS cost,
    coalesce(f.cost / sum(f.cost) OVER (PARTITION BY f.build), 0) AS share,
    f.lead_weeks, f.order_by, f.lifecycle, f.data, f.report_date, f.valid_until,
    f.single_source, f.is_long, f.is_late, f.is_ending, f.is_unsure, f.has_expired,
    f.single_source + f.is_long + f.is_late + f.is_ending + f.is_unsure + f.has_expired AS flags
FROM flagged AS f JOIN result_build AS b USING (build)
ORDER BY b.position, flags DESC, f.cost DESC, f.number;

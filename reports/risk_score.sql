-- Each build's supply in a row of scores: what reviews ask first. Red where more than 15 % of the parts have a
-- single source. The lead time by money weighs each lead time by the cost of its parts. Price sensitivity is
-- what the material costs more when the ten dearest parts double.
--
-- sheet: Risk score
-- position: 55
-- title: Supply risk of each build
-- purpose: Counts and shares over the sheet Risk
-- landscape: yes
-- freeze: build
-- column: build | Build | text | 22
-- column: parts | Parts ordered | integer | 9 | - | COUNTIFS({risk.build:column},{build})
-- column: single_source | Single source | integer | 9 | - | SUMIFS({risk.single_source:column},{risk.build:column},{build})
-- column: single_source_share | Share of the parts | percent | 10 | - | {single_source}/{parts}
-- column: single_source_cost | Share of the cost | percent | 10 | - |
--     IF({cost}=0,0,SUMIFS({risk.cost:column},{risk.build:column},{build},{risk.single_source:column},1)/{cost})
-- column: alternates_share | Parts with approved alternates | percent | 11 | - | 1-{single_source_share}
-- column: is_long | Above 26 weeks | integer | 9 | - | SUMIFS({risk.is_long:column},{risk.build:column},{build})
-- column: longest_weeks | Longest lead time | real weeks | 10 | - |
--     IF(SUMIFS({risk.lead_weeks:column},{risk.build:column},{build})=0,0,_xlfn.MAXIFS({risk.lead_weeks:column},{risk.build:column},{build}))
-- column: weighted_weeks | Lead time by money | real weeks | 10 | - | engine
-- column: is_late | Too late to order | integer | 9 | - | SUMIFS({risk.is_late:column},{risk.build:column},{build})
-- column: is_ending | Lifecycle not active | integer | 10 | - | SUMIFS({risk.is_ending:column},{risk.build:column},{build})
-- column: is_unsure | Price assumed or missing | integer | 10 | - | SUMIFS({risk.is_unsure:column},{risk.build:column},{build})
-- column: has_expired | Offer has run out | integer | 9 | - | SUMIFS({risk.has_expired:column},{risk.build:column},{build})
-- column: dearest_share | Ten dearest parts, added when they double | percent | 13 | - | engine
-- column: cost | Cost of the build | money | 17 | - | SUMIFS({risk.cost:column},{risk.build:column},{build})
-- highlight: single_source_share | bad | {single_source_share}>0.15
-- highlight: is_long | warn | {is_long}>0
-- highlight: is_late | bad | {is_late}>0
-- highlight: is_ending | bad | {is_ending}>0
-- highlight: has_expired | bad | {has_expired}>0

WITH part AS (
    SELECT o.build, coalesce(o.cost, 0) AS cost, o.approved_alternates = 0 AS single_source,
        p.lead_time_days / 7.0 AS lead_weeks, l.lifecycle, l.confidence, nullif(p.valid_until, '') AS valid_until,
        date(b.target_date, -p.lead_time_days || ' days') AS order_by, b.report_date AS date,
        row_number() OVER (PARTITION BY o.build ORDER BY o.cost DESC) AS rank
    FROM result_order AS o JOIN result_build AS b USING (build)
    JOIN (SELECT order_number, min(lifecycle) AS lifecycle, min(price_confidence) AS confidence
        FROM result_line GROUP BY order_number) AS l ON l.order_number = o.number
    LEFT JOIN result_price AS p ON p.order_number = o.number AND p.is_taken = 1
)
SELECT b.build, count(*) AS parts, sum(single_source) AS single_source,
    sum(single_source) * 1.0 / count(*) AS single_source_share,
    coalesce(sum(cost * single_source) / nullif(sum(cost), 0), 0) AS single_source_cost,
    1 - sum(single_source) * 1.0 / count(*) AS alternates_share,
    coalesce(sum(lead_weeks > 26), 0) AS is_long, coalesce(max(lead_weeks), 0.0) AS longest_weeks,
    sum(cost * lead_weeks) / nullif(sum(cost) FILTER (WHERE lead_weeks IS NOT NULL), 0) AS weighted_weeks,
    coalesce(sum(order_by < date), 0) AS is_late,
    sum(coalesce(lifecycle, 'active') NOT IN ('active', '')) AS is_ending,
    sum(coalesce(confidence = 'assumption', 1)) AS is_unsure, coalesce(sum(valid_until < date), 0) AS has_expired,
    coalesce(sum(cost) FILTER (WHERE rank <= 10) / nullif(sum(cost), 0), 0) AS dearest_share, sum(cost) AS cost
FROM result_build AS b JOIN part USING (build)
GROUP BY b.build ORDER BY b.position;

-- Where the known-good test of the engines pays, for the parts of each flow: over engine yield, number
-- of engines and value of what is not an engine (V), with the flow's own engine cost, test cost,
-- overkill and coverage. One perfect final test stands for all gates, so with gates, spares or rework
-- these are hints; what the flow itself says is on the sheet Yield. The test pays when the share that it
-- rejects for cause exceeds x*, which depends on neither yield nor coverage. A negative V* is no error, as
-- the other engines alone are worth protecting. The first rows have the flow's own number of engines.
--
-- sheet: Break-even
-- position: 74
-- title: Where known-good testing pays
-- purpose: One perfect final test, the flow's own costs and coverage; "never" where no coverage makes the test pay
-- landscape: yes
-- freeze: engines
-- column: build | Build | text | 20
-- column: flow | Flow | text | 18
-- column: engines | Engines | integer | 9
-- column: engine_yield | Engine yield before the test | percent | 11
-- column: all_good | All engines good, untested | percent | 12 | - | engine
-- column: other | Other content V | money - | 14
-- column: least_fallout | Pays from a fallout x* | real | 11 | - | engine
-- column: least_coverage | Pays from a coverage c* | real | 11 | - | engine
-- column: rule | First-order rule for c* | real | 11 | - | engine
-- column: saving | Saved per good package | money - | 15 | - | engine
-- column: least_value | Pays from a value V* | money - | 14 | - | engine
-- column: verdict | Verdict | text | 22
-- column: currency | Currency | text | 10
-- highlight: verdict | good | {verdict}="pays"
-- highlight: verdict | muted | {verdict}="never"

WITH own AS (
    SELECT e.*, b.position FROM result_breakeven AS e JOIN result_build AS b USING (build)
    WHERE e.engines IS NOT NULL
), yields(engine_yield) AS (
    VALUES (0.70), (0.80), (0.90), (0.95), (0.98), (0.99), (0.995), (0.998), (0.999)
), counts AS (
    SELECT build, flow, CAST(engines AS INTEGER) AS n, 0 AS rank FROM own
    UNION ALL
    SELECT build, flow, column1, 1 FROM own, (VALUES (1), (2), (8), (16), (36)) WHERE column1 <> engines
), contents(part) AS (
    VALUES (1.0 / 12), (1.0 / 3), (1.0), (10.0 / 3), (10.0)
), grid AS (
    SELECT o.build, o.flow, o.position, o.currency, c.rank, c.n AS engines, y.engine_yield,
        o.other * v.part AS other, o.engine_cost AS ec, o.engine_test_cost AS t, o.overkill AS r0,
        o.engine_coverage AS c
    FROM own AS o JOIN counts AS c USING (build, flow), yields AS y, contents AS v
), answered AS (
    SELECT *, kgoe_breakeven_fallout(other, engines, ec, t, r0) AS least_fallout,
        kgoe_breakeven_coverage(other, engines, ec, t, r0, engine_yield) AS least_coverage,
        (t + r0 * ec) / (other + (engines - 1) * ec) / (1 - engine_yield) AS rule,
        kgoe_cost_without(other, engines, ec, engine_yield)
            - kgoe_cost(other, engines, ec, t, r0, engine_yield, c) AS saving,
        kgoe_breakeven_value(engines, ec, t, r0, engine_yield, c) AS least_value
    FROM grid
)
SELECT build, flow, engines, engine_yield, kgoe_adjusted(engine_yield, 0, engines) AS all_good, other,
    least_fallout, least_coverage, rule, saving, least_value,
    CASE WHEN saving > 0 THEN 'pays' WHEN least_coverage IS NULL THEN 'never' ELSE 'not at this coverage' END
        AS verdict, currency
FROM answered
ORDER BY position, flow, rank, engines, engine_yield, other;

-- What each assembly flow ships and costs, with and without the known-good test of the engines. A
-- shipped unit carries its direct cost and its part of the scrap and of the rework; the cost per good
-- unit divides that by the quality of what is shipped, and is the figure to compare by. Whether the
-- known-good test pays is said of the whole flow, all else as it stands: from which coverage on, up to
-- which cost of the test, from which value of what is not an engine (negative: always).
--
-- sheet: Yield
-- position: 70
-- title: Assembly yield, with and without known-good test
-- purpose: Computed by optibom per started unit; compare flows by the cost per good unit.
-- landscape: yes
-- freeze: variant
-- column: build | Build | text | 16
-- column: flow | Flow | text | 18
-- column: variant | Variant | text | 13
-- column: yield | Wholly good once assembled | percent | 10 | - | engine
-- column: shipped_per_start | Shipped of what is started | percent | 10 | - | engine
-- column: quality | Good of what is shipped | percent | 10 | - | engine
-- column: escape_fraction | Bad of what is shipped | percent | 10 | - | engine
-- column: spend_per_start | Spend per started unit | money - | 12 | - | engine
-- column: direct_cost | Direct cost of a shipped unit | money - | 12 | - | engine
-- column: scrap | Scrap per started unit | money - | 11 | - | engine
-- column: rework | Rework per started unit | money - | 11 | - | engine
-- column: scrap_per_shipped | Scrap of a shipped unit | money - | 11 | - | {scrap}/{shipped_per_start}
-- column: rework_per_shipped | Rework of a shipped unit | money - | 11 | - | {rework}/{shipped_per_start}
-- column: cost_per_shipped | Cost per shipped unit | money - | 12 | - | engine
-- column: cost_per_good | Cost per good unit | money - | 12 | - | engine
-- column: saving | Saved per good unit by the test | money - | 12 | - | engine
-- column: breakeven_coverage | The test pays from a coverage of | percent | 11 | - | engine
-- column: breakeven_test_cost | It pays up to a test cost of | money - | 11 | - | engine
-- column: breakeven_value | It pays from a value at risk of | money - | 12 | - | engine
-- column: currency | Currency | text | 11
-- chart: stacked | What a shipped unit costs | variant | direct_cost, scrap_per_shipped, rework_per_shipped | each build, each flow | below 1
-- chart: column | Units entering each step, with and without KGOE | yield_ledger.step | entering by variant | each build, each flow | below 3
-- chart: column | Cost per good unit | variant | cost_per_good | each build, each flow | below 2
-- chart: bar | Cost of scrap by cause, per started unit | scrap_causes.label | scrap_cost by variant | each build, each flow | below 4

SELECT f.build, f.flow, f.variant, f.yield_kgoe_adjusted AS yield, f.shipped_per_start, f.quality,
    f.escape_fraction, f.spend_per_start, f.direct_cost, f.scrap, f.rework,
    f.scrap / f.shipped_per_start AS scrap_per_shipped, f.rework / f.shipped_per_start AS rework_per_shipped,
    f.cost_per_shipped, f.cost_per_good, e.saving, e.coverage AS breakeven_coverage,
    e.test_cost AS breakeven_test_cost, e.value_at_risk AS breakeven_value, f.currency
FROM result_flow AS f JOIN result_build AS b USING (build)
LEFT JOIN result_breakeven AS e ON e.build = f.build AND e.flow = f.flow AND f.variant = 'with KGOE'
ORDER BY b.position, min(f.position) OVER (PARTITION BY f.build, f.flow), f.flow, f.variant;

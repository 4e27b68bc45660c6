-- sheet: Yield outcome
-- position: 75
-- title: Outcome of the assembly flows
-- purpose: What a flow ships and costs, with and without the known-good test
-- column: build | build | text | 14
-- column: flow | flow | text | 22
-- column: variant | variant | text | 14
-- column: yield | yield: wholly good before package tests | percent | 14 | | engine
-- column: shipped_per_start | shipped of one started | percent | 12 | | engine
-- column: quality | good of shipped | percent | 12 | | engine
-- column: escape_fraction | escapes | percent | 11 | | engine
-- column: spend_per_start | spent on one started | money | 14 | | engine
-- column: scrap | scrap | money | 13 | | engine
-- column: rework | rework | money | 12 | | engine
-- column: cost_per_shipped | cost of one shipped | money | 14 | | engine
-- column: cost_per_good | cost of one good | money | 14 | | engine
-- Cost of one good unit is the figure to compare by: a weaker last test lowers the cost of a shipped unit.
SELECT f.build, f.flow, f.variant, f.yield_kgoe_adjusted AS yield, f.shipped_per_start, f.quality, f.escape_fraction,
    f.spend_per_start, f.scrap, f.rework, f.cost_per_shipped, f.cost_per_good
FROM result_flow AS f JOIN result_build AS b USING (build)
ORDER BY b.position, f.flow DESC, f.variant;

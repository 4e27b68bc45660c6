-- The ledger of each assembly flow, step by step and per started unit: how many units enter, what
-- is spent, what is scrapped and what that costs.
--
-- sheet: Yield ledger
-- position: 72
-- title: Where units and money are lost
-- purpose: Computed by optibom, per started unit. Scrap is charged to the step that scraps.
-- landscape: yes
-- freeze: step
-- column: build | Build | text | 26
-- column: flow | Flow | text | 18
-- column: variant | Variant | text | 15
-- column: position | Step | integer | 6
-- column: step | Name of the step | text | 26
-- column: entering | Units entering | real | 11 | - | engine
-- column: surviving | Units surviving | real | 11 | - | {entering}-{scrapped}
-- column: scrapped | Units scrapped | real | 11 | - | engine
-- column: direct_cost | Direct cost of a survivor | money - | 14 | - | engine
-- column: spend | Spend in the step | money - | 13 | - | engine
-- column: scrap_cost | Cost of scrap | money - | 13 | - | engine
-- column: rework_cost | Cost of rework | money - | 13 | - | engine
-- chart: stacked | Yield waterfall, units per started unit | step | surviving, scrapped | each build, each flow, variant = with KGOE | below 1
-- chart: stacked | Cost of scrap and rework per started unit | step | scrap_cost, rework_cost | each build, each flow, variant = with KGOE | below 2

SELECT s.build, s.flow, s.variant, s.position, s.step, s.entering, s.entering - s.scrapped AS surviving,
    s.scrapped, s.direct_cost, s.spend, s.scrap_cost, s.rework_cost
FROM result_step AS s JOIN result_build AS b USING (build) JOIN result_flow AS f USING (build, flow, variant)
ORDER BY b.position, min(f.position) OVER (PARTITION BY s.build, s.flow), s.flow, s.variant, s.position;

-- sheet: Yield
-- position: 70
-- title: Yield
-- purpose: The ledger of each assembly flow, with and without the known-good test of engines (KGOE)
-- freeze: step
-- landscape: yes
-- column: build | build | text | 14
-- column: flow | flow | text | 22
-- column: variant | variant | text | 14
-- column: position | step | integer | 6
-- column: step | what is done | text | 26
-- column: entering | units entering, of one started | percent | 12 | | engine
-- column: direct_cost | direct cost of a unit after it | money | 13 | | engine
-- column: spend | spent in it, for one started | money | 13 | | engine
-- column: scrapped | units scrapped | percent | 11 | | engine
-- column: scrap_cost | scrap | money | 13 | | engine
-- column: rework_cost | rework | money | 12 | | engine
-- column: causes | why units were scrapped | text | 60
-- chart: column | Units entering each step, with and without KGOE | step | entering by variant | each flow | below 1
-- chart: column | Scrap of each step for one started unit | step | scrap_cost by variant | each flow | below 2
-- Computed by the engine from the flow file: test coverage, escapes, overkill, spares and rework do not fit in a spreadsheet
-- formula. All per started unit, in the currency of the flow.
SELECT s.build, s.flow, s.variant, s.position, s.step, s.entering, s.direct_cost, s.spend, s.scrapped, s.scrap_cost,
    s.rework_cost,
    (SELECT group_concat(cause || ' ' || printf('%.1f %%', 100 * share), ', ')
     FROM (SELECT cause, share FROM result_cause AS c WHERE c.build = s.build AND c.flow = s.flow
           AND c.variant = s.variant AND c.position = s.position ORDER BY share DESC)) AS causes
FROM result_step AS s JOIN result_build AS b USING (build)
ORDER BY b.position, s.flow DESC, s.variant, s.position;

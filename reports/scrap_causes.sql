-- Why units are scrapped at each test: by the class of what is bad, or by overkill, which scraps good
-- units.
--
-- sheet: Scrap causes
-- position: 76
-- title: Why units are scrapped
-- purpose: Computed by optibom. Each cause of a test with its share of the scrap of that test.
-- column: build | Build | text | 24
-- column: flow | Flow | text | 18
-- column: variant | Variant | text | 15
-- column: position | Step | integer | 6
-- column: step | Name of the step | text | 26
-- column: label | Step and cause | text | hidden
-- column: cause | Cause | text | 22
-- column: loss | Fails for it | percent | 10 | - | engine
-- column: share | Share of the scrap | percent | 10 | bar | engine
-- column: scrap_cost | Cost of scrap | money - | 13 | - | engine

SELECT c.build, c.flow, c.variant, c.position, s.step, s.step || ': ' || c.cause AS label, c.cause, c.loss, c.share, c.scrap_cost
FROM result_cause AS c JOIN result_step AS s USING (build, flow, variant, position)
JOIN result_build AS b USING (build)
JOIN result_flow AS f USING (build, flow, variant)
ORDER BY b.position, min(f.position) OVER (PARTITION BY c.build, c.flow), c.flow, c.variant, c.position,
    c.scrap_cost DESC, c.cause;

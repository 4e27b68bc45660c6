-- From 100 % of what is started down to what is shipped: what each test of each flow scraps, and why.
--
-- sheet: Yield steps
-- position: 1106
-- workbook: no
-- title: Where units are lost
-- purpose: With the known-good test of the engines, of all that is started; each bar is what one test scraps for one cause.
-- picture: waterfall | Units | label, share, step | each build, each flow
-- column: build | Build | text
-- column: flow | Flow | text
-- column: label | Step and cause | text
-- column: share | Of what is started | percent
-- column: step | Is a | text

WITH step (build, flow, place, label, share, step) AS (
    SELECT build, flow, 0, 'started', 1.0, 'total' FROM result_flow WHERE variant = 'with KGOE'
    UNION ALL
    SELECT s.build, s.flow, s.position, s.step || coalesce(': ' || c.cause, ''), -s.scrapped * coalesce(c.share, 1), 'change'
    FROM result_step AS s LEFT JOIN result_cause AS c USING (build, flow, variant, position)
    WHERE s.variant = 'with KGOE'
    UNION ALL
    SELECT build, flow, 1000, 'shipped', shipped_per_start, 'total' FROM result_flow WHERE variant = 'with KGOE'
)
SELECT s.build, s.flow, s.label, s.share, s.step
FROM step AS s JOIN result_build AS b USING (build) JOIN result_flow AS f USING (build, flow)
WHERE f.variant = 'with KGOE' AND abs(s.share) >= 0.0005
ORDER BY b.position, f.position, s.flow, s.place, s.share;

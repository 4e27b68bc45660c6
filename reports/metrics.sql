-- Every metric of every build with its range, and how much of it rests on assumptions. Sides are combined
-- each for itself: everything at its least gives the least. Definitions are in docs/metrics.md.
--
-- sheet: Metrics
-- position: 36
-- title: All metrics
-- purpose: Computed by optibom; ranges, and the share that rests on assumptions
-- freeze: metric
-- column: metric | Metric | text | 32
-- column: build | Build | text | 16
-- column: min | Least | real | 16 | - | engine
-- column: typ | Typical | real | 16 | - | engine
-- column: max | Most | real | 16 | - | engine
-- column: unit | Unit | text | 10
-- column: assumed_share | Rests on assumptions | percent | 12 | - | engine
-- column: reason | No value because | text | 50

SELECT m.metric, m.build, m.min, m.typ, m.max, CASE m.unit WHEN '1' THEN '' ELSE m.unit END AS unit, m.assumed_share, m.reason
FROM result_metric AS m JOIN result_build AS b USING (build)
ORDER BY m.position, b.position;

-- Every metric of every build with its range, and how much of it rests on assumptions. Sides are combined
-- each for itself: everything at its least gives the least. Definitions are in docs/metrics.md.
--
-- sheet: Metrics
-- position: 79
-- title: All metrics
-- purpose: Computed by optibom; ranges, and the share that rests on assumptions
-- freeze: metric
-- column: metric | Metric | text | 32
-- column: build | Build | text | 16
-- landscape: yes
-- column: min | Least | real | 18 | - | engine
-- column: typ | Typical | real | 18 | - | engine
-- column: max | Most | real | 18 | - | engine
-- column: unit | Unit | text | 10
-- column: assumed_share | Rests on assumptions | percent | 12 | - | engine
-- column: shown | Shown as | text | hidden
-- cell: min | shown = money | money
-- cell: typ | shown = money | money
-- cell: max | shown = money | money
-- cell: min | shown = power | power
-- cell: typ | shown = power | power
-- cell: max | shown = power | power
-- cell: min | shown = percent | percent
-- cell: typ | shown = percent | percent
-- cell: max | shown = percent | percent
-- column: reason | No value because | text | 50 wrap

SELECT m.metric, m.build, m.min, m.typ, m.max, CASE m.unit WHEN '1' THEN '' ELSE m.unit END AS unit, m.assumed_share,
    CASE WHEN m.unit = (SELECT value FROM result_input WHERE name = 'currency') THEN 'money' WHEN m.unit = 'W' THEN 'power'
        WHEN m.unit = '1' THEN 'percent' ELSE '' END AS shown, m.reason
FROM result_metric AS m JOIN result_build AS b USING (build)
ORDER BY m.position, b.position;

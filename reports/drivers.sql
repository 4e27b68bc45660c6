-- The ten parts of each build that cost most, with what each would add if its price doubled.
--
-- sheet: Cost drivers
-- position: 46
-- title: The ten parts that cost most
-- purpose: In the order of the run. Cost follows the sheet Costed BOM; doubling a price adds its share to the material cost.
-- freeze: build
-- column: build | Build | text | 24
-- column: rank | Rank | integer | 7
-- column: part | Part | text | 44
-- column: cost | Cost of the build | money | 20 | - |
--     INDEX({bom_flat.cost:column},{order_number})
-- column: order_number | Row of the sheet Flat BOM | integer | hidden
-- column: share | Share of the build | percent | 11 | bar |
--     IF({cost}=0,0,{cost}/SUMIFS({bom.cost:column},{bom.build:column},{build}))
-- column: suppliers | Supplier | text | 24
-- column: confidence | Confidence of the price | text | 14
-- chart: bar | Ten cost drivers | part | cost | each build | below 1
-- highlight: confidence | warn | {confidence}="assumption"

WITH part AS (
    SELECT build, part, order_number, sum(cost) AS cost, max(supplier) AS supplier,
        max(price_confidence) AS confidence
    FROM result_line WHERE cost > 0 GROUP BY order_number
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY build ORDER BY cost DESC, part) AS rank,
        sum(cost) OVER (PARTITION BY build) AS total
    FROM part
)
SELECT r.build, r.rank, r.part, r.cost, r.order_number, r.cost / r.total AS share, r.supplier AS suppliers, r.confidence
FROM ranked AS r JOIN result_build AS b USING (build)
WHERE r.rank <= 10
ORDER BY b.position, r.rank;

-- From the material cost of each build to what it costs over its service life: what yield, assembly and
-- test add to co-packaged parts, then spares, energy and replacements. Steps that are not known or zero
-- are left out; without an energy price and a service life it ends at the yielded cost.
--
-- sheet: Cost steps
-- position: 1105
-- workbook: no
-- title: From material to ownership
-- purpose: Whole builds, typical; dark bars are sums, light ones what each step adds.
-- picture: waterfall | Cost of the build | label, value, step | each build
-- column: build | Build | text
-- column: label | Step | text
-- column: value | Amount | money
-- column: step | Is a | text

WITH metric AS (
    SELECT build, max(typ) FILTER (WHERE metric = 'cost_material') AS material,
        max(typ) FILTER (WHERE metric = 'cost_yielded') AS yielded,
        max(typ) FILTER (WHERE metric = 'cost_yield_loss') AS yield_loss,
        max(typ) FILTER (WHERE metric = 'cost_energy') AS energy,
        coalesce(max(typ) FILTER (WHERE metric = 'cost_replacement'), 0) AS replacement,
        coalesce(max(typ) FILTER (WHERE metric = 'cost_one_time'), 0) AS one_time,
        coalesce(max(typ) FILTER (WHERE metric = 'cost_spares_on_hand'), 0) AS on_hand,
        max(typ) FILTER (WHERE metric = 'cost_total_ownership') AS ownership
    FROM result_metric GROUP BY build
), step (build, place, label, value, step) AS (
    SELECT build, 1, 'material', material, 'total' FROM metric
    UNION ALL
    SELECT build, 2, 'yield, assembly and test', coalesce(yield_loss, yielded - material), 'change' FROM metric
    UNION ALL
    SELECT build, 3, 'yielded cost', yielded, 'total' FROM metric WHERE yielded <> material
    UNION ALL
    SELECT build, 4, 'spares', ownership - material - energy - replacement - one_time - on_hand, 'change' FROM metric
    UNION ALL
    SELECT build, 5, 'energy over the service life', iif(ownership > 0, energy, NULL), 'change' FROM metric
    UNION ALL
    SELECT build, 6, 'replacements', iif(ownership > 0, replacement, NULL), 'change' FROM metric
    UNION ALL
    SELECT build, 7, 'one-time cost', iif(ownership > 0, one_time, NULL), 'change' FROM metric
    UNION ALL
    SELECT build, 8, 'spares on hand', iif(ownership > 0, on_hand, NULL), 'change' FROM metric
    UNION ALL
    SELECT build, 9, iif(yielded <> material, 'ownership and what yield adds', 'cost of ownership'),
        ownership + coalesce(yielded - material, 0), 'total' FROM metric
)
SELECT s.build, s.label, s.value, s.step
FROM step AS s JOIN result_build AS b USING (build)
WHERE abs(s.value) > 0.005
ORDER BY b.position, s.place;

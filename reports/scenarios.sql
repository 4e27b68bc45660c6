-- Each build as it is, and under each scenario of its spec and of those that come along with optibom
-- (seed/scenarios.yaml): questions, not forecasts. Beside each metric stands its difference from the
-- build as it is. A scenario that cannot be asked of a build says why and has no values. Typical
-- values, computed by optibom: they do not follow the inputs of the workbook.
--
-- sheet: Scenarios
-- position: 78
-- title: Scenarios
-- purpose: What if: each build as it is and under scenarios, with the difference. Questions, not forecasts.
-- landscape: yes
-- freeze: scenario
-- column: build | Build | text | 16
-- column: scenario | Scenario | text | 18
-- column: question | Question | text | 27 wrap
-- column: cost_total_ownership | Cost of ownership | money | 15 | - | engine
-- column: change_ownership | Difference | money | 14 | - | engine
-- column: cost_material | Material | money | 15 | - | engine
-- column: change_material | Difference | money | 14 | - | engine
-- column: cost_program | Order for the program | money | 16 | - | engine
-- column: change_program | Difference | money | 15 | - | engine
-- column: power_it | IT power | power | 11 | - | engine
-- column: change_it | Difference | power | 10 | - | engine
-- column: power_optics | Optics power | power | 10 | - | engine
-- column: change_optics | Difference | power | 10 | - | engine
-- column: yield_kgoe_adjusted | KGOE-adjusted yield | percent | 13 | - | engine
-- column: change_yield | Difference | percent | 9 | - | engine
-- column: tokens_per_second_per_megawatt | Tokens per second and megawatt | real 1/s/MW | 12 | - | engine
-- column: change_tokens | Difference | real 1/s/MW | 10 | - | engine
-- column: lead_time | Lead time | real weeks | 9 | - | engine
-- column: reason | Cannot be asked because | text | 15 wrap
-- column: has_ownership | Has a cost of ownership | text | hidden
-- chart: bar | Cost of ownership by scenario | scenario | cost_total_ownership | each build, has_ownership = yes | below 1
-- chart: bar | Cost of ownership, difference from the build as it is | scenario | change_ownership | each build, has_ownership = yes | below 2
-- highlight: * | muted | {reason}<>""

WITH scenario AS (
    SELECT build, position, scenario, title, max(iif(is_misfit, reason, NULL)) AS reason,
        iif(max(iif(metric = 'cost_total_ownership', base, NULL)) IS NULL, 'no', 'yes') AS has_ownership,
        max(CASE metric WHEN 'cost_total_ownership' THEN value END) AS cost_total_ownership,
        max(CASE metric WHEN 'cost_total_ownership' THEN value - coalesce(base, 0.0) END) AS change_ownership,
        max(CASE metric WHEN 'cost_material' THEN value END) AS cost_material,
        max(CASE metric WHEN 'cost_material' THEN value - coalesce(base, 0.0) END) AS change_material,
        max(CASE metric WHEN 'cost_program' THEN value END) AS cost_program,
        max(CASE metric WHEN 'cost_program' THEN value - coalesce(base, 0.0) END) AS change_program,
        max(CASE metric WHEN 'power_it' THEN value END) AS power_it,
        max(CASE metric WHEN 'power_it' THEN value - coalesce(base, 0.0) END) AS change_it,
        max(CASE metric WHEN 'power_optics' THEN value END) AS power_optics,
        max(CASE metric WHEN 'power_optics' THEN value - coalesce(base, 0.0) END) AS change_optics,
        max(CASE metric WHEN 'yield_kgoe_adjusted' THEN value END) AS yield_kgoe_adjusted,
        max(CASE metric WHEN 'yield_kgoe_adjusted' THEN value - coalesce(base, 0.0) END) AS change_yield,
        max(CASE metric WHEN 'tokens_per_second_per_megawatt' THEN value END) AS tokens_per_second_per_megawatt,
        max(CASE metric WHEN 'tokens_per_second_per_megawatt' THEN value - coalesce(base, 0.0) END) AS change_tokens,
        max(CASE metric WHEN 'lead_time' THEN value END) AS lead_time
    FROM result_scenario GROUP BY build, position, scenario, title
)
SELECT s.build, s.scenario, s.title AS question,
    s.cost_total_ownership, s.change_ownership,
    s.cost_material, s.change_material,
    s.cost_program, s.change_program,
    s.power_it, s.change_it,
    s.power_optics, s.change_optics,
    s.yield_kgoe_adjusted, s.change_yield,
    s.tokens_per_second_per_megawatt, s.change_tokens,
    s.lead_time,
    s.reason, s.has_ownership
FROM scenario AS s JOIN result_build AS b USING (build)
ORDER BY b.position, s.position;

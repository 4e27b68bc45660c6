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
-- column: build | Build | text | 18
-- column: scenario | Scenario | text | 20
-- column: question | Question | text | 36 wrap
-- column: cost_total_ownership | Cost of ownership | money | 17 | - | engine
-- column: change_ownership | Difference | money | 17 | - |
--     IF({cost_total_ownership}="",0,{cost_total_ownership}-SUMIFS({cost_total_ownership:column},{build:column},{build},{scenario:column},"as it is"))
-- column: cost_material | Material | money | 16 | - | engine
-- column: change_material | Difference | money | 16 | - |
--     IF({cost_material}="",0,{cost_material}-SUMIFS({cost_material:column},{build:column},{build},{scenario:column},"as it is"))
-- column: cost_yielded | Yielded cost | money | 16 | - | engine
-- column: change_yielded | Difference | money | 16 | - |
--     IF({cost_yielded}="",0,{cost_yielded}-SUMIFS({cost_yielded:column},{build:column},{build},{scenario:column},"as it is"))
-- column: cost_program | Order for the program | money | 18 | - | engine
-- column: change_program | Difference | money | 18 | - |
--     IF({cost_program}="",0,{cost_program}-SUMIFS({cost_program:column},{build:column},{build},{scenario:column},"as it is"))
-- column: power_it | IT power | power | 12 | - | engine
-- column: change_it | Difference | power | 12 | - |
--     IF({power_it}="",0,{power_it}-SUMIFS({power_it:column},{build:column},{build},{scenario:column},"as it is"))
-- column: power_facility | Facility power | power | 12 | - | engine
-- column: change_facility | Difference | power | 12 | - |
--     IF({power_facility}="",0,{power_facility}-SUMIFS({power_facility:column},{build:column},{build},{scenario:column},"as it is"))
-- column: power_optics | Optics power | power | 11 | - | engine
-- column: change_optics | Difference | power | 11 | - |
--     IF({power_optics}="",0,{power_optics}-SUMIFS({power_optics:column},{build:column},{build},{scenario:column},"as it is"))
-- column: energy_per_bit | Optics energy | real pJ/bit | 11 | - | engine
-- column: change_energy | Difference | real pJ/bit | 12 | - |
--     IF({energy_per_bit}="",0,{energy_per_bit}-SUMIFS({energy_per_bit:column},{build:column},{build},{scenario:column},"as it is"))
-- column: yield_kgoe_adjusted | KGOE-adjusted yield | percent | 14 | - | engine
-- column: change_yield | Difference | percent | 11 | - |
--     IF({yield_kgoe_adjusted}="",0,{yield_kgoe_adjusted}-SUMIFS({yield_kgoe_adjusted:column},{build:column},{build},{scenario:column},"as it is"))
-- column: tokens_per_second_per_megawatt | Tokens per second and megawatt | real 1/s/MW | 20 | - | engine
-- column: change_tokens | Difference | real 1/s/MW | 13 | - |
--     IF({tokens_per_second_per_megawatt}="",0,{tokens_per_second_per_megawatt}-SUMIFS({tokens_per_second_per_megawatt:column},{build:column},{build},{scenario:column},"as it is"))
-- column: lead_time | Lead time | real weeks | 10 | - | engine
-- column: change_lead_time | Difference | real weeks | 13 | - |
--     IF({lead_time}="",0,{lead_time}-SUMIFS({lead_time:column},{build:column},{build},{scenario:column},"as it is"))
-- column: reason | Cannot be asked because | text | 44 wrap
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
        max(CASE metric WHEN 'cost_yielded' THEN value END) AS cost_yielded,
        max(CASE metric WHEN 'cost_yielded' THEN value - coalesce(base, 0.0) END) AS change_yielded,
        max(CASE metric WHEN 'cost_program' THEN value END) AS cost_program,
        max(CASE metric WHEN 'cost_program' THEN value - coalesce(base, 0.0) END) AS change_program,
        max(CASE metric WHEN 'power_it' THEN value END) AS power_it,
        max(CASE metric WHEN 'power_it' THEN value - coalesce(base, 0.0) END) AS change_it,
        max(CASE metric WHEN 'power_facility' THEN value END) AS power_facility,
        max(CASE metric WHEN 'power_facility' THEN value - coalesce(base, 0.0) END) AS change_facility,
        max(CASE metric WHEN 'power_optics' THEN value END) AS power_optics,
        max(CASE metric WHEN 'power_optics' THEN value - coalesce(base, 0.0) END) AS change_optics,
        max(CASE metric WHEN 'energy_per_bit' THEN value END) AS energy_per_bit,
        max(CASE metric WHEN 'energy_per_bit' THEN value - coalesce(base, 0.0) END) AS change_energy,
        max(CASE metric WHEN 'yield_kgoe_adjusted' THEN value END) AS yield_kgoe_adjusted,
        max(CASE metric WHEN 'yield_kgoe_adjusted' THEN value - coalesce(base, 0.0) END) AS change_yield,
        max(CASE metric WHEN 'tokens_per_second_per_megawatt' THEN value END) AS tokens_per_second_per_megawatt,
        max(CASE metric WHEN 'tokens_per_second_per_megawatt' THEN value - coalesce(base, 0.0) END) AS change_tokens,
        max(CASE metric WHEN 'lead_time' THEN value END) AS lead_time,
        max(CASE metric WHEN 'lead_time' THEN value - coalesce(base, 0.0) END) AS change_lead_time
    FROM result_scenario GROUP BY build, position, scenario, title
)
SELECT s.build, s.scenario, s.title AS question,
    s.cost_total_ownership, coalesce(s.change_ownership, 0.0) AS change_ownership,
    s.cost_material, coalesce(s.change_material, 0.0) AS change_material,
    s.cost_yielded, coalesce(s.change_yielded, 0.0) AS change_yielded,
    s.cost_program, coalesce(s.change_program, 0.0) AS change_program,
    s.power_it, coalesce(s.change_it, 0.0) AS change_it,
    s.power_facility, coalesce(s.change_facility, 0.0) AS change_facility,
    s.power_optics, coalesce(s.change_optics, 0.0) AS change_optics,
    s.energy_per_bit, coalesce(s.change_energy, 0.0) AS change_energy,
    s.yield_kgoe_adjusted, coalesce(s.change_yield, 0.0) AS change_yield,
    s.tokens_per_second_per_megawatt, coalesce(s.change_tokens, 0.0) AS change_tokens,
    s.lead_time, coalesce(s.change_lead_time, 0.0) AS change_lead_time,
    s.reason, s.has_ownership
FROM scenario AS s JOIN result_build AS b USING (build)
ORDER BY b.position, s.position;

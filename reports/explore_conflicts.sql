-- Why a spec that was explored has no build: a smallest set of its requirements that none meets together.
-- A sheet of `optibom explore SPEC... -o FILE.xlsx`.
--
-- sheet: Conflicts
-- position: 2125
-- workbook: no
-- title: Requirements that conflict
-- purpose: No build meets these together, whatever else is let go; without any one of them there is one
-- freeze: build
-- column: scenario | Scenario | text | 22 with scenario
-- column: build | Build | text | 24
-- column: requirement | Requirement | text | 90 wrap

SELECT iif((SELECT count(DISTINCT scenario) FROM result_exploration_world) > 1, scenario, NULL) AS scenario,
    build, requirement FROM result_exploration_conflict ORDER BY position;

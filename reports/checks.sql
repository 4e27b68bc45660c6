-- Sums that must agree: what the formulas of this workbook give now, beside what optibom computed. They
-- differ once an input was changed; then the values under violet headings are stale.
--
-- sheet: Checks
-- position: 95
-- page: no
-- title: Checks
-- purpose: Formulas of this workbook against the values that optibom computed. After a change of inputs they differ on purpose.
-- landscape: yes
-- freeze: build
-- column: build | Build | text | 24
-- column: inputs | Inputs | text | 20 | - |
--     IF(COUNTIFS({inputs.state:column},"as computed")=ROWS({inputs.state:column}),"as computed","changed")
-- column: power_it | IT power, formula | power | 14 | - |
--     SUMIFS({summary.power_it:column},{summary.build:column},{build})
-- column: power_it_run | IT power | power | 14 | - | engine
-- column: power_it_state | Power | text | 10 | - |
--     IF(ROUND({power_it}-{power_it_run},2)=0,"agrees","differs")
-- column: power_optics | Optics power, formula | power | 14 | - |
--     SUMIFS({summary.power_optics:column},{summary.build:column},{build})
-- column: power_optics_run | Optics power | power | 14 | - | engine
-- column: power_optics_state | Optics | text | 10 | - |
--     IF(ROUND({power_optics}-{power_optics_run},2)=0,"agrees","differs")
-- column: cost_material | Material, formula | money | 17 | - |
--     SUMIFS({summary.cost_material:column},{summary.build:column},{build})
-- column: cost_material_run | Material | money | 17 | - | engine
-- column: cost_material_state | Material cost | text | 10 | - |
--     IF(ROUND({cost_material}-{cost_material_run},2)=0,"agrees","differs")
-- column: cost_program | Order, formula | money | 18 | - |
--     SUMIFS({summary.cost_program:column},{summary.build:column},{build})
-- column: cost_program_run | Order | money | 18 | - | engine
-- column: cost_program_state | Order value | text | 10 | - |
--     IF(ROUND({cost_program}-{cost_program_run},2)=0,"agrees","differs")
-- column: flat | Flat BOM, cost | money | 17 | - |
--     SUMIFS({bom_flat.cost:column},{bom_flat.build:column},{build})
-- column: flat_state | Flat BOM against Costed BOM | text | 12 | - |
--     IF(ROUND({flat}-{cost_material},2)=0,"agrees","differs")
-- column: split | Cost by class | money | 17 | - |
--     SUMIFS({cost_split.cost:column},{cost_split.build:column},{build})
-- column: split_state | Classes against Costed BOM | text | 12 | - |
--     IF(ROUND({split}-{cost_material},2)=0,"agrees","differs")
-- column: roles | Power by role | power | 14 | - |
--     SUMIFS({power_split.typ:column},{power_split.build:column},{build},{power_split.kind:column},"role")
-- column: roles_state | Roles against lines | text | 12 | - |
--     IF(ROUND({roles}-{power_it},2)=0,"agrees","differs")
-- column: differing | Checks that differ | integer | 10 | - |
--     COUNTIFS({power_it_state}:{roles_state},"differs")
-- highlight: inputs | warn | {inputs}="changed"
-- highlight: power_it_state | bad | {power_it_state}="differs"
-- highlight: power_it_state | good | {power_it_state}="agrees"
-- highlight: power_optics_state | bad | {power_optics_state}="differs"
-- highlight: power_optics_state | good | {power_optics_state}="agrees"
-- highlight: cost_material_state | bad | {cost_material_state}="differs"
-- highlight: cost_material_state | good | {cost_material_state}="agrees"
-- highlight: cost_program_state | bad | {cost_program_state}="differs"
-- highlight: cost_program_state | good | {cost_program_state}="agrees"
-- highlight: flat_state | bad | {flat_state}="differs"
-- highlight: flat_state | good | {flat_state}="agrees"
-- highlight: split_state | bad | {split_state}="differs"
-- highlight: split_state | good | {split_state}="agrees"
-- highlight: roles_state | bad | {roles_state}="differs"
-- highlight: roles_state | good | {roles_state}="agrees"

SELECT c.build, 'as computed' AS inputs, c.power_it, c.power_it_run, c.power_it_state, c.power_optics, c.power_optics_run,
    c.power_optics_state, c.cost_material, c.cost_material_run, c.cost_material_state, c.cost_program,
    c.cost_program_run, c.cost_program_state, c.flat, c.flat_state, c.split, c.split_state, c.roles, c.roles_state,
    c.differing
FROM result_check AS c JOIN result_build AS b USING (build)
ORDER BY b.position;

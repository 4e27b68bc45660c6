-- The cells to edit, and whether they still are what optibom computed with. Every live formula of the
-- workbook reads these cells by their names (racks, spares, pue ...).
--
-- sheet: Inputs
-- position: 20
-- title: Inputs
-- purpose: The only cells to edit (yellow). Live formulas follow them; where a row says "changed", values under violet headings are those of the run.
-- column: name | Name | text | 20
-- column: description | What it is | text | 48
-- column: value | Value | real | 16
-- column: unit | Unit | text | 12
-- column: as_run | As computed | real | 16
-- column: state | State | text | 44 | - |
--     IF({value}={as_run},"as computed","changed: run optibom again for violet values")
-- name: racks | value | name = racks
-- name: spares | value | name = spares
-- name: pue | value | name = pue
-- name: supply_efficiency | value | name = supply_efficiency
-- name: energy_price | value | name = energy_price
-- name: service_life | value | name = service_life
-- input: value | name = racks | integer | 1 .. 1000000 | Racks to buy for: a whole number from 1 to 1,000,000
-- input: value | name = spares | percent | 0 .. 1 | Share of every need, 0 % to 100 %
-- input: value | name = pue | real | 1 .. 5 | Facility power over IT power, 1 to 5
-- input: value | name = supply_efficiency | percent | 0.1 .. 1 | Output over input of the power supplies, 10 % to 100 %
-- input: value | name = energy_price | real | 0 .. 100 | Price of one kWh in the currency of the totals, 0 to 100
-- input: value | name = service_life | real | 0 .. 50 | Years of service, 0 to 50
-- highlight: state | warn | LEFT({state},7)="changed"

SELECT name, description, value, CASE unit WHEN '1' THEN '' ELSE unit END AS unit, value AS as_run,
    'as computed' AS state
FROM result_input
WHERE editable = 1
ORDER BY CASE name WHEN 'racks' THEN 1 WHEN 'spares' THEN 2 WHEN 'pue' THEN 3
    WHEN 'supply_efficiency' THEN 4 ELSE 5 END, name;

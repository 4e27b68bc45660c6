-- The cells to edit, and whether they still are what optibom computed with. Every live formula of the
-- workbook reads these cells by their names (racks, spares, target_date, pue ...), and exchange rates by
-- their row. A coverage has no formula behind it: yield is computed by optibom alone, and a changed
-- coverage says what to run again.
--
-- sheet: Inputs
-- position: 20
-- page: no
-- title: Inputs
-- purpose: The only cells to edit (yellow). Live formulas follow them; where a row says "changed", values under violet headings are those of the run.
-- column: label | Input | text | 34 wrap
-- column: description | What it is | text | 44 wrap
-- column: value | Value | real | 16
-- column: unit | Unit | text | 9
-- column: as_run | As computed | real | 16
-- column: state | State | text | 36 | - |
--     IF(AND({value}={as_run},ISNUMBER({value})=ISNUMBER({as_run})),"as computed","inputs changed: run optibom again")
-- column: name | Name | text | hidden
-- column: kind | Kind | text | hidden
-- cell: as_run | name = racks | integer
-- cell: as_run | name = spares | percent
-- cell: as_run | name = target_date | date
-- cell: as_run | name = supply_efficiency | percent
-- cell: as_run | kind = coverage | percent
-- name: racks | value | name = racks
-- name: spares | value | name = spares
-- name: target_date | value | name = target_date
-- name: pue | value | name = pue
-- name: supply_efficiency | value | name = supply_efficiency
-- name: energy_price | value | name = energy_price
-- name: service_life | value | name = service_life
-- input: value | name = racks | integer | 1 .. 1000000 | Racks to buy for: a whole number from 1 to 1,000,000
-- input: value | name = spares | percent | 0 .. 1 | Share of every need, 0 % to 100 %
-- input: value | name = target_date | date | 2000-01-01 .. 2200-01-01 | Day by which the parts must be there, or empty
-- input: value | name = pue | real | 1 .. 5 | Facility power over IT power, 1 to 5
-- input: value | name = supply_efficiency | percent | 0.1 .. 1 | Output over input of the power supplies, 10 % to 100 %
-- input: value | name = energy_price | real | 0 .. 100 | Price of one kWh in the currency of the totals, 0 to 100
-- input: value | name = service_life | real | 0.01 .. 50 | Years of service, above 0, to 50
-- input: value | kind = rate | real | 0.000001 .. 1000000 | What one unit of this currency is in the currency of the totals
-- input: value | kind = coverage | percent | 0 .. 1 | Share of bad units that the test catches; run optibom again with it
-- highlight: state | warn | LEFT({state},6)="inputs"

SELECT CASE name WHEN 'racks' THEN 'Racks to buy for' WHEN 'spares' THEN 'Spares' WHEN 'target_date' THEN 'Target date'
        WHEN 'pue' THEN 'PUE' WHEN 'supply_efficiency' THEN 'Efficiency of the supplies'
        WHEN 'energy_price' THEN 'Price of energy' WHEN 'service_life' THEN 'Service life'
        ELSE upper(substr(name, 1, 1)) || substr(name, 2) END AS label,
    description, value,
    CASE WHEN name = 'energy_price' THEN (SELECT value FROM result_input WHERE name = 'currency') || '/kWh'
        WHEN unit = '1' THEN NULL ELSE nullif(unit, '') END AS unit,
    value AS as_run, 'as computed' AS state, name, kind
FROM result_input WHERE kind <> 'run' ORDER BY position;

-- sheet: Inputs
-- position: 20
-- title: Inputs
-- purpose: The only cells to edit; everything else follows
-- column: name | input | text | 22
-- column: value | value | real | 16
-- column: unit | unit | text | 12
-- column: description | meaning | text | 60
-- name: racks | value | name = racks
-- name: spares | value | name = spares
-- name: pue | value | name = pue
-- name: supply_efficiency | value | name = supply_efficiency
-- name: energy_price | value | name = energy_price
-- name: service_life | value | name = service_life
-- name: hours_per_year | value | name = hours_per_year
-- input: value | name = racks | integer | 1 .. 1000000 | Whole racks to buy for
-- input: value | name = spares | percent | 0 .. 1 | Share of every need, 0 to 100 %
-- input: value | name = pue | real | 1 .. 5 | Facility power over IT power, 1 or more
-- input: value | name = supply_efficiency | percent | 0.01 .. 1 | Above 0, at most 100 %
-- input: value | name = energy_price | real | 0 .. 1000 | Currency for one kWh
-- input: value | name = service_life | real | 0 .. 100 | Years
-- Racks is the quantity that prices, needs and orders are for. The builds of a workbook share these inputs; they start as
-- the first build's.
SELECT name, value, CASE unit WHEN '1' THEN '' ELSE unit END AS unit, description
FROM result_input WHERE editable = 1
UNION ALL
SELECT 'hours_per_year', 8766.0, 'h', 'a year of 365.25 days; not to be changed';

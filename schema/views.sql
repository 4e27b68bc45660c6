-- Derivations: dropped and made anew at every upgrade, readable with any SQLite tool.

-- Every part with its class and maker.
CREATE VIEW part_view AS
SELECT p.part_id, p.class, v.name AS vendor, p.mpn, p.description, p.lifecycle,
    p.country_of_origin, p.datasheet_url, p.weight_kg, p.representative
FROM part AS p JOIN vendor AS v USING (vendor_id);

-- Every value with what vouches for it.
CREATE VIEW figure_view AS
SELECT f.figure_id, p.class, v.name AS vendor, p.mpn, f.attribute, f.min, f.typ, f.max,
    coalesce(c.unit, g.unit, '') AS unit, f.value_text, f.original, f.condition, f.confidence, f.reason,
    f.place, d.title AS source, d.url AS source_url, f.chosen, f.batch_id
FROM figure AS f
JOIN part AS p USING (part_id)
JOIN vendor AS v USING (vendor_id)
JOIN document AS d USING (document_id)
LEFT JOIN dictionary AS c ON c.class = p.class AND c.attribute = f.attribute
LEFT JOIN dictionary AS g ON g.class = 'part' AND g.attribute = f.attribute;

-- Where documents do not agree: the figure in force beside each other that gives something else, and why
-- it is the one in force. Two figures disagree when both state a typical value (or both only a
-- minimum, or only a maximum) and these differ by more than 5 % of the larger, or when their ranges lie
-- further apart than that; texts when they differ but for case. Conditions are free text and
-- stand beside the figures: where same_condition is 0 they may be what tells the figures apart.
-- Descriptions and addresses may differ.
CREATE VIEW disagreement_view AS
WITH said AS NOT MATERIALIZED (
    SELECT f.*, b.imported_at, d.title AS source, d.url AS source_url,
        CASE f.confidence WHEN 'vendor' THEN 5 WHEN 'standard' THEN 4 WHEN 'press' THEN 3
            WHEN 'estimate' THEN 2 WHEN 'seed' THEN 1 ELSE 0 END AS trust,
        coalesce(f.min, f.typ, -9e999) AS low, coalesce(f.max, f.typ, 9e999) AS high,
        CASE WHEN f.typ IS NOT NULL THEN 'typ' WHEN f.max IS NULL THEN 'min' WHEN f.min IS NULL THEN 'max' END AS side,
        coalesce(f.typ, f.max, f.min) AS point
    FROM figure AS f JOIN document AS d USING (document_id) LEFT JOIN import_batch AS b USING (batch_id)
)
SELECT p.part_id, p.class, v.name AS vendor, p.mpn, f.attribute, coalesce(c.unit, g.unit, '') AS unit,
    f.min, f.typ, f.max, f.value_text, f.condition, f.confidence, f.source, f.source_url, f.imported_at,
    f.condition = o.condition AS same_condition, o.min AS other_min, o.typ AS other_typ, o.max AS other_max, o.value_text AS other_text,
    o.condition AS other_condition, o.confidence AS other_confidence, o.source AS other_source,
    o.source_url AS other_source_url, o.imported_at AS other_imported_at,
    CASE WHEN f.trust > o.trust THEN f.confidence || ' before ' || o.confidence
        WHEN f.batch_id > o.batch_id THEN 'the later import' ELSE 'the later row of one import' END AS in_force_as
FROM said AS f
JOIN said AS o ON o.part_id = f.part_id AND o.attribute = f.attribute AND o.chosen = 0
    AND o.document_id <> f.document_id
JOIN part AS p ON p.part_id = f.part_id
JOIN vendor AS v USING (vendor_id)
LEFT JOIN dictionary AS c ON c.class = p.class AND c.attribute = f.attribute
LEFT JOIN dictionary AS g ON g.class = 'part' AND g.attribute = f.attribute
WHERE f.chosen = 1 AND CASE
    WHEN f.value_text IS NOT NULL OR o.value_text IS NOT NULL
        THEN f.value_text IS NOT o.value_text COLLATE NOCASE AND f.attribute NOT IN ('description', 'datasheet_url')
    ELSE (f.side = o.side AND abs(f.point - o.point) > 0.05 * max(abs(f.point), abs(o.point)))
        OR f.low - o.high > 0.05 * max(abs(f.low), abs(o.high))
        OR o.low - f.high > 0.05 * max(abs(o.low), abs(f.high)) END;

-- Every number of every part: its own, and those under which it was before it was merged.
CREATE VIEW part_number AS
SELECT vendor_id, mpn, part_id FROM part UNION ALL SELECT vendor_id, mpn, part_id FROM part_alias;

-- Every price in force, per piece, in the currency of the offer; the class is NULL for a part that the
-- catalog does not have.
CREATE VIEW price_view AS
SELECT p.class, v.name AS vendor, coalesce(p.mpn, r.mpn) AS mpn, s.name AS supplier, r.currency,
    r.quantity, r.price_micros / 1e6 / coalesce(r.price_basis, 1) AS unit_price,
    r.price_low_micros / 1e6 / coalesce(r.price_basis, 1) AS unit_price_low,
    r.price_high_micros / 1e6 / coalesce(r.price_basis, 1) AS unit_price_high,
    coalesce(r.minimum_order, 1) AS minimum_order, coalesce(r.order_multiple, 1) AS order_multiple,
    r.lead_time_days, r.valid_until, coalesce(r.confidence, 'vendor') AS confidence,
    d.title AS source, d.url AS source_url, l.file, r.line, l.batch_id
FROM price AS r
JOIN price_list AS l USING (price_list_id)
JOIN supplier AS s USING (supplier_id)
JOIN vendor AS v USING (vendor_id)
JOIN document AS d ON d.document_id = r.document_id
LEFT JOIN part AS p ON p.vendor_id = r.vendor_id AND p.mpn = r.mpn
WHERE NOT EXISTS (SELECT 1 FROM price AS later
    WHERE upper(later.mpn) = upper(r.mpn) AND later.vendor_id = r.vendor_id AND later.supplier_id = r.supplier_id
    AND later.currency = r.currency AND later.supplier_part_number IS r.supplier_part_number
    AND later.quantity = r.quantity AND later.price_id > r.price_id);

-- The lowest unit price of each part in USD: each supplier's for its smallest quantity, as long as it
-- is valid today. A currency without a rate to USD has none.
CREATE VIEW part_price_view AS
SELECT p.part_id, (SELECT min(r.price_micros / 1e6 / coalesce(r.price_basis, 1)
        * iif(r.currency = 'USD', 1, (SELECT e.rate_micros / 1e6 FROM exchange_rate AS e
            WHERE e.currency = r.currency AND e.base = 'USD' ORDER BY e.date DESC LIMIT 1)))
    FROM price AS r
    WHERE upper(r.mpn) = upper(p.mpn) AND r.vendor_id = p.vendor_id
    AND (r.valid_until IS NULL OR r.valid_until >= date('now'))
    AND NOT EXISTS (SELECT 1 FROM price AS other
        WHERE upper(other.mpn) = upper(r.mpn) AND other.vendor_id = r.vendor_id AND other.supplier_id = r.supplier_id
        AND other.currency = r.currency AND other.supplier_part_number IS r.supplier_part_number
        AND (other.quantity < r.quantity
            OR other.quantity = r.quantity AND other.price_id > r.price_id))) AS price_usd
FROM part AS p;

-- What contains what, one level.
CREATE VIEW composition_view AS
SELECT pv.name AS vendor, p.mpn, cv.name AS child_vendor, c.mpn AS child_mpn, c.class AS child_class,
    m.quantity, m.role, m.confidence, d.title AS source
FROM composition AS m
JOIN part AS p ON p.part_id = m.parent_id
JOIN vendor AS pv ON pv.vendor_id = p.vendor_id
JOIN part AS c ON c.part_id = m.child_id
JOIN vendor AS cv ON cv.vendor_id = c.vendor_id
JOIN document AS d ON d.document_id = m.document_id;

-- Switch chips, as a package, with who makes them.
CREATE VIEW switch_asic_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.bandwidth_gbps, c.serdes_lanes, c.lane_rate_gbps, c.ports, c.port_rate_gbps,
    c.power_w_min, c.power_w_typ, c.power_w_max, c.energy_pj_per_bit_min,
    c.energy_pj_per_bit_typ, c.energy_pj_per_bit_max, c.serdes_energy_pj_per_bit_min,
    c.serdes_energy_pj_per_bit_typ, c.serdes_energy_pj_per_bit_max, c.latency_ns_min,
    c.latency_ns_typ, c.latency_ns_max, c.process_nm, c.package_edge_mm,
    c.usable_edge_share_pct_min, c.usable_edge_share_pct_typ, c.usable_edge_share_pct_max,
    c.bad_fraction_min, c.bad_fraction_typ, c.bad_fraction_max, c.attach_fail_min,
    c.attach_fail_typ, c.attach_fail_max, c.attach_cost_usd_min, c.attach_cost_usd_typ,
    c.attach_cost_usd_max, c.protocol
FROM switch_asic AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Optical engines: photonic and electronic IC, driver and TIA, with who makes them.
CREATE VIEW optical_engine_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.medium, c.bandwidth_gbps, c.lanes, c.lane_rate_gbps, c.wavelengths_per_fiber,
    c.wavelength_nm_min, c.wavelength_nm_typ, c.wavelength_nm_max, c.fibers, c.laser_fibers,
    c.lanes_per_laser, c.power_w_min, c.power_w_typ, c.power_w_max, c.energy_pj_per_bit_min,
    c.energy_pj_per_bit_typ, c.energy_pj_per_bit_max, c.latency_ns_min, c.latency_ns_typ,
    c.latency_ns_max, c.modulator, c.modulator_loss_db_min, c.modulator_loss_db_typ,
    c.modulator_loss_db_max, c.coupling_loss_db_min, c.coupling_loss_db_typ,
    c.coupling_loss_db_max, c.sensitivity_dbm_min, c.sensitivity_dbm_typ,
    c.sensitivity_dbm_max, c.edge_length_mm, c.edge_density_tbps_per_mm_min,
    c.edge_density_tbps_per_mm_typ, c.edge_density_tbps_per_mm_max, c.bad_fraction_min,
    c.bad_fraction_typ, c.bad_fraction_max, c.attach_fail_min, c.attach_fail_typ,
    c.attach_fail_max, c.attach_cost_usd_min, c.attach_cost_usd_typ, c.attach_cost_usd_max,
    c.kgoe_coverage_min, c.kgoe_coverage_typ, c.kgoe_coverage_max, c.kgoe_overkill_min,
    c.kgoe_overkill_typ, c.kgoe_overkill_max
FROM optical_engine AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Pluggable modules, with who makes them.
CREATE VIEW transceiver_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.form_factor, c.medium, c.standard, c.data_rate_gbps, c.lanes, c.lane_rate_gbps,
    c.ports, c.reach_m, c.wavelength_nm_min, c.wavelength_nm_typ, c.wavelength_nm_max,
    c.fiber_mode, c.connector, c.polish, c.fibers, c.power_w_min, c.power_w_typ,
    c.power_w_max, c.energy_pj_per_bit_min, c.energy_pj_per_bit_typ,
    c.energy_pj_per_bit_max, c.dsp_power_share_pct_min, c.dsp_power_share_pct_typ,
    c.dsp_power_share_pct_max, c.laser_power_share_pct_min, c.laser_power_share_pct_typ,
    c.laser_power_share_pct_max, c.latency_ns_min, c.latency_ns_typ, c.latency_ns_max,
    c.tx_power_dbm_min, c.tx_power_dbm_typ, c.tx_power_dbm_max, c.rx_sensitivity_dbm_min,
    c.rx_sensitivity_dbm_typ, c.rx_sensitivity_dbm_max, c.loss_budget_db_min,
    c.loss_budget_db_typ, c.loss_budget_db_max, c.lasers, c.temperature_c_min,
    c.temperature_c_typ, c.temperature_c_max, c.frequency_thz_min, c.frequency_thz_typ,
    c.frequency_thz_max
FROM transceiver AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Laser dies and sub-assemblies, with who makes them.
CREATE VIEW laser_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.kind, c.optical_power_mw_min, c.optical_power_mw_typ, c.optical_power_mw_max,
    c.wavelength_nm_min, c.wavelength_nm_typ, c.wavelength_nm_max, c.wavelengths,
    c.channel_spacing_ghz, c.wall_plug_efficiency_pct_min, c.wall_plug_efficiency_pct_typ,
    c.wall_plug_efficiency_pct_max, c.power_w_min, c.power_w_typ, c.power_w_max, c.cooled,
    c.lanes_per_laser, c.temperature_c_min, c.temperature_c_typ, c.temperature_c_max
FROM laser AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- External laser source modules, with who makes them.
CREATE VIEW els_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.form_factor, c.optical_class, c.lasers, c.outputs, c.optical_power_dbm_min,
    c.optical_power_dbm_typ, c.optical_power_dbm_max, c.wavelengths, c.wavelength_nm_min,
    c.wavelength_nm_typ, c.wavelength_nm_max, c.channel_spacing_ghz, c.power_w_min,
    c.power_w_typ, c.power_w_max, c.wall_plug_efficiency_pct_min,
    c.wall_plug_efficiency_pct_typ, c.wall_plug_efficiency_pct_max, c.temperature_c_min,
    c.temperature_c_typ, c.temperature_c_max, c.connector, c.supply_voltage_v_min,
    c.supply_voltage_v_typ, c.supply_voltage_v_max, c.supply_current_a_min,
    c.supply_current_a_typ, c.supply_current_a_max
FROM els AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Fiber array units, with who makes them.
CREATE VIEW fau_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.attach, c.fibers, c.pitch_um, c.pitch_tolerance_um, c.margin_mm, c.fiber_kind,
    c.coupling_loss_db_min, c.coupling_loss_db_typ, c.coupling_loss_db_max,
    c.alignment_tolerance_um_min, c.alignment_tolerance_um_typ,
    c.alignment_tolerance_um_max, c.bad_fraction_min, c.bad_fraction_typ,
    c.bad_fraction_max, c.attach_fail_min, c.attach_fail_typ, c.attach_fail_max,
    c.attach_cost_usd_min, c.attach_cost_usd_typ, c.attach_cost_usd_max
FROM fau AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Dies and other inputs of an assembly flow, with who makes them.
CREATE VIEW die_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.kind, c.area_mm2, c.width_mm, c.height_mm, c.process_nm, c.yield_model,
    c.defect_density_per_cm2_min, c.defect_density_per_cm2_typ,
    c.defect_density_per_cm2_max, c.cluster_alpha, c.gross_yield_min, c.gross_yield_typ,
    c.gross_yield_max, c.wafer_diameter_mm, c.wafer_cost_usd_min, c.wafer_cost_usd_typ,
    c.wafer_cost_usd_max, c.bad_fraction_min, c.bad_fraction_typ, c.bad_fraction_max,
    c.attach_fail_min, c.attach_fail_typ, c.attach_fail_max, c.attach_cost_usd_min,
    c.attach_cost_usd_typ, c.attach_cost_usd_max, c.edge_density_tbps_per_mm_min,
    c.edge_density_tbps_per_mm_typ, c.edge_density_tbps_per_mm_max
FROM die AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Copper and active optical cables, with who makes them.
CREATE VIEW cable_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.medium, c.form_factor, c.far_form_factor, c.data_rate_gbps, c.lanes, c.lane_rate_gbps,
    c.length_m, c.reach_m_min, c.reach_m_typ, c.reach_m_max, c.power_w_min, c.power_w_typ,
    c.power_w_max, c.simplex, c.wire_gauge_awg, c.latency_per_length_ns_per_m_min,
    c.latency_per_length_ns_per_m_typ, c.latency_per_length_ns_per_m_max
FROM cable AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Fiber cables, with who makes them.
CREATE VIEW fiber_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.fiber_mode, c.fibers, c.length_m, c.connector, c.far_connector, c.polish, c.polarity,
    c.attenuation_db_per_km_min, c.attenuation_db_per_km_typ, c.attenuation_db_per_km_max,
    c.connector_loss_db_min, c.connector_loss_db_typ, c.connector_loss_db_max,
    c.latency_per_length_ns_per_m_min, c.latency_per_length_ns_per_m_typ,
    c.latency_per_length_ns_per_m_max
FROM fiber AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Network adapters, with who makes them.
CREATE VIEW nic_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.bandwidth_gbps, c.ports, c.lanes, c.lane_rate_gbps, c.form_factor, c.host_interface,
    c.power_w_min, c.power_w_typ, c.power_w_max, c.protocol
FROM nic AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Accelerators, with who makes them.
CREATE VIEW accelerator_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.power_w_min, c.power_w_typ, c.power_w_max, c.scale_up_bandwidth_gbps,
    c.scale_up_links, c.scale_up_lane_rate_gbps, c.memory_gb, c.memory_bandwidth_gb_s,
    c.compute_pflops, c.package_edge_mm, c.protocol
FROM accelerator AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Switch systems, servers, trays, racks, with who makes them.
CREATE VIEW enclosure_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.kind, c.rack_units_u, c.power_w_min, c.power_w_typ, c.power_w_max, c.power_scope,
    c.bandwidth_gbps, c.ports, c.port_rate_gbps, c.lane_rate_gbps, c.cages,
    c.cage_rate_gbps, c.cage_form_factor, c.cage_power_w, c.latency_ns_min,
    c.latency_ns_typ, c.latency_ns_max, c.cooling, c.power_limit_w_min, c.power_limit_w_typ,
    c.power_limit_w_max, c.supply_slots, c.protocol
FROM enclosure AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Power supplies and shelves, with who makes them.
CREATE VIEW psu_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.kind, c.rated_power_w, c.efficiency_pct_min, c.efficiency_pct_typ,
    c.efficiency_pct_max, c.input_voltage_v_min, c.input_voltage_v_typ,
    c.input_voltage_v_max, c.output_voltage_v_min, c.output_voltage_v_typ,
    c.output_voltage_v_max, c.modules, c.rack_units_u
FROM psu AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Whatever else a price list or BOM brings, with who makes them.
CREATE VIEW other_view AS
SELECT p.part_id, v.name AS vendor, p.mpn, p.description, p.lifecycle, p.representative,
    c.category, c.power_w_min, c.power_w_typ, c.power_w_max, c.rack_units_u
FROM other AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id);

-- Lines of imported bills of materials, prices as the lists say. Of a part that the catalog has, part_id:
-- by vendor and part number, or by the part number alone where only one vendor has it and the list names none.
-- The rolled-up quantity is that in the whole list; a containing line without a quantity counts as one.
CREATE VIEW bom_view AS
WITH RECURSIVE rolled(bom_id, position, path, own) AS (
    SELECT bom_id, position, 1.0, quantity_micros / 1e6 FROM bom_line WHERE parent_position IS NULL
    UNION ALL
    SELECT c.bom_id, c.position, r.path * coalesce(r.own, 1.0), c.quantity_micros / 1e6
    FROM rolled AS r JOIN bom_line AS c INDEXED BY bom_line_parent
        ON c.bom_id = r.bom_id AND c.parent_position = r.position)
SELECT b.name AS bom, n.position, n.item AS line, n.level, n.parent_position,
    coalesce(p.reference, p.mpn, p.item, p.description) AS parent, n.reference,
    n.quantity_micros / 1e6 AS quantity, round(r.path * r.own, 6) AS rolled_up_quantity,
    n.quantity_unit, n.vendor, n.mpn, n.description, n.supplier, n.supplier_part_number,
    n.unit_price_micros / 1e6 AS unit_price, n.extended_price_micros / 1e6 AS extended_price,
    n.currency, n.dnp, n.remark,
    (SELECT group_concat(coalesce(a.vendor || ' ', '') || a.mpn, '; ') FROM bom_alternate AS a
        WHERE a.bom_id = n.bom_id AND a.position = n.position) AS alternates,
    CASE WHEN n.vendor IS NOT NULL
        THEN (SELECT q.part_id FROM part_number AS q JOIN vendor AS v USING (vendor_id)
            WHERE q.mpn = n.mpn AND v.name = n.vendor)
        ELSE (SELECT min(part_id) FROM (SELECT part_id FROM part WHERE mpn = n.mpn
            UNION SELECT part_id FROM part_alias WHERE mpn = n.mpn) HAVING count(*) = 1)
    END AS part_id,
    b.file, n.line AS file_line, b.batch_id
FROM bom_line AS n
JOIN bom AS b USING (bom_id)
JOIN rolled AS r ON r.bom_id = n.bom_id AND r.position = n.position
LEFT JOIN bom_line AS p ON p.bom_id = n.bom_id AND p.position = n.parent_position;

-- Lines of requests for quotation with the latest answer: NULL where there is none yet.
CREATE VIEW rfq_view AS
SELECT r.number, r.supplier, r.build, r.revision, r.created_on, r.respond_by, r.required_by,
    l.line, l.vendor, l.mpn, l.need,
    l.quantity_1 || coalesce(', ' || l.quantity_2, '') || coalesce(', ' || l.quantity_3, '')
        || coalesce(', ' || l.quantity_4, '') || coalesce(', ' || l.quantity_5, '')
        || coalesce(', ' || l.quantity_6, '') AS quantities,
    l.answer, l.answered_at, l.answer_batch_id AS batch_id, l.alternate_vendor, l.alternate_mpn,
    l.one_time_micros / 1e6 AS one_time_charge, l.one_time_currency, l.country_of_origin, l.remark
FROM rfq_line AS l JOIN rfq AS r USING (rfq_id)
ORDER BY r.rfq_id, l.line;

-- What may stand in for parts: everywhere where build is empty, on every line where line is.
CREATE VIEW alternate_view AS
SELECT m.part_id, m.alternate_id, v.name AS vendor, p.mpn, w.name AS alternate_vendor, a.mpn AS alternate_mpn,
    m.build, m.line, m.state, m.reason
FROM (SELECT part_id, alternate_id, '' AS build, '' AS line, state, reason FROM alternate
    UNION ALL SELECT part_id, alternate_id, build, line, state, reason FROM build_alternate) AS m
JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id)
JOIN part AS a ON a.part_id = m.alternate_id JOIN vendor AS w ON w.vendor_id = a.vendor_id;

-- Who may make the parts of a class, of every class where class is empty: everywhere where build is empty.
CREATE VIEW maker_view AS
SELECT m.vendor_id, v.name AS vendor, m.class, m.build, m.line, m.state, m.reason
FROM maker AS m JOIN vendor AS v USING (vendor_id);

-- Pairs of parts whose numbers are the same but for case and signs: of one vendor (1), of vendors of which one is called
-- as the other begins (2), or of any two, where the number is one word of six letters and figures or more (3). The part
-- of which less is known stands first.
CREATE VIEW duplicate_view AS
WITH plain AS MATERIALIZED (
    SELECT p.part_id, p.class, p.mpn, v.name AS vendor, p.vendor_id,
        replace(replace(replace(replace(replace(lower(p.mpn), ' ', ''), '-', ''), '.', ''), '/', ''), '_', '') AS number,
        replace(replace(replace(replace(lower(v.name), ' ', ''), '-', ''), '.', ''), ',', '') AS maker,
        (SELECT count(*) FROM figure AS f WHERE f.part_id = p.part_id) AS figures
    FROM part AS p JOIN vendor AS v USING (vendor_id) WHERE p.representative IS NOT 1
), pair AS (
    SELECT d.vendor, d.mpn, d.class, k.vendor AS other_vendor, k.mpn AS other_mpn, k.class AS other_class,
        CASE WHEN d.vendor_id = k.vendor_id THEN 1
            WHEN instr(d.maker, k.maker) = 1 OR instr(k.maker, d.maker) = 1 THEN 2
            WHEN length(d.number) >= 6 AND d.number GLOB '*[0-9]*' AND instr(d.mpn, ' ') = 0 AND instr(k.mpn, ' ') = 0
            THEN 3 END AS likeness
    FROM plain AS d JOIN plain AS k ON d.number = k.number AND d.part_id <> k.part_id AND d.number <> ''
        AND (d.figures, -d.part_id) < (k.figures, -k.part_id) AND (d.class = k.class OR 'other' IN (d.class, k.class)))
SELECT vendor, mpn, class, other_vendor, other_mpn, other_class, likeness,
    CASE likeness WHEN 1 THEN 'same vendor, same number but for its signs'
        WHEN 2 THEN 'vendors of like names, same number but for its signs'
        ELSE 'other vendor, same number' END AS reason
FROM pair WHERE likeness IS NOT NULL;

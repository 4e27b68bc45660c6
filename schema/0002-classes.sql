-- Step 2: one table a class of part. Columns are typed and named with their unit; _min, _typ and
-- _max where datasheets give a range. The values are those of the chosen row in `figure`.

-- Switch chips, as a package.
CREATE TABLE switch_asic (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    bandwidth_gbps REAL CHECK (bandwidth_gbps >= 0), -- Gbps; switching capacity, one direction, all ports
    serdes_lanes INTEGER CHECK (serdes_lanes >= 0), -- electrical lanes
    lane_rate_gbps REAL CHECK (lane_rate_gbps >= 0), -- Gbps; data rate of one lane, one direction
    ports INTEGER CHECK (ports >= 0), -- ports at the port rate
    port_rate_gbps REAL CHECK (port_rate_gbps >= 0), -- Gbps; data rate of one port, one direction
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    energy_pj_per_bit_min REAL CHECK (energy_pj_per_bit_min >= 0), -- pJ/bit; energy per bit switched
    energy_pj_per_bit_typ REAL CHECK (energy_pj_per_bit_typ >= 0),
    energy_pj_per_bit_max REAL CHECK (energy_pj_per_bit_max >= 0),
    serdes_energy_pj_per_bit_min REAL CHECK (serdes_energy_pj_per_bit_min >= 0), -- pJ/bit; energy per bit of one SerDes end
    serdes_energy_pj_per_bit_typ REAL CHECK (serdes_energy_pj_per_bit_typ >= 0),
    serdes_energy_pj_per_bit_max REAL CHECK (serdes_energy_pj_per_bit_max >= 0),
    latency_ns_min REAL CHECK (latency_ns_min >= 0), -- ns; port to port
    latency_ns_typ REAL CHECK (latency_ns_typ >= 0),
    latency_ns_max REAL CHECK (latency_ns_max >= 0),
    process_nm REAL CHECK (process_nm >= 0), -- nm; name of the process node
    package_edge_mm REAL CHECK (package_edge_mm >= 0), -- mm; length of one package edge
    usable_edge_share_pct_min REAL CHECK (usable_edge_share_pct_min BETWEEN 0 AND 100), -- %; share of the package perimeter that engines may use
    usable_edge_share_pct_typ REAL CHECK (usable_edge_share_pct_typ BETWEEN 0 AND 100),
    usable_edge_share_pct_max REAL CHECK (usable_edge_share_pct_max BETWEEN 0 AND 100),
    bad_fraction_min REAL CHECK (bad_fraction_min BETWEEN 0 AND 1), -- fraction; probability that a delivered piece is bad
    bad_fraction_typ REAL CHECK (bad_fraction_typ BETWEEN 0 AND 1),
    bad_fraction_max REAL CHECK (bad_fraction_max BETWEEN 0 AND 1),
    attach_fail_min REAL CHECK (attach_fail_min BETWEEN 0 AND 1), -- fraction; probability that attaching one piece to its package fails
    attach_fail_typ REAL CHECK (attach_fail_typ BETWEEN 0 AND 1),
    attach_fail_max REAL CHECK (attach_fail_max BETWEEN 0 AND 1),
    attach_cost_usd_min REAL CHECK (attach_cost_usd_min >= 0), -- USD; cost of attaching one piece
    attach_cost_usd_typ REAL CHECK (attach_cost_usd_typ >= 0),
    attach_cost_usd_max REAL CHECK (attach_cost_usd_max >= 0),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (energy_pj_per_bit_min <= energy_pj_per_bit_typ AND energy_pj_per_bit_typ <= energy_pj_per_bit_max AND energy_pj_per_bit_min <= energy_pj_per_bit_max),
    CHECK (serdes_energy_pj_per_bit_min <= serdes_energy_pj_per_bit_typ AND serdes_energy_pj_per_bit_typ <= serdes_energy_pj_per_bit_max AND serdes_energy_pj_per_bit_min <= serdes_energy_pj_per_bit_max),
    CHECK (latency_ns_min <= latency_ns_typ AND latency_ns_typ <= latency_ns_max AND latency_ns_min <= latency_ns_max),
    CHECK (usable_edge_share_pct_min <= usable_edge_share_pct_typ AND usable_edge_share_pct_typ <= usable_edge_share_pct_max AND usable_edge_share_pct_min <= usable_edge_share_pct_max),
    CHECK (bad_fraction_min <= bad_fraction_typ AND bad_fraction_typ <= bad_fraction_max AND bad_fraction_min <= bad_fraction_max),
    CHECK (attach_fail_min <= attach_fail_typ AND attach_fail_typ <= attach_fail_max AND attach_fail_min <= attach_fail_max),
    CHECK (attach_cost_usd_min <= attach_cost_usd_typ AND attach_cost_usd_typ <= attach_cost_usd_max AND attach_cost_usd_min <= attach_cost_usd_max)
) STRICT;

-- Optical engines: photonic and electronic IC, driver and TIA.
CREATE TABLE optical_engine (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    medium TEXT CHECK (medium IN ('obo', 'npo', 'cpo', 'cpo-interposer', 'in-package', 'monolithic')), -- how close to the ASIC the engine sits
    bandwidth_gbps REAL CHECK (bandwidth_gbps >= 0), -- Gbps; one direction
    lanes INTEGER CHECK (lanes >= 0), -- optical lanes, one direction
    lane_rate_gbps REAL CHECK (lane_rate_gbps >= 0), -- Gbps; data rate of one lane, one direction
    wavelengths_per_fiber INTEGER CHECK (wavelengths_per_fiber >= 0), -- wavelengths that share one fiber
    wavelength_nm_min REAL CHECK (wavelength_nm_min >= 0), -- nm; of the light, or range of the grid
    wavelength_nm_typ REAL CHECK (wavelength_nm_typ >= 0),
    wavelength_nm_max REAL CHECK (wavelength_nm_max >= 0),
    fibers INTEGER CHECK (fibers >= 0), -- signal fibers, both directions
    laser_fibers INTEGER CHECK (laser_fibers >= 0), -- polarisation-maintaining fibers that bring light in
    lanes_per_laser INTEGER CHECK (lanes_per_laser >= 0), -- lanes that one laser feeds
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    energy_pj_per_bit_min REAL CHECK (energy_pj_per_bit_min >= 0), -- pJ/bit; energy per bit of the engine, laser left out
    energy_pj_per_bit_typ REAL CHECK (energy_pj_per_bit_typ >= 0),
    energy_pj_per_bit_max REAL CHECK (energy_pj_per_bit_max >= 0),
    latency_ns_min REAL CHECK (latency_ns_min >= 0), -- ns; added by one engine, one way
    latency_ns_typ REAL CHECK (latency_ns_typ >= 0),
    latency_ns_max REAL CHECK (latency_ns_max >= 0),
    modulator TEXT CHECK (modulator <> ''), -- kind of modulator
    modulator_loss_db_min REAL CHECK (modulator_loss_db_min >= 0), -- dB; insertion loss of the modulator with its modulation penalty
    modulator_loss_db_typ REAL CHECK (modulator_loss_db_typ >= 0),
    modulator_loss_db_max REAL CHECK (modulator_loss_db_max >= 0),
    coupling_loss_db_min REAL CHECK (coupling_loss_db_min >= 0), -- dB; fiber to chip, one coupling
    coupling_loss_db_typ REAL CHECK (coupling_loss_db_typ >= 0),
    coupling_loss_db_max REAL CHECK (coupling_loss_db_max >= 0),
    sensitivity_dbm_min REAL, -- dBm; receiver sensitivity per lane
    sensitivity_dbm_typ REAL,
    sensitivity_dbm_max REAL,
    edge_length_mm REAL CHECK (edge_length_mm >= 0), -- mm; package edge that one engine takes
    edge_density_tbps_per_mm_min REAL CHECK (edge_density_tbps_per_mm_min >= 0), -- Tbps/mm; bandwidth per millimetre of edge
    edge_density_tbps_per_mm_typ REAL CHECK (edge_density_tbps_per_mm_typ >= 0),
    edge_density_tbps_per_mm_max REAL CHECK (edge_density_tbps_per_mm_max >= 0),
    bad_fraction_min REAL CHECK (bad_fraction_min BETWEEN 0 AND 1), -- fraction; probability that a delivered piece is bad
    bad_fraction_typ REAL CHECK (bad_fraction_typ BETWEEN 0 AND 1),
    bad_fraction_max REAL CHECK (bad_fraction_max BETWEEN 0 AND 1),
    attach_fail_min REAL CHECK (attach_fail_min BETWEEN 0 AND 1), -- fraction; probability that attaching one piece to its package fails
    attach_fail_typ REAL CHECK (attach_fail_typ BETWEEN 0 AND 1),
    attach_fail_max REAL CHECK (attach_fail_max BETWEEN 0 AND 1),
    attach_cost_usd_min REAL CHECK (attach_cost_usd_min >= 0), -- USD; cost of attaching one piece
    attach_cost_usd_typ REAL CHECK (attach_cost_usd_typ >= 0),
    attach_cost_usd_max REAL CHECK (attach_cost_usd_max >= 0),
    kgoe_coverage_min REAL CHECK (kgoe_coverage_min BETWEEN 0 AND 1), -- fraction; P(known-good test rejects, given the engine is bad)
    kgoe_coverage_typ REAL CHECK (kgoe_coverage_typ BETWEEN 0 AND 1),
    kgoe_coverage_max REAL CHECK (kgoe_coverage_max BETWEEN 0 AND 1),
    kgoe_overkill_min REAL CHECK (kgoe_overkill_min BETWEEN 0 AND 1), -- fraction; P(known-good test rejects, given the engine is good)
    kgoe_overkill_typ REAL CHECK (kgoe_overkill_typ BETWEEN 0 AND 1),
    kgoe_overkill_max REAL CHECK (kgoe_overkill_max BETWEEN 0 AND 1),
    CHECK (wavelength_nm_min <= wavelength_nm_typ AND wavelength_nm_typ <= wavelength_nm_max AND wavelength_nm_min <= wavelength_nm_max),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (energy_pj_per_bit_min <= energy_pj_per_bit_typ AND energy_pj_per_bit_typ <= energy_pj_per_bit_max AND energy_pj_per_bit_min <= energy_pj_per_bit_max),
    CHECK (latency_ns_min <= latency_ns_typ AND latency_ns_typ <= latency_ns_max AND latency_ns_min <= latency_ns_max),
    CHECK (modulator_loss_db_min <= modulator_loss_db_typ AND modulator_loss_db_typ <= modulator_loss_db_max AND modulator_loss_db_min <= modulator_loss_db_max),
    CHECK (coupling_loss_db_min <= coupling_loss_db_typ AND coupling_loss_db_typ <= coupling_loss_db_max AND coupling_loss_db_min <= coupling_loss_db_max),
    CHECK (sensitivity_dbm_min <= sensitivity_dbm_typ AND sensitivity_dbm_typ <= sensitivity_dbm_max AND sensitivity_dbm_min <= sensitivity_dbm_max),
    CHECK (edge_density_tbps_per_mm_min <= edge_density_tbps_per_mm_typ AND edge_density_tbps_per_mm_typ <= edge_density_tbps_per_mm_max AND edge_density_tbps_per_mm_min <= edge_density_tbps_per_mm_max),
    CHECK (bad_fraction_min <= bad_fraction_typ AND bad_fraction_typ <= bad_fraction_max AND bad_fraction_min <= bad_fraction_max),
    CHECK (attach_fail_min <= attach_fail_typ AND attach_fail_typ <= attach_fail_max AND attach_fail_min <= attach_fail_max),
    CHECK (attach_cost_usd_min <= attach_cost_usd_typ AND attach_cost_usd_typ <= attach_cost_usd_max AND attach_cost_usd_min <= attach_cost_usd_max),
    CHECK (kgoe_coverage_min <= kgoe_coverage_typ AND kgoe_coverage_typ <= kgoe_coverage_max AND kgoe_coverage_min <= kgoe_coverage_max),
    CHECK (kgoe_overkill_min <= kgoe_overkill_typ AND kgoe_overkill_typ <= kgoe_overkill_max AND kgoe_overkill_min <= kgoe_overkill_max)
) STRICT;

-- Pluggable modules.
CREATE TABLE transceiver (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    form_factor TEXT CHECK (form_factor <> ''), -- cage that it fits
    medium TEXT CHECK (medium IN ('dsp', 'lro', 'lpo', 'aoc')), -- where the signal is retimed
    standard TEXT CHECK (standard <> ''), -- optical interface by name, DR8
    data_rate_gbps REAL CHECK (data_rate_gbps >= 0), -- Gbps; one direction
    lanes INTEGER CHECK (lanes >= 0), -- optical lanes, one direction
    lane_rate_gbps REAL CHECK (lane_rate_gbps >= 0), -- Gbps; data rate of one lane, one direction
    ports INTEGER CHECK (ports >= 0), -- logical ports at most, by breakout
    reach_m REAL CHECK (reach_m >= 0), -- m; longest link
    wavelength_nm_min REAL CHECK (wavelength_nm_min >= 0), -- nm; of the transmitter
    wavelength_nm_typ REAL CHECK (wavelength_nm_typ >= 0),
    wavelength_nm_max REAL CHECK (wavelength_nm_max >= 0),
    fiber_mode TEXT CHECK (fiber_mode IN ('smf', 'mmf')), -- single-mode or multimode
    connector TEXT CHECK (connector <> ''), -- optical connector
    polish TEXT CHECK (polish IN ('pc', 'upc', 'apc')), -- end face of the connector
    fibers INTEGER CHECK (fibers >= 0), -- fibers, both directions
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    energy_pj_per_bit_min REAL CHECK (energy_pj_per_bit_min >= 0), -- pJ/bit; energy per bit of one end
    energy_pj_per_bit_typ REAL CHECK (energy_pj_per_bit_typ >= 0),
    energy_pj_per_bit_max REAL CHECK (energy_pj_per_bit_max >= 0),
    dsp_power_share_pct_min REAL CHECK (dsp_power_share_pct_min BETWEEN 0 AND 100), -- %; share of the module power that the DSP takes
    dsp_power_share_pct_typ REAL CHECK (dsp_power_share_pct_typ BETWEEN 0 AND 100),
    dsp_power_share_pct_max REAL CHECK (dsp_power_share_pct_max BETWEEN 0 AND 100),
    laser_power_share_pct_min REAL CHECK (laser_power_share_pct_min BETWEEN 0 AND 100), -- %; share of the module power that lasers take
    laser_power_share_pct_typ REAL CHECK (laser_power_share_pct_typ BETWEEN 0 AND 100),
    laser_power_share_pct_max REAL CHECK (laser_power_share_pct_max BETWEEN 0 AND 100),
    latency_ns_min REAL CHECK (latency_ns_min >= 0), -- ns; added by one module, one way
    latency_ns_typ REAL CHECK (latency_ns_typ >= 0),
    latency_ns_max REAL CHECK (latency_ns_max >= 0),
    tx_power_dbm_min REAL, -- dBm; average launch power per lane
    tx_power_dbm_typ REAL,
    tx_power_dbm_max REAL,
    rx_sensitivity_dbm_min REAL, -- dBm; receiver sensitivity per lane
    rx_sensitivity_dbm_typ REAL,
    rx_sensitivity_dbm_max REAL,
    loss_budget_db_min REAL CHECK (loss_budget_db_min >= 0), -- dB; loss that the channel may have
    loss_budget_db_typ REAL CHECK (loss_budget_db_typ >= 0),
    loss_budget_db_max REAL CHECK (loss_budget_db_max >= 0),
    lasers INTEGER CHECK (lasers >= 0), -- lasers inside
    temperature_c_min REAL, -- C; case temperature in operation
    temperature_c_typ REAL,
    temperature_c_max REAL,
    CHECK (wavelength_nm_min <= wavelength_nm_typ AND wavelength_nm_typ <= wavelength_nm_max AND wavelength_nm_min <= wavelength_nm_max),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (energy_pj_per_bit_min <= energy_pj_per_bit_typ AND energy_pj_per_bit_typ <= energy_pj_per_bit_max AND energy_pj_per_bit_min <= energy_pj_per_bit_max),
    CHECK (dsp_power_share_pct_min <= dsp_power_share_pct_typ AND dsp_power_share_pct_typ <= dsp_power_share_pct_max AND dsp_power_share_pct_min <= dsp_power_share_pct_max),
    CHECK (laser_power_share_pct_min <= laser_power_share_pct_typ AND laser_power_share_pct_typ <= laser_power_share_pct_max AND laser_power_share_pct_min <= laser_power_share_pct_max),
    CHECK (latency_ns_min <= latency_ns_typ AND latency_ns_typ <= latency_ns_max AND latency_ns_min <= latency_ns_max),
    CHECK (tx_power_dbm_min <= tx_power_dbm_typ AND tx_power_dbm_typ <= tx_power_dbm_max AND tx_power_dbm_min <= tx_power_dbm_max),
    CHECK (rx_sensitivity_dbm_min <= rx_sensitivity_dbm_typ AND rx_sensitivity_dbm_typ <= rx_sensitivity_dbm_max AND rx_sensitivity_dbm_min <= rx_sensitivity_dbm_max),
    CHECK (loss_budget_db_min <= loss_budget_db_typ AND loss_budget_db_typ <= loss_budget_db_max AND loss_budget_db_min <= loss_budget_db_max),
    CHECK (temperature_c_min <= temperature_c_typ AND temperature_c_typ <= temperature_c_max AND temperature_c_min <= temperature_c_max)
) STRICT;

-- Laser dies and sub-assemblies.
CREATE TABLE laser (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    kind TEXT CHECK (kind IN ('cw-dfb', 'eml', 'dml', 'vcsel', 'comb', 'micro-led')), -- kind of laser
    optical_power_mw_min REAL CHECK (optical_power_mw_min >= 0), -- mW; output per laser
    optical_power_mw_typ REAL CHECK (optical_power_mw_typ >= 0),
    optical_power_mw_max REAL CHECK (optical_power_mw_max >= 0),
    wavelength_nm_min REAL CHECK (wavelength_nm_min >= 0), -- nm; of the light
    wavelength_nm_typ REAL CHECK (wavelength_nm_typ >= 0),
    wavelength_nm_max REAL CHECK (wavelength_nm_max >= 0),
    wavelengths INTEGER CHECK (wavelengths >= 0), -- lines that one laser emits
    channel_spacing_ghz REAL CHECK (channel_spacing_ghz >= 0), -- GHz; between neighbouring lines
    wall_plug_efficiency_pct_min REAL CHECK (wall_plug_efficiency_pct_min BETWEEN 0 AND 100), -- %; optical over electrical power
    wall_plug_efficiency_pct_typ REAL CHECK (wall_plug_efficiency_pct_typ BETWEEN 0 AND 100),
    wall_plug_efficiency_pct_max REAL CHECK (wall_plug_efficiency_pct_max BETWEEN 0 AND 100),
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    cooled INTEGER CHECK (cooled IN (0, 1)), -- 1: with a thermo-electric cooler
    lanes_per_laser INTEGER CHECK (lanes_per_laser >= 0), -- lanes that one laser feeds
    temperature_c_min REAL, -- C; case temperature in operation
    temperature_c_typ REAL,
    temperature_c_max REAL,
    CHECK (optical_power_mw_min <= optical_power_mw_typ AND optical_power_mw_typ <= optical_power_mw_max AND optical_power_mw_min <= optical_power_mw_max),
    CHECK (wavelength_nm_min <= wavelength_nm_typ AND wavelength_nm_typ <= wavelength_nm_max AND wavelength_nm_min <= wavelength_nm_max),
    CHECK (wall_plug_efficiency_pct_min <= wall_plug_efficiency_pct_typ AND wall_plug_efficiency_pct_typ <= wall_plug_efficiency_pct_max AND wall_plug_efficiency_pct_min <= wall_plug_efficiency_pct_max),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (temperature_c_min <= temperature_c_typ AND temperature_c_typ <= temperature_c_max AND temperature_c_min <= temperature_c_max)
) STRICT;

-- External laser source modules.
CREATE TABLE els (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    form_factor TEXT CHECK (form_factor <> ''), -- module standard: ELSFP, RLM, PELS
    optical_class TEXT CHECK (optical_class IN ('lp', 'mp', 'hp', 'vhp', 'uhp', 'shp')), -- optical class of OIF ELSFP
    lasers INTEGER CHECK (lasers >= 0), -- lasers inside
    outputs INTEGER CHECK (outputs >= 0), -- fibers that carry light out
    optical_power_dbm_min REAL, -- dBm; per output and wavelength
    optical_power_dbm_typ REAL,
    optical_power_dbm_max REAL,
    wavelengths INTEGER CHECK (wavelengths >= 0), -- different wavelengths
    wavelength_nm_min REAL CHECK (wavelength_nm_min >= 0), -- nm; of the light, or range of the grid
    wavelength_nm_typ REAL CHECK (wavelength_nm_typ >= 0),
    wavelength_nm_max REAL CHECK (wavelength_nm_max >= 0),
    channel_spacing_ghz REAL CHECK (channel_spacing_ghz >= 0), -- GHz; between neighbouring lines
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    wall_plug_efficiency_pct_min REAL CHECK (wall_plug_efficiency_pct_min BETWEEN 0 AND 100), -- %; optical over electrical power
    wall_plug_efficiency_pct_typ REAL CHECK (wall_plug_efficiency_pct_typ BETWEEN 0 AND 100),
    wall_plug_efficiency_pct_max REAL CHECK (wall_plug_efficiency_pct_max BETWEEN 0 AND 100),
    temperature_c_min REAL, -- C; case temperature in operation
    temperature_c_typ REAL,
    temperature_c_max REAL,
    connector TEXT CHECK (connector <> ''), -- optical connector
    supply_voltage_v_min REAL CHECK (supply_voltage_v_min >= 0), -- V; electrical supply
    supply_voltage_v_typ REAL CHECK (supply_voltage_v_typ >= 0),
    supply_voltage_v_max REAL CHECK (supply_voltage_v_max >= 0),
    supply_current_a_min REAL CHECK (supply_current_a_min >= 0), -- A; electrical supply
    supply_current_a_typ REAL CHECK (supply_current_a_typ >= 0),
    supply_current_a_max REAL CHECK (supply_current_a_max >= 0),
    CHECK (optical_power_dbm_min <= optical_power_dbm_typ AND optical_power_dbm_typ <= optical_power_dbm_max AND optical_power_dbm_min <= optical_power_dbm_max),
    CHECK (wavelength_nm_min <= wavelength_nm_typ AND wavelength_nm_typ <= wavelength_nm_max AND wavelength_nm_min <= wavelength_nm_max),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (wall_plug_efficiency_pct_min <= wall_plug_efficiency_pct_typ AND wall_plug_efficiency_pct_typ <= wall_plug_efficiency_pct_max AND wall_plug_efficiency_pct_min <= wall_plug_efficiency_pct_max),
    CHECK (temperature_c_min <= temperature_c_typ AND temperature_c_typ <= temperature_c_max AND temperature_c_min <= temperature_c_max),
    CHECK (supply_voltage_v_min <= supply_voltage_v_typ AND supply_voltage_v_typ <= supply_voltage_v_max AND supply_voltage_v_min <= supply_voltage_v_max),
    CHECK (supply_current_a_min <= supply_current_a_typ AND supply_current_a_typ <= supply_current_a_max AND supply_current_a_min <= supply_current_a_max)
) STRICT;

-- Fiber array units.
CREATE TABLE fau (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    attach TEXT CHECK (attach IN ('bonded', 'detachable', 'expanded-beam')), -- how the array meets the chip
    fibers INTEGER CHECK (fibers >= 0), -- fibers in the array
    pitch_um REAL CHECK (pitch_um >= 0), -- um; between neighbouring fibers
    pitch_tolerance_um REAL CHECK (pitch_tolerance_um >= 0), -- um; position error of a core, plus or minus
    margin_mm REAL CHECK (margin_mm >= 0), -- mm; width beyond fibers x pitch, both sides together
    fiber_kind TEXT CHECK (fiber_kind IN ('smf', 'pm', 'mixed')), -- fibers inside
    coupling_loss_db_min REAL CHECK (coupling_loss_db_min >= 0), -- dB; fiber to chip, one coupling
    coupling_loss_db_typ REAL CHECK (coupling_loss_db_typ >= 0),
    coupling_loss_db_max REAL CHECK (coupling_loss_db_max >= 0),
    alignment_tolerance_um_min REAL CHECK (alignment_tolerance_um_min >= 0), -- um; lateral shift that costs 1 dB, plus or minus
    alignment_tolerance_um_typ REAL CHECK (alignment_tolerance_um_typ >= 0),
    alignment_tolerance_um_max REAL CHECK (alignment_tolerance_um_max >= 0),
    bad_fraction_min REAL CHECK (bad_fraction_min BETWEEN 0 AND 1), -- fraction; probability that a delivered piece is bad
    bad_fraction_typ REAL CHECK (bad_fraction_typ BETWEEN 0 AND 1),
    bad_fraction_max REAL CHECK (bad_fraction_max BETWEEN 0 AND 1),
    attach_fail_min REAL CHECK (attach_fail_min BETWEEN 0 AND 1), -- fraction; probability that attaching one piece fails
    attach_fail_typ REAL CHECK (attach_fail_typ BETWEEN 0 AND 1),
    attach_fail_max REAL CHECK (attach_fail_max BETWEEN 0 AND 1),
    attach_cost_usd_min REAL CHECK (attach_cost_usd_min >= 0), -- USD; cost of attaching one piece
    attach_cost_usd_typ REAL CHECK (attach_cost_usd_typ >= 0),
    attach_cost_usd_max REAL CHECK (attach_cost_usd_max >= 0),
    CHECK (coupling_loss_db_min <= coupling_loss_db_typ AND coupling_loss_db_typ <= coupling_loss_db_max AND coupling_loss_db_min <= coupling_loss_db_max),
    CHECK (alignment_tolerance_um_min <= alignment_tolerance_um_typ AND alignment_tolerance_um_typ <= alignment_tolerance_um_max AND alignment_tolerance_um_min <= alignment_tolerance_um_max),
    CHECK (bad_fraction_min <= bad_fraction_typ AND bad_fraction_typ <= bad_fraction_max AND bad_fraction_min <= bad_fraction_max),
    CHECK (attach_fail_min <= attach_fail_typ AND attach_fail_typ <= attach_fail_max AND attach_fail_min <= attach_fail_max),
    CHECK (attach_cost_usd_min <= attach_cost_usd_typ AND attach_cost_usd_typ <= attach_cost_usd_max AND attach_cost_usd_min <= attach_cost_usd_max)
) STRICT;

-- Dies and other inputs of an assembly flow.
CREATE TABLE die (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    kind TEXT CHECK (kind IN ('pic', 'eic', 'asic', 'substrate', 'interposer', 'lens', 'other')), -- what it is in an assembly flow
    area_mm2 REAL CHECK (area_mm2 >= 0), -- mm2; of the finished die
    width_mm REAL CHECK (width_mm >= 0), -- mm; of the finished die
    height_mm REAL CHECK (height_mm >= 0), -- mm; of the finished die
    process_nm REAL CHECK (process_nm >= 0), -- nm; name of the process node
    yield_model TEXT CHECK (yield_model IN ('poisson', 'murphy', 'seeds', 'bose-einstein', 'negative-binomial')), -- formula from defects to yield
    defect_density_per_cm2_min REAL CHECK (defect_density_per_cm2_min >= 0), -- /cm2; D0
    defect_density_per_cm2_typ REAL CHECK (defect_density_per_cm2_typ >= 0),
    defect_density_per_cm2_max REAL CHECK (defect_density_per_cm2_max >= 0),
    cluster_alpha REAL CHECK (cluster_alpha >= 0), -- fraction; clustering parameter of the negative binomial
    gross_yield_min REAL CHECK (gross_yield_min BETWEEN 0 AND 1), -- fraction; Y0, systematic yield factor
    gross_yield_typ REAL CHECK (gross_yield_typ BETWEEN 0 AND 1),
    gross_yield_max REAL CHECK (gross_yield_max BETWEEN 0 AND 1),
    wafer_diameter_mm REAL CHECK (wafer_diameter_mm >= 0), -- mm; of the wafer
    wafer_cost_usd_min REAL CHECK (wafer_cost_usd_min >= 0), -- USD; price of a processed wafer
    wafer_cost_usd_typ REAL CHECK (wafer_cost_usd_typ >= 0),
    wafer_cost_usd_max REAL CHECK (wafer_cost_usd_max >= 0),
    bad_fraction_min REAL CHECK (bad_fraction_min BETWEEN 0 AND 1), -- fraction; probability that a delivered piece is bad
    bad_fraction_typ REAL CHECK (bad_fraction_typ BETWEEN 0 AND 1),
    bad_fraction_max REAL CHECK (bad_fraction_max BETWEEN 0 AND 1),
    attach_fail_min REAL CHECK (attach_fail_min BETWEEN 0 AND 1), -- fraction; probability that attaching one piece fails
    attach_fail_typ REAL CHECK (attach_fail_typ BETWEEN 0 AND 1),
    attach_fail_max REAL CHECK (attach_fail_max BETWEEN 0 AND 1),
    attach_cost_usd_min REAL CHECK (attach_cost_usd_min >= 0), -- USD; cost of attaching one piece
    attach_cost_usd_typ REAL CHECK (attach_cost_usd_typ >= 0),
    attach_cost_usd_max REAL CHECK (attach_cost_usd_max >= 0),
    CHECK (defect_density_per_cm2_min <= defect_density_per_cm2_typ AND defect_density_per_cm2_typ <= defect_density_per_cm2_max AND defect_density_per_cm2_min <= defect_density_per_cm2_max),
    CHECK (gross_yield_min <= gross_yield_typ AND gross_yield_typ <= gross_yield_max AND gross_yield_min <= gross_yield_max),
    CHECK (wafer_cost_usd_min <= wafer_cost_usd_typ AND wafer_cost_usd_typ <= wafer_cost_usd_max AND wafer_cost_usd_min <= wafer_cost_usd_max),
    CHECK (bad_fraction_min <= bad_fraction_typ AND bad_fraction_typ <= bad_fraction_max AND bad_fraction_min <= bad_fraction_max),
    CHECK (attach_fail_min <= attach_fail_typ AND attach_fail_typ <= attach_fail_max AND attach_fail_min <= attach_fail_max),
    CHECK (attach_cost_usd_min <= attach_cost_usd_typ AND attach_cost_usd_typ <= attach_cost_usd_max AND attach_cost_usd_min <= attach_cost_usd_max)
) STRICT;

-- Copper and active optical cables.
CREATE TABLE cable (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    medium TEXT CHECK (medium IN ('dac', 'acc', 'aec', 'aoc')), -- kind of copper or active optical cable
    form_factor TEXT CHECK (form_factor <> ''), -- of the first end
    far_form_factor TEXT CHECK (far_form_factor <> ''), -- of the other ends, where they differ
    data_rate_gbps REAL CHECK (data_rate_gbps >= 0), -- Gbps; one direction
    lanes INTEGER CHECK (lanes >= 0), -- lanes, one direction
    lane_rate_gbps REAL CHECK (lane_rate_gbps >= 0), -- Gbps; data rate of one lane, one direction
    length_m REAL CHECK (length_m >= 0), -- m; of this part number
    reach_m_min REAL CHECK (reach_m_min >= 0), -- m; lengths that the family is made in, or can bridge
    reach_m_typ REAL CHECK (reach_m_typ >= 0),
    reach_m_max REAL CHECK (reach_m_max >= 0),
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    simplex INTEGER CHECK (simplex IN (0, 1)), -- 1: one piece carries one direction only, as a differential pair does
    wire_gauge_awg REAL CHECK (wire_gauge_awg >= 0), -- AWG; of the conductors
    latency_per_length_ns_per_m_min REAL CHECK (latency_per_length_ns_per_m_min >= 0), -- ns/m; one way
    latency_per_length_ns_per_m_typ REAL CHECK (latency_per_length_ns_per_m_typ >= 0),
    latency_per_length_ns_per_m_max REAL CHECK (latency_per_length_ns_per_m_max >= 0),
    CHECK (reach_m_min <= reach_m_typ AND reach_m_typ <= reach_m_max AND reach_m_min <= reach_m_max),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (latency_per_length_ns_per_m_min <= latency_per_length_ns_per_m_typ AND latency_per_length_ns_per_m_typ <= latency_per_length_ns_per_m_max AND latency_per_length_ns_per_m_min <= latency_per_length_ns_per_m_max)
) STRICT;

-- Fiber cables.
CREATE TABLE fiber (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    fiber_mode TEXT CHECK (fiber_mode IN ('smf', 'mmf', 'pm')), -- kind of fiber
    fibers INTEGER CHECK (fibers >= 0), -- fibers in the cable
    length_m REAL CHECK (length_m >= 0), -- m; of this part number
    connector TEXT CHECK (connector <> ''), -- at the first end
    far_connector TEXT CHECK (far_connector <> ''), -- at the other end, where it differs
    polish TEXT CHECK (polish IN ('pc', 'upc', 'apc')), -- end face of the connectors
    polarity TEXT CHECK (polarity <> ''), -- polarity type of the assembly: A, B, C
    attenuation_db_per_km_min REAL CHECK (attenuation_db_per_km_min >= 0), -- dB/km; of the cabled fiber
    attenuation_db_per_km_typ REAL CHECK (attenuation_db_per_km_typ >= 0),
    attenuation_db_per_km_max REAL CHECK (attenuation_db_per_km_max >= 0),
    connector_loss_db_min REAL CHECK (connector_loss_db_min >= 0), -- dB; one mated pair
    connector_loss_db_typ REAL CHECK (connector_loss_db_typ >= 0),
    connector_loss_db_max REAL CHECK (connector_loss_db_max >= 0),
    latency_per_length_ns_per_m_min REAL CHECK (latency_per_length_ns_per_m_min >= 0), -- ns/m; one way
    latency_per_length_ns_per_m_typ REAL CHECK (latency_per_length_ns_per_m_typ >= 0),
    latency_per_length_ns_per_m_max REAL CHECK (latency_per_length_ns_per_m_max >= 0),
    CHECK (attenuation_db_per_km_min <= attenuation_db_per_km_typ AND attenuation_db_per_km_typ <= attenuation_db_per_km_max AND attenuation_db_per_km_min <= attenuation_db_per_km_max),
    CHECK (connector_loss_db_min <= connector_loss_db_typ AND connector_loss_db_typ <= connector_loss_db_max AND connector_loss_db_min <= connector_loss_db_max),
    CHECK (latency_per_length_ns_per_m_min <= latency_per_length_ns_per_m_typ AND latency_per_length_ns_per_m_typ <= latency_per_length_ns_per_m_max AND latency_per_length_ns_per_m_min <= latency_per_length_ns_per_m_max)
) STRICT;

-- Network adapters.
CREATE TABLE nic (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    bandwidth_gbps REAL CHECK (bandwidth_gbps >= 0), -- Gbps; one direction, all ports
    ports INTEGER CHECK (ports >= 0), -- network ports
    lanes INTEGER CHECK (lanes >= 0), -- electrical lanes, one direction
    lane_rate_gbps REAL CHECK (lane_rate_gbps >= 0), -- Gbps; data rate of one lane, one direction
    form_factor TEXT CHECK (form_factor <> ''), -- cage for the module
    host_interface TEXT CHECK (host_interface <> ''), -- bus to the host
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max)
) STRICT;

-- Accelerators.
CREATE TABLE accelerator (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    scale_up_bandwidth_gbps REAL CHECK (scale_up_bandwidth_gbps >= 0), -- Gbps; to the scale-up network, one direction
    scale_up_links INTEGER CHECK (scale_up_links >= 0), -- links to the scale-up network
    scale_up_lane_rate_gbps REAL CHECK (scale_up_lane_rate_gbps >= 0), -- Gbps; data rate of one scale-up lane, one direction
    memory_gb REAL CHECK (memory_gb >= 0), -- GB; memory in the package
    memory_bandwidth_gb_s REAL CHECK (memory_bandwidth_gb_s >= 0), -- GB/s; of the memory in the package
    compute_pflops REAL CHECK (compute_pflops >= 0), -- PFLOPS; dense FP8 arithmetic
    package_edge_mm REAL CHECK (package_edge_mm >= 0), -- mm; length of one package edge
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max)
) STRICT;

-- Switch systems, servers, trays, racks.
CREATE TABLE enclosure (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    kind TEXT CHECK (kind IN ('switch', 'server', 'tray', 'rack', 'chassis')), -- what it holds
    rack_units_u REAL CHECK (rack_units_u >= 0), -- U; height
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    power_scope TEXT CHECK (power_scope <> ''), -- what the power figure includes
    bandwidth_gbps REAL CHECK (bandwidth_gbps >= 0), -- Gbps; switching capacity, one direction
    ports INTEGER CHECK (ports >= 0), -- ports at the port rate
    port_rate_gbps REAL CHECK (port_rate_gbps >= 0), -- Gbps; data rate of one port, one direction
    lane_rate_gbps REAL CHECK (lane_rate_gbps >= 0), -- Gbps; data rate of one lane, one direction
    cages INTEGER CHECK (cages >= 0), -- cages or optical connectors for links at the front
    cage_rate_gbps REAL CHECK (cage_rate_gbps >= 0), -- Gbps; data rate of one cage, one direction
    cage_form_factor TEXT CHECK (cage_form_factor <> ''), -- modules that the cages take; empty where optics are inside
    cage_power_w REAL CHECK (cage_power_w >= 0), -- W; most that a module in a cage may take
    latency_ns_min REAL CHECK (latency_ns_min >= 0), -- ns; port to port
    latency_ns_typ REAL CHECK (latency_ns_typ >= 0),
    latency_ns_max REAL CHECK (latency_ns_max >= 0),
    cooling TEXT CHECK (cooling IN ('air', 'liquid', 'hybrid')), -- how heat leaves
    power_limit_w_min REAL CHECK (power_limit_w_min >= 0), -- W; most that it can supply and cool
    power_limit_w_typ REAL CHECK (power_limit_w_typ >= 0),
    power_limit_w_max REAL CHECK (power_limit_w_max >= 0),
    supply_slots INTEGER CHECK (supply_slots >= 0), -- power supplies it holds
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max),
    CHECK (latency_ns_min <= latency_ns_typ AND latency_ns_typ <= latency_ns_max AND latency_ns_min <= latency_ns_max),
    CHECK (power_limit_w_min <= power_limit_w_typ AND power_limit_w_typ <= power_limit_w_max AND power_limit_w_min <= power_limit_w_max)
) STRICT;

-- Power supplies and shelves.
CREATE TABLE psu (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    kind TEXT CHECK (kind IN ('psu', 'shelf', 'busbar')), -- single supply or shelf
    rated_power_w REAL CHECK (rated_power_w >= 0), -- W; output
    efficiency_pct_min REAL CHECK (efficiency_pct_min BETWEEN 0 AND 100), -- %; output over input power
    efficiency_pct_typ REAL CHECK (efficiency_pct_typ BETWEEN 0 AND 100),
    efficiency_pct_max REAL CHECK (efficiency_pct_max BETWEEN 0 AND 100),
    input_voltage_v_min REAL CHECK (input_voltage_v_min >= 0), -- V; at the input
    input_voltage_v_typ REAL CHECK (input_voltage_v_typ >= 0),
    input_voltage_v_max REAL CHECK (input_voltage_v_max >= 0),
    output_voltage_v_min REAL CHECK (output_voltage_v_min >= 0), -- V; at the output
    output_voltage_v_typ REAL CHECK (output_voltage_v_typ >= 0),
    output_voltage_v_max REAL CHECK (output_voltage_v_max >= 0),
    modules INTEGER CHECK (modules >= 0), -- supplies inside a shelf
    rack_units_u REAL CHECK (rack_units_u >= 0), -- U; height
    CHECK (efficiency_pct_min <= efficiency_pct_typ AND efficiency_pct_typ <= efficiency_pct_max AND efficiency_pct_min <= efficiency_pct_max),
    CHECK (input_voltage_v_min <= input_voltage_v_typ AND input_voltage_v_typ <= input_voltage_v_max AND input_voltage_v_min <= input_voltage_v_max),
    CHECK (output_voltage_v_min <= output_voltage_v_typ AND output_voltage_v_typ <= output_voltage_v_max AND output_voltage_v_min <= output_voltage_v_max)
) STRICT;

-- Whatever else a price list or BOM brings.
CREATE TABLE other (
    part_id INTEGER PRIMARY KEY REFERENCES part ON DELETE CASCADE,
    category TEXT CHECK (category <> ''), -- what kind of thing, in a word
    power_w_min REAL CHECK (power_w_min >= 0), -- W; electrical power of one piece in operation
    power_w_typ REAL CHECK (power_w_typ >= 0),
    power_w_max REAL CHECK (power_w_max >= 0),
    rack_units_u REAL CHECK (rack_units_u >= 0), -- U; height
    CHECK (power_w_min <= power_w_typ AND power_w_typ <= power_w_max AND power_w_min <= power_w_max)
) STRICT;

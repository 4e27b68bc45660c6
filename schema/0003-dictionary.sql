-- Step 3: the data dictionary: what every column of every class means. Import mapping, find, show,
-- reports and docs read it; a test holds it against the tables.

CREATE TABLE dictionary (
    class TEXT NOT NULL, -- record class; 'part' and 'figure' rows hold for every class of part
    position INTEGER NOT NULL, -- order of columns in lists
    attribute TEXT NOT NULL, -- name in predicates, headers and figures
    column_name TEXT NOT NULL, -- column in the class table; stem of _min, _typ, _max when ranged
    kind TEXT NOT NULL CHECK (kind IN ('real', 'integer', 'text', 'choice', 'flag', 'date', 'money')), -- how a cell is read
    quantity TEXT NOT NULL, -- what is measured; empty for a bare number or text
    unit TEXT NOT NULL, -- canonical unit of the column
    ranged INTEGER NOT NULL CHECK (ranged IN (0, 1)), -- 1: three columns
    required INTEGER NOT NULL CHECK (required IN (0, 1)), -- 1: a record without it is refused
    choices TEXT NOT NULL, -- admitted words, '|' between, of kind choice
    synonyms TEXT NOT NULL, -- further headers, lower case, '|' between
    description TEXT NOT NULL CHECK (description <> ''), -- what it means, in words
    PRIMARY KEY (class, attribute)
) STRICT, WITHOUT ROWID;

INSERT INTO dictionary VALUES
    ('part', 1, 'vendor', '', 'text', '', '', 0, 1, '', 'manufacturer|maker|mfr|mfg|brand|manufacturer name', 'who makes the part'),
    ('part', 2, 'mpn', '', 'text', '', '', 0, 1, '', 'part number|part|manufacturer part number|manf#|mfr part number|model|vendor part number|part no|pn|p/n|sku', 'part number of the vendor'),
    ('part', 3, 'description', 'description', 'text', '', '', 0, 0, '', 'name|title|item|item description|part description|product|product name', 'what it is, in words'),
    ('part', 4, 'lifecycle', 'lifecycle', 'choice', '', '', 0, 0, 'announced|sampling|active|nrnd|eol|obsolete', 'status|life cycle|lifecycle status|part status', 'state of the product'),
    ('part', 5, 'country_of_origin', 'country_of_origin', 'text', '', '', 0, 0, '', 'origin|coo|country', 'where it is made, ISO 3166 code or name'),
    ('part', 6, 'datasheet_url', 'datasheet_url', 'text', '', '', 0, 0, '', 'datasheet|datasheet link|product url|link', 'address of the datasheet'),
    ('part', 7, 'weight', 'weight_kg', 'real', 'mass', 'kg', 0, 0, '', 'mass', 'mass of one piece'),
    ('part', 8, 'failure_rate', 'failure_rate_fit', 'real', 'failure_rate', 'FIT', 1, 0, '', 'fit|fit rate', 'failures in 1e9 device hours'),
    ('part', 9, 'representative', 'representative', 'flag', '', '', 0, 0, '', 'is representative', '1: a labelled representative of a standard class, not a product');

INSERT INTO dictionary VALUES
    ('figure', 1, 'condition', '', 'text', '', '', 0, 0, '', 'conditions|remark|notes|note', 'under which the values hold'),
    ('figure', 2, 'source', '', 'text', '', '', 0, 0, '', 'source title|document|reference', 'title of the document that says so'),
    ('figure', 3, 'source_url', '', 'text', '', '', 0, 0, '', 'source link|document url|reference url', 'address of the document'),
    ('figure', 4, 'place', '', 'text', '', '', 0, 0, '', 'page|where', 'page, table or cell in the document'),
    ('figure', 5, 'confidence', '', 'choice', '', '', 0, 0, 'vendor|standard|press|estimate|seed|assumption', 'quality', 'how sure the values are'),
    ('figure', 6, 'reason', '', 'text', '', '', 0, 0, '', 'rationale|why', 'why an assumption or estimate is what it is');

INSERT INTO dictionary VALUES
    ('switch_asic', 1, 'bandwidth', 'bandwidth_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'capacity|switching capacity|throughput|bw', 'switching capacity, one direction, all ports'),
    ('switch_asic', 2, 'serdes_lanes', 'serdes_lanes', 'integer', '', '', 0, 0, '', 'lanes|lane count', 'electrical lanes'),
    ('switch_asic', 3, 'lane_rate', 'lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'serdes rate|serdes lane rate|serdes speed', 'data rate of one lane, one direction'),
    ('switch_asic', 4, 'ports', 'ports', 'integer', '', '', 0, 0, '', 'port count|radix', 'ports at the port rate'),
    ('switch_asic', 5, 'port_rate', 'port_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'port speed', 'data rate of one port, one direction'),
    ('switch_asic', 6, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('switch_asic', 7, 'energy', 'energy_pj_per_bit', 'real', 'energy_per_bit', 'pJ/bit', 1, 0, '', 'energy per bit', 'energy per bit switched'),
    ('switch_asic', 8, 'serdes_energy', 'serdes_energy_pj_per_bit', 'real', 'energy_per_bit', 'pJ/bit', 1, 0, '', '', 'energy per bit of one SerDes end'),
    ('switch_asic', 9, 'latency', 'latency_ns', 'real', 'time', 'ns', 1, 0, '', 'switch latency', 'port to port'),
    ('switch_asic', 10, 'process', 'process_nm', 'real', 'length', 'nm', 0, 0, '', 'process node|node|technology', 'name of the process node'),
    ('switch_asic', 11, 'package_edge', 'package_edge_mm', 'real', 'length', 'mm', 0, 0, '', 'package size', 'length of one package edge'),
    ('switch_asic', 12, 'usable_edge_share', 'usable_edge_share_pct', 'real', 'fraction', '%', 1, 0, '', 'usable edge', 'share of the package perimeter that engines may use'),
    ('switch_asic', 13, 'bad_fraction', 'bad_fraction', 'real', 'fraction', '1', 1, 0, '', 'defect rate', 'probability that a delivered piece is bad'),
    ('switch_asic', 14, 'attach_fail', 'attach_fail', 'real', 'fraction', '1', 1, 0, '', 'attach failure', 'probability that attaching one piece to its package fails'),
    ('switch_asic', 15, 'attach_cost', 'attach_cost_usd', 'real', 'money', 'USD', 1, 0, '', '', 'cost of attaching one piece');

INSERT INTO dictionary VALUES
    ('optical_engine', 1, 'medium', 'medium', 'choice', '', '', 0, 0, 'obo|npo|cpo|cpo-interposer|in-package|monolithic', 'integration', 'how close to the ASIC the engine sits'),
    ('optical_engine', 2, 'bandwidth', 'bandwidth_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'data rate|capacity|rate', 'one direction'),
    ('optical_engine', 3, 'lanes', 'lanes', 'integer', '', '', 0, 0, '', 'channels|lane count', 'optical lanes, one direction'),
    ('optical_engine', 4, 'lane_rate', 'lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one lane, one direction'),
    ('optical_engine', 5, 'wavelengths_per_fiber', 'wavelengths_per_fiber', 'integer', '', '', 0, 0, '', 'wavelengths|wdm', 'wavelengths that share one fiber'),
    ('optical_engine', 6, 'wavelength', 'wavelength_nm', 'real', 'length', 'nm', 1, 0, '', '', 'of the light, or range of the grid'),
    ('optical_engine', 7, 'fibers', 'fibers', 'integer', '', '', 0, 0, '', 'fiber count|optical fibers', 'signal fibers, both directions'),
    ('optical_engine', 8, 'laser_fibers', 'laser_fibers', 'integer', '', '', 0, 0, '', 'pm fibers', 'polarisation-maintaining fibers that bring light in'),
    ('optical_engine', 9, 'lanes_per_laser', 'lanes_per_laser', 'integer', '', '', 0, 0, '', '', 'lanes that one laser feeds'),
    ('optical_engine', 10, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('optical_engine', 11, 'energy', 'energy_pj_per_bit', 'real', 'energy_per_bit', 'pJ/bit', 1, 0, '', 'energy per bit', 'energy per bit of the engine, laser left out'),
    ('optical_engine', 12, 'latency', 'latency_ns', 'real', 'time', 'ns', 1, 0, '', '', 'added by one engine, one way'),
    ('optical_engine', 13, 'modulator', 'modulator', 'text', '', '', 0, 0, '', '', 'kind of modulator'),
    ('optical_engine', 14, 'modulator_loss', 'modulator_loss_db', 'real', 'ratio', 'dB', 1, 0, '', '', 'insertion loss of the modulator with its modulation penalty'),
    ('optical_engine', 15, 'coupling_loss', 'coupling_loss_db', 'real', 'ratio', 'dB', 1, 0, '', 'coupler loss', 'fiber to chip, one coupling'),
    ('optical_engine', 16, 'sensitivity', 'sensitivity_dbm', 'real', 'optical_power', 'dBm', 1, 0, '', 'receiver sensitivity|rx sensitivity', 'receiver sensitivity per lane'),
    ('optical_engine', 17, 'edge_length', 'edge_length_mm', 'real', 'length', 'mm', 0, 0, '', 'shoreline|edge', 'package edge that one engine takes'),
    ('optical_engine', 18, 'edge_density', 'edge_density_tbps_per_mm', 'real', 'edge_density', 'Tbps/mm', 1, 0, '', 'shoreline density|bandwidth density', 'bandwidth per millimetre of edge'),
    ('optical_engine', 19, 'bad_fraction', 'bad_fraction', 'real', 'fraction', '1', 1, 0, '', 'defect rate', 'probability that a delivered piece is bad'),
    ('optical_engine', 20, 'attach_fail', 'attach_fail', 'real', 'fraction', '1', 1, 0, '', 'attach failure', 'probability that attaching one piece to its package fails'),
    ('optical_engine', 21, 'attach_cost', 'attach_cost_usd', 'real', 'money', 'USD', 1, 0, '', '', 'cost of attaching one piece'),
    ('optical_engine', 22, 'kgoe_coverage', 'kgoe_coverage', 'real', 'fraction', '1', 1, 0, '', 'test coverage|kgoe test coverage', 'P(known-good test rejects, given the engine is bad)'),
    ('optical_engine', 23, 'kgoe_overkill', 'kgoe_overkill', 'real', 'fraction', '1', 1, 0, '', 'overkill', 'P(known-good test rejects, given the engine is good)');

INSERT INTO dictionary VALUES
    ('transceiver', 1, 'form_factor', 'form_factor', 'text', '', '', 0, 0, '', 'package|form factor|type', 'cage that it fits'),
    ('transceiver', 2, 'medium', 'medium', 'choice', '', '', 0, 0, 'dsp|lro|lpo|aoc', 'retiming|architecture', 'where the signal is retimed'),
    ('transceiver', 3, 'standard', 'standard', 'text', '', '', 0, 0, '', 'interface|reach class|optical standard', 'optical interface by name, DR8'),
    ('transceiver', 4, 'data_rate', 'data_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'rate|speed|bandwidth', 'one direction'),
    ('transceiver', 5, 'lanes', 'lanes', 'integer', '', '', 0, 0, '', 'channels|lane count', 'optical lanes, one direction'),
    ('transceiver', 6, 'lane_rate', 'lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one lane, one direction'),
    ('transceiver', 7, 'ports', 'ports', 'integer', '', '', 0, 0, '', 'breakout', 'logical ports at most, by breakout'),
    ('transceiver', 8, 'reach', 'reach_m', 'real', 'length', 'm', 0, 0, '', 'distance|max distance|link length|transmission distance|range', 'longest link'),
    ('transceiver', 9, 'wavelength', 'wavelength_nm', 'real', 'length', 'nm', 1, 0, '', 'tx wavelength|transmit wavelength|lambda', 'of the transmitter'),
    ('transceiver', 10, 'fiber_mode', 'fiber_mode', 'choice', '', '', 0, 0, 'smf|mmf', 'mode|fiber type|media|cable type', 'single-mode or multimode'),
    ('transceiver', 11, 'connector', 'connector', 'text', '', '', 0, 0, '', 'optical connector|connector type', 'optical connector'),
    ('transceiver', 12, 'polish', 'polish', 'choice', '', '', 0, 0, 'pc|upc|apc', '', 'end face of the connector'),
    ('transceiver', 13, 'fibers', 'fibers', 'integer', '', '', 0, 0, '', 'fiber count', 'fibers, both directions'),
    ('transceiver', 14, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('transceiver', 15, 'energy', 'energy_pj_per_bit', 'real', 'energy_per_bit', 'pJ/bit', 1, 0, '', 'energy per bit', 'energy per bit of one end'),
    ('transceiver', 16, 'dsp_power_share', 'dsp_power_share_pct', 'real', 'fraction', '%', 1, 0, '', '', 'share of the module power that the DSP takes'),
    ('transceiver', 17, 'laser_power_share', 'laser_power_share_pct', 'real', 'fraction', '%', 1, 0, '', '', 'share of the module power that lasers take'),
    ('transceiver', 18, 'latency', 'latency_ns', 'real', 'time', 'ns', 1, 0, '', '', 'added by one module, one way'),
    ('transceiver', 19, 'tx_power', 'tx_power_dbm', 'real', 'optical_power', 'dBm', 1, 0, '', 'launch power|transmit power|output power', 'average launch power per lane'),
    ('transceiver', 20, 'rx_sensitivity', 'rx_sensitivity_dbm', 'real', 'optical_power', 'dBm', 1, 0, '', 'sensitivity|receiver sensitivity', 'receiver sensitivity per lane'),
    ('transceiver', 21, 'loss_budget', 'loss_budget_db', 'real', 'ratio', 'dB', 1, 0, '', 'channel insertion loss|link budget', 'loss that the channel may have'),
    ('transceiver', 22, 'lasers', 'lasers', 'integer', '', '', 0, 0, '', 'laser count', 'lasers inside'),
    ('transceiver', 23, 'temperature', 'temperature_c', 'real', 'temperature', 'C', 1, 0, '', 'operating temperature|case temperature', 'case temperature in operation');

INSERT INTO dictionary VALUES
    ('laser', 1, 'kind', 'kind', 'choice', '', '', 0, 0, 'cw-dfb|eml|dml|vcsel|comb|micro-led', 'type', 'kind of laser'),
    ('laser', 2, 'optical_power', 'optical_power_mw', 'real', 'optical_power', 'mW', 1, 0, '', 'output power|power out', 'output per laser'),
    ('laser', 3, 'wavelength', 'wavelength_nm', 'real', 'length', 'nm', 1, 0, '', 'lambda', 'of the light'),
    ('laser', 4, 'wavelengths', 'wavelengths', 'integer', '', '', 0, 0, '', '', 'lines that one laser emits'),
    ('laser', 5, 'channel_spacing', 'channel_spacing_ghz', 'real', 'frequency', 'GHz', 0, 0, '', '', 'between neighbouring lines'),
    ('laser', 6, 'wall_plug_efficiency', 'wall_plug_efficiency_pct', 'real', 'fraction', '%', 1, 0, '', 'efficiency|wpe', 'optical over electrical power'),
    ('laser', 7, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('laser', 8, 'cooled', 'cooled', 'flag', '', '', 0, 0, '', '', '1: with a thermo-electric cooler'),
    ('laser', 9, 'lanes_per_laser', 'lanes_per_laser', 'integer', '', '', 0, 0, '', '', 'lanes that one laser feeds'),
    ('laser', 10, 'temperature', 'temperature_c', 'real', 'temperature', 'C', 1, 0, '', 'operating temperature|case temperature', 'case temperature in operation');

INSERT INTO dictionary VALUES
    ('els', 1, 'form_factor', 'form_factor', 'text', '', '', 0, 0, '', 'package', 'module standard: ELSFP, RLM, PELS'),
    ('els', 2, 'optical_class', 'optical_class', 'choice', '', '', 0, 0, 'lp|mp|hp|vhp|uhp|shp', 'class|power class', 'optical class of OIF ELSFP'),
    ('els', 3, 'lasers', 'lasers', 'integer', '', '', 0, 0, '', 'laser count|channels', 'lasers inside'),
    ('els', 4, 'outputs', 'outputs', 'integer', '', '', 0, 0, '', 'output fibers|pm fibers', 'fibers that carry light out'),
    ('els', 5, 'optical_power', 'optical_power_dbm', 'real', 'optical_power', 'dBm', 1, 0, '', 'optical power per channel|output power', 'per output and wavelength'),
    ('els', 6, 'wavelengths', 'wavelengths', 'integer', '', '', 0, 0, '', '', 'different wavelengths'),
    ('els', 7, 'wavelength', 'wavelength_nm', 'real', 'length', 'nm', 1, 0, '', '', 'of the light, or range of the grid'),
    ('els', 8, 'channel_spacing', 'channel_spacing_ghz', 'real', 'frequency', 'GHz', 0, 0, '', '', 'between neighbouring lines'),
    ('els', 9, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('els', 10, 'wall_plug_efficiency', 'wall_plug_efficiency_pct', 'real', 'fraction', '%', 1, 0, '', 'efficiency', 'optical over electrical power'),
    ('els', 11, 'temperature', 'temperature_c', 'real', 'temperature', 'C', 1, 0, '', 'operating temperature|case temperature', 'case temperature in operation'),
    ('els', 12, 'connector', 'connector', 'text', '', '', 0, 0, '', '', 'optical connector'),
    ('els', 13, 'supply_voltage', 'supply_voltage_v', 'real', 'voltage', 'V', 1, 0, '', '', 'electrical supply'),
    ('els', 14, 'supply_current', 'supply_current_a', 'real', 'current', 'A', 1, 0, '', '', 'electrical supply');

INSERT INTO dictionary VALUES
    ('fau', 1, 'attach', 'attach', 'choice', '', '', 0, 0, 'bonded|detachable|expanded-beam', 'attachment', 'how the array meets the chip'),
    ('fau', 2, 'fibers', 'fibers', 'integer', '', '', 0, 0, '', 'channels|fiber count|channel count', 'fibers in the array'),
    ('fau', 3, 'pitch', 'pitch_um', 'real', 'length', 'um', 0, 0, '', 'fiber pitch', 'between neighbouring fibers'),
    ('fau', 4, 'pitch_tolerance', 'pitch_tolerance_um', 'real', 'length', 'um', 0, 0, '', 'core error|tolerance', 'position error of a core, plus or minus'),
    ('fau', 5, 'margin', 'margin_mm', 'real', 'length', 'mm', 0, 0, '', '', 'width beyond fibers x pitch, both sides together'),
    ('fau', 6, 'fiber_kind', 'fiber_kind', 'choice', '', '', 0, 0, 'smf|pm|mixed', 'fiber type', 'fibers inside'),
    ('fau', 7, 'coupling_loss', 'coupling_loss_db', 'real', 'ratio', 'dB', 1, 0, '', 'insertion loss', 'fiber to chip, one coupling'),
    ('fau', 8, 'alignment_tolerance', 'alignment_tolerance_um', 'real', 'length', 'um', 1, 0, '', '', 'lateral shift that costs 1 dB, plus or minus'),
    ('fau', 9, 'bad_fraction', 'bad_fraction', 'real', 'fraction', '1', 1, 0, '', 'defect rate', 'probability that a delivered piece is bad'),
    ('fau', 10, 'attach_fail', 'attach_fail', 'real', 'fraction', '1', 1, 0, '', 'attach failure', 'probability that attaching one piece fails'),
    ('fau', 11, 'attach_cost', 'attach_cost_usd', 'real', 'money', 'USD', 1, 0, '', '', 'cost of attaching one piece');

INSERT INTO dictionary VALUES
    ('die', 1, 'kind', 'kind', 'choice', '', '', 0, 0, 'pic|eic|asic|substrate|interposer|lens|other', 'type', 'what it is in an assembly flow'),
    ('die', 2, 'area', 'area_mm2', 'real', 'area', 'mm2', 0, 0, '', 'die area', 'of the finished die'),
    ('die', 3, 'width', 'width_mm', 'real', 'length', 'mm', 0, 0, '', 'die width', 'of the finished die'),
    ('die', 4, 'height', 'height_mm', 'real', 'length', 'mm', 0, 0, '', 'die height', 'of the finished die'),
    ('die', 5, 'process', 'process_nm', 'real', 'length', 'nm', 0, 0, '', 'process node|node', 'name of the process node'),
    ('die', 6, 'yield_model', 'yield_model', 'choice', '', '', 0, 0, 'poisson|murphy|seeds|bose-einstein|negative-binomial', '', 'formula from defects to yield'),
    ('die', 7, 'defect_density', 'defect_density_per_cm2', 'real', 'defect_density', '/cm2', 1, 0, '', 'd0', 'D0'),
    ('die', 8, 'cluster_alpha', 'cluster_alpha', 'real', 'fraction', '1', 0, 0, '', 'alpha', 'clustering parameter of the negative binomial'),
    ('die', 9, 'gross_yield', 'gross_yield', 'real', 'fraction', '1', 1, 0, '', 'y0', 'Y0, systematic yield factor'),
    ('die', 10, 'wafer_diameter', 'wafer_diameter_mm', 'real', 'length', 'mm', 0, 0, '', '', 'of the wafer'),
    ('die', 11, 'wafer_cost', 'wafer_cost_usd', 'real', 'money', 'USD', 1, 0, '', 'wafer price', 'price of a processed wafer'),
    ('die', 12, 'bad_fraction', 'bad_fraction', 'real', 'fraction', '1', 1, 0, '', 'defect rate', 'probability that a delivered piece is bad'),
    ('die', 13, 'attach_fail', 'attach_fail', 'real', 'fraction', '1', 1, 0, '', 'attach failure', 'probability that attaching one piece fails'),
    ('die', 14, 'attach_cost', 'attach_cost_usd', 'real', 'money', 'USD', 1, 0, '', '', 'cost of attaching one piece');

INSERT INTO dictionary VALUES
    ('cable', 1, 'medium', 'medium', 'choice', '', '', 0, 0, 'dac|acc|aec|aoc', 'type', 'kind of copper or active optical cable'),
    ('cable', 2, 'form_factor', 'form_factor', 'text', '', '', 0, 0, '', 'connector|end a', 'of the first end'),
    ('cable', 3, 'far_form_factor', 'far_form_factor', 'text', '', '', 0, 0, '', 'end b', 'of the other ends, where they differ'),
    ('cable', 4, 'data_rate', 'data_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'rate|speed|bandwidth', 'one direction'),
    ('cable', 5, 'lanes', 'lanes', 'integer', '', '', 0, 0, '', 'lane count', 'lanes, one direction'),
    ('cable', 6, 'lane_rate', 'lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one lane, one direction'),
    ('cable', 7, 'length', 'length_m', 'real', 'length', 'm', 0, 0, '', 'cable length', 'of this part number'),
    ('cable', 8, 'reach', 'reach_m', 'real', 'length', 'm', 1, 0, '', 'distance|max distance', 'lengths that the family is made in, or can bridge'),
    ('cable', 9, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('cable', 10, 'simplex', 'simplex', 'flag', '', '', 0, 0, '', '', '1: one piece carries one direction only, as a differential pair does'),
    ('cable', 11, 'wire_gauge', 'wire_gauge_awg', 'real', 'gauge', 'AWG', 0, 0, '', 'awg|gauge', 'of the conductors'),
    ('cable', 12, 'latency_per_length', 'latency_per_length_ns_per_m', 'real', 'latency_per_length', 'ns/m', 1, 0, '', 'latency per metre', 'one way');

INSERT INTO dictionary VALUES
    ('fiber', 1, 'fiber_mode', 'fiber_mode', 'choice', '', '', 0, 0, 'smf|mmf|pm', 'mode|fiber type', 'kind of fiber'),
    ('fiber', 2, 'fibers', 'fibers', 'integer', '', '', 0, 0, '', 'fiber count|strands', 'fibers in the cable'),
    ('fiber', 3, 'length', 'length_m', 'real', 'length', 'm', 0, 0, '', 'cable length', 'of this part number'),
    ('fiber', 4, 'connector', 'connector', 'text', '', '', 0, 0, '', 'connector type', 'at the first end'),
    ('fiber', 5, 'far_connector', 'far_connector', 'text', '', '', 0, 0, '', '', 'at the other end, where it differs'),
    ('fiber', 6, 'polish', 'polish', 'choice', '', '', 0, 0, 'pc|upc|apc', '', 'end face of the connectors'),
    ('fiber', 7, 'polarity', 'polarity', 'text', '', '', 0, 0, '', '', 'polarity type of the assembly: A, B, C'),
    ('fiber', 8, 'attenuation', 'attenuation_db_per_km', 'real', 'loss_per_length', 'dB/km', 1, 0, '', 'loss|attenuation per km', 'of the cabled fiber'),
    ('fiber', 9, 'connector_loss', 'connector_loss_db', 'real', 'ratio', 'dB', 1, 0, '', 'insertion loss', 'one mated pair'),
    ('fiber', 10, 'latency_per_length', 'latency_per_length_ns_per_m', 'real', 'latency_per_length', 'ns/m', 1, 0, '', 'latency per metre', 'one way');

INSERT INTO dictionary VALUES
    ('nic', 1, 'bandwidth', 'bandwidth_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'data rate|rate|speed', 'one direction, all ports'),
    ('nic', 2, 'ports', 'ports', 'integer', '', '', 0, 0, '', 'port count', 'network ports'),
    ('nic', 3, 'lanes', 'lanes', 'integer', '', '', 0, 0, '', 'lane count', 'electrical lanes, one direction'),
    ('nic', 4, 'lane_rate', 'lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one lane, one direction'),
    ('nic', 5, 'form_factor', 'form_factor', 'text', '', '', 0, 0, '', 'cage|connector', 'cage for the module'),
    ('nic', 6, 'host_interface', 'host_interface', 'text', '', '', 0, 0, '', 'pcie|interface', 'bus to the host'),
    ('nic', 7, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation');

INSERT INTO dictionary VALUES
    ('accelerator', 1, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('accelerator', 2, 'scale_up_bandwidth', 'scale_up_bandwidth_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'nvlink bandwidth', 'to the scale-up network, one direction'),
    ('accelerator', 3, 'scale_up_links', 'scale_up_links', 'integer', '', '', 0, 0, '', 'nvlink links', 'links to the scale-up network'),
    ('accelerator', 4, 'scale_up_lane_rate', 'scale_up_lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one scale-up lane, one direction'),
    ('accelerator', 5, 'memory', 'memory_gb', 'real', 'memory', 'GB', 0, 0, '', 'hbm capacity', 'memory in the package'),
    ('accelerator', 6, 'memory_bandwidth', 'memory_bandwidth_gb_s', 'real', 'data_rate', 'GB/s', 0, 0, '', 'hbm bandwidth', 'of the memory in the package'),
    ('accelerator', 7, 'compute', 'compute_pflops', 'real', 'compute', 'PFLOPS', 0, 0, '', 'fp8', 'dense FP8 arithmetic'),
    ('accelerator', 8, 'package_edge', 'package_edge_mm', 'real', 'length', 'mm', 0, 0, '', '', 'length of one package edge');

INSERT INTO dictionary VALUES
    ('enclosure', 1, 'kind', 'kind', 'choice', '', '', 0, 0, 'switch|server|tray|rack|chassis', 'type', 'what it holds'),
    ('enclosure', 2, 'rack_units', 'rack_units_u', 'real', 'rack_units', 'U', 0, 0, '', 'height|ru|rack height', 'height'),
    ('enclosure', 3, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('enclosure', 4, 'power_scope', 'power_scope', 'text', '', '', 0, 0, '', '', 'what the power figure includes'),
    ('enclosure', 5, 'bandwidth', 'bandwidth_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'capacity|switching capacity', 'switching capacity, one direction'),
    ('enclosure', 6, 'ports', 'ports', 'integer', '', '', 0, 0, '', 'port count', 'ports at the port rate'),
    ('enclosure', 7, 'port_rate', 'port_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', 'port speed', 'data rate of one port, one direction'),
    ('enclosure', 8, 'lane_rate', 'lane_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one lane, one direction'),
    ('enclosure', 9, 'cages', 'cages', 'integer', '', '', 0, 0, '', 'cage count', 'cages or optical connectors for links at the front'),
    ('enclosure', 10, 'cage_rate', 'cage_rate_gbps', 'real', 'data_rate', 'Gbps', 0, 0, '', '', 'data rate of one cage, one direction'),
    ('enclosure', 11, 'cage_form_factor', 'cage_form_factor', 'text', '', '', 0, 0, '', 'form factor', 'modules that the cages take; empty where optics are inside'),
    ('enclosure', 12, 'cage_power', 'cage_power_w', 'real', 'power', 'W', 0, 0, '', 'port power|max module power', 'most that a module in a cage may take'),
    ('enclosure', 13, 'latency', 'latency_ns', 'real', 'time', 'ns', 1, 0, '', '', 'port to port'),
    ('enclosure', 14, 'cooling', 'cooling', 'choice', '', '', 0, 0, 'air|liquid|hybrid', '', 'how heat leaves'),
    ('enclosure', 15, 'power_limit', 'power_limit_w', 'real', 'power', 'W', 1, 0, '', 'power capacity', 'most that it can supply and cool'),
    ('enclosure', 16, 'supply_slots', 'supply_slots', 'integer', '', '', 0, 0, '', 'psu count', 'power supplies it holds');

INSERT INTO dictionary VALUES
    ('psu', 1, 'kind', 'kind', 'choice', '', '', 0, 0, 'psu|shelf|busbar', 'type', 'single supply or shelf'),
    ('psu', 2, 'rated_power', 'rated_power_w', 'real', 'power', 'W', 0, 0, '', 'output power|power rating|rating', 'output'),
    ('psu', 3, 'efficiency', 'efficiency_pct', 'real', 'fraction', '%', 1, 0, '', '', 'output over input power'),
    ('psu', 4, 'input_voltage', 'input_voltage_v', 'real', 'voltage', 'V', 1, 0, '', '', 'at the input'),
    ('psu', 5, 'output_voltage', 'output_voltage_v', 'real', 'voltage', 'V', 1, 0, '', '', 'at the output'),
    ('psu', 6, 'modules', 'modules', 'integer', '', '', 0, 0, '', '', 'supplies inside a shelf'),
    ('psu', 7, 'rack_units', 'rack_units_u', 'real', 'rack_units', 'U', 0, 0, '', 'height|ru', 'height');

INSERT INTO dictionary VALUES
    ('other', 1, 'category', 'category', 'text', '', '', 0, 0, '', 'type|group', 'what kind of thing, in a word'),
    ('other', 2, 'power', 'power_w', 'real', 'power', 'W', 1, 0, '', 'power consumption|max power|power dissipation|max power dissipation|power draw|typical power', 'electrical power of one piece in operation'),
    ('other', 3, 'rack_units', 'rack_units_u', 'real', 'rack_units', 'U', 0, 0, '', 'height|ru', 'height');

INSERT INTO dictionary VALUES
    ('offer', 1, 'vendor', '', 'text', '', '', 0, 1, '', 'manufacturer|maker|mfr|mfg|brand|manufacturer name', 'who makes the part'),
    ('offer', 2, 'mpn', '', 'text', '', '', 0, 1, '', 'part number|part|manufacturer part number|manf#|mfr part number|model|vendor part number|part no|pn|p/n|sku', 'part number of the vendor'),
    ('offer', 3, 'supplier', '', 'text', '', '', 0, 1, '', 'distributor|seller|source of supply', 'who sells the part'),
    ('offer', 4, 'supplier_part_number', '', 'text', '', '', 0, 0, '', 'distributor part number|order code|supplier sku|cat#', 'part number of the supplier'),
    ('offer', 5, 'currency', '', 'text', '', '', 0, 0, '', '', 'ISO 4217 code; USD when neither column nor price says'),
    ('offer', 6, 'quantity', '', 'integer', '', '', 0, 0, '', 'break|price break|break quantity|from quantity|qty', 'price holds from this quantity on; 1 when blank'),
    ('offer', 7, 'price', '', 'money', 'money', '', 0, 1, '', 'unit price|price each|list price|unit cost|cost', 'for price basis pieces, typical where it is an estimate'),
    ('offer', 8, 'price_low', '', 'money', 'money', '', 0, 0, '', 'price min|low price|min price', 'lowest credible price of an estimate'),
    ('offer', 9, 'price_high', '', 'money', 'money', '', 0, 0, '', 'price max|high price|max price', 'highest credible price of an estimate'),
    ('offer', 10, 'price_basis', '', 'integer', '', '', 0, 0, '', 'per|price per|price unit', 'pieces that the price is for: 1, 100, 1000'),
    ('offer', 11, 'minimum_order', '', 'integer', '', '', 0, 0, '', 'moq|minimum order quantity|min order', 'least quantity that can be ordered'),
    ('offer', 12, 'order_multiple', '', 'integer', '', '', 0, 0, '', 'multiple|pack size|spq', 'quantities come in multiples of this'),
    ('offer', 13, 'lead_time', '', 'integer', '', '', 0, 0, '', 'lead days|lead time days|lead time (days)', 'calendar days from order to the suppliers dock'),
    ('offer', 14, 'stock', '', 'integer', '', '', 0, 0, '', 'availability|in stock|on hand', 'pieces that the supplier has'),
    ('offer', 15, 'valid_from', '', 'date', '', '', 0, 0, '', 'date|quote date|price date', 'first day of the price'),
    ('offer', 16, 'valid_until', '', 'date', '', '', 0, 0, '', 'validity|expires|expiry|valid to', 'last day of the price'),
    ('offer', 17, 'incoterm', '', 'text', '', '', 0, 0, '', 'delivery term|terms', 'delivery term, Incoterms 2020 code'),
    ('offer', 18, 'condition', '', 'text', '', '', 0, 0, '', 'conditions|remark|notes|note', 'under which the values hold'),
    ('offer', 19, 'source', '', 'text', '', '', 0, 0, '', 'source title|document|reference', 'title of the document that says so'),
    ('offer', 20, 'source_url', '', 'text', '', '', 0, 0, '', 'source link|document url|reference url', 'address of the document'),
    ('offer', 21, 'confidence', '', 'choice', '', '', 0, 0, 'vendor|standard|press|estimate|seed|assumption', 'quality', 'how sure the values are'),
    ('offer', 22, 'reason', '', 'text', '', '', 0, 0, '', 'rationale|why', 'why an assumption or estimate is what it is');

INSERT INTO dictionary VALUES
    ('composition', 1, 'vendor', '', 'text', '', '', 0, 1, '', 'manufacturer|maker', 'maker of the system'),
    ('composition', 2, 'mpn', '', 'text', '', '', 0, 1, '', 'part number|system|parent', 'part number of the system'),
    ('composition', 3, 'child_vendor', '', 'text', '', '', 0, 1, '', 'contained vendor|component vendor', 'maker of the contained part'),
    ('composition', 4, 'child_mpn', '', 'text', '', '', 0, 1, '', 'child|component|contained part', 'part number of the contained part'),
    ('composition', 5, 'quantity', '', 'integer', '', '', 0, 1, '', 'qty|count', 'pieces in one system'),
    ('composition', 6, 'role', '', 'text', '', '', 0, 0, '', 'function', 'what they do in it'),
    ('composition', 7, 'source', '', 'text', '', '', 0, 0, '', 'source title|document|reference', 'title of the document that says so'),
    ('composition', 8, 'source_url', '', 'text', '', '', 0, 0, '', 'source link|document url|reference url', 'address of the document'),
    ('composition', 9, 'confidence', '', 'choice', '', '', 0, 0, 'vendor|standard|press|estimate|seed|assumption', 'quality', 'how sure the values are'),
    ('composition', 10, 'reason', '', 'text', '', '', 0, 0, '', 'rationale|why', 'why an assumption or estimate is what it is');

INSERT INTO dictionary VALUES
    ('alternate', 1, 'vendor', '', 'text', '', '', 0, 1, '', 'manufacturer|maker|mfr|mfg|brand|manufacturer name', 'who makes the part'),
    ('alternate', 2, 'mpn', '', 'text', '', '', 0, 1, '', 'part number|part|manufacturer part number|manf#|mfr part number|model|vendor part number|part no|pn|p/n|sku', 'part number of the vendor'),
    ('alternate', 3, 'alternate_vendor', '', 'text', '', '', 0, 1, '', '', 'maker of the substitute'),
    ('alternate', 4, 'alternate_mpn', '', 'text', '', '', 0, 1, '', 'alternate|substitute', 'part number of the substitute'),
    ('alternate', 5, 'state', '', 'choice', '', '', 0, 0, 'proposed|approved|rejected', 'status', 'decision on the substitute'),
    ('alternate', 6, 'reason', '', 'text', '', '', 0, 0, '', 'note|rationale', 'why, and with what limits');

INSERT INTO dictionary VALUES
    ('exchange_rate', 1, 'currency', '', 'text', '', '', 0, 1, '', 'from', 'that is converted, ISO 4217'),
    ('exchange_rate', 2, 'base', '', 'text', '', '', 0, 1, '', 'to|base currency', 'that it is converted into, ISO 4217'),
    ('exchange_rate', 3, 'rate', '', 'money', 'money', '', 0, 1, '', 'exchange rate', 'units of base for one unit of currency'),
    ('exchange_rate', 4, 'date', '', 'date', '', '', 0, 1, '', 'as of', 'day of the rate'),
    ('exchange_rate', 5, 'source', '', 'text', '', '', 0, 0, '', 'source title|document|reference', 'title of the document that says so'),
    ('exchange_rate', 6, 'source_url', '', 'text', '', '', 0, 0, '', 'source link|document url|reference url', 'address of the document'),
    ('exchange_rate', 7, 'confidence', '', 'choice', '', '', 0, 0, 'vendor|standard|press|estimate|seed|assumption', 'quality', 'how sure the values are'),
    ('exchange_rate', 8, 'reason', '', 'text', '', '', 0, 0, '', 'rationale|why', 'why an assumption or estimate is what it is');

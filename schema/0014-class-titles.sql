-- Step 14: what documents call the parts of a class in their titles, and the words of datasheets of lasers,
-- external laser sources, engines, fiber arrays, cables and switches.

CREATE TABLE class_title (
    class TEXT PRIMARY KEY, -- of dictionary
    words TEXT NOT NULL CHECK (words <> '') -- phrases of titles, '|' between; of several that occur the longest counts
) STRICT, WITHOUT ROWID;

INSERT INTO class_title VALUES
    ('transceiver', 'transceiver|transceivers|optical module|optical modules|pluggable|pluggables|coherent module|osfp|osfp112|osfp224|qsfp|qsfp28|qsfp56|qsfp112|qsfp-dd|qdd|sfp|sfp28|sfp56|sfp112'),
    ('els', 'external laser source|external laser sources|external laser module|external laser|external light source|elsfp|laser module|laser source|light source'),
    ('laser', 'laser diode|laser diodes|laser chip|laser diode chip|dfb laser|dfb laser array|cw laser|cw dfb laser|laser array|laser die'),
    ('optical_engine', 'optical engine|optical engines|photonic engine'),
    ('fau', 'fiber array|fiber array unit|fibre array|fibre array unit|fau|fiber connector array'),
    ('cable', 'cable|cables|active optical cable|active optical cables|active electrical cable|active electrical cables|direct attach|direct attach copper|dac|aoc|aec|acc'),
    ('fiber', 'fiber trunk|trunk cable|patch cord|fiber cable|optical fiber cable|fiber ribbon'),
    ('switch_asic', 'switch asic|switch chip|switch silicon|switch device|switch soc'),
    ('enclosure', 'switch series|switch system|switch systems|network switch|ethernet switch|infiniband switch|ai switch|leaf switch|spine switch'),
    ('nic', 'network adapter|network adapters|adapter|adapters|nic|smartnic|supernic|network interface card'),
    ('accelerator', 'gpu|accelerator|accelerator module|ai accelerator'),
    ('psu', 'power supply|power supply unit|power shelf'),
    ('other', 'optical amplifier|amplifier|amplifiers');

ALTER TABLE transceiver ADD COLUMN frequency_thz_min REAL CHECK (frequency_thz_min >= 0); -- THz; of the transmitter, of coherent modules
ALTER TABLE transceiver ADD COLUMN frequency_thz_typ REAL CHECK (frequency_thz_typ >= 0); -- THz; typical
ALTER TABLE transceiver ADD COLUMN frequency_thz_max REAL CHECK (frequency_thz_max >= 0); -- THz; greatest

INSERT INTO dictionary (class, position, attribute, column_name, kind, quantity, unit, ranged, required, choices, synonyms, description)
SELECT 'transceiver', 1 + max(position), 'frequency', 'frequency_thz', 'real', 'frequency', 'THz', 1, 0, '',
    'frequency range|optical frequency|optical frequency range|transmitter frequency|transmitter frequency range|laser frequency|'
    || 'tuning range|frequency tuning range', 'optical frequency of the transmitter; the range that a tunable one covers'
FROM dictionary WHERE class = 'transceiver';

UPDATE dictionary SET synonyms = iif(synonyms = '', more, synonyms || '|' || more)
FROM (SELECT '' AS of, '' AS name, '' AS more UNION ALL VALUES
    ('transceiver', 'data_rate', 'aggregate rate|total rate'),
    ('transceiver', 'reach', 'fiber length|fibre length|maximum fiber length|link length, maximum'),
    ('transceiver', 'power', 'module power consumption|maximum power consumption|module power dissipation|power consumption per module, maximum'),
    ('transceiver', 'tx_power', 'transmit output power|transmitter power|transmitter output|average transmit power|average launch power each lane'),
    ('transceiver', 'loss_budget', 'link loss|link budget|optical link budget|maximum link loss'),
    ('laser', 'optical_power', 'optical output power|output optical power|optical power per channel|output power per channel|power per channel|rated power'),
    ('laser', 'wavelength', 'center wavelength|centre wavelength|nominal wavelength|operating wavelength|peak wavelength|wavelength range'),
    ('laser', 'wavelengths', 'number of wavelengths|channels|number of channels|channel count'),
    ('laser', 'channel_spacing', 'grid spacing|wavelength spacing|frequency spacing'),
    ('laser', 'wall_plug_efficiency', 'wall plug efficiency|wallplug efficiency|electrical to optical efficiency'),
    ('laser', 'power', 'electrical power|electrical power consumption|total power consumption'),
    ('laser', 'temperature', 'operating case temperature|operating temperature range|case temperature range|operating chip temperature'),
    ('els', 'lasers', 'number of lasers'),
    ('els', 'outputs', 'number of optical outputs|number of outputs|optical outputs|optical output ports|output ports|number of output fibers'),
    ('els', 'optical_power', 'optical output power|optical output power per channel|output power per channel|output power per fiber|optical power per output|optical power per fiber'),
    ('els', 'wavelengths', 'number of wavelengths|wavelength count'),
    ('els', 'wavelength', 'center wavelength|centre wavelength|nominal wavelength|operating wavelength|wavelength range'),
    ('els', 'channel_spacing', 'grid spacing|wavelength spacing|frequency spacing'),
    ('els', 'power', 'electrical power|electrical power consumption|total power consumption|module power consumption|maximum power consumption'),
    ('els', 'wall_plug_efficiency', 'wall plug efficiency|wallplug efficiency|electrical to optical efficiency'),
    ('els', 'temperature', 'operating case temperature|operating temperature range|case temperature range|operating case temperature range'),
    ('els', 'connector', 'optical connector|fiber connector|optical interface connector'),
    ('els', 'supply_voltage', 'power supply voltage'),
    ('fau', 'fibers', 'number of fibers|number of fibres|fibre count|number of channels'),
    ('fau', 'pitch', 'fibre pitch|fiber spacing|pitch of the fibers'),
    ('fau', 'pitch_tolerance', 'core position error|core pitch error|fiber position error|position tolerance'),
    ('cable', 'length', 'lengths|nominal length'),
    ('cable', 'lanes', 'number of lanes|electrical lanes'),
    ('cable', 'data_rate', 'aggregate data rate|total data rate|aggregate rate'),
    ('optical_engine', 'bandwidth', 'total bandwidth|aggregate bandwidth|aggregate data rate|total data rate'),
    ('optical_engine', 'lanes', 'number of lanes|optical lanes|number of channels'),
    ('optical_engine', 'fibers', 'number of fibers|number of fibres'),
    ('optical_engine', 'power', 'total power consumption|electrical power|electrical power consumption'),
    ('nic', 'bandwidth', 'total bandwidth|network bandwidth|aggregate bandwidth'),
    ('nic', 'ports', 'number of ports|network ports'),
    ('nic', 'power', 'board power|card power|adapter power|total board power'),
    ('enclosure', 'ports', 'number of ports|front panel ports'),
    ('enclosure', 'latency', 'port to port latency|switch latency|cut-through latency'),
    ('enclosure', 'bandwidth', 'switching bandwidth|throughput|aggregate throughput'),
    ('switch_asic', 'ports', 'number of ports'),
    ('switch_asic', 'serdes_lanes', 'number of serdes|serdes count|number of lanes'),
    ('switch_asic', 'bandwidth', 'switching bandwidth|aggregate bandwidth|total bandwidth'),
    ('accelerator', 'power', 'board power|module power|tdp|thermal design power|total board power|total graphics power|max tdp'))
WHERE of = class AND name = attribute;

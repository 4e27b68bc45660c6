-- Step 19: what switches, NICs and accelerators speak over their ports, to hold both ends of a link against each other.
-- Text and not a choice: a part may speak several, and an import brings protocols that nobody has listed.

ALTER TABLE switch_asic ADD COLUMN protocol TEXT CHECK (protocol <> ''); -- what its ports speak, ", " between: "InfiniBand, Ethernet"
ALTER TABLE enclosure ADD COLUMN protocol TEXT CHECK (protocol <> ''); -- what its switch ports speak, ", " between
ALTER TABLE nic ADD COLUMN protocol TEXT CHECK (protocol <> ''); -- what its network ports speak, ", " between
ALTER TABLE accelerator ADD COLUMN protocol TEXT CHECK (protocol <> ''); -- what its scale-up ports speak, ", " between

INSERT INTO dictionary (class, position, attribute, column_name, kind, quantity, unit, ranged, required, choices, synonyms, description)
SELECT class, 1 + max(position), 'protocol', 'protocol', 'text', '', '', 0, 0, '', words, what
FROM dictionary
JOIN (SELECT '' AS name, '' AS words, '' AS what UNION ALL VALUES
    ('switch_asic', 'protocols|network protocol|supported protocol|supported protocols',
        'what its ports speak, ", " between: InfiniBand, Ethernet, NVLink, UALink'),
    ('enclosure', 'protocols|network protocol|supported protocol|supported protocols',
        'what its switch ports speak, ", " between: InfiniBand, Ethernet, NVLink, UALink'),
    ('nic', 'protocols|network protocol|supported protocol|supported protocols',
        'what its network ports speak, ", " between: InfiniBand, Ethernet'),
    ('accelerator', 'scale-up protocol|protocols|interconnect',
        'what its scale-up ports speak, ", " between: NVLink, UALink, Ethernet')) ON name = class
GROUP BY class;

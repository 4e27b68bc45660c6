-- Step 22: further numbers of a part, under which it was in the catalog before it was merged with another.

-- What is said of such a number, by imports, specs and users, is said of the part.
CREATE TABLE part_alias (
    vendor_id INTEGER NOT NULL REFERENCES vendor,
    mpn TEXT NOT NULL COLLATE NOCASE CHECK (mpn <> ''), -- the other number
    part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    PRIMARY KEY (vendor_id, mpn)
) STRICT, WITHOUT ROWID;

CREATE INDEX part_alias_part ON part_alias (part_id);
CREATE INDEX part_alias_mpn ON part_alias (mpn);

INSERT INTO dictionary (class, position, attribute, column_name, kind, quantity, unit, ranged, required, choices, synonyms, description) VALUES
    ('alias', 1, 'vendor', '', 'text', '', '', 0, 1, '', 'manufacturer|maker', 'who makes the part'),
    ('alias', 2, 'mpn', '', 'text', '', '', 0, 1, '', 'part number|part|manufacturer part number', 'part number of the vendor'),
    ('alias', 3, 'alias_vendor', '', 'text', '', '', 0, 0, '', 'old vendor|former vendor', 'who makes it under the further number; the same vendor when blank'),
    ('alias', 4, 'alias_mpn', '', 'text', '', '', 0, 1, '', 'alias|old part number|former part number|also known as', 'further number of the part');

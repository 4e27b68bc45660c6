-- Step 8: bills of materials as vendors, CAD programs and carts write them. The parts of a list need not
-- be in the catalog: lines keep vendor and part number as text, and bom_view joins them to the parts.

-- A list that was imported.
CREATE TABLE bom (
    bom_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''), -- as a column says, else that of the file
    batch_id INTEGER NOT NULL, -- import that brought it as it is; history, hence no foreign key
    file TEXT NOT NULL, -- as it was named, with the table of several
    stated_total_micros INTEGER, -- micro-units; what the list itself says that it costs, NULL: nothing
    stated_currency TEXT -- ISO 4217, NULL: not said
) STRICT;

-- A line of a list. What the list does not say is NULL; nothing is computed.
CREATE TABLE bom_line (
    bom_id INTEGER NOT NULL REFERENCES bom ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0), -- order in the list, from 1
    line INTEGER NOT NULL, -- in its file
    item TEXT, -- number that the list gives the line: 7, 1.2
    level INTEGER NOT NULL CHECK (level >= 0), -- depth below the top of the list
    parent_position INTEGER CHECK (parent_position > 0), -- position of the line that contains this one; NULL: the list itself
    reference TEXT, -- reference designators, as written
    quantity_micros INTEGER CHECK (quantity_micros >= 0), -- millionths of quantity_unit, in one piece of what contains the line
    quantity_unit TEXT, -- such as m of a cut length; NULL: pieces
    vendor TEXT, -- who makes the part
    mpn TEXT COLLATE NOCASE, -- part number of the vendor
    description TEXT, -- in words
    supplier TEXT, -- who sells the part
    supplier_part_number TEXT, -- part number of the supplier
    unit_price_micros INTEGER, -- micro-units of currency, as the list says
    extended_price_micros INTEGER, -- micro-units of currency for the line, as the list says
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'), -- ISO 4217, NULL: not said
    dnp INTEGER NOT NULL DEFAULT 0 CHECK (dnp IN (0, 1)), -- 1: do not place; left out of sums
    remark TEXT, -- of the list about the line
    PRIMARY KEY (bom_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX bom_line_part ON bom_line (mpn);

CREATE INDEX bom_line_parent ON bom_line (bom_id, parent_position);


-- What a list allows in place of the part of a line.
CREATE TABLE bom_alternate (
    bom_id INTEGER NOT NULL REFERENCES bom ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0), -- of the line
    rank INTEGER NOT NULL CHECK (rank > 0), -- order in the list, from 1
    vendor TEXT, -- who makes the substitute
    mpn TEXT NOT NULL COLLATE NOCASE CHECK (mpn <> ''), -- part number of the substitute
    PRIMARY KEY (bom_id, position, rank)
) STRICT, WITHOUT ROWID;

CREATE INDEX bom_alternate_part ON bom_alternate (mpn);

-- Of several columns for one attribute the one whose header stands first among the synonyms counts.
INSERT INTO dictionary VALUES
    ('bom', 1, 'bom', '', 'text', '', '', 0, 0, '', 'bom name|bom number|bom id|bill of materials|assembly name', 'list that the line is of; that of the file when not said'),
    ('bom', 2, 'line', '', 'text', '', '', 0, 0, '', 'line no|line number|line #|item no|item number|item #|item|item nr|#|pos|position|pos nr|find no|find number|find #|index|id|no|nr|row|seq|sequence', 'number that the list gives the line; 1.2 stands below 1'),
    ('bom', 3, 'level', '', 'text', '', '', 0, 0, '', 'lvl|bom level|indent level|indent|indenture|indenture level|structure level|assembly level|tree level|depth', 'depth: 0, 1, 2, or 1.2.3, or dots'),
    ('bom', 4, 'parent', '', 'text', '', '', 0, 0, '', 'parent line|parent item|parent reference|parent part number|parent part|parent mpn|parent pn|parent assembly|parent number|next higher assembly|next assembly|nha|used on|goes into', 'reference, part number or line number of what contains the line'),
    ('bom', 5, 'reference', '', 'text', '', '', 0, 0, '', 'designator|designators|reference designator|reference designators|ref designator|ref designators|reference designation|ref des|ref|refs|references|reference(s)|part reference|customer reference|customer ref|customer #|parts|hedgehog class', 'where it stands, as the list writes it: R1, R2'),
    ('bom', 6, 'quantity', '', 'text', '', '', 0, 0, '', 'qty|quantity required|qty required|required quantity|required qty|qty needed|quantity per assembly|qty per assembly|qty per assy|qty per board|qty per unit|quantity per unit|quantity per|qty per|qty/assy|qty/board|qty/unit|order quantity|order qty|bom quantity|bom qty|total quantity|total qty|quantity 1|qty 1|quantity (pcs)|qty (pcs)|quantity (pieces)|quantity (ea)|qty (ea)|qnty|quant|pieces|pcs|count|number of pieces|menge', 'in one piece of what contains the line; millionths are exact'),
    ('bom', 7, 'quantity_unit', '', 'text', '', '', 0, 0, '', 'uom|unit of measure|units of measure|qty unit|qty uom|quantity uom|u/m', 'of the quantity where it is no pieces: m'),
    ('bom', 8, 'vendor', '', 'text', '', '', 0, 0, '', 'manufacturer|manufacturer name|manufacturer 1|manufacturer name 1|mfr|mfr name|mfr 1|mfg|mfg name|mfg 1|manf|maker|brand|make', 'who makes the part'),
    ('bom', 9, 'mpn', '', 'text', '', '', 0, 0, '', 'manufacturer part number|manufacturer part number 1|manufacturer part no|manufacturer part #|manufacturer part|manufacturer p/n|manufacturer pn|manufacturer product number|manufacturer #|mfr part number|mfr part number 1|mfr part no|mfr part #|mfr part|mfr p/n|mfr pn|mfr no|mfr #|mfg part number|mfg part number 1|mfg part no|mfg part #|mfg part|mfg p/n|mfg pn|mfg #|manf part number|manf#|mpn 1|mpn #|maker part number|vendor part number|part number|part no|part #|part|pn|p/n|module type model|model|model number', 'part number of the vendor; several with ; or / between are alternates'),
    ('bom', 10, 'description', '', 'text', '', '', 0, 0, '', 'part description|item description|product description|module type description|component description|designation|part name|product name|name|title|product|value|comment|component|details', 'what it is, in words'),
    ('bom', 11, 'supplier', '', 'text', '', '', 0, 0, '', 'supplier name|supplier 1|distributor|distributor name|seller', 'who sells the part'),
    ('bom', 12, 'supplier_part_number', '', 'text', '', '', 0, 0, '', 'supplier part number 1|supplier part no|supplier part #|supplier part|supplier pn|supplier sku|distributor part number|distributor part #|distributor pn|digi-key part number|digikey part number|digi-key part #|digikey part #|digikey pn|dk part #|mouser part number|mouser part #|mouser #|mouser no|lcsc part number|lcsc part #|lcsc part|lcsc|jlcpcb part #|order code|order number|cat#|sku', 'part number of the supplier'),
    ('bom', 13, 'unit_price', '', 'money', 'money', '', 0, 0, '', 'unit cost|price per unit|price per part|price per piece|price each|cost each|cost per unit|cost per part|price/unit|each|supplier unit price 1|supplier unit price|list price|price|cost', 'price of one piece, as the list says'),
    ('bom', 14, 'extended_price', '', 'money', 'money', '', 0, 0, '', 'extended cost|extended|ext price|ext cost|ext|price for all parts|line total|line price|line cost|line amount|total line price|supplier subtotal 1|supplier subtotal|sub total|total price|total cost|total', 'price of the line, as the list says; never computed'),
    ('bom', 15, 'list_total', '', 'money', 'money', '', 0, 0, '', 'price total|bom total|grand total|order total|cart total|total of list', 'what the list says that all of it costs'),
    ('bom', 16, 'currency', '', 'text', '', '', 0, 0, '', 'curr|currency code', 'ISO 4217 code of the prices'),
    ('bom', 17, 'dnp', '', 'text', '', '', 0, 0, '', 'dni|dnf|dns|dnl|do not place|do not populate|do not install|do not fit|do not stuff|do not load|do not mount|no pop|nopop|not fitted|not populated|not placed', 'do not place: yes, DNP, DNI, "do not place" ...'),
    ('bom', 18, 'alternate_vendor', '', 'text', '', '', 0, 0, '', 'alternate manufacturer|alternate manufacturer 1|alternate vendor 1|alternate mfr|alternate mfr 1|alternate mfg|alt vendor|alt vendor 1|alt manufacturer|alt manufacturer 1|alt mfr|alt mfr 1|alt mfg|alt mfg 1|second source manufacturer|manufacturer 2|manufacturer name 2|mfr 2|mfg 2', 'maker of what may stand in for the part'),
    ('bom', 19, 'alternate_mpn', '', 'text', '', '', 0, 0, '', 'alternate part number|alternate part number 1|alternate part no|alternate part|alternate mpn 1|alternate 1|alternate|alternates|alternative|alternative 1|alternatives|alternative part number|alternative mpn|alt mpn|alt mpn 1|alt part number|alt part number 1|alt part #|alt pn|alt pn 1|alt p/n|alt part|alt|alt 1|substitute|substitute part number|replacement|second source|second source mpn|2nd source|manufacturer part number 2|mfr part number 2|mfr part # 2|mfg part number 2|mpn 2', 'part number of what may stand in for the part'),
    ('bom', 20, 'alternate_vendor_2', '', 'text', '', '', 0, 0, '', 'alternate manufacturer 2|alternate mfr 2|alternate mfg 2|alt vendor 2|alt manufacturer 2|alt mfr 2|alt mfg 2|manufacturer 3|manufacturer name 3|mfr 3|mfg 3', 'maker of the second alternate'),
    ('bom', 21, 'alternate_mpn_2', '', 'text', '', '', 0, 0, '', 'alternate part number 2|alternate 2|alternative 2|alt mpn 2|alt part number 2|alt pn 2|alt 2|manufacturer part number 3|mfr part number 3|mfr part # 3|mfg part number 3|mpn 3', 'part number of the second alternate'),
    ('bom', 22, 'alternate_vendor_3', '', 'text', '', '', 0, 0, '', 'alternate manufacturer 3|alternate mfr 3|alternate mfg 3|alt vendor 3|alt manufacturer 3|alt mfr 3|alt mfg 3|manufacturer 4|manufacturer name 4|mfr 4|mfg 4', 'maker of the third alternate'),
    ('bom', 23, 'alternate_mpn_3', '', 'text', '', '', 0, 0, '', 'alternate part number 3|alternate 3|alternative 3|alt mpn 3|alt part number 3|alt pn 3|alt 3|manufacturer part number 4|mfr part number 4|mfr part # 4|mfg part number 4|mpn 4', 'part number of the third alternate'),
    ('bom', 24, 'remark', '', 'text', '', '', 0, 0, '', 'remarks|note|notes|comments|bom comment|bom comments|bom note|bom notes', 'what the list says about the line; DNP, "alternate" and "or" act');

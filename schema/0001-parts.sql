-- Step 1: who makes what, which document says so, and which import brought it.
-- Facts migrate by numbered steps, each in its own transaction; user_version is their number.
-- Derivations are in views.sql and are made anew at every upgrade.

-- Makers of parts.
CREATE TABLE vendor (
    vendor_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '') -- as the vendor writes it
) STRICT;

-- One thing with a vendor and a part number; what it can do stands in the table of its class.
CREATE TABLE part (
    part_id INTEGER PRIMARY KEY,
    vendor_id INTEGER NOT NULL REFERENCES vendor,
    mpn TEXT NOT NULL COLLATE NOCASE CHECK (mpn <> ''), -- part number of the vendor, always text
    class TEXT NOT NULL CHECK (class IN ('switch_asic', 'optical_engine', 'transceiver', 'laser', 'els', -- which class table has the rest
        'fau', 'die', 'cable', 'fiber', 'nic', 'accelerator', 'enclosure', 'psu', 'other')),
    description TEXT CHECK (description <> ''), -- what it is, in words
    lifecycle TEXT CHECK (lifecycle IN
        ('announced', 'sampling', 'active', 'nrnd', 'eol', 'obsolete')), -- state of the product
    country_of_origin TEXT CHECK (country_of_origin <> ''), -- where it is made, ISO 3166 code or name
    datasheet_url TEXT CHECK (datasheet_url <> ''), -- address of the datasheet
    weight_kg REAL CHECK (weight_kg >= 0), -- kg; mass of one piece
    failure_rate_fit_min REAL CHECK (failure_rate_fit_min >= 0), -- FIT; failures in 1e9 device hours
    failure_rate_fit_typ REAL CHECK (failure_rate_fit_typ >= 0),
    failure_rate_fit_max REAL CHECK (failure_rate_fit_max >= 0),
    representative INTEGER CHECK (representative IN (0, 1)), -- 1: a labelled representative of a
                                                            -- standard class, not a product
    UNIQUE (vendor_id, mpn),
    CHECK (failure_rate_fit_min <= failure_rate_fit_typ AND
        failure_rate_fit_typ <= failure_rate_fit_max AND failure_rate_fit_min <= failure_rate_fit_max)
) STRICT;

CREATE INDEX part_class ON part (class, mpn);
CREATE INDEX part_mpn ON part (mpn);

-- Where a value comes from: datasheet, standard, article, or the list that a batch brought.
CREATE TABLE document (
    document_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''), -- as the document calls itself
    url TEXT NOT NULL DEFAULT '', -- empty where no address is known
    UNIQUE (title, url)
) STRICT;

-- One value of one attribute of one part, as one document gives it. Of several, the one in force
-- (chosen = 1) also stands in the class table: the more trusted, then the later.
CREATE TABLE figure (
    figure_id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    attribute TEXT NOT NULL, -- of the dictionary
    document_id INTEGER NOT NULL REFERENCES document,
    condition TEXT NOT NULL DEFAULT '', -- under which the value holds
    min REAL, -- in the canonical unit of the dictionary
    typ REAL, -- typical
    max REAL, -- greatest
    value_text TEXT, -- of text, choice and date attributes
    original TEXT NOT NULL, -- the text it was read from
    place TEXT NOT NULL DEFAULT '', -- page, table or cell in the document
    confidence TEXT NOT NULL CHECK (confidence IN -- how sure the value is
        ('vendor', 'standard', 'press', 'estimate', 'seed', 'assumption')),
    reason TEXT NOT NULL DEFAULT '', -- why an assumption or estimate is what it is
    batch_id INTEGER NOT NULL, -- import that brought it; history, hence no foreign key
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)), -- 1: in force
    UNIQUE (part_id, attribute, document_id, condition),
    CHECK (min <= typ AND typ <= max AND min <= max),
    CHECK (coalesce(min, typ, max) IS NOT NULL OR value_text IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX figure_chosen ON figure (part_id, attribute) WHERE chosen = 1;
CREATE INDEX figure_document ON figure (document_id);

-- One run of import. These three tables are history: undo marks a batch and keeps its record.
CREATE TABLE import_batch (
    batch_id INTEGER PRIMARY KEY,
    imported_at TEXT NOT NULL, -- UTC, ISO 8601
    imported_by TEXT NOT NULL, -- user name, or --as
    state TEXT NOT NULL CHECK (state IN ('applied', 'undone')), -- undone: the catalog is as before it
    changes BLOB -- SQLite change set of the batch; applying its inverse takes the batch back
) STRICT;

CREATE TABLE import_file (
    batch_id INTEGER NOT NULL REFERENCES import_batch,
    position INTEGER NOT NULL, -- order within the batch
    file TEXT NOT NULL, -- as it was named
    format TEXT NOT NULL, -- csv
    class TEXT NOT NULL, -- record class it was read as
    row_count INTEGER NOT NULL, -- data records
    accepted INTEGER NOT NULL, -- rows that changed the catalog
    unchanged INTEGER NOT NULL, -- rows that said what the catalog already knew
    rejected INTEGER NOT NULL, -- rows that were refused
    questions INTEGER NOT NULL, -- rows that wait for an answer
    PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

-- What import has to say about a row; with severity 'error' the row was refused and is kept here.
CREATE TABLE import_reject (
    batch_id INTEGER NOT NULL REFERENCES import_batch,
    position INTEGER NOT NULL, -- order of discovery within the batch
    file TEXT NOT NULL, -- as it was named
    line INTEGER NOT NULL, -- first line of the row in the file
    column_name TEXT NOT NULL, -- header; empty when it is about the whole row
    code TEXT NOT NULL, -- kebab-case, see docs/import.md
    severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')), -- error: the row was refused
    message TEXT NOT NULL, -- what, and what to do
    raw TEXT NOT NULL, -- the row as it stood in the file
    PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

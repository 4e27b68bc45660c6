-- Changes on their way to another site: a file of its own, written by `optibom changes export` and read by `optibom
-- changes apply`. Numbers that a catalog gives to its rows mean nothing elsewhere, so every row is named by what nobody
-- else in its table has: a JSON array of its key, in which each reference is the name of what it refers to. A part is
-- [["Acme"],"X-800"].

CREATE TABLE origin (
    schema INTEGER NOT NULL, -- schema version of the catalog
    program TEXT NOT NULL, -- version that wrote the file
    since INTEGER NOT NULL, -- number of the last change that is left out; 0: none is
    hash TEXT NOT NULL -- BLAKE2b of everything in the tables below
) STRICT;

CREATE TABLE change (
    number INTEGER PRIMARY KEY, -- of the catalog where it was made
    changed_at TEXT NOT NULL, -- UTC, ISO 8601
    changed_by TEXT NOT NULL, -- user name, or --as
    verb TEXT NOT NULL, -- import, build add ...
    subject TEXT NOT NULL -- what it was done to
) STRICT;

-- A row that is another than before the first of the changes, by what they came to in the end.
CREATE TABLE line (
    line INTEGER PRIMARY KEY, -- in the order in which lines are applied
    number INTEGER NOT NULL, -- of the last change that touched the row
    table_name TEXT NOT NULL, -- of the catalog
    name TEXT NOT NULL, -- see above
    kind TEXT NOT NULL, -- new, changed, gone
    UNIQUE (table_name, name)
) STRICT;

-- Of a changed row what is another; of a new or gone one everything but its name. References are names.
CREATE TABLE value (
    line INTEGER NOT NULL, -- of line
    column_name TEXT NOT NULL, -- of the table
    before ANY, -- NULL: nothing, or a new row
    after ANY, -- NULL: nothing, or a gone row
    PRIMARY KEY (line, column_name)
) STRICT, WITHOUT ROWID;

-- Prices that were added, oldest first. Of several for the same thing the latest counts.
CREATE TABLE price (
    price INTEGER PRIMARY KEY, -- from 1
    number INTEGER NOT NULL, -- of the change
    list INTEGER NOT NULL, -- that prices of one price list share
    file TEXT NOT NULL, -- that the list was
    line INTEGER NOT NULL, -- in that file
    thing TEXT NOT NULL, -- JSON array: vendor, part number, supplier, currency, the supplier's part number, quantity
    says TEXT NOT NULL, -- JSON array: the price and its terms
    before TEXT, -- the same of the price that counted until then; NULL: there was none
    source TEXT NOT NULL -- JSON array: title and address of its document
) STRICT;

CREATE INDEX price_thing ON price (thing);

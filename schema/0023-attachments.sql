-- Step 23: files that people attach to parts and builds: datasheets, quotations, test reports.

-- Files that are kept in the catalog, as SQLite Archive Files have them (sqlite.org/sqlar.html): `sqlite3 -A` lists and
-- extracts them.
CREATE TABLE sqlar (
    name TEXT PRIMARY KEY, -- of the file, as in attachment
    mode INT, -- type and access permissions, as stat() has them
    mtime INT, -- s since 1970; when the file was last modified
    sz INT, -- bytes of the file
    data BLOB -- the file, deflated by zlib where that makes it smaller
) STRICT;

-- What is attached: a file in sqlar, or where it is to be found.
CREATE TABLE attachment (
    attachment_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''), -- what it is called here; never a path
    title TEXT CHECK (title <> ''), -- what it is, in words; NULL: not said
    place TEXT CHECK (place <> ''), -- path or address as it was given; NULL: the file is in sqlar
    size INTEGER CHECK (size >= 0), -- bytes when it was attached; NULL: an address, which is not read
    hash TEXT CHECK (hash <> ''), -- BLAKE2b of the file when it was attached, as b2sum writes it; NULL: an address
    text TEXT -- what it says, for the search; NULL: no text, or none that is read
) STRICT;

CREATE INDEX attachment_hash ON attachment (hash);

-- To what it is attached: a part or a build.
CREATE TABLE attachment_link (
    link_id INTEGER PRIMARY KEY,
    attachment_id INTEGER NOT NULL REFERENCES attachment ON DELETE CASCADE,
    part_id INTEGER REFERENCES part ON DELETE CASCADE,
    build_id INTEGER REFERENCES build ON DELETE CASCADE,
    CHECK ((part_id IS NULL) <> (build_id IS NULL))
) STRICT;

CREATE INDEX attachment_link_of ON attachment_link (attachment_id);
CREATE UNIQUE INDEX attachment_link_part ON attachment_link (part_id, attachment_id) WHERE part_id IS NOT NULL;
CREATE UNIQUE INDEX attachment_link_build ON attachment_link (build_id, attachment_id) WHERE build_id IS NOT NULL;

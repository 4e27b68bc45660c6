-- Step 7: questions of imports, which wait for somebody to answer, and what else history should know:
-- the table and bytes that a file was, how its columns were understood, and by which program.

ALTER TABLE import_batch ADD COLUMN program TEXT NOT NULL DEFAULT ''; -- version that imported
ALTER TABLE import_file ADD COLUMN sheet TEXT NOT NULL DEFAULT ''; -- name of the table, empty for the only one
ALTER TABLE import_file ADD COLUMN hash TEXT NOT NULL DEFAULT ''; -- BLAKE2b of the file, as b2sum prints it
ALTER TABLE import_file ADD COLUMN map TEXT NOT NULL DEFAULT ''; -- mapping file that does what was done

ALTER TABLE import_reject RENAME TO import_reject_6;
CREATE TABLE import_reject (
    batch_id INTEGER NOT NULL REFERENCES import_batch,
    position INTEGER NOT NULL, -- order of discovery within the batch
    file TEXT NOT NULL, -- as it was named
    line INTEGER NOT NULL, -- first line of the row in the file
    column_name TEXT NOT NULL, -- header; empty when it is about the whole row
    code TEXT NOT NULL, -- kebab-case, see docs/import.md
    severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'question', 'error')), -- error: the row was refused
    message TEXT NOT NULL, -- what, and what to do
    raw TEXT NOT NULL, -- the row as it stood in the file
    PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO import_reject SELECT * FROM import_reject_6;
DROP TABLE import_reject_6;

-- A cell that may mean several values, with what it takes to import its row again by the answer.
CREATE TABLE import_question (
    batch_id INTEGER NOT NULL, -- with position: of import_reject, which has place and sentence
    position INTEGER NOT NULL, -- see above
    number INTEGER NOT NULL CHECK (number > 0), -- from 1 within the batch, for people
    class TEXT NOT NULL, -- record class of the row
    headers TEXT NOT NULL, -- JSON array: what names the row, and the cell in question last
    cells TEXT NOT NULL, -- JSON array, beside headers
    candidates TEXT NOT NULL, -- JSON array of {text, value, header, cell}: as written, as a cell, and what it says of the row beside
    is_waiting INTEGER NOT NULL CHECK (is_waiting IN (0, 1)), -- 1: the whole row waits for the answer
    answer TEXT, -- as it was given, empty: no value; NULL: open
    answer_batch_id INTEGER, -- import that brought the answer; NULL for no value
    PRIMARY KEY (batch_id, position),
    FOREIGN KEY (batch_id, position) REFERENCES import_reject
) STRICT, WITHOUT ROWID;

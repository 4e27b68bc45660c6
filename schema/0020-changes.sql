-- Step 20: who changed what. Every verb that writes leaves a row here; what it changed is kept as a change set of
-- SQLite, with the import for imports, so that it can be told and taken back.

CREATE TABLE change (
    change_id INTEGER PRIMARY KEY, -- later ones have greater ids
    changed_at TEXT NOT NULL, -- UTC, ISO 8601
    changed_by TEXT NOT NULL, -- user name, or --as
    verb TEXT NOT NULL CHECK (verb <> ''), -- import, build add ...
    subject TEXT NOT NULL, -- what it was done to: 'batch 3 (prices.csv)', 'rack@2'
    row_count INTEGER NOT NULL CHECK (row_count >= 0), -- rows of the catalog that are new, other or gone
    batch_id INTEGER, -- of an import, whose change set it is; NULL: none. History, hence no foreign key
    undone_by INTEGER, -- the change that took it back; NULL: it holds
    changes BLOB -- SQLite change set; NULL: none, or it is that of the batch
) STRICT;

ALTER TABLE build_revision ADD COLUMN released_at TEXT; -- UTC, ISO 8601; NULL: a draft
ALTER TABLE build_revision ADD COLUMN released_by TEXT; -- user name, or --as; NULL: a draft

-- What is known of earlier ones.
INSERT INTO change (changed_at, changed_by, verb, subject, row_count, batch_id)
SELECT imported_at, imported_by, 'import', 'batch ' || batch_id ||
        coalesce((SELECT ' (' || file || ')' FROM import_file AS f WHERE f.batch_id = b.batch_id ORDER BY position LIMIT 1), ''),
    coalesce((SELECT sum(accepted) FROM import_file AS f WHERE f.batch_id = b.batch_id), 0), batch_id
FROM import_batch AS b
UNION ALL
SELECT stored_at, stored_by, 'build add', name || '@' || revision, 1, NULL FROM build_revision JOIN build USING (build_id)
ORDER BY 1, 6, 4;

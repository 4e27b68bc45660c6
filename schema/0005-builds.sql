-- Step 5: assembly flows and builds, kept as the text a person wrote, with revisions.

-- An assembly flow: dies to engine, engines to package. The text is a flow file (docs/flow-file.md).
CREATE TABLE flow (
    flow_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''), -- as builds and other flows name it
    yaml TEXT NOT NULL -- text of the flow file
) STRICT;

-- A rack or pod assembled from a spec.
CREATE TABLE build (
    build_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '') -- as `build:` in its spec
) STRICT;

-- A revision of a build: the spec (docs/build-spec.md) as it was stored.
CREATE TABLE build_revision (
    build_id INTEGER NOT NULL REFERENCES build ON DELETE CASCADE,
    revision INTEGER NOT NULL CHECK (revision > 0), -- from 1
    stored_at TEXT NOT NULL, -- UTC, ISO 8601
    stored_by TEXT NOT NULL, -- user name, or --as
    yaml TEXT NOT NULL, -- text of the spec
    PRIMARY KEY (build_id, revision)
) STRICT, WITHOUT ROWID;

-- Step 21: what was decided about substitutes within one build, and about who may make parts. Substitutes
-- that may stand in everywhere are in alternate.

-- Parts that may stand in for a part within one build, or on one line of it.
CREATE TABLE build_alternate (
    part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    alternate_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    build TEXT NOT NULL COLLATE NOCASE CHECK (build <> ''), -- name of the build, stored or of a spec file
    line TEXT NOT NULL DEFAULT '', -- role of the line; empty: every line of the build
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected')), -- decision on the substitute
    reason TEXT NOT NULL DEFAULT '', -- why, and with what limits
    PRIMARY KEY (part_id, alternate_id, build, line),
    CHECK (part_id <> alternate_id)
) STRICT, WITHOUT ROWID;

-- Who may make the parts of a class: everywhere, within one build, or on one line of it.
CREATE TABLE maker (
    vendor_id INTEGER NOT NULL REFERENCES vendor ON DELETE CASCADE,
    class TEXT NOT NULL DEFAULT '', -- of the parts; empty: every class
    build TEXT NOT NULL DEFAULT '' COLLATE NOCASE, -- name of the build, stored or of a spec file; empty: everywhere
    line TEXT NOT NULL DEFAULT '', -- role of the line; empty: every line of the build
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected')), -- decision on the maker
    reason TEXT NOT NULL DEFAULT '', -- why, and with what limits
    PRIMARY KEY (vendor_id, class, build, line),
    CHECK (line = '' OR build <> '')
) STRICT, WITHOUT ROWID;

INSERT INTO dictionary (class, position, attribute, column_name, kind, quantity, unit, ranged, required, choices, synonyms, description) VALUES
    ('alternate', 7, 'build', '', 'text', '', '', 0, 0, '', 'build name', 'build in which the decision holds; everywhere when blank'),
    ('alternate', 8, 'line', '', 'text', '', '', 0, 0, '', 'role', 'role of the line on which the decision holds; every line of the build when blank'),
    ('maker', 1, 'vendor', '', 'text', '', '', 0, 1, '', 'manufacturer|maker|approved maker|approved manufacturer', 'who makes parts'),
    ('maker', 2, 'class', '', 'text', '', '', 0, 0, '', 'part class', 'class of the parts; every class when blank'),
    ('maker', 3, 'build', '', 'text', '', '', 0, 0, '', 'build name', 'build in which the decision holds; everywhere when blank'),
    ('maker', 4, 'line', '', 'text', '', '', 0, 0, '', 'role', 'role of the line on which the decision holds; every line of the build when blank'),
    ('maker', 5, 'state', '', 'choice', '', '', 0, 1, 'proposed|approved|rejected', 'status', 'decision on the maker'),
    ('maker', 6, 'reason', '', 'text', '', '', 0, 0, '', 'note|rationale', 'why, and with what limits');

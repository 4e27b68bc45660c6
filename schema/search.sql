-- The index of the full-text search: a derivation, made anew at every upgrade after the views.
--
-- A thing that is searched for has the number 4 * its id + its kind: 0 a part, 1 a document, 2 a build, 3 an attachment.
-- Triggers note the numbers of things whose words are other than the index has them, and the program brings the index
-- up before it commits: a part that an import fills in field by field is indexed once, and in whatever order an undo
-- puts rows back, the index reads them when all of them are there. Prices and figures have no words in it.

DROP TABLE IF EXISTS search_word;
DROP TABLE IF EXISTS search_index;
DROP TABLE IF EXISTS search_stale;

-- Its own copy of the words: what it has of a row it can take out again, whatever became of the row.
CREATE VIRTUAL TABLE search_index USING fts5(name, maker, title, words, tokenize = 'unicode61 remove_diacritics 2');

-- Every word of the index, for what somebody may have meant.
CREATE VIRTUAL TABLE search_word USING fts5vocab(search_index, row);

-- Things to index again; empty but within a transaction.
CREATE TABLE search_stale (
    search_id INTEGER PRIMARY KEY -- number of the thing
) STRICT;

-- Words of each thing, a view a kind. The title of a part is what documents call its class first; 'other' has no such words.
-- Its further numbers stand behind its description.
CREATE VIEW search_part AS
SELECT p.part_id AS id, p.mpn AS name, v.name AS maker,
    replace(p.class, '_', ' ') || coalesce(', ' || (SELECT substr(t.words, 1, instr(t.words || '|', '|') - 1) FROM class_title AS t
        WHERE t.class = p.class AND t.class <> 'other' AND t.words NOT LIKE replace(p.class, '_', ' ') || '%'), '') AS title,
    coalesce(p.description || (SELECT ' ' || group_concat(mpn, ' ') FROM part_alias AS a WHERE a.part_id = p.part_id HAVING count(*) > 0),
        p.description, (SELECT group_concat(mpn, ' ') FROM part_alias AS a WHERE a.part_id = p.part_id)) AS words
FROM part AS p JOIN vendor AS v USING (vendor_id);

CREATE VIEW search_document AS
SELECT document_id AS id, title AS name, NULL AS maker, NULL AS title, nullif(url, '') AS words FROM document;

CREATE VIEW search_build AS
SELECT b.build_id AS id, b.name, NULL AS maker, NULL AS title, (SELECT r.yaml FROM build_revision AS r
    WHERE r.build_id = b.build_id ORDER BY r.revision DESC LIMIT 1) AS words
FROM build AS b;

CREATE VIEW search_attachment AS
SELECT attachment_id AS id, name, NULL AS maker, title, text AS words FROM attachment;

-- All things, and those to index again.
CREATE VIEW search_view AS
SELECT 4 * id AS search_id, name, maker, title, words FROM search_part
UNION ALL SELECT 4 * id + 1, name, maker, title, words FROM search_document
UNION ALL SELECT 4 * id + 2, name, maker, title, words FROM search_build
UNION ALL SELECT 4 * id + 3, name, maker, title, words FROM search_attachment;

CREATE VIEW search_due AS
SELECT s.search_id, v.name, v.maker, v.title, v.words
FROM search_stale AS s CROSS JOIN search_part AS v ON v.id = s.search_id / 4 WHERE s.search_id % 4 = 0
UNION ALL SELECT s.search_id, v.name, v.maker, v.title, v.words
FROM search_stale AS s CROSS JOIN search_document AS v ON v.id = s.search_id / 4 WHERE s.search_id % 4 = 1
UNION ALL SELECT s.search_id, v.name, v.maker, v.title, v.words
FROM search_stale AS s CROSS JOIN search_build AS v ON v.id = s.search_id / 4 WHERE s.search_id % 4 = 2
UNION ALL SELECT s.search_id, v.name, v.maker, v.title, v.words
FROM search_stale AS s CROSS JOIN search_attachment AS v ON v.id = s.search_id / 4 WHERE s.search_id % 4 = 3;

CREATE TRIGGER search_part_new AFTER INSERT ON part BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.part_id);
END;
CREATE TRIGGER search_part_other AFTER UPDATE OF vendor_id, mpn, class, description ON part
WHEN (old.vendor_id, old.mpn COLLATE BINARY, old.class, old.description)
    IS NOT (new.vendor_id, new.mpn COLLATE BINARY, new.class, new.description) BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.part_id);
END;
CREATE TRIGGER search_part_gone AFTER DELETE ON part BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.part_id);
END;
CREATE TRIGGER search_vendor_other AFTER UPDATE OF name ON vendor WHEN old.name <> new.name COLLATE BINARY BEGIN
    INSERT OR IGNORE INTO search_stale SELECT 4 * part_id FROM part WHERE vendor_id = new.vendor_id;
END;

CREATE TRIGGER search_alias_new AFTER INSERT ON part_alias BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.part_id);
END;
CREATE TRIGGER search_alias_other AFTER UPDATE ON part_alias BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.part_id), (4 * new.part_id);
END;
CREATE TRIGGER search_alias_gone AFTER DELETE ON part_alias BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.part_id);
END;

CREATE TRIGGER search_document_new AFTER INSERT ON document BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.document_id + 1);
END;
CREATE TRIGGER search_document_other AFTER UPDATE OF title, url ON document BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.document_id + 1);
END;
CREATE TRIGGER search_document_gone AFTER DELETE ON document BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.document_id + 1);
END;

CREATE TRIGGER search_build_new AFTER INSERT ON build BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.build_id + 2);
END;
CREATE TRIGGER search_build_other AFTER UPDATE OF name ON build BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.build_id + 2);
END;
CREATE TRIGGER search_build_gone AFTER DELETE ON build BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.build_id + 2);
END;
CREATE TRIGGER search_revision_new AFTER INSERT ON build_revision BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.build_id + 2);
END;
CREATE TRIGGER search_revision_other AFTER UPDATE OF yaml ON build_revision BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.build_id + 2);
END;
CREATE TRIGGER search_revision_gone AFTER DELETE ON build_revision BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.build_id + 2);
END;

CREATE TRIGGER search_attachment_new AFTER INSERT ON attachment BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.attachment_id + 3);
END;
CREATE TRIGGER search_attachment_other AFTER UPDATE OF name, title, text ON attachment BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * new.attachment_id + 3);
END;
CREATE TRIGGER search_attachment_gone AFTER DELETE ON attachment BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (4 * old.attachment_id + 3);
END;

INSERT INTO search_index (rowid, name, maker, title, words) SELECT search_id, name, maker, title, words FROM search_view;

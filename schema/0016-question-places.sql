-- Step 16: an answered question says where its cells stood in their document.

ALTER TABLE import_question ADD COLUMN places TEXT NOT NULL DEFAULT '[]'; -- JSON array beside cells; empty where the line says it

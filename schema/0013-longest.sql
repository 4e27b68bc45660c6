-- Step 13: a reach of "2 m to 500 m" is one of 500 m.

ALTER TABLE dictionary ADD COLUMN takes_longest INTEGER NOT NULL DEFAULT 0 CHECK (takes_longest IN (0, 1)); -- 1: of a range the greatest figure counts

UPDATE dictionary SET takes_longest = 1 WHERE attribute = 'reach' AND ranged = 0;

-- Step 9: what an export says so that its import gives the same rows: text that a figure was read from
-- in another form than it is written now, and where the prices of a list stood at first.

INSERT INTO dictionary VALUES
    ('figure', 7, 'original_text', '', 'text', '', '', 0, 0, '', '', 'text that the values were read from, where it is not that of their cells');

INSERT INTO dictionary VALUES
    ('offer', 23, 'list_file', '', 'text', '', '', 0, 0, '', '', 'file that brought the prices first; the file itself when blank'),
    ('offer', 24, 'list_line', '', 'integer', '', '', 0, 0, '', '', 'line of the price in that file');

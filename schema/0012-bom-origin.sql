-- Step 12: an exported bill of materials says where its lines stood first, as an exported price list does.

INSERT INTO dictionary VALUES
    ('bom', 25, 'list_file', '', 'text', '', '', 0, 0, '', '', 'file that brought the list first; the file itself when blank', ''),
    ('bom', 26, 'list_line', '', 'integer', '', '', 0, 0, '', '', 'line in that file', '');

-- Step 15: lead times are days, whatever unit a list gives them in; more names of prices.

UPDATE dictionary SET quantity = 'time', unit = 'd',
    synonyms = synonyms || '|lead|leadtime|delivery time|delivery'
WHERE class = 'offer' AND attribute = 'lead_time';

UPDATE dictionary SET synonyms = synonyms || '|net price|net unit price|net cost|price per unit|price per piece|cost each|unit cost net'
WHERE class = 'offer' AND attribute = 'price';

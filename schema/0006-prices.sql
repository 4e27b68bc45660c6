-- Step 6: prices as the lists give them. One row is one line of a list: what a supplier asks for a
-- part from a quantity on. Rows are only ever added, and taken away by the undo of their batch; of
-- several rows for one part, supplier, currency, order number and quantity the latest is in force. A
-- row may be about a part that the catalog does not have yet.

-- A file that brought prices.
CREATE TABLE price_list (
    price_list_id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL, -- import that brought it; history, hence no foreign key
    file TEXT NOT NULL, -- as it was named
    row_count INTEGER NOT NULL DEFAULT 0 -- of its prices
) STRICT;

-- What import wrote is sound by construction (lists, vendors, suppliers and documents are looked up as
-- the rows are written, and `optibom check` looks again), so that a million rows need no look-up each; for
-- the same reason no CHECK here has an IN list, which SQLite would make a table of for every row.
CREATE TABLE price (
    price_id INTEGER PRIMARY KEY, -- later rows have greater ones
    price_list_id INTEGER NOT NULL, -- of price_list
    line INTEGER NOT NULL, -- in its file
    vendor_id INTEGER NOT NULL, -- of vendor
    mpn TEXT NOT NULL COLLATE NOCASE CHECK (mpn <> ''), -- part number of the vendor
    supplier_id INTEGER NOT NULL, -- of supplier
    supplier_part_number TEXT, -- NULL where the supplier uses the vendor's
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'), -- ISO 4217
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- pieces; holds from here to the next one
    price_micros INTEGER NOT NULL CHECK (price_micros >= 0), -- micro-units for price_basis pieces
    price_low_micros INTEGER CHECK (price_low_micros <= price_micros), -- of an estimate
    price_high_micros INTEGER CHECK (price_high_micros >= price_micros), -- of an estimate
    price_basis INTEGER CHECK (price_basis > 0), -- pieces that a price is for; NULL: not said, 1
    minimum_order INTEGER CHECK (minimum_order > 0), -- pieces; NULL: not said
    order_multiple INTEGER CHECK (order_multiple > 0), -- pieces; NULL: not said
    lead_time_days INTEGER CHECK (lead_time_days >= 0), -- calendar days to the supplier's dock
    stock INTEGER CHECK (stock >= 0), -- pieces
    valid_from TEXT, -- ISO 8601 day
    valid_until TEXT, -- ISO 8601 day
    incoterm TEXT, -- delivery term
    document_id INTEGER NOT NULL, -- of document
    condition TEXT, -- under which it holds
    confidence TEXT CHECK (confidence = 'vendor' OR confidence = 'standard' OR confidence = 'press' -- how sure the price is; NULL: vendor
        OR confidence = 'estimate' OR confidence = 'seed' OR confidence = 'assumption'),
    reason TEXT -- why an assumption or estimate is what it is
) STRICT;

INSERT INTO price_list (batch_id, file)
SELECT DISTINCT batch_id, 'offers before schema step 6' FROM offer ORDER BY batch_id;

INSERT INTO price (price_list_id, line, vendor_id, mpn, supplier_id, supplier_part_number, currency,
    quantity, price_micros, price_low_micros, price_high_micros, price_basis, minimum_order,
    order_multiple, lead_time_days, stock, valid_from, valid_until, incoterm, document_id, condition,
    confidence, reason)
SELECT l.price_list_id, 0, p.vendor_id, p.mpn, o.supplier_id, nullif(o.supplier_part_number, ''),
    o.currency, b.quantity, b.price_micros, b.price_low_micros, b.price_high_micros, o.price_basis,
    o.minimum_order, o.order_multiple, o.lead_time_days, o.stock, nullif(o.valid_from, ''),
    nullif(o.valid_until, ''), nullif(o.incoterm, ''), o.document_id, nullif(o.condition, ''),
    o.confidence, nullif(o.reason, '')
FROM offer AS o JOIN price_break AS b USING (offer_id) JOIN part AS p USING (part_id)
JOIN price_list AS l ON l.batch_id = o.batch_id
ORDER BY o.offer_id, b.quantity;

UPDATE price_list SET row_count = (SELECT count(*) FROM price AS r
    WHERE r.price_list_id = price_list.price_list_id);

DROP TABLE price_break;
DROP TABLE offer;

CREATE INDEX price_part ON price (mpn, vendor_id);

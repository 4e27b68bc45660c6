-- Step 18: requests for quotation. What was asked is remembered, so that the answers that come back can
-- be held against it; their prices become rows of price, what has no place there stays with the line.

-- A request that was written for one supplier.
CREATE TABLE rfq (
    rfq_id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (number <> ''), -- as the sheet bears it
    supplier TEXT NOT NULL CHECK (supplier <> ''), -- who is asked; the prices that come back are theirs
    build TEXT NOT NULL CHECK (build <> ''), -- name of the build that it is for
    revision INTEGER CHECK (revision > 0), -- of the stored build; NULL: a spec file
    racks INTEGER NOT NULL CHECK (racks > 0), -- that the program needs parts for
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'), -- asked for, ISO 4217
    created_on TEXT NOT NULL CHECK (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- ISO 8601 day
    respond_by TEXT NOT NULL CHECK (respond_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- ISO 8601 day
    required_by TEXT CHECK (required_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- ISO 8601 day; NULL: not said
    incoterm TEXT, -- delivery term asked for; NULL: not said
    comment TEXT -- to the supplier; NULL: none
) STRICT;

-- A part that is asked for, and what the supplier answers beside prices.
CREATE TABLE rfq_line (
    rfq_id INTEGER NOT NULL REFERENCES rfq ON DELETE CASCADE,
    line INTEGER NOT NULL CHECK (line > 0), -- in the request, from 1
    vendor TEXT NOT NULL, -- who makes the part
    mpn TEXT NOT NULL COLLATE NOCASE CHECK (mpn <> ''), -- part number of the vendor
    need INTEGER NOT NULL CHECK (need >= 0), -- pieces for the program, spares included
    quantity_1 INTEGER NOT NULL CHECK (quantity_1 > 0), -- pieces to quote for
    quantity_2 INTEGER CHECK (quantity_2 > quantity_1), -- pieces to quote for; NULL: no further one, so with all below
    quantity_3 INTEGER CHECK (quantity_3 > quantity_2), -- pieces
    quantity_4 INTEGER CHECK (quantity_4 > quantity_3), -- pieces
    quantity_5 INTEGER CHECK (quantity_5 > quantity_4), -- pieces
    quantity_6 INTEGER CHECK (quantity_6 > quantity_5), -- pieces
    target_micros INTEGER CHECK (target_micros >= 0), -- micro-units for one piece, as it was told; NULL: it was not
    answer TEXT CHECK (answer = 'quote' OR answer = 'no bid' OR answer = 'alternate'), -- the latest; NULL: none yet
    answered_at TEXT, -- UTC, ISO 8601
    answer_batch_id INTEGER, -- import that brought the answer; history, hence no foreign key
    alternate_vendor TEXT, -- who makes what is offered in its place
    alternate_mpn TEXT, -- part number of what is offered in its place
    one_time_micros INTEGER CHECK (one_time_micros >= 0), -- micro-units; once, in no unit price
    one_time_currency TEXT CHECK (one_time_currency GLOB '[A-Z][A-Z][A-Z]'), -- ISO 4217
    country_of_origin TEXT, -- as answered
    remark TEXT, -- of the supplier
    PRIMARY KEY (rfq_id, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX rfq_line_part ON rfq_line (mpn);

INSERT INTO dictionary (class, position, attribute, column_name, kind, quantity, unit, ranged, required, choices, synonyms, description) VALUES
    ('rfq_answer', 1, 'rfq_number', '', 'text', '', '', 0, 1, '', '', 'number of the request that the row answers'),
    ('rfq_answer', 2, 'line', '', 'integer', '', '', 0, 0, '', '', 'line of the request'),
    ('rfq_answer', 3, 'mpn', '', 'text', '', '', 0, 1, '', 'part number', 'part number that was asked for'),
    ('rfq_answer', 4, 'vendor', '', 'text', '', '', 0, 0, '', 'maker', 'who makes the part that was asked for'),
    ('rfq_answer', 5, 'action', '', 'choice', '', '', 0, 0, 'quote|no bid|alternate', '', 'what the row says; quote when blank'),
    ('rfq_answer', 6, 'supplier_part_number', '', 'text', '', '', 0, 0, '', 'your part number', 'part number of the supplier'),
    ('rfq_answer', 7, 'alternate_vendor', '', 'text', '', '', 0, 0, '', 'alternate maker', 'who makes what is offered in its place; the same maker when blank'),
    ('rfq_answer', 8, 'alternate_mpn', '', 'text', '', '', 0, 0, '', 'alternate part number', 'part number of what is offered in its place'),
    ('rfq_answer', 9, 'quantity_1', '', 'integer', '', '', 0, 0, '', '', 'pieces that the first price is for, as asked'),
    ('rfq_answer', 10, 'unit_price_1', '', 'money', 'money', '', 0, 0, '', '', 'from quantity 1 on, for price basis pieces; no answer when blank'),
    ('rfq_answer', 11, 'quantity_2', '', 'integer', '', '', 0, 0, '', '', 'pieces that the second price is for, as asked'),
    ('rfq_answer', 12, 'unit_price_2', '', 'money', 'money', '', 0, 0, '', '', 'from quantity 2 on'),
    ('rfq_answer', 13, 'quantity_3', '', 'integer', '', '', 0, 0, '', '', 'pieces that the third price is for, as asked'),
    ('rfq_answer', 14, 'unit_price_3', '', 'money', 'money', '', 0, 0, '', '', 'from quantity 3 on'),
    ('rfq_answer', 15, 'quantity_4', '', 'integer', '', '', 0, 0, '', '', 'pieces that the fourth price is for, as asked'),
    ('rfq_answer', 16, 'unit_price_4', '', 'money', 'money', '', 0, 0, '', '', 'from quantity 4 on'),
    ('rfq_answer', 17, 'quantity_5', '', 'integer', '', '', 0, 0, '', '', 'pieces that the fifth price is for, as asked'),
    ('rfq_answer', 18, 'unit_price_5', '', 'money', 'money', '', 0, 0, '', '', 'from quantity 5 on'),
    ('rfq_answer', 19, 'quantity_6', '', 'integer', '', '', 0, 0, '', '', 'pieces that the sixth price is for, as asked'),
    ('rfq_answer', 20, 'unit_price_6', '', 'money', 'money', '', 0, 0, '', '', 'from quantity 6 on'),
    ('rfq_answer', 21, 'currency', '', 'text', '', '', 0, 0, '', '', 'ISO 4217 code; a price without one is refused'),
    ('rfq_answer', 22, 'price_basis', '', 'integer', '', '', 0, 0, '', 'price is for', 'pieces that the prices are for: 1, 100, 1000; 1 when blank'),
    ('rfq_answer', 23, 'minimum_order', '', 'integer', '', '', 0, 0, '', '', 'least quantity that can be ordered'),
    ('rfq_answer', 24, 'order_multiple', '', 'integer', '', '', 0, 0, '', '', 'quantities come in multiples of this'),
    ('rfq_answer', 25, 'one_time_charge', '', 'money', 'money', '', 0, 0, '', '', 'tooling, setup and the like, once; in no unit price'),
    ('rfq_answer', 26, 'lead_time', '', 'integer', 'time', 'd', 0, 0, '', '', 'calendar days from order to the suppliers dock'),
    ('rfq_answer', 27, 'stock', '', 'integer', '', '', 0, 0, '', '', 'pieces that the supplier has'),
    ('rfq_answer', 28, 'valid_from', '', 'date', '', '', 0, 0, '', '', 'first day of the prices'),
    ('rfq_answer', 29, 'valid_until', '', 'date', '', '', 0, 0, '', '', 'last day of the prices'),
    ('rfq_answer', 30, 'incoterm', '', 'text', '', '', 0, 0, '', '', 'delivery term, Incoterms 2020 code'),
    ('rfq_answer', 31, 'country_of_origin', '', 'text', '', '', 0, 0, '', '', 'where it is made, ISO 3166 code or name'),
    ('rfq_answer', 32, 'remark', '', 'text', '', '', 0, 0, '', 'your comment', 'anything that the other columns do not say'),
    ('rfq_answer', 33, 'description', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 34, 'part_class', '', 'text', '', '', 0, 0, '', 'class', 'of the request; not read'),
    ('rfq_answer', 35, 'our_number', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 36, 'quantity_needed', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 37, 'target_price', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 38, 'currency_asked', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 39, 'required_by', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 40, 'respond_by', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 41, 'delivery_term_asked', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 42, 'our_comment', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 43, 'supplier', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 44, 'build', '', 'text', '', '', 0, 0, '', '', 'of the request; not read'),
    ('rfq_answer', 45, 'source', '', 'text', '', '', 0, 0, '', '', 'title of the document that says so; the request and the file when blank');

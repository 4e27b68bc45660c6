-- Step 4: what suppliers ask, what contains what, and what may stand in for what.

-- Who sells parts.
CREATE TABLE supplier (
    supplier_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '') -- as the supplier writes it
) STRICT;

-- What one supplier asks for one part in one currency. Money is in micro-units (1 USD = 1,000,000).
CREATE TABLE offer (
    offer_id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    supplier_id INTEGER NOT NULL REFERENCES supplier,
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'), -- ISO 4217
    supplier_part_number TEXT NOT NULL DEFAULT '', -- empty where the supplier uses the vendor's
    price_basis INTEGER NOT NULL DEFAULT 1 CHECK (price_basis > 0), -- pieces that a price is for
    minimum_order INTEGER NOT NULL DEFAULT 1 CHECK (minimum_order > 0), -- pieces
    order_multiple INTEGER NOT NULL DEFAULT 1 CHECK (order_multiple > 0), -- pieces
    lead_time_days INTEGER CHECK (lead_time_days >= 0), -- calendar days to the supplier's dock
    stock INTEGER CHECK (stock >= 0), -- pieces
    valid_from TEXT NOT NULL DEFAULT '', -- ISO 8601 day, empty: not stated
    valid_until TEXT NOT NULL DEFAULT '', -- ISO 8601 day, empty: not stated
    incoterm TEXT NOT NULL DEFAULT '', -- delivery term
    document_id INTEGER NOT NULL REFERENCES document,
    condition TEXT NOT NULL DEFAULT '', -- under which it holds
    confidence TEXT NOT NULL CHECK (confidence IN -- how sure the price is
        ('vendor', 'standard', 'press', 'estimate', 'seed', 'assumption')),
    reason TEXT NOT NULL DEFAULT '', -- why an assumption or estimate is what it is
    batch_id INTEGER NOT NULL, -- import that brought it; history, hence no foreign key
    UNIQUE (part_id, supplier_id, currency, supplier_part_number)
) STRICT;

-- Prices of an offer from a quantity on.
CREATE TABLE price_break (
    offer_id INTEGER NOT NULL REFERENCES offer ON DELETE CASCADE,
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- pieces; holds from here to the next break
    price_micros INTEGER NOT NULL CHECK (price_micros >= 0), -- micro-units for price_basis pieces
    price_low_micros INTEGER CHECK (price_low_micros <= price_micros), -- of an estimate
    price_high_micros INTEGER CHECK (price_high_micros >= price_micros), -- of an estimate
    PRIMARY KEY (offer_id, quantity)
) STRICT, WITHOUT ROWID;

-- Dated rates: one unit of currency is rate_micros / 1e6 units of base.
CREATE TABLE exchange_rate (
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'), -- ISO 4217
    base TEXT NOT NULL CHECK (base GLOB '[A-Z][A-Z][A-Z]'), -- ISO 4217
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- day of the rate
    rate_micros INTEGER NOT NULL CHECK (rate_micros > 0), -- millionths of base for one of currency
    document_id INTEGER NOT NULL REFERENCES document,
    confidence TEXT NOT NULL CHECK (confidence IN -- how sure the rate is
        ('vendor', 'standard', 'press', 'estimate', 'seed', 'assumption')),
    reason TEXT NOT NULL DEFAULT '', -- why an assumed rate is what it is
    PRIMARY KEY (currency, base, date)
) STRICT, WITHOUT ROWID;

-- What a part is known to contain.
CREATE TABLE composition (
    parent_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    child_id INTEGER NOT NULL REFERENCES part,
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- pieces in one parent
    role TEXT NOT NULL DEFAULT '', -- what they do in it
    document_id INTEGER NOT NULL REFERENCES document,
    confidence TEXT NOT NULL CHECK (confidence IN -- how sure it is
        ('vendor', 'standard', 'press', 'estimate', 'seed', 'assumption')),
    reason TEXT NOT NULL DEFAULT '', -- why an assumption is what it is
    PRIMARY KEY (parent_id, child_id),
    CHECK (parent_id <> child_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX composition_child ON composition (child_id);

-- Parts that may stand in for a part, and what was decided about them.
CREATE TABLE alternate (
    part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    alternate_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected')), -- decision on the substitute
    reason TEXT NOT NULL DEFAULT '', -- why, and with what limits
    PRIMARY KEY (part_id, alternate_id),
    CHECK (part_id <> alternate_id)
) STRICT, WITHOUT ROWID;

-- Results of one run, for reports: temporary tables that the program fills before it runs the SQL of
-- reports/, and views of what several reports read from them. Amounts of money are REAL here, in the base currency of the run: they are results to
-- print, made from exact prices, and never summed into a price again.

-- Inputs that a reader may change in the workbook, and what the run was made with.
CREATE TEMP TABLE result_input (
    name TEXT PRIMARY KEY, -- racks, spares, pue, currency, date, "rate EUR", "coverage FLOW: INPUT" ...
    kind TEXT NOT NULL CHECK (kind IN ('program', 'rate', 'coverage', 'run')), -- run: what it was made with
    position INTEGER NOT NULL, -- from 1
    value ANY, -- NULL: not stated
    unit TEXT NOT NULL, -- '' where there is none
    description TEXT NOT NULL
) STRICT;

-- Builds of the run, in the order asked for.
CREATE TEMP TABLE result_build (
    build TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE, -- from 1
    title TEXT NOT NULL,
    racks INTEGER NOT NULL, -- in the build as the spec describes it
    spec TEXT NOT NULL, -- name of the file, without its folder, or stored build it came from
    one_time_cost REAL NOT NULL, -- of the whole program
    program_racks INTEGER NOT NULL, -- to buy for; this and the next ones are inputs, of each build its own
    spares REAL NOT NULL, -- share of every need
    target_date TEXT, -- NULL: not stated
    pue REAL NOT NULL,
    supply_efficiency REAL NOT NULL,
    report_date TEXT NOT NULL -- day of the report, one for all
) STRICT;

-- Lines of the multi-level BOM, parents before children.
CREATE TEMP TABLE result_line (
    build TEXT NOT NULL,
    position INTEGER NOT NULL, -- order in the indented list, from 1
    line_id TEXT NOT NULL, -- "3.2.1"
    parent_id TEXT, -- line_id; NULL at the top
    level INTEGER NOT NULL, -- 0 at the top
    role TEXT NOT NULL,
    class TEXT NOT NULL,
    vendor TEXT NOT NULL,
    mpn TEXT NOT NULL,
    part TEXT NOT NULL, -- vendor and part number, the key of result_price
    description TEXT,
    part_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL, -- in the whole build
    quantity_per_parent REAL NOT NULL,
    derivation TEXT NOT NULL, -- how the quantity follows, in words and numbers
    power_w_min REAL, -- one piece, as it counts here; NULL: not known
    power_w_typ REAL,
    power_w_max REAL,
    power_basis TEXT NOT NULL, -- own figure, rest of the system figure, contents, passive ...
    power_function TEXT NOT NULL, -- conversion, light, DSP ...
    power_confidence TEXT,
    is_optics INTEGER NOT NULL, -- 1: counts in power_optics
    lit_share REAL NOT NULL DEFAULT 1, -- of its lanes, for optics
    lifecycle TEXT,
    weight_kg REAL, -- one piece
    rack_units REAL, -- one piece
    is_bought INTEGER NOT NULL, -- 1: ordered as itself; 0: comes inside its parent
    order_number INTEGER, -- of result_order; NULL when not bought
    need INTEGER NOT NULL, -- pieces for the program, spares included; 0 when not bought
    unit_price REAL, -- base currency, at the break for the need of the part; NULL: no offer
    unit_price_low REAL,
    unit_price_high REAL,
    cost REAL, -- quantity x unit price, of the build; NULL when not bought or not priced
    supplier TEXT,
    price_confidence TEXT, -- estimate where the offer does not hold on the day
    PRIMARY KEY (build, position)
) STRICT, WITHOUT ROWID;

-- What each build orders: one row a part that it buys, of all its lines together.
CREATE TEMP TABLE result_order (
    number INTEGER PRIMARY KEY, -- from 1 over all builds, by first line
    build TEXT NOT NULL,
    part TEXT NOT NULL, -- vendor and part number
    part_id INTEGER NOT NULL,
    line_id TEXT NOT NULL, -- the first that buys it
    quantity INTEGER NOT NULL, -- in the whole build
    need INTEGER NOT NULL, -- pieces for the program, spares included
    orderable INTEGER NOT NULL, -- need by minimum order and multiple
    unit_price REAL, -- base currency, at the break for the need; NULL: no offer
    cost REAL, -- of the build
    order_value REAL, -- orderable x unit price
    supplier TEXT, -- of the offer that is taken; NULL: none
    currency TEXT,
    supplier_part_number TEXT,
    suppliers INTEGER NOT NULL, -- that offer the part
    approved_alternates INTEGER NOT NULL,
    country_of_origin TEXT,
    datasheet_url TEXT,
    UNIQUE (build, part_id)
) STRICT;

-- Every offer of each ordered part: one row a range of quantity.
CREATE TEMP TABLE result_price (
    order_number INTEGER NOT NULL, -- of result_order
    position INTEGER NOT NULL, -- by supplier, currency, order number and quantity, from 1
    supplier TEXT NOT NULL,
    supplier_part_number TEXT NOT NULL, -- '' where the supplier uses the vendor's
    quantity_from INTEGER NOT NULL, -- 0: below the first break the first holds
    quantity_to INTEGER NOT NULL, -- 1e9 where there is no further break
    price REAL NOT NULL, -- of price_basis pieces, in currency
    price_basis INTEGER NOT NULL,
    currency TEXT NOT NULL,
    rate REAL, -- base currency for one of currency; NULL: the catalog has none, and the offer does not count
    rate_date TEXT,
    is_candidate INTEGER NOT NULL, -- 1: there is no offer of more trust, and it has a rate
    is_taken INTEGER NOT NULL, -- 1: what the order is placed at; one row of an order that has an offer
    minimum_order INTEGER NOT NULL,
    order_multiple INTEGER NOT NULL,
    lead_time_days INTEGER,
    stock INTEGER,
    valid_until TEXT NOT NULL,
    incoterm TEXT NOT NULL,
    confidence TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    source_url TEXT NOT NULL,
    PRIMARY KEY (order_number, position)
) STRICT, WITHOUT ROWID;

-- What may stand in for an ordered part, priced at its need.
CREATE TEMP TABLE result_alternate (
    order_number INTEGER NOT NULL, -- of result_order
    position INTEGER NOT NULL, -- from 1
    part TEXT NOT NULL, -- vendor and part number of the substitute
    vendor TEXT NOT NULL,
    mpn TEXT NOT NULL,
    state TEXT NOT NULL, -- proposed, approved, rejected
    scope TEXT NOT NULL, -- where that was decided, in words
    reason TEXT NOT NULL,
    lifecycle TEXT,
    power_w REAL, -- one piece, typical; NULL: not known
    supplier TEXT, -- NULL: nobody offers it
    unit_price REAL, -- base currency, at the need
    order_value REAL, -- by its own minimum and multiple
    lead_time_days INTEGER,
    price_confidence TEXT,
    PRIMARY KEY (order_number, position)
) STRICT;

-- Metrics of cli.md for each build.
CREATE TEMP TABLE result_metric (
    build TEXT NOT NULL,
    position INTEGER NOT NULL,
    metric TEXT NOT NULL,
    min REAL, -- all three NULL when it does not apply
    typ REAL,
    max REAL,
    unit TEXT NOT NULL,
    assumed_share REAL, -- of typ, resting on assumptions; 0 to 1
    reason TEXT, -- why there is no value
    PRIMARY KEY (build, metric)
) STRICT;

-- Power of each build by role and by function; both sums agree with power_it plus losses.
CREATE TEMP TABLE result_power (
    build TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('role', 'function')),
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    min REAL NOT NULL, -- W
    typ REAL NOT NULL,
    max REAL NOT NULL,
    PRIMARY KEY (build, kind, name)
) STRICT;

-- Links of each build, one row a kind; NULL where a figure is not known. Energy is that of both ends.
CREATE TEMP TABLE result_link (
    build TEXT NOT NULL,
    position INTEGER NOT NULL,
    network TEXT NOT NULL,
    lower_end TEXT NOT NULL, -- accelerator, nic, leaf, spine
    upper_end TEXT NOT NULL, -- switch, leaf, spine, core
    medium TEXT NOT NULL,
    links INTEGER NOT NULL,
    length_m REAL NOT NULL,
    rate_gbps REAL NOT NULL, -- of one link, one direction
    latency_min REAL, -- ns, one way
    latency_typ REAL,
    latency_max REAL,
    loss_max REAL, -- dB, fiber and connectors
    margin_min REAL, -- dB, worst direction
    margin_typ REAL,
    margin_reason TEXT, -- why there is no margin
    energy_conversion REAL, -- pJ/bit, typical; modules, engines, electronics of cables
    energy_light REAL, -- external sources
    energy_serdes REAL, -- hosts
    energy_per_bit REAL, -- end to end
    fibers REAL NOT NULL, -- lit, of signals
    PRIMARY KEY (build, position)
) STRICT;

CREATE TEMP TABLE result_finding (
    build TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    lines TEXT NOT NULL, -- line_ids, ", " between
    text TEXT NOT NULL,
    fix TEXT NOT NULL,
    PRIMARY KEY (build, position)
) STRICT;

-- Outcome of each assembly flow of a build, with and without the known-good test.
CREATE TEMP TABLE result_flow (
    build TEXT NOT NULL,
    flow TEXT NOT NULL, -- "package", "engine"
    variant TEXT NOT NULL CHECK (variant IN ('with KGOE', 'without KGOE')),
    position INTEGER NOT NULL,
    shipped_per_start REAL NOT NULL,
    spend_per_start REAL NOT NULL,
    direct_cost REAL NOT NULL,
    scrap REAL NOT NULL,
    rework REAL NOT NULL,
    quality REAL,
    escape_fraction REAL,
    cost_per_shipped REAL,
    cost_per_good REAL,
    yield_kgoe_adjusted REAL, -- of the package; NULL for a flow without engines
    currency TEXT NOT NULL,
    PRIMARY KEY (build, flow, variant)
) STRICT;

-- The ledger of each flow, step by step.
CREATE TEMP TABLE result_step (
    build TEXT NOT NULL,
    flow TEXT NOT NULL,
    variant TEXT NOT NULL,
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    entering REAL NOT NULL, -- units per started unit
    direct_cost REAL NOT NULL, -- per surviving unit after the step
    spend REAL NOT NULL, -- per started unit, in this step
    scrapped REAL NOT NULL, -- units per started unit
    scrap_cost REAL NOT NULL,
    rework_cost REAL NOT NULL,
    PRIMARY KEY (build, flow, variant, position)
) STRICT;

-- Why units were scrapped at a test.
CREATE TEMP TABLE result_cause (
    build TEXT NOT NULL,
    flow TEXT NOT NULL,
    variant TEXT NOT NULL,
    position INTEGER NOT NULL, -- of the step
    cause TEXT NOT NULL, -- class, or overkill
    loss REAL NOT NULL, -- 1 - pass factor
    share REAL NOT NULL, -- of the step's scrap
    scrap_cost REAL NOT NULL,
    PRIMARY KEY (build, flow, variant, position, cause)
) STRICT;

-- From when on the known-good insertion of a flow pays. Coverage, test cost and value at risk are of
-- the flow itself; the one_gate columns of the package reduced to engines, other content and one
-- perfect gate, NULL where it cannot be reduced or where it never pays.
CREATE TEMP TABLE result_breakeven (
    build TEXT NOT NULL,
    flow TEXT NOT NULL, -- of the package
    insertion TEXT NOT NULL, -- name of the test
    engine_flow TEXT NOT NULL, -- whose test it is
    saving REAL, -- cost per good unit without the insertion - with it
    coverage REAL,
    test_cost REAL,
    value_at_risk REAL,
    best_coverage REAL, -- where the insertion states what coverage costs
    best_cost_per_good REAL,
    reason TEXT, -- why the package cannot be reduced
    engines INTEGER, -- sites for engines
    other REAL, -- V, content that is no engine
    engine_cost REAL, -- C, before the insertion
    engine_test_cost REAL, -- t
    overkill REAL, -- r0
    engine_bad REAL, -- 1 - y
    engine_coverage REAL, -- c
    fallout REAL, -- x = c (1 - y)
    one_gate_fallout REAL, -- x*
    one_gate_coverage REAL, -- c*
    one_gate_value REAL, -- V*
    currency TEXT NOT NULL,
    PRIMARY KEY (build, flow)
) STRICT;

-- Inputs of the flows with what vouches for them.
CREATE TEMP TABLE result_flow_input (
    build TEXT NOT NULL,
    flow TEXT NOT NULL,
    position INTEGER NOT NULL,
    input TEXT NOT NULL, -- "kgoe: coverage PIC"
    min REAL,
    typ REAL NOT NULL,
    max REAL,
    confidence TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (build, flow, position)
) STRICT;

-- Which figures a build rests on.
CREATE TEMP TABLE result_figure (
    build TEXT NOT NULL,
    figure_id INTEGER NOT NULL,
    line_id TEXT NOT NULL, -- first line that uses it
    part TEXT NOT NULL, -- vendor and part number
    attribute TEXT NOT NULL,
    min REAL, typ REAL, max REAL, -- NULL for a text, and where not stated
    unit TEXT NOT NULL, -- '' where there is none
    value TEXT, -- of a text
    confidence TEXT NOT NULL,
    reason TEXT,
    source TEXT NOT NULL, -- title of the document
    place TEXT, -- in the document
    source_url TEXT,
    PRIMARY KEY (build, figure_id)
) STRICT, WITHOUT ROWID;

-- Claims of documents, from seed/claims.yaml; filled by optibom report claims only.
CREATE TEMP TABLE result_claim (
    claim TEXT PRIMARY KEY,
    position INTEGER NOT NULL, -- from 1
    document TEXT NOT NULL, -- that claims it
    place TEXT NOT NULL, -- in the document
    claimed TEXT NOT NULL, -- in short
    unit TEXT NOT NULL, -- '' where there is none
    low REAL, -- NULL: open
    high REAL,
    is_about INTEGER NOT NULL, -- 1: the document says about; 10 % either way are within
    compare TEXT NOT NULL CHECK (compare IN ('min', 'typ', 'max')), -- side of what is found
    within TEXT, -- what there is to say when the verdict is that
    below TEXT,
    above TEXT,
    untold TEXT -- what is missing
) STRICT;

-- What answers a claim: a figure of a part, a metric of a build, or what follows from some of them.
CREATE TEMP TABLE result_claim_evidence (
    claim TEXT NOT NULL,
    position INTEGER NOT NULL, -- from 1
    item TEXT NOT NULL, -- the part or build
    min REAL, -- in the unit of the claim
    typ REAL,
    max REAL,
    confidence TEXT NOT NULL, -- of the figure; seed: of the source documents, which cannot vouch for themselves; computed
    source TEXT NOT NULL, -- document, or how it follows
    PRIMARY KEY (claim, position),
    CHECK (coalesce(min, typ, max) IS NOT NULL)
) STRICT;


-- Requests for quotation of the run, one a supplier; in a report of one build drafts of them, DRAFT-...
CREATE TEMP TABLE result_rfq (
    number TEXT PRIMARY KEY, -- RFQ-NVL72-CPO-FSCOM-20260102
    position INTEGER NOT NULL, -- from 1
    build TEXT NOT NULL,
    supplier TEXT NOT NULL, -- who is asked
    created_on TEXT NOT NULL, -- days are YYYY-MM-DD
    respond_by TEXT NOT NULL,
    required_by TEXT, -- NULL: not said
    currency TEXT NOT NULL, -- asked for
    incoterm TEXT, -- asked for; NULL: not said
    comment TEXT
) STRICT;

-- Their lines, one a part.
CREATE TEMP TABLE result_rfq_line (
    number TEXT NOT NULL,
    line INTEGER NOT NULL, -- from 1
    part_id INTEGER NOT NULL,
    vendor TEXT NOT NULL,
    mpn TEXT NOT NULL,
    class TEXT NOT NULL,
    description TEXT,
    need INTEGER NOT NULL, -- pieces for the program, spares included
    quantity_1 INTEGER NOT NULL, -- to quote for; NULL: no further one
    quantity_2 INTEGER,
    quantity_3 INTEGER,
    quantity_4 INTEGER,
    quantity_5 INTEGER,
    quantity_6 INTEGER,
    target REAL, -- of one piece, in the currency asked for; NULL: it is not told
    PRIMARY KEY (number, line)
) STRICT;

-- The main metrics of each build under scenarios, beside the build as it is.
CREATE TEMP TABLE result_scenario (
    build TEXT NOT NULL,
    position INTEGER NOT NULL, -- of the scenario, from 1; 0: the build as it is
    scenario TEXT NOT NULL,
    title TEXT NOT NULL, -- what it asks
    origin TEXT NOT NULL CHECK (origin IN ('build', 'shipped')), -- whose scenario it is
    metric TEXT NOT NULL,
    unit TEXT NOT NULL,
    value REAL, -- typical, under the scenario
    base REAL, -- typical, of the build as it is
    reason TEXT, -- why the scenario cannot be asked of this build, or there is no value
    is_misfit INTEGER NOT NULL, -- 1: it cannot be asked
    PRIMARY KEY (build, position, metric)
) STRICT;

-- Lines in which a build differs from another one, or from its last revision, in the order of the bill.
CREATE TEMP TABLE result_change (
    build TEXT NOT NULL, -- the later one
    before TEXT, -- what it is compared with; NULL: there is nothing to compare with
    position INTEGER NOT NULL, -- from 1; 0: no line but a sentence
    change TEXT NOT NULL, -- added, removed, quantity, part, part and quantity, cost, power, cost and power
    role TEXT NOT NULL, -- of the line and of those above it, or the sentence
    part_before TEXT,
    part_after TEXT,
    quantity_before INTEGER, -- in the whole build
    quantity_after INTEGER,
    cost_before REAL, -- of the build; NULL: not bought, or no offer
    cost_after REAL,
    is_comparable INTEGER NOT NULL, -- 1: both costs are in one currency
    power_before REAL, -- W, typical, all pieces
    power_after REAL,
    PRIMARY KEY (build, position)
) STRICT;

-- Metrics in which they differ, typical.
CREATE TEMP TABLE result_change_metric (
    build TEXT NOT NULL,
    before TEXT NOT NULL,
    position INTEGER NOT NULL, -- from 1
    metric TEXT NOT NULL,
    unit TEXT NOT NULL,
    value_before REAL,
    value_after REAL,
    difference REAL, -- NULL: one has no value, or the units differ
    reason TEXT,
    PRIMARY KEY (build, metric)
) STRICT;

-- Switches of each network, tier by tier from below.
CREATE TEMP TABLE result_tier (
    build TEXT NOT NULL,
    position INTEGER NOT NULL, -- from 1
    network TEXT NOT NULL,
    networks INTEGER NOT NULL, -- equal ones of that name: one a rack where it is of a rack
    tier TEXT NOT NULL, -- leaf (also where there is one tier), spine, core; endpoints: of a full mesh
    switches INTEGER NOT NULL, -- in the build, of all these networks
    ports_down INTEGER NOT NULL, -- of all of them, that carry links
    ports_up INTEGER NOT NULL,
    links INTEGER NOT NULL, -- to the tier below
    modules INTEGER NOT NULL,
    PRIMARY KEY (build, position)
) STRICT;

-- The loss budget of each optical link that has a margin, both directions, typical:
-- start - losses = floor + margin.
CREATE TEMP TABLE result_budget (
    build TEXT NOT NULL,
    link INTEGER NOT NULL, -- position in result_link
    is_upwards INTEGER NOT NULL, -- 1: sent by the lower end
    position INTEGER NOT NULL, -- from 1, as light goes
    sender TEXT NOT NULL,
    term TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('start', 'loss', 'margin', 'floor')),
    value REAL NOT NULL, -- start and floor dBm, or dB without a floor, where a budget is stated; else dB
    PRIMARY KEY (build, link, is_upwards, position)
) STRICT;

-- What is swapped in each build when something fails, and the price of one piece. One row a part; for a
-- part that is not ordered itself one row for each offer that competes, as it has none in result_price.
CREATE TEMP TABLE result_replacement (
    build TEXT NOT NULL,
    position INTEGER NOT NULL, -- from 1; rows of a part stand together
    part TEXT NOT NULL, -- vendor and part number
    order_number INTEGER, -- of result_order; NULL: it comes inside something that is ordered
    failures_per_year REAL NOT NULL, -- expected, of the whole build, for which it is swapped
    spares REAL, -- pieces on hand for the availability; NULL: the spec asks for none, or they are not known
    supplier TEXT, -- NULL: no offer
    currency TEXT,
    price REAL, -- of price_basis pieces when one is bought: at the first break
    price_compared REAL, -- at the quantity at which offers are compared
    price_basis INTEGER NOT NULL,
    rate REAL, -- base currency for one of currency
    rate_date TEXT,
    is_taken INTEGER NOT NULL, -- 1: the offer at which the replacement is priced
    PRIMARY KEY (build, position)
) STRICT;

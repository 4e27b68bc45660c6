-- Results of an exploration of open specs, for reports: temporary tables beside those of schema/results.sql, empty
-- unless `optibom explore` fills them.

-- What was asked and how it ended; one row.
CREATE TEMP TABLE result_exploration (
    asked TEXT NOT NULL, -- objectives, limits, specs, catalog and day, in words
    currency TEXT NOT NULL,
    is_proven INTEGER NOT NULL, -- 1: every question was answered to its end
    report_date TEXT NOT NULL,
    worlds INTEGER NOT NULL, -- scenarios x draws
    draws INTEGER NOT NULL -- of each scenario; 0: typical figures
) STRICT;

-- Open specs that were explored, in the order asked for.
CREATE TEMP TABLE result_exploration_spec (
    position INTEGER PRIMARY KEY, -- from 1
    build TEXT NOT NULL,
    title TEXT NOT NULL,
    slots INTEGER NOT NULL -- that it leaves open
) STRICT;

-- Objectives and then limits; position N is value_N of result_exploration_point.
CREATE TEMP TABLE result_exploration_goal (
    position INTEGER PRIMARY KEY, -- from 1 to 6
    name TEXT NOT NULL, -- the metric, with _best or _worst for one end of its range
    unit TEXT NOT NULL, -- '' for a share
    is_large INTEGER NOT NULL, -- 1: the larger, the better
    limit_text TEXT -- as it was asked for; NULL: an objective
) STRICT;

-- Builds that no other one beats.
CREATE TEMP TABLE result_exploration_point (
    point INTEGER PRIMARY KEY, -- from 1, by worlds, then by their objectives
    scenario TEXT NOT NULL,
    draw INTEGER, -- of the ranges; NULL: typical values
    value_1 REAL, -- of the goals, as people read them; NULL: there is none, or it is that of a goal before it
    value_2 REAL,
    value_3 REAL,
    value_4 REAL,
    value_5 REAL,
    value_6 REAL,
    ways REAL NOT NULL, -- fillings of the slots that come to these values
    build TEXT NOT NULL, -- the spec that it fills
    note TEXT -- knee, best under the weights; NULL: neither
) STRICT;

-- The best of each objective in each world: under what builds are looked at, those of one world beside each other.
CREATE TEMP TABLE result_exploration_world (
    position INTEGER PRIMARY KEY, -- from 1
    scenario TEXT NOT NULL,
    draw INTEGER,
    proven TEXT NOT NULL, -- yes, no
    builds INTEGER NOT NULL, -- on its front
    metric TEXT NOT NULL,
    unit TEXT NOT NULL, -- 1: a share
    best REAL -- that a build of the front has
) STRICT;

-- Quantiles of the best of each objective over the draws.
CREATE TEMP TABLE result_exploration_spread (
    position INTEGER PRIMARY KEY, -- from 1
    scenario TEXT NOT NULL,
    metric TEXT NOT NULL,
    unit TEXT NOT NULL, -- 1: a share
    draws INTEGER NOT NULL, -- that have a build
    least REAL,
    p05 REAL,
    p50 REAL,
    p95 REAL,
    most REAL
) STRICT;

-- In how many worlds a slot of a build on the front has a choice.
CREATE TEMP TABLE result_exploration_share (
    position INTEGER PRIMARY KEY, -- from 1
    place TEXT NOT NULL, -- the slot, the level
    choice TEXT NOT NULL, -- part, medium, scenario of the level
    worlds INTEGER NOT NULL,
    share REAL NOT NULL, -- of the worlds that are answered to their end
    knees INTEGER NOT NULL -- worlds whose knee has it
) STRICT;

-- In how many worlds each medium and each level wins, loses, cannot be.
CREATE TEMP TABLE result_exploration_fare (
    position INTEGER PRIMARY KEY, -- from 1
    build TEXT NOT NULL,
    place TEXT NOT NULL,
    choice TEXT NOT NULL,
    wins INTEGER NOT NULL,
    loses INTEGER NOT NULL,
    infeasible INTEGER NOT NULL,
    open INTEGER NOT NULL, -- not proven
    code TEXT, -- the finding that forbids it where it is infeasible
    reason TEXT
) STRICT;

-- What fills their slots.
CREATE TEMP TABLE result_exploration_choice (
    position INTEGER PRIMARY KEY, -- from 1
    place TEXT NOT NULL, -- the slot
    choice TEXT NOT NULL, -- part or medium
    points TEXT NOT NULL -- numbers of the builds that have it, with commas, or "all"
) STRICT;

-- Media of the links that leave theirs open, and levels.
CREATE TEMP TABLE result_exploration_medium (
    position INTEGER PRIMARY KEY, -- from 1
    scenario TEXT NOT NULL,
    draw INTEGER,
    build TEXT NOT NULL,
    place TEXT NOT NULL, -- the slot, the level; '' for a spec that leaves no medium open
    choice TEXT NOT NULL,
    verdict TEXT NOT NULL, -- wins, loses, infeasible, not proven
    on_front INTEGER NOT NULL, -- builds of the front that have it
    code TEXT, -- the finding that forbids every build with it
    reason TEXT -- why it does not win
) STRICT;

-- What would bring a medium or level that loses onto the front, one row an objective.
CREATE TEMP TABLE result_exploration_need (
    position INTEGER PRIMARY KEY, -- from 1
    scenario TEXT NOT NULL,
    draw INTEGER,
    build TEXT NOT NULL,
    place TEXT NOT NULL,
    choice TEXT NOT NULL,
    metric TEXT NOT NULL, -- name of result_exploration_goal
    value REAL, -- that it has
    wins_beyond REAL, -- that it would have to pass, all else as it is
    unit TEXT NOT NULL, -- '' for a share
    part TEXT, -- by whose price it could; NULL: of an objective that is no money
    price REAL, -- of one piece
    price_below REAL -- NULL: not even for nothing
) STRICT;

-- Requirements of a smallest set that no build of a spec meets together.
CREATE TEMP TABLE result_exploration_conflict (
    position INTEGER PRIMARY KEY, -- from 1
    scenario TEXT NOT NULL,
    draw INTEGER,
    build TEXT NOT NULL,
    requirement TEXT NOT NULL
) STRICT;

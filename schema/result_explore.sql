-- Results of an exploration of open specs, for reports: temporary tables beside those of schema/results.sql, empty
-- unless `optibom explore` fills them.

-- What was asked and how it ended; one row.
CREATE TEMP TABLE result_exploration (
    asked TEXT NOT NULL, -- objectives, limits, specs, catalog and day, in words
    currency TEXT NOT NULL,
    is_proven INTEGER NOT NULL, -- 1: every question was answered to its end
    report_date TEXT NOT NULL
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
    point INTEGER PRIMARY KEY, -- from 1, by their objectives
    build TEXT NOT NULL, -- the spec that it fills
    value_1 REAL, -- of the goals, as people read them; NULL: there is none, or it is that of a goal before it
    value_2 REAL,
    value_3 REAL,
    value_4 REAL,
    value_5 REAL,
    value_6 REAL,
    ways REAL NOT NULL, -- fillings of the slots that come to these values
    note TEXT -- knee, best under the weights; NULL: neither
) STRICT;

-- What fills their slots.
CREATE TEMP TABLE result_exploration_choice (
    position INTEGER PRIMARY KEY, -- from 1
    place TEXT NOT NULL, -- the slot
    choice TEXT NOT NULL, -- part or medium
    points TEXT NOT NULL -- numbers of the builds that have it, with commas, or "all"
) STRICT;

-- Media of the links that leave theirs open.
CREATE TEMP TABLE result_exploration_medium (
    position INTEGER PRIMARY KEY, -- from 1
    build TEXT NOT NULL,
    place TEXT NOT NULL, -- the slot; '' for a spec that leaves no medium open
    medium TEXT NOT NULL,
    verdict TEXT NOT NULL, -- wins, loses, infeasible, not proven
    on_front INTEGER NOT NULL, -- builds of the front that have it
    code TEXT, -- the finding that forbids every build with it
    reason TEXT -- why it does not win
) STRICT;

-- What would bring a medium that loses onto the front, one row an objective.
CREATE TEMP TABLE result_exploration_need (
    position INTEGER PRIMARY KEY, -- from 1
    build TEXT NOT NULL,
    place TEXT NOT NULL,
    medium TEXT NOT NULL,
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
    build TEXT NOT NULL,
    requirement TEXT NOT NULL
) STRICT;

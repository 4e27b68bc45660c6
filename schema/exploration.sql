-- What an exploration came to, or a part of it: a file of its own, written by `optibom explore -o
-- FILE.db` and put together by `optibom explore merge`.

CREATE TABLE request (
    text TEXT NOT NULL, -- what was asked, and of which catalog: parts of one exploration have the same
    currency TEXT NOT NULL, -- of amounts
    objectives INTEGER NOT NULL -- of the goals, the first ones
) STRICT;

CREATE TABLE goal (
    goal INTEGER PRIMARY KEY, -- from 0
    metric TEXT NOT NULL,
    unit TEXT NOT NULL,
    range_end INTEGER NOT NULL, -- 0 typical, 1 its best, 2 its worst end
    is_large INTEGER NOT NULL, -- 1: the larger, the better
    is_yield INTEGER NOT NULL, -- 1: its values are -ln
    limited TEXT -- the limit as it was written; NULL: an objective
) STRICT;

CREATE TABLE world (
    world INTEGER PRIMARY KEY, -- from 0
    scenario TEXT NOT NULL,
    draw INTEGER NOT NULL -- 0: typical values
) STRICT;

CREATE TABLE spec (
    spec INTEGER PRIMARY KEY, -- from 0
    name TEXT NOT NULL,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE place (
    spec INTEGER NOT NULL,
    place INTEGER NOT NULL, -- from 0
    name TEXT NOT NULL, -- networks.scale-out.links.1.module
    PRIMARY KEY (spec, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
    spec INTEGER NOT NULL,
    topic INTEGER NOT NULL, -- from 0
    place TEXT NOT NULL, -- '' for a spec that leaves no medium open
    choice TEXT NOT NULL,
    is_level INTEGER NOT NULL, -- 1: a level, 0: a medium
    PRIMARY KEY (spec, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    unit INTEGER PRIMARY KEY, -- from 0
    spec INTEGER NOT NULL,
    world INTEGER NOT NULL,
    first_question INTEGER NOT NULL -- one for each topic of the spec
) STRICT;

CREATE TABLE conflict (
    unit INTEGER NOT NULL,
    position INTEGER NOT NULL, -- from 0
    text TEXT NOT NULL, -- a requirement of a smallest set that no build meets
    PRIMARY KEY (unit, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    question INTEGER PRIMARY KEY, -- from 0
    unit INTEGER NOT NULL,
    topic INTEGER NOT NULL, -- of its spec
    state INTEGER NOT NULL, -- 0 not asked, 1 infeasible, 2 proven, 3 ended early
    share REAL NOT NULL, -- of the search that is done
    reason_place TEXT NOT NULL, -- why it is infeasible
    reason_code TEXT NOT NULL,
    reason_text TEXT NOT NULL
) STRICT;

CREATE TABLE point (
    point INTEGER PRIMARY KEY, -- from 0, unit by unit
    question INTEGER NOT NULL,
    ways TEXT NOT NULL, -- fillings that come to the same, in decimal
    fillings INTEGER NOT NULL -- of these, listed in choice
) STRICT;

CREATE TABLE point_value (
    point INTEGER NOT NULL,
    goal INTEGER NOT NULL,
    value REAL, -- of the goal: the less, the better
    steps INTEGER NOT NULL, -- the same in whole steps
    PRIMARY KEY (point, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE choice (
    point INTEGER NOT NULL,
    filling INTEGER NOT NULL, -- from 0
    place INTEGER NOT NULL,
    name TEXT NOT NULL, -- of the part or medium; none
    PRIMARY KEY (point, filling, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE buy (
    point INTEGER NOT NULL,
    place INTEGER NOT NULL,
    pieces INTEGER NOT NULL, -- bought for it in the build, in the first filling
    price REAL, -- of one; NULL: not known
    PRIMARY KEY (point, place)
) STRICT, WITHOUT ROWID;

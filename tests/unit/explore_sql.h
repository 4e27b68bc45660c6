/*
 * The front of a random search in plain SQL: candidates and steps as tables, every filling by a
 * recursive query, and of these the ones that no other beats.
 */
#ifndef OPTIBOM_TESTS_EXPLORE_SQL_H
#define OPTIBOM_TESTS_EXPLORE_SQL_H

#include "explore_random.h"

#include <sqlite3.h>

static const char *const PEER_TABLES =
    "CREATE TABLE candidate(slot INTEGER, number INTEGER, class INTEGER, v0 INTEGER, v1 INTEGER,"
    " v2 INTEGER, v3 INTEGER, v4 INTEGER, v5 INTEGER);"
    "CREATE TABLE step(slot INTEGER, state INTEGER, class INTEGER, next INTEGER,"
    " s0 INTEGER, s1 INTEGER, s2 INTEGER, s3 INTEGER, s4 INTEGER, s5 INTEGER,"
    " c0 INTEGER, c1 INTEGER, c2 INTEGER, c3 INTEGER, c4 INTEGER, c5 INTEGER);"
    "CREATE INDEX step_by_class ON step(slot, state, class);"
    "CREATE INDEX candidate_by_slot ON candidate(slot);"
    "CREATE TABLE filling(code INTEGER, o0 INTEGER, o1 INTEGER, o2 INTEGER, o3 INTEGER);"
    "CREATE TABLE point(o0 INTEGER, o1 INTEGER, o2 INTEGER, o3 INTEGER);"
    "BEGIN";

enum { ADD_CANDIDATE, ADD_STEP, ADD_FILLINGS, ADD_POINTS, FRONT, STATEMENTS };

/* Every filling, and its objectives where no value is above its limit. Values that a search does
 * not have are 0, and without limit; those that are only limited count as 0 when points are
 * compared. */
static const char *const PEER_SQL[STATEMENTS] = {
    "INSERT INTO candidate VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO step VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "WITH RECURSIVE sum(slot, state, code, v0, v1, v2, v3, v4, v5) AS ("
    " SELECT 0, ?1, 0, 0, 0, 0, 0, 0, 0 UNION ALL"
    " SELECT sum.slot + 1, next, code * 1000 + number,"
    "  sum.v0 + s0 * c.v0 + c0, sum.v1 + s1 * c.v1 + c1, sum.v2 + s2 * c.v2 + c2,"
    "  sum.v3 + s3 * c.v3 + c3, sum.v4 + s4 * c.v4 + c4, sum.v5 + s5 * c.v5 + c5"
    " FROM sum JOIN candidate c ON c.slot = sum.slot"
    " JOIN step ON step.slot = sum.slot AND step.state = sum.state AND step.class = c.class)"
    "INSERT INTO filling SELECT code, v0, iif(?3 > 1, v1, 0), iif(?3 > 2, v2, 0), iif(?3 > 3, v3, "
    "0)"
    " FROM sum WHERE slot = ?2 AND v0 <= ?4 AND v1 <= ?5 AND v2 <= ?6 AND v3 <= ?7 AND v4 <= ?8"
    " AND v5 <= ?9",
    "INSERT INTO point SELECT DISTINCT o0, o1, o2, o3 FROM filling ORDER BY o0 + o1 + o2 + o3",
    "SELECT o0, o1, o2, o3, code FROM filling f WHERE NOT EXISTS (SELECT 1 FROM point p WHERE"
    " p.o0 <= f.o0 AND p.o1 <= f.o1 AND p.o2 <= f.o2 AND p.o3 <= f.o3 AND"
    " (p.o0 < f.o0 OR p.o1 < f.o1 OR p.o2 < f.o2 OR p.o3 < f.o3)) ORDER BY 1, 2, 3, 4, 5",
};

struct peer {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
};

static inline void peer_open(struct peer *peer)
{
    assert_int_equal(sqlite3_open(":memory:", &peer->db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(peer->db, PEER_TABLES, NULL, NULL, NULL), SQLITE_OK);
    for (int i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v2(peer->db, PEER_SQL[i], -1, &peer->statements[i], NULL) != SQLITE_OK)
            fail_msg("%s: %s", PEER_SQL[i], sqlite3_errmsg(peer->db));
}

static inline void peer_close(struct peer *peer)
{
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(peer->statements[i]);
    assert_int_equal(sqlite3_close(peer->db), SQLITE_OK);
}

static inline void peer_bind(sqlite3_stmt *statement, int from, const int64_t *numbers, int count)
{
    for (int i = 0; i < count; i++)
        assert_int_equal(sqlite3_bind_int64(statement, from + i, numbers[i]), SQLITE_OK);
}

static inline void peer_run(sqlite3_stmt *statement)
{
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    assert_int_equal(sqlite3_reset(statement), SQLITE_OK);
}

static inline void peer_candidates(struct peer *peer, const struct random_search *search)
{
    for (size_t slot = 0; slot < search->problem.slot_count; slot++)
        for (size_t i = 0; i < search->slots[slot].count; i++) {
            const struct explore_candidate *candidate = &search->candidates[slot][i];
            const int64_t key[] = {(int64_t)slot, (int64_t)i, candidate->class_number};
            peer_bind(peer->statements[ADD_CANDIDATE], 1, key, 3);
            peer_bind(peer->statements[ADD_CANDIDATE], 4, candidate->values, EXPLORE_VALUES);
            peer_run(peer->statements[ADD_CANDIDATE]);
        }
}

static inline void peer_steps(struct peer *peer, const struct random_search *search)
{
    for (size_t slot = 0; slot < search->problem.slot_count; slot++)
        for (unsigned at = 0; at < RANDOM_STATES * RANDOM_CLASSES * RANDOM_VARIANTS; at++) {
            const struct random_step *step = &search->steps[slot][0][0][0] + at;
            const int64_t key[] = {(int64_t)slot, at / (RANDOM_CLASSES * RANDOM_VARIANTS),
                                   at / RANDOM_VARIANTS % RANDOM_CLASSES, step->next};
            int64_t numbers[2 * EXPLORE_VALUES] = {0};
            if (!step->exists)
                continue;
            for (size_t v = 0; v < search->problem.values; v++) {
                numbers[v] = step->scale[v];
                numbers[EXPLORE_VALUES + v] = step->constant[v];
            }
            peer_bind(peer->statements[ADD_STEP], 1, key, 4);
            peer_bind(peer->statements[ADD_STEP], 5, numbers, 2 * EXPLORE_VALUES);
            peer_run(peer->statements[ADD_STEP]);
        }
}

/* Leaves the statement of the front ready to be stepped. */
static inline sqlite3_stmt *peer_front(struct peer *peer, const struct random_search *search)
{
    const struct explore_problem *problem = &search->problem;
    assert_int_equal(sqlite3_exec(peer->db,
                                  "DELETE FROM candidate; DELETE FROM step; DELETE FROM filling;"
                                  "DELETE FROM point",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    peer_candidates(peer, search);
    peer_steps(peer, search);
    const int64_t numbers[] = {random_state_number(&problem->start), (int64_t)problem->slot_count,
                               (int64_t)problem->objectives};
    peer_bind(peer->statements[ADD_FILLINGS], 1, numbers, 3);
    for (size_t v = 0; v < EXPLORE_VALUES; v++)
        peer_bind(peer->statements[ADD_FILLINGS], 4 + (int)v,
                  v < problem->values ? &problem->most[v] : &(int64_t){INT64_MAX}, 1);
    peer_run(peer->statements[ADD_FILLINGS]);
    peer_run(peer->statements[ADD_POINTS]);
    return peer->statements[FRONT];
}

#endif

/*
 * Exchange between sites. Two catalogs that began as one diverge by random edits of things that the
 * other leaves alone; after exchanging changes both ways they hold the same, by the names that
 * people give to things, and applying a file again changes nothing. What both made another is a
 * conflict of its kind, and ours stays. Files that are damaged or none are refused in one line.
 *
 * EXCHANGES=100 tries as many random pasts in place of 8; EXCHANGES_FROM=49 starts with that seed.
 */
#include "check.h"

#include "exchange_site.h"

#include <sqlite3.h>

static struct site north = {.db = "north.db", .user = "nora", .now = "2026-02-01T00:00:00Z"};
static struct site south = {.db = "south.db", .user = "sam", .now = "2026-02-02T00:00:00Z"};

#define BASE                                                                                       \
    "nic\nvendor,mpn,ports,power (W)\nAcme,N-1,2,20\nAcme,N-2,2,21\nAcme,N-3,4,22\n"               \
    "Bolt,M-1,1,10\n"

#define SPEC "accelerators: {part: Acme ACC, count: 1}\nnetworks: {}\n"

#define RACK(TITLE) "build build: rack\ntitle: " TITLE "\n" SPEC

/* The common past of both sites. */
static void make_base(void)
{
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-01T00:00:00Z"};
    const struct optibom_output output = {.write = take, .context = &north.out};
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    assert_int_equal(optibom_create(optibom, in_folder("north.db"), true, &output), OPTIBOM_OK);
    optibom_free(optibom);
    site_edit(&north, "rows " BASE);
    site_edit(&north, "rows accelerator\nvendor,mpn,power (W)\nAcme,ACC,700\n");
    site_edit(&north, "rows offer\nvendor,mpn,supplier,currency,price,quantity\n"
                      "Acme,N-1,Shop,USD,100,1\nAcme,N-2,Shop,USD,90,1\n");
}

static void begin(void)
{
    static bool is_made;
    const char *format = is_made ? "cd %s && cp base.db north.db && cp base.db south.db"
                                 : "cd %s && cp north.db base.db && cp north.db south.db";
    char command[256];
    if (!is_made)
        make_base();
    is_made = true;
    buf_clear(&north.out);
    snprintf(command, sizeof command, format, folder);
    assert_int_equal(system(command), 0);
}

/* Writes the file of a site; its path. */
static const char *hand_over(struct site *from, long long since)
{
    char what[256];
    const char *path = in_folder(from == &north ? "north.changes" : "south.changes");
    snprintf(what, sizeof what, "%lld:%s", since, path);
    MUST(site_do(from, OPTIBOM_READ, run_export_since, what, OPTIBOM_TEXT), from);
    return path;
}

static void apply(struct site *to, const char *path, doing *how)
{
    MUST(site_do(to, OPTIBOM_WRITE, how, path, OPTIBOM_TEXT), to);
}

/* Fails with the lines from the first one on that differs. */
static void assert_same(struct site *a, struct site *b, const char *what)
{
    char *of_a = site_dump(a), *of_b = site_dump(b);
    size_t line = 0;
    for (size_t i = 0; of_a[i] == of_b[i] && of_a[i] != '\0'; i++)
        line = of_a[i] == '\n' ? i + 1 : line;
    if (strcmp(of_a, of_b) != 0)
        fail_msg("%s\n%s\n%.300s\n%s\n%.300s", what, a->db, of_a + line, b->db, of_b + line);
    free(of_a);
    free(of_b);
}

/* ---- random edits ---- */

static unsigned draw(uint64_t *state, unsigned below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (unsigned)(*state >> 33) % below;
}

/* An edit of what the site has to itself: parts and builds with its letter, its supplier; of the
 * parts that both have, north says the power and south the ports. */
static void edit_at_random(struct site *site, uint64_t *state, char letter)
{
    char text[512];
    unsigned n = draw(state, 4), value = 5 + draw(state, 40);
    bool is_north = letter == 'n';
    switch (draw(state, 5)) {
    case 0:
        snprintf(text, sizeof text,
                 "rows nic\nvendor,mpn,power (W),source\nAcme,%c-%u,%u,List %c\nNew %c,X,%u,List\n",
                 letter, n, value, letter, letter, value);
        break;
    case 1:
        snprintf(text, sizeof text, "rows nic\nvendor,mpn,%s,source\nAcme,N-%u,%u,Sheet %c%u\n",
                 is_north ? "power (W)" : "ports", 1 + n % 3, value, letter, draw(state, 3));
        break;
    case 2:
        snprintf(text, sizeof text,
                 "rows offer\nvendor,mpn,supplier,currency,price,quantity\nAcme,N-%u,Shop "
                 "%c,USD,%u,1\nAcme,N-1,Shop %c,EUR,%u,10\n",
                 1 + n % 3, letter, value, letter, value);
        break;
    case 3:
        snprintf(text, sizeof text, "build build: rack-%c%u\ntitle: %u\n" SPEC, letter, n, value);
        break;
    default:
        snprintf(text, sizeof text,
                 "rows composition\nvendor,mpn,child_vendor,child_mpn,quantity\nAcme,N-%u,Bolt,"
                 "M-1,%u\n",
                 is_north ? 1 : 2, value);
        break;
    }
    site_edit(site, text);
}

/* What came before the sites parted stays, and of what is an undo there is no undo here. */
static void edit_some(struct site *site, uint64_t *state, char letter, long long first)
{
    for (unsigned i = 0, count = 1 + draw(state, 8); i < count; i++) {
        bool is_own = site_change(site) > first;
        bool is_import =
            site_last(site, "SELECT max(change_id) = (SELECT max(change_id) FROM change"
                            " WHERE verb = 'import') FROM change") != 0;
        bool is_build = site_last(site, "SELECT max(change_id) = (SELECT max(change_id) FROM change"
                                        " WHERE changes IS NOT NULL) FROM change") != 0;
        unsigned kind = draw(state, 7);
        if (kind == 5 && is_own && is_import)
            site_edit(site, "undo import");
        else if (kind == 6 && is_own && is_build)
            site_edit(site, "undo change");
        else
            edit_at_random(site, state, letter);
    }
}

/* Random pasts: few in the quick tests, EXCHANGES=40 in the long ones. */
static int exchanges(void)
{
    const char *text = getenv("EXCHANGES");
    return text != NULL ? atoi(text) : 2;
}

static void sites_come_together(void **state)
{
    (void)state;
    const char *from = getenv("EXCHANGES_FROM");
    int first = from != NULL ? atoi(from) : 1, rounds = exchanges();
    for (int seed = first; seed < first + rounds; seed++) {
        uint64_t random = (uint64_t)seed * 0x9e3779b97f4a7c15u;
        char what[32];
        snprintf(what, sizeof what, "seed %d", seed);
        begin();
        long long parted = site_change(&north);
        edit_some(&north, &random, 'n', parted);
        edit_some(&south, &random, 's', parted);
        const char *of_north = hand_over(&north, parted), *of_south = hand_over(&south, parted);
        apply(&south, of_north, run_apply);
        if (south.findings)
            fail_msg("%s: %s", what, buf_text(&south.out));
        apply(&north, of_south, run_apply);
        if (north.findings)
            fail_msg("%s: %s", what, buf_text(&north.out));
        assert_same(&north, &south, what);
        site_check(&north);
        site_check(&south);
        /* Again: nothing is new, and there is no change of it. */
        long long last = site_change(&south);
        apply(&south, of_north, run_apply);
        if (strncmp(buf_text(&south.out), "nothing is new\n", 15) != 0)
            fail_msg("%s: %s", what, buf_text(&south.out));
        assert_int_equal(site_change(&south), last);
        /* So it is with all changes since the beginning, of catalogs that came together. */
        apply(&south, hand_over(&north, 0), run_apply);
        if (strncmp(buf_text(&south.out), "nothing is new\n", 15) != 0)
            fail_msg("%s: %s", what, buf_text(&south.out));
    }
}

/* ---- conflicts ---- */

#define NIC "rows nic\nvendor,mpn,"
#define OFFER "rows offer\nvendor,mpn,supplier,currency,price,quantity\n"

static const struct {
    const char *what, *common; /* edit before they part; or NULL */
    const char *north, *south; /* north's file is applied at south */
    const char *conflict; /* table, row, column, conflict, before, after, ours as CSV; NULL: none */
} conflicts[] = {
    {"the same", NULL, NIC "ports\nAcme,N-9,3\n", NIC "ports\nAcme,N-9,3\n", NULL},
    {"new, with another value", NULL, NIC "ports\nAcme,N-9,3\n", NIC "ports\nAcme,N-9,4\n",
     "figure,\"Acme, N-9, ports, rows.csv\",original,another value,,3,4"},
    {"another class", NULL, NIC "ports\nAcme,N-9,3\n",
     "rows transceiver\nvendor,mpn,ports\nAcme,N-9,3\n",
     "part,\"Acme, N-9\",class,another value,,nic,transceiver"},
    {"changed to another value", NULL, NIC "power (W)\nAcme,N-1,17\n",
     NIC "power (W)\nAcme,N-1,18\n",
     "figure,\"Acme, N-1, power, rows.csv\",original,another value,20,17,18"},
    {"changed to the same", NULL, NIC "power (W)\nAcme,N-1,17\n", NIC "power (W)\nAcme,N-1,17\n",
     NULL},
    {"in force by two documents", NULL, NIC "power (W),source\nAcme,N-1,17,A\n",
     NIC "power (W),source\nAcme,N-1,18,B\n",
     "figure,\"Acme, N-1, power, A\",chosen,another in force,20,17,18"},
    {"the same in force by two documents", NULL, NIC "power (W),source\nAcme,N-1,17,A\n",
     NIC "power (W),source\nAcme,N-1,17,B\n", NULL},
    {"the more trusted is in force", NULL, NIC "power (W),source\nAcme,N-1,17,A\n",
     NIC "power (W),source,confidence\nAcme,N-1,18,B,press\n", NULL},
    {"changed, not here", NIC "ports\nAcme,N-9,3\n", NIC "ports\nAcme,N-9,5\n", "undo import",
     "figure,\"Acme, N-9, ports, rows.csv\",,not here,,,"},
    {"gone, changed here", RACK("a"), "remove rack", RACK("b"),
     "build,rack,,in use,,,build_revision"},
    {"gone, used here", NIC "ports\nAcme,N-9,3\n", "undo import",
     "rows composition\nvendor,mpn,child_vendor,child_mpn,quantity\nAcme,N-1,Acme,N-9,2\n",
     "part,\"Acme, N-9\",,in use,,,composition"},
    {"gone at both", RACK("a"), "remove rack", "remove rack", NULL},
    {"released there", RACK("a"), "release rack", NIC "ports\nAcme,N-9,4\n", NULL},
    {"released at both", RACK("a"), "release rack", "release rack", NULL},
    {"gone, released here", RACK("a"), "remove rack", "release rack",
     "build_revision,\"rack, 1\",released_at,another value,,,"},
    {"two revisions", RACK("a"), RACK("b"), RACK("c"),
     "build_revision,\"rack, 2\",yaml,another value,,4 lines,4 lines"},
    {"a price for a price", NULL, OFFER "Acme,N-1,Shop,USD,95,1\n",
     OFFER "Acme,N-1,Shop,USD,96,1\n",
     "price,\"Acme, N-1, Shop, USD, 1\",price,another value,100.00,95.00,96.00"},
    {"the same price", NULL, OFFER "Acme,N-1,Shop,USD,95,1\n", OFFER "Acme,N-1,Shop,USD,95,1\n",
     NULL},
    {"a new price for two", NULL, OFFER "Acme,N-3,Shop,USD,95,1\n",
     OFFER "Acme,N-3,Shop,USD,96,1\n",
     "price,\"Acme, N-3, Shop, USD, 1\",price,another value,,95.00,96.00"},
};

static void conflicts_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++) {
        begin();
        if (conflicts[i].common != NULL) {
            char command[256];
            site_edit(&north, conflicts[i].common);
            snprintf(command, sizeof command, "cp %s %s", in_folder("north.db"),
                     in_folder("south.db"));
            assert_int_equal(system(command), 0);
        }
        long long parted = site_change(&north);
        site_edit(&north, conflicts[i].north);
        site_edit(&south, conflicts[i].south);
        const char *path = hand_over(&north, parted);
        char *before = site_dump(&south);
        MUST(site_do(&south, OPTIBOM_WRITE, run_apply, path, OPTIBOM_CSV), &south);
        bool is_told = conflicts[i].conflict == NULL ||
                       strstr(buf_text(&south.out), conflicts[i].conflict) != NULL;
        if (south.findings != (conflicts[i].conflict != NULL) || !is_told)
            fail_msg("%s: %s", conflicts[i].what, buf_text(&south.out));
        site_check(&south);
        if (conflicts[i].conflict != NULL) { /* nothing was written; the rest may be */
            char *after = site_dump(&south);
            assert_string_equal(before, after);
            free(after);
            MUST(site_do(&south, OPTIBOM_WRITE, run_apply_rest, path, OPTIBOM_CSV), &south);
            assert_true(south.findings);
            site_check(&south);
        }
        free(before);
    }
}

/* Catalogs with no common past. */
static void strangers_come_together(void **state)
{
    (void)state;
    begin();
    unlink(in_folder("south.db"));
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-01T00:00:00Z"};
    const struct optibom_output output = {.write = take, .context = &south.out};
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    assert_int_equal(optibom_create(optibom, in_folder("south.db"), true, &output), OPTIBOM_OK);
    optibom_free(optibom);
    site_edit(&south, "rows nic\nvendor,mpn,ports,source\nZeta,Z-1,2,Z\nBolt,M-2,1,Z\n");
    const char *of_north = hand_over(&north, 0), *of_south = hand_over(&south, 0);
    apply(&south, of_north, run_apply);
    assert_false(south.findings);
    apply(&north, of_south, run_apply);
    assert_false(north.findings);
    assert_same(&north, &south, "strangers");
    /* What was applied is an import, and goes as one. */
    char *with = site_dump(&south);
    site_edit(&south, "undo import");
    apply(&south, of_north, run_apply);
    char *again = site_dump(&south);
    assert_string_equal(with, again);
    free(with);
    free(again);
}

/* An import that was handed on and then taken back is taken back at the other site, too. */
static void an_undo_is_handed_on(void **state)
{
    (void)state;
    begin();
    char *before = site_dump(&south);
    site_edit(&north, "rows nic\nvendor,mpn,ports\nAcme,N-9,3\n");
    long long handed = site_change(&north);
    apply(&south, hand_over(&north, 0), run_apply);
    site_edit(&north, "undo import");
    apply(&south, hand_over(&north, handed), run_apply);
    assert_false(south.findings);
    char *after = site_dump(&south);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* Also where the file tells the revision as new, and it is here as a draft. */
static void a_release_is_handed_on(void **state)
{
    (void)state;
    begin();
    site_edit(&north, RACK("a"));
    apply(&south, hand_over(&north, 0), run_apply);
    site_edit(&north, "release rack");
    apply(&south, hand_over(&north, 0), run_apply);
    assert_false(south.findings);
    assert_same(&north, &south, "released");
    assert_int_equal(site_last(&south, "SELECT released_at IS NOT NULL FROM build_revision"), 1);
}

/* ---- files that are none ---- */

static long size_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    return size;
}

static void assert_refused(const char *path, const char *what, const char *before)
{
    enum optibom_status status = site_do(&south, OPTIBOM_WRITE, run_apply, path, OPTIBOM_TEXT);
    char *after = site_dump(&south);
    if (strcmp(before, after) != 0)
        fail_msg("%s: something was changed", what);
    free(after);
    status = site_do(&south, OPTIBOM_WRITE, run_apply, path, OPTIBOM_TEXT);
    if (status == OPTIBOM_OK || south.error[0] == '\0' || strchr(south.error, '\n') != NULL)
        fail_msg("%s: status %d: %s%s", what, (int)status, south.error, buf_text(&south.out));
}

static void change_file(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static void hostile_files_are_refused(void **state)
{
    static const char *const SQL[] = {
        "PRAGMA application_id = 7",
        "DROP TABLE value",
        "ALTER TABLE line RENAME TO l; CREATE VIEW line AS SELECT * FROM l",
        "CREATE TRIGGER t AFTER INSERT ON line BEGIN DELETE FROM line; END",
        "UPDATE origin SET schema = schema + 1",
        "UPDATE origin SET schema = schema - 1",
        "DELETE FROM origin",
        "UPDATE value SET after = zeroblob(70000000)"
        " WHERE column_name = 'typ' AND line = (SELECT min(line) FROM value WHERE column_name = "
        "'typ')",
        "UPDATE value SET after = 7 WHERE column_name = 'typ'",
        "UPDATE line SET table_name = 'import_batch'",
        "UPDATE line SET name = '[[[[' WHERE line = 1",
        "DELETE FROM line"};
    (void)state;
    begin();
    site_edit(&north, "rows nic\nvendor,mpn,ports\nAcme,N-9,3\n");
    const char *whole = hand_over(&north, 0);
    char path[128], command[512];
    snprintf(path, sizeof path, "%s/hostile.changes", folder);
    char *before = site_dump(&south);
    for (size_t i = 0; i < sizeof SQL / sizeof *SQL; i++) {
        snprintf(command, sizeof command, "cp %s %s", whole, path);
        assert_int_equal(system(command), 0);
        change_file(path, SQL[i]);
        assert_refused(path, SQL[i], before);
    }
    for (long size = 0; size < size_of(whole); size += 3967) {
        snprintf(command, sizeof command, "head -c %ld %s > %s", size, whole, path);
        assert_int_equal(system(command), 0);
        assert_refused(path, command, before);
    }
    assert_refused(in_folder("north.db"), "a catalog", before);
    assert_refused(folder, "a folder", before);
    assert_refused(in_folder("nowhere.changes"), "no file", before);
    free(before);
}

/* A file of which a bit is turned over is refused, or says what it said. */
static void turned_bits_change_nothing(void **state)
{
    (void)state;
    begin();
    site_edit(&north, "rows nic\nvendor,mpn,ports\nAcme,N-9,3\n");
    const char *whole = hand_over(&north, 0);
    char path[128], command[512];
    snprintf(path, sizeof path, "%s/turned.changes", folder);
    char *before = site_dump(&south);
    apply(&south, whole, run_apply);
    char *after = site_dump(&south);
    site_edit(&south, "undo import");
    long size = size_of(whole);
    uint64_t random = 99;
    for (int i = 0; i < 5 * exchanges(); i++) {
        snprintf(command, sizeof command, "cp %s %s", whole, path);
        assert_int_equal(system(command), 0);
        FILE *file = fopen(path, "r+b");
        long at = (long)draw(&random, (unsigned)size);
        fseek(file, at, SEEK_SET);
        int byte = fgetc(file);
        fseek(file, at, SEEK_SET);
        fputc(byte ^ (1 << draw(&random, 8)), file);
        fclose(file);
        bool is_taken = site_do(&south, OPTIBOM_WRITE, run_apply, path, OPTIBOM_TEXT) == OPTIBOM_OK;
        char *now = site_dump(&south);
        assert_string_equal(now, is_taken ? after : before);
        free(now);
        if (is_taken)
            site_edit(&south, "undo import");
    }
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conflicts_are_told),        cmocka_unit_test(strangers_come_together),
        cmocka_unit_test(an_undo_is_handed_on),      cmocka_unit_test(a_release_is_handed_on),
        cmocka_unit_test(hostile_files_are_refused), cmocka_unit_test(turned_bits_change_nothing),
        cmocka_unit_test(sites_come_together)};
    char command[128];
    buf_init(&north.out);
    buf_init(&south.out);
    assert_non_null(mkdtemp(folder));
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    buf_fini(&north.out);
    buf_fini(&south.out);
    return system(command) != 0 || failed != 0;
}

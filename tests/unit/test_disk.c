/*
 * Every write may fail: each path below is run again and again, and the n-th operation of a run on
 * files of the database (open, read, write, truncate, sync, lock, map, delete) fails; now and then
 * all that follow as well, as on a disk that is full. The call must then say in one line that it
 * failed, or give what it gives otherwise. The catalog, opened afterwards with a disk that works,
 * is sound and holds the rows of before or those of after, one on its way up from an older schema
 * comes up by the next attempt, and no file stays that was not there.
 *
 * From 4 on, n doubles, of looks triples; with DISK_PART=100 it grows by a hundredth, with
 * DISK_PART=0 by one, with each failing alone and with all that follow. DISK_PATH="build add" tries
 * that path alone. Files beside databases: tests/cli/disk-full.
 */
#include "check.h"

#include "disk_paths.h"
#include "failing_disk.h"
#include "row_hash.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

struct outcome {
    enum optibom_status status;
    char error[1024];
    uint64_t output; /* hash */
    uint64_t made;
};

static void take(void *context, const char *bytes, size_t length)
{
    struct outcome *out = context;
    hash_bytes(&out->output, bytes, length);
}

static void shell(const char *format, const char *first, const char *second)
{
    char command[512];
    snprintf(command, sizeof command, format, first, second);
    assert_int_equal(system(command), 0);
}

/* Runs the path with the `fails_at`-th operation failing, all that follow too, or none. */
static void run(struct outcome *out, const struct path *path, uint64_t fails_at, bool is_lasting)
{
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-02T00:00:00Z"};
    const struct optibom_output output = {
        .write = take, .context = out, .format = OPTIBOM_JSON, .width = 100};
    out->output = 0;
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    disk_start(fails_at, is_lasting, fails_at % 2 == 0);
    out->status = path->run(optibom, &output);
    snprintf(out->error, sizeof out->error, "%s", optibom_error(optibom));
    optibom_free(optibom);
    disk.is_counting = false;
    out->made = disk.made;
}

/* One attempt after another until the schema is that of the program. */
static void bring_up(void)
{
    struct outcome again = {.output = 0};
    run(&again, &(struct path){"", migrate, NULL, true, false}, 0, false);
    if (again.status != OPTIBOM_OK)
        fail_msg("migrate, once more: %s", again.error);
}

/* What the catalog holds. A journal that could not be taken away, and that nothing needs, goes with
 * the next change: here is one. */
static uint64_t look_and_change(void)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(in_folder("catalog.db"), &db), SQLITE_OK);
    uint64_t hash = hash_connection(db);
    if (hash != 0)
        assert_int_equal(sqlite3_exec(db, "CREATE TABLE next_change (a)", NULL, NULL, NULL),
                         SQLITE_OK);
    sqlite3_close(db);
    return hash;
}

static int count_entries(void)
{
    int count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    while (readdir(entries) != NULL)
        count++;
    closedir(entries);
    return count;
}

static bool is_there(const struct path *path)
{
    return path->written != NULL && access(in_folder(path->written), F_OK) == 0;
}

struct states {
    uint64_t before, after, made; /* of the catalog, and of one that is made */
    int entries;
};

/* A new catalog is there before the call opens it: whole, then, whatever becomes of that. */
static bool is_written_well(const struct outcome *got, const struct states *states,
                            const struct path *path)
{
    if (path->is_made && is_there(path))
        return hash_database(in_folder(path->written)) == states->made;
    return is_there(path) == (got->status == OPTIBOM_OK && path->written != NULL);
}

/* What is wrong with what the attempt left; NULL: nothing. */
static const char *judge(const struct outcome *got, const struct outcome *whole,
                         const struct states *states, const struct path *path)
{
    bool is_refused =
        got->status == OPTIBOM_FAILED && got->error[0] != '\0' && strchr(got->error, '\n') == NULL;
    if (got->status != OPTIBOM_OK && !is_refused)
        return "neither done nor refused in one line";
    if (got->status == OPTIBOM_OK && got->output != whole->output)
        return "another answer";
    if (path->is_old && got->status != OPTIBOM_OK)
        bring_up();
    uint64_t now = look_and_change();
    if (now == 0)
        return "the catalog is damaged";
    if (got->status == OPTIBOM_OK || path->is_old ? now != states->after
                                                  : now != states->before && now != states->after)
        return "the catalog holds other rows";
    if (!is_written_well(got, states, path))
        return "a file is there that should not be, or is not";
    if (count_entries() != states->entries + is_there(path))
        return "a temporary file stays";
    return NULL;
}

static void copy(const char *from, const char *to)
{
    static char bytes[1 << 20];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in != NULL && out != NULL);
    size_t length = fread(bytes, 1, sizeof bytes, in);
    assert_true(length < sizeof bytes);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void set_out(const struct path *path)
{
    if (is_there(path))
        shell("rm -rf %s%s", in_folder(path->written), "");
    copy(in_folder(path->is_old ? "old.db" : "kept.db"), in_folder("catalog.db"));
}

enum { EACH = 4, PART = 1 };

/* The next operation to fail. */
static uint64_t after(uint64_t at)
{
    const char *part = getenv("DISK_PART");
    uint64_t share = part != NULL ? strtoull(part, NULL, 10) : PART;
    return at + 1 +
           (share == 0  ? 0
            : at < EACH ? disk.counts_looks
                        : at / share * (1 + disk.counts_looks));
}

static int turns(void)
{
    return after(EACH) == EACH + 1 ? 2 : 1;
}

static size_t try_path(const struct path *path, bool looks)
{
    struct outcome whole = {.output = 0}, got = {.output = 0};
    struct states states;
    size_t tried = 0, wrong = 0, refused = 0;
    disk.counts_looks = looks;
    set_out(path);
    states.before = hash_database(in_folder("catalog.db"));
    states.entries = count_entries();
    run(&whole, path, 0, false);
    if (whole.status != OPTIBOM_OK)
        fail_msg("%s: %s", path->name, whole.error);
    states.after = hash_database(in_folder("catalog.db"));
    states.made = path->is_made ? hash_database(in_folder(path->written)) : 0;
    assert_true(states.before != 0 && states.after != 0);
    for (uint64_t at = 1; at <= whole.made && wrong < 5; at = after(at)) {
        for (int turn = 0; turn < turns(); turn++) {
            bool is_lasting = (at % 3 == 0) != (turn == 1);
            set_out(path);
            run(&got, path, at, is_lasting);
            const char *problem = judge(&got, &whole, &states, path);
            refused += got.status != OPTIBOM_OK;
            tried++;
            if (problem == NULL)
                continue;
            wrong++;
            print_error("%s, operation %llu (%s)%s: %s; status %d, '%s'\n", path->name,
                        (unsigned long long)at, disk.failed,
                        is_lasting ? " and all that follow" : "", problem, got.status, got.error);
        }
    }
    print_message("%s: %zu times one of %llu %s failed, %zu times refused, %zu wrong\n", path->name,
                  tried, (unsigned long long)whole.made, looks ? "looks" : "changes", refused,
                  wrong);
    shell("rm -f %s %s-*", in_folder("catalog.db"), in_folder("catalog.db"));
    if (path->written != NULL)
        shell("rm -rf %s%s", in_folder(path->written), "");
    return wrong;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Prices of parts that the catalog need not have. */
static void write_prices(void)
{
    FILE *file = fopen(in_folder("prices.csv"), "w");
    assert_non_null(file);
    fputs("vendor,mpn,supplier,quantity,price,currency\n", file);
    for (int i = 1; i <= 2000; i++)
        fprintf(file, "Acme,M-%d,Shop,1,%d.50,USD\n", i, i);
    assert_int_equal(fclose(file), 0);
}

static void require(struct optibom *optibom, enum optibom_status status)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", optibom_error(optibom));
}

/* The parts that command-line cases share, a build of them, a batch to take back, a question. */
static void make_catalog(void)
{
    static const char *const CLASSES[][2] = {{PART("transceiver"), "transceiver"},
                                             {PART("accelerator"), "accelerator"},
                                             {PART("enclosure"), "enclosure"},
                                             {PART("nic"), "nic"},
                                             {PART("fiber"), "fiber"},
                                             {PART("composition"), "composition"},
                                             {PART("offer"), "offer"}};
    struct optibom *optibom = NULL;
    struct outcome out = {.output = 0};
    const struct optibom_output output = {.write = take, .context = &out, .format = OPTIBOM_JSON};
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-01T00:00:00Z"};
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    require(optibom, optibom_create(optibom, in_folder("kept.db"), true, &output));
    for (size_t i = 0; i < CHECK_COUNT(CLASSES); i++)
        require(optibom, import_class(optibom, CLASSES[i][0], CLASSES[i][1], &output));
    require(optibom, import_class(optibom, in_folder("again.csv"), "transceiver", &output));
    require(optibom, import_class(optibom, in_folder("question.csv"), "transceiver", &output));
    require(optibom, optibom_build_add(optibom, RACK, &output));
    optibom_free(optibom);
}

static void set_up(void)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(disk_install(), SQLITE_OK);
    write_file("parts.csv", "vendor,mpn,form_factor,data_rate (Gbps),power (W),reach (m)\n"
                            "Acme,X-1,OSFP,800,14,500\nAcme,X-2,OSFP,1600,25,500\n"
                            "Acme,T800-DR8,OSFP,800,12,500\n");
    write_file("again.csv", "vendor,mpn,power (W)\nAcme,T800-DR8,12..13..14\nAcme,N-1,9\n");
    write_file("question.csv", "vendor,mpn,reach\nAcme,Q-1,70 m OM3 / 100 m OM4\n");
    shell("sed 's/^build: small/build: other/' %s >%s", RACK, in_folder("other.yaml"));
    shell("sed 's/module: Acme T800-DR8/module: {where: [data_rate = 800 Gbps]}/' %s >%s", RACK,
          in_folder("open.yaml"));
    write_prices();
    make_catalog();
    load_database(in_folder("old.db"), "tests/upgrades/0005.sql");
}

static void every_write_may_fail(void **state)
{
    (void)state;
    const char *wanted = getenv("DISK_PATH");
    size_t wrong = 0;
    set_up();
    for (size_t i = 0; i < CHECK_COUNT(PATHS); i++)
        if (wanted == NULL || strcmp(wanted, PATHS[i].name) == 0)
            wrong += try_path(&PATHS[i], false) + try_path(&PATHS[i], true);
    shell("rm -rf %s%s", folder, "");
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_write_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

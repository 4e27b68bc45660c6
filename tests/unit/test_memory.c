/*
 * Every allocation may fail: each path below is run again and again, and the n-th allocation of a
 * run, in whatever library it is made, fails; now and then all that follow as well. The call must
 * then either say that memory is exhausted, or give what it gives otherwise, byte for byte. Nothing
 * half-done stays in a catalog or as a file, and nothing stays allocated.
 *
 * From 4 on, n triples; with MEMORY_PART=100 it grows by a hundredth, with MEMORY_PART=0 by one.
 * MEMORY_PATH="report, a page" tries that path alone. Workbooks are left out: libxlsxwriter follows
 * the pointers that it did not get. What it writes has another name until it is whole.
 */
#define _GNU_SOURCE
#include "check.h"

#include "failing_heap.h"
#include "memory_paths.h"

#include <sys/stat.h>
#include <unistd.h>

struct outcome {
    enum optibom_status status;
    char error[1024];
    char *output;
    size_t length, room;
    uint64_t made;
};

static void take(void *context, const char *bytes, size_t length)
{
    struct outcome *out = context;
    bool was_counting = heap.is_counting;
    heap.is_counting = false;
    if (out->length + length > out->room) {
        out->room = 2 * (out->length + length);
        out->output = realloc(out->output, out->room);
        assert_non_null(out->output);
    }
    memcpy(out->output + out->length, bytes, length);
    out->length += length;
    heap.is_counting = was_counting;
}

static void take_away(const char *path)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf %s", path);
    assert_int_equal(system(command), 0);
}

/* Opens the catalog and runs the path, with the `fails_at`-th allocation failing. */
static void run(struct outcome *out, const struct path *path, uint64_t fails_at, bool is_lasting)
{
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-02T00:00:00Z"};
    const struct optibom_output output = {
        .write = take, .context = out, .format = OPTIBOM_JSON, .width = 100};
    const char *catalog = in_folder("catalog.db");
    if (path->written != NULL)
        take_away(in_folder(path->written));
    out->length = 0;
    heap.made = 0;
    heap.fails_at = fails_at;
    heap.is_lasting = is_lasting;
    heap.is_counting = true;
    out->status = optibom_new(&optibom, &settings);
    if (out->status == OPTIBOM_OK)
        out->status = optibom_open(optibom, catalog, path->mode);
    if (out->status == OPTIBOM_OK)
        out->status = path->run(optibom, &output);
    heap.is_counting = false;
    out->made = heap.made;
    snprintf(out->error, sizeof out->error, "%s",
             optibom != NULL ? optibom_error(optibom) : "out of memory");
    optibom_free(optibom);
}

static void say_difference(const struct outcome *got, const struct outcome *whole)
{
    size_t at = 0;
    while (at < got->length && at < whole->length && got->output[at] == whole->output[at])
        at++;
    size_t from = at > 40 ? at - 40 : 0;
    print_error("at byte %zu\n  expected %.80s\n  got      %.80s\n", at, whole->output + from,
                got->output + from);
}

static void copy(const char *from, const char *to)
{
    char command[512];
    snprintf(command, sizeof command, "cp %s %s", from, to);
    assert_int_equal(system(command), 0);
}

static bool is_whole_answer(const struct outcome *got, const struct outcome *whole)
{
    return got->status == OPTIBOM_OK && got->length == whole->length &&
           memcmp(got->output, whole->output, whole->length) == 0;
}

static bool is_refusal(const struct outcome *got)
{
    return got->status == OPTIBOM_FAILED && strstr(got->error, "memory") != NULL;
}

enum { EACH = 4 };

/* The next allocation to fail. */
static uint64_t after(uint64_t at)
{
    const char *part = getenv("MEMORY_PART");
    uint64_t share = part != NULL ? strtoull(part, NULL, 10) : 0;
    if (at < EACH)
        return at + 1;
    return part == NULL ? 3 * at : at + 1 + (share > 0 ? at / share : 0);
}

static size_t try_path(const struct path *path)
{
    struct outcome whole = {.output = NULL}, got = {.output = NULL};
    char kept[128];
    size_t tried = 0, wrong = 0, refused = 0;
    snprintf(kept, sizeof kept, "%s", in_folder("kept.db"));
    got.room = 1U << 22;
    got.output = malloc(got.room);
    assert_non_null(got.output);
    copy(in_folder("catalog.db"), kept);
    run(&whole, path, 0, false); /* what libraries keep for good */
    copy(kept, in_folder("catalog.db"));
    run(&whole, path, 0, false);
    if (whole.status != OPTIBOM_OK)
        fail_msg("%s: %s", path->name, whole.error);
    for (uint64_t at = 1; at <= whole.made && wrong < 5; at = after(at)) {
        copy(kept, in_folder("catalog.db"));
        int64_t live = heap.live;
        got.length = 0;
        run(&got, path, at, at % 5 == 0);
        /* libyaml loses a node when one of its own stacks cannot grow. */
        int64_t left = heap.live - live - is_refused_to("libyaml");
        struct stat there;
        bool is_refused = is_refusal(&got);
        bool is_clean =
            !is_refused || path->written == NULL || stat(in_folder(path->written), &there) != 0;
        refused += is_refused;
        tried++;
        if ((is_refused || is_whole_answer(&got, &whole)) && is_clean && left <= 0)
            continue;
        wrong++;
        if (got.status == OPTIBOM_OK)
            say_difference(&got, &whole);
        print_error("%s, allocation %llu%s: status %d, '%s'%s%s, %lld left\n", path->name,
                    (unsigned long long)at, at % 5 == 0 ? " and all that follow" : "", got.status,
                    got.error, got.status == OPTIBOM_OK ? ", other output" : "",
                    is_clean ? "" : ", a file is left", (long long)left);
    }
    copy(kept, in_folder("catalog.db"));
    print_message("%s: %zu of %llu allocations failed, %zu times refused, %zu wrong\n", path->name,
                  tried, (unsigned long long)whole.made, refused, wrong);
    free(whole.output);
    free(got.output);
    return wrong;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void set_up(void)
{
    struct optibom *optibom = NULL;
    struct outcome out = {.output = NULL};
    const struct optibom_output output = {.write = take, .context = &out, .format = OPTIBOM_JSON};
    assert_non_null(mkdtemp(folder));
    write_file("open.yaml", "build: open\n"
                            "accelerators: {part: NVIDIA GB200 Blackwell GPU, count: 72}\n"
                            "networks:\n"
                            "  scale-out:\n"
                            "    bandwidth: 400 Gbps\n"
                            "    topology: {kind: single-tier}\n"
                            "    switch: {where: [bandwidth >= 100 Tbps, kind = switch]}\n"
                            "    nic: NVIDIA ConnectX-8\n"
                            "    links:\n"
                            "      - {from: nic, to: switch, medium: [dsp, lpo], length: 20 m,\n"
                            "         module: {where: [data_rate = 1600 Gbps]},\n"
                            "         far-module: Standard class 400G DR2 OSFP DSP,\n"
                            "         fiber: {where: [length <= 30 m]}}\n"
                            "program: {racks: 1}\n"
                            "scenarios: {N: {program: {racks: 4}}}\n"
                            "levels: {racks: [as it is, N]}\n");
    write_file("parts.csv", "vendor,mpn,form_factor,data_rate (Gbps),power (W),reach (m)\n"
                            "Acme,X-1,OSFP,800,14,500\nAcme,X-2,OSFP,1600,25,500\n"
                            "Acme,X-3,QSFP-DD,400,much,2000\n");
    assert_int_equal(
        optibom_new(&optibom,
                    &(struct optibom_settings){.user = "test", .now = "2026-01-02T00:00:00Z"}),
        OPTIBOM_OK);
    if (optibom_create(optibom, in_folder("catalog.db"), false, &output) != OPTIBOM_OK)
        fail_msg("%s", optibom_error(optibom));
    if (optibom_build_add(optibom, "seed/builds/nvl72-lpo.yaml", &output) != OPTIBOM_OK)
        fail_msg("%s", optibom_error(optibom));
    optibom_free(optibom);
    free(out.output);
    struct outcome part = {.output = NULL};
    run(&part, &(struct path){"", explore_part, OPTIBOM_READ, NULL}, 0, false);
    assert_int_equal(rename(in_folder("written.db"), in_folder("part.db")), 0);
    free(part.output);
}

/* Changes of a copy of the catalog, for the catalog to apply: a list and a build. */
static void set_up_changes(void)
{
    struct outcome out = {.output = NULL};
    copy(in_folder("catalog.db"), in_folder("kept.db"));
    run(&out, &(struct path){"", import_parts, OPTIBOM_WRITE, NULL}, 0, false);
    run(&out, &(struct path){"", build_add, OPTIBOM_WRITE, NULL}, 0, false);
    run(&out, &(struct path){"", changes_export, OPTIBOM_READ, "written.changes"}, 0, false);
    assert_int_equal(out.status, OPTIBOM_OK);
    assert_int_equal(rename(in_folder("written.changes"), in_folder("part.changes")), 0);
    assert_int_equal(rename(in_folder("kept.db"), in_folder("catalog.db")), 0);
    free(out.output);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    const char *wanted = getenv("MEMORY_PATH");
    size_t wrong = 0;
    if (!HAS_HEAP)
        skip();
    set_up();
    set_up_changes();
    for (size_t i = 0; i < CHECK_COUNT(PATHS); i++)
        if (wanted == NULL || strcmp(wanted, PATHS[i].name) == 0)
            wrong += try_path(&PATHS[i]);
    take_away(folder);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

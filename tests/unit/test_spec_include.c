/* Specs that include hostile files: refused with a sentence, soon. */
#include "check.h"

#include "assemble/build_spec.h"
#include "base/buf.h"

#include <string.h>

#define SPEC                                                                                       \
    "build: b\naccelerators: {part: A, count: 8}\nnetworks:\n  n: {bandwidth: 1, topology: "       \
    "{kind: single-tier}, switch: S, links: []}\n"

/* Ten of ten of ten ... of what stands in the first. */
#define TEN(of) "[" of "," of "," of "," of "," of "," of "," of "," of "," of "," of "]\n"

static int reads;

static enum optibom_status read_file(const char **text, size_t *size, struct arena *arena,
                                     const char *path, struct error *err)
{
    static const char *const FILES[][2] = {
        {"twice.yaml", "racks: 2\nracks: 3\ntitle: t\n"},
        {"inside.yaml", "facility: {pue: 1.2, pue: 1.3, derating: 1}\n"},
        {"again.yaml", "include: [again.yaml, again.yaml, again.yaml, again.yaml, again.yaml]\n"},
        {"wide.yaml", "include: [plain.yaml, plain.yaml]\n"},
        {"plain.yaml", "racks: 2\n"},
        {"bomb.yaml",
         "a: &a [0]\nb: &b " TEN("*a") "c: &c " TEN("*b") "d: &d " TEN("*c") "e: &e " TEN(
             "*d") "f: &f " TEN("*e") "g: &g " TEN("*f") "h: "
                                                         "&h " TEN("*g")},
        {"loop.yaml", "facility: &f {a: *f, b: *f, c: *f, d: *f}\n"},
    };
    (void)arena;
    reads++;
    for (size_t i = 0; i < CHECK_COUNT(FILES); i++)
        if (strcmp(FILES[i][0], path) == 0) {
            *text = FILES[i][1];
            *size = strlen(*text);
            return OPTIBOM_OK;
        }
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: no such file", path);
}

static void hostile_includes_are_refused(void **state)
{
    (void)state;
    static const struct spec_files FILES = {read_file};
    static const struct {
        const char *text, *sentence; /* NULL: it is read */
    } rows[] = {
        {"include: ~\n" SPEC, NULL},
        {"include: plain.yaml\n" SPEC, NULL},
        {"include: wide.yaml\n" SPEC, NULL},
        {"include: twice.yaml\n" SPEC, "twice.yaml:2:1: 'racks' is given twice; keep one"},
        {"include: inside.yaml\n" SPEC "facility: {pue: 1}\n",
         "inside.yaml:1:22: 'pue' is given twice; keep one"},
        {"include: again.yaml\n" SPEC, "again.yaml:1:"},
        {"include: bomb.yaml\n" SPEC, "bomb.yaml: its aliases (*name) make it larger"},
        {"include: loop.yaml\n" SPEC, "loop.yaml: nested deeper than 32 levels"},
        {"include: plain.yaml\n" SPEC "facility: &f {a: *f, b: *f, c: *f, d: *f}\n", "rack.yaml: "},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct arena arena;
        struct spec *spec = NULL;
        struct error err = {0};
        arena_init(&arena);
        reads = 0;
        enum optibom_status status =
            spec_load(&spec, &arena, "rack.yaml", rows[i].text, strlen(rows[i].text), &FILES, &err);
        const char *wanted = rows[i].sentence != NULL ? rows[i].sentence : "";
        if (status != (rows[i].sentence != NULL ? OPTIBOM_BAD_INPUT : OPTIBOM_OK) ||
            strncmp(err.text, wanted, strlen(wanted)) != 0)
            fail_msg("expected %s\ngot %s", wanted, err.text);
        assert_in_range(reads, 0, 64);
        arena_fini(&arena);
    }
}

/* Depth alone does not bound them: files that include two each double at every level. */
static void many_includes_are_refused(void **state)
{
    (void)state;
    static const struct spec_files FILES = {read_file};
    struct arena arena;
    struct spec *spec = NULL;
    struct error err = {0};
    struct buf text;
    arena_init(&arena);
    buf_init(&text);
    buf_puts(&text, "include: [plain.yaml");
    for (int i = 0; i < 64; i++)
        buf_puts(&text, ", plain.yaml");
    buf_puts(&text, "]\n" SPEC);
    assert_int_equal(
        spec_load(&spec, &arena, "rack.yaml", buf_text(&text), text.length, &FILES, &err),
        OPTIBOM_BAD_INPUT);
    assert_non_null(strstr(err.text, "more than 64 files are included"));
    buf_fini(&text);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_includes_are_refused),
        cmocka_unit_test(many_includes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

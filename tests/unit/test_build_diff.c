/*
 * Which lines of two bills of materials match, on bills that are written by hand: a line is
 * parent, role, part and quantity; what differs is a text of one row a line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "report/answer/build_diff.h"

#include <math.h>
#include <string.h>

enum { MOST = 8, PARTS = 6 };

struct row {
    long parent;
    const char *role;
    int part; /* 0 ends the bill */
    int64_t quantity;
};

struct side {
    struct spec spec;
    struct bom_line lines[MOST];
    struct evaluation_line results[MOST];
    struct bom bom;
    struct evaluation evaluation;
};

static const struct catalog_part parts[PARTS] = {{.part_id = 0}, {.part_id = 1}, {.part_id = 2},
                                                 {.part_id = 3}, {.part_id = 4}, {.part_id = 5}};

static const struct evaluation *side_of(struct side *side, const struct row *rows)
{
    memset(side, 0, sizeof *side);
    side->spec.program.currency = "USD";
    side->bom = (struct bom){.spec = &side->spec, .lines = side->lines};
    side->evaluation = (struct evaluation){.bom = &side->bom, .lines = side->results};
    for (size_t i = 0; rows[i].part > 0; i++)
        side->lines[side->bom.line_count++] = (struct bom_line){.parent = rows[i].parent,
                                                                .role = rows[i].role,
                                                                .part = &parts[rows[i].part],
                                                                .quantity = rows[i].quantity};
    return &side->evaluation;
}

static const struct {
    struct row before[MOST], after[MOST];
    const char *expected; /* change, path, "part x quantity" before and after */
} cases[] = {
    {{{BOM_TOP, "a", 1, 2}, {0, "b", 2, 3}}, {{BOM_TOP, "a", 1, 2}, {0, "b", 2, 3}}, ""},
    {{{BOM_TOP, "a", 1, 2}, {0, "b", 2, 3}},
     {{BOM_TOP, "a", 1, 4}, {0, "b", 3, 3}},
     "quantity a 1x2 1x4\npart a / b 2x3 3x3\n"},
    {{{BOM_TOP, "a", 1, 2}}, {{BOM_TOP, "a", 2, 3}}, "both a 1x2 2x3\n"},
    /* The part decides among lines of one role, whatever their order. */
    {{{BOM_TOP, "a", 1, 2}, {BOM_TOP, "a", 2, 5}},
     {{BOM_TOP, "a", 2, 5}, {BOM_TOP, "a", 1, 2}},
     ""},
    {{{BOM_TOP, "a", 1, 1}, {BOM_TOP, "a", 2, 1}, {BOM_TOP, "a", 3, 1}},
     {{BOM_TOP, "a", 3, 1}, {BOM_TOP, "a", 4, 1}},
     "part a 1x1 4x1\nremoved a 2x1 -\n"},
    /* A line below another one is another line: with what is below it, it goes and comes. */
    {{{BOM_TOP, "a", 1, 1}, {0, "b", 2, 1}, {1, "c", 3, 1}},
     {{BOM_TOP, "a", 1, 1}, {BOM_TOP, "b", 2, 1}, {1, "c", 3, 1}},
     "removed a / b 2x1 -\nremoved a / b / c 3x1 -\nadded b - 2x1\nadded b / c - 3x1\n"},
    /* Below two systems that swap places their contents stay with them. */
    {{{BOM_TOP, "a", 1, 1}, {0, "c", 3, 1}, {BOM_TOP, "a", 2, 1}, {2, "c", 4, 1}},
     {{BOM_TOP, "a", 2, 1}, {0, "c", 4, 1}, {BOM_TOP, "a", 1, 1}, {2, "c", 5, 1}},
     "part a / c 3x1 5x1\n"},
    {{{0}}, {{BOM_TOP, "a", 1, 1}}, "added a - 1x1\n"},
    {{{BOM_TOP, "a", 1, 1}}, {{0}}, "removed a 1x1 -\n"},
};

static void put_side(struct buf *out, const struct bom *bom, long line)
{
    if (line == BOM_TOP)
        buf_puts(out, " -");
    else
        buf_printf(out, " %dx%d", (int)bom->lines[line].part->part_id,
                   (int)bom->lines[line].quantity);
}

static void lines_match(void **state)
{
    static const char *const CHANGES[] = {"same", "added", "removed", "quantity",      "part",
                                          "both", "cost",  "power",   "cost and power"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct side before, after;
        struct error err = {0};
        struct build_diff *diff = NULL;
        struct arena arena;
        struct buf text;
        arena_init(&arena);
        buf_init(&text);
        assert_int_equal(build_diff_make(&diff, &arena, side_of(&before, cases[i].before),
                                         side_of(&after, cases[i].after), &err),
                         OPTIBOM_OK);
        for (size_t l = 0; l < diff->line_count; l++) {
            const struct build_diff_line *line = &diff->lines[l];
            buf_printf(&text, "%s %s", CHANGES[line->change], line->role);
            put_side(&text, &before.bom, line->before);
            put_side(&text, &after.bom, line->after);
            buf_putc(&text, '\n');
        }
        assert_string_equal(buf_text(&text), cases[i].expected);
        assert_int_equal(build_diff_is_empty(diff), cases[i].expected[0] == '\0');
        buf_fini(&text);
        arena_fini(&arena);
    }
}

/* Values that differ by rounding are the same, unknown ones only among themselves. */
static void metrics_differ(void **state)
{
    struct evaluation_metric a[] = {{.name = "same", .unit = "W", .value = {1, 0.3, 1}},
                                    {.name = "known", .unit = "W", .value = {1, 2, 3}},
                                    {.name = "never", .unit = "W", .value = {NAN, NAN, NAN}},
                                    {.name = "money", .unit = "USD", .value = {5, 5, 5}},
                                    {.name = "gone", .unit = "W", .value = {7, 7, 7}}};
    struct evaluation_metric b[] = {
        {.name = "never", .unit = "W", .value = {NAN, NAN, NAN}},
        {.name = "same", .unit = "W", .value = {1, 0.1 + 0.2, 9}},
        {.name = "known", .unit = "W", .value = {NAN, NAN, NAN}, .reason = "why"},
        {.name = "money", .unit = "EUR", .value = {5, 5, 5}},
        {.name = "new", .unit = "W", .value = {8, 8, 8}}};
    const struct row none[] = {{0}};
    struct side before, after;
    struct error err = {0};
    struct build_diff *diff = NULL;
    struct arena arena;
    (void)state;
    arena_init(&arena);
    side_of(&before, none);
    side_of(&after, none);
    before.evaluation.metrics = a;
    after.evaluation.metrics = b;
    before.evaluation.metric_count = after.evaluation.metric_count = 5;
    assert_int_equal(build_diff_make(&diff, &arena, &before.evaluation, &after.evaluation, &err),
                     OPTIBOM_OK);
    assert_int_equal(diff->metric_count, 4);
    const struct build_diff_metric *known = &diff->metrics[0], *money = &diff->metrics[1],
                                   *gone = &diff->metrics[2], *fresh = &diff->metrics[3];
    assert_string_equal(known->name, "known");
    assert_true(known->before > 1.9 && isnan(known->after) && isnan(known->difference));
    assert_string_equal(known->reason, "why");
    assert_string_equal(money->unit, "USD to EUR");
    assert_true(isnan(money->difference));
    assert_string_equal(gone->name, "gone");
    assert_true(isnan(gone->after));
    assert_string_equal(fresh->name, "new");
    assert_true(isnan(fresh->before));
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_match),
                                       cmocka_unit_test(metrics_differ)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

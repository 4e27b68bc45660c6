/* A bill of materials against a build: every line of every shipped build, taken away alone, is
 * reported, and so is every piece that lacks; a whole list lacks nothing. */
#include "check.h"
#include "shipped.h"

#include "assemble/bom_against.h"

#include "assemble/assemble.h"
#include "base/embed.h"
#include "facade.h"

#include <string.h>

static size_t found(const struct bom *bom, const char *code)
{
    size_t count = 0;
    for (size_t i = 0; i < bom->finding_count; i++)
        count += strcmp(bom->findings[i].code, code) == 0;
    return count;
}

/* The lines of a BOM as a list, in two ways of naming parts. */
static struct bom_piece *list_of(struct arena *arena, const struct bom *bom)
{
    struct bom_piece *items = arena_alloc(arena, bom->line_count * sizeof *items);
    assert_non_null(items);
    for (size_t i = 0; i < bom->line_count; i++)
        items[i] = (struct bom_piece){.part_id = i % 2 == 0 ? bom->lines[i].part->part_id : 0,
                                      .text = bom->lines[i].part->name,
                                      .quantity = (double)bom->lines[i].quantity};
    return items;
}

static void check_build(struct bom *bom, struct arena *arena)
{
    struct bom_piece *items = list_of(arena, bom);
    bom->finding_count = 0;
    assert_true(bom_against_list(bom, items, bom->line_count, false));
    assert_int_equal(bom->finding_count, 0);
    for (size_t i = 0; i < bom->line_count; i++) {
        struct bom_piece whole = items[i];
        bom->finding_count = 0;
        items[i] = items[0]; /* the line is gone; its place is taken by what is there already */
        items[i].quantity = 0;
        assert_true(bom_against_list(bom, items, bom->line_count, false));
        assert_int_equal(found(bom, "list-lacks"), 1);
        bom->finding_count = 0;
        items[i] = whole;
        items[i].quantity -= 1;
        assert_true(bom_against_list(bom, items, bom->line_count, false));
        assert_int_equal(found(bom, "list-lacks"), 1);
        bom->finding_count = 0;
        items[i].quantity += 2;
        assert_true(bom_against_list(bom, items, bom->line_count, false));
        assert_int_equal(found(bom, "list-lacks"), 0);
        assert_int_equal(found(bom, "list-exceeds"), 1);
        items[i] = whole;
    }
}

static void every_line_that_is_missing_is_found(void **state)
{
    (void)state;
    static const struct spec_files SHIPPED = {read_shipped};
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-02T00:00:00Z"};
    size_t builds = 0;
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    assert_int_equal(optibom_open(optibom, "", OPTIBOM_BUILT_IN), OPTIBOM_OK);
    for (size_t i = 0; i < embed_file_count; i++) {
        const struct embed_file *file = &embed_files[i];
        struct arena arena;
        struct spec *spec = NULL;
        struct bom *bom = NULL;
        struct error err = {0};
        if (strncmp(file->path, "seed/builds/", strlen("seed/builds/")) != 0)
            continue;
        arena_init(&arena);
        if (spec_load(&spec, &arena, file->path, file->data, file->size, &SHIPPED, &err) !=
                OPTIBOM_OK ||
            assemble(&bom, &arena, &optibom->catalog, spec, &err) != OPTIBOM_OK)
            fail_msg("%s", err.text);
        check_build(bom, &arena);
        builds++;
        arena_fini(&arena);
    }
    assert_true(builds >= 20);
    optibom_free(optibom);
}

/* What comes inside a bought system need not stand in a list of what is bought. */
static void contents_need_not_be_bought(void **state)
{
    (void)state;
    struct catalog_part rack = {.part_id = 1, .name = "Test RACK", .mpn = "RACK"};
    struct catalog_part chip = {.part_id = 2, .name = "Test CHIP", .mpn = "CHIP"};
    struct bom_line lines[] = {{.parent = BOM_TOP, .part = &rack, .quantity = 2, .is_bought = true},
                               {.parent = 0, .level = 1, .part = &chip, .quantity = 8}};
    struct bom bom = {.lines = lines, .line_count = 2};
    struct arena arena;
    const struct bom_piece items[] = {{.text = "rack", .quantity = 2},
                                      {.text = "a label", .quantity = 1}};
    arena_init(&arena);
    bom.arena = &arena;
    assert_true(bom_against_list(&bom, items, 1, true));
    assert_int_equal(bom.finding_count, 0);
    assert_true(bom_against_list(&bom, items, 1, false));
    assert_int_equal(found(&bom, "list-lacks"), 1);
    assert_true(bom_against_list(&bom, items, 2, true));
    assert_int_equal(found(&bom, "list-exceeds"), 1);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_that_is_missing_is_found),
        cmocka_unit_test(contents_need_not_be_bought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

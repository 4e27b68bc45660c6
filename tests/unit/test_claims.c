/* Claims: every SELECT of seed/claims.yaml runs over the starting catalog, every claim is in the
 * report with a reason where it needs one, and a wrong claim is refused with its place. */
#include "check.h"

#include "base/buf.h"
#include "optibom.h"
#include "report/answer/claims.h"
#include "report/fill/tables.h"

#include <stdlib.h>
#include <string.h>

static const struct embed_file *shipped(void)
{
    const struct embed_file *file = embed_find("seed/claims.yaml");
    assert_non_null(file);
    return file;
}

static void add(void *context, const char *bytes, size_t length)
{
    buf_add(context, bytes, length);
}

/* A report of the claims over the starting catalog, as CSV. */
static void report(struct buf *out, const char *name)
{
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = "test", .now = "2026-01-02T00:00:00Z"};
    const struct optibom_report_request request = {.report = name, .date = "2026-01-02"};
    const struct optibom_output output = {.write = add, .context = out, .format = OPTIBOM_CSV};
    buf_init(out);
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    if (optibom_open(optibom, "", OPTIBOM_BUILT_IN) != OPTIBOM_OK ||
        optibom_claims(optibom, &request, &output) != OPTIBOM_OK)
        fail_msg("%s", optibom_error(optibom));
    optibom_free(optibom);
    assert_true(buf_ok(out));
}

/* The row of a report that starts with this cell; NULL when there is none. */
static const char *row_of(const struct buf *text, struct arena *arena, const char *cell)
{
    const char *start = arena_printf(arena, "\r\n%s,", cell);
    const char *row = strstr(buf_text(text), start);
    return row != NULL ? arena_strndup(arena, row + 2, strcspn(row + 2, "\r\n")) : NULL;
}

static void every_claim_is_answered_or_says_what_is_missing(void **state)
{
    (void)state;
    struct arena arena;
    struct claims claims;
    struct error err = {0};
    struct buf verdicts, evidence;
    arena_init(&arena);
    if (claims_read(&claims, &arena, shipped(), &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    report(&verdicts, NULL);
    report(&evidence, "claims_evidence");
    for (size_t i = 0; i < claims.count; i++) {
        const struct claim *claim = &claims.items[i];
        const char *row = row_of(&verdicts, &arena, claim->id);
        if (row == NULL)
            fail_msg("%s is not in the report", claim->id);
        bool is_open = strstr(row, ",cannot be told,") != NULL;
        bool has_rows = row_of(&evidence, &arena, claim->id) != NULL;
        if (claim->sql != NULL && !has_rows)
            fail_msg("%s: its sql finds nothing, not even figures of the documents", claim->id);
        if (is_open && claim->untold == NULL)
            fail_msg("%s cannot be told; untold must say what is missing", claim->id);
        if (strstr(row, "no reason is on record") != NULL)
            fail_msg("%s differs without a reason: %s", claim->id, row);
    }
    buf_fini(&verdicts);
    buf_fini(&evidence);
    arena_fini(&arena);
}

static void every_build_named_is_shipped(void **state)
{
    (void)state;
    struct arena arena;
    struct claims claims;
    struct error err = {0};
    arena_init(&arena);
    assert_int_equal(claims_read(&claims, &arena, shipped(), &err), OPTIBOM_OK);
    assert_true(claims.build_count > 0);
    for (size_t i = 0; i < claims.build_count; i++) {
        const char *name = claims.builds[i]->name;
        if (embed_find(arena_printf(&arena, "seed/builds/%s.yaml", name)) == NULL)
            fail_msg("build %s is not shipped", name);
        /* Each stands once, however many claims name it. */
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(name, claims.builds[j]->name);
    }
    arena_fini(&arena);
}

#define HEAD "documents: {d: The document}\nclaims:\n"
#define CLAIM "  - {id: a, document: d, place: top, claim: some, "

static void wrong_claims_are_refused_with_their_place(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {HEAD CLAIM "untold: none}\n", "a claim needs low, high or both"},
        {HEAD CLAIM "low: 2, high: 1, untold: none}\n", "low is above high"},
        {HEAD CLAIM "low: 2}\n", "untold says what is missing"},
        {HEAD CLAIM "low: 2, compare: most, untold: none}\n", "write min, typ or max"},
        {HEAD CLAIM "low: 2, untold: none}\n" CLAIM "low: 2, untold: none}\n",
         "a claim 'a' stands above already"},
        {HEAD "  - {id: a, document: e, place: top, claim: some, low: 2, untold: none}\n",
         "document 'e' is not among the documents"},
        {HEAD CLAIM "low: 2, untolt: none}\n", "did you mean 'untold'?"},
        {"documents: {}\n", "claims"},
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        struct arena arena;
        struct claims claims;
        struct error err = {0};
        const struct embed_file file = {"claims.yaml", cases[i].text, strlen(cases[i].text)};
        arena_init(&arena);
        assert_int_equal(claims_read(&claims, &arena, &file, &err), OPTIBOM_BAD_INPUT);
        if (strncmp(err.text, "claims.yaml:", 12) != 0 || strstr(err.text, cases[i].says) == NULL)
            fail_msg("case %zu: %s", i, err.text);
        arena_fini(&arena);
    }
}

/* Fills both tables of a catalog without parts; the claim's SELECT is `sql`. */
static enum optibom_status fill(const char *sql, struct error *err)
{
    struct arena arena;
    struct claims claims;
    struct store *store = NULL;
    arena_init(&arena);
    const char *text = arena_printf(&arena, HEAD CLAIM "low: 2, sql: \"%s\"}\n", sql);
    const struct embed_file file = {"claims.yaml", text, strlen(text)};
    enum optibom_status status = store_open(&store, NULL, STORE_MEMORY, err);
    if (status == OPTIBOM_OK)
        status = report_tables_create(store, err);
    if (status == OPTIBOM_OK)
        status = claims_read(&claims, &arena, &file, err);
    if (status == OPTIBOM_OK)
        status = claims_fill(store, &claims, err);
    store_close(store);
    arena_fini(&arena);
    return status;
}

static void wrong_selects_name_their_claim(void **state)
{
    static const char *const wrong[] = {
        "SELECT 'item', 1, 2, 3, 'press'",                  /* no source */
        "SELECT 'item', 'few', 2, 3, 'press', 'a paper'",   /* no number */
        "SELECT 'item', NULL, NULL, NULL, 'press', 'none'", /* no value */
        "SELECT nothing",
        "DELETE FROM part",
    };
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT(wrong); i++) {
        struct error err = {0};
        assert_int_not_equal(fill(wrong[i], &err), OPTIBOM_OK);
        if (strncmp(err.text, "claims.yaml:3: claim a: ", 24) != 0)
            fail_msg("case %zu: %s", i, err.text);
    }
    struct error err = {0};
    assert_int_equal(fill("SELECT 'item', 1, 2, 3, 'press', 'a paper'", &err), OPTIBOM_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_claim_is_answered_or_says_what_is_missing),
        cmocka_unit_test(every_build_named_is_shipped),
        cmocka_unit_test(wrong_claims_are_refused_with_their_place),
        cmocka_unit_test(wrong_selects_name_their_claim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

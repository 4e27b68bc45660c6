/*
 * What rules and figures keep to, whatever the catalog says: shipped builds in which parts, offers
 * and links are others than they were. MANGLED=5 tries five times as many.
 */
#include "mangled_build.h"
#include "shipped.h"

#include "assemble/assemble.h"
#include "assemble/rules.h"
#include "evaluate/evaluation.h"
#include "evaluate/limits.h"
#include "store/store.h"

#include <stdlib.h>

enum { BUILDS = 8, TIMES = 500 };

static const char *const names[BUILDS] = {
    "seed/builds/nvl72-dsp.yaml",       "seed/builds/nvl72-cpo.yaml",
    "seed/builds/fat-tree-512.yaml",    "seed/builds/scale-out-64-copper.yaml",
    "seed/builds/scale-up-72-cpo.yaml", "seed/builds/ocp-xoc-64-mesh.yaml",
    "seed/builds/scale-across.yaml",    "seed/builds/nvl72-npo.yaml"};

static struct arena arena;
static struct catalog catalog;
static struct bom *boms[BUILDS];

static void need(enum optibom_status status, const struct error *err)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", err->text);
}

static int open_builds(void **state)
{
    static const struct spec_files files = {read_shipped};
    struct store *store = NULL;
    struct error err = {0};
    (void)state;
    arena_init(&arena);
    need(store_open(&store, NULL, STORE_STARTING, &err), &err);
    need(catalog_init(&catalog, store, &err), &err);
    for (size_t i = 0; i < BUILDS; i++) {
        const struct embed_file *file = embed_find(names[i]);
        struct spec *spec = NULL;
        assert_non_null(file);
        need(spec_load(&spec, &arena, names[i], file->data, file->size, &files, &err), &err);
        need(assemble(&boms[i], &arena, &catalog, spec, &err), &err);
    }
    return 0;
}

static int close_builds(void **state)
{
    (void)state;
    catalog_fini(&catalog);
    arena_fini(&arena);
    return 0;
}

static void check_findings(const struct bom *bom)
{
    for (size_t i = 0; i < bom->finding_count; i++) {
        const struct bom_finding *finding = &bom->findings[i];
        const struct rule *rule = rule_of(finding->code);
        assert_int_equal(finding->severity, rule->severity);
        assert_true(finding->line >= BOM_TOP && finding->line < (long)bom->line_count);
        assert_true(strlen(finding->text) > 10 && strlen(finding->fix) > 3);
    }
}

static void check_metric(const struct evaluation_metric *metric)
{
    struct range value = metric->value;
    bool has_value = !isnan(value.typ);
    if (has_value == (metric->reason != NULL))
        fail_msg("%s: %g %s", metric->name, value.typ, metric->reason);
    if (has_value &&
        !(value.min <= value.typ * (1 + 1e-9) + 1e-9 &&
          value.typ <= value.max * (1 + 1e-9) + 1e-9) &&
        value.typ >= 0)
        fail_msg("%s: %g..%g..%g", metric->name, value.min, value.typ, value.max);
}

/* Power and cost are what their lines add up to. */
static void check_sums(const struct evaluation *evaluation)
{
    const struct bom *bom = evaluation->bom;
    const struct evaluation_metric *power = evaluation_metric(evaluation, "power_it");
    double watts = 0;
    int64_t micros = 0;
    for (size_t i = 0; i < bom->line_count; i++) {
        double each = evaluation->lines[i].unit_power_w.typ;
        watts += isnan(each) ? 0 : each * (double)bom->lines[i].quantity;
        micros += evaluation->lines[i].cost_micros;
        assert_true(evaluation->lines[i].cost_low_micros <= evaluation->lines[i].cost_micros);
        assert_true(evaluation->lines[i].cost_micros <= evaluation->lines[i].cost_high_micros);
    }
    const struct evaluation_metric *cost = evaluation_metric(evaluation, "cost_material");
    assert_non_null(power);
    assert_non_null(cost);
    if (!isnan(power->value.typ))
        CHECK_WITHIN(power->value.typ, watts, 1e-9);
    if (!isnan(cost->value.typ))
        CHECK_WITHIN(cost->value.typ, (double)micros / 1e6, 1e-9);
}

/* A second evaluation of the same build comes to the same. */
static void check_again(const struct evaluation *evaluation, struct arena *into, struct bom *bom,
                        const struct evaluation_request *request)
{
    struct evaluation *again = NULL;
    struct error err = {0};
    need(evaluation_run(&again, into, bom, request, &err), &err);
    assert_int_equal(again->metric_count, evaluation->metric_count);
    for (size_t i = 0; i < again->metric_count; i++) {
        CHECK_WITHIN(again->metrics[i].value.typ, evaluation->metrics[i].value.typ, 0);
        CHECK_WITHIN(again->metrics[i].value.max, evaluation->metrics[i].value.max, 0);
    }
}

static void mangled_builds(void **state)
{
    (void)state;
    const struct evaluation_request request = {.typ_only = true};
    const char *times = getenv("MANGLED");
    uint64_t count = TIMES * (times != NULL ? strtoull(times, NULL, 10) : 1);
    for (uint64_t seed = 0; seed < count; seed++) {
        for (size_t i = 0; i < BUILDS; i++) {
            struct arena own;
            struct evaluation *evaluation = NULL;
            struct error err = {0};
            struct bom bom = *boms[i];
            arena_init(&own);
            bom.arena = &own;
            mangle(&bom, &own, seed * BUILDS + i);
            assert_true(rules_check(&bom));
            enum optibom_status status = evaluation_run(&evaluation, &own, &bom, &request, &err);
            assert_true((status == OPTIBOM_OK) == (err.text[0] == '\0'));
            if (status == OPTIBOM_OK) {
                assert_true(limits_check(&bom, evaluation));
                for (size_t m = 0; m < evaluation->metric_count; m++)
                    check_metric(&evaluation->metrics[m]);
                check_sums(evaluation);
                if (seed % 8 == 0)
                    check_again(evaluation, &own, &bom, &request);
            } else {
                assert_int_equal(status, OPTIBOM_BAD_INPUT);
            }
            check_findings(&bom);
            arena_fini(&own);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mangled_builds)};
    return cmocka_run_group_tests(tests, open_builds, close_builds);
}

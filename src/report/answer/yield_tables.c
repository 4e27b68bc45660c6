#include "report/answer/yield_tables.h"

#include "evaluate/flow_spend.h"

#include <math.h>

static const struct flow_result *with_kgoe(const struct flow_result *result)
{
    return result->without_kgoe && result->counterpart != NULL ? result->counterpart : result;
}

static const struct flow_result *without_kgoe(const struct flow_result *result)
{
    return result->without_kgoe ? result : result->counterpart;
}

static void put_figure(struct table *out, const char *name, double with, double without)
{
    table_text(out, name);
    table_real(out, with);
    table_real(out, without);
}

/* What the cost of a good unit is spent on. */
static void put_spend(struct table *out, const struct flow_result *with,
                      const struct flow_result *without)
{
    struct flow_spend a = flow_spend_of(with), b = {NAN, NAN, NAN, NAN, NAN};
    double good = with->shipped_per_start * with->quality.value, good_without = NAN;
    if (without != NULL) {
        b = flow_spend_of(without);
        good_without = without->shipped_per_start * without->quality.value;
    }
    if (!(good > 0))
        return;
    put_figure(out, "  of it material", a.material / good, b.material / good_without);
    put_figure(out, "  of it assembly", a.assembly / good, b.assembly / good_without);
    put_figure(out, "  of it test and rework", (a.test + a.rework + a.salvage) / good,
               (b.test + b.rework + b.salvage) / good_without);
}

void yield_table_outcome(struct table *out, struct arena *arena, const struct flow_result *result)
{
    const struct flow_result *with = with_kgoe(result), *without = without_kgoe(result);
    table_init(out, arena);
    table_column(out, "figure", NULL, TABLE_TEXT, "");
    table_column(out, "with_kgoe", without != NULL ? "with KGOE" : "value", TABLE_REAL, "");
    table_column(out, "without_kgoe", "without KGOE", TABLE_REAL, "");
#define BOTH(member) with->member, without != NULL ? without->member : NAN
    put_figure(out, "shipped per start", BOTH(shipped_per_start));
    put_figure(out, "spend per start", BOTH(spend_per_start));
    put_figure(out, "direct cost of a shipped unit", BOTH(direct_cost));
    put_figure(out, "scrap", BOTH(scrap));
    put_figure(out, "rework", BOTH(rework));
    put_figure(out, "good fraction of shipped units", BOTH(quality.value));
    put_figure(out, "escape fraction", BOTH(escape.value));
    put_figure(out, "cost per shipped unit", BOTH(cost_per_shipped.value));
    put_figure(out, "cost per good unit", BOTH(cost_per_good.value));
    put_spend(out, with, without);
    put_figure(out, "engines started per good package", BOTH(engines_per_good.value));
    put_figure(out, "KGOE-adjusted yield, unadjusted yield", with->yield_kgoe_adjusted.value,
               with->yield_unadjusted.value);
#undef BOTH
}

static void put_steps(struct table *out, const struct flow_result *result)
{
    for (size_t i = 0; i < result->step_count; i++)
        if (result->steps[i].input != NULL)
            put_steps(out, result->steps[i].input);
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_step_result *step = &result->steps[i];
        table_text(out, result->flow->name);
        table_text(out, step->step->name);
        table_real(out, step->entering);
        table_real(out, step->direct_cost);
        table_real(out, step->spend);
        table_real(out, step->scrapped);
        table_real(out, step->scrap_cost);
        table_real(out, step->rework_cost);
    }
}

void yield_table_steps(struct table *out, struct arena *arena, const struct flow_result *result)
{
    const char *currency = result->flow->currency;
    table_init(out, arena);
    table_column(out, "flow", NULL, TABLE_TEXT, "");
    table_column(out, "step", NULL, TABLE_TEXT, "");
    table_column(out, "entering", NULL, TABLE_REAL, "");
    table_column(out, "direct_cost", "direct cost", TABLE_MONEY, currency);
    table_column(out, "spend", NULL, TABLE_MONEY, currency);
    table_column(out, "scrapped", NULL, TABLE_REAL, "");
    table_column(out, "scrap_cost", "scrap", TABLE_MONEY, currency);
    table_column(out, "rework_cost", "rework", TABLE_MONEY, currency);
    put_steps(out, result);
}

static void put_causes(struct table *out, const struct flow_result *result)
{
    for (size_t i = 0; i < result->step_count; i++)
        if (result->steps[i].input != NULL)
            put_causes(out, result->steps[i].input);
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_step_result *step = &result->steps[i];
        for (size_t c = 0; c < step->cause_count; c++) {
            table_text(out, result->flow->name);
            table_text(out, step->step->name);
            table_text(out, step->causes[c].cause);
            table_real(out, step->causes[c].loss);
            table_real(out, step->causes[c].share);
            table_real(out, step->causes[c].scrap_cost);
        }
    }
}

void yield_table_causes(struct table *out, struct arena *arena, const struct flow_result *result)
{
    table_init(out, arena);
    table_column(out, "flow", NULL, TABLE_TEXT, "");
    table_column(out, "step", NULL, TABLE_TEXT, "");
    table_column(out, "cause", NULL, TABLE_TEXT, "");
    table_column(out, "loss", NULL, TABLE_PERCENT, "");
    table_column(out, "share", "share of scrap", TABLE_PERCENT, "");
    table_bar(out);
    table_column(out, "scrap_cost", "scrap", TABLE_MONEY, result->flow->currency);
    put_causes(out, result);
}

static void put_compared(struct table *out, const struct flow_result *result, const char *name,
                         const char *variant)
{
    table_text(out, name);
    table_text(out, variant);
    table_real(out, result->cost_per_good.value);
    table_real(out, result->cost_per_shipped.value);
    table_real(out, result->shipped_per_start);
    table_real(out, result->escape.value * 1e6);
    table_real(out, result->without_kgoe ? result->yield_unadjusted.value
                                         : result->yield_kgoe_adjusted.value);
    table_text(out, result->flow->currency);
}

void yield_table_comparison(struct table *out, struct arena *arena,
                            const struct flow_result *const *results, const char *const *names,
                            size_t count)
{
    table_init(out, arena);
    table_column(out, "flow", NULL, TABLE_TEXT, "");
    table_column(out, "variant", NULL, TABLE_TEXT, "");
    table_column(out, "cost_per_good", "cost per good unit", TABLE_REAL, "");
    table_column(out, "cost_per_shipped", "cost per shipped unit", TABLE_REAL, "");
    table_column(out, "shipped_per_start", "shipped per start", TABLE_REAL, "");
    table_column(out, "escape_ppm", "escapes, ppm", TABLE_REAL, "");
    table_column(out, "yield", "yield with or without KGOE", TABLE_REAL, "");
    table_column(out, "currency", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < count; i++) {
        const struct flow_result *with = with_kgoe(results[i]), *without = without_kgoe(results[i]);
        put_compared(out, with, names[i], without != NULL ? "with KGOE" : "");
        if (without != NULL)
            put_compared(out, without, names[i], "without KGOE");
    }
}

static void put_package(struct table *out, const struct evaluation *evaluation,
                        const struct evaluation_package *package, const struct flow_result *result,
                        const char *variant, double yield)
{
    table_text(out, evaluation->bom->lines[package->assembly->line].part->name);
    table_text(out, result->flow->name);
    table_integer(out, package->assembly->packages);
    table_text(out, variant);
    table_real(out, yield);
    table_real(out, result->shipped_per_start);
    table_real(out, result->escape.value);
    table_real(out, result->scrap);
    table_real(out, result->cost_per_shipped.value);
    table_real(out, result->cost_per_good.value);
}

void yield_table_packages(struct table *out, struct arena *arena,
                          const struct evaluation *evaluation)
{
    const char *currency = evaluation->bom->spec->program.currency;
    table_init(out, arena);
    table_column(out, "system", NULL, TABLE_TEXT, "");
    table_column(out, "flow", NULL, TABLE_TEXT, "");
    table_column(out, "packages", NULL, TABLE_INTEGER, "");
    table_column(out, "variant", NULL, TABLE_TEXT, "");
    table_column(out, "yield", NULL, TABLE_PERCENT, "");
    table_column(out, "shipped_per_start", "shipped per start", TABLE_PERCENT, "");
    table_column(out, "escape", "escapes", TABLE_PERCENT, "");
    table_column(out, "scrap", "scrap per start", TABLE_MONEY, currency);
    table_column(out, "cost_per_shipped", "cost per shipped", TABLE_MONEY, currency);
    table_column(out, "cost_per_good", "cost per good", TABLE_MONEY, currency);
    for (size_t i = 0; i < evaluation->bom->assembly_count; i++) {
        const struct evaluation_package *package = &evaluation->packages[i];
        const struct flow_result *with = with_kgoe(package->typ);
        const struct flow_result *without = without_kgoe(package->typ);
        put_package(out, evaluation, package, with, "with KGOE", with->yield_kgoe_adjusted.value);
        if (without != NULL)
            put_package(out, evaluation, package, without, "without KGOE",
                        with->yield_unadjusted.value);
    }
}

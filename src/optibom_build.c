#include "optibom_build.h"

#include "assemble/assemble.h"
#include "catalog/builds.h"
#include "catalog/price.h"
#include "catalog/query_table.h"
#include "evaluate/evaluation.h"
#include "evaluate/limits.h"
#include "report/build_details.h"
#include "report/build_json.h"
#include "report/build_tables.h"
#include "report/simulation.h"
#include "report/yield_tables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct spec_files FILES = {handle_read_file};

/* The BOM of a stored build or of a spec file. */
static enum optibom_status load_bom(struct bom **out, struct optibom *optibom, struct arena *arena,
                                    const char *build, struct error *err)
{
    const char *text = NULL;
    size_t size = 0;
    struct spec *spec = NULL;
    enum optibom_status status = OPTIBOM_OK;
    if (handle_is_file(build)) {
        status = handle_read_file(&text, &size, arena, build, err);
    } else {
        status = catalog_build_get(&text, arena, &optibom->catalog, build, err);
        size = text != NULL ? strlen(text) : 0;
    }
    if (status == OPTIBOM_OK)
        status =
            spec_load(&spec, arena, build, text, size, handle_is_file(build) ? &FILES : NULL, err);
    return status == OPTIBOM_OK ? assemble(out, arena, &optibom->catalog, spec, err) : status;
}

/* Evaluates a build and holds it against its limits. */
static enum optibom_status evaluate(struct evaluation **out, struct arena *arena, struct bom *bom,
                                    const struct evaluation_request *request, struct error *err)
{
    enum optibom_status status = evaluation_run(out, arena, bom, request, err);
    return status == OPTIBOM_OK && !limits_check(bom, *out) ? error_no_memory(err) : status;
}

enum optibom_status optibom_evaluate_builds(struct evaluation ***out, struct optibom *optibom,
                                            struct arena *arena, const char *const *builds,
                                            size_t count, int64_t program_racks, struct error *err)
{
    struct evaluation_request request = {.program_racks = program_racks};
    struct evaluation **evaluations = arena_alloc(arena, (count + 1) * sizeof *evaluations);
    if (evaluations == NULL)
        return error_no_memory(err);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        struct bom *bom = NULL;
        status = load_bom(&bom, optibom, arena, builds[i], err);
        for (size_t j = 0; status == OPTIBOM_OK && j < i; j++)
            if (strcmp(evaluations[j]->bom->spec->name, bom->spec->name) == 0)
                status =
                    error_set(err, OPTIBOM_USAGE,
                              "two of the builds are named '%s'; give each its own 'build:' name",
                              bom->spec->name);
        if (status == OPTIBOM_OK)
            status = evaluate(&evaluations[i], arena, bom, &request, err);
    }
    *out = evaluations;
    return status;
}

static bool has_error(const struct bom *bom)
{
    for (size_t i = 0; i < bom->finding_count; i++)
        if (bom->findings[i].severity == BOM_ERROR)
            return true;
    return false;
}

static enum optibom_status emit_bom(struct optibom *optibom, struct arena *arena,
                                    const struct bom *bom, const struct optibom_output *output)
{
    struct table lines, tiers, findings;
    struct emit_document document = {.schema = "optibom.assemble/1"};
    build_table_lines(&lines, arena, bom, NULL);
    build_table_tiers(&tiers, arena, bom);
    build_table_findings(&findings, arena, bom);
    handle_add_section(&document, "lines", bom->spec->title, &lines);
    handle_add_section(&document, "tiers", "Networks", &tiers);
    handle_add_section(&document, "findings", "Findings", &findings);
    return handle_emit(optibom, &document, output);
}

enum optibom_status optibom_assemble(struct optibom *optibom, const char *build, bool *findings,
                                     const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct bom *bom = NULL;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = load_bom(&bom, optibom, &arena, build, err);
    if (status == OPTIBOM_OK) {
        *findings = has_error(bom);
        if (output->format == OPTIBOM_JSON) {
            struct buf text;
            buf_init(&text);
            build_json_assemble(&text, bom);
            status = handle_send_and_free(optibom, &text, output);
        } else {
            status = emit_bom(optibom, &arena, bom, output);
        }
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status emit_evaluation(struct optibom *optibom, struct arena *arena,
                                           const struct evaluation *evaluation,
                                           const struct simulate_build *simulation,
                                           const struct optibom_output *output)
{
    struct table metrics, power, lines, links, distance, throughput, drivers;
    struct table flows, findings, drawn, movers;
    struct emit_document document = {.schema = "optibom.evaluate/1"};
    build_table_metrics(&metrics, arena, evaluation);
    build_table_power(&power, arena, evaluation);
    build_table_lines(&lines, arena, evaluation->bom, evaluation);
    build_table_links(&links, arena, evaluation);
    build_table_distance(&distance, arena, evaluation);
    build_table_throughput(&throughput, arena, evaluation);
    build_table_drivers(&drivers, arena, evaluation);
    yield_table_packages(&flows, arena, evaluation);
    build_table_findings(&findings, arena, evaluation->bom);
    handle_add_section(&document, "metrics", evaluation->bom->spec->title, &metrics);
    handle_add_section(&document, "power", "Power", &power);
    handle_add_section(&document, "lines", "Lines", &lines);
    handle_add_section(&document, "links", "Links, both ends", &links);
    handle_add_section(&document, "distance", "Distance", &distance);
    handle_add_section(&document, "throughput", "Throughput by context", &throughput);
    handle_add_section(&document, "drivers", "Parts that hurt most when their price doubles",
                       &drivers);
    handle_add_section(&document, "yield", "Assembly yield and cost", &flows);
    handle_add_section(&document, "findings", "Findings", &findings);
    if (simulation != NULL) {
        simulation_table_build(&drawn, arena, simulation);
        simulation_table_movers(&movers, arena, simulation);
        handle_add_section(&document, "simulation",
                           arena_printf(arena, "Simulation, %llu draws, seed %llu",
                                        (unsigned long long)simulation->result->draws,
                                        (unsigned long long)simulation->result->seed),
                           &drawn);
        handle_add_section(&document, "tornado",
                           arena_printf(arena, "Inputs that move %s most", simulation->moved->name),
                           &movers);
    }
    return handle_emit(optibom, &document, output);
}

static enum optibom_status simulate(const struct simulate_build **out, struct optibom *optibom,
                                    struct arena *arena, const struct evaluation *evaluation,
                                    struct bom *bom, const struct optibom_evaluate_request *request,
                                    struct error *err)
{
    struct handle_draws draws;
    struct simulate_options how = handle_draws(&draws, optibom, &request->draws);
    const struct evaluation_request same = {.program_racks = request->program_racks};
    const char *metric = request->metric != NULL ? request->metric : "cost_yielded";
    enum optibom_status status =
        simulate_build(out, arena, bom, evaluation, &same, metric, &how, err);
    return status == OPTIBOM_OK && (*out)->result->is_cancelled
               ? error_set(err, OPTIBOM_FAILED, "interrupted")
               : status;
}

enum optibom_status optibom_evaluate(struct optibom *optibom,
                                     const struct optibom_evaluate_request *request, bool *findings,
                                     const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct bom *bom = NULL;
    struct evaluation *evaluation = NULL;
    const struct simulate_build *simulation = NULL;
    const struct evaluation_request how = {.program_racks = request->program_racks};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = load_bom(&bom, optibom, &arena, request->build, err);
    if (status == OPTIBOM_OK)
        status = evaluate(&evaluation, &arena, bom, &how, err);
    if (status == OPTIBOM_OK && request->draws.count > 0)
        status = simulate(&simulation, optibom, &arena, evaluation, bom, request, err);
    if (status == OPTIBOM_OK) {
        *findings = has_error(bom);
        if (output->format == OPTIBOM_JSON) {
            struct buf text;
            buf_init(&text);
            build_json_evaluate(&text, evaluation, simulation);
            status = handle_send_and_free(optibom, &text, output);
        } else {
            status = emit_evaluation(optibom, &arena, evaluation, simulation, output);
        }
    }
    arena_fini(&arena);
    return status;
}

static bool metrics_differ(struct evaluation *const *evaluations, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t m = 0; m < evaluations[0]->metric_count; m++) {
            double a = evaluations[0]->metrics[m].value.typ,
                   b = evaluations[i]->metrics[m].value.typ;
            if (isnan(a) != isnan(b) || a < b || a > b)
                return true;
        }
    return false;
}

enum optibom_status optibom_compare(struct optibom *optibom, const char *const *builds,
                                    size_t count, int64_t program_racks, bool *differ,
                                    const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct evaluation **evaluations = NULL;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status =
        optibom_evaluate_builds(&evaluations, optibom, &arena, builds, count, program_racks, err);
    if (status == OPTIBOM_OK) {
        *differ = metrics_differ(evaluations, count);
        if (output->format == OPTIBOM_JSON) {
            struct buf text;
            buf_init(&text);
            build_json_compare(&text, evaluations, count);
            status = handle_send_and_free(optibom, &text, output);
        } else {
            struct table table;
            struct emit_document document = {.schema = "optibom.compare/1"};
            build_table_compare(&table, &arena, evaluations, count);
            handle_add_section(&document, "metrics", NULL, &table);
            status = handle_emit(optibom, &document, output);
        }
    }
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_build_add(struct optibom *optibom, const char *path,
                                      const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    const char *text = NULL;
    size_t size = 0;
    int64_t revision = 0;
    struct bom *bom = NULL;
    struct spec *spec = NULL;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = handle_read_file(&text, &size, &arena, path, err);
    if (status == OPTIBOM_OK)
        status = spec_load(&spec, &arena, path, text, size, &FILES, err);
    if (status == OPTIBOM_OK)
        status = spec_flatten(&text, &arena, path, text, size, &FILES, err);
    if (status == OPTIBOM_OK)
        status = assemble(&bom, &arena, &optibom->catalog, spec, err);
    if (status == OPTIBOM_OK)
        status = catalog_build_put(&revision, &optibom->catalog, spec->name, text, optibom->user,
                                   optibom->now, err);
    if (status == OPTIBOM_OK) {
        struct buf line;
        buf_init(&line);
        if (output->format == OPTIBOM_JSON)
            build_json_stored(&line, spec->name, revision);
        else
            buf_printf(&line, "%s: revision %lld stored, %zu lines, %zu findings\n", spec->name,
                       (long long)revision, bom->line_count, bom->finding_count);
        status = handle_send_and_free(optibom, &line, output);
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status list_builds(struct table *out, struct arena *arena,
                                       struct optibom *optibom, const void *request,
                                       struct error *err)
{
    (void)request;
    return catalog_build_list(out, arena, &optibom->catalog, err);
}

enum optibom_status optibom_build_list(struct optibom *optibom, const struct optibom_output *output)
{
    return handle_table(optibom, list_builds, NULL, "optibom.build.list/1", "builds", output);
}

enum optibom_status optibom_build_show(struct optibom *optibom, const char *name,
                                       const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    const char *yaml = NULL;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    if (output->format != OPTIBOM_TEXT) {
        bool findings;
        return optibom_assemble(optibom, name, &findings, output);
    }
    arena_init(&arena);
    status = catalog_build_get(&yaml, &arena, &optibom->catalog, name, err);
    if (status == OPTIBOM_OK)
        output->write(output->context, yaml, strlen(yaml));
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_build_remove(struct optibom *optibom, const char *name)
{
    struct error *err = handle_begin(optibom);
    enum optibom_status status = handle_require(optibom);
    return status == OPTIBOM_OK ? catalog_build_remove(&optibom->catalog, name, err) : status;
}

static enum optibom_status run_query(struct table *out, struct arena *arena,
                                     struct optibom *optibom, const void *request,
                                     struct error *err)
{
    struct error running = {0};
    store_restrict(optibom->catalog.store);
    enum optibom_status status =
        catalog_query_table(out, arena, optibom->catalog.store, &running, request, "");
    return status == OPTIBOM_OK ? status : error_set(err, OPTIBOM_USAGE, "%s", running.text);
}

enum optibom_status optibom_sql(struct optibom *optibom, const char *query,
                                const struct optibom_output *output)
{
    return handle_table(optibom, run_query, query, "optibom.sql/1", NULL, output);
}

struct check {
    struct table table;
};

static void add_problem(void *context, const char *text)
{
    struct check *check = context;
    table_text(&check->table, "error");
    table_text(&check->table, "database");
    table_text(&check->table, text);
    table_text(&check->table, "restore a backup");
}

static enum optibom_status check_build(struct optibom *optibom, struct arena *arena,
                                       const char *build, struct table *table, struct error *err)
{
    struct bom *bom = NULL;
    struct evaluation *evaluation = NULL;
    struct table findings;
    const struct evaluation_request how = {.typ_only = true};
    enum optibom_status status = load_bom(&bom, optibom, arena, build, err);
    if (status == OPTIBOM_OK)
        status = evaluate(&evaluation, arena, bom, &how, err);
    if (status != OPTIBOM_OK)
        return status;
    build_table_findings(&findings, arena, bom);
    for (size_t row = 0; row < table_row_count(&findings); row++) {
        table_text(table, table_at(&findings, row, 0)->text);
        table_text(table, table_at(&findings, row, 1)->text);
        table_text(table, table_at(&findings, row, 3)->text);
        table_text(table, table_at(&findings, row, 4)->text);
    }
    return OPTIBOM_OK;
}

static enum optibom_status check_prices(struct optibom *optibom, void *check, struct error *err)
{
    int64_t rows = 0;
    char text[128];
    enum optibom_status status = catalog_price_check(&rows, optibom->catalog.store, err);
    snprintf(text, sizeof text,
             "%lld prices name a list, vendor, supplier or document that is gone", (long long)rows);
    if (status == OPTIBOM_OK && rows > 0)
        add_problem(check, text);
    return status;
}

enum optibom_status optibom_check(struct optibom *optibom, const char *build, bool *findings,
                                  const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct check check;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    table_init(&check.table, &arena);
    table_column(&check.table, "severity", NULL, TABLE_TEXT, "");
    table_column(&check.table, "code", NULL, TABLE_TEXT, "");
    table_column(&check.table, "text", "finding", TABLE_TEXT, "");
    table_column(&check.table, "fix", NULL, TABLE_TEXT, "");
    status = store_check(optibom->catalog.store, add_problem, &check, err);
    if (status == OPTIBOM_OK)
        status = catalog_dictionary_check(&optibom->catalog, add_problem, &check, err);
    if (status == OPTIBOM_OK)
        status = check_prices(optibom, &check, err);
    if (status == OPTIBOM_OK && build != NULL)
        status = check_build(optibom, &arena, build, &check.table, err);
    *findings = false;
    for (size_t row = 0; row < table_row_count(&check.table); row++)
        *findings |= strcmp(table_at(&check.table, row, 0)->text, "error") == 0;
    if (status == OPTIBOM_OK)
        status = handle_emit(
            optibom,
            &(struct emit_document){.schema = "optibom.check/1",
                                    .sections = {{"findings", NULL, &check.table, NULL}},
                                    .section_count = 1},
            output);
    arena_fini(&arena);
    return status;
}

#include "optibom_scenario.h"

#include "evaluate/evaluation.h"
#include "report/answer/build_details.h"
#include "report/answer/build_json.h"
#include "report/answer/build_tables.h"
#include "report/answer/consolidation_report.h"
#include "report/answer/simulation.h"
#include "report/answer/where_used_tables.h"
#include "report/answer/yield_tables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
    status = optibom_load_bom(&bom, optibom, &arena, build, 0, err);
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

/* Says under which scenario. */
static const char *title_of(struct arena *arena, const struct spec *spec)
{
    return spec->scenario.name == NULL
               ? spec->title
               : arena_printf(arena, "%s (scenario %s)", spec->title, spec->scenario.name);
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
    handle_add_section(&document, "metrics", title_of(arena, evaluation->bom->spec), &metrics);
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
                                    const struct evaluation_request *same, struct error *err)
{
    struct handle_draws draws;
    struct simulate_options how = handle_draws(&draws, optibom, &request->draws);
    const char *metric = request->metric != NULL ? request->metric : "cost_yielded";
    enum optibom_status status =
        simulate_build(out, arena, bom, evaluation, same, metric, &how, err);
    return status == OPTIBOM_OK && (*out)->result->is_cancelled
               ? error_set(err, OPTIBOM_FAILED, "interrupted")
               : status;
}

/* The build under the scenario of the request. */
static enum optibom_status evaluate_scenario(struct bom **bom, struct evaluation **evaluation,
                                             struct optibom *optibom, struct arena *arena,
                                             const struct optibom_evaluate_request *request,
                                             const struct evaluation_request *how,
                                             struct error *err)
{
    struct build_text text;
    struct scenario_choices choices = {0};
    struct spec *spec = NULL;
    const char *misfit = NULL;
    struct error why = {0};
    enum optibom_status status = optibom_build_text(&text, optibom, arena, request->build, err);
    if (status == OPTIBOM_OK)
        status = optibom_scenario_choose(&choices, arena, &text, request->scenario, err);
    if (status == OPTIBOM_OK && choices.count > 1)
        status = error_set(err, OPTIBOM_USAGE, "%s holds %zu scenarios; name one of them: %s:%s",
                           request->scenario, choices.count, request->scenario,
                           choices.items[0].name.name);
    if (status != OPTIBOM_OK)
        return status;
    status = optibom_scenario_bom(bom, &spec, &misfit, optibom, arena, &text, choices.items,
                                  request->program_racks, &why);
    if (status == OPTIBOM_OK)
        status = optibom_evaluate_bom(evaluation, arena, *bom, how, &why);
    return status == OPTIBOM_OK
               ? status
               : spec_scenario_refuse(err, &why, &choices.items[0].name, text.build);
}

static enum optibom_status evaluate_build(struct bom **bom, struct evaluation **evaluation,
                                          struct optibom *optibom, struct arena *arena,
                                          const struct optibom_evaluate_request *request,
                                          const struct evaluation_request *how, struct error *err)
{
    if (request->scenario != NULL)
        return evaluate_scenario(bom, evaluation, optibom, arena, request, how, err);
    enum optibom_status status =
        optibom_load_bom(bom, optibom, arena, request->build, request->program_racks, err);
    return status == OPTIBOM_OK ? optibom_evaluate_bom(evaluation, arena, *bom, how, err) : status;
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
    /* Under a scenario the program is part of the spec. */
    const struct evaluation_request how = {
        .program_racks = request->scenario != NULL ? 0 : request->program_racks};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = evaluate_build(&bom, &evaluation, optibom, &arena, request, &how, err);
    if (status == OPTIBOM_OK && request->draws.count > 0)
        status = simulate(&simulation, optibom, &arena, evaluation, bom, request, &how, err);
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

enum optibom_status optibom_compare(struct optibom *optibom,
                                    const struct optibom_compare_request *request, bool *differ,
                                    const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct build_evaluations all = {0};
    const struct builds_request builds = {request->builds, request->build_count, request->scenarios,
                                          request->scenario_count, request->program_racks};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = optibom_evaluate_builds(&all, optibom, &arena, &builds, err);
    if (status == OPTIBOM_OK) {
        *differ = metrics_differ(all.items, all.count);
        if (output->format == OPTIBOM_JSON) {
            struct buf text;
            buf_init(&text);
            build_json_compare(&text, all.items, all.count);
            status = handle_send_and_free(optibom, &text, output);
        } else {
            struct table table;
            struct emit_document document = {.schema = "optibom.compare/1"};
            build_table_compare(&table, &arena, all.items, all.count);
            handle_add_section(&document, "metrics", NULL, &table);
            status = handle_emit(optibom, &document, output);
        }
    }
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_build_consolidate(struct optibom *optibom, const char *const *builds,
                                              size_t count, int64_t program_racks,
                                              const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct build_evaluations all = {0};
    struct consolidation *buy = NULL;
    const struct builds_request request = {
        .builds = builds, .build_count = count, .program_racks = program_racks};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = optibom_evaluate_builds(&all, optibom, &arena, &request, err);
    if (status == OPTIBOM_OK)
        status = consolidation_make(&buy, &arena, all.items, all.count, err);
    if (status == OPTIBOM_OK && output->format == OPTIBOM_JSON) {
        struct buf text;
        buf_init(&text);
        consolidation_json(&text, buy);
        status = handle_send_and_free(optibom, &text, output);
    } else if (status == OPTIBOM_OK) {
        struct table lines, each, total;
        consolidation_table_lines(&lines, &arena, buy);
        consolidation_table_builds(&each, &arena, buy);
        consolidation_table_total(&total, &arena, buy);
        status = handle_emit(optibom,
                             &(struct emit_document){.sections = {{"lines", NULL, &lines, NULL},
                                                                  {"builds", NULL, &each, NULL},
                                                                  {"total", NULL, &total, NULL}},
                                                     .section_count = 3},
                             output);
    }
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_build_where_used(struct optibom *optibom, const char *part,
                                             const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct where_used used;
    int64_t part_id = 0;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = catalog_part_resolve(&part_id, &arena, optibom->catalog.store, part, err);
    if (status == OPTIBOM_OK)
        status = where_used_find(&used, &arena, &optibom->catalog, part_id, err);
    if (status == OPTIBOM_OK) {
        struct table builds, failures;
        where_used_table_builds(&builds, &arena, &used);
        where_used_table_failures(&failures, &arena, &used);
        status = handle_emit(
            optibom,
            &(struct emit_document){
                .schema = "optibom.build.where_used/1",
                .sections = {{"builds", NULL, &builds, NULL},
                             {"builds_unread", "Builds that cannot be assembled", &failures, NULL}},
                .section_count = 2},
            output);
    }
    arena_fini(&arena);
    return status;
}

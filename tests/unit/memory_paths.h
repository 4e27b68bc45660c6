/* What is tried with allocations that fail: calls of the library over a catalog in a folder. */
#ifndef OPTIBOM_TESTS_MEMORY_PATHS_H
#define OPTIBOM_TESTS_MEMORY_PATHS_H

#include "optibom.h"

#include <stdio.h>

static char folder[] = "/tmp/optibom-memory.XXXXXX";

static const char *in_folder(const char *name)
{
    static char paths[8][128];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

#define CPO "seed/builds/nvl72-cpo.yaml"
#define DSP "seed/builds/nvl72-dsp.yaml"

static enum optibom_status find(struct optibom *optibom, const struct optibom_output *output)
{
    const char *predicates[] = {"data_rate >= 800 Gbps", "power <= 20 W"};
    return optibom_find(optibom, "transceiver", predicates, 2, "-data_rate", 0, output);
}

static enum optibom_status show(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_show(optibom, "Q3450-LD", output);
}

static enum optibom_status assemble(struct optibom *optibom, const struct optibom_output *output)
{
    bool findings;
    return optibom_assemble(optibom, CPO, &findings, output);
}

static enum optibom_status evaluate(struct optibom *optibom, const struct optibom_output *output)
{
    const struct optibom_evaluate_request request = {.build = CPO, .scenario = "volume-x10"};
    bool findings;
    return optibom_evaluate(optibom, &request, &findings, output);
}

static enum optibom_status simulate(struct optibom *optibom, const struct optibom_output *output)
{
    const struct optibom_evaluate_request request = {.build = DSP, .draws = {.count = 200}};
    bool findings;
    return optibom_evaluate(optibom, &request, &findings, output);
}

static enum optibom_status compare(struct optibom *optibom, const struct optibom_output *output)
{
    const char *builds[] = {DSP, CPO};
    const struct optibom_compare_request request = {.builds = builds, .build_count = 2};
    bool differ;
    return optibom_compare(optibom, &request, &differ, output);
}

static enum optibom_status yield(struct optibom *optibom, const struct optibom_output *output)
{
    const char *flows[] = {"quantum-x-package"};
    const struct optibom_yield_request request = {.flows = flows, .flow_count = 1};
    return optibom_yield(optibom, &request, output);
}

static enum optibom_status explore(struct optibom *optibom, const struct optibom_output *output)
{
    const char *builds[] = {in_folder("open.yaml")}, *scenarios[] = {"range-most"};
    const struct optibom_explore_request request = {.builds = builds,
                                                    .build_count = 1,
                                                    .objectives = "power,cost",
                                                    .scenarios = scenarios,
                                                    .scenario_count = 1,
                                                    .draws = 2,
                                                    .seed = 1,
                                                    .threads = 1};
    bool findings;
    return optibom_explore(optibom, &request, &findings, output);
}

static enum optibom_status explore_nothing(struct optibom *optibom,
                                           const struct optibom_output *output)
{
    const char *builds[] = {in_folder("open.yaml")}, *limits[] = {"power<=1 W"};
    const struct optibom_explore_request request = {.builds = builds,
                                                    .build_count = 1,
                                                    .objectives = "power",
                                                    .limits = limits,
                                                    .limit_count = 1,
                                                    .threads = 1};
    bool findings;
    return optibom_explore(optibom, &request, &findings, output);
}

static enum optibom_status explore_part(struct optibom *optibom,
                                        const struct optibom_output *output)
{
    const char *builds[] = {in_folder("open.yaml")};
    const struct optibom_explore_request request = {.builds = builds,
                                                    .build_count = 1,
                                                    .objectives = "power,cost",
                                                    .path = in_folder("written.db"),
                                                    .threads = 1};
    bool findings;
    return optibom_explore(optibom, &request, &findings, output);
}

static enum optibom_status merge(struct optibom *optibom, const struct optibom_output *output)
{
    const char *parts[] = {in_folder("part.db"), in_folder("part.db")};
    const struct optibom_explore_request request = {
        .merge = parts, .merge_count = 2, .objectives = "power,cost"};
    bool findings;
    return optibom_explore(optibom, &request, &findings, output);
}

static enum optibom_status report_to(struct optibom *optibom, const char *path,
                                     const struct optibom_output *output)
{
    const char *builds[] = {CPO};
    const struct optibom_report_request request = {
        .builds = builds, .build_count = 1, .path = path, .date = "2026-01-02"};
    int64_t errors;
    return optibom_report(optibom, &request, &errors, output);
}

static enum optibom_status report(struct optibom *optibom, const struct optibom_output *output)
{
    return report_to(optibom, NULL, output);
}

static enum optibom_status page(struct optibom *optibom, const struct optibom_output *output)
{
    return report_to(optibom, in_folder("written.html"), output);
}

static enum optibom_status export_all(struct optibom *optibom, const struct optibom_output *output)
{
    bool findings;
    return optibom_export(optibom, in_folder("written"), &findings, output);
}

static enum optibom_status rollup(struct optibom *optibom, const struct optibom_output *output)
{
    const struct optibom_rollup_request request = {.lists_parts = true};
    return optibom_rollup(optibom, &request, output);
}

static enum optibom_status check(struct optibom *optibom, const struct optibom_output *output)
{
    const struct optibom_check_request request = {.build = CPO};
    bool findings;
    return optibom_check(optibom, &request, &findings, output);
}

static enum optibom_status sql(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_sql(optibom, "SELECT * FROM transceiver ORDER BY part_id LIMIT 40", output);
}

static enum optibom_status import_parts(struct optibom *optibom,
                                        const struct optibom_output *output)
{
    const char *files[] = {in_folder("parts.csv")};
    const struct optibom_import_request request = {
        .files = files, .file_count = 1, .class_name = "transceiver"};
    bool findings;
    return optibom_import(optibom, &request, &findings, output);
}

static enum optibom_status build_add(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_build_add(optibom, DSP, output);
}

static enum optibom_status log_of_part(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_log(optibom, "Q3450-LD", output);
}

static enum optibom_status search(struct optibom *optibom, const struct optibom_output *output)
{
    const char *words[] = {"800G OSFP", "nvidia"};
    const struct optibom_search_request request = {.words = words, .word_count = 2, .limit = 5};
    struct optibom_search_found found;
    return optibom_search(optibom, &request, &found, output);
}

static enum optibom_status search_nearest(struct optibom *optibom,
                                          const struct optibom_output *output)
{
    const char *words[] = {"MMS4X0-NS"};
    const struct optibom_search_request request = {.words = words, .word_count = 1};
    struct optibom_search_found found;
    return optibom_search(optibom, &request, &found, output);
}

static enum optibom_status attach(struct optibom *optibom, const struct optibom_output *output)
{
    const char *files[] = {in_folder("parts.csv"), CPO};
    const struct optibom_attach_request request = {
        .files = files, .file_count = 2, .part = "Q3450-LD", .title = "two files"};
    return optibom_attach(optibom, &request, output);
}

static enum optibom_status release(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_build_release(optibom, "nvl72-lpo", output);
}

static enum optibom_status undo(struct optibom *optibom, const struct optibom_output *output)
{
    (void)output;
    return optibom_log_undo(optibom, 2);
}

static enum optibom_status changes_export(struct optibom *optibom,
                                          const struct optibom_output *output)
{
    return optibom_changes_export(optibom, in_folder("written.changes"), 1, output);
}

static enum optibom_status changes_apply(struct optibom *optibom,
                                         const struct optibom_output *output)
{
    bool findings;
    return optibom_changes_apply(
        optibom, &(struct optibom_changes_request){.path = in_folder("part.changes")}, &findings,
        output);
}

static const struct path {
    const char *name;
    enum optibom_status (*run)(struct optibom *optibom, const struct optibom_output *output);
    enum optibom_mode mode;
    const char *written; /* file that must not be there after a failure */
} PATHS[] = {
    {"find", find, OPTIBOM_READ, NULL},
    {"show", show, OPTIBOM_READ, NULL},
    {"sql", sql, OPTIBOM_READ, NULL},
    {"rollup", rollup, OPTIBOM_READ, NULL},
    {"check", check, OPTIBOM_READ, NULL},
    {"assemble", assemble, OPTIBOM_READ, NULL},
    {"evaluate", evaluate, OPTIBOM_READ, NULL},
    {"simulate", simulate, OPTIBOM_READ, NULL},
    {"compare", compare, OPTIBOM_READ, NULL},
    {"yield", yield, OPTIBOM_READ, NULL},
    {"explore", explore, OPTIBOM_READ, NULL},
    {"explore, nothing found", explore_nothing, OPTIBOM_READ, NULL},
    {"explore, a part", explore_part, OPTIBOM_READ, "written.db"},
    {"explore merge", merge, OPTIBOM_READ, NULL},
    {"report", report, OPTIBOM_READ, NULL},
    {"report, a page", page, OPTIBOM_READ, "written.html"},
    {"export", export_all, OPTIBOM_READ, "written"},
    {"log", log_of_part, OPTIBOM_READ, NULL},
    {"changes export", changes_export, OPTIBOM_READ, "written.changes"},
    {"changes apply", changes_apply, OPTIBOM_WRITE, NULL},
    {"search", search, OPTIBOM_READ, NULL},
    {"search, nothing found", search_nearest, OPTIBOM_READ, NULL},
    {"attach", attach, OPTIBOM_WRITE, NULL},
    {"build release", release, OPTIBOM_WRITE, NULL},
    {"log undo", undo, OPTIBOM_WRITE, NULL},
    {"import", import_parts, OPTIBOM_WRITE, NULL},
    {"build add", build_add, OPTIBOM_WRITE, NULL},
};

#endif

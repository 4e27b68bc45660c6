/* What is tried with a disk that fails: calls of the library that write, over a small catalog. */
#ifndef OPTIBOM_TESTS_DISK_PATHS_H
#define OPTIBOM_TESTS_DISK_PATHS_H

#include "optibom.h"

#include <stdio.h>

static char folder[] = "/tmp/optibom-disk.XXXXXX";

static const char *in_folder(const char *name)
{
    static char paths[8][128];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

#define PART(CLASS) "tests/cli/parts/" CLASS ".csv"
#define RACK "tests/cli/parts/rack.yaml"

typedef enum optibom_status calling(struct optibom *optibom, const struct optibom_output *output);

static enum optibom_status open_then(struct optibom *optibom, const struct optibom_output *output,
                                     enum optibom_mode mode, calling *run)
{
    enum optibom_status status = optibom_open(optibom, in_folder("catalog.db"), mode);
    return status == OPTIBOM_OK ? run(optibom, output) : status;
}

static enum optibom_status create_empty(struct optibom *optibom,
                                        const struct optibom_output *output)
{
    return optibom_create(optibom, in_folder("written.db"), true, output);
}

static enum optibom_status import_class(struct optibom *optibom, const char *file,
                                        const char *class_name, const struct optibom_output *output)
{
    const struct optibom_import_request request = {
        .files = &file, .file_count = 1, .class_name = class_name};
    bool findings;
    return optibom_import(optibom, &request, &findings, output);
}

static enum optibom_status import_new(struct optibom *optibom, const struct optibom_output *output)
{
    enum optibom_status status =
        import_class(optibom, in_folder("parts.csv"), "transceiver", output);
    return status;
}

static enum optibom_status import_parts(struct optibom *optibom,
                                        const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, import_new);
}

static enum optibom_status import_list(struct optibom *optibom, const struct optibom_output *output)
{
    return import_class(optibom, in_folder("prices.csv"), "offer", output);
}

static enum optibom_status import_prices(struct optibom *optibom,
                                         const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, import_list);
}

static enum optibom_status undo(struct optibom *optibom, const struct optibom_output *output)
{
    (void)output;
    return optibom_import_undo(optibom, 8);
}

static enum optibom_status import_undo(struct optibom *optibom, const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, undo);
}

static enum optibom_status confirm(struct optibom *optibom, const struct optibom_output *output)
{
    const char *answers[] = {"1=a"};
    bool findings;
    return optibom_import_confirm(optibom, 9, answers, 1, &findings, output);
}

static enum optibom_status import_confirm(struct optibom *optibom,
                                          const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, confirm);
}

static enum optibom_status add(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_build_add(optibom, in_folder("other.yaml"), output);
}

static enum optibom_status build_add(struct optibom *optibom, const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, add);
}

static enum optibom_status replace(struct optibom *optibom, const struct optibom_output *output)
{
    const struct optibom_replace_request request = {
        .old_part = "T800-DR8", .new_part = "L800-DR8", .apply = true};
    bool findings;
    return optibom_build_replace(optibom, &request, &findings, output);
}

static enum optibom_status build_replace(struct optibom *optibom,
                                         const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, replace);
}

static enum optibom_status rfq(struct optibom *optibom, const struct optibom_output *output)
{
    const struct optibom_rfq_request request = {.build = "small",
                                                .supplier = "Shop",
                                                .path = in_folder("written.xlsx"),
                                                .date = "2026-01-02"};
    struct optibom_rfq_supplier supplier;
    return optibom_rfq(optibom, &request, &supplier, output);
}

static enum optibom_status ask(struct optibom *optibom, const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, rfq);
}

static enum optibom_status explore(struct optibom *optibom, const struct optibom_output *output)
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

static enum optibom_status explore_to_file(struct optibom *optibom,
                                           const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_READ, explore);
}

static enum optibom_status export_all(struct optibom *optibom, const struct optibom_output *output)
{
    bool findings;
    return optibom_export(optibom, in_folder("written"), &findings, output);
}

static enum optibom_status export_folder(struct optibom *optibom,
                                         const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_READ, export_all);
}

static enum optibom_status attach_file(struct optibom *optibom, const struct optibom_output *output)
{
    const char *files[] = {in_folder("parts.csv")};
    const struct optibom_attach_request request = {
        .files = files, .file_count = 1, .part = "Acme T800-DR8"};
    return optibom_attach(optibom, &request, output);
}

static enum optibom_status attach(struct optibom *optibom, const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_WRITE, attach_file);
}

static enum optibom_status search_words(struct optibom *optibom,
                                        const struct optibom_output *output)
{
    const char *words[] = {"test", "dr8"};
    const struct optibom_search_request request = {.words = words, .word_count = 2};
    struct optibom_search_found found;
    return optibom_search(optibom, &request, &found, output);
}

static enum optibom_status search(struct optibom *optibom, const struct optibom_output *output)
{
    return open_then(optibom, output, OPTIBOM_READ, search_words);
}

static enum optibom_status migrate(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_migrate(optibom, in_folder("catalog.db"), output);
}

static enum optibom_status backup(struct optibom *optibom, const struct optibom_output *output)
{
    return optibom_backup(optibom, in_folder("catalog.db"), in_folder("written.db"), output);
}

static const struct path {
    const char *name;
    calling *run;
    const char *written; /* file or folder that must not be there after a failure, or NULL */
    bool is_old;         /* over the catalog of an older program, which comes up step by step */
    bool is_made;        /* what is written is a catalog */
} PATHS[] = {
    {"create", create_empty, "written.db", false, true},
    {"import", import_parts, NULL, false, false},
    {"import prices", import_prices, NULL, false, false},
    {"import undo", import_undo, NULL, false, false},
    {"import confirm", import_confirm, NULL, false, false},
    {"build add", build_add, NULL, false, false},
    {"build replace", build_replace, NULL, false, false},
    {"rfq", ask, "written.xlsx", false, false},
    {"explore", explore_to_file, "written.db", false, false},
    {"export", export_folder, "written", false, false},
    {"backup", backup, "written.db", false, true},
    {"attach", attach, NULL, false, false},
    {"search", search, NULL, false, false},
    {"migrate", migrate, NULL, true, false},
};

#endif

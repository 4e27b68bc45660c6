/*
 * seeding CATALOG DAY FILE...: makes the starting catalog of the lists and flows of seed/, loaded
 * like everybody's data. Run when the program is built, which then carries the catalog; a refused
 * row of ours ends the build with its place.
 */
#include "catalog/load.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOURCES_MAX = 64, FLOW_MAX = 1024 * 1024 };

struct seeding {
    struct arena arena;
    struct catalog catalog;
    struct catalog_source sources[SOURCES_MAX];
    size_t source_count;
    struct error err;
};

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcmp(path + length - tail, ending) == 0;
}

/* Parts before what refers to them. */
static bool is_referring(const char *path)
{
    static const char *const REFERRING[] = {"composition", "alternate", "offer", "exchange_rate"};
    for (size_t i = 0; i < sizeof REFERRING / sizeof *REFERRING; i++)
        if (strstr(path, REFERRING[i]) != NULL)
            return true;
    return false;
}

static enum optibom_status open_lists(struct seeding *seeding, char **files, bool referring)
{
    for (; *files != NULL; files++) {
        if (!ends_in(*files, ".csv") || is_referring(*files) != referring)
            continue;
        FILE *file = seeding->source_count < SOURCES_MAX ? fopen(*files, "rb") : NULL;
        if (file == NULL)
            return error_set(&seeding->err, OPTIBOM_FAILED, "%s: cannot be opened", *files);
        seeding->sources[seeding->source_count++] =
            (struct catalog_source){.name = *files, .file = file};
    }
    return OPTIBOM_OK;
}

static enum optibom_status load_lists(struct seeding *seeding, const char *day)
{
    struct error *err = &seeding->err;
    struct catalog_load_report report;
    char now[sizeof "YYYY-MM-DDT00:00:00Z"];
    snprintf(now, sizeof now, "%sT00:00:00Z", day);
    const struct catalog_load_request request = {.sources = seeding->sources,
                                                 .source_count = seeding->source_count,
                                                 .who = "optibom",
                                                 .now = now};
    enum optibom_status status =
        catalog_load(&report, &seeding->arena, &seeding->catalog, &request, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < report.issue_count; i++) {
        const struct import_issue *issue = &report.issues[i].issue;
        status = error_set(err, OPTIBOM_FAILED, "%s:%zu: %s: %s", report.issues[i].file,
                           issue->line, issue->column, issue->text);
    }
    return status;
}

/* "seed/flows/package.yaml" is the flow "package". */
static enum optibom_status store_flow(struct seeding *seeding, const char *path)
{
    struct error *err = &seeding->err;
    const char *slash = strrchr(path, '/');
    const char *start = slash != NULL ? slash + 1 : path;
    const char *name = arena_strndup(&seeding->arena, start, strlen(start) - strlen(".yaml"));
    char *text = arena_alloc(&seeding->arena, FLOW_MAX + 1);
    FILE *file = fopen(path, "rb");
    if (name == NULL || text == NULL || file == NULL) {
        if (file != NULL)
            fclose(file);
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be read", path);
    }
    size_t size = fread(text, 1, FLOW_MAX, file);
    bool is_read = !ferror(file) && feof(file);
    fclose(file);
    text[size] = '\0';
    return is_read ? store_run(seeding->catalog.store, err,
                               "INSERT INTO flow (name, yaml) VALUES (?, ?)", "tt", name, text)
                   : error_set(err, OPTIBOM_FAILED, "%s: cannot be read, or too long", path);
}

static enum optibom_status make(struct seeding *seeding, char **arguments)
{
    struct error *err = &seeding->err;
    char **files = arguments + 3;
    struct store *store = NULL;
    enum optibom_status status = store_open(&store, "", STORE_MEMORY, err);
    if (status == OPTIBOM_OK)
        status = catalog_init(&seeding->catalog, store, err);
    if (status != OPTIBOM_OK)
        return status;
    status = open_lists(seeding, files, false);
    if (status == OPTIBOM_OK)
        status = open_lists(seeding, files, true);
    if (status == OPTIBOM_OK)
        status = load_lists(seeding, arguments[2]);
    for (; status == OPTIBOM_OK && *files != NULL; files++)
        if (ends_in(*files, ".yaml"))
            status = store_flow(seeding, *files);
    if (status == OPTIBOM_OK)
        status = store_save(seeding->catalog.store, arguments[1], true, err);
    catalog_fini(&seeding->catalog);
    return status;
}

int main(int argc, char **argv)
{
    struct seeding seeding = {.source_count = 0};
    if (argc < 4) {
        fputs("usage: seeding CATALOG DAY FILE...\n", stderr);
        return EXIT_FAILURE;
    }
    arena_init(&seeding.arena);
    enum optibom_status status = make(&seeding, argv);
    if (status != OPTIBOM_OK)
        fprintf(stderr, "seeding: %s\n", seeding.err.text);
    for (size_t i = 0; i < seeding.source_count; i++)
        fclose(seeding.sources[i].file);
    arena_fini(&seeding.arena);
    return status == OPTIBOM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

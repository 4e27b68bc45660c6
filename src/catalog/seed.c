#include "catalog/seed.h"

#include "base/embed.h"

#include <string.h>

enum { SOURCES_MAX = 64 };

/* Parts before what refers to them. */
static const char *const REFERRING[] = {"composition", "alternate", "offer", "exchange_rate"};

static bool is_referring(const char *path)
{
    for (size_t i = 0; i < sizeof REFERRING / sizeof *REFERRING; i++)
        if (strstr(path, REFERRING[i]) != NULL)
            return true;
    return false;
}

static enum optibom_status open_embedded(struct catalog_source *sources, size_t *count,
                                         bool referring, struct error *err)
{
    const struct embed_file *file;
    for (size_t i = 0; (file = embed_nth("seed/", ".csv", i)) != NULL; i++) {
        if (is_referring(file->path) != referring || *count == SOURCES_MAX)
            continue;
        FILE *stream = fmemopen((void *)file->data, file->size, "rb");
        if (stream == NULL)
            return error_no_memory(err);
        sources[(*count)++] = (struct catalog_source){.name = file->path, .file = stream};
    }
    return OPTIBOM_OK;
}

/* "seed/flows/package.yaml" is the flow "package". */
static enum optibom_status store_flows(struct catalog *catalog, struct arena *arena,
                                       struct error *err)
{
    static const char FOLDER[] = "seed/flows/", SUFFIX[] = ".yaml";
    const struct embed_file *file;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && (file = embed_nth(FOLDER, SUFFIX, i)) != NULL; i++) {
        const char *start = file->path + strlen(FOLDER);
        const char *name = arena_strndup(arena, start, strlen(start) - strlen(SUFFIX));
        if (name == NULL)
            return error_no_memory(err);
        status = store_run(catalog->store, err, "INSERT INTO flow (name, yaml) VALUES (?, ?)", "tt",
                           name, file->data);
    }
    return status;
}

enum optibom_status catalog_seed(struct catalog_load_report *out, struct arena *arena,
                                 struct catalog *catalog, const char *now, struct error *err)
{
    struct catalog_source sources[SOURCES_MAX];
    size_t count = 0;
    enum optibom_status status = open_embedded(sources, &count, false, err);
    if (status == OPTIBOM_OK)
        status = open_embedded(sources, &count, true, err);
    if (status == OPTIBOM_OK) {
        struct catalog_load_request request = {
            .sources = sources, .source_count = count, .who = "optibom", .now = now};
        status = catalog_load(out, arena, catalog, &request, err);
    }
    for (size_t i = 0; i < count; i++)
        fclose(sources[i].file);
    for (size_t i = 0; status == OPTIBOM_OK && i < out->issue_count; i++)
        if (out->issues[i].issue.severity == IMPORT_ERROR)
            status = error_set(err, OPTIBOM_FAILED, "%s:%zu: %s: %s", out->issues[i].file,
                               out->issues[i].issue.line, out->issues[i].issue.column,
                               out->issues[i].issue.text);
    return status == OPTIBOM_OK ? store_flows(catalog, arena, err) : status;
}

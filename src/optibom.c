#include "facade.h"

#include "catalog/load.h"
#include "catalog/restore.h"
#include "catalog/starting.h"
#include "extension/register.h"
#include "report/answer/import_report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_SIZE_MAX = 16 * 1024 * 1024 };

const char *optibom_version(void)
{
    return OPTIBOM_VERSION;
}

enum optibom_status optibom_new(struct optibom **out, const struct optibom_settings *settings)
{
    struct optibom *optibom = calloc(1, sizeof *optibom);
    if (optibom == NULL)
        return OPTIBOM_FAILED;
    optibom->user = strdup(settings->user);
    optibom->now = strdup(settings->now);
    if (optibom->user == NULL || optibom->now == NULL) {
        optibom_free(optibom);
        return OPTIBOM_FAILED;
    }
    *out = optibom;
    return OPTIBOM_OK;
}

void handle_close(struct optibom *optibom)
{
    if (optibom->is_open)
        catalog_fini(&optibom->catalog);
    optibom->is_open = false;
    free(optibom->path);
    optibom->path = NULL;
}

void optibom_free(struct optibom *optibom)
{
    if (optibom == NULL)
        return;
    handle_close(optibom);
    free(optibom->user);
    free(optibom->now);
    free(optibom);
}

const char *optibom_error(const struct optibom *optibom)
{
    return optibom->error.text;
}

struct error *handle_begin(struct optibom *optibom)
{
    error_clear(&optibom->error);
    return &optibom->error;
}

struct catalog_who handle_who(const struct optibom *optibom)
{
    return (struct catalog_who){optibom->user, optibom->now};
}

void handle_set_day(struct optibom *optibom, const char *day)
{
    snprintf(optibom->catalog.day, sizeof optibom->catalog.day, "%.10s", day);
}

enum optibom_status handle_require(struct optibom *optibom)
{
    if (!optibom->is_open)
        return error_set(&optibom->error, OPTIBOM_USAGE, "no catalog is open");
    handle_set_day(optibom, optibom->now);
    return OPTIBOM_OK;
}

enum optibom_status handle_send(struct optibom *optibom, const struct buf *text,
                                const struct optibom_output *output)
{
    if (!buf_ok(text))
        return error_no_memory(&optibom->error);
    output->write(output->context, buf_text(text), text->length);
    return OPTIBOM_OK;
}

enum optibom_status handle_emit(struct optibom *optibom, const struct emit_document *document,
                                const struct optibom_output *output)
{
    struct buf text;
    buf_init(&text);
    emit_document(&text, document, output);
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < document->section_count; i++)
        if (!table_ok(document->sections[i].table))
            status = error_no_memory(&optibom->error);
    if (status == OPTIBOM_OK)
        status = handle_send(optibom, &text, output);
    buf_fini(&text);
    return status;
}

enum optibom_status handle_send_and_free(struct optibom *optibom, struct buf *text,
                                         const struct optibom_output *output)
{
    enum optibom_status status = handle_send(optibom, text, output);
    buf_fini(text);
    return status;
}

void handle_add_section(struct emit_document *document, const char *name, const char *title,
                        const struct table *table)
{
    if (table_row_count(table) > 0)
        document->sections[document->section_count++] =
            (struct emit_section){name, title, table, NULL};
}

enum optibom_status handle_table(struct optibom *optibom, handle_maker *make, const void *request,
                                 const char *schema, const char *rows,
                                 const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct table table;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = make(&table, &arena, optibom, request, err);
    if (status == OPTIBOM_OK)
        status = handle_emit(optibom,
                             &(struct emit_document){.schema = schema,
                                                     .is_bare = rows == NULL,
                                                     .sections = {{rows, NULL, &table, NULL}},
                                                     .section_count = 1},
                             output);
    arena_fini(&arena);
    return status;
}

enum optibom_status handle_read_file(const char **text, size_t *size, struct arena *arena,
                                     const char *path, struct error *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return error_set(err, OPTIBOM_NOT_FOUND, "%s: %s", path, strerror(errno));
    struct buf bytes;
    char block[64 * 1024];
    size_t got;
    buf_init(&bytes);
    while ((got = fread(block, 1, sizeof block, file)) > 0 && bytes.length <= FILE_SIZE_MAX)
        buf_add(&bytes, block, got);
    enum optibom_status status = OPTIBOM_OK;
    if (ferror(file))
        status = error_set(err, OPTIBOM_FAILED, "%s: %s", path, strerror(errno));
    else if (bytes.length > FILE_SIZE_MAX)
        status = error_set(err, OPTIBOM_BAD_INPUT, "%s: larger than %d MiB; give a smaller file",
                           path, FILE_SIZE_MAX >> 20);
    char *copy = buf_ok(&bytes) ? arena_strndup(arena, buf_text(&bytes), bytes.length) : NULL;
    if (status == OPTIBOM_OK && copy == NULL)
        status = error_no_memory(err);
    *text = copy;
    *size = bytes.length;
    buf_fini(&bytes);
    fclose(file);
    return status;
}

bool handle_is_file(const char *argument)
{
    size_t length = strlen(argument);
    return strchr(argument, '/') != NULL ||
           (length > 5 && strcmp(argument + length - 5, ".yaml") == 0) ||
           (length > 4 && strcmp(argument + length - 4, ".yml") == 0);
}

static enum optibom_status open_store(struct optibom *optibom, const char *path,
                                      enum store_mode mode)
{
    struct store *store = NULL;
    struct error *err = &optibom->error;
    enum optibom_status status = store_open(&store, path, mode, err);
    if (status == OPTIBOM_OK)
        store_set_bounds(store, &optibom->bounds);
    if (status == OPTIBOM_OK)
        status = catalog_init(&optibom->catalog, store, err);
    optibom->is_open = status == OPTIBOM_OK;
    return optibom->is_open ? store_extend(store, extension_register, err) : status;
}

enum optibom_status handle_open_to_copy(struct optibom *optibom, const char *path)
{
    struct store *store = NULL;
    enum optibom_status status = store_open(&store, path, STORE_COPY, &optibom->error);
    optibom->is_open = status == OPTIBOM_OK;
    optibom->catalog = (struct catalog){.store = store};
    arena_init(&optibom->catalog.arena);
    return status;
}

/* What a new catalog begins with. */
struct beginning {
    bool is_empty;
    const char *folder; /* of an export; NULL: the starting catalog, unless it is empty */
};

/* A new catalog in memory. */
static enum optibom_status open_memory(struct optibom *optibom, const struct beginning *beginning,
                                       struct catalog_load_report *report, struct arena *arena)
{
    struct error *err = &optibom->error;
    bool is_starting = beginning->folder == NULL && !beginning->is_empty;
    enum optibom_status status =
        open_store(optibom, "", is_starting ? STORE_STARTING : STORE_MEMORY);
    if (status != OPTIBOM_OK)
        return status;
    *report = (struct catalog_load_report){0};
    if (is_starting)
        return catalog_start(report, arena, &optibom->catalog, optibom->now, err);
    return beginning->is_empty
               ? OPTIBOM_OK
               : catalog_restore(report, arena, &optibom->catalog, beginning->folder, optibom->user,
                                 optibom->now, err);
}

enum optibom_status optibom_open(struct optibom *optibom, const char *path, enum optibom_mode mode)
{
    struct error *err = handle_begin(optibom);
    handle_close(optibom);
    optibom->is_built_in = mode == OPTIBOM_BUILT_IN;
    optibom->path = strdup(optibom->is_built_in ? "starting catalog" : path);
    if (optibom->path == NULL)
        return error_no_memory(err);
    if (optibom->is_built_in) {
        struct catalog_load_report report;
        struct arena arena;
        arena_init(&arena);
        enum optibom_status status =
            open_memory(optibom, &(struct beginning){.folder = NULL}, &report, &arena);
        arena_fini(&arena);
        return status;
    }
    return open_store(optibom, path, mode == OPTIBOM_READ ? STORE_READ : STORE_WRITE);
}

static enum optibom_status create(struct optibom *optibom, const char *path,
                                  const struct beginning *beginning,
                                  const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct catalog_load_report report;
    struct arena arena;
    struct buf text;
    handle_close(optibom);
    arena_init(&arena);
    buf_init(&text);
    enum optibom_status status = open_memory(optibom, beginning, &report, &arena);
    if (status == OPTIBOM_OK)
        status = store_save(optibom->catalog.store, path, false, err);
    if (status == OPTIBOM_OK) {
        import_report_init(&text, path, beginning->folder, &report, output);
        status = handle_send(optibom, &text, output);
    }
    buf_fini(&text);
    arena_fini(&arena);
    if (status != OPTIBOM_OK) {
        handle_close(optibom);
        return status;
    }
    return optibom_open(optibom, path, OPTIBOM_WRITE);
}

enum optibom_status optibom_create(struct optibom *optibom, const char *path, bool is_empty,
                                   const struct optibom_output *output)
{
    return create(optibom, path, &(struct beginning){.is_empty = is_empty}, output);
}

enum optibom_status optibom_create_from(struct optibom *optibom, const char *path,
                                        const char *folder, const struct optibom_output *output)
{
    return create(optibom, path, &(struct beginning){.folder = folder}, output);
}

enum optibom_status optibom_migrate(struct optibom *optibom, const char *path,
                                    const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    int from = 0;
    struct buf text;
    handle_close(optibom);
    enum optibom_status status = store_migrate_file(&from, path, err);
    if (status != OPTIBOM_OK)
        return status;
    buf_init(&text);
    if (output->format == OPTIBOM_JSON)
        buf_printf(&text, "{\"schema\": \"optibom.migrate/1\", \"from\": %d, \"to\": %d}\n", from,
                   store_schema_version());
    else
        buf_printf(&text, "%s: schema version %d, was %d\n", path, store_schema_version(), from);
    status = handle_send(optibom, &text, output);
    buf_fini(&text);
    return status;
}

void optibom_bound_queries(struct optibom *optibom, unsigned seconds, unsigned mebibytes)
{
    optibom->bounds = (struct store_bounds){seconds, mebibytes};
    if (optibom->is_open)
        store_set_bounds(optibom->catalog.store, &optibom->bounds);
}

void optibom_interrupt(struct optibom *optibom)
{
    if (optibom->is_open)
        store_interrupt(optibom->catalog.store);
}

/* Draws that the stop rule may go up to. */
static const uint64_t MOST_DRAWS = 100000000;

static bool draws_progress(void *context, uint64_t done, uint64_t expected)
{
    const struct handle_draws *running = context;
    if (running->draws->progress != NULL)
        running->draws->progress(running->draws->progress_context, done, expected);
    return !store_is_interrupted(running->optibom->catalog.store);
}

struct simulate_options handle_draws(struct handle_draws *context, struct optibom *optibom,
                                     const struct optibom_draws *draws)
{
    *context = (struct handle_draws){optibom, draws};
    return (struct simulate_options){.seed = draws->seed,
                                     .points = draws->is_sobol ? SIMULATE_SOBOL : SIMULATE_PLAIN,
                                     .draws = draws->count,
                                     .tolerance = draws->tolerance,
                                     .most_draws = draws->tolerance > 0 ? MOST_DRAWS : 0,
                                     .threads = draws->threads,
                                     .progress = draws_progress,
                                     .context = context};
}

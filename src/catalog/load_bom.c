#include "catalog/load_bom.h"

#include "base/scan.h"
#include "catalog/bom_list.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct load_bom {
    struct arena arena;
    struct catalog_bom_list *lists;
    size_t count;
    size_t last;              /* the list of the line before */
    const char *default_name; /* of the table `named_number`; NULL before the first */
    size_t named_number;
};

static struct load_bom *open_boms(struct load_run *run)
{
    if (run->boms == NULL && (run->boms = calloc(1, sizeof *run->boms)) != NULL)
        arena_init(&run->boms->arena);
    return run->boms;
}

void load_bom_close(struct load_run *run)
{
    if (run->boms == NULL)
        return;
    arena_fini(&run->boms->arena);
    free(run->boms);
    run->boms = NULL;
}

/* --- names of lists */

static const char *base_of(const char *path, size_t *length)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    const char *point = strrchr(base, '.');
    *length = point != NULL && point > base ? (size_t)(point - base) : strlen(base);
    return base;
}

/* True when another file of the import has the same name in another folder. */
static bool is_shared(const struct load_run *run, const char *path)
{
    size_t length, other_length;
    const char *base = base_of(path, &length);
    for (size_t i = 0; i < run->request->source_count; i++) {
        const char *other = base_of(run->request->sources[i].name, &other_length);
        if (strcmp(run->request->sources[i].name, path) != 0 && other_length == length &&
            strncmp(other, base, length) == 0)
            return true;
    }
    return false;
}

/* True for "bom", "parts_list": names that every folder has. */
static bool is_common(const char *base, size_t length)
{
    static const char *const words[] = {"bom",
                                        "boms",
                                        "parts",
                                        "part_list",
                                        "parts_list",
                                        "partlist",
                                        "partslist",
                                        "part list",
                                        "parts list",
                                        "list",
                                        "export",
                                        "bill_of_materials",
                                        "bill of materials"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncasecmp(words[i], base, length) == 0)
            return true;
    return false;
}

/* The file's name without its ending, and that of the table of several; after the folder's where
 * the name says nothing or two files share it. */
static const char *name_of_table(struct load_run *run, const struct catalog_load_file *file)
{
    size_t length;
    const char *base = base_of(file->file, &length);
    const char *start = base;
    if (base > file->file && (is_common(base, length) || is_shared(run, file->file)))
        for (start = base - 1; start > file->file && start[-1] != '/';)
            start--;
    length += (size_t)(base - start);
    if (length == 0)
        return "bom";
    return arena_printf(&run->boms->arena, "%.*s%s%s", (int)length, start,
                        file->sheet[0] != '\0' ? " " : "", file->sheet);
}

static const char *default_name(struct load_run *run, const struct load_bom_table *table)
{
    struct load_bom *boms = run->boms;
    if (boms->default_name == NULL || boms->named_number != table->number) {
        boms->default_name = name_of_table(run, table->file);
        boms->named_number = table->number;
    }
    return boms->default_name;
}

/* NULL when memory is exhausted. */
static struct catalog_bom_list *list_named(struct load_run *run, const struct load_bom_table *table,
                                           const char *name)
{
    struct load_bom *boms = run->boms;
    if (boms->count > 0 && scan_same(boms->lists[boms->last].name, name))
        return &boms->lists[boms->last];
    for (size_t i = 0; i < boms->count; i++)
        if (scan_same(boms->lists[i].name, name)) {
            boms->last = i;
            return &boms->lists[i];
        }
    struct catalog_bom_list *grown =
        arena_grow(&boms->arena, boms->lists, boms->count, sizeof *grown);
    if (grown == NULL)
        return NULL;
    boms->lists = grown;
    boms->last = boms->count;
    struct catalog_bom_list *list = &grown[boms->count++];
    *list = (struct catalog_bom_list){.name = arena_strdup(&boms->arena, name),
                                      .file = table->file->label,
                                      .table = table->number,
                                      .stated_micros = CATALOG_BOM_UNSAID};
    return list->name != NULL ? list : NULL;
}

/* --- lines */

enum optibom_status load_bom_record(struct load_run *run, const struct load_bom_table *table,
                                    const struct import_record *record, struct error *err)
{
    struct load_bom *boms = open_boms(run);
    struct catalog_bom_line line = {0};
    if (boms == NULL)
        return error_no_memory(err);
    enum optibom_status status =
        catalog_bom_read(&line, &boms->arena, &run->put, &table->file->mapping, record, err);
    if (status != OPTIBOM_OK || run->put.issue.code != NULL)
        return status;
    line.table = table->number;
    const char *name = catalog_put_text(record, "bom", NULL);
    if (name == NULL)
        name = default_name(run, table);
    struct catalog_bom_list *list = name != NULL ? list_named(run, table, name) : NULL;
    if (list == NULL)
        return error_no_memory(err);
    struct catalog_bom_line *lines =
        arena_grow(&boms->arena, list->lines, list->line_count, sizeof *lines);
    if (lines == NULL)
        return error_no_memory(err);
    list->lines = lines;
    lines[list->line_count++] = line;
    return OPTIBOM_OK;
}

/* The only list that the table has lines of, NULL when there are none or several. */
static struct catalog_bom_list *only_list(struct load_bom *boms, size_t table)
{
    struct catalog_bom_list *only = NULL;
    for (size_t i = 0; i < boms->count; i++) {
        struct catalog_bom_list *list = &boms->lists[i];
        size_t last = list->line_count > 0 ? list->lines[list->line_count - 1].table : SIZE_MAX;
        if (last != table)
            continue;
        if (only != NULL)
            return NULL;
        only = list;
    }
    return only;
}

enum optibom_status load_bom_total(struct load_run *run, const struct load_bom_table *table,
                                   const struct import_row *row, struct error *err)
{
    struct load_bom *boms = run->boms;
    struct catalog_bom_list *list = boms != NULL ? only_list(boms, table->number) : NULL;
    struct catalog_bom_line line = {0};
    struct import_record record;
    if (list == NULL || row->count == 0)
        return OPTIBOM_OK;
    run->put.arena = &boms->arena;
    enum optibom_status status =
        import_record_read(&record, &boms->arena, &table->file->mapping, NULL, row, err);
    if (status == OPTIBOM_OK)
        status =
            catalog_bom_read(&line, &boms->arena, &run->put, &table->file->mapping, &record, err);
    bool is_read = status == OPTIBOM_OK && run->put.issue.code == NULL;
    run->put.arena = NULL;
    run->put.issue = (struct import_issue){0};
    if (!is_read || line.extended_price_micros < 0)
        return status;
    list->stated_micros = line.extended_price_micros;
    list->stated_half_micros = line.extended_half_micros;
    memcpy(list->stated_currency, line.currency, sizeof line.currency);
    return OPTIBOM_OK;
}

/* --- lists */

static enum optibom_status say_finding(struct load_run *run, const struct catalog_bom_list *list,
                                       const struct catalog_bom_finding *finding)
{
    const struct catalog_bom_line *line =
        finding->line != CATALOG_BOM_TOP ? &list->lines[finding->line] : NULL;
    const struct import_record place = {.line = line != NULL ? line->line : 0,
                                        .raw = line != NULL ? line->raw : ""};
    size_t table = line != NULL ? line->table : list->table;
    return load_say(run, run->report->files[table].label, line != NULL ? &place : NULL,
                    finding->code, finding->column, "%s", finding->text);
}

static void count_rows(struct load_run *run, const struct catalog_bom_list *list)
{
    for (size_t i = 0; i < list->line_count; i++) {
        const struct catalog_bom_line *line = &list->lines[i];
        struct catalog_load_file *file = &run->report->files[line->table];
        if (line->changed)
            file->accepted += (int64_t)line->row_count;
        else
            file->unchanged += (int64_t)line->row_count;
    }
}

static enum optibom_status finish_list(struct load_run *run, struct catalog_bom_list *list,
                                       struct error *err)
{
    bool is_changed = false;
    int64_t before = 0;
    struct arena *arena = &run->boms->arena;
    enum optibom_status status = catalog_bom_arrange(list, arena, err);
    if (status == OPTIBOM_OK)
        status = catalog_bom_check(list, arena, err);
    if (status == OPTIBOM_OK)
        status = catalog_bom_write(&is_changed, &before, run->catalog->store, list,
                                   run->put.batch_id, err);
    const char *replaced =
        is_changed && before != 0
            ? arena_printf(arena, "; it takes the place of the one of batch %lld",
                           (long long)before)
            : "";
    if (status == OPTIBOM_OK && replaced == NULL)
        return error_no_memory(err);
    if (status == OPTIBOM_OK)
        status = catalog_bom_say(list, arena, err, "bom-summary", CATALOG_BOM_TOP, "",
                                 "list \"%s\": %s%s", list->name, list->summary, replaced);
    for (size_t i = 0; status == OPTIBOM_OK && i < list->finding_count; i++)
        status = say_finding(run, list, &list->findings[i]);
    if (status == OPTIBOM_OK)
        count_rows(run, list);
    return status;
}

enum optibom_status load_bom_end(struct load_run *run, struct error *err)
{
    if (run->boms == NULL)
        return OPTIBOM_OK;
    enum optibom_status status = store_recording_resume(run->recording, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < run->boms->count; i++)
        status = finish_list(run, &run->boms->lists[i], err);
    return status;
}

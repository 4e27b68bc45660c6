#include "catalog/export_file.h"

#include "base/buf.h"
#include "base/money.h"
#include "base/scan.h"
#include "catalog/export_cell.h"

#include <string.h>

enum { COLUMNS_MAX = 32 };

enum optibom_status export_file_doubt(const struct export_file *file, const char *what,
                                      const char *attribute, const char *text, struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    struct buf sentence;
    buf_init(&sentence);
    scan_excerpt(excerpt, text);
    buf_printf(&sentence, "%s: import does not read %s \"%s\" back as it is", what, attribute,
               excerpt);
    bool is_said = buf_ok(&sentence);
    if (is_said)
        file->sink->doubt(file->sink->context, buf_text(&sentence));
    buf_fini(&sentence);
    return is_said ? OPTIBOM_OK : error_no_memory(err);
}

/* OPTIBOM_FAILED for a catalog whose dictionary lacks it. */
static enum optibom_status find_attribute(const struct import_attribute **out,
                                          const struct catalog_class *of, const char *name,
                                          struct error *err)
{
    const struct catalog_attribute *found = catalog_attribute_find(of, name);
    *out = found != NULL ? found->import : NULL;
    return found != NULL ? OPTIBOM_OK
                         : error_set(err, OPTIBOM_FAILED,
                                     "the dictionary of the catalog has no attribute %s of class "
                                     "%s, which the export needs; see: optibom check",
                                     name, of->name);
}

enum optibom_status export_file_check(struct export_file *file, const struct catalog_class *of,
                                      const char *attribute, const char *text, const char *what,
                                      struct error *err)
{
    bool is_good = true;
    if (text == NULL || text[0] == '\0')
        return OPTIBOM_OK;
    const struct import_attribute *as;
    enum optibom_status status = find_attribute(&as, of, attribute, err);
    if (status != OPTIBOM_OK)
        return status;
    if (as->kind != IMPORT_TEXT && as->kind != IMPORT_CHOICE && as->kind != IMPORT_DATE)
        return OPTIBOM_OK;
    status = export_text_reads(&is_good, as, text, &file->arena, err);
    return status != OPTIBOM_OK || is_good ? status
                                           : export_file_doubt(file, what, attribute, text, err);
}

/* A column of the row at hand as the text of its cell; NULL for an empty one. */
static enum optibom_status cell_of(const char **out, struct export_file *file,
                                   const struct catalog_class *of, const struct store_query *query,
                                   int column, struct error *err)
{
    const char *name = store_column_name(query, column);
    const struct import_attribute *attribute;
    char amount[32];
    enum optibom_status status = find_attribute(&attribute, of, name, err);
    *out = NULL;
    if (status != OPTIBOM_OK || store_column_type(query, column) == STORE_NULL)
        return status;
    bool is_money = attribute->kind == IMPORT_MONEY;
    if (is_money)
        money_format(amount, store_int(query, column));
    *out = arena_strdup(&file->arena, is_money ? amount : store_text(query, column));
    return *out != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status write_row(struct export_file *file, const struct catalog_class *of,
                                     const struct store_query *query, struct error *err)
{
    const char *cells[COLUMNS_MAX], *what;
    int count = store_column_count(query);
    enum optibom_status status = OPTIBOM_OK;
    for (int i = 0; status == OPTIBOM_OK && i < count; i++)
        status = cell_of(&cells[i], file, of, query, i, err);
    if (status != OPTIBOM_OK)
        return status;
    what = arena_printf(&file->arena, "%s %s %s", of->name, cells[1], cells[2]);
    if (what == NULL)
        return error_no_memory(err);
    for (int i = 0; status == OPTIBOM_OK && i < count; i++)
        status = export_file_check(file, of, store_column_name(query, i), cells[i], what, err);
    return status == OPTIBOM_OK ? file->sink->row(file->sink->context, cells, (size_t)count, err)
                                : status;
}

enum optibom_status export_file_query(struct export_file *file, const char *path,
                                      const char *class_name, const char *sql, int64_t argument,
                                      struct error *err)
{
    const struct catalog_export_sink *sink = file->sink;
    const struct catalog_class *of = catalog_class_find(&file->catalog->dictionary, class_name);
    const char *names[COLUMNS_MAX];
    bool is_begun = false;
    enum optibom_status status = OPTIBOM_OK;
    struct store_query query;
    store_query_start(&query, file->catalog->store, sql, "i", argument);
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        if (!is_begun) {
            for (int i = 0; i < store_column_count(&query); i++)
                names[i] = store_column_name(&query, i);
            status = sink->begin(sink->context, path, err);
            if (status == OPTIBOM_OK)
                status = sink->row(sink->context, names, (size_t)store_column_count(&query), err);
        }
        is_begun = true;
        arena_reset(&file->arena);
        if (status == OPTIBOM_OK)
            status = write_row(file, of, &query, err);
    }
    struct error why = {0};
    enum optibom_status ended = store_query_end(&query, &why);
    if (status == OPTIBOM_OK && ended != OPTIBOM_OK)
        return error_set(err, ended, "%s", why.text);
    return status == OPTIBOM_OK && is_begun ? sink->end(sink->context, err) : status;
}

#include "catalog/put.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum optibom_status catalog_put_refuse(struct catalog_put *put, const char *code,
                                       const char *column, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *copy = arena_strdup(put->arena, text);
    put->issue = (struct import_issue){.severity = IMPORT_ERROR,
                                       .code = code,
                                       .column = column,
                                       .text = copy != NULL ? copy : "refused"};
    return OPTIBOM_OK;
}

const char *catalog_put_text(const struct import_record *record, const char *attribute,
                             const char *fallback)
{
    const struct import_value *value = import_record_value(record, attribute);
    return value != NULL && value->text != NULL ? value->text : fallback;
}

enum optibom_status catalog_put_document(int64_t *document_id, struct catalog_put *put,
                                         const struct import_record *record, struct error *err)
{
    struct store *store = put->catalog->store;
    const char *title = catalog_put_text(record, "source", put->default_source);
    const char *url = catalog_put_text(record, "source_url", "");
    enum optibom_status status = store_one_int(
        document_id, store, err, "SELECT document_id FROM document WHERE title = ? AND url = ?",
        "ss", title, url);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    status =
        store_run(store, err, "INSERT INTO document (title, url) VALUES (?, ?)", "ss", title, url);
    *document_id = store_last_id(store);
    return status;
}

enum optibom_status catalog_put_known_part(int64_t *part_id, struct catalog_put *put,
                                           const struct import_record *record, const char *vendor,
                                           const char *mpn, struct error *err)
{
    const char *vendor_name = catalog_put_text(record, vendor, "");
    const char *number = catalog_put_text(record, mpn, "");
    *part_id = 0;
    enum optibom_status status =
        store_one_int(part_id, put->catalog->store, err,
                      "SELECT p.part_id FROM part_number AS p JOIN vendor AS v USING (vendor_id)"
                      " WHERE v.name = ? AND p.mpn = ?",
                      "ss", vendor_name, number);
    if (status == OPTIBOM_NOT_FOUND)
        return catalog_put_refuse(put, "unknown-part", mpn,
                                  "the catalog has no part '%s' of '%s'; import the part first",
                                  number, vendor_name);
    return status;
}

enum optibom_status catalog_put_hold(struct catalog_put *put, struct error *err)
{
    enum optibom_status status = catalog_put_waiting(put, err);
    if (status == OPTIBOM_OK)
        status = store_run(put->catalog->store, err, "SAVEPOINT record", "");
    put->is_held = status == OPTIBOM_OK;
    return status;
}

/* Statement 2. */
static enum optibom_status let_go(struct catalog_put *put, struct error *err)
{
    struct store *store = put->catalog->store;
    enum optibom_status status = OPTIBOM_OK;
    if (put->issue.code != NULL)
        status = store_run(store, err, "ROLLBACK TO record", "");
    put->is_held = false;
    return status == OPTIBOM_OK ? store_run(store, err, "RELEASE record", "") : status;
}

static enum optibom_status put_other(struct catalog_put *put, const struct catalog_class *of,
                                     const struct import_record *record, struct error *err)
{
    enum optibom_status status = catalog_put_hold(put, err);
    if (status != OPTIBOM_OK)
        return status;
    return strcmp(of->name, "composition") == 0 ? catalog_put_composition(put, record, err)
           : strcmp(of->name, "alternate") == 0 ? catalog_put_alternate(put, record, err)
           : strcmp(of->name, "maker") == 0     ? catalog_put_maker(put, record, err)
           : strcmp(of->name, "alias") == 0     ? catalog_put_alias(put, record, err)
                                                : catalog_put_exchange_rate(put, record, err);
}

enum optibom_status catalog_put_record(struct catalog_put *put, const struct catalog_class *of,
                                       const struct import_record *record, struct error *err)
{
    put->changed = false;
    put->replaced = NULL;
    put->issue = (struct import_issue){0};
    struct error refusal = {0};
    enum optibom_status status = of->is_part ? catalog_put_part(put, of, record, &refusal)
                                             : put_other(put, of, record, &refusal);
    if (status == OPTIBOM_CONFLICT)
        status = catalog_put_refuse(put, "out-of-domain", "",
                                    "a value lies outside its domain (%s); correct it and import "
                                    "the row again",
                                    refusal.text);
    else if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", refusal.text);
    return put->is_held ? let_go(put, err) : status;
}

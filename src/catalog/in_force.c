#include "catalog/in_force.h"

#include "base/buf.h"

#include <stdio.h>

/* Columns of the class table: one, or three when ranged. */
static void add_columns(struct buf *out, const struct catalog_attribute *attribute)
{
    const char *column = attribute->column;
    if (attribute->import->ranged)
        buf_printf(out, "%s_min, %s_typ, %s_max", column, column, column);
    else
        buf_puts(out, column);
}

/* What stands in them, of the figure that SQL has by these names. */
static void add_values(struct buf *out, const struct catalog_attribute *attribute, const char *min,
                       const char *typ, const char *max, const char *text)
{
    enum import_kind kind = attribute->import->kind;
    if (attribute->import->ranged)
        buf_printf(out, "%s, %s, %s", min, typ, max);
    else if (kind == IMPORT_REAL)
        buf_printf(out, "coalesce(%s, %s, %s)", typ, max, min);
    else if (kind == IMPORT_INTEGER || kind == IMPORT_FLAG)
        buf_printf(out, "CAST(%s AS INTEGER)", typ);
    else
        buf_puts(out, text);
}

enum optibom_status catalog_in_force_copy(struct store *store, const struct catalog_class *of,
                                          const struct catalog_attribute *attribute,
                                          int64_t part_id, struct error *err)
{
    struct buf sql;
    buf_init(&sql);
    buf_printf(&sql, "UPDATE %s SET (", attribute->scope == CATALOG_PART ? "part" : of->name);
    add_columns(&sql, attribute);
    buf_puts(&sql, ") = (SELECT ");
    add_values(&sql, attribute, "min", "typ", "max", "value_text");
    buf_puts(&sql, " FROM figure WHERE part_id = ?1 AND attribute = ?2 AND chosen = 1)"
                   " WHERE part_id = ?1");
    enum optibom_status status =
        buf_ok(&sql) ? store_run(store, err, buf_text(&sql), "is", part_id, attribute->import->name)
                     : error_no_memory(err);
    buf_fini(&sql);
    return status;
}

enum optibom_status catalog_in_force_set(struct store *store, const struct catalog_class *of,
                                         const struct catalog_attribute *attribute, int64_t part_id,
                                         int64_t figure_id, struct error *err)
{
    enum optibom_status status =
        store_run(store, err,
                  "UPDATE figure SET chosen = 0"
                  " WHERE part_id = ? AND attribute = ? AND chosen = 1 AND figure_id <> ?",
                  "iti", part_id, attribute->import->name, figure_id);
    if (status == OPTIBOM_OK)
        status =
            store_run(store, err, "UPDATE figure SET chosen = 1 WHERE figure_id = ? AND chosen = 0",
                      "i", figure_id);
    return status == OPTIBOM_OK ? catalog_in_force_copy(store, of, attribute, part_id, err)
                                : status;
}

enum optibom_status catalog_in_force_choose(struct store *store, const struct catalog_class *of,
                                            const struct catalog_attribute *attribute,
                                            int64_t part_id, struct error *err)
{
    int64_t best = 0;
    enum optibom_status status = store_one_int(
        &best, store, err,
        "SELECT figure_id FROM figure WHERE part_id = ? AND attribute = ? ORDER BY " CATALOG_TRUST(
            "confidence") " DESC, batch_id DESC, figure_id DESC LIMIT 1",
        "it", part_id, attribute->import->name);
    return status == OPTIBOM_OK || status == OPTIBOM_NOT_FOUND
               ? catalog_in_force_set(store, of, attribute, part_id, best, err)
               : status;
}

/* Parameters of an attribute: minimum, typical value and maximum; the first is that of a text. */
enum { KEYS = 3, SIDES = 3 };

static int first_parameter(const struct catalog_class *of,
                           const struct catalog_attribute *attribute)
{
    return KEYS + 1 + SIDES * (int)(attribute - of->attributes);
}

/* A statement whose keys are the first parameters. */
static const char *make_insert(const struct catalog_class *of, struct arena *arena,
                               const char *table, const char *keys, const char *key_values,
                               enum catalog_scope scope)
{
    struct buf columns, values;
    buf_init(&columns);
    buf_init(&values);
    for (size_t i = 0; i < of->attribute_count; i++) {
        const struct catalog_attribute *attribute = &of->attributes[i];
        char sides[SIDES][16];
        if (attribute->scope != scope)
            continue;
        for (int side = 0; side < SIDES; side++)
            snprintf(sides[side], sizeof *sides, "?%d", first_parameter(of, attribute) + side);
        buf_puts(&columns, ", ");
        add_columns(&columns, attribute);
        buf_puts(&values, ", ");
        add_values(&values, attribute, sides[0], sides[1], sides[2], sides[0]);
    }
    const char *sql = buf_ok(&columns) && buf_ok(&values)
                          ? arena_printf(arena, "INSERT INTO %s (%s%s) VALUES (%s%s)", table, keys,
                                         buf_text(&columns), key_values, buf_text(&values))
                          : NULL;
    buf_fini(&columns);
    buf_fini(&values);
    return sql;
}

enum optibom_status catalog_in_force_prepare(struct catalog_class *of, struct arena *arena,
                                             struct error *err)
{
    of->insert_part =
        make_insert(of, arena, "part", "vendor_id, mpn, class", "?1, ?2, ?3", CATALOG_PART);
    of->insert_own = make_insert(of, arena, of->name, "part_id", "?1", CATALOG_CLASS);
    return of->insert_part != NULL && of->insert_own != NULL ? OPTIBOM_OK : error_no_memory(err);
}

void catalog_in_force_bind(struct store_query *query, const struct catalog_class *of,
                           const struct catalog_attribute *attribute,
                           const struct catalog_value *figure)
{
    enum import_kind kind = attribute->import->kind;
    int first = first_parameter(of, attribute);
    if (kind == IMPORT_REAL) {
        store_bind_real(query, first, figure->min);
        store_bind_real(query, first + 1, figure->typ);
        store_bind_real(query, first + 2, figure->max);
    } else if (kind == IMPORT_INTEGER || kind == IMPORT_FLAG) {
        store_bind_real(query, first + 1, figure->typ);
    } else {
        store_bind_text(query, first, figure->text);
    }
}

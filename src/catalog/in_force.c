#include "catalog/in_force.h"

#include <stdio.h>

/* Puts the figure in force into the class table: one column, or three when ranged. */
static enum optibom_status copy_to_class(struct store *store, const struct catalog_class *of,
                                         const struct catalog_attribute *attribute, int64_t part_id,
                                         struct error *err)
{
    char sql[768];
    const char *table = attribute->scope == CATALOG_PART ? "part" : of->name;
    const char *column = attribute->column;
    if (attribute->import->ranged)
        snprintf(sql, sizeof sql,
                 "UPDATE %s SET (%s_min, %s_typ, %s_max) = (SELECT min, typ, max FROM figure WHERE"
                 " part_id = ?1 AND attribute = ?2 AND chosen = 1) WHERE part_id = ?1",
                 table, column, column, column);
    else
        snprintf(sql, sizeof sql,
                 "UPDATE %s SET %s = (SELECT %s FROM figure WHERE"
                 " part_id = ?1 AND attribute = ?2 AND chosen = 1) WHERE part_id = ?1",
                 table, column,
                 attribute->import->kind == IMPORT_REAL ? "coalesce(typ, max, min)"
                 : attribute->import->kind == IMPORT_INTEGER ||
                         attribute->import->kind == IMPORT_FLAG
                     ? "CAST(typ AS INTEGER)"
                     : "value_text");
    return store_run(store, err, sql, "it", part_id, attribute->import->name);
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
    return status == OPTIBOM_OK ? copy_to_class(store, of, attribute, part_id, err) : status;
}

enum optibom_status catalog_in_force_choose(struct store *store, const struct catalog_class *of,
                                            const struct catalog_attribute *attribute,
                                            int64_t part_id, struct error *err)
{
    int64_t best = 0;
    enum optibom_status status = store_one_int(
        &best, store, err,
        "SELECT figure_id FROM figure WHERE part_id = ? AND attribute = ? ORDER BY " CATALOG_TRUST
        " DESC, batch_id DESC, figure_id DESC LIMIT 1",
        "it", part_id, attribute->import->name);
    return status == OPTIBOM_OK || status == OPTIBOM_NOT_FOUND
               ? catalog_in_force_set(store, of, attribute, part_id, best, err)
               : status;
}

#include "catalog/names.h"

#include <string.h>

const struct catalog_name_table catalog_vendors = {
    "SELECT vendor_id FROM vendor WHERE name = ?",
    "INSERT INTO vendor (vendor_id, name) VALUES (?, ?)",
    "SELECT coalesce(max(vendor_id), 0) FROM vendor", false};

const struct catalog_name_table catalog_suppliers = {
    "SELECT supplier_id FROM supplier WHERE name = ?",
    "INSERT INTO supplier (supplier_id, name) VALUES (?, ?)",
    "SELECT coalesce(max(supplier_id), 0) FROM supplier", false};

const struct catalog_name_table catalog_documents = {
    "SELECT document_id FROM document WHERE title = ? AND url = ?",
    "INSERT INTO document (document_id, title, url) VALUES (?, ?, ?)",
    "SELECT coalesce(max(document_id), 0) FROM document", true};

void catalog_names_init(struct catalog_names *names, const struct catalog_name_table *table,
                        struct store *store, struct arena *arena)
{
    *names = (struct catalog_names){.table = table, .store = store, .arena = arena};
    text_map_init(&names->ids, arena, table->has_address);
}

void catalog_names_fini(struct catalog_names *names)
{
    text_map_fini(&names->ids);
}

/* A name that the catalog does not have. */
static enum optibom_status add(int64_t *id, struct catalog_names *names, const char *name,
                               const char *url, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    if (names->next_id == 0) {
        status = store_one_int(&names->next_id, names->store, err, names->table->highest, "");
        names->next_id++;
    }
    if (status != OPTIBOM_OK)
        return status;
    struct catalog_name *fresh =
        arena_grow(names->arena, names->fresh, names->fresh_count, sizeof *fresh);
    if (fresh == NULL)
        return error_no_memory(err);
    names->fresh = fresh;
    *id = names->next_id++;
    fresh[names->fresh_count] = (struct catalog_name){
        *id, arena_strdup(names->arena, name), url != NULL ? arena_strdup(names->arena, url) : ""};
    const struct catalog_name *added = &fresh[names->fresh_count++];
    return added->name != NULL && added->url != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static void remember(struct catalog_names *names, int64_t id, const char *name, const char *url)
{
    size_t name_size = strlen(name) + 1, url_size = strlen(url) + 1;
    names->last_id = 0;
    if (name_size > CATALOG_NAME_KEPT || url_size > CATALOG_NAME_KEPT)
        return;
    memcpy(names->last_name, name, name_size);
    memcpy(names->last_url, url, url_size);
    names->last_id = id;
}

static enum optibom_status find_id(int64_t *id, struct catalog_names *names, const char *name,
                                   const char *url, struct error *err)
{
    const char *key = name;
    if (names->table->has_address && url[0] != '\0' &&
        (key = arena_printf(names->arena, "%s\n%s", name, url)) == NULL)
        return error_no_memory(err);
    if (text_map_get(id, &names->ids, key))
        return OPTIBOM_OK;
    enum optibom_status status = store_one_int(id, names->store, err, names->table->select,
                                               names->table->has_address ? "tt" : "t", name, url);
    if (status == OPTIBOM_NOT_FOUND)
        status = add(id, names, name, url, err);
    if (status == OPTIBOM_OK && !text_map_put(&names->ids, key, *id))
        status = error_no_memory(err);
    return status;
}

enum optibom_status catalog_names_id(int64_t *id, struct catalog_names *names, const char *name,
                                     const char *url, struct error *err)
{
    const char *address = url != NULL ? url : "";
    *id = names->last_id;
    if (*id != 0 && strcmp(names->last_name, name) == 0 && strcmp(names->last_url, address) == 0)
        return OPTIBOM_OK;
    enum optibom_status status = find_id(id, names, name, url, err);
    if (status == OPTIBOM_OK)
        remember(names, *id, name, address);
    return status;
}

enum optibom_status catalog_names_write(struct catalog_names *names, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < names->fresh_count && status == OPTIBOM_OK; i++)
        status = store_run(names->store, err, names->table->insert,
                           names->table->has_address ? "itt" : "it", names->fresh[i].id,
                           names->fresh[i].name, names->fresh[i].url);
    names->fresh = NULL;
    names->fresh_count = 0;
    names->next_id = 0;
    return status;
}

#include "assemble/shelf.h"

enum optibom_status shelf_open(struct shelf *shelf, struct arena *arena, struct catalog *catalog,
                               struct error *err)
{
    *shelf = (struct shelf){.catalog = catalog, .arena = arena};
    id_map_init(&shelf->numbers);
    text_map_init(&shelf->names, arena, true);
    return store_snapshot(&shelf->is_own, catalog->store, err);
}

void shelf_close(struct shelf *shelf)
{
    id_map_fini(&shelf->numbers);
    text_map_fini(&shelf->names);
    store_snapshot_end(shelf->catalog->store, shelf->is_own);
}

enum optibom_status shelf_part(const struct catalog_part **out, struct shelf *shelf,
                               int64_t part_id, struct error *err)
{
    uint32_t number;
    if (id_map_get(&number, &shelf->numbers, part_id)) {
        *out = shelf->parts[number];
        return OPTIBOM_OK;
    }
    struct catalog_part *part = NULL;
    enum optibom_status status =
        catalog_part_load(&part, shelf->arena, shelf->catalog->store, part_id, err);
    if (status != OPTIBOM_OK)
        return status;
    struct catalog_part **parts =
        arena_grow(shelf->arena, shelf->parts, shelf->numbers.count, sizeof *parts);
    if (parts != NULL)
        shelf->parts = parts;
    if (parts == NULL || !id_map_put(&number, &shelf->numbers, part_id))
        return error_no_memory(err);
    parts[number] = part;
    *out = part;
    return OPTIBOM_OK;
}

enum optibom_status shelf_resolve(int64_t *part_id, struct shelf *shelf, const char *name,
                                  struct error *err)
{
    if (text_map_get(part_id, &shelf->names, name))
        return OPTIBOM_OK;
    enum optibom_status status =
        catalog_part_resolve(part_id, shelf->arena, shelf->catalog->store, name, err);
    if (status == OPTIBOM_OK && !text_map_put(&shelf->names, name, *part_id))
        status = error_no_memory(err);
    return status;
}

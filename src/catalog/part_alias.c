#include "catalog/part_alias.h"

#include <inttypes.h>
#include <stdio.h>

enum { KEY_SIZE = 1024 };

/* "7 ACME-1"; false for what is longer than part numbers are. */
static bool make_key(char key[KEY_SIZE], int64_t vendor_id, const char *mpn)
{
    int length = snprintf(key, KEY_SIZE, "%" PRId64 " %s", vendor_id, mpn);
    return length > 0 && length < KEY_SIZE;
}

enum optibom_status catalog_part_aliases_load(struct catalog_part_aliases *out, struct arena *arena,
                                              struct store *store, struct error *err)
{
    struct store_query query;
    bool has_memory = true;
    *out = (struct catalog_part_aliases){0};
    text_map_init(&out->places, arena, false);
    store_query_start(&query, store,
                      "SELECT a.vendor_id, a.mpn, p.vendor_id, p.mpn FROM part_alias AS a"
                      " JOIN part AS p USING (part_id)",
                      "");
    while (has_memory && store_query_next(&query)) {
        char key[KEY_SIZE];
        if (!make_key(key, store_int(&query, 0), store_text(&query, 1)))
            continue;
        struct catalog_part_number *parts =
            arena_grow(arena, out->parts, out->count, sizeof *parts);
        has_memory = parts != NULL && text_map_put(&out->places, key, (int64_t)out->count);
        if (!has_memory)
            break;
        out->parts = parts;
        parts[out->count].vendor_id = store_int(&query, 2);
        has_memory = store_copy_text(&parts[out->count++].mpn, arena, &query, 3);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !has_memory ? error_no_memory(err) : status;
}

void catalog_part_aliases_fini(struct catalog_part_aliases *aliases)
{
    text_map_fini(&aliases->places);
}

const struct catalog_part_number *catalog_part_of_alias(const struct catalog_part_aliases *aliases,
                                                        int64_t vendor_id, const char *mpn)
{
    char key[KEY_SIZE];
    int64_t place = 0;
    return aliases->count > 0 && make_key(key, vendor_id, mpn) &&
                   text_map_get(&place, &aliases->places, key)
               ? &aliases->parts[place]
               : NULL;
}

#include "catalog/bom_pieces.h"

#include "store/store.h"

/* The whole name of a list, of which the folder may be left out where one file is called so. */
static enum optibom_status find_list(const char **whole, struct arena *arena, struct store *store,
                                     const char *name, struct error *err)
{
    struct store_query query;
    int lists = 0;
    bool is_exact = false, copied = true;
    store_query_start(&query, store,
                      "SELECT name, name = ?1 FROM bom WHERE name = ?1 OR substr(name, "
                      "-length(?1) - 1) = '/' || ?1 COLLATE NOCASE ORDER BY name = ?1 DESC, name",
                      "t", name);
    while (copied && !is_exact && store_query_next(&query)) {
        is_exact = store_int(&query, 1) != 0;
        lists++;
        copied = store_copy_text(whole, arena, &query, 0);
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status != OPTIBOM_OK || !copied)
        return status == OPTIBOM_OK ? error_no_memory(err) : status;
    if (lists == 0)
        return error_set(err, OPTIBOM_NOT_FOUND,
                         "no bill of materials is called '%s'; import it with --class bom, its "
                         "name is that of the file",
                         name);
    return lists == 1 ? OPTIBOM_OK
                      : error_set(err, OPTIBOM_USAGE,
                                  "%d bills of materials are called '%s'; name its folder too, as "
                                  "in '%s'",
                                  lists, name, *whole);
}

enum optibom_status catalog_bom_pieces(struct bom_piece **out, size_t *count, struct arena *arena,
                                       struct store *store, const char *name, struct error *err)
{
    struct store_query query;
    bool copied = true;
    const char *whole = NULL;
    enum optibom_status status = find_list(&whole, arena, store, name, err);
    *out = NULL;
    *count = 0;
    if (status != OPTIBOM_OK)
        return status;
    store_query_start(&query, store,
                      "SELECT coalesce(part_id, 0), coalesce(coalesce(vendor || ' ', '') || mpn, "
                      "reference, description, line, ''), coalesce(quantity, 0) FROM bom_view "
                      "WHERE bom = ?1 AND NOT coalesce(dnp, 0) ORDER BY position",
                      "t", whole);
    while (copied && store_query_next(&query)) {
        struct bom_piece *items = arena_grow(arena, *out, *count, sizeof *items);
        copied = items != NULL;
        if (!copied)
            break;
        *out = items;
        struct bom_piece *item = &items[(*count)++];
        item->part_id = store_int(&query, 0);
        item->quantity = store_real(&query, 2);
        copied = store_copy_text(&item->text, arena, &query, 1);
    }
    status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

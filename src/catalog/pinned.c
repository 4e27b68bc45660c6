#include "catalog/pinned.h"

void catalog_pin(struct catalog_pinned *pinned, struct store *store)
{
    static const char *const LATEST[CATALOG_PINNED] = {
        "SELECT batch_id FROM import_batch ORDER BY batch_id DESC",
        "SELECT price_list_id FROM price_list ORDER BY price_list_id DESC",
        "SELECT batch_id FROM import_reject ORDER BY batch_id DESC, position DESC",
        "SELECT search_id FROM search_stale ORDER BY search_id DESC"};
    for (size_t i = 0; i < CATALOG_PINNED; i++) {
        store_query_start(&pinned->queries[i], store, LATEST[i], "");
        store_query_next(&pinned->queries[i]);
    }
}

enum optibom_status catalog_unpin(struct catalog_pinned *pinned, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < CATALOG_PINNED; i++) {
        struct error why = {0};
        enum optibom_status ended = store_query_end(&pinned->queries[i], &why);
        if (status == OPTIBOM_OK && ended != OPTIBOM_OK)
            status = error_set(err, ended, "%s", why.text);
    }
    return status;
}

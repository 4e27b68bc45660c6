#include "catalog/held.h"

void catalog_hold(struct catalog_held *held, struct store *store)
{
    static const char *const LATEST[CATALOG_HELD] = {
        "SELECT batch_id FROM import_batch ORDER BY batch_id DESC",
        "SELECT price_list_id FROM price_list ORDER BY price_list_id DESC",
        "SELECT batch_id FROM import_reject ORDER BY batch_id DESC, position DESC",
        "SELECT search_id FROM search_stale ORDER BY search_id DESC"};
    for (size_t i = 0; i < CATALOG_HELD; i++) {
        store_query_start(&held->queries[i], store, LATEST[i], "");
        store_query_next(&held->queries[i]);
    }
}

enum optibom_status catalog_let_go(struct catalog_held *held, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; i < CATALOG_HELD; i++) {
        struct error why = {0};
        enum optibom_status ended = store_query_end(&held->queries[i], &why);
        if (status == OPTIBOM_OK && ended != OPTIBOM_OK)
            status = error_set(err, ended, "%s", why.text);
    }
    return status;
}

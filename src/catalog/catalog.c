#include "catalog/catalog.h"

enum optibom_status catalog_init(struct catalog *catalog, struct store *store, struct error *err)
{
    *catalog = (struct catalog){.store = store};
    arena_init(&catalog->arena);
    enum optibom_status status =
        catalog_dictionary_load(&catalog->dictionary, &catalog->arena, store, err);
    if (status != OPTIBOM_OK)
        catalog_fini(catalog);
    return status;
}

void catalog_fini(struct catalog *catalog)
{
    arena_fini(&catalog->arena);
    store_close(catalog->store);
    catalog->store = NULL;
}

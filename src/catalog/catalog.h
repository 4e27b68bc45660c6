/* The catalog: an open store with its data dictionary. */
#ifndef OPTIBOM_CATALOG_CATALOG_H
#define OPTIBOM_CATALOG_CATALOG_H

#include "catalog/dictionary.h"
#include "store/store.h"

struct catalog {
    struct store *store;
    struct arena arena; /* holds the dictionary */
    struct catalog_dictionary dictionary;
    char day[11]; /* YYYY-MM-DD: prices count as they hold on it; "": at any time */
};

/* Takes the store over; on failure it is closed. */
enum optibom_status catalog_init(struct catalog *catalog, struct store *store, struct error *err);
void catalog_fini(struct catalog *catalog);

#endif

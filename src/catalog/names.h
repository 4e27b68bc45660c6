/*
 * Ids of names in a table of names, looked up once each. A new name gets its id at once and its row
 * later, so that names can be met while a statement runs.
 */
#ifndef OPTIBOM_CATALOG_NAMES_H
#define OPTIBOM_CATALOG_NAMES_H

#include "base/text_map.h"
#include "store/store.h"

struct catalog_name {
    int64_t id;
    const char *name, *url;
};

/* The three statements of a table of names. */
struct catalog_name_table {
    const char *select;  /* id by name, or by name and address */
    const char *insert;  /* id, name, or id, name, address */
    const char *highest; /* id */
    bool has_address;    /* names are exact then; else without regard to case */
};

enum { CATALOG_NAME_KEPT = 96 };

struct catalog_names {
    const struct catalog_name_table *table;
    struct store *store;
    struct arena *arena;
    struct text_map ids;
    struct catalog_name *fresh; /* without a row yet */
    size_t fresh_count;
    int64_t next_id; /* 0: not asked yet */
    /* What was asked last: lists name the same supplier and document row after row. */
    char last_name[CATALOG_NAME_KEPT], last_url[CATALOG_NAME_KEPT];
    int64_t last_id; /* 0: nothing */
};

extern const struct catalog_name_table catalog_vendors, catalog_suppliers, catalog_documents;

void catalog_names_init(struct catalog_names *names, const struct catalog_name_table *table,
                        struct store *store, struct arena *arena);
void catalog_names_fini(struct catalog_names *names);

/* `url` is read where the table has addresses. */
enum optibom_status catalog_names_id(int64_t *id, struct catalog_names *names, const char *name,
                                     const char *url, struct error *err);

/* Writes the rows of new names. */
enum optibom_status catalog_names_write(struct catalog_names *names, struct error *err);

#endif

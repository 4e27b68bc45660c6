/*
 * The whole catalog as files that import reads back to the same rows: a CSV file a record class,
 * price list and bill of materials, and the stored flows and builds as the YAML that they are.
 *
 * Cells hold what a figure was read from wherever reading that again gives the same figure, which
 * is tried by reading it; else the numbers, and the text it was read from beside them. What goes
 * back to an empty catalog is the same but for ids, the history of imports and the dates of builds.
 */
#ifndef OPTIBOM_CATALOG_EXPORT_H
#define OPTIBOM_CATALOG_EXPORT_H

#include "catalog/catalog.h"

/* Where the files go. Texts are borrowed for the call. A status other than OPTIBOM_OK ends the
 * export with it. */
struct catalog_export_sink {
    void *context;
    /* A file of rows, the first of them its header; `path` within the folder. */
    enum optibom_status (*begin)(void *context, const char *path, struct error *err);
    enum optibom_status (*row)(void *context, const char *const *cells, size_t count,
                               struct error *err); /* a cell may be NULL: it is empty */
    enum optibom_status (*end)(void *context, struct error *err);
    /* A file of text. */
    enum optibom_status (*text)(void *context, const char *path, const char *text,
                                struct error *err);
    /* Something that import would not read back as it is; it is written all the same. */
    void (*doubt)(void *context, const char *sentence);
};

/* Of one state of the catalog, whatever others write meanwhile. */
enum optibom_status catalog_export(const struct catalog_export_sink *sink, struct catalog *catalog,
                                   struct error *err);

#endif

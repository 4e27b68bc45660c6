/* Full-text search over what schema/search.sql indexes. */
#ifndef OPTIBOM_CATALOG_FULL_TEXT_H
#define OPTIBOM_CATALOG_FULL_TEXT_H

#include "base/table.h"
#include "catalog/catalog.h"

struct catalog_full_text {
    const char *const *words; /* plain words, or several with blanks between */
    size_t word_count;
    int64_t limit;            /* 0: none */
    const char *open, *close; /* what stands around a word that was found; or "" */
};

/* Things that have all of the words, the one that is called so first, then the best. OPTIBOM_USAGE
 * for more words than a person writes. */
enum optibom_status catalog_full_text_find(struct table *out, int64_t *count, struct arena *arena,
                                           struct catalog *catalog,
                                           const struct catalog_full_text *request,
                                           struct error *err);

/* The request with words that are nowhere replaced by the nearest ones that are somewhere; "" where
 * there is none, or nothing has all of these. */
enum optibom_status catalog_full_text_nearest(const char **out, struct arena *arena,
                                              struct catalog *catalog,
                                              const struct catalog_full_text *request,
                                              struct error *err);

#endif

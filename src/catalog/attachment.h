/* Files attached to parts and builds: in the catalog (table sqlar), or by reference. */
#ifndef OPTIBOM_CATALOG_ATTACHMENT_H
#define OPTIBOM_CATALOG_ATTACHMENT_H

#include "base/table.h"
#include "catalog/change.h"

struct catalog_attach_request {
    const char *const *files; /* paths; of references also addresses */
    size_t file_count;
    const char *part, *build; /* one of them: to what */
    const char *title;        /* or NULL */
    bool is_reference;
};

/* Attaches all or none; `*out` tells what became of each. A file whose content the catalog has is
 * attached as that one. */
enum optibom_status catalog_attach(struct table *out, struct arena *arena, struct catalog *catalog,
                                   const struct catalog_attach_request *request,
                                   struct catalog_who who, struct error *err);

/* All, or what is attached to a part or a build; OPTIBOM_NOT_FOUND where `of` is neither. */
enum optibom_status catalog_attachment_list(struct table *out, struct arena *arena,
                                            struct store *store, const char *of, struct error *err);

/* What is attached to a part. */
enum optibom_status catalog_attachment_of_part(struct table *out, struct arena *arena,
                                               struct store *store, int64_t part_id,
                                               struct error *err);

/* The bytes of one that is in the catalog, freed by the caller. OPTIBOM_NOT_FOUND with the nearest
 * name; OPTIBOM_CONFLICT for a reference. */
enum optibom_status catalog_attachment_get(void **bytes, size_t *size, struct arena *arena,
                                           struct store *store, const char *name,
                                           struct error *err);

/* Takes one away, from everything that it is attached to. */
enum optibom_status catalog_attachment_remove(struct catalog *catalog, const char *name,
                                              struct catalog_who who, struct error *err);

/* References to files with what became of them: present, changed, gone; `*findings` where one is
 * not present. */
enum optibom_status catalog_attachment_check(struct table *out, bool *findings, struct arena *arena,
                                             struct store *store, struct error *err);

#endif

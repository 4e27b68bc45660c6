/* Everything known of one part, and what the attributes of a class are. */
#ifndef OPTIBOM_REPORT_PART_TABLES_H
#define OPTIBOM_REPORT_PART_TABLES_H

#include "catalog/catalog.h"
#include "report/emit.h"

struct part_tables {
    struct table figures, figures_short, disagreements, disagreements_short, offers, contents,
        used_in, alternates, builds, builds_unread, lists, attachments;
    struct emit_document document; /* points at the tables */
};

/* OPTIBOM_NOT_FOUND and OPTIBOM_CONFLICT as catalog_part_resolve. */
enum optibom_status part_tables_make(struct part_tables *out, struct arena *arena,
                                     struct catalog *catalog, const char *name, struct error *err);

/* OPTIBOM_USAGE for an unknown class; NULL is every class. */
enum optibom_status part_table_attributes(struct table *out, struct arena *arena,
                                          const struct catalog *catalog, const char *class_name,
                                          struct error *err);

#endif

/* Bills of materials of an import: lines gathered over all tables, then written list by list. */
#ifndef OPTIBOM_CATALOG_LOAD_BOM_H
#define OPTIBOM_CATALOG_LOAD_BOM_H

#include "catalog/load_run.h"

/* A table of lines. */
struct load_bom_table {
    const struct catalog_load_file *file;
    size_t number; /* in the report, from 0 */
};

/* Takes a record as a line of the list that it names, else of that of its table. Refuses through
 * run->put.issue. */
enum optibom_status load_bom_record(struct load_run *run, const struct load_bom_table *table,
                                    const struct import_record *record, struct error *err);

/* What the table says in a row of totals, after its last record. */
enum optibom_status load_bom_total(struct load_run *run, const struct load_bom_table *table,
                                   const struct import_row *row, struct error *err);

/* After the last file: arranges, checks and writes the lists, and counts their rows. */
enum optibom_status load_bom_end(struct load_run *run, struct error *err);

/* Frees what was gathered. */
void load_bom_close(struct load_run *run);

#endif

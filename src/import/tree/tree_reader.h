/* What the readers of trees share: from records to tables, to rows. */
#ifndef OPTIBOM_IMPORT_TREE_READER_H
#define OPTIBOM_IMPORT_TREE_READER_H

#include "import/reader.h"
#include "import/tree/tree_rows.h"
#include "import/tree/tree_shape.h"
#include "import/tree/tree_tables.h"

struct import_tree_reader {
    struct import_tree_source *source; /* the format's */
    struct arena arena;
    struct import_tree_shapes shapes;
    struct import_tree_tables tables;
    const struct import_tree_table *table; /* at work, NULL before the first and past the last */
    size_t table_number;
    bool is_started;
    struct import_tree_rows rows;
    size_t record_count;
};

/* Learns all records of the source; those that cannot be read are passed over. `name` is kept. */
enum optibom_status import_tree_reader_open(struct import_tree_reader *reader,
                                            struct import_tree_source *source, const char *name,
                                            struct error *err);

/* As import/reader.h has them. */
enum optibom_status import_tree_reader_next_table(struct import_tree_reader *reader,
                                                  struct import_table *table, struct error *err);
enum optibom_status import_tree_reader_next_row(struct import_tree_reader *reader,
                                                struct import_row *row, struct error *err);

/* Also for one that is all zero. */
void import_tree_reader_close(struct import_tree_reader *reader);

#endif

/*
 * Records of a table, read and checked by a thread of their own: all that there is room for before
 * the caller writes the first, the others while it writes those before them.
 */
#ifndef OPTIBOM_CATALOG_READ_AHEAD_H
#define OPTIBOM_CATALOG_READ_AHEAD_H

#include "import/mapping.h"
#include "import/table_rows.h"

/* A record, or in its place a row that the reader could not make sense of. */
struct read_ahead_item {
    struct import_record record;
    void *made;             /* what the maker made of the record, NULL without one */
    const char *unreadable; /* the reader's sentence, NULL for a record */
};

/* Some records in the order of the table. They live until the batch is given back. */
struct read_ahead_batch {
    struct read_ahead_batch *next;
    struct arena arena;
    struct arena made; /* of the maker: close together, for they go to another processor */
    struct read_ahead_item *items;
    size_t count;
};

struct read_ahead;

/* Makes more of a record that is not rejected, in the arena, on the thread; NULL: no memory. */
typedef void *read_ahead_maker(const struct import_record *record, const void *context,
                               struct arena *arena);

/* `rows` stand before the first record and are the thread's until all is read. `room` is how many
 * bytes of records may wait for a caller that does not take them yet; a few batches always may. */
enum optibom_status read_ahead_open(struct read_ahead **out, struct import_table_rows *rows,
                                    const struct import_mapping *mapping,
                                    read_ahead_maker *make /* or NULL */, const void *context,
                                    size_t room, struct error *err);

/* Waits until all is read or the room is used up, before the first batch is taken. Sets what is
 * left of the room; 0: there may be more records. */
enum optibom_status read_ahead_wait(size_t *room, struct read_ahead *ahead, struct error *err);

/* The next batch; OPTIBOM_NOT_FOUND past the last. */
enum optibom_status read_ahead_next(struct read_ahead_batch **out, struct read_ahead *ahead,
                                    struct error *err);

/* The batch that was taken last is done with. */
void read_ahead_give_back(struct read_ahead *ahead);

/* Stops the thread, whatever it is doing. Takes NULL. */
void read_ahead_close(struct read_ahead *ahead);

#endif

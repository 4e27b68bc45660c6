/* The prices of a file, by what they are for: millions, each found in one look. */
#ifndef OPTIBOM_CATALOG_PRICE_SEEN_H
#define OPTIBOM_CATALOG_PRICE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct price_seen_row {
    uint64_t key; /* 0: free */
    int64_t price_micros;
    size_t line;
};

/* All zero: nothing was seen. */
struct price_seen {
    struct price_seen_row *rows; /* owned */
    size_t count, capacity;
};

/* The row of a key that is not 0, until the next call; NULL: no memory. `*is_new` when it is seen
 * for the first time: the rest of the row is zero then. */
struct price_seen_row *price_seen_find(bool *is_new, struct price_seen *seen, uint64_t key);

/* The key is looked for soon: its row, anywhere in tens of megabytes, is fetched into the
 * processor's cache. */
void price_seen_expect(const struct price_seen *seen, uint64_t key);

void price_seen_clear(struct price_seen *seen);

#endif

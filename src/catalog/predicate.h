/* One predicate of find, as SQL with bound values. */
#ifndef OPTIBOM_CATALOG_PREDICATE_H
#define OPTIBOM_CATALOG_PREDICATE_H

#include "base/buf.h"
#include "catalog/dictionary.h"

enum { PREDICATE_VALUES_MAX = 2 };

struct predicate {
    double numbers[PREDICATE_VALUES_MAX];
    const char *text; /* in the arena; NULL when the values are numbers */
    size_t value_count;
};

/* Appends the condition to `sql` with ?N for its values from `first` on; the columns are those of
 * the class's view. OPTIBOM_USAGE with the place of the mistake in the sentence. */
enum optibom_status predicate_parse(struct predicate *out, struct buf *sql, struct arena *arena,
                                    const struct catalog_class *of, const char *text, size_t first,
                                    struct error *err);

/* The attribute of that name or OPTIBOM_USAGE with the nearest one; `*side` becomes "min", "typ",
 * "max" when the name ends so, else "". */
enum optibom_status predicate_attribute(const struct catalog_attribute **out, const char **side,
                                        const struct catalog_class *of, const char *name,
                                        struct error *err);

/* Appends the SQL expression of an attribute's value, of one side when it is ranged: coalesce of
 * the wanted side and the next best. */
void predicate_expression(struct buf *sql, const struct catalog_attribute *attribute,
                          const char *side);

#endif

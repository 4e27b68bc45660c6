/* The alternatives of a cell, read, and what follows from them: inside of import/cell_meaning only.
 */
#ifndef OPTIBOM_IMPORT_CELL_CHOICE_H
#define OPTIBOM_IMPORT_CELL_CHOICE_H

#include "import/cell/cell_sense.h"

struct import_choice {
    const struct import_column *column;
    const char *text;            /* of the cell */
    struct import_sense *senses; /* those that are read and those that are not */
    size_t sense_count;
    struct import_candidate *candidates;
    size_t candidate_count;
    const char *stray; /* words that are not understood, NULL for none */
    const char *doubt;
    bool is_absent, is_open; /* an alternative says that there is no value, or not yet */
    struct arena *arena;
    struct error *err;
};

enum optibom_status import_choice_add(struct import_choice *choice,
                                      const struct import_sense *sense);

/* `*condition` with `more`, either NULL. */
enum optibom_status import_choice_join(struct import_choice *choice, const char **condition,
                                       const char *more);

/* One value, a question, or `problem` as it was when nothing is read. */
enum optibom_status import_choice_settle(struct import_choice *choice, struct import_value *value,
                                         struct import_cell_problem *problem);

#endif

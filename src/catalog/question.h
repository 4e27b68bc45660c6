/*
 * Questions of imports: cells that may mean several values. An answer is an import of its own, of
 * the same row with one meaning, so that it is checked, recorded and undone like any other.
 */
#ifndef OPTIBOM_CATALOG_QUESTION_H
#define OPTIBOM_CATALOG_QUESTION_H

#include "base/table.h"
#include "catalog/load.h"

/* Keeps a question of a batch with the parts of its row that name it, or with the whole row when
 * that was refused and waits. `position` is that of its issue. */
enum optibom_status catalog_question_add(struct store *store, int64_t batch_id, int64_t position,
                                         const struct catalog_load_file *file, const char *source,
                                         const struct import_record *record,
                                         const struct import_issue *issue, struct error *err);

/* The open ones of a batch: number, file, line, part, column, what it may be. A question whose
 * answer was taken back is open again. */
enum optibom_status catalog_question_list(struct table *out, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err);

/* "3=b", "3=70 m" or "3=" (no value). */
struct catalog_answer {
    int64_t number;
    const char *text;
    struct catalog_source source; /* of the row, when there is a value; see catalog_question_take */
};

/* Reads an answer; OPTIBOM_USAGE says how one is written. */
enum optibom_status catalog_answer_parse(struct catalog_answer *out, const char *text,
                                         struct error *err);

/* Makes the source of an answer, to be imported; its reader is to be closed by the caller.
 * OPTIBOM_NOT_FOUND: the batch has no such open question; OPTIBOM_USAGE: it has no such candidate.
 */
enum optibom_status catalog_question_take(struct catalog_answer *answer, struct arena *arena,
                                          struct store *store, int64_t batch_id, struct error *err);

/* Notes that it was answered by a batch, 0 for no value. */
enum optibom_status catalog_question_close(const struct catalog_answer *answer, struct store *store,
                                           int64_t batch_id, int64_t answer_batch_id,
                                           struct error *err);

#endif

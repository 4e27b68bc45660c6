/* Explorations as files of their own: SQLite databases with the tables of schema/exploration.sql.
 */
#ifndef OPTIBOM_REPORT_EXPLORATION_FILE_H
#define OPTIBOM_REPORT_EXPLORATION_FILE_H

#include "explore/exploration.h"

/* Writes the file, which appears whole or not at all; one of that name is replaced. */
enum optibom_status exploration_save(const struct exploration *exploration, const char *path,
                                     struct error *err);

/* Everything lives in `arena`. OPTIBOM_BAD_INPUT for a file that is not one. */
enum optibom_status exploration_load(struct exploration *out, struct arena *arena, const char *path,
                                     struct error *err);

/* Adds to `into` what `part` has answered of the same exploration. OPTIBOM_BAD_INPUT where it is
 * another; both live on. `path` is the part's, for that. */
enum optibom_status exploration_merge(struct exploration *into, struct arena *arena,
                                      const struct exploration *part, const char *path,
                                      struct error *err);

#endif

/* What the files of the facade share: the handle behind the public API. */
#ifndef OPTIBOM_FACADE_H
#define OPTIBOM_FACADE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "catalog/change.h"
#include "evaluate/simulate.h"
#include "optibom.h"
#include "report/emit.h"

struct optibom {
    char *user, *now, *path;
    struct catalog catalog; /* open when is_open */
    bool is_open;
    bool is_built_in;
    struct store_bounds bounds; /* of queries */
    struct error error;
};

/* Start of every call: forgets the last error. */
struct error *handle_begin(struct optibom *optibom);

/* Closes the catalog where one is open. */
void handle_close(struct optibom *optibom);

/* Opens a catalog, of an older schema too, for nothing but store_backup: no dictionary is read. */
enum optibom_status handle_open_to_copy(struct optibom *optibom, const char *path);

/* OPTIBOM_USAGE when no catalog is open. Prices then count as they hold today. */
enum optibom_status handle_require(struct optibom *optibom);

/* Who changes things now, for the history. */
struct catalog_who handle_who(const struct optibom *optibom);

/* Prices count as they hold on a day, YYYY-MM-DD, until the call ends. */
void handle_set_day(struct optibom *optibom, const char *day);

/* Sends what was written, or fails when memory ran out on the way. */
enum optibom_status handle_send(struct optibom *optibom, const struct buf *text,
                                const struct optibom_output *output);
enum optibom_status handle_emit(struct optibom *optibom, const struct emit_document *document,
                                const struct optibom_output *output);

/* The same, and frees the text. */
enum optibom_status handle_send_and_free(struct optibom *optibom, struct buf *text,
                                         const struct optibom_output *output);

/* Appends a section; an empty table says nothing and is left out. */
void handle_add_section(struct emit_document *document, const char *name, const char *title,
                        const struct table *table);

/* What the verbs that give one table have in common: begin, make the table in an arena, emit it as
 * the member `rows` of the document; NULL: as its columns and rows. */
typedef enum optibom_status handle_maker(struct table *out, struct arena *arena,
                                         struct optibom *optibom, const void *request,
                                         struct error *err);
enum optibom_status handle_table(struct optibom *optibom, handle_maker *make, const void *request,
                                 const char *schema, const char *rows,
                                 const struct optibom_output *output);

/* The bytes of a file, in the arena and zero-terminated; at most 16 MiB. */
enum optibom_status handle_read_file(const char **text, size_t *size, struct arena *arena,
                                     const char *path, struct error *err);

/* True for an argument that names a file: it ends in .yaml or .yml, or holds a slash. */
bool handle_is_file(const char *argument);

/* Draws as the stages take them; Ctrl-C cancels them. `context` lives as long as they run. */
struct handle_draws {
    struct optibom *optibom;
    const struct optibom_draws *draws;
};
struct simulate_options handle_draws(struct handle_draws *context, struct optibom *optibom,
                                     const struct optibom_draws *draws);

#endif

/*
 * Trees: what JSON, JSON lines and YAML files hold, in memory, and how tables come out of it.
 *
 * A tree is maps (objects), lists (arrays) and scalars. Scalars are text exactly as it was written,
 * so that 1.10, 0123 and 1e400 stay what they are; true and false are their words, null is "".
 *
 * From tree to tables:
 *
 * - A record is a map. A list at the top is a table, a row each record; so are the lines of a
 *   JSON-lines file and several documents of a YAML stream. A map at the top is one record.
 * - A map of records, whose values are maps that would fill their table to three fifths, is a table
 *   too, with the column `key` first. At the top, and in maps inside maps there, two values are
 *   enough; inside the records of a list it takes three. Maps of min, typ, max and unit are not
 *   records.
 * - The columns of a record are the dotted paths of its scalars ("componentID.manufacturer"), the
 *   union over all records in order of first appearance. A list of scalars is one cell, its texts
 *   with "; " between.
 * - A list inside a record that holds maps or lists, and a map of records there, is a table of its
 *   own, named by its path ("Transceiver.mode"). The record that such a list holds in one place may
 *   stand alone in another. A scalar among records has the column `value`, the items of a list
 *   within a list have 1, 2, 3 ...
 * - The rows of such a table carry all columns of the record that the list is in, and of the one
 *   around that. The row's own columns are bare; those of a record around it stand behind the name
 *   of the table of that record ("Transceiver.type_variety", "connections.name"), and where that
 *   table is the one at the top, which has no name, behind "parent" ("parent.model").
 * - An attribute/value list, every item of which names an attribute and gives its value
 *   ({"attr": "reach", "value": 500}, no name twice in a list), is columns of its record instead:
 *   named by the attribute, and by the list too ("data.description") where the record has a column
 *   of that name. A unit beside a bare number goes into the cell ("3.5 W"); what else an item says
 *   is a column too ("reach.interface").
 * - Names that are still alike get a number: "a.b (2)".
 *
 * The table of the record at the top comes first, the others in order of appearance; tables without
 * columns of their own are left out. Lists of lists at the top have no names.
 *
 * Where a key stands more than once in a map the last value counts and its cell is in doubt. A NUL
 * character is read as U+FFFD, also in doubt.
 *
 * Lines are those where records start; in a document that stands on one line, the number of the
 * record in its table. What is larger than the limits below is refused with a sentence.
 */
#ifndef OPTIBOM_IMPORT_TREE_H
#define OPTIBOM_IMPORT_TREE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    IMPORT_TREE_JSON_MAX = 32 * 1024 * 1024, /* bytes of a JSON document */
    IMPORT_TREE_YAML_MAX = 16 * 1024 * 1024, /* of a YAML stream */
    IMPORT_TREE_LINE_MAX = 4 * 1024 * 1024,  /* of one line of JSON lines, however many there are */
    IMPORT_TREE_VALUES_MAX = 1000000,        /* of a tree; maps count twice */
    IMPORT_TREE_DEPTH_MAX = 256,
    IMPORT_TREE_KEY_MAX = 1024,    /* bytes */
    IMPORT_TREE_ANCHORS_MAX = 256, /* of a YAML stream */

    IMPORT_TREE_PATHS_MAX = 65536,            /* different ones of a file */
    IMPORT_TREE_TABLES_MAX = 256,             /* of a file */
    IMPORT_TREE_COLUMNS_MAX = 16384,          /* of a table, and different keys of a map */
    IMPORT_TREE_NAMES_MAX = 16 * 1024 * 1024, /* bytes of all names of columns */
    IMPORT_TREE_CELLS_MAX = 64 * 1024 * 1024, /* of a table with a value in less than one of 100 */
    IMPORT_TREE_RAW_MAX = 2000 /* bytes of a record for the list of what was refused */
};

enum import_tree_kind {
    IMPORT_TREE_NULL,
    IMPORT_TREE_FLAG,
    IMPORT_TREE_NUMBER,
    IMPORT_TREE_TEXT,
    IMPORT_TREE_LIST,
    IMPORT_TREE_MAP
};

struct import_tree_node {
    struct import_tree_node *next;  /* in its list or map */
    struct import_tree_node *first; /* of a list or map */
    const char *key;                /* in a map, else NULL */
    const char *text;               /* of a scalar, else "" */
    uint32_t line;
    uint32_t count; /* of a list or map; a repeated key counts once */
    enum import_tree_kind kind;
    bool is_repeated; /* its key stands more than once, this is the last value */
    bool is_replaced; /* there was a NUL character */
    bool is_merged;   /* by "<<" of YAML */
};

/* Everything in a tree lives in its arena, or in the text that it was read from. */
struct import_tree {
    struct arena arena;
    struct import_tree_node *root; /* NULL: there is nothing */
    size_t value_count;
};

void import_tree_init(struct import_tree *tree);
void import_tree_fini(struct import_tree *tree);

bool import_tree_is_scalar(const struct import_tree_node *node);

/* The member or, in a list, the item with the number that the key is; NULL when there is none. */
const struct import_tree_node *import_tree_child(const struct import_tree_node *node,
                                                 const char *key);

/* Makes a tree from the events of a parser, depth first. */
struct import_tree_builder {
    struct import_tree *tree;
    const char *name;                                     /* of the file, for messages */
    size_t line, column;                                  /* of the event at hand */
    struct import_tree_node *open[IMPORT_TREE_DEPTH_MAX]; /* lists and maps not closed yet */
    struct import_tree_node *last[IMPORT_TREE_DEPTH_MAX]; /* of their items */
    size_t depth;
    const char *key; /* waits for its value */
    bool is_key_replaced;
    bool is_copying;
};

void import_tree_build(struct import_tree_builder *builder, struct import_tree *tree,
                       const char *name);

/* OPTIBOM_BAD_INPUT with "file:line:column: " before the sentence. */
enum optibom_status import_tree_refuse(const struct import_tree_builder *builder, struct error *err,
                                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* True when the next scalar is a key. */
bool import_tree_wants_key(const struct import_tree_builder *builder);

/* Key and text must outlive the tree; `text` is "" for lists and maps, which stay open. */
enum optibom_status import_tree_key(struct import_tree_builder *builder, const char *key,
                                    struct error *err);
enum optibom_status import_tree_add(struct import_tree_node **out,
                                    struct import_tree_builder *builder, enum import_tree_kind kind,
                                    const char *text, struct error *err);
/* Closes the innermost list or map; of keys that repeat the last value stays. */
enum optibom_status import_tree_close(struct import_tree_builder *builder, struct error *err);

/* Adds a copy of a finished node of the same tree. */
enum optibom_status import_tree_copy(struct import_tree_builder *builder,
                                     const struct import_tree_node *node, struct error *err);

#endif

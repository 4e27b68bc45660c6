/*
 * YAML by tables: what a mapping may hold is one array of fields, from which it is read, checked
 * and, for an unknown key, the nearest known one is named. Every error has file, line and column.
 */
#ifndef OPTIBOM_BASE_YAML_DOC_H
#define OPTIBOM_BASE_YAML_DOC_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/range.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct yaml_doc;

/* A place in the document; 0 is nowhere (the key was absent). */
typedef int yaml_node;

enum yaml_kind {
    YAML_DOC_TEXT,     /* const char * */
    YAML_DOC_QUANTITY, /* double, in `unit`; a bare number takes it */
    YAML_DOC_RANGE,    /* struct range, in `unit` */
    YAML_DOC_COUNT,    /* int64_t, 0 or more */
    YAML_DOC_FLAG,     /* bool */
    YAML_DOC_NODE      /* yaml_node, to be read by the caller */
};

struct yaml_field {
    const char *key;
    enum yaml_kind kind;
    const char *unit;
    size_t offset; /* of the member in the target struct */
    bool required;
};

/* Parses the text, which holds one document. Texts that are read from it live in `arena`. */
enum optibom_status yaml_doc_open(struct yaml_doc **out, struct arena *arena, const char *file,
                                  const char *text, size_t size, struct error *err);
void yaml_doc_close(struct yaml_doc *doc);
yaml_node yaml_doc_root(const struct yaml_doc *doc);

/* Reads a mapping into `target`; members without a key keep what they hold. */
enum optibom_status yaml_doc_map(struct yaml_doc *doc, yaml_node node,
                                 const struct yaml_field *fields, size_t count, void *target,
                                 struct error *err);

/* A sequence or mapping element by element; a key that stands in the mapping twice is an error. */
enum optibom_status yaml_doc_count(size_t *out, struct yaml_doc *doc, yaml_node node,
                                   struct error *err);
yaml_node yaml_doc_item(struct yaml_doc *doc, yaml_node node, size_t index);
enum optibom_status yaml_doc_pair(const char **key, yaml_node *value, struct yaml_doc *doc,
                                  yaml_node node, size_t index, struct error *err);

bool yaml_doc_is_scalar(const struct yaml_doc *doc, yaml_node node);
bool yaml_doc_is_null(const struct yaml_doc *doc, yaml_node node); /* no value, null or ~ */
size_t yaml_doc_line(const struct yaml_doc *doc, yaml_node node);
const char *yaml_doc_file(const struct yaml_doc *doc, yaml_node node); /* lives as the arena */

/* The scalar's text, kept in the arena. */
enum optibom_status yaml_doc_text(const char **out, struct yaml_doc *doc, yaml_node node,
                                  struct error *err);

/* Adds what `doc` lacks of `base`, key by key through mappings inside mappings; what it has stays,
 * and a key without a value (null, ~) takes that of the base away. Errors about what is added name
 * the file of the base, which may be closed afterwards. Inside the entries of the mapping under
 * `apart`, a key of the top, keys without a value stay for a later merge; NULL: there is none. */
enum optibom_status yaml_doc_include(struct yaml_doc *doc, const struct yaml_doc *base,
                                     const char *apart, struct error *err);

/* A document of what stands at a node, with its places; `from` may be closed afterwards. */
enum optibom_status yaml_doc_copy(struct yaml_doc **out, struct arena *arena,
                                  const struct yaml_doc *from, yaml_node node, struct error *err);

/* Gives a scalar another text; its place stays. */
enum optibom_status yaml_doc_put_text(struct yaml_doc *doc, yaml_node node, const char *text,
                                      struct error *err);

/* The document as text, without the comments of its files, and without a key of the top. */
enum optibom_status yaml_doc_dump(struct buf *out, const struct yaml_doc *doc, const char *without,
                                  struct error *err);

/* Bytes of the text that a document was opened with. */
struct yaml_span {
    size_t start, end; /* end is behind the last; both 0: not known */
    char quote;        /* ', " or 0 */
};

/* Where a scalar stands in `text`, with its quotes, without anchor and tag. Not known of a scalar
 * in a block ("|", ">") and of what is none. */
struct yaml_span yaml_doc_span(const struct yaml_doc *doc, yaml_node node, const char *text,
                               size_t size);

/* OPTIBOM_BAD_INPUT with "file:line:column: " before the sentence. */
enum optibom_status yaml_doc_error(struct yaml_doc *doc, yaml_node node, struct error *err,
                                   const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif

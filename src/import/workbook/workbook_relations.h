/* Relations between the parts of a package, from its .rels files: which part is what to which. */
#ifndef OPTIBOM_IMPORT_WORKBOOK_RELATIONS_H
#define OPTIBOM_IMPORT_WORKBOOK_RELATIONS_H

#include "base/arena.h"
#include "import/workbook/workbook_package.h"

struct import_workbook_relation {
    const char *id;
    const char *type; /* the last word of it: "worksheet" */
    const char *path; /* of the part it leads to, in the package; NULL: out of the package */
    size_t order;     /* in the list, from 0 */
};

struct import_workbook_relations {
    struct import_workbook_relation *items; /* sorted by id */
    size_t count, kept;                     /* `kept`: bytes of their texts at most */
};

enum { IMPORT_WORKBOOK_RELATIONS_MAX = 65536, IMPORT_WORKBOOK_RELATION_BYTES = 16 * 1024 * 1024 };

/* The relations of the part `path` ("" for the package), in `arena`. None where the package lists
 * none. */
enum optibom_status import_workbook_relations_read(struct import_workbook_relations *out,
                                                   struct arena *arena,
                                                   struct import_workbook_package *package,
                                                   const char *path, struct error *err);

/* NULL when there is none. */
const struct import_workbook_relation *
import_workbook_relation_by_id(const struct import_workbook_relations *relations, const char *id);
/* The first of the list. */
const struct import_workbook_relation *
import_workbook_relation_by_type(const struct import_workbook_relations *relations,
                                 const char *type);

/* The path in the package that `target` means in the part `path`: "/a" from the top, else beside
 * it, with "." and ".." taken out. NULL when memory is exhausted. */
char *import_workbook_resolve(struct arena *arena, const char *path, const char *target);

#endif

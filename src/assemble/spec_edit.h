/* Changing the text of a build spec: the names of parts, with comments and layout as they are. */
#ifndef OPTIBOM_ASSEMBLE_SPEC_EDIT_H
#define OPTIBOM_ASSEMBLE_SPEC_EDIT_H

#include "catalog/catalog.h"
#include "catalog/part.h"

struct spec_edit {
    const char *text; /* the new text */
    size_t count;     /* places that were changed */
};

/* Writes `to` wherever the spec names the part `from`, in any of its spellings. A slot that
 * predicates fill stays. OPTIBOM_BAD_INPUT where the name stands in a way that cannot be changed in
 * place. Everything lives in `arena`. */
enum optibom_status spec_edit_part(struct spec_edit *out, struct arena *arena,
                                   struct catalog *catalog, const char *file, const char *text,
                                   const struct catalog_part *from, const struct catalog_part *to,
                                   struct error *err);

#endif

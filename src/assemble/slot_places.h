/* Where a build spec names parts, so that its text can be changed there and nowhere else. */
#ifndef OPTIBOM_ASSEMBLE_SLOT_PLACES_H
#define OPTIBOM_ASSEMBLE_SLOT_PLACES_H

#include "assemble/build_spec.h"
#include "base/yaml_doc.h"

struct slot_place {
    const char *part; /* as it is written */
    size_t line;
    struct yaml_span span;
};

struct slot_places {
    struct slot_place *items; /* as they are read, which is not the order of the text */
    size_t count;
};

/* Reads a spec as spec_load does, for the places of the parts it names: those that fill slots, and
 * the systems of `assembly`. Everything lives in `arena`. */
enum optibom_status slot_places_load(struct slot_places *out, struct arena *arena, const char *file,
                                     const char *text, size_t size, struct error *err);

#endif

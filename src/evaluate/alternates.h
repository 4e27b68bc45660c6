/*
 * A build in which alternates are bought where they are cheaper, as program.alternates of its spec
 * asks for. Statements in alternates.c.
 */
#ifndef OPTIBOM_EVALUATE_ALTERNATES_H
#define OPTIBOM_EVALUATE_ALTERNATES_H

#include "assemble/assemble.h"

/* As assemble; without program.alternates it is the same. `program_racks` 0: as the spec says. */
enum optibom_status alternates_assemble(struct bom **out, struct arena *arena,
                                        struct catalog *catalog, const struct spec *spec,
                                        int64_t program_racks, struct error *err);

#endif

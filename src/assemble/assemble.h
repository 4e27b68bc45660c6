/*
 * From a spec to a complete multi-level BOM: every slot filled from the catalog, every count
 * derived and said how, every rule checked. What no catalog entry can fill is a finding, never a
 * guess.
 */
#ifndef OPTIBOM_ASSEMBLE_ASSEMBLE_H
#define OPTIBOM_ASSEMBLE_ASSEMBLE_H

#include "assemble/bom.h"
#include "assemble/shelf.h"
#include "catalog/catalog.h"

/* Everything lives in `arena`, and uses `spec`, which must outlive it. */
enum optibom_status assemble(struct bom **out, struct arena *arena, struct catalog *catalog,
                             const struct spec *spec, struct error *err);

/* The same with the parts of a shelf: builds that are assembled from one share them. */
enum optibom_status assemble_from(struct bom **out, struct arena *arena, struct shelf *shelf,
                                  const struct spec *spec, struct error *err);

/* The same with other parts in some slots. */
struct substitute;
enum optibom_status assemble_with(struct bom **out, struct arena *arena, struct shelf *shelf,
                                  const struct spec *spec, const struct substitute *substitutes,
                                  size_t count, struct error *err);

/* A stored assembly flow with its parts looked up. OPTIBOM_NOT_FOUND when the catalog has none of
 * that name. */
enum optibom_status assemble_flow(struct flow **out, struct arena *arena, struct catalog *catalog,
                                  const char *name, struct error *err);

/* The same from the text of a flow file. */
enum optibom_status assemble_flow_text(struct flow **out, struct arena *arena,
                                       struct catalog *catalog, const char *file, const char *text,
                                       size_t size, struct error *err);

#endif

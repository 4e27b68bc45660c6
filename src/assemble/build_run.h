/* What the files that build a BOM share: slots, contents, networks. */
#ifndef OPTIBOM_ASSEMBLE_BUILD_RUN_H
#define OPTIBOM_ASSEMBLE_BUILD_RUN_H

#include "assemble/bom.h"
#include "assemble/shelf.h"
#include "base/id_map.h"
#include "catalog/catalog.h"

/* A part in place of what the spec gives. */
struct substitute {
    const struct spec_slot *slot;
    int64_t part_id;
};

struct build_run {
    struct shelf *shelf;
    const struct spec *spec;
    struct arena *arena;
    struct bom *bom;
    const struct substitute *substitutes;
    size_t substitute_count;
    long rack_line;        /* BOM_TOP: the spec names no rack */
    long accelerator_line; /* BOM_TOP: the slot is not filled */
    long *server_lines;    /* as the spec's servers; BOM_TOP: the slot is not filled */
};

/* The part that fills a slot; NULL and a finding when the catalog has none, NULL when the spec does
 * not have the slot. `role` is for words. */
enum optibom_status build_slot(const struct catalog_part **out, struct build_run *run,
                               const struct spec_slot *slot, const char *role, struct error *err);

/* Adds a line that is bought as itself, with everything that its part is known to contain. */
enum optibom_status build_line(long *out, struct build_run *run, long parent, const char *role,
                               const struct catalog_part *part, int64_t quantity,
                               const char *derivation, struct error *err);

/* Pieces of a part that a line is known to contain, and the first line of it; 0 and BOM_TOP when
 * there are none. What the build buys for it does not count. */
int64_t build_pieces(long *first, const struct build_run *run, const struct catalog_part *part,
                     long above);

/* All lines of a class below a line, bought or not, in one sum; `*first` as above. */
int64_t build_pieces_of_class(long *first, const struct build_run *run, const char *class_name,
                              long above);

/* Says of a line that came with its system why it is there. */
enum optibom_status build_explain(struct build_run *run, long line, const char *role,
                                  const char *reason, struct error *err);

/* One network: switches, ports, modules or engines, lasers, fibers or cables. */
enum optibom_status build_network(struct build_run *run, const struct spec_network *spec,
                                  struct error *err);

/* The optics inside a co-packaged switch: engines, lasers, external sources, by what is lit. */
enum optibom_status build_optics_inside(long *engine_line, struct build_run *run, long switch_line,
                                        double total_gbps, struct error *err);

#endif

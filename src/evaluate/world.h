/*
 * A world: figures, prices and flow inputs as they would be under a scenario, or in one draw from
 * their ranges. Statements in world.c.
 */
#ifndef OPTIBOM_EVALUATE_WORLD_H
#define OPTIBOM_EVALUATE_WORLD_H

#include "assemble/bom.h"
#include "base/id_map.h"

/* Which values numbers with a range have. */
struct world_draw {
    uint64_t seed;
    uint64_t number; /* from 1; 0: they are as they are */
};

struct world {
    const struct spec_scenario *scenario;
    struct world_draw draw;
    struct arena *arena;         /* holds the copies */
    struct id_map numbers;       /* of parts by their ids */
    struct catalog_part **parts; /* copies, by number */
    struct world_flow *flows;
    size_t flow_count;
    bool *is_put; /* of the scenario's flow values: as scenario_put says */
};

/* `scenario`, of the spec whose BOMs will enter, and what is in the world live as long as `arena`.
 * A world of neither scenario nor draw changes nothing. */
enum optibom_status world_open(struct world *world, struct arena *arena,
                               const struct spec_scenario *scenario, struct world_draw draw,
                               struct error *err);
void world_close(struct world *world);

/* Puts into the lines and assemblies of the BOM what they are in this world; the parts and flows
 * themselves stay as they are. Lines that share a part still do. */
enum optibom_status world_enter(struct world *world, struct bom *bom, struct error *err);

/* As scenario_check, with the flows of `bom`, of all BOMs that have entered. */
enum optibom_status world_check(const char **misfit, const struct world *world,
                                const struct bom *bom, struct error *err);

#endif

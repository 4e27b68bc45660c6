#include "report/fill/fill_network.h"

#include "evaluate/link_budget.h"

#include <string.h>

static const char *const STEPS[] = {
    [LINK_START] = "start", [LINK_LOSS] = "loss", [LINK_MARGIN] = "margin", [LINK_FLOOR] = "floor"};

/* How many equal networks of that name the build has. */
static int64_t networks_of(const struct spec *spec, const char *name)
{
    for (size_t i = 0; i < spec->network_count; i++)
        if (strcmp(spec->networks[i].name, name) == 0)
            return spec->networks[i].scope == SPEC_RACK ? spec->racks : 1;
    return 1;
}

static enum optibom_status put_tiers(struct store *store, const struct bom *bom, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->tier_count; i++) {
        const struct bom_tier *tier = &bom->tiers[i];
        status =
            store_run(store, err, "INSERT INTO result_tier VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "tititiiiii", bom->spec->name, (int64_t)i + 1, tier->network,
                      networks_of(bom->spec, tier->network), tier->tier, tier->switches,
                      tier->ports_down, tier->ports_up, tier->links, tier->modules);
    }
    return status;
}

static enum optibom_status put_budget(struct store *store, struct arena *arena,
                                      const struct bom *bom, size_t at, bool is_upwards,
                                      struct error *err)
{
    struct link_term terms[LINK_TERMS];
    const struct bom_link *link = &bom->links[at];
    enum optibom_status status = OPTIBOM_OK;
    size_t count = link_budget(terms, arena, bom, link, is_upwards);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status =
            terms[i].name == NULL
                ? error_no_memory(err)
                : store_run(store, err, "INSERT INTO result_budget VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            "tiiitttd", bom->spec->name, (int64_t)at + 1, (int64_t)is_upwards,
                            (int64_t)i + 1, is_upwards ? link->from : link->to, terms[i].name,
                            STEPS[terms[i].step], terms[i].value);
    return status;
}

enum optibom_status fill_network(struct store *store, const struct evaluation *evaluation,
                                 struct error *err)
{
    const struct bom *bom = evaluation->bom;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = put_tiers(store, bom, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < bom->link_count; i++) {
        if (evaluation->links[i].margin_db.reason != NULL)
            continue;
        status = put_budget(store, &arena, bom, i, false, err);
        if (status == OPTIBOM_OK)
            status = put_budget(store, &arena, bom, i, true, err);
    }
    arena_fini(&arena);
    return status;
}

/*
 * The power of one piece of each part, as a build takes it (src/evaluate/power.c, statement 1): its
 * figure; where only energy per bit is known, pJ/bit x Gbps / 1000.
 */
#include "catalog/structure_load.h"

#include <math.h>
#include <string.h>

/* Energy and rate of a part that has no figure of power. */
struct energy {
    struct range per_bit; /* pJ */
    double gbps;          /* no class has both a data rate and a bandwidth */
};

struct reading {
    struct structure_load *load;
    struct energy *energies; /* of each part, NULL before the first is met */
    struct arena *arena;
};

static bool take_energy(struct reading *reading, uint32_t part, const char *attribute,
                        struct range range)
{
    size_t parts = reading->load->out->part_count;
    if (reading->energies == NULL) {
        reading->energies = arena_take(reading->arena, parts * sizeof *reading->energies);
        for (size_t i = 0; reading->energies != NULL && i < parts; i++)
            reading->energies[i] = (struct energy){range_none(), NAN};
    }
    if (reading->energies == NULL)
        return false;
    struct energy *energy = &reading->energies[part];
    if (strcmp(attribute, "energy") == 0)
        energy->per_bit = range_filled(range);
    else
        energy->gbps = range_filled(range).typ;
    return true;
}

static const char FIGURES_BY_PART[] =
    "SELECT f.part_id, f.attribute, f.min, f.typ, f.max FROM json_each(?1) AS i"
    " CROSS JOIN figure AS f ON f.part_id = i.value WHERE f.chosen = 1"
    " AND f.attribute IN ('power', 'energy', 'bandwidth', 'data_rate')";
static const char FIGURES_BY_ROW[] =
    "SELECT part_id, attribute, min, typ, max FROM figure INDEXED BY figure_chosen"
    " WHERE chosen = 1 AND attribute IN ('power', 'energy', 'bandwidth', 'data_rate')";

static enum optibom_status load_figures(struct reading *reading, struct error *err)
{
    struct structure_load *load = reading->load;
    struct store_query query;
    uint32_t part;
    bool has_memory = true;
    structure_query(&query, load, "SELECT max(figure_id) FROM figure", FIGURES_BY_PART,
                    FIGURES_BY_ROW);
    while (has_memory && store_query_next(&query)) {
        if (!id_map_get(&part, &load->parts, store_int(&query, 0)))
            continue;
        const struct range range = {store_real(&query, 2), store_real(&query, 3),
                                    store_real(&query, 4)};
        const char *attribute = store_text(&query, 1);
        if (strcmp(attribute, "power") == 0)
            load->out->power_w[part] = range_filled(range);
        else
            has_memory = take_energy(reading, part, attribute, range);
    }
    enum optibom_status status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !has_memory ? error_no_memory(err) : status;
}

/* Which of the parts without a figure could have one. */
static enum optibom_status load_passive(struct structure_load *load, struct error *err)
{
    struct catalog_structure *out = load->out;
    struct store_query query;
    uint32_t part;
    for (size_t i = 0; i < out->part_count; i++)
        out->is_passive[i] = false;
    structure_query(
        &query, load, "SELECT max(part_id) FROM part",
        "SELECT p.part_id FROM json_each(?1) AS i JOIN part AS p ON p.part_id = i.value"
        " WHERE p.class NOT IN (SELECT class FROM dictionary WHERE attribute = 'power')",
        "SELECT part_id FROM part WHERE class IN (SELECT class FROM dictionary EXCEPT"
        " SELECT class FROM dictionary WHERE attribute = 'power')");
    while (store_query_next(&query))
        if (id_map_get(&part, &load->parts, store_int(&query, 0)))
            out->is_passive[part] = true;
    return store_query_end(&query, err);
}

enum optibom_status structure_load_power(struct structure_load *load, struct error *err)
{
    struct catalog_structure *out = load->out;
    struct arena arena;
    struct reading reading = {.load = load, .arena = &arena};
    arena_init(&arena);
    enum optibom_status status = load_figures(&reading, err);
    for (size_t i = 0; reading.energies != NULL && i < out->part_count; i++) {
        const struct energy *energy = &reading.energies[i];
        if (range_is_none(out->power_w[i]) && !isnan(energy->gbps))
            out->power_w[i] = range_scale(energy->per_bit, energy->gbps / 1000);
    }
    arena_fini(&arena);
    return status == OPTIBOM_OK ? load_passive(load, err) : status;
}

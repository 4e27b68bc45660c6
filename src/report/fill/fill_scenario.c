#include "report/fill/fill_scenario.h"

#include <math.h>

/* What a decision is made by. */
static const char *const METRICS[] = {"cost_total_ownership",
                                      "cost_material",
                                      "cost_program",
                                      "power_it",
                                      "power_optics",
                                      "yield_kgoe_adjusted",
                                      "tokens_per_second_per_megawatt",
                                      "lead_time"};

enum optibom_status fill_scenario(struct store *store, const struct fill_scenario *scenario,
                                  struct error *err)
{
    const struct spec *spec = scenario->base->bom->spec;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof METRICS / sizeof *METRICS; i++) {
        const struct evaluation_metric *base = evaluation_metric(scenario->base, METRICS[i]);
        const struct evaluation_metric *under =
            scenario->under != NULL ? evaluation_metric(scenario->under, METRICS[i]) : NULL;
        double value = under != NULL ? under->value.typ : NAN;
        const char *reason = under != NULL && isnan(value) ? under->reason : scenario->misfit;
        status = store_run(
            store, err, "INSERT INTO result_scenario VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            "titttttddti", spec->name, scenario->position, scenario->name,
            scenario->title != NULL ? scenario->title : "",
            scenario->is_shipped ? "shipped" : "build", METRICS[i], base != NULL ? base->unit : "",
            value, base != NULL ? base->value.typ : NAN, reason,
            (int64_t)(scenario->misfit != NULL));
    }
    return status;
}

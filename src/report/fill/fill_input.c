#include "report/fill/fill_put.h"

#include <math.h>
#include <string.h>

static void put_number(struct fill *fill, const char *name, double value, const char *unit,
                       const char *description)
{
    FILL_PUT(fill,
             "INSERT INTO result_input SELECT ?1, 'program', count(*) + 1, ?2, ?3, ?4"
             " FROM result_input",
             "tdtt", name, value, unit, description);
}

static void put_text(struct fill *fill, const char *name, const char *kind, const char *value,
                     const char *description)
{
    FILL_PUT(fill,
             "INSERT INTO result_input SELECT ?1, ?2, count(*) + 1, ?3, '', ?4 FROM result_input",
             "tttt", name, kind, value, description);
}

/* Rates of the currencies in which parts of the builds, and what is swapped in them, are offered.
 */
static void put_rates(struct fill *fill)
{
    FILL_PUT(fill,
             "INSERT INTO result_input SELECT 'rate ' || currency, 'rate',"
             " (SELECT count(*) FROM result_input) + row_number() OVER (ORDER BY currency),"
             " rate, ?1, '1 ' || currency || ' in ' || ?1 || coalesce(', of ' || rate_date, '')"
             " FROM (SELECT currency, rate, max(rate_date) AS rate_date FROM"
             " (SELECT currency, rate, rate_date FROM result_price"
             " UNION SELECT currency, rate, rate_date FROM result_replacement)"
             " WHERE currency <> ?1 AND rate IS NOT NULL GROUP BY currency)",
             "t", fill->run->evaluations[0]->bom->spec->program.currency);
}

/* Coverages of the known-good insertions, under the names that `optibom yield --sweep` takes. */
static void put_coverages(struct fill *fill)
{
    FILL_PUT(
        fill,
        "INSERT INTO result_input SELECT 'coverage ' || flow || ': ' || input, 'coverage',"
        " (SELECT count(*) FROM result_input) + row_number() OVER (ORDER BY flow, input),"
        " typ, '1', 'caught by the known-good test ' || insertion"
        " FROM (SELECT DISTINCT i.flow, i.input, i.typ, e.insertion FROM result_flow_input AS i"
        " JOIN result_breakeven AS e ON e.build = i.build AND e.engine_flow = i.flow"
        " WHERE substr(i.input, 1, length(e.insertion || ?1)) = e.insertion || ?1)"
        " GROUP BY flow, input",
        "t", ": coverage ");
}

static bool is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The builds of a run have the same inputs, so that formulas over these hold for all. */
static bool are_shared(const struct fill_run *run)
{
    const struct spec *first = run->evaluations[0]->bom->spec;
    for (size_t i = 1; i < run->count; i++) {
        const struct spec *spec = run->evaluations[i]->bom->spec;
        if ((!run->is_program_given && spec->program.racks != first->program.racks) ||
            !is_same(spec->program.spares, first->program.spares) ||
            !is_same_text(spec->program.target_date, first->program.target_date) ||
            !is_same_text(spec->program.currency, first->program.currency) ||
            !is_same(spec->facility.pue, first->facility.pue) ||
            !is_same(spec->facility.supply_efficiency, first->facility.supply_efficiency) ||
            !is_same(spec->facility.energy_price, first->facility.energy_price) ||
            !is_same(spec->facility.service_life_years, first->facility.service_life_years))
            return false;
    }
    return true;
}

void fill_inputs(struct fill *fill)
{
    const struct fill_run *run = fill->run;
    const struct spec *spec = run->evaluations[0]->bom->spec;
    FILL_PUT(fill,
             "INSERT INTO result_input VALUES"
             " ('racks', 'program', 1, ?, '', 'to buy for; the builds are scaled to them')",
             "i", run->program_racks);
    put_number(fill, "spares", spec->program.spares, "1", "share of every need, rounded up");
    put_text(fill, "target_date", "program", spec->program.target_date,
             "by which the parts must be there; orders go out a lead time before");
    put_number(fill, "pue", spec->facility.pue, "", "facility power over IT power");
    put_number(fill, "supply_efficiency", spec->facility.supply_efficiency, "1",
               "output over input of the power supplies");
    put_number(fill, "energy_price", spec->facility.energy_price, "",
               "of electricity, for one kWh");
    put_number(fill, "service_life", spec->facility.service_life_years, "years", "of the builds");
    put_rates(fill);
    put_coverages(fill);
    FILL_PUT(fill,
             "INSERT INTO result_input SELECT 'shared', 'run', count(*) + 1, ?, '',"
             " 'by all builds; 0: each has inputs of its own' FROM result_input",
             "i", (int64_t)are_shared(run));
    put_text(fill, "currency", "run", spec->program.currency, "of every amount, ISO 4217");
    put_text(fill, "date", "run", run->date, "of the report");
    put_text(fill, "catalog", "run", run->catalog, "where parts and prices come from");
    put_text(fill, "program", "run", run->program, "that made this file");
}

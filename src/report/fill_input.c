#include "report/fill_put.h"

#include "base/money.h"
#include "evaluate/purchase.h"

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

/* Rates of the currencies in which parts of the builds are offered. */
static void put_rates(struct fill *fill)
{
    FILL_PUT(fill,
             "INSERT INTO result_input SELECT 'rate ' || currency, 'rate',"
             " (SELECT count(*) FROM result_input) + row_number() OVER (ORDER BY currency),"
             " rate, ?1, '1 ' || currency || ' in ' || ?1 || coalesce(', of ' || rate_date, '')"
             " FROM (SELECT currency, rate, max(rate_date) AS rate_date FROM result_price"
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
    put_text(fill, "currency", "run", spec->program.currency, "of every amount, ISO 4217");
    put_text(fill, "date", "run", run->date, "of the report");
    put_text(fill, "catalog", "run", run->catalog, "where parts and prices come from");
    put_text(fill, "program", "run", run->program, "that made this file");
}

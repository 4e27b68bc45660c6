#include "report/answer/yield_answers.h"

#include "evaluate/learning.h"

#include <math.h>

/* Volumes that a learning curve is shown at. */
static const double VOLUMES[] = {1, 10, 100, 1000, 10000, 100000, LEARNING_UNITS};

enum { VOLUME_COUNT = sizeof VOLUMES / sizeof *VOLUMES };

static void put(struct table *out, const char *question, double value, const char *note)
{
    table_text(out, question);
    table_real(out, value);
    table_text(out, note);
}

static void put_value(struct table *out, const char *question, struct flow_value value)
{
    put(out, question, value.value, isnan(value.value) ? value.reason : "");
}

static void put_gate(struct table *out, const struct flow_breakeven *b)
{
    const char *hint = "one perfect gate: a hint";
    if (b->gate_reason != NULL) {
        put(out, "reduced to one perfect gate", NAN, b->gate_reason);
        return;
    }
    put(out, "value at risk: content that is no engine", b->gate.other, "");
    put(out, "engines", b->gate.engines, "");
    put(out, "cost of an engine before the insertion", b->gate.engine_cost, "");
    put(out, "bad engines before the insertion", b->gate.bad, "");
    put(out, "engines that it rejects for cause", b->fallout, "");
    put(out, "  share from which it pays, x*", b->least_fallout,
        isnan(b->least_fallout) ? "never" : hint);
    put(out, "  coverage from which it pays, c*", b->least_coverage,
        isnan(b->least_coverage) ? "never" : hint);
    put(out, "  value at risk from which it pays, V*", b->least_other,
        isnan(b->least_other) ? "it finds nothing"
        : b->least_other < 0  ? "negative: at any; one perfect gate: a hint"
                              : hint);
}

void yield_table_breakeven(struct table *out, struct arena *arena,
                           const struct yield_answers *answers)
{
    const struct flow_breakeven *b = answers->breakeven;
    table_init(out, arena);
    table_column(out, "question", NULL, TABLE_TEXT, "");
    table_column(out, "value", NULL, TABLE_REAL, "");
    table_column(out, "note", NULL, TABLE_TEXT, "");
    table_wrap(out);
    if (b == NULL)
        return;
    put_value(out, "saved per good unit by the insertion", b->saving);
    put_value(out, "it pays from a coverage of", b->coverage);
    put_value(out, "it pays up to a test cost of", b->test_cost);
    put_value(out, "it pays from a value at risk of", b->other);
    if (!isnan(b->best_coverage.value)) {
        put_value(out, "coverage with the least cost", b->best_coverage);
        put_value(out, "cost per good unit there", b->best_cost);
    }
    put_gate(out, b);
}

void yield_table_starts(struct table *out, struct arena *arena, const struct yield_answers *answers)
{
    const struct yield_starts *starts = &answers->starts;
    table_init(out, arena);
    table_column(out, "good", "good units", TABLE_REAL, "");
    table_column(out, "confidence", NULL, TABLE_PERCENT, "");
    table_column(out, "starts", NULL, TABLE_REAL, "");
    table_column(out, "reached", "reached with them", TABLE_PERCENT, "");
    table_column(out, "reached_with_one_less", "with one less", TABLE_PERCENT, "");
    table_column(out, "mean_starts", "starts on average", TABLE_REAL, "");
    table_column(out, "engines", "engines to start", TABLE_REAL, "");
    if (!(starts->good > 0))
        return;
    table_real(out, starts->good);
    table_real(out, starts->confidence);
    table_real(out, starts->starts);
    table_real(out, starts->reached);
    table_real(out, starts->reached_with_one_less);
    table_real(out, starts->mean_starts);
    table_real(out, starts->engines);
}

void yield_table_learning(struct table *out, struct arena *arena,
                          const struct yield_answers *answers)
{
    const struct yield_learning *learning = &answers->learning;
    const char *currency = answers->result->flow->currency;
    table_init(out, arena);
    table_column(out, "volume", "good units so far", TABLE_REAL, "");
    table_column(out, "cost_of_unit", "cost of that unit", TABLE_MONEY, currency);
    table_column(out, "average_cost", "average so far", TABLE_MONEY, currency);
    for (size_t i = 0; i < VOLUME_COUNT && learning->rate > 0; i++) {
        table_real(out, VOLUMES[i]);
        table_real(out, learning_unit(learning->first, learning->rate, VOLUMES[i]));
        table_real(out, learning_average(learning->first, learning->rate, VOLUMES[i]));
    }
}

static void sweep_of_one(struct table *out, const struct yield_answers *answers)
{
    const struct sweep *sweep = answers->sweep;
    table_column(out, "value", sweep->names[0], TABLE_REAL, "");
    for (size_t f = 0; f < sweep->figure_count; f++)
        table_column(out, flow_measure_name(answers->sweep_figures[f]), NULL, TABLE_REAL, "");
    for (size_t i = 0; i < sweep->counts[0]; i++) {
        table_real(out, sweep->coordinates[0][i]);
        for (size_t f = 0; f < sweep->figure_count; f++)
            table_real(out, sweep->values[i * sweep->figure_count + f].value);
    }
}

static void sweep_of_two(struct table *out, struct arena *arena,
                         const struct yield_answers *answers)
{
    const struct sweep *sweep = answers->sweep;
    table_column(out, "value", sweep->names[0], TABLE_REAL, "");
    for (size_t j = 0; j < sweep->counts[1]; j++) {
        const char *name = arena_printf(arena, "%.6g", sweep->coordinates[1][j]);
        if (name == NULL) {
            out->failed = true;
            return;
        }
        table_column(out, name, NULL, TABLE_REAL, "");
    }
    for (size_t i = 0; i < sweep->counts[0]; i++) {
        table_real(out, sweep->coordinates[0][i]);
        for (size_t j = 0; j < sweep->counts[1]; j++)
            table_real(out, sweep->values[(i * sweep->counts[1] + j) * sweep->figure_count].value);
    }
}

void yield_table_sweep(struct table *out, struct arena *arena, const struct yield_answers *answers)
{
    table_init(out, arena);
    if (answers->sweep != NULL && answers->sweep->names[1] == NULL)
        sweep_of_one(out, answers);
    else if (answers->sweep != NULL)
        sweep_of_two(out, arena, answers);
}

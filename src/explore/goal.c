#include "explore/goal.h"

#include "base/nearest.h"
#include "base/quantity.h"

#include <math.h>
#include <string.h>

/* Metrics that are sums over the lines of a build, or of its packages by the parts that they are
 * made for. */
static const char *const SUMS[] = {
    "power_it",      "power_facility", "power_optics",        "energy_year",
    "cost_material", "cost_yielded",   "cost_yield_loss",     "cost_assembly",
    "cost_test",     "cost_energy",    "cost_program",        "cost_replacement",
    "fibers",        "fibers_laser",   "yield_kgoe_adjusted", "yield_unadjusted"};

static const struct {
    const char *word, *metric;
} SHORT[] = {
    {"power", "power_facility"}, {"cost", "cost_material"}, {"yield", "yield_kgoe_adjusted"}};

enum { SHORT_COUNT = sizeof SHORT / sizeof *SHORT };

struct reading {
    struct goals *out;
    struct arena *arena;
    const struct evaluation *sample;
    struct error *err;
};

static const char *metric_of(const char *word)
{
    for (size_t i = 0; i < SHORT_COUNT; i++)
        if (strcmp(word, SHORT[i].word) == 0)
            return SHORT[i].metric;
    return word;
}

static enum optibom_status refuse_metric(const struct reading *reading, const char *word)
{
    const struct evaluation *sample = reading->sample;
    const char **names =
        arena_alloc(reading->arena, (sample->metric_count + SHORT_COUNT) * sizeof(const char *));
    if (names == NULL)
        return error_no_memory(reading->err);
    for (size_t i = 0; i < sample->metric_count; i++)
        names[SHORT_COUNT + i] = sample->metrics[i].name;
    for (size_t i = 0; i < SHORT_COUNT; i++)
        names[i] = SHORT[i].word;
    const char *near = nearest_word(word, names, SHORT_COUNT + sample->metric_count);
    return error_set(reading->err, OPTIBOM_USAGE, "no metric '%s'%s%s%s; see docs/metrics.md", word,
                     near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                     near != NULL ? "'?" : "");
}

static enum optibom_status append(struct reading *reading, const char *word, bool is_large,
                                  struct goal goal)
{
    struct goals *out = reading->out;
    const struct evaluation_metric *metric = evaluation_metric(reading->sample, metric_of(word));
    if (metric == NULL)
        return refuse_metric(reading, word);
    if (out->count == EXPLORE_VALUES)
        return error_set(reading->err, OPTIBOM_USAGE,
                         "%d objectives and limits at most; robust objectives count twice",
                         EXPLORE_VALUES);
    goal.metric = metric->name;
    goal.unit = metric->unit;
    goal.is_yield = strncmp(metric->name, "yield_", 6) == 0;
    goal.is_large = is_large || goal.is_yield;
    for (size_t i = 0; i < sizeof SUMS / sizeof *SUMS; i++)
        goal.adds_up |= strcmp(metric->name, SUMS[i]) == 0;
    out->items[out->count++] = goal;
    return OPTIBOM_OK;
}

static enum optibom_status read_objective(struct reading *reading, const char *word, bool is_robust)
{
    bool is_large = strncmp(word, "max:", 4) == 0;
    word += is_large ? 4 : 0;
    for (size_t i = 0; i < reading->out->count; i++)
        if (strcmp(reading->out->items[i].metric, metric_of(word)) == 0)
            return error_set(reading->err, OPTIBOM_USAGE, "'%s' is an objective twice", word);
    struct goal goal = {.end = is_robust ? GOAL_LEAST : GOAL_TYPICAL, .most = INFINITY};
    enum optibom_status status = append(reading, word, is_large, goal);
    goal.end = GOAL_MOST;
    return status == OPTIBOM_OK && is_robust ? append(reading, word, is_large, goal) : status;
}

static enum optibom_status read_limit(struct reading *reading, const char *text)
{
    size_t length = strcspn(text, "<>");
    bool is_least = text[length] == '>';
    char *word = arena_strndup(reading->arena, text, length);
    struct range range = range_none();
    struct error why = {0};
    if (word == NULL)
        return error_no_memory(reading->err);
    while (length > 0 && word[length - 1] == ' ')
        word[--length] = '\0';
    const char *sign = strpbrk(text, "<>");
    if (sign == NULL || sign[1] != '=')
        return error_set(reading->err, OPTIBOM_USAGE,
                         "'%s' is no limit; write METRIC<=X or METRIC>=X", text);
    const struct evaluation_metric *metric = evaluation_metric(reading->sample, metric_of(word));
    if (metric == NULL)
        return refuse_metric(reading, word);
    bool is_money = strcmp(metric->unit, reading->sample->bom->spec->program.currency) == 0;
    const char *unit = is_money || strcmp(metric->unit, "count") == 0 ? "" : metric->unit;
    if (quantity_parse(&range, sign + 2, unit, &why) != OPTIBOM_OK || isnan(range.typ))
        return error_set(reading->err, OPTIBOM_USAGE, "'%s': %s", text,
                         why.text[0] != '\0' ? why.text : "one number is expected");
    struct goal goal = {.end = GOAL_TYPICAL, .most = INFINITY, .limit = text};
    enum optibom_status status = append(reading, word, is_least, goal);
    if (status != OPTIBOM_OK)
        return status;
    struct goal *last = &reading->out->items[reading->out->count - 1];
    if (last->is_yield && !is_least)
        return error_set(reading->err, OPTIBOM_USAGE,
                         "'%s': a yield is held to a least value: write %s>=X", text, word);
    last->most = last->is_yield ? -log(range.typ) : is_least ? -range.typ : range.typ;
    return OPTIBOM_OK;
}

enum optibom_status goals_read(struct goals *out, struct arena *arena,
                               const struct goals_request *request, const struct evaluation *sample,
                               struct error *err)
{
    struct reading reading = {.out = out, .arena = arena, .sample = sample, .err = err};
    enum optibom_status status = OPTIBOM_OK;
    *out = (struct goals){0};
    char *words = arena_strdup(arena, request->objectives), *next = NULL;
    if (words == NULL)
        return error_no_memory(err);
    for (char *word = strtok_r(words, ", ", &next); status == OPTIBOM_OK && word != NULL;
         word = strtok_r(NULL, ", ", &next))
        status = read_objective(&reading, word, request->is_robust);
    out->objectives = out->count;
    if (status == OPTIBOM_OK && out->count == 0)
        status = error_set(err, OPTIBOM_USAGE, "no objective; write power,cost,yield");
    for (size_t i = 0; status == OPTIBOM_OK && i < request->limit_count; i++)
        status = read_limit(&reading, request->limits[i]);
    return status;
}

const char *goal_metric_named(struct arena *arena, const char *word, size_t length)
{
    const char *copy = arena_strndup(arena, word, length);
    return copy != NULL ? metric_of(copy) : NULL;
}

bool goals_add_up(const struct goals *goals)
{
    bool adds_up = true;
    for (size_t i = 0; i < goals->count; i++)
        adds_up &= goals->items[i].adds_up;
    return adds_up;
}

double goal_value(const struct goal *goal, const struct evaluation *evaluation)
{
    const struct evaluation_metric *metric = evaluation_metric(evaluation, goal->metric);
    struct range range = metric != NULL ? range_filled(metric->value) : range_none();
    /* Where the larger is the better, the least of the range is the worst. */
    bool is_low = goal->is_large ? goal->end == GOAL_MOST : goal->end == GOAL_LEAST;
    double value = goal->end == GOAL_TYPICAL ? range.typ : is_low ? range.min : range.max;
    if (goal->is_yield)
        return -log(value);
    return goal->is_large ? -value : value;
}

int64_t goal_steps(const struct goal *goal, double value)
{
    double steps = round(value * (goal->is_yield ? 1e12 : 1e6));
    if (isnan(steps))
        return 0;
    return steps > (double)EXPLORE_MOST    ? EXPLORE_MOST
           : steps < -(double)EXPLORE_MOST ? -EXPLORE_MOST
                                           : (int64_t)steps;
}

double goal_metric(const struct goal *goal, double value)
{
    if (goal->is_yield)
        return exp(-value);
    return goal->is_large ? -value : value;
}

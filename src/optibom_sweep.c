#include "optibom_yield.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_POINTS = 11 };

struct reading {
    const char *text; /* the whole request, for messages */
    struct arena *arena;
    struct error *err;
};

static enum optibom_status refuse(const struct reading *reading, const char *what)
{
    return error_set(reading->err, OPTIBOM_USAGE,
                     "sweep '%s': %s; write INPUT=0.8,0.9,0.95 or INPUT=0..1/11", reading->text,
                     what);
}

/* A number, with % as a percentage; NULL when there is none, else where it ends. */
static const char *read_number(double *value, const char *text)
{
    char *end;
    *value = strtod(text, &end);
    if (end == text || !isfinite(*value))
        return NULL;
    /* "0..1": strtod takes the first dot along. */
    if (end[-1] == '.' && end[0] == '.')
        end--;
    while (*end == ' ')
        end++;
    if (*end != '%')
        return end;
    *value /= 100;
    return end + 1;
}

static enum optibom_status read_steps(struct sweep_axis *axis, const struct reading *reading,
                                      double from, const char *text)
{
    double to = 0;
    long points = DEFAULT_POINTS;
    const char *rest = read_number(&to, text);
    char *end = NULL;
    if (rest != NULL && *rest == '/') {
        points = strtol(rest + 1, &end, 10);
        rest = end;
    }
    if (rest == NULL || *rest != '\0' || points < 2 || points > SWEEP_POINTS)
        return refuse(reading, "its end, or its number of points, cannot be read");
    double *values = arena_alloc(reading->arena, (size_t)points * sizeof *values);
    if (values == NULL)
        return error_no_memory(reading->err);
    for (long i = 0; i < points; i++)
        values[i] = i + 1 == points ? to : from + (to - from) * (double)i / (double)(points - 1);
    axis->values = values;
    axis->count = (size_t)points;
    return OPTIBOM_OK;
}

static enum optibom_status read_list(struct sweep_axis *axis, const struct reading *reading,
                                     const char *text)
{
    double *values = NULL;
    for (bool more = true; more;) {
        double *grown = arena_grow(reading->arena, values, axis->count, sizeof *values);
        if (grown == NULL)
            return error_no_memory(reading->err);
        values = grown;
        text = read_number(&values[axis->count++], text);
        if (text == NULL || (*text != ',' && *text != '\0'))
            return refuse(reading, "one of its values is not a number");
        more = *text++ == ',';
    }
    axis->values = values;
    return OPTIBOM_OK;
}

/* "FLOW/NAME"; names of inputs hold no slash. */
static void split_flow(struct sweep_axis *axis, char *name)
{
    char *slash = strchr(name, '/');
    axis->input = name;
    if (slash == NULL)
        return;
    *slash = '\0';
    axis->flow = name;
    axis->input = slash + 1;
}

enum optibom_status optibom_sweep_axis(struct sweep_axis *out, struct arena *arena,
                                       const char *text, struct error *err)
{
    const struct reading reading = {text, arena, err};
    const char *equals = strrchr(text, '=');
    size_t length = equals != NULL ? (size_t)(equals - text) : strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    char *name = arena_strndup(arena, text, length);
    double from = 0;
    *out = (struct sweep_axis){.count = DEFAULT_POINTS};
    if (name == NULL)
        return error_no_memory(err);
    if (length == 0)
        return refuse(&reading, "it names no input");
    split_flow(out, name);
    if (equals == NULL)
        return OPTIBOM_OK;
    out->count = 0;
    const char *rest = read_number(&from, equals + 1);
    return rest != NULL && strncmp(rest, "..", 2) == 0 ? read_steps(out, &reading, from, rest + 2)
                                                       : read_list(out, &reading, equals + 1);
}

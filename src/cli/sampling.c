#include "cli/sampling.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { THREADS_MAX = 64, DEFAULT_DRAWS = 10000 };

static struct {
    const char *samples, *seed, *stop;
    int is_sobol;
} option;

struct poptOption sampling_options[] = {
    {"samples", '\0', POPT_ARG_STRING, &option.samples, 0,
     "draws over the ranges of the inputs: quantiles, and what moves the result most", "N"},
    {"seed", '\0', POPT_ARG_STRING, &option.seed, 0,
     "of the draws; the same seed gives the same digits (1 when not said)", "S"},
    {"sobol", '\0', POPT_ARG_NONE, &option.is_sobol, 0,
     "scrambled Sobol points: means and quantiles from far fewer draws", NULL},
    {"stop", '\0', POPT_ARG_STRING, &option.stop, 0,
     "draw on until the error of the mean is below this share of it, such as 0.1%", "SHARE"},
    POPT_TABLEEND};

bool sampling_share(const struct cli *cli, double *out, const char *text)
{
    char *end;
    *out = strtod(text, &end);
    if (end != text && *end == '%') {
        *out /= 100;
        end++;
    }
    if (end != text && *end == '\0' && *out > 0 && *out <= 1)
        return true;
    cli_usage(cli, "'%s': a share above 0 and at most 100%% is expected", text);
    return false;
}

static void show_progress(void *context, uint64_t done, uint64_t expected)
{
    (void)context;
    fprintf(stderr, "\r%3.0f %% of %llu draws", 100 * (double)done / (double)expected,
            (unsigned long long)expected);
    if (done >= expected)
        fputs("\r\033[K", stderr);
}

bool sampling_read(const struct cli *cli, struct optibom_draws *out)
{
    long long samples = 0, seed = 1;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    *out = (struct optibom_draws){.is_sobol = option.is_sobol != 0};
    if ((option.samples != NULL && !cli_number(cli, &samples, option.samples, 2)) ||
        (option.seed != NULL && !cli_number(cli, &seed, option.seed, 0)) ||
        (option.stop != NULL && !sampling_share(cli, &out->tolerance, option.stop)))
        return false;
    bool is_asked = option.samples != NULL || option.stop != NULL || out->is_sobol;
    if (option.seed != NULL && !is_asked) {
        cli_usage(cli, "--seed is of draws: say --samples N too");
        return false;
    }
    out->count = samples > 0 ? (uint64_t)samples : is_asked ? DEFAULT_DRAWS : 0;
    out->seed = (uint64_t)seed;
    out->threads = processors > THREADS_MAX ? THREADS_MAX
                   : processors > 0         ? (unsigned)processors
                                            : 1;
    out->progress = cli_shows_progress(cli) ? show_progress : NULL;
    return true;
}

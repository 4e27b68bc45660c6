/*
 * What differs between two evaluated builds: lines of the bill of materials, metrics, findings.
 *
 * Lines are matched from the top down: below two lines that match, those of one role match, first
 * those with the same part, then in their order. What is left over was removed or added, with all
 * that is below it.
 */
#ifndef OPTIBOM_REPORT_BUILD_DIFF_H
#define OPTIBOM_REPORT_BUILD_DIFF_H

#include "base/table.h"
#include "evaluate/evaluation.h"

enum build_change {
    BUILD_SAME,
    BUILD_ADDED,
    BUILD_REMOVED,
    BUILD_QUANTITY,
    BUILD_PART,
    BUILD_PART_AND_QUANTITY,
    /* Part and quantity are the same, what follows from the rest of the build is not. */
    BUILD_COST,
    BUILD_POWER,
    BUILD_COST_AND_POWER
};

struct build_diff_line {
    enum build_change change;
    const char *role;               /* of the line and of those above it: "rack / accelerator" */
    long before, after;             /* indices of the lines; BOM_TOP: there is none */
    double cost_before, cost_after; /* of the build; NaN: not bought, or no offer */
    double power_before_w, power_after_w; /* typical, all pieces; NaN: not known */
};

struct build_diff_metric {
    const char *name, *unit; /* "USD to EUR" where units differ */
    double before, after;    /* typical; NaN: no value */
    double difference;       /* NaN: one has no value, or the units differ */
    const char *reason;      /* why one or the difference has no value, else NULL */
};

struct build_diff {
    const char *build; /* that both are revisions of; NULL: two builds */
    const struct evaluation *before, *after;
    struct build_diff_line *lines;
    size_t line_count;
    struct build_diff_metric *metrics; /* whose typical values differ beyond rounding */
    size_t metric_count;
};

/* Everything lives in `arena` and points into the evaluations. */
enum optibom_status build_diff_make(struct build_diff **out, struct arena *arena,
                                    const struct evaluation *before, const struct evaluation *after,
                                    struct error *err);

bool build_diff_is_empty(const struct build_diff *diff);

/* "added", "part and quantity" ...; "" for BUILD_SAME. */
const char *build_diff_word(enum build_change change);

/* Tables of one diff, or of several builds with a column that names each. */
void build_diff_table_lines(struct table *out, struct arena *arena, struct build_diff *const *diffs,
                            size_t count);
void build_diff_table_metrics(struct table *out, struct arena *arena,
                              struct build_diff *const *diffs, size_t count);

/* Findings that the builds did not have before. */
void build_diff_table_findings(struct table *out, struct arena *arena,
                               struct build_diff *const *diffs, size_t count);

/* True when a new finding is an error. */
bool build_diff_has_error(const struct build_diff *diff);

#endif

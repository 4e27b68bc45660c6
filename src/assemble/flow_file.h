/*
 * Flow files: YAML text to struct flow. The manual page of the file is docs/flow-file.md.
 */
#ifndef OPTIBOM_ASSEMBLE_FLOW_FILE_H
#define OPTIBOM_ASSEMBLE_FLOW_FILE_H

#include "assemble/flow.h"
#include "base/arena.h"
#include "base/error.h"

/* A figure of a part with what vouches for it; a range of NaNs is a figure that is not known.
 * Confidence and reason are those of struct flow_input, not NULL for a known figure. */
struct flow_figure {
    struct range range;
    const char *confidence, *reason;
};

/* What a part that is a die says of its making. */
struct flow_part_die {
    const char *model;              /* word of the flow file, NULL: not known */
    double width, height, diameter; /* mm; 0: not known */
    struct flow_figure defects, alpha, gross_yield, wafer_cost;
};

struct flow_part {
    struct flow_figure unit_cost, bad, attach_fail, site_cost;
    struct flow_part_die die;
};

/* A part of which nothing is known. */
struct flow_part flow_part_unknown(void);

/* Where a flow file finds what it only names. Either function may be NULL: then such names are
 * errors. What they return lives in `arena` or longer. They answer OPTIBOM_NOT_FOUND for an unknown
 * name, with or without a sentence in `err`. */
struct flow_resolver {
    void *context;
    /* The text of another flow file; `name` as it stands in `flow: NAME`. */
    enum optibom_status (*flow_text)(const char **text, size_t *size, void *context,
                                     struct arena *arena, const char *name, struct error *err);
    /* The figures of `part: "Vendor MPN"`, money in `currency` (ISO 4217). *part comes in with all
     * figures unknown. */
    enum optibom_status (*part)(struct flow_part *part, void *context, struct arena *arena,
                                const char *name, const char *currency, struct error *err);
};

/* Loads the flow of the text, `name` being the file's name in messages. A sub-flow named by
 * several steps is loaded once and shared. OPTIBOM_BAD_INPUT names file, line and column, and for
 * an unknown key the nearest known one; flows that use themselves and nesting deeper than 16 are
 * refused. `resolver` may be NULL. What the model demands beyond that is checked by flow_run. */
enum optibom_status flow_file_load(struct flow **out, struct arena *arena, const char *name,
                                   const char *text, size_t size,
                                   const struct flow_resolver *resolver, struct error *err);

#endif

/*
 * Claims of the source documents beside what the catalog and the shipped builds give.
 *
 * seed/claims.yaml holds the claims: what a document says, and the SELECT that answers it with rows
 * of evidence. The tables result_claim and result_claim_evidence (schema/results.sql) take them;
 * verdict, difference and reason are made of these by reports/claims.sql.
 */
#ifndef OPTIBOM_REPORT_CLAIMS_H
#define OPTIBOM_REPORT_CLAIMS_H

#include "base/arena.h"
#include "base/embed.h"
#include "base/error.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>

/* A build that is shipped in seed/builds and that claims are held against. */
struct claim_build {
    const char *name;
    const char *problem; /* why it has no result, said by the caller; NULL: it has one */
};

struct claim {
    const char *id, *document, *place;
    const char *claimed; /* in short */
    double low, high;    /* NaN: open; in `unit` */
    const char *unit;    /* "" for a ratio or count */
    bool is_about;       /* the document says "about", "~", "roughly": 10 % either way */
    const char *compare; /* side of what is found: min, typ or max */
    const char *sql;     /* item, min, typ, max, confidence, source; NULL: nothing answers it */
    const char *within, *below, *above; /* what there is to say of each verdict, or NULL */
    const char *untold;                 /* what is missing where it cannot be told */
    struct claim_build **builds;
    size_t build_count;
    size_t line; /* in the file */
};

struct claims {
    const char *file;
    struct claim *items;
    size_t count;
    struct claim_build **builds; /* every build that a claim names, once */
    size_t build_count;
};

/* Everything lives in the arena. OPTIBOM_BAD_INPUT names file, line and what. */
enum optibom_status claims_read(struct claims *out, struct arena *arena,
                                const struct embed_file *file, struct error *err);

/* Fills both tables, which exist and are empty, after those of the builds. OPTIBOM_BAD_INPUT names
 * the claim whose SELECT is wrong. */
enum optibom_status claims_fill(struct store *store, const struct claims *claims,
                                struct error *err);

#endif

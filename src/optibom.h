/*
 * optibom: component catalog and BOM analyzer for AI racks with optical interconnect.
 *
 * This is the only installed header. The library never prints, exits, or reads environment,
 * locale or clock: everything it says goes through the caller's write function, every date it
 * needs comes from the caller.
 *
 *     struct optibom *catalog;
 *     if (optibom_new(&catalog, &(struct optibom_settings){.user = "me", .now = "..."}) ==
 * OPTIBOM_OK && optibom_open(catalog, "catalog.db", OPTIBOM_READ) == OPTIBOM_OK)
 *         optibom_find(catalog, "transceiver", predicates, 2, NULL, 0, &output);
 *     else
 *         complain(optibom_error(catalog));
 *     optibom_free(catalog);
 *
 * A handle is used by one thread at a time. Texts given to a call need to live for its duration.
 */
#ifndef OPTIBOM_H
#define OPTIBOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define OPTIBOM_API __attribute__((visibility("default")))
#else
#define OPTIBOM_API
#endif

/* Zero is success. Codes other than OPTIBOM_FAILED are the ones a caller may act on; the sentence
 * of optibom_error says what, where and what to do. */
enum optibom_status {
    OPTIBOM_OK = 0,
    OPTIBOM_NOT_FOUND, /* no such part, build, batch; also: no further row */
    OPTIBOM_CONFLICT,  /* the change would overwrite something newer */
    OPTIBOM_BAD_INPUT, /* a file, spec or value is wrong */
    OPTIBOM_USAGE,     /* the request itself is wrong: unknown column, bad predicate */
    OPTIBOM_OUTDATED,  /* the database belongs to a newer program */
    OPTIBOM_FAILED     /* the world: memory, disk, locks */
};

/* A handle on a catalog. */
struct optibom;

struct optibom_settings {
    const char *user; /* who changes things, for the history */
    const char *now;  /* UTC, ISO 8601: "2026-11-21T10:00:00Z" */
};

enum optibom_mode {
    OPTIBOM_READ,    /* an existing catalog; nothing can be changed */
    OPTIBOM_WRITE,   /* an existing catalog */
    OPTIBOM_BUILT_IN /* the starting catalog, in memory; the path is ignored */
};

enum optibom_format { OPTIBOM_TEXT, OPTIBOM_JSON, OPTIBOM_CSV, OPTIBOM_MARKDOWN };

/* Where a result goes. `write` gets all of it in one or several pieces. */
struct optibom_output {
    void (*write)(void *context, const char *bytes, size_t length);
    void *context;
    enum optibom_format format;
    int width;   /* columns of the terminal for OPTIBOM_TEXT; 0: no limit */
    bool colour; /* for OPTIBOM_TEXT */
    bool utf8;   /* the terminal shows UTF-8: bars of block characters, else of ASCII */
};

OPTIBOM_API const char *optibom_version(void);

/* Never NULL on OPTIBOM_OK; only memory can fail. */
OPTIBOM_API enum optibom_status optibom_new(struct optibom **out,
                                            const struct optibom_settings *settings);
OPTIBOM_API void optibom_free(struct optibom *optibom); /* takes NULL */

/* The sentence of the last failure, "" before any. Valid until the next call. */
OPTIBOM_API const char *optibom_error(const struct optibom *optibom);

/* A new catalog file, with the starting catalog unless `is_empty`. The handle is open for writing
 * afterwards. Result: what was imported. OPTIBOM_CONFLICT when the file exists. */
OPTIBOM_API enum optibom_status optibom_create(struct optibom *optibom, const char *path,
                                               bool is_empty, const struct optibom_output *output);
/* The same with what optibom_export has written to a folder. OPTIBOM_BAD_INPUT when a row of it is
 * refused; nothing is made then. */
OPTIBOM_API enum optibom_status optibom_create_from(struct optibom *optibom, const char *path,
                                                    const char *folder,
                                                    const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_open(struct optibom *optibom, const char *path,
                                             enum optibom_mode mode);
/* Brings an older catalog up to this program's schema. */
OPTIBOM_API enum optibom_status optibom_migrate(struct optibom *optibom, const char *path,
                                                const struct optibom_output *output);
/* Copies a catalog, of an older schema too, to the new file `to` while others use it; nothing is
 * open afterwards. OPTIBOM_CONFLICT when that file exists. */
OPTIBOM_API enum optibom_status optibom_backup(struct optibom *optibom, const char *path,
                                               const char *to, const struct optibom_output *output);

struct optibom_import_request {
    const char *const *files; /* "-" is standard input */
    size_t file_count;
    const char *class_name; /* NULL: told by the headers of each file */
    const char *map;        /* a mapping file, or the name of one that comes along; or NULL */
    const char *write_map;  /* where to write what was understood, as a mapping file; or NULL */
    const char *sheet;      /* name or number of the tables to read; NULL: all */
    bool dry_run, strict;
    void (*progress)(void *context, size_t rows); /* may be NULL */
    void *progress_context;
};

/* `*findings` is set when a row was refused. */
OPTIBOM_API enum optibom_status optibom_import(struct optibom *optibom,
                                               const struct optibom_import_request *request,
                                               bool *findings, const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_import_list(struct optibom *optibom,
                                                    const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_import_show(struct optibom *optibom, int64_t batch,
                                                    const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_import_rejects(struct optibom *optibom, int64_t batch,
                                                       const struct optibom_output *output);
/* Answers questions of a batch: "3=b" the second candidate of question 3, "3=70 m" a value, "3=" no
 * value. Without answers the open ones are listed. */
OPTIBOM_API enum optibom_status optibom_import_confirm(struct optibom *optibom, int64_t batch,
                                                       const char *const *answers, size_t count,
                                                       bool *findings,
                                                       const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_import_undo(struct optibom *optibom, int64_t batch);

/* Parts of a class that satisfy every predicate ("power <= 15 W"); `sort` may be NULL, with '-'
 * before it descending; limit 0 is none. */
OPTIBOM_API enum optibom_status optibom_find(struct optibom *optibom, const char *class_name,
                                             const char *const *predicates, size_t count,
                                             const char *sort, int64_t limit,
                                             const struct optibom_output *output);
/* Things by their words: parts, documents, builds, attachments, best first. */
struct optibom_search_request {
    const char *const *words; /* each must be in a thing, or what a word of it begins with */
    size_t word_count;
    int64_t limit; /* 0: none */
};

struct optibom_search_found {
    int64_t count;     /* of things, shown or not */
    char nearest[200]; /* where there are none: words that come near and are found; "": no such */
};

OPTIBOM_API enum optibom_status optibom_search(struct optibom *optibom,
                                               const struct optibom_search_request *request,
                                               struct optibom_search_found *found,
                                               const struct optibom_output *output);

/* Everything known about one part, and where it is used. */
OPTIBOM_API enum optibom_status optibom_show(struct optibom *optibom, const char *part,
                                             const struct optibom_output *output);
/* What the attributes of a class are; NULL: of every class. */
OPTIBOM_API enum optibom_status optibom_attributes(struct optibom *optibom, const char *class_name,
                                                   const struct optibom_output *output);
/* The rules that a build is checked against; needs no open catalog. */
OPTIBOM_API enum optibom_status optibom_rules(struct optibom *optibom,
                                              const struct optibom_output *output);

/* Sums over what systems contain and over imported bills of materials. */
struct optibom_rollup_request {
    const char *const *parts; /* systems, or names of lists; none: all that are in nothing else */
    size_t part_count;
    bool lists_parts;       /* the parts in one of each, in place of the sums */
    const char *where_used; /* alone: what contains this part, at any depth; or NULL */
};

/* OPTIBOM_BAD_INPUT when parts of the catalog contain each other. */
OPTIBOM_API enum optibom_status optibom_rollup(struct optibom *optibom,
                                               const struct optibom_rollup_request *request,
                                               const struct optibom_output *output);

/* A build is named by a stored build, "rack" (its latest revision) or "rack@2", or by a spec file:
 * an argument that ends in .yaml or .yml or holds a slash is a file. */
OPTIBOM_API enum optibom_status optibom_assemble(struct optibom *optibom, const char *build,
                                                 bool *findings,
                                                 const struct optibom_output *output);
/* Draws over the ranges of inputs. */
struct optibom_draws {
    uint64_t count;   /* 0: none */
    uint64_t seed;    /* the same seed gives the same digits, with any number of threads */
    unsigned threads; /* 0 is 1 */
    bool is_sobol;    /* scrambled Sobol points in place of independent draws */
    double tolerance; /* draw on until the error of the mean is below this share of it; 0: no */
    /* Done of expected draws; may be NULL. */
    void (*progress)(void *context, uint64_t done, uint64_t expected);
    void *progress_context;
};

struct optibom_evaluate_request {
    const char *build;
    const char *scenario;  /* of the spec or shipped by name, or a scenario file; NULL: none */
    int64_t program_racks; /* 0: as the spec says */
    struct optibom_draws draws;
    const char *metric; /* that the draws explain; NULL: cost_yielded */
};

/* `*findings` is set when a finding is an error. */
OPTIBOM_API enum optibom_status optibom_evaluate(struct optibom *optibom,
                                                 const struct optibom_evaluate_request *request,
                                                 bool *findings,
                                                 const struct optibom_output *output);

struct optibom_compare_request {
    const char *const *builds;
    size_t build_count;
    const char *const *scenarios; /* each build also under each, as "BUILD: SCENARIO" */
    size_t scenario_count;
    int64_t program_racks; /* 0: as the specs say */
};

OPTIBOM_API enum optibom_status optibom_compare(struct optibom *optibom,
                                                const struct optibom_compare_request *request,
                                                bool *differ, const struct optibom_output *output);

struct optibom_report_request {
    const char *const *builds;
    size_t build_count;
    const char *const *scenarios; /* each build also under each, as "BUILD: SCENARIO" */
    size_t scenario_count;
    const char *path;    /* .xlsx, .csv, .json or .md; NULL: to the output */
    const char *report;  /* one report by name; NULL: all for a workbook, "summary" else */
    const char *reports; /* folder with further reports, or NULL */
    const char *date;    /* YYYY-MM-DD */
    int64_t program_racks;
    /* Rows of a workbook, written of all; may be NULL. */
    void (*progress)(void *context, size_t done, size_t expected);
    void *progress_context;
};

/* `*errors`: how many of the findings of the builds are errors. */
OPTIBOM_API enum optibom_status optibom_report(struct optibom *optibom,
                                               const struct optibom_report_request *request,
                                               int64_t *errors,
                                               const struct optibom_output *output);

/* An exploration of open specs, a part of one, or parts that are put together. */
struct optibom_explore_request {
    const char *const *builds; /* open specs, files or stored builds */
    size_t build_count;
    const char *const *merge; /* files of parts, in place of builds */
    size_t merge_count;
    const char *objectives;    /* metrics with commas, "max:" before one that is to be large */
    const char *const *limits; /* "METRIC<=X", "METRIC>=X" */
    size_t limit_count;
    const char *const *weights; /* "OBJECTIVE=NUMBER": the best under these is marked */
    size_t weight_count;
    const char *const *accepted; /* codes of findings that may stand */
    size_t accepted_count;
    bool opens_all; /* every slot of switch, optics, cable, fiber and light, whatever is named */
    bool is_robust; /* objectives by both ends of their ranges */
    const char *const *scenarios; /* names or files: builds as they are, and under each of these */
    size_t scenario_count;
    int64_t draws;         /* of the ranges, each with a front of its own; 0: typical values */
    uint64_t seed;         /* of the draws */
    int64_t program_racks; /* 0: as the specs say */
    int64_t shard, shards; /* the shard-th part of so many, from 1; 0: all of it */
    const char *path; /* .xlsx, .html, .csv, .json or .md for the answer, .db to keep the result for
                         a merge, which a shard wants; NULL: the answer to the output */
    const char *date; /* of prices, workbook and page, YYYY-MM-DD; NULL: the handle's day */
    unsigned threads;
    void (*progress)(void *context, size_t questions, size_t looks); /* done so far; may be NULL */
    void *progress_context;
};

/* The builds that no other one beats. `*findings` is set when there is none, or when Ctrl-C ended
 * the search early: what was found until then is given all the same. */
OPTIBOM_API enum optibom_status optibom_explore(struct optibom *optibom,
                                                const struct optibom_explore_request *request,
                                                bool *findings,
                                                const struct optibom_output *output);

/* A request for quotation: what a build needs of one supplier, as a workbook to fill in. */
struct optibom_rfq_request {
    const char *build;
    const char *supplier;
    const char *path;          /* .xlsx */
    const char *date;          /* of the request; days are YYYY-MM-DD */
    const char *required_by;   /* or NULL */
    const char *respond_by;    /* NULL: two weeks after the date */
    const char *incoterm;      /* of Incoterms 2020, with a place if wanted; or NULL */
    const char *comment;       /* to the supplier, or NULL */
    const int64_t *quantities; /* to quote for, at most 6, in any order */
    size_t quantity_count;     /* 0: what the program needs of each part */
    const char *const *classes;
    size_t class_count; /* 0: parts of any class */
    bool is_all;     /* every part that is bought; else those that the supplier makes or offers */
    bool has_target; /* tells the supplier what is paid now */
    int64_t program_racks; /* 0: as the spec says */
};

/* What is known of the supplier that was asked. */
struct optibom_rfq_supplier {
    bool is_unknown; /* makes and offers no part of the build, so that every part that is bought was
                        taken */
    char nearest[80]; /* then the one that does and whose name comes nearest; "": none comes near */
};

/* Writes the workbook and remembers the request, so that optibom_import knows the answered one.
 * The handle is open for writing. OPTIBOM_USAGE when there is nothing to ask for. */
OPTIBOM_API enum optibom_status optibom_rfq(struct optibom *optibom,
                                            const struct optibom_rfq_request *request,
                                            struct optibom_rfq_supplier *supplier,
                                            const struct optibom_output *output);

/* The claims of the source documents beside what the catalog and the shipped builds give. The
 * request's builds are not read; without a report it is "claims". */
OPTIBOM_API enum optibom_status optibom_claims(struct optibom *optibom,
                                               const struct optibom_report_request *request,
                                               const struct optibom_output *output);

/* What is asked about assembly flows beside their outcome. A zero asks nothing. */
struct optibom_yield_request {
    const char *const *flows; /* flow files or names of stored flows */
    size_t flow_count;
    const char *report;  /* the flows as one report by name, and nothing else */
    const char *reports; /* folder with further reports, or NULL */
    const char *date;    /* YYYY-MM-DD, of the report */

    /* The rest is about one flow. */
    struct optibom_draws draws;
    const char *const *sweeps; /* one or two, "INPUT=VALUES": docs/flow-file.md */
    size_t sweep_count;
    int64_t good; /* starts for that many good units */
    double confidence;
    double learning; /* what every doubling of volume multiplies the cost by */
};

/* Assembly flows on their own: one with all answers, several side by side. */
OPTIBOM_API enum optibom_status optibom_yield(struct optibom *optibom,
                                              const struct optibom_yield_request *request,
                                              const struct optibom_output *output);

/* Stored builds with revisions. */
OPTIBOM_API enum optibom_status optibom_build_add(struct optibom *optibom, const char *spec,
                                                  const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_build_list(struct optibom *optibom,
                                                   const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_build_show(struct optibom *optibom, const char *name,
                                                   const struct optibom_output *output);
/* OPTIBOM_CONFLICT where a revision of it is released. */
OPTIBOM_API enum optibom_status optibom_build_remove(struct optibom *optibom, const char *name);
/* Marks a revision, "rack@2", the latest without a number, as released: it stays. OPTIBOM_CONFLICT
 * where it is released already. */
OPTIBOM_API enum optibom_status optibom_build_release(struct optibom *optibom, const char *name,
                                                      const struct optibom_output *output);

/* The lines of the bill of materials and the metrics in which two builds differ; `after` NULL: a
 * revision of a stored build against the one before it. */
OPTIBOM_API enum optibom_status optibom_build_diff(struct optibom *optibom, const char *before,
                                                   const char *after, bool *differ,
                                                   const struct optibom_output *output);

/* The same to the file of the request, a workbook by its ending; of its builds it takes the one or
 * two. */
OPTIBOM_API enum optibom_status
optibom_build_diff_report(struct optibom *optibom, const struct optibom_report_request *request,
                          bool *differ, const struct optibom_output *output);

struct optibom_replace_request {
    const char *old_part, *new_part; /* of one class */
    const char *const *builds;       /* stored builds that name the old part in a slot */
    size_t build_count;              /* 0: all of them */
    bool apply;                      /* stores a new revision of each, all or none */
};

/* What it does to builds when a part takes the place of another: lines, metrics and findings that
 * are new, of which an error sets `*findings`. Nothing is stored unless `apply`. */
OPTIBOM_API enum optibom_status optibom_build_replace(struct optibom *optibom,
                                                      const struct optibom_replace_request *request,
                                                      bool *findings,
                                                      const struct optibom_output *output);

/* One buy for several builds: what each part costs ordered together, against each build ordering
 * alone. */
OPTIBOM_API enum optibom_status optibom_build_consolidate(struct optibom *optibom,
                                                          const char *const *builds, size_t count,
                                                          int64_t program_racks,
                                                          const struct optibom_output *output);

/* In which stored builds a part is, on which lines; also inside of what is bought. */
OPTIBOM_API enum optibom_status optibom_build_where_used(struct optibom *optibom, const char *part,
                                                         const struct optibom_output *output);

/* The whole catalog as files in a new folder: CSV that import reads back to the same rows, flows
 * and builds as YAML. The folder appears complete or not at all. `*findings` is set when something
 * would not be read back as it is. OPTIBOM_CONFLICT when the folder is there and not empty. */
OPTIBOM_API enum optibom_status optibom_export(struct optibom *optibom, const char *folder,
                                               bool *findings, const struct optibom_output *output);

/* A decision on a part that may stand in for another, or on a maker of parts. */
struct optibom_approval {
    const char *part, *alternate; /* NULL where a maker is decided on */
    const char *maker;            /* NULL where an alternate is */
    const char *class_name;       /* of the maker's parts; NULL: every class */
    const char *build; /* stored build or spec file in which it holds; NULL: everywhere */
    const char *line;  /* role or number of a line of it; NULL: every line */
    const char *state; /* "proposed", "approved" or "rejected"; NULL: nothing is decided any more */
    const char *reason; /* NULL: none */
};

/* Result: what is decided on the part, or maker, then. OPTIBOM_NOT_FOUND: no such part, maker,
 * class, build or line, or nothing to withdraw. */
OPTIBOM_API enum optibom_status optibom_approve(struct optibom *optibom,
                                                const struct optibom_approval *approval,
                                                const struct optibom_output *output);
/* What was decided on alternates of a part, NULL: of all parts; on makers. */
OPTIBOM_API enum optibom_status optibom_alternates(struct optibom *optibom, const char *part,
                                                   const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_makers(struct optibom *optibom,
                                               const struct optibom_output *output);

/* Pairs of parts that may be one; and making one of them, as a change that can be taken back.
 * OPTIBOM_BAD_INPUT for parts of two classes, or of which one contains the other. */
OPTIBOM_API enum optibom_status optibom_duplicates(struct optibom *optibom,
                                                   const struct optibom_output *output);
OPTIBOM_API enum optibom_status optibom_duplicate_merge(struct optibom *optibom,
                                                        const char *duplicate, const char *part,
                                                        const struct optibom_output *output);

/* Who changed what: all changes, newest first; with `what` those of a stored build, the rows of a
 * part or of a change by its number, before and after. */
OPTIBOM_API enum optibom_status optibom_log(struct optibom *optibom, const char *what,
                                            const struct optibom_output *output);
/* Takes a change back that is no import; that is a change as well. OPTIBOM_CONFLICT when it was
 * taken back before, or a later change stands on it. */
OPTIBOM_API enum optibom_status optibom_log_undo(struct optibom *optibom, int64_t change);

/* Attaches files to a part or a build, into the catalog or by reference; all or none. */
struct optibom_attach_request {
    const char *const *files; /* paths; by reference also addresses */
    size_t file_count;
    const char *part, *build; /* one of them */
    const char *title;        /* or NULL */
    bool is_reference;
};

OPTIBOM_API enum optibom_status optibom_attach(struct optibom *optibom,
                                               const struct optibom_attach_request *request,
                                               const struct optibom_output *output);
/* What is attached to a part or build; NULL: all. */
OPTIBOM_API enum optibom_status optibom_attach_list(struct optibom *optibom, const char *of,
                                                    const struct optibom_output *output);
/* Writes an attached file; `path` NULL: under its name in this folder, where there is no such file.
 * OPTIBOM_CONFLICT for one that is kept by reference. */
OPTIBOM_API enum optibom_status optibom_attach_get(struct optibom *optibom, const char *name,
                                                   const char *path);
OPTIBOM_API enum optibom_status optibom_attach_remove(struct optibom *optibom, const char *name);
/* Whether files that are kept by reference are as they were; `*findings` where one is not. */
OPTIBOM_API enum optibom_status optibom_attach_check(struct optibom *optibom, bool *findings,
                                                     const struct optibom_output *output);

/* Writes what the changes of the catalog came to as a file for another site, which is new; `since`:
 * only those after this one, 0: all. */
OPTIBOM_API enum optibom_status optibom_changes_export(struct optibom *optibom, const char *path,
                                                       int64_t since,
                                                       const struct optibom_output *output);

struct optibom_changes_request {
    const char *path;    /* written by optibom_changes_export */
    bool dry_run;        /* say what would become of it, store nothing */
    bool skip_conflicts; /* store what has no conflict; else one conflict takes everything back */
};

/* Applies the changes of another site, as an import batch. What both made another is a conflict:
 * `*findings` is set, and ours stays. */
OPTIBOM_API enum optibom_status optibom_changes_apply(struct optibom *optibom,
                                                      const struct optibom_changes_request *request,
                                                      bool *findings,
                                                      const struct optibom_output *output);

/* A query that only reads, in bounded time and memory. */
OPTIBOM_API enum optibom_status optibom_sql(struct optibom *optibom, const char *query,
                                            const struct optibom_output *output);
enum { OPTIBOM_QUERY_SECONDS = 60, OPTIBOM_QUERY_MEBIBYTES = 2048 };
/* What each query, and the SELECT of each report, may take; 0: as above. While one runs, the latter
 * also limits what SQLite holds in this process. */
OPTIBOM_API void optibom_bound_queries(struct optibom *optibom, unsigned seconds,
                                       unsigned mebibytes);
struct optibom_check_request {
    const char *build; /* or NULL: the catalog alone */
    const char *list;  /* an imported bill of materials to hold against the build; or NULL */
    bool bought_only;  /* what comes inside bought systems need not stand in the list */
    bool all_builds;   /* the findings of all stored builds, in their latest revisions, too */
};

/* Integrity of file, foreign keys and dictionary; with a build its findings too. */
OPTIBOM_API enum optibom_status optibom_check(struct optibom *optibom,
                                              const struct optibom_check_request *request,
                                              bool *findings, const struct optibom_output *output);

/* Stops what is running as soon as possible; may be called from a signal handler. */
OPTIBOM_API void optibom_interrupt(struct optibom *optibom);

#ifdef __cplusplus
}
#endif

#endif

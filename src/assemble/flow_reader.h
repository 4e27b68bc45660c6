/*
 * The values of a flow file: numbers, plain or with a range, each kept as an input of its flow;
 * words from a list.
 */
#ifndef OPTIBOM_ASSEMBLE_FLOW_READER_H
#define OPTIBOM_ASSEMBLE_FLOW_READER_H

#include "assemble/flow.h"
#include "base/yaml_doc.h"

enum flow_number_kind {
    FLOW_NUMBER_COST,   /* money or density, >= 0 */
    FLOW_NUMBER_SIGNED, /* money of either sign */
    FLOW_NUMBER_BAD,    /* bad fraction: "0.15", "15 %", "500 ppm" */
    FLOW_NUMBER_GOOD,   /* good fraction: "0.97", "97 %" */
    FLOW_NUMBER_FACTOR, /* n0, layers: >= 1 */
    FLOW_NUMBER_ALPHA   /* > 0 or "inf" */
};

/* What is being read: which document, into which flow, who vouches when a number does not say. */
struct flow_reader {
    struct arena *arena;
    struct error *err;
    const char *file;
    struct yaml_doc *doc;
    struct flow *flow;
    const char *confidence, *reason; /* NULL: assumption, the place in the file */
};

/* One key of a mapping and the double of a struct that it fills. */
struct flow_number_key {
    const char *key;
    size_t offset;
    enum flow_number_kind kind;
    int worse; /* as struct flow_input */
};

/* What the mapping of a coverage may say beside its range; 0 when absent. */
struct flow_number_extra {
    yaml_node convention, n0, alpha;
};

/* Reads one number into *target and adds it to the inputs of the flow as `name`, which is kept.
 * `extra` is NULL where a mapping has only a range. */
enum optibom_status flow_reader_number(double *target, struct flow_reader *reader, yaml_node node,
                                       const struct flow_number_key *key, const char *name,
                                       struct flow_number_extra *extra);

/* Reads the i-th node, where there is one, by the i-th key into `record`; inputs are called
 * "OWNER: KEY". */
enum optibom_status flow_reader_numbers(void *record, struct flow_reader *reader,
                                        const yaml_node *nodes, const struct flow_number_key *keys,
                                        size_t count, const char *owner);

/* A text as its position in `words`; an unknown one is refused with the nearest. */
enum optibom_status flow_reader_choice(size_t *out, struct flow_reader *reader, yaml_node node,
                                       const char *key, const char *const *words, size_t count);

/* Takes over a confidence and a reason that were read; both may be absent (node 0, NULL). */
enum optibom_status flow_reader_provenance(const char **confidence, const char **reason,
                                           struct flow_reader *reader, yaml_node confidence_node,
                                           const char *given_reason);

/* Adds an input that the caller has filled; OPTIBOM_FAILED when its name or reason is NULL. */
enum optibom_status flow_reader_input(struct flow_reader *reader, struct flow_input input);

#endif

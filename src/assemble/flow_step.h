/*
 * The steps of a flow file, one mapping each. Keys and units: docs/flow-file.md.
 */
#ifndef OPTIBOM_ASSEMBLE_FLOW_STEP_H
#define OPTIBOM_ASSEMBLE_FLOW_STEP_H

#include "assemble/flow_file.h"
#include "assemble/flow_reader.h"

/* Where sub-flows and parts come from (flow_file.c). */
struct flow_sources;

enum optibom_status flow_sources_flow(struct flow **out, struct flow_sources *sources,
                                      struct flow_reader *reader, yaml_node at, const char *name);
enum optibom_status flow_sources_part(struct flow_part *out, struct flow_sources *sources,
                                      struct flow_reader *reader, yaml_node at, const char *name);

/* Reads one step; `step` stays where it is, inputs point into it. */
enum optibom_status flow_step_read(struct flow_step *step, struct flow_reader *reader,
                                   struct flow_sources *sources, yaml_node node);

/* The four kinds of it; step->line is set. */
enum optibom_status flow_step_read_add(struct flow_step *step, struct flow_reader *reader,
                                       struct flow_sources *sources, yaml_node node);
enum optibom_status flow_step_read_test(struct flow_step *step, struct flow_reader *reader,
                                        yaml_node node);

/* `die: {...}` of an ADD step. */
enum optibom_status flow_step_read_die(struct flow_add *add, struct flow_reader *reader,
                                       yaml_node node, const char *owner);

/* The die that the catalog's size, defects and model describe; add->die stays NULL where it does
 * not know enough. Its wafer pays for it where the part has no price. */
enum optibom_status flow_step_take_die(struct flow_add *add, struct flow_reader *reader,
                                       const struct flow_part *part, const char *name,
                                       const char *step);

/* A figure of the catalog into the field of `owner` that the key names; an unknown one leaves it.
 */
enum optibom_status flow_step_take_figure(void *owner, struct flow_reader *reader,
                                          const struct flow_figure *figure, const char *part,
                                          const char *step, const struct flow_number_key *key);

/* Probabilities by class: {CLASS: number, ...}; node 0 leaves the list empty. */
enum optibom_status flow_step_read_effects(struct flow_effects *effects, struct flow_reader *reader,
                                           yaml_node node, const char *owner, const char *key);

#endif

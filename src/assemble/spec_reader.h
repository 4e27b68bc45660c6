/* What the files that read a build spec share; nobody else includes it. */
#ifndef OPTIBOM_ASSEMBLE_SPEC_READER_H
#define OPTIBOM_ASSEMBLE_SPEC_READER_H

#include "assemble/build_spec.h"
#include "assemble/slot_places.h"
#include "base/yaml_doc.h"

struct spec_reader {
    struct yaml_doc *doc;
    struct arena *arena;
    struct error *err;
    struct slot_places *places; /* where parts are named; NULL: nobody asks */
    const char *text;
    size_t size;
};

/* The document of a spec with what it includes. */
enum optibom_status spec_open(struct yaml_doc **out, struct arena *arena, const char *file,
                              const char *text, size_t size, const struct spec_files *files,
                              struct error *err);

/* The value of a key of a mapping; 0 for none, and where there is no mapping. */
enum optibom_status spec_find_key(yaml_node *out, struct yaml_doc *doc, yaml_node mapping,
                                  const char *wanted, struct error *err);

/* Reads the merged document of `reader`; under a scenario it may also say `flows` and `range`. */
enum optibom_status spec_read(struct spec **out, struct spec_reader *reader, const char *file,
                              bool is_scenario);

/* Names the scenarios of a spec and reads it under each of them. */
enum optibom_status spec_read_scenarios(struct spec_reader *reader, struct spec *spec,
                                        yaml_node node);

/* Levels choose among the scenarios of the spec, which have been read. */
enum optibom_status spec_read_levels(struct spec_reader *reader, struct spec *spec, yaml_node node);

/* What a scenario says beside the keys of a spec; nodes may be 0. */
enum optibom_status spec_read_flow_values(struct spec_reader *reader, struct spec *spec,
                                          yaml_node node);
enum optibom_status spec_read_end(struct spec_reader *reader, struct spec *spec, yaml_node node);

/* A slot is `part: NAME`, `where: PREDICATE(S)`, or just the name; node 0 leaves it empty. */
enum optibom_status spec_read_slot(struct spec_reader *reader, struct spec_slot *slot,
                                   const char *class_name, yaml_node node);

/* Pieces of a part: `part` or `where`, and `count`. */
enum optibom_status spec_read_counted(struct spec_reader *reader, struct spec_slot *slot,
                                      int64_t *count, const char *class_name, yaml_node node);

/* The name of a part; its place is noted. */
enum optibom_status spec_read_part(const char **out, struct spec_reader *reader, yaml_node node);

/* One predicate or a list of them. */
enum optibom_status spec_read_where(struct spec_reader *reader, struct spec_slot *slot,
                                    yaml_node node);

/* OPTIBOM_BAD_INPUT with the nearest word unless `word` is one of the words. */
enum optibom_status spec_check_word(struct spec_reader *reader, yaml_node node, const char *key,
                                    const char *word, const char *const *words, size_t count);

enum optibom_status spec_read_servers(struct spec_reader *reader, struct spec *spec,
                                      yaml_node node);

/* Endpoints of a network, by name; those of the accelerators when node is 0. */
enum optibom_status spec_read_endpoints(struct spec_reader *reader, const struct spec *spec,
                                        struct spec_network *network, yaml_node node);

/* Links of a network, whose endpoints are read already. */
enum optibom_status spec_read_links(struct spec_reader *reader, struct spec_network *network,
                                    yaml_node node);

/* What stands around the racks: `facility`, `light` and `workload`; node 0 keeps the defaults. */
enum optibom_status spec_read_facility(struct spec_reader *reader, struct spec *spec,
                                       yaml_node node);
enum optibom_status spec_read_light(struct spec_reader *reader, struct spec *spec, yaml_node node);
enum optibom_status spec_read_workload(struct spec_reader *reader, struct spec *spec,
                                       yaml_node node);

enum optibom_status spec_read_networks(struct spec_reader *reader, struct spec *spec,
                                       yaml_node node);

#endif

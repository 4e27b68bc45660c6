/* The parts of a mapping file that have a file of code each; import/map/map.h has the whole. */
#ifndef OPTIBOM_IMPORT_MAP_FILE_H
#define OPTIBOM_IMPORT_MAP_FILE_H

#include "base/yaml_doc.h"
#include "import/map/map.h"

struct import_map_reading {
    struct yaml_doc *doc;
    struct arena *arena;
    struct import_map *map; /* what is read so far */
    struct error *err;
};

/* One text, or a list of texts; at least one. */
enum optibom_status import_map_file_texts(struct import_map_texts *out,
                                          struct import_map_reading *reading, yaml_node node);

/* What the values come from: `columns`, `constants`, `aliases`, which name columns. */
enum optibom_status import_map_file_columns(struct import_map_reading *reading, yaml_node node);
enum optibom_status import_map_file_constants(struct import_map_reading *reading, yaml_node node);
enum optibom_status import_map_file_aliases(struct import_map_reading *reading, yaml_node node);

/* What the records come from: `skip`, `each`, `breaks`, which gives price and quantity. */
enum optibom_status import_map_file_skips(struct import_map_reading *reading, yaml_node node);
enum optibom_status import_map_file_each(struct import_map_reading *reading, yaml_node node);
enum optibom_status import_map_file_breaks(struct import_map_reading *reading, yaml_node node);

/* Refuses a regular expression that cannot be used. */
enum optibom_status import_map_file_pattern(const char **out, struct import_map_reading *reading,
                                            yaml_node node);

#endif

/* What the files that know libyaml share; nobody else includes it. */
#ifndef OPTIBOM_BASE_YAML_TREE_H
#define OPTIBOM_BASE_YAML_TREE_H

#include "base/yaml_doc.h"

#include <yaml.h>

struct yaml_doc {
    yaml_document_t document;
    struct arena *arena;
    const char *file;
    size_t own_count;   /* nodes of the file itself; those after them are of included files: */
    const char **files; /* the file of each */
    size_t file_count;
};

#endif

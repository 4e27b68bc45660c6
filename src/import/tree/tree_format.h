/*
 * Readers for JSON, JSON lines and YAML. Which tables and rows they give is in import/tree/tree.h.
 *
 * JSON and YAML documents are held in memory, up to the limits there. JSON lines are streamed
 * record by record: once for the names, once for each table that is read; a line that cannot be
 * read is refused in the first table that comes to it.
 */
#ifndef OPTIBOM_IMPORT_TREE_FORMAT_H
#define OPTIBOM_IMPORT_TREE_FORMAT_H

#include "import/reader.h"

extern const struct import_format import_format_json;
extern const struct import_format import_format_json_lines;
extern const struct import_format import_format_yaml;

#endif

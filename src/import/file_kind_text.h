/*
 * Tells kinds of text by how it looks. Each takes the first bytes of a file and its name, whose
 * ending decides where the bytes leave it open.
 */
#ifndef OPTIBOM_IMPORT_FILE_KIND_TEXT_H
#define OPTIBOM_IMPORT_FILE_KIND_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Text in UTF-8, UTF-16 or an eight-bit code; single control characters may stand in it. */
bool import_file_looks_text(const char *bytes, size_t length, const char *name);
bool import_file_looks_json(const char *bytes, size_t length, const char *name);
/* A document a line: told before JSON. */
bool import_file_looks_json_lines(const char *bytes, size_t length, const char *name);
/* Every JSON text is YAML: for a file named .yaml this holds before JSON. */
bool import_file_looks_yaml(const char *bytes, size_t length, const char *name);
bool import_file_looks_html(const char *bytes, size_t length, const char *name);
bool import_file_looks_xml(const char *bytes, size_t length, const char *name);
/* Lines of an offset and eight bytes or more in hexadecimal: i2cdump, hexdump, xxd, ethtool. */
bool import_file_looks_dump(const char *bytes, size_t length, const char *name);

/* True when the name ends in one of the endings, separated by blanks: ".csv .tsv". */
bool import_file_has_ending(const char *name, const char *endings);

#endif

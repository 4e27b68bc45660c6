/* Rows on their way out, each cell held against what import makes of it: inside of catalog/export
 * only. */
#ifndef OPTIBOM_CATALOG_EXPORT_FILE_H
#define OPTIBOM_CATALOG_EXPORT_FILE_H

#include "catalog/export.h"

struct export_file {
    const struct catalog_export_sink *sink;
    struct catalog *catalog;
    struct arena arena; /* of the row or part at hand */
};

/* Says that import would not read `text` back; `what` names the record. */
enum optibom_status export_file_doubt(const struct export_file *file, const char *what,
                                      const char *attribute, const char *text, struct error *err);

/* The same where it is so; a text that is NULL or "" is no cell at all. */
enum optibom_status export_file_check(struct export_file *file, const struct catalog_class *of,
                                      const char *attribute, const char *text, const char *what,
                                      struct error *err);

/* The rows of a query as a file of records of a class: the names of its columns are those of
 * attributes, money in micro-units. No file where there is no row. */
enum optibom_status export_file_query(struct export_file *file, const char *path,
                                      const char *class_name, const char *sql, int64_t argument,
                                      struct error *err);

/* The parts of a class with all their figures. No file, and `*is_written` as it was, where there
 * are none. The first file of parts also names the documents that nothing refers to. */
enum optibom_status export_file_parts(bool *is_written, struct export_file *file, const char *path,
                                      const struct catalog_class *of, struct error *err);

#endif

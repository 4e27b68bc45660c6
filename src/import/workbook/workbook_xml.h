/*
 * The XML of a workbook's parts: the elements that a part is read for, by a table.
 *
 * Names are taken without their namespace prefix, so that strict, transitional and prefixed forms
 * are one. What no table names is skipped with all inside it. There are no entities: a document
 * type is refused. Depth, the length of a tag and the number of different names are bounded, and
 * with them memory.
 */
#ifndef OPTIBOM_IMPORT_WORKBOOK_XML_H
#define OPTIBOM_IMPORT_WORKBOOK_XML_H

#include "import/workbook/workbook_package.h"

#include <stdbool.h>

enum {
    IMPORT_WORKBOOK_DEPTH_MAX = 256,
    IMPORT_WORKBOOK_TAG_MAX = 1024 * 1024,
    IMPORT_WORKBOOK_NAMES_MAX = 2048
};

/* An element: the place around it, 0 outside all, and its name. Its own place is its index in the
 * table, which starts with an unused row; the root is 1 and inner elements stand behind outer
 * ones. */
struct import_workbook_step {
    int around;
    const char *name;
};

/* What reads a part. Whatever a function returns but OPTIBOM_OK ends the reading with it.
 * `attributes` are names and values in turn up to a NULL. Text comes in pieces. */
struct import_workbook_form {
    const struct import_workbook_step *steps;
    int step_count;
    enum optibom_status (*enter)(void *context, int place, const char **attributes,
                                 struct error *err);
    enum optibom_status (*leave)(void *context, int place, struct error *err); /* or NULL */
    enum optibom_status (*text)(void *context, int place, const char *bytes, size_t length,
                                struct error *err); /* or NULL */
};

struct import_workbook_xml;

/* OPTIBOM_NOT_FOUND, without a sentence, when the package has no such part. `form` and `context`
 * are kept. */
enum optibom_status import_workbook_xml_open(struct import_workbook_xml **out,
                                             struct import_workbook_package *package,
                                             const char *path,
                                             const struct import_workbook_form *form, void *context,
                                             struct error *err);
/* Goes on to the next pause (OPTIBOM_OK) or the end of the part (OPTIBOM_NOT_FOUND). After a
 * failure only closing is left. */
enum optibom_status import_workbook_xml_read(struct import_workbook_xml *xml, struct error *err);
/* From within `leave` of the form: read returns behind that element. */
void import_workbook_xml_pause(struct import_workbook_xml *xml);
void import_workbook_xml_close(struct import_workbook_xml *xml);

/* Opens a part, reads all of it, closes it. */
enum optibom_status import_workbook_xml_read_part(struct import_workbook_package *package,
                                                  const char *path,
                                                  const struct import_workbook_form *form,
                                                  void *context, struct error *err);

/* The value of an attribute, NULL when it is not there. */
const char *import_workbook_attribute(const char **attributes, const char *name);
/* The same of a name behind a prefix, whatever that is: "id" of r:id. */
const char *import_workbook_prefixed_attribute(const char **attributes, const char *name);

#endif

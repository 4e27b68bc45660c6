/*
 * Results of a verb in the format that was asked for: sections of tables for people, CSV and
 * Markdown; one JSON document.
 */
#ifndef OPTIBOM_REPORT_EMIT_H
#define OPTIBOM_REPORT_EMIT_H

#include "base/buf.h"
#include "base/table.h"
#include "optibom.h"
#include "report/spec/spec.h"

struct emit_section {
    const char *name;  /* key of the rows in JSON: "rows", "figures" */
    const char *title; /* for a person; NULL: none */
    const struct table *table;
    const struct table *for_people; /* shorter, in place of `table` in text and Markdown; or NULL */
};

struct emit_document {
    const char *schema;              /* "optibom.find/1" */
    const char *keys[4], *values[4]; /* texts at the top of the JSON document */
    struct emit_section sections[12];
    size_t section_count;
    const struct report_spec *spec; /* the report that its section is; NULL: none */
    bool is_bare;                   /* JSON: "columns" and "rows" as arrays, of the first section */
};

/* Appends the document. In CSV only the first section is written: CSV is one table. */
void emit_document(struct buf *out, const struct emit_document *document,
                   const struct optibom_output *style);

#endif

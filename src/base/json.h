/*
 * JSON written in order into a buf: no tree. Commas and indentation are the writer's business;
 * numbers are the shortest that read back exactly; what is not finite becomes null.
 */
#ifndef OPTIBOM_BASE_JSON_H
#define OPTIBOM_BASE_JSON_H

#include "base/buf.h"
#include "base/range.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
    struct buf *out;
    int depth;
    bool first; /* nothing written yet in the innermost container */
    bool after_key;
};

void json_init(struct json *json, struct buf *out);

void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);

void json_key(struct json *json, const char *key);
void json_text(struct json *json, const char *text); /* NULL becomes null; invalid UTF-8 U+FFFD */
void json_number(struct json *json, double value);
void json_integer(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* {"min":, "typ":, "max":, "unit":} */
void json_range(struct json *json, struct range range, const char *unit);

/* Key and value in one call. */
void json_key_text(struct json *json, const char *key, const char *text);
void json_key_number(struct json *json, const char *key, double value);
void json_key_integer(struct json *json, const char *key, int64_t value);

#endif

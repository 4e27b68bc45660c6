/*
 * Regular expressions of a mapping file: POSIX extended ones, bounded so that no pattern and no
 * text takes more than moments. Letter case counts; a dot is a byte, but a match is widened to
 * whole characters.
 */
#ifndef OPTIBOM_IMPORT_MAP_PATTERN_H
#define OPTIBOM_IMPORT_MAP_PATTERN_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { IMPORT_MAP_PATTERN_MAX = 256, IMPORT_MAP_PATTERN_TEXT_MAX = 4096 };

struct import_map_pattern;

/* OPTIBOM_BAD_INPUT without a place: the caller knows it. */
enum optibom_status import_map_pattern_open(struct import_map_pattern **out, const char *text,
                                            struct error *err);

/* Looks into the first IMPORT_MAP_PATTERN_TEXT_MAX bytes. Where there is a match, `start` and
 * `length` receive its first group where that took part, else the whole of it. */
enum optibom_status import_map_pattern_find(bool *is_there, size_t *start, size_t *length,
                                            const struct import_map_pattern *pattern,
                                            const char *text, struct error *err);

void import_map_pattern_close(struct import_map_pattern *pattern); /* takes NULL */

#endif

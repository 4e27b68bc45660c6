/* Text of unknown origin made safe for where it goes: names and descriptions come from imports. */
#ifndef OPTIBOM_REPORT_CLEAN_H
#define OPTIBOM_REPORT_CLEAN_H

#include "base/buf.h"

#include <stdbool.h>

/* For a terminal, one line: no control characters, no escape sequences, nothing that turns the
 * direction of writing; line ends and tabs become a space, invalid bytes U+FFFD. */
void clean_line(struct buf *out, const char *text);

/* The same for lines that are complete: LF and CR LF stay, all else of these becomes a space. */
void clean_lines(struct buf *out, const char *text);

/* For a cell of a workbook: valid XML 1.0 text of at most 32,767 UTF-16 units, cut with an
 * ellipsis; line ends stay. What reads as an escape of the format (_x0041_) is escaped itself. */
void clean_cell(struct buf *out, const char *text);

/* True when clean_cell would leave the text as it is, found at a glance: of printable ASCII. */
bool clean_is_plain(const char *text);

/* An http or https address without blanks and control characters. */
bool clean_is_link(const char *text);

#endif

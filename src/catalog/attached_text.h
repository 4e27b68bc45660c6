/* What a file says in words, for the search: a PDF, a page of the web, any text. */
#ifndef OPTIBOM_CATALOG_ATTACHED_TEXT_H
#define OPTIBOM_CATALOG_ATTACHED_TEXT_H

#include "base/arena.h"
#include "base/error.h"

#include <stdio.h>

enum { ATTACHED_TEXT_MAX = 1024 * 1024 }; /* bytes; what stands behind is not searched */

/* The words of the file in one line, NULL where there are none: `*why` then says so in half a
 * sentence, or in the sentence of the reader. A file that cannot be read as text is no failure. */
enum optibom_status attached_text_read(const char **out, const char **why, struct arena *arena,
                                       FILE *file, const char *name, struct error *err);

#endif

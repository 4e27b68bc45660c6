#include "base/incoterm.h"

#include "base/scan.h"

#include <stdbool.h>

static bool starts_with(const char *text, const char *term)
{
    for (size_t i = 0; i < INCOTERM_LENGTH; i++)
        if (scan_lower(text[i]) != scan_lower(term[i]))
            return false;
    text += INCOTERM_LENGTH;
    return *text == '\0' || scan_blank_length(text) > 0;
}

const char *incoterm_read(const char **place, size_t *length, const char *text)
{
    static const char *const TERMS[] = {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU",
                                        "DDP", "FAS", "FOB", "CFR", "CIF"};
    text = scan_trim(text, length);
    for (size_t i = 0; i < sizeof TERMS / sizeof *TERMS; i++)
        if (starts_with(text, TERMS[i])) {
            *place = scan_trim(text + INCOTERM_LENGTH, length);
            return TERMS[i];
        }
    return NULL;
}

/*
 * Words of datasheets: keys to compare labels by, units, part numbers, modes of operation, remarks.
 */
#ifndef OPTIBOM_IMPORT_PDF_TERMS_H
#define OPTIBOM_IMPORT_PDF_TERMS_H

#include <stdbool.h>
#include <stddef.h>

enum { IMPORT_PDF_KEY_SIZE = 160 };

/* The letters, digits, signs of "#%<>=+" and non-ASCII of a text, in lower case, one blank where
 * anything else stood between them: texts with equal keys are the same label. Cut to the size. */
void import_pdf_key(char out[IMPORT_PDF_KEY_SIZE], const char *text);

/* Splits "Output power (mW)", "Output power [dBm]", "Output power, W": true when it ends in a unit.
 * `label_length` receives the bytes before it, `unit` its start and `unit_length` its bytes. */
bool import_pdf_split_unit(const char *text, size_t *label_length, const char **unit,
                           size_t *unit_length);

/* True for units of the unit table and those of optics and electronics beside it. */
bool import_pdf_is_unit(const char *text, size_t length);

/* True for a text that can be a part number: one word of letters and digits, or of both and dashes,
 * that is neither a standard ("400GBASE-DR4", "IEEE802.3bs") nor a placeholder ("EX-8-xxx"). */
bool import_pdf_is_part(const char *text);

/* A stricter one, for words of a title: a dash, letters and digits in it, mostly capitals. */
bool import_pdf_is_part_surely(const char *text);

/* True for names of modes: "400G", "2x200G mode", "PAM4", "per lane", "with FEC". A value that
 * holds in one mode is not one that holds always. */
bool import_pdf_is_mode(const char *text);

/* True for a text with a sign such as "<" or ">=" in it. */
bool import_pdf_is_comparison(const char *text);

/* True for remarks that change no value: "SMF", "OM4", "over SMF", "non-condensing". */
bool import_pdf_is_harmless(const char *text);

/* True when the text has the word, as a whole, whatever the case. `word` may have blanks. */
bool import_pdf_has_word(const char *text, const char *word);

/* True for words that start the name of a section: "Transmitter", "Optical", "Environmental" ... */
bool import_pdf_is_section(const char *word);

/* True for a text that means "no value here": "", "-", "N/A", "TBD", "see Figure 2" */
bool import_pdf_is_blank(const char *text);

#endif

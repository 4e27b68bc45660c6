/*
 * Reading short texts that people type: spaces and signs of every kind made plain, decimal numbers
 * with their thousands separators, and excerpts of a text for a message about it.
 * All of it knows ASCII letters and digits only, whatever the locale.
 */
#ifndef OPTIBOM_BASE_SCAN_H
#define OPTIBOM_BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum { SCAN_TEXT_SIZE = 256, SCAN_NUMBER_SIZE = 64, SCAN_EXCERPT_SIZE = 96 };

bool scan_is_digit(char c);
bool scan_is_letter(char c);
/* Space, tab, newline, carriage return, vertical tab, form feed. */
bool scan_is_blank(char c);
static inline char scan_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* True when both are the same but for the case of ASCII letters. */
bool scan_same(const char *a, const char *b);

/* Bytes of one blank at `text`, no-break and thin spaces included; 0 when none stands there. */
size_t scan_blank_length(const char *text);

/* The text without its outer blanks, no-break and thin spaces included; `length` receives its
 * bytes. */
const char *scan_trim(const char *text, size_t *length);

/* Writes the plain form of `text`: trimmed, every run of blanks (no-break and thin spaces too) one
 * space, minus sign U+2212 as "-", an en or em dash as "-" where it is a sign and as ".." where it
 * stands between two figures, ellipsis as "...", micro signs as "u", degree signs as "deg",
 * superscript 2 as "2", comparison signs as "<=", ">=" and "~". Other characters stay.
 * False when the result does not fit. */
bool scan_plain(char out[SCAN_TEXT_SIZE], const char *text);

/* Reads the unsigned decimal at the start of `text` into `digits`, commas removed: "1,234.50" is
 * "1234.50", ".5" is "0.5". Returns the bytes it takes. Returns 0 when there is none, with `why`
 * (never NULL then) half a sentence: "has a comma that does not group thousands: ...". */
size_t scan_number(char digits[SCAN_NUMBER_SIZE], const char *text, const char **why);

/* The text for use in a message: at most 80 bytes, cut between characters and then ended with
 * "...", control characters as spaces, invalid bytes as "?". */
void scan_excerpt(char out[SCAN_EXCERPT_SIZE], const char *text);

/* True for apostrophes before a sign that makes a formula of a text in a spreadsheet: = + - @ tab
 * or CR. Writing CSV puts one more before such a text, as it puts the first before a formula;
 * reading takes one away. */
bool scan_is_guarded(const char *text);

#endif

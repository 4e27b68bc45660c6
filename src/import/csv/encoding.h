/*
 * The bytes of a text file as UTF-8, whatever they are: UTF-8, UTF-16 of either byte order with or
 * without a mark, Windows-1252, or another encoding that iconv knows by the name given.
 *
 * Where none is named it is found out from the first IMPORT_ENCODING_SAMPLE bytes: by a byte-order
 * mark; else UTF-16 when zero bytes stand at every other place; else UTF-8 when its characters of
 * several bytes outnumber the bytes that fit none; else Windows-1252. A sample of nothing but ASCII
 * leaves it undecided: bytes come as they are, and the first others decide, which is the reader's
 * to see.
 */
#ifndef OPTIBOM_IMPORT_ENCODING_H
#define OPTIBOM_IMPORT_ENCODING_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { IMPORT_ENCODING_SAMPLE = 64 * 1024, IMPORT_ENCODING_READ_MIN = 64 };

#define IMPORT_ENCODING_FALLBACK "Windows-1252"

struct import_encoding;

/* Bytes that are no character of the encoding. */
struct import_encoding_fault {
    uint64_t offset; /* in the file, from 0 */
    unsigned char byte;
};

/* What a text is that starts so; NULL: ASCII, so far. `text` is followed by a zero byte; `is_whole`
 * when there is no more of it. */
const char *import_encoding_sniff(const char *text, size_t length, bool is_whole);

/* `encoding` NULL or "": find out. The file stays the caller's; `name` of it is for messages.
 * OPTIBOM_BAD_INPUT: no encoding has that name. OPTIBOM_FAILED: the file cannot be read. */
enum optibom_status import_encoding_open(struct import_encoding **out, FILE *file, const char *name,
                                         const char *encoding, struct error *err);
void import_encoding_close(struct import_encoding *encoding); /* takes NULL */

/* The next bytes, as UTF-8 without a byte-order mark; `size` is at least IMPORT_ENCODING_READ_MIN.
 * 0 at the end of the file, and when it cannot be read further (ferror). A place that is no
 * character of the encoding gives one byte 0xff, which UTF-8 never has, and a fault; in UTF-8
 * itself such bytes come as they are. Ends within characters. */
size_t import_encoding_read(struct import_encoding *encoding, char *out, size_t size);

const char *import_encoding_name(const struct import_encoding *encoding);

/* True while nothing but ASCII was in the sample, and no encoding was named or decided on. */
bool import_encoding_is_undecided(const struct import_encoding *encoding);

/* Decides what was undecided. `unread`, the last bytes that were given out, are read again as
 * `name`; without any, reading goes on. */
enum optibom_status import_encoding_decide(struct import_encoding *encoding, const char *name,
                                           const char *unread, size_t length, struct error *err);

/* The nth fault of the file, from 0; NULL past the first few hundred. */
const struct import_encoding_fault *import_encoding_fault(const struct import_encoding *encoding,
                                                          size_t nth);

#endif

/*
 * Growing text with sticky failure: after the first failed append all others do nothing, and the
 * caller checks once at the end with buf_ok. The text is always terminated.
 */
#ifndef OPTIBOM_BASE_BUF_H
#define OPTIBOM_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *text;
    size_t length, capacity;
    bool failed;
};

void buf_init(struct buf *buf);
void buf_fini(struct buf *buf);

/* Empties the text, keeps memory and failure. */
void buf_clear(struct buf *buf);
bool buf_ok(const struct buf *buf);

/* Never NULL, also before the first append. */
const char *buf_text(const struct buf *buf);

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The shortest decimal that reads back as exactly this double; "null" when it is not finite. */
void buf_number(struct buf *buf, double value);

#endif

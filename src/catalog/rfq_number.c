#include "catalog/rfq.h"

#include "base/buf.h"
#include "base/scan.h"

enum { SLUG_MOST = 40 };

static const char DRAFT[] = "DRAFT-";

/* Capital letters and digits; what else there is becomes `between`, once and not at the ends. */
static void add_slug(struct buf *out, const char *text, const char *between)
{
    size_t start = out->length;
    bool is_apart = false;
    for (; *text != '\0' && out->length - start < SLUG_MOST; text++) {
        char c = *text;
        if (!scan_is_letter(c) && !scan_is_digit(c)) {
            is_apart = out->length > start;
            continue;
        }
        if (is_apart)
            buf_puts(out, between);
        is_apart = false;
        buf_putc(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    if (out->length == start)
        buf_putc(out, 'X');
}

enum optibom_status catalog_rfq_number(struct catalog_rfq *rfq, struct arena *arena,
                                       struct error *err)
{
    const char *day = rfq->created_on;
    struct buf number;
    buf_init(&number);
    buf_puts(&number, rfq->is_draft ? DRAFT : "RFQ-");
    add_slug(&number, rfq->build, "-");
    if (rfq->revision > 0)
        buf_printf(&number, "-R%lld", (long long)rfq->revision);
    buf_putc(&number, '-');
    add_slug(&number, rfq->supplier, "");
    buf_printf(&number, "-%.4s%.2s%.2s", day, day + 5, day + 8);
    rfq->number = buf_ok(&number) ? arena_strdup(arena, buf_text(&number)) : NULL;
    buf_fini(&number);
    return rfq->number != NULL ? OPTIBOM_OK : error_no_memory(err);
}

bool catalog_rfq_is_draft(const char *number)
{
    for (size_t i = 0; DRAFT[i] != '\0'; i++)
        if (scan_lower(number[i]) != scan_lower(DRAFT[i]))
            return false;
    return true;
}

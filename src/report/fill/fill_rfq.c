#include "report/fill/fill_rfq.h"

/* -1 stands for NULL. */
static int64_t quantity_at(const struct catalog_rfq_line *line, size_t at)
{
    return at < line->quantity_count ? line->quantities[at] : -1;
}

static enum optibom_status put_line(struct store *store, const struct catalog_rfq *rfq,
                                    const struct catalog_rfq_line *line, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO result_rfq_line VALUES"
                     " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "tiittttiinnnnnd", rfq->number, line->line, line->part_id, line->vendor,
                     line->mpn, line->class_name, line->description, line->need,
                     line->quantities[0], quantity_at(line, 1), quantity_at(line, 2),
                     quantity_at(line, 3), quantity_at(line, 4), quantity_at(line, 5),
                     line->target);
}

enum optibom_status fill_rfq(struct store *store, const struct catalog_rfq *rfq, int64_t position,
                             struct error *err)
{
    enum optibom_status status =
        store_run(store, err, "INSERT INTO result_rfq VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  "titttttttt", rfq->number, position, rfq->build, rfq->supplier, rfq->created_on,
                  rfq->respond_by, rfq->required_by, rfq->currency, rfq->incoterm, rfq->comment);
    for (size_t i = 0; status == OPTIBOM_OK && i < rfq->line_count; i++)
        status = put_line(store, rfq, &rfq->lines[i], err);
    return status;
}

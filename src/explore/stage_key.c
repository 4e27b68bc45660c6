#include "explore/stage_key.h"

const char *stage_pieces(struct arena *arena, const struct bom *bom, const struct opening *opening,
                         uint32_t choice)
{
    const char *text = NULL;
    struct buf out;
    if (opening->parts == NULL || choice >= opening->count)
        return "";
    buf_init(&out);
    for (size_t i = 0; i < bom->line_count; i++) {
        const struct bom_line *line = &bom->lines[i];
        if (opening_is_filled_by(opening, choice, line->part))
            buf_printf(&out, "/%s*%lld*%.17g*%.17g", line->role, (long long)line->quantity,
                       line->quantity_per_parent, line->optical_gbps);
    }
    if (buf_ok(&out))
        text = arena_strdup(arena, buf_text(&out));
    buf_fini(&out);
    return text;
}

static void write_losses(struct buf *out, const struct stage_filling *filling, size_t slot)
{
    const struct opening *opening = &filling->openings->items[slot];
    uint32_t choice = filling->choices[slot];
    buf_printf(out, ";%zu", slot);
    for (size_t i = 0; choice < opening->count && i < READS_LOSS_FIGURES; i++) {
        struct range range = catalog_part_range(opening->parts[choice], reads_losses[i]);
        buf_printf(out, ":%.17g,%.17g,%.17g", range.min, range.typ, range.max);
    }
}

static void write_choice(struct buf *out, const struct stage_filling *filling, size_t slot,
                         enum reads_what read)
{
    if (read == READS_LOSSES)
        write_losses(out, filling, slot);
    if (read == READS_ALL)
        buf_printf(out, ";%zu=%u%s", slot, filling->choices[slot], filling->pieces[slot]);
}

/* What later slots hang on in the choice for an earlier one. */
static enum reads_what read_later(const struct stage_filling *filling, size_t earlier)
{
    enum reads_what read = filling->is_whole ? READS_ALL : READS_NOTHING;
    for (size_t i = filling->count; read != READS_ALL && i < filling->openings->count; i++) {
        enum reads_what by =
            reads(filling->openings, i, READS_ANY, earlier, filling->choices, filling->count);
        read = by > read ? by : read;
    }
    return read;
}

enum reads_what stage_reads(const struct stage_filling *filling, size_t candidate, size_t earlier)
{
    return filling->is_whole ? READS_ALL
                             : reads(filling->openings, filling->count, (long)candidate, earlier,
                                     filling->choices, filling->count);
}

/* Only a part that an earlier slot has taken can (reads.c, statement 4). */
bool stage_reads_more(const struct stage_filling *filling, size_t candidate)
{
    const struct opening *opening = &filling->openings->items[filling->count];
    size_t none = opening_none(opening);
    for (size_t i = 0; opening->parts != NULL && candidate < none && i < filling->count; i++) {
        const struct opening *earlier = &filling->openings->items[i];
        if (earlier->parts != NULL && filling->choices[i] < earlier->count &&
            earlier->parts[filling->choices[i]] == opening->parts[candidate] &&
            stage_reads(filling, candidate, i) != stage_reads(filling, none, i))
            return true;
    }
    return false;
}

void stage_key_of_state(struct buf *out, const struct stage_filling *filling)
{
    buf_printf(out, "%zu", filling->count);
    for (size_t i = 0; i < filling->count; i++)
        write_choice(out, filling, i, read_later(filling, i));
}

void stage_key_of_view(struct buf *out, const struct stage_filling *filling, size_t candidate)
{
    buf_printf(out, "%zu:%zu", filling->count, candidate);
    for (size_t i = 0; i < filling->count; i++)
        write_choice(out, filling, i, stage_reads(filling, candidate, i));
}

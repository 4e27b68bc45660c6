#include "report/spec/spec_fields.h"

#include <string.h>

/* What each kind is called, and how many columns it takes. */
static const struct {
    const char *name;
    size_t least, most;
} KINDS[REPORT_PICTURES] = {
    [REPORT_PICTURE_CARDS] = {"cards", 4, 7},   [REPORT_PICTURE_FACTS] = {"facts", 3, 3},
    [REPORT_PICTURE_BARS] = {"bars", 2, 3},     [REPORT_PICTURE_WATERFALL] = {"waterfall", 3, 4},
    [REPORT_PICTURE_BUDGET] = {"budget", 3, 4}, [REPORT_PICTURE_SANKEY] = {"sankey", 3, 3},
    [REPORT_PICTURE_RACK] = {"rack", 5, 6},     [REPORT_PICTURE_TIERS] = {"tiers", 3, 4}};

static const char *trimmed(struct spec_reader *reader, const char *text, const char *end)
{
    while (text < end && *text == ' ')
        text++;
    while (end > text && end[-1] == ' ')
        end--;
    const char *copy = arena_strndup(reader->arena, text, (size_t)(end - text));
    if (copy == NULL && reader->status == OPTIBOM_OK)
        reader->status = error_no_memory(reader->err);
    return copy;
}

void spec_picture(struct spec_reader *reader, struct report_picture *picture)
{
    const char *words[REPORT_PICTURES];
    for (size_t i = 0; i < REPORT_PICTURES; i++)
        words[i] = KINDS[i].name;
    picture->kind =
        (enum report_picture_kind)spec_word(reader, 0, "kind of picture", words, REPORT_PICTURES);
    const char *text = spec_required(reader, 2, "columns");
    picture->where = spec_where(reader, 3, true);
    while (text != NULL && reader->status == OPTIBOM_OK) {
        const char *end = text + strcspn(text, ",");
        if (picture->column_count < REPORT_PICTURE_COLUMNS)
            picture->columns[picture->column_count] = trimmed(reader, text, end);
        picture->column_count++;
        text = *end == ',' ? end + 1 : NULL;
    }
    size_t least = KINDS[picture->kind].least, most = KINDS[picture->kind].most;
    if (reader->status == OPTIBOM_OK &&
        (picture->column_count < least || picture->column_count > most))
        spec_fault(reader,
                   "a picture of the kind %s takes at least %zu and at most %zu columns, not %zu",
                   words[picture->kind], least, most, picture->column_count);
}

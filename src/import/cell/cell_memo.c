#include "import/cell/cell_memo.h"

#include "base/text_map.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 512, TEXT_MAX = 64, FIND_MIN = 4 * VALUES_MAX };

struct column {
    struct text_map places; /* in values, by text */
    struct import_value *values;
    size_t found, missed; /* counted until it is decided whether the column repeats itself */
    bool is_left_alone;
};

struct import_memo {
    struct arena arena;
    size_t column_count;
    struct column columns[];
};

struct import_memo *import_memo_open(size_t column_count)
{
    struct import_memo *memo = calloc(1, sizeof *memo + column_count * sizeof(struct column));
    if (memo == NULL)
        return NULL;
    arena_init(&memo->arena);
    memo->column_count = column_count;
    for (size_t i = 0; i < column_count; i++)
        text_map_init(&memo->columns[i].places, &memo->arena, true);
    return memo;
}

void import_memo_close(struct import_memo *memo)
{
    if (memo == NULL)
        return;
    for (size_t i = 0; i < memo->column_count; i++)
        text_map_fini(&memo->columns[i].places);
    arena_fini(&memo->arena);
    free(memo);
}

const struct import_value *import_memo_find(struct import_memo *memo, size_t position,
                                            const char *text)
{
    struct column *column = &memo->columns[position];
    int64_t place;
    if (column->is_left_alone)
        return NULL;
    if (text_map_get(&place, &column->places, text)) {
        column->found++;
        return &column->values[place];
    }
    column->missed++;
    column->is_left_alone =
        column->found + column->missed > FIND_MIN && column->found < column->missed;
    return NULL;
}

/* A copy of the text that lasts; texts that are the cell itself stay so. */
static const char *copy_text(struct import_memo *memo, const char *text, const char *cell,
                             const char *kept)
{
    if (text == NULL || text == cell)
        return text == NULL ? NULL : kept;
    return arena_strdup(&memo->arena, text);
}

bool import_memo_add(struct import_memo *memo, size_t position, const char *text,
                     const struct import_value *value)
{
    struct column *column = &memo->columns[position];
    size_t count = column->places.count;
    if (column->is_left_alone || count == VALUES_MAX || strlen(text) > TEXT_MAX)
        return true;
    if (column->values == NULL)
        column->values = arena_alloc(&memo->arena, VALUES_MAX * sizeof *column->values);
    const char *kept = arena_strdup(&memo->arena, text);
    if (column->values == NULL || kept == NULL)
        return false;
    struct import_value *copy = &column->values[count];
    *copy = *value;
    copy->is_lasting = true;
    copy->original = copy_text(memo, value->original, text, kept);
    copy->text = copy_text(memo, value->text, text, kept);
    copy->currency = copy_text(memo, value->currency, text, kept);
    copy->condition = copy_text(memo, value->condition, text, kept);
    bool is_whole = (copy->original != NULL) == (value->original != NULL) &&
                    (copy->text != NULL) == (value->text != NULL) &&
                    (copy->currency != NULL) == (value->currency != NULL) &&
                    (copy->condition != NULL) == (value->condition != NULL);
    return is_whole && text_map_put(&column->places, text, (int64_t)count);
}

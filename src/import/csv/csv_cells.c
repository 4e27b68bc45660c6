#include "import/csv/csv_cells.h"

#include <stdlib.h>
#include <string.h>

static const char padding_doubt[] = "zero bytes around the text are left out";

static bool reserve_texts(struct import_csv_cells *cells, size_t capacity)
{
    if (capacity <= cells->capacity)
        return true;
    const char **texts = realloc(cells->texts, capacity * sizeof *texts);
    if (texts != NULL)
        cells->texts = texts;
    const char **doubts = realloc(cells->doubts, capacity * sizeof *doubts);
    if (doubts != NULL)
        cells->doubts = doubts;
    if (texts == NULL || doubts == NULL)
        return false;
    cells->capacity = capacity;
    return true;
}

static bool reserve_copy(struct import_csv_cells *cells, size_t size)
{
    if (size <= cells->copy_capacity)
        return true;
    size_t capacity = cells->copy_capacity > 0 ? cells->copy_capacity : 1024;
    while (capacity < size)
        capacity *= 2;
    char *copy = realloc(cells->copy, capacity);
    if (copy == NULL)
        return false;
    cells->copy = copy;
    cells->copy_capacity = capacity;
    return true;
}

bool import_csv_cells_reserve(struct import_csv_cells *cells, const struct import_csv_split *split)
{
    return reserve_texts(cells, split->capacity) && reserve_copy(cells, split->length + 1);
}

static inline char *find_cell(struct import_csv_cells *cells, size_t *length,
                              const struct import_csv_split *split, size_t position)
{
    const struct import_csv_extent *extent = &split->cells[position];
    char *cell = cells->copy + extent->start;
    *length = extent->end - extent->start;
    return extent->is_quoted ? import_csv_unquote(cell, length, &split->marks) : cell;
}

void import_csv_cells_copy(struct import_csv_cells *cells, const struct import_csv_split *split,
                           const char *record)
{
    memcpy(cells->copy, record, split->length);
    for (size_t i = 0; i < split->count; i++) {
        size_t length;
        char *cell = find_cell(cells, &length, split, i);
        cell[length] = '\0';
        cells->texts[i] = cell;
    }
}

/* The text without the zero bytes around it. */
static char *strip_zeros(char *cell, size_t *length)
{
    size_t first = 0;
    while (*length > 0 && cell[*length - 1] == '\0')
        --*length;
    while (first < *length && cell[first] == '\0')
        first++;
    *length -= first;
    return cell + first;
}

bool import_csv_cells_copy_padded(struct import_csv_cells *cells,
                                  const struct import_csv_split *split, const char *record)
{
    bool has_text = false;
    memcpy(cells->copy, record, split->length);
    for (size_t i = 0; i < split->count; i++) {
        size_t length, padded;
        char *cell = find_cell(cells, &padded, split, i);
        length = padded;
        cell = strip_zeros(cell, &length);
        if (memchr(cell, '\0', length) != NULL)
            return false;
        cell[length] = '\0';
        has_text |= length > 0;
        cells->texts[i] = cell;
        cells->doubts[i] = length < padded ? padding_doubt : NULL;
    }
    return has_text;
}

void import_csv_cells_free(struct import_csv_cells *cells)
{
    free(cells->texts);
    free(cells->doubts);
    free(cells->copy);
}

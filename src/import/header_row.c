#include "import/header_row.h"

#include "base/scan.h"
#include "import/header_pair.h"
#include "import/row_shape.h"

#include <string.h>

enum { ROWS_BELOW = 10, SHAPE_CELLS_MIN = 2, UNDERSTOOD_MIN = 2 };

struct search {
    struct arena *scratch;
    const struct import_class *classes;
    size_t class_count;
    const struct import_row *rows;
    size_t row_count;
};

/* The class that understands most of the row, NULL when none does any. */
static const struct import_class *best_class(const struct search *search,
                                             const struct import_row *row, size_t *understood)
{
    const struct import_class *best = NULL;
    *understood = 0;
    for (size_t i = 0; i < search->class_count; i++) {
        size_t count = import_header_understood(&search->classes[i], row);
        if (count <= *understood)
            continue;
        best = &search->classes[i];
        *understood = count;
    }
    return best;
}

/* True when the row has cells for half of the columns of those below it, or there are none. */
static bool covers_rows_below(const struct search *search, size_t index, size_t filled)
{
    size_t most = 0, seen = 0;
    for (size_t i = index + 1; i < search->row_count && seen < ROWS_BELOW; i++) {
        size_t below = import_row_filled(&search->rows[i]);
        seen += below > 0;
        most = below > most ? below : most;
    }
    return filled * 2 >= most;
}

/* Words only, over rows of which at least half have figures. */
static bool has_shape(const struct search *search, size_t index, size_t filled)
{
    size_t seen = 0, with_figures = 0;
    if (filled < SHAPE_CELLS_MIN || import_row_figures(&search->rows[index]) > 0)
        return false;
    for (size_t i = index + 1; i < search->row_count && seen < ROWS_BELOW; i++) {
        seen += import_row_filled(&search->rows[i]) > 0;
        with_figures += import_row_figures(&search->rows[i]) > 0;
    }
    return seen > 0 && with_figures * 2 >= seen;
}

struct candidate {
    size_t index, filled, understood;
    bool is_wide;
};

/* False when the row is no header. */
static bool judge(struct candidate *out, const struct search *search, size_t index)
{
    const struct import_row *row = &search->rows[index];
    size_t figures = import_row_figures(row);
    *out = (struct candidate){.index = index, .filled = import_row_filled(row)};
    if (out->filled == 0 || figures * 2 > out->filled)
        return false;
    best_class(search, row, &out->understood);
    out->is_wide = covers_rows_below(search, index, out->filled);
    if (out->understood >= UNDERSTOOD_MIN)
        return true;
    bool is_half_named = out->understood * 2 >= out->filled && figures == 0;
    return out->is_wide && (is_half_named || has_shape(search, index, out->filled));
}

/* The earlier of equals; but where nothing is understood, names say more than groups over them. */
static bool is_better(const struct candidate *later, const struct candidate *best)
{
    if (later->is_wide != best->is_wide)
        return later->is_wide;
    if (later->understood != best->understood)
        return later->understood > best->understood;
    return later->understood == 0 && later->index == best->index + 1 &&
           later->filled > best->filled;
}

/* The row that is a header by itself; false without one. */
static bool find_single(const struct search *search, size_t *index)
{
    struct candidate best = {0}, candidate;
    bool is_found = false;
    for (size_t i = 0; i < search->row_count; i++) {
        if (!judge(&candidate, search, i) || (is_found && !is_better(&candidate, &best)))
            continue;
        best = candidate;
        is_found = true;
        if (best.is_wide && best.understood >= UNDERSTOOD_MIN && best.understood == best.filled)
            break; /* every cell is a name: none below is more of a header */
    }
    *index = best.index;
    return is_found;
}

/* The names of the row and the one above it, by the class that understands most of them. */
static enum optibom_status join(struct import_header_row *out, const struct search *search,
                                size_t index, struct error *err)
{
    const struct import_row *upper = &search->rows[index - 1], *lower = &search->rows[index];
    const struct import_header_pair pair = import_header_pair(upper, lower);
    struct import_row names;
    struct arena tries;
    arena_init(&tries);
    *out = (struct import_header_row){
        .index = index, .is_pair = true, .lower = *lower, .upper = *upper};
    bool is_good = true;
    for (size_t i = 0; is_good && (i == 0 || i < search->class_count); i++) {
        const struct import_class *of = search->class_count > 0 ? &search->classes[i] : NULL;
        is_good = import_header_join(&names, &tries, &pair, of);
        size_t understood = is_good ? import_header_understood(of, &names) : 0;
        if (is_good && (i == 0 || understood > out->understood)) {
            out->names = names;
            out->understood = understood;
        }
    }
    names = out->names;
    is_good = is_good && import_row_copy(&out->names, search->scratch, &names);
    arena_fini(&tries);
    return is_good ? OPTIBOM_OK : error_no_memory(err);
}

/* A row of short texts, as the halves of a header are. */
static bool may_join(const struct search *search, size_t index)
{
    const struct import_row *row = &search->rows[index];
    if (row->count > IMPORT_HEADER_COLUMNS_MAX || import_row_figures(row) > 0 ||
        import_row_filled(row) == 0)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (strlen(row->cells[i]) >= SCAN_TEXT_SIZE)
            return false;
    return true;
}

/* Takes the row below into the header when it says more of the same, such as units. */
static enum optibom_status join_below(struct import_header_row *header, const struct search *search,
                                      struct error *err)
{
    struct import_header_row pair;
    size_t below = header->index + 1, understood;
    if (below >= search->row_count || !may_join(search, below) || !may_join(search, below - 1))
        return OPTIBOM_OK;
    enum optibom_status status = join(&pair, search, below, err);
    if (status != OPTIBOM_OK)
        return status;
    const struct import_class *of = best_class(search, &header->lower, &understood);
    if (pair.understood > header->understood ||
        (of != NULL && import_header_is_units(of, &header->lower, &search->rows[below])))
        *header = pair;
    return OPTIBOM_OK;
}

/* Takes the row above into the header when more is understood so, or names repeat less: names that
 * repeat are not understood, whatever each means alone. */
static enum optibom_status join_above(struct import_header_row *header, const struct search *search,
                                      struct error *err)
{
    struct import_header_row pair;
    if (header->index == 0 || !may_join(search, header->index) ||
        !may_join(search, header->index - 1))
        return OPTIBOM_OK;
    enum optibom_status status = join(&pair, search, header->index, err);
    if (status != OPTIBOM_OK)
        return status;
    bool repeats_less = import_header_repeats(&pair.names) < import_header_repeats(&header->lower);
    if (pair.understood > header->understood || repeats_less)
        *header = pair;
    return OPTIBOM_OK;
}

/* Two rows of which neither is a header by itself. */
static enum optibom_status find_pair(struct import_header_row *out, const struct search *search,
                                     struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    struct import_header_row pair;
    *out = (struct import_header_row){0};
    for (size_t i = 1; status == OPTIBOM_OK && i < search->row_count; i++) {
        if (!may_join(search, i) || !may_join(search, i - 1))
            continue;
        status = join(&pair, search, i, err);
        if (status == OPTIBOM_OK && pair.understood > out->understood)
            *out = pair;
    }
    if (status == OPTIBOM_OK && out->understood < UNDERSTOOD_MIN)
        status = OPTIBOM_NOT_FOUND;
    return status;
}

static enum optibom_status find(struct import_header_row *out, const struct search *search,
                                struct error *err)
{
    size_t index;
    if (!find_single(search, &index))
        return find_pair(out, search, err);
    const struct import_row *row = &search->rows[index];
    *out = (struct import_header_row){.index = index, .names = *row, .lower = *row};
    best_class(search, row, &out->understood);
    enum optibom_status status = join_below(out, search, err);
    return status == OPTIBOM_OK && !out->is_pair ? join_above(out, search, err) : status;
}

enum optibom_status import_header_row_find(struct import_header_row *out, struct arena *arena,
                                           const struct import_class *classes, size_t class_count,
                                           const struct import_row *rows, size_t row_count,
                                           struct error *err)
{
    struct arena scratch;
    arena_init(&scratch);
    struct search search = {.scratch = &scratch,
                            .classes = classes,
                            .class_count = class_count,
                            .rows = rows,
                            .row_count =
                                row_count < IMPORT_HEADER_ROWS ? row_count : IMPORT_HEADER_ROWS};
    enum optibom_status status = find(out, &search, err);
    if (status == OPTIBOM_OK && out->is_pair) {
        struct import_row names = out->names;
        if (!import_row_copy(&out->names, arena, &names))
            status = error_no_memory(err);
    }
    arena_fini(&scratch);
    return status;
}

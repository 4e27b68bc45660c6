#include "import/map/map_filter.h"

#include "base/scan.h"
#include "import/issue_codes.h"
#include "import/row_shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Records that one row may make by `each`. */
enum { PIECES_MAX = 4096 };

bool import_map_takes(const struct import_map *map, const struct import_table *table)
{
    char number[24];
    if (map->sheet == NULL)
        return true;
    snprintf(number, sizeof number, "%zu", table->number);
    if (strcmp(map->sheet, number) == 0)
        return true;
    /* After a star that takes too little, go back and let it take one character more. */
    const char *pattern = map->sheet, *name = table->name, *star = NULL, *resume = NULL;
    while (*name != '\0') {
        if (*pattern == '*') {
            star = ++pattern;
            resume = name;
        } else if (scan_lower(*pattern) == scan_lower(*name)) {
            pattern++;
            name++;
        } else if (star != NULL) {
            pattern = star;
            name = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

enum optibom_status import_map_open(struct import_map_filter **out, const struct import_map *map,
                                    const struct import_class *record_class,
                                    const struct import_map_input *input, struct error *err)
{
    struct import_map_filter *filter = calloc(1, sizeof *filter);
    if (filter == NULL)
        return error_no_memory(err);
    filter->map = map;
    filter->record_class = record_class;
    filter->input = *input;
    arena_init(&filter->arena);
    arena_init(&filter->row_arena);
    arena_init(&filter->piece_arena);
    arena_init(&filter->total_arena);
    enum optibom_status status = OPTIBOM_OK;
    if (map->header != IMPORT_MAP_HEADER_FOUND && input->table->has_names)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: the names of the columns come from the keys of %s; take 'header' "
                           "out of the map",
                           map->file, input->file);
    if (status == OPTIBOM_OK)
        status = import_map_plan(filter, err);
    if (status == OPTIBOM_OK) {
        struct import_drop *drops = filter->drops + map->skip_count;
        drops[IMPORT_MAP_ABOVE_HEADER].because = IMPORT_ABOVE_HEADER;
        drops[IMPORT_MAP_WITHOUT_PRICE].because = "no price in any break column";
        for (int kind = 0; kind < IMPORT_ROW_KINDS; kind++)
            drops[IMPORT_MAP_OF_KIND + kind].because = import_row_kind_because(kind);
        *out = filter;
    } else {
        import_map_close(filter);
    }
    return status;
}

void import_map_close(struct import_map_filter *filter)
{
    if (filter == NULL)
        return;
    for (size_t i = 0; filter->outputs != NULL && i < filter->output_count; i++)
        import_map_pattern_close(filter->outputs[i].pattern);
    for (size_t i = 0; filter->skips != NULL && i < filter->map->skip_count; i++)
        import_map_pattern_close(filter->skips[i].pattern);
    arena_fini(&filter->total_arena);
    arena_fini(&filter->piece_arena);
    arena_fini(&filter->row_arena);
    arena_fini(&filter->arena);
    free(filter);
}

size_t import_map_drops(const struct import_drop **out, const struct import_map_filter *filter)
{
    *out = filter->drops;
    return filter->map->skip_count + IMPORT_MAP_REASONS;
}

static enum optibom_status give_header(struct import_row *row, struct import_map_filter *filter,
                                       struct error *err)
{
    bool is_none = filter->map->header == IMPORT_MAP_HEADER_NONE;
    enum optibom_status status = import_map_read_header(filter, err);
    if (status != OPTIBOM_OK)
        return status;
    for (size_t i = 0; i < filter->output_count; i++)
        filter->cells[i] = filter->outputs[i].header;
    const struct import_map_names *names = &filter->names;
    filter->header =
        (struct import_header_row){.names = {.count = names->count, .cells = names->headers},
                                   .lower = {.count = names->count, .cells = names->own}};
    filter->has_header = true;
    *row = (struct import_row){.line = is_none ? 1 : filter->source.line,
                               .count = filter->output_count,
                               .cells = filter->cells,
                               .raw = is_none ? "" : filter->source.raw};
    return OPTIBOM_OK;
}

static enum optibom_status applies(bool *out, struct import_map_filter *filter, size_t rule,
                                   struct error *err)
{
    const struct import_map_skip *skip = &filter->map->skips[rule];
    size_t position = filter->skips[rule].position, length, start;
    *out = false;
    if (position == IMPORT_MAP_NOWHERE)
        return OPTIBOM_OK;
    const char *cell = import_map_cell(filter, position, &length);
    if (skip->test == IMPORT_MAP_EMPTY || skip->test == IMPORT_MAP_FILLED) {
        *out = (length == 0) == (skip->test == IMPORT_MAP_EMPTY);
        return OPTIBOM_OK;
    }
    const char *text = arena_strndup(&filter->row_arena, cell, length);
    if (text == NULL)
        return error_no_memory(err);
    if (skip->test != IMPORT_MAP_EQUALS)
        return import_map_pattern_find(out, &start, &length, filter->skips[rule].pattern, text,
                                       err);
    *out = scan_same(text, skip->text);
    return OPTIBOM_OK;
}

/* The rule that takes the row away; skip_count for none. */
static enum optibom_status find_rule(size_t *out, struct import_map_filter *filter,
                                     struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool is_applying = false;
    for (*out = 0; *out < filter->map->skip_count; (*out)++) {
        status = applies(&is_applying, filter, *out, err);
        if (status != OPTIBOM_OK || is_applying)
            break;
    }
    return status;
}

/* Takes the cell of `each` apart; one piece, maybe an empty one, is left in any case. */
static enum optibom_status take_apart(struct import_map_filter *filter, struct error *err)
{
    const char *split = filter->map->each_split;
    const char **pieces = NULL;
    size_t length, count = 0;
    const char *cell = import_map_cell(filter, filter->each_position, &length);
    char *rest = arena_strndup(&filter->piece_arena, cell, length);
    if (rest == NULL)
        return error_no_memory(err);
    for (bool is_more = true; is_more; rest = is_more ? rest + strlen(split) : rest) {
        char *piece = rest;
        rest = strstr(piece, split);
        is_more = rest != NULL;
        if (is_more)
            *rest = '\0';
        scan_trim(piece, &length);
        if (length == 0 && (is_more || count > 0))
            continue;
        if (count == PIECES_MAX)
            return error_set(err, OPTIBOM_BAD_INPUT,
                             "%s:%zu: column \"%s\" has more than %d pieces; correct the cell, or "
                             "'each' of the map %s",
                             filter->input.file, filter->source.line, filter->map->each_column,
                             PIECES_MAX, filter->map->name);
        pieces = arena_grow(&filter->piece_arena, filter->pieces, count, sizeof *pieces);
        if (pieces == NULL)
            return error_no_memory(err);
        pieces[count++] = piece;
        filter->pieces = pieces;
    }
    filter->piece_count = count;
    return OPTIBOM_OK;
}

/* A row with more cells than the header has lost its columns. */
static enum optibom_status check_width(struct import_map_filter *filter, struct import_issue *issue,
                                       struct error *err)
{
    const struct import_row *row = &filter->source;
    struct import_issue *issues = NULL;
    size_t length = 0, count = 0;
    for (size_t i = filter->names.count; filter->names.count > 0 && i < row->count; i++) {
        scan_trim(row->cells[i], &length);
        if (length > 0)
            break;
    }
    if (length == 0)
        return OPTIBOM_OK;
    enum optibom_status status = import_issue_add(
        &issues, &count, &filter->row_arena,
        (struct import_issue){.code = "ragged-row", .line = row->line, .column = ""}, err,
        "the row has %zu cells and the header %zu; quote cells that contain the delimiter, or "
        "remove the extra ones",
        row->count, filter->names.count);
    if (status == OPTIBOM_OK)
        *issue = issues[0];
    return status;
}

/* The next break of the row that says a price, from break_at on; false when there is none. */
static bool find_break(struct import_map_filter *filter)
{
    while (filter->break_at < filter->map->break_count &&
           !import_map_has_price(filter, filter->break_at))
        filter->break_at++;
    return filter->break_at < filter->map->break_count;
}

/* What the row is by its looks; keys of a tree are no header, and its records no totals. */
static enum import_row_kind kind_of(const struct import_map_filter *filter)
{
    bool has_header = filter->map->header != IMPORT_MAP_HEADER_NONE;
    return filter->input.table->has_names
               ? IMPORT_ROW_DATA
               : import_row_kind(has_header ? &filter->header : NULL, &filter->source);
}

static enum optibom_status make_cell(struct import_map_filter *filter, size_t output,
                                     struct error *err)
{
    const struct import_map_output *of = &filter->outputs[output];
    const char **cell = &filter->cells[output];
    if (of->kind == IMPORT_MAP_OF_COLUMN || of->kind == IMPORT_MAP_OF_PRICE)
        return import_map_text(cell, filter, output, err);
    import_map_origin_clear(filter, output);
    *cell = of->kind == IMPORT_MAP_OF_CONSTANT
                ? of->constant
                : arena_printf(&filter->row_arena, "%lld",
                               (long long)filter->map->breaks[filter->break_at].quantity);
    return *cell != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* The row at work, which is left out as a total, for who wants to know it. */
static enum optibom_status keep_total(struct import_map_filter *filter, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    if (filter->map->each_column != NULL || filter->map->break_count > 0)
        return OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < filter->output_count; i++)
        status = make_cell(filter, i, err);
    const struct import_row row = {.line = filter->source.line,
                                   .cells = filter->cells,
                                   .count = filter->output_count,
                                   .raw = filter->source.raw != NULL ? filter->source.raw : ""};
    if (status != OPTIBOM_OK)
        return status;
    import_map_empty(&filter->total_arena);
    return import_row_copy(&filter->total, &filter->total_arena, &row) ? OPTIBOM_OK
                                                                       : error_no_memory(err);
}

const struct import_row *import_map_total(const struct import_map_filter *filter)
{
    return &filter->total;
}

/* The next row of the reader that makes records. */
static enum optibom_status next_source(struct import_map_filter *filter, struct import_issue *issue,
                                       struct error *err)
{
    for (;;) {
        size_t rule = 0;
        filter->pieces = NULL;
        import_map_empty(&filter->piece_arena);
        filter->piece_count = filter->piece = filter->break_at = 0;
        enum optibom_status status = import_map_source(filter, err);
        if (status != OPTIBOM_OK)
            return status;
        import_map_empty(&filter->row_arena);
        status = find_rule(&rule, filter, err);
        if (status != OPTIBOM_OK)
            return status;
        enum import_row_kind kind = kind_of(filter);
        if (rule == filter->map->skip_count && kind != IMPORT_ROW_DATA)
            rule = filter->map->skip_count + IMPORT_MAP_OF_KIND + kind;
        if (rule != filter->map->skip_count) {
            import_map_count_drop(filter, rule);
            status = kind == IMPORT_ROW_TOTAL ? keep_total(filter, err) : OPTIBOM_OK;
            if (status != OPTIBOM_OK)
                return status;
            continue;
        }
        status = check_width(filter, issue, err);
        if (status != OPTIBOM_OK || issue->code != NULL)
            return status;
        if (filter->map->break_count > 0 && !find_break(filter)) {
            import_map_count_drop(filter, filter->map->skip_count + IMPORT_MAP_WITHOUT_PRICE);
            continue;
        }
        if (filter->map->each_column != NULL)
            return take_apart(filter, err);
        filter->piece_count = 1;
        return OPTIBOM_OK;
    }
}

/* What stands in no cell of the table comes from the map. */
static enum optibom_status complete_places(struct import_map_filter *filter, struct error *err)
{
    char *place = arena_printf(&filter->row_arena, "map %s", filter->map->name);
    for (size_t i = 0; place != NULL && i < filter->output_count; i++)
        if (filter->places[i] == NULL)
            filter->places[i] = place;
    return place != NULL ? OPTIBOM_OK : error_no_memory(err);
}

/* Goes on to the next break, else to the first one of the next piece. */
static void step(struct import_map_filter *filter)
{
    filter->break_at++;
    if (find_break(filter))
        return;
    filter->piece++;
    filter->break_at = 0;
    if (filter->piece < filter->piece_count)
        find_break(filter);
}

enum optibom_status import_map_row(struct import_row *row, struct import_issue *issue,
                                   struct import_map_filter *filter, struct error *err)
{
    *issue = (struct import_issue){0};
    if (!filter->has_header)
        return give_header(row, filter, err);
    enum optibom_status status = OPTIBOM_OK;
    import_map_empty(&filter->row_arena);
    if (filter->piece >= filter->piece_count)
        status = next_source(filter, issue, err);
    const struct import_row *source = &filter->source;
    *row = (struct import_row){.line = source->line,
                               .cells = filter->cells,
                               .raw = source->raw != NULL ? source->raw : ""};
    if (status != OPTIBOM_OK || issue->code != NULL)
        return status;
    for (size_t i = 0; status == OPTIBOM_OK && i < filter->output_count; i++)
        status = make_cell(filter, i, err);
    if (status == OPTIBOM_OK && source->places != NULL)
        status = complete_places(filter, err);
    step(filter);
    row->count = filter->output_count;
    row->places = source->places != NULL ? filter->places : NULL;
    row->conditions = source->conditions != NULL ? filter->conditions : NULL;
    row->is_document = source->is_document;
    row->doubts = source->doubts != NULL ? filter->doubts : NULL;
    return status;
}

#include "import/tree/tree_rows.h"

#include "import/tree/tree_cells.h"
#include "import/tree/tree_text.h"

#include <assert.h>
#include <string.h>

enum { ARENA_USED_MAX = 32 * 1024 };

enum optibom_status import_tree_rows_open(struct import_tree_rows *rows,
                                          struct import_tree_source *source,
                                          const struct import_tree_table *table, struct error *err)
{
    import_tree_rows_close(rows);
    rows->source = source;
    rows->table = table;
    assert(table->level < IMPORT_TREE_DEPTH_MAX);
    size_t from = 0;
    for (const struct import_tree_table *t = table; t != NULL; t = t->parent) {
        rows->levels[t->level].table = t;
        rows->levels[t->level].cell_from = from;
        from += t->own_count;
    }
    rows->cells = arena_alloc(&rows->arena, (from + 1) * sizeof *rows->cells);
    rows->doubts = arena_alloc(&rows->arena, (from + 1) * sizeof *rows->doubts);
    if (rows->cells == NULL || rows->doubts == NULL)
        return error_no_memory(err);
    return source->rewind(source, err);
}

void import_tree_rows_close(struct import_tree_rows *rows)
{
    for (size_t i = 0; i < IMPORT_TREE_DEPTH_MAX; i++)
        arena_fini(&rows->levels[i].arena);
    arena_fini(&rows->arena);
    buf_fini(&rows->raw);
    *rows = (struct import_tree_rows){0};
}

/* Starts on the rows that the record of the level above holds. */
static void enter(struct import_tree_level *level, const struct import_tree_node *record)
{
    const struct import_tree_table *table = level->table;
    for (size_t i = 0; i < table->path_count && record != NULL; i++)
        record = import_tree_child(record, table->path[i]);
    bool is_map = record != NULL && record->kind == IMPORT_TREE_MAP;
    level->record = NULL;
    level->next = record == NULL ? NULL : record->first;
    level->is_keyed = is_map && table->has_key;
    level->is_one = is_map && !table->has_key;
    if (level->is_one)
        level->next = record;
}

/* Goes on to the next row of a level below the top; false when there is none. */
static bool advance(struct import_tree_level *level)
{
    level->record = level->next;
    if (level->record == NULL)
        return false;
    level->next = level->is_one ? NULL : level->record->next;
    return true;
}

static enum optibom_status fill_level(struct import_tree_rows *rows, size_t number,
                                      struct error *err)
{
    struct import_tree_level *level = &rows->levels[number];
    bool is_keyed = number == 0 ? rows->source->is_keyed : level->is_keyed;
    /* Not for every record: an arena takes its memory in large blocks. */
    if (level->arena_used > ARENA_USED_MAX) {
        arena_fini(&level->arena);
        level->arena_used = 0;
    }
    const struct import_tree_cells cells = {.table = level->table,
                                            .cells = rows->cells + level->cell_from,
                                            .doubts = rows->doubts + level->cell_from,
                                            .arena = &level->arena,
                                            .used = &level->arena_used};
    return import_tree_cells_fill(&cells, level->record, is_keyed ? level->record->key : NULL, err);
}

/* Goes on until the level of the table stands at its next row. */
static enum optibom_status step(struct import_tree_rows *rows, struct error *err)
{
    size_t last = rows->table->level;
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK) {
        size_t number = rows->depth > 0 ? rows->depth - 1 : 0;
        struct import_tree_level *level = &rows->levels[number];
        bool has_row = true;
        if (number > 0)
            has_row = advance(level);
        else
            status = rows->source->next(rows->source, &level->record, err);
        rows->depth = number + 1;
        if (!has_row)
            rows->depth--;
        else if (status == OPTIBOM_OK)
            status = fill_level(rows, number, err);
        if (!has_row || status != OPTIBOM_OK)
            continue;
        if (number == last)
            return OPTIBOM_OK;
        enter(&rows->levels[number + 1], level->record);
        rows->depth++;
    }
    return status;
}

static void give_names(struct import_tree_rows *rows, struct import_row *row)
{
    rows->names_given = true;
    *row = (struct import_row){
        .line = 1, .count = rows->table->column_count, .cells = rows->table->columns, .raw = ""};
}

enum optibom_status import_tree_rows_next(struct import_tree_rows *rows, struct import_row *row,
                                          struct error *err)
{
    const struct import_tree_table *table = rows->table;
    if (table->has_names && !rows->names_given) {
        give_names(rows, row);
        return OPTIBOM_OK;
    }
    enum optibom_status status = step(rows, err);
    if (status != OPTIBOM_OK)
        return status;
    const struct import_tree_node *record = rows->levels[table->level].record;
    import_tree_print(&rows->raw, record);
    if (!buf_ok(&rows->raw))
        return error_no_memory(err);
    rows->row_count++;
    size_t doubt_count = 0;
    for (size_t i = 0; i < table->column_count; i++)
        doubt_count += rows->doubts[i] != NULL;
    *row = (struct import_row){.line = rows->source->is_one_line ? rows->row_count : record->line,
                               .count = table->column_count,
                               .cells = rows->cells,
                               .raw = buf_text(&rows->raw),
                               .doubts = doubt_count > 0 ? rows->doubts : NULL};
    return OPTIBOM_OK;
}

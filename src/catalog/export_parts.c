#include "catalog/export_cell.h"
#include "catalog/export_file.h"

#include <math.h>
#include <string.h>

/* Columns around those of the attributes. */
enum { LEADING = 3, TRAILING = 6 };
static const char *const LEADING_NAMES[LEADING] = {"confidence", "vendor", "mpn"};
static const char *const TRAILING_NAMES[TRAILING] = {"condition", "source", "source_url",
                                                     "place",     "reason", "original_text"};

/* A row to be: figures of one part that have everything but their attribute in common. */
struct line {
    const struct export_figure *like; /* the first of them */
    const char *condition;            /* NULL: no figure needs one */
    const char *original;             /* as in export_cells */
    const char **cells;               /* attribute x side */
};

struct document {
    const char *title, *url;
};

struct parts {
    struct export_file *file;
    const struct catalog_class *of;
    bool *is_used; /* attribute x side: some part has such a cell */
    const char **row;
    bool is_writing; /* the second time; the first one finds what is used */
    const char *vendor, *mpn;
    struct line *lines; /* of the part at hand */
    size_t line_count;
    const struct document *documents; /* that nothing refers to, for the first part */
    size_t document_count;
    struct error *err;
};

static bool is_figure(const struct catalog_attribute *attribute)
{
    return attribute->scope == CATALOG_PART || attribute->scope == CATALOG_CLASS;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool has_attribute(const struct line *line, size_t attribute)
{
    for (size_t side = 0; side < EXPORT_SIDES; side++)
        if (line->cells[attribute * EXPORT_SIDES + side] != NULL)
            return true;
    return false;
}

static bool fits(const struct line *line, const struct export_figure *figure,
                 const struct export_cells *cells)
{
    const struct export_figure *like = line->like;
    return same(like->source, figure->source) && same(like->source_url, figure->source_url) &&
           same(like->place, figure->place) && same(like->confidence, figure->confidence) &&
           same(like->reason, figure->reason) && same(line->original, cells->original) &&
           (cells->has_condition || line->condition == NULL ||
            same(line->condition, figure->condition));
}

/* The line that the figure goes to. Figures come in the order in which they were imported, and of
 * one attribute none may overtake another: among equals the later one is in force. */
static struct line *find_line(struct parts *parts, const struct export_figure *figure,
                              const struct export_cells *cells)
{
    struct line *found = NULL;
    for (size_t i = parts->line_count; i-- > 0;) {
        if (has_attribute(&parts->lines[i], figure->number))
            break;
        if (fits(&parts->lines[i], figure, cells))
            found = &parts->lines[i];
    }
    if (found != NULL)
        return found;
    struct arena *arena = &parts->file->arena;
    struct line *lines = arena_grow(arena, parts->lines, parts->line_count, sizeof *lines);
    if (lines == NULL)
        return NULL;
    parts->lines = lines;
    struct line *line = &lines[parts->line_count];
    *line = (struct line){.like = figure, .original = cells->original};
    line->cells =
        arena_alloc(arena, parts->of->attribute_count * EXPORT_SIDES * sizeof *line->cells);
    parts->line_count += line->cells != NULL;
    return line->cells != NULL ? line : NULL;
}

static const char *name_of(const struct parts *parts)
{
    return arena_printf(&parts->file->arena, "%s %s %s", parts->of->name, parts->vendor,
                        parts->mpn);
}

static enum optibom_status add_figure(struct parts *parts, const struct export_figure *figure)
{
    struct export_cells cells;
    enum optibom_status status = export_cells_of(&cells, figure, &parts->file->arena, parts->err);
    struct line *line = status == OPTIBOM_OK ? find_line(parts, figure, &cells) : NULL;
    if (status != OPTIBOM_OK)
        return status;
    if (line == NULL)
        return error_no_memory(parts->err);
    if (!cells.has_condition)
        line->condition = figure->condition;
    for (size_t side = 0; side < EXPORT_SIDES; side++) {
        size_t at = figure->number * EXPORT_SIDES + side;
        line->cells[at] = cells.cells[side];
        parts->is_used[at] |= cells.cells[side] != NULL;
    }
    const char *name = cells.is_doubtful && parts->is_writing ? name_of(parts) : "";
    if (name == NULL)
        return error_no_memory(parts->err);
    return *name != '\0' ? export_file_doubt(parts->file, name, figure->attribute->name,
                                             figure->original, parts->err)
                         : OPTIBOM_OK;
}

/* ---- writing ---- */

static enum optibom_status write_header(struct parts *parts)
{
    static const char *const sides[EXPORT_SIDES] = {"", " min", " typ", " max"};
    const struct catalog_export_sink *sink = parts->file->sink;
    struct arena *arena = &parts->file->arena;
    size_t count = 0;
    for (size_t i = 0; i < LEADING; i++)
        parts->row[count++] = LEADING_NAMES[i];
    for (size_t i = 0; i < parts->of->attribute_count * EXPORT_SIDES; i++) {
        const struct import_attribute *import = parts->of->attributes[i / EXPORT_SIDES].import;
        bool has_unit = import->unit[0] != '\0' && strcmp(import->unit, "1") != 0;
        if (!parts->is_used[i])
            continue;
        parts->row[count] =
            arena_printf(arena, "%s%s%s%s%s", import->name, sides[i % EXPORT_SIDES],
                         has_unit ? " (" : "", has_unit ? import->unit : "", has_unit ? ")" : "");
        if (parts->row[count++] == NULL)
            return error_no_memory(parts->err);
    }
    for (size_t i = 0; i < TRAILING; i++)
        parts->row[count++] = TRAILING_NAMES[i];
    return sink->row(sink->context, parts->row, count, parts->err);
}

static enum optibom_status check_line(struct parts *parts, const char *const *trailing)
{
    enum optibom_status status = OPTIBOM_OK;
    const char *name = name_of(parts);
    if (name == NULL)
        return error_no_memory(parts->err);
    const char *const identity[] = {parts->vendor, parts->mpn};
    for (size_t i = 1; status == OPTIBOM_OK && i < LEADING; i++)
        status = export_file_check(parts->file, parts->of, LEADING_NAMES[i], identity[i - 1], name,
                                   parts->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < TRAILING; i++)
        status = export_file_check(parts->file, parts->of, TRAILING_NAMES[i], trailing[i], name,
                                   parts->err);
    return status;
}

/* `cells` NULL: of no figure at all. */
static enum optibom_status write_line(struct parts *parts, const char *confidence,
                                      const char *const *cells, const char *const *trailing)
{
    const struct catalog_export_sink *sink = parts->file->sink;
    const char *const leading[LEADING] = {confidence, parts->vendor, parts->mpn};
    size_t count = 0;
    for (size_t i = 0; i < LEADING; i++)
        parts->row[count++] = leading[i];
    for (size_t i = 0; i < parts->of->attribute_count * EXPORT_SIDES; i++)
        if (parts->is_used[i])
            parts->row[count++] = cells != NULL ? cells[i] : NULL;
    for (size_t i = 0; i < TRAILING; i++)
        parts->row[count++] = trailing[i];
    enum optibom_status status = check_line(parts, trailing);
    return status == OPTIBOM_OK ? sink->row(sink->context, parts->row, count, parts->err) : status;
}

/* A row that says nothing but that part and document exist. */
static enum optibom_status write_bare(struct parts *parts, const struct document *document)
{
    const char *const trailing[TRAILING] = {NULL, document->title, document->url};
    return write_line(parts, "vendor", NULL, trailing);
}

static enum optibom_status write_part(struct parts *parts)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < parts->document_count; i++)
        status = write_bare(parts, &parts->documents[i]);
    parts->document_count = 0;
    for (size_t i = 0; status == OPTIBOM_OK && i < parts->line_count; i++) {
        const struct line *line = &parts->lines[i];
        const struct export_figure *like = line->like;
        const char *const trailing[TRAILING] = {line->condition, like->source, like->source_url,
                                                like->place,     like->reason, line->original};
        status = write_line(parts, like->confidence, line->cells, trailing);
    }
    if (status != OPTIBOM_OK || parts->line_count > 0)
        return status;
    /* Without a source the row would bring the name of this file as one. */
    struct document any = {NULL, NULL};
    status =
        store_one_text(&any.title, &parts->file->arena, parts->file->catalog->store, parts->err,
                       "SELECT title FROM document ORDER BY title, url LIMIT 1", "");
    if (status == OPTIBOM_OK)
        status =
            store_one_text(&any.url, &parts->file->arena, parts->file->catalog->store, parts->err,
                           "SELECT url FROM document ORDER BY title, url LIMIT 1", "");
    return status == OPTIBOM_OK || status == OPTIBOM_NOT_FOUND ? write_bare(parts, &any) : status;
}

/* ---- reading ---- */

static enum optibom_status read_figure(struct export_figure **out, const struct parts *parts,
                                       const struct store_query *query)
{
    struct arena *arena = &parts->file->arena;
    struct export_figure *figure = arena_alloc(arena, sizeof *figure);
    if (figure == NULL)
        return error_no_memory(parts->err);
    const struct catalog_attribute *attribute =
        catalog_attribute_find(parts->of, store_text(query, 3));
    if (attribute == NULL)
        return error_set(parts->err, OPTIBOM_FAILED,
                         "%s '%s' has a figure of '%s', which is no attribute of its class; see: "
                         "optibom check",
                         parts->of->name, parts->mpn, store_text(query, 3));
    figure->attribute = attribute->import;
    figure->number = (size_t)(attribute - parts->of->attributes);
    figure->range =
        (struct range){store_real(query, 4), store_real(query, 5), store_real(query, 6)};
    const char **const texts[] = {&figure->text,   &figure->original,   &figure->condition,
                                  &figure->place,  &figure->confidence, &figure->reason,
                                  &figure->source, &figure->source_url};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!store_copy_text(texts[i], arena, query, (int)i + 7))
            return error_no_memory(parts->err);
    *out = figure;
    return OPTIBOM_OK;
}

static enum optibom_status start_part(struct parts *parts, const struct store_query *query)
{
    struct arena *arena = &parts->file->arena;
    arena_reset(arena);
    parts->lines = NULL;
    parts->line_count = 0;
    parts->vendor = arena_strdup(arena, store_text(query, 1));
    parts->mpn = arena_strdup(arena, store_text(query, 2));
    return parts->vendor != NULL && parts->mpn != NULL ? OPTIBOM_OK : error_no_memory(parts->err);
}

/* Goes through the parts of the class, in the second pass writing each. */
static enum optibom_status walk(bool *is_any, struct parts *parts)
{
    int64_t part_id = 0;
    struct error why = {0};
    enum optibom_status status = OPTIBOM_OK;
    struct store_query query;
    *is_any = false;
    store_query_start(&query, parts->file->catalog->store,
                      "SELECT p.part_id, v.name, p.mpn, f.attribute, f.min, f.typ, f.max,"
                      " f.value_text, f.original, f.condition, f.place, f.confidence, f.reason,"
                      " d.title, d.url FROM part AS p JOIN vendor AS v USING (vendor_id)"
                      " LEFT JOIN figure AS f USING (part_id)"
                      " LEFT JOIN document AS d USING (document_id)"
                      " WHERE p.class = ? ORDER BY v.name, p.mpn, f.batch_id, f.figure_id",
                      "t", parts->of->name);
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        struct export_figure *figure = NULL;
        if (*is_any && store_int(&query, 0) != part_id && parts->is_writing)
            status = write_part(parts);
        if (status == OPTIBOM_OK && store_int(&query, 0) != part_id)
            status = start_part(parts, &query);
        part_id = store_int(&query, 0);
        *is_any = true;
        if (status != OPTIBOM_OK || store_column_type(&query, 3) == STORE_NULL)
            continue;
        status = read_figure(&figure, parts, &query);
        if (status == OPTIBOM_OK)
            status = add_figure(parts, figure);
    }
    enum optibom_status ended = store_query_end(&query, &why);
    if (status == OPTIBOM_OK && ended != OPTIBOM_OK)
        return error_set(parts->err, ended, "%s", why.text);
    return status == OPTIBOM_OK && *is_any && parts->is_writing ? write_part(parts) : status;
}

/* Documents of what was overwritten stay in the catalog. */
static enum optibom_status find_documents(struct parts *parts, struct arena *arena)
{
    struct document *found = NULL;
    size_t count = 0;
    bool is_kept = true;
    struct store_query query;
    store_query_start(&query, parts->file->catalog->store,
                      "SELECT title, url FROM document WHERE document_id NOT IN ("
                      "SELECT document_id FROM figure UNION SELECT document_id FROM composition"
                      " UNION SELECT document_id FROM exchange_rate"
                      " UNION SELECT document_id FROM price) ORDER BY title, url",
                      "");
    while (is_kept && store_query_next(&query)) {
        struct document *grown = arena_grow(arena, found, count, sizeof *grown);
        is_kept = grown != NULL && store_copy_text(&grown[count].title, arena, &query, 0) &&
                  store_copy_text(&grown[count].url, arena, &query, 1);
        found = grown;
        count++;
    }
    enum optibom_status status = store_query_end(&query, parts->err);
    parts->documents = found;
    parts->document_count = count;
    return status == OPTIBOM_OK && !is_kept ? error_no_memory(parts->err) : status;
}

static enum optibom_status write_parts(struct parts *parts, const char *path)
{
    const struct catalog_export_sink *sink = parts->file->sink;
    bool is_any;
    enum optibom_status status = sink->begin(sink->context, path, parts->err);
    parts->is_writing = true;
    if (status == OPTIBOM_OK)
        status = write_header(parts);
    if (status == OPTIBOM_OK)
        status = walk(&is_any, parts);
    return status == OPTIBOM_OK ? sink->end(sink->context, parts->err) : status;
}

enum optibom_status export_file_parts(bool *is_written, struct export_file *file, const char *path,
                                      const struct catalog_class *of, struct error *err)
{
    struct parts parts = {.file = file, .of = of, .err = err};
    struct arena arena; /* of what holds for all parts */
    bool is_any = false;
    size_t cells = of->attribute_count * EXPORT_SIDES;
    enum optibom_status status = OPTIBOM_OK;
    arena_init(&arena);
    parts.is_used = arena_alloc(&arena, cells * sizeof *parts.is_used);
    parts.row = arena_alloc(&arena, (LEADING + cells + TRAILING) * sizeof *parts.row);
    if (parts.is_used == NULL || parts.row == NULL)
        status = error_no_memory(err);
    /* With all its attributes the header tells the class. */
    for (size_t i = 0; status == OPTIBOM_OK && i < of->attribute_count; i++)
        parts.is_used[i * EXPORT_SIDES] = is_figure(&of->attributes[i]);
    if (status == OPTIBOM_OK)
        status = walk(&is_any, &parts);
    if (status == OPTIBOM_OK && is_any && !*is_written)
        status = find_documents(&parts, &arena);
    if (status == OPTIBOM_OK && is_any)
        status = write_parts(&parts, path);
    *is_written |= is_any;
    arena_fini(&arena);
    return status;
}

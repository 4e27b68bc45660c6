#include "import/mapping.h"

#include "base/nearest.h"
#include "base/scan.h"
#include "import/header.h"
#include "import/issue_codes.h"

#include <string.h>

/* Past this many issues of a header nobody reads suggestions. */
enum { SUGGESTIONS_MAX = 50 };

struct making {
    struct import_mapping *mapping;
    struct arena *arena;
    const struct import_row *header;
    const char **words; /* every name and synonym of the class */
    size_t word_count;
    struct import_issue **issues;
    size_t *issue_count;
    struct error *err;
};

static enum optibom_status add_word(struct making *making, const char *word, size_t length)
{
    const char **grown =
        arena_grow(making->arena, making->words, making->word_count, sizeof *making->words);
    char *copy = arena_strndup(making->arena, word, length);
    if (grown == NULL || copy == NULL)
        return error_no_memory(making->err);
    making->words = grown;
    making->words[making->word_count++] = copy;
    return OPTIBOM_OK;
}

static enum optibom_status collect_words(struct making *making)
{
    const struct import_class *of = making->mapping->record_class;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < of->attribute_count; i++) {
        const char *name = of->attributes[i].name, *synonym = of->attributes[i].synonyms;
        status = add_word(making, name, strlen(name));
        while (status == OPTIBOM_OK && *synonym != '\0') {
            size_t length = strcspn(synonym, "|");
            status = add_word(making, synonym, length);
            synonym += length;
            synonym += *synonym == '|';
        }
    }
    return status;
}

/* The known name nearest to the header without its bracket, NULL for none. */
static const char *suggest(const struct making *making, const char *header)
{
    char name[SCAN_TEXT_SIZE];
    if (*making->issue_count >= SUGGESTIONS_MAX || !scan_plain(name, header))
        return NULL;
    size_t length = strcspn(name, "([");
    while (length > 0 && name[length - 1] == ' ')
        length--;
    name[length] = '\0';
    return nearest_word(name, making->words, making->word_count);
}

static struct import_issue issue_of(const struct making *making, const char *code,
                                    const char *column)
{
    return (struct import_issue){.code = code, .line = making->header->line, .column = column};
}

static enum optibom_status note_unknown(struct making *making, const char *header, size_t position)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    size_t length;
    scan_trim(header, &length);
    if (length == 0)
        return import_issue_add(making->issues, making->issue_count, making->arena,
                                issue_of(making, "unnamed-column", ""), making->err,
                                "column %zu has no header and is left out", position + 1);
    const char *nearest = suggest(making, header);
    scan_excerpt(excerpt, header);
    return import_issue_add(making->issues, making->issue_count, making->arena,
                            issue_of(making, "unknown-column", header), making->err,
                            "column \"%s\" is not known of class %s and is left out%s%s%s", excerpt,
                            making->mapping->record_class->class_name,
                            nearest != NULL ? "; did you mean \"" : "",
                            nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
}

static enum optibom_status note_unit(struct making *making, const struct import_header *match,
                                     const char *header)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    const struct import_attribute *attribute = match->attribute;
    bool is_money = attribute->kind == IMPORT_MONEY;
    scan_excerpt(excerpt, header);
    return import_issue_add(making->issues, making->issue_count, making->arena,
                            issue_of(making, "header-unit", header), making->err,
                            "column \"%s\": %s is not a unit of %s; %s%s", excerpt, match->unit,
                            attribute->name,
                            is_money                     ? "name a currency, such as USD"
                            : attribute->unit[0] == '\0' ? "it has none"
                                                         : "write ",
                            is_money ? "" : attribute->unit);
}

/* The earlier column that says the same, NULL for none. */
static struct import_column *find_earlier(const struct import_mapping *mapping,
                                          const struct import_header *match)
{
    for (size_t i = 0; i < mapping->column_count; i++) {
        struct import_column *column = &mapping->columns[i];
        const char *condition = column->condition != NULL ? column->condition : "";
        if (column->attribute == match->attribute && column->side == match->side &&
            strcmp(condition, match->condition) == 0)
            return column;
    }
    return NULL;
}

static enum optibom_status note_duplicate(struct making *making,
                                          const struct import_attribute *attribute,
                                          const char *read, const char *left)
{
    char first[SCAN_EXCERPT_SIZE], second[SCAN_EXCERPT_SIZE];
    scan_excerpt(first, read);
    scan_excerpt(second, left);
    return import_issue_add(making->issues, making->issue_count, making->arena,
                            issue_of(making, "duplicate-column", left), making->err,
                            "column \"%s\" means %s as column \"%s\" does, and is left out; remove "
                            "one of them",
                            second, attribute->name, first);
}

/* "Manufacturer Part Number" says more than "Part Number" before it. */
static bool is_outranked(const struct making *making, const struct import_column *earlier,
                         const struct import_header *match)
{
    return import_header_match(making->mapping->record_class, earlier->header).rank > match->rank;
}

static enum optibom_status take_column(struct making *making, struct import_column *column,
                                       const struct import_header *match)
{
    column->attribute = match->attribute;
    column->side = match->side;
    column->unit =
        match->unit[0] != '\0' ? arena_strdup(making->arena, match->unit) : match->attribute->unit;
    if (match->condition[0] != '\0')
        column->condition = arena_strdup(making->arena, match->condition);
    return column->unit != NULL && (column->condition != NULL) == (match->condition[0] != '\0')
               ? OPTIBOM_OK
               : error_no_memory(making->err);
}

/* Of two columns for one attribute the one with the stronger name counts, else the first. */
static enum optibom_status settle_duplicate(struct making *making, struct import_column *earlier,
                                            struct import_column *column,
                                            const struct import_header *match)
{
    if (!is_outranked(making, earlier, match))
        return note_duplicate(making, match->attribute, earlier->header, column->header);
    *earlier = (struct import_column){.header = earlier->header, .unit = ""};
    enum optibom_status status = take_column(making, column, match);
    return status == OPTIBOM_OK
               ? note_duplicate(making, match->attribute, column->header, earlier->header)
               : status;
}

static enum optibom_status map_column(struct making *making, size_t position)
{
    struct import_mapping *mapping = making->mapping;
    struct import_column *column = &mapping->columns[position];
    char *header = arena_strdup(making->arena, making->header->cells[position]);
    if (header == NULL)
        return error_no_memory(making->err);
    struct import_header match = import_header_match(mapping->record_class, header);
    enum optibom_status status = OPTIBOM_OK;
    *column = (struct import_column){.header = header, .unit = ""};
    struct import_column *earlier = match.attribute != NULL ? find_earlier(mapping, &match) : NULL;
    if (match.attribute == NULL) {
        status = note_unknown(making, header, position);
    } else if (match.is_unit_wrong) {
        status = note_unit(making, &match, header);
    } else if (earlier != NULL) {
        status = settle_duplicate(making, earlier, column, &match);
    } else {
        status = take_column(making, column, &match);
    }
    mapping->column_count = position + 1;
    return status;
}

bool import_mapping_has(const struct import_mapping *mapping,
                        const struct import_attribute *attribute)
{
    for (size_t i = 0; i < mapping->column_count; i++)
        if (mapping->columns[i].attribute == attribute)
            return true;
    return false;
}

static enum optibom_status check_required(struct making *making)
{
    const struct import_class *of = making->mapping->record_class;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < of->attribute_count; i++) {
        const struct import_attribute *attribute = &of->attributes[i];
        if (!attribute->required || import_mapping_has(making->mapping, attribute))
            continue;
        status = import_issue_add(making->issues, making->issue_count, making->arena,
                                  issue_of(making, "missing-column", ""), making->err,
                                  "no column gives %s, which every %s needs; add one with the "
                                  "header \"%s\"",
                                  attribute->name, of->class_name, attribute->name);
    }
    return status;
}

enum optibom_status import_mapping_make(struct import_mapping *out, struct arena *arena,
                                        const struct import_class *record_class,
                                        const struct import_row *header,
                                        struct import_issue **issues, size_t *issue_count,
                                        struct error *err)
{
    struct making making = {.mapping = out,
                            .arena = arena,
                            .header = header,
                            .issues = issues,
                            .issue_count = issue_count,
                            .err = err};
    *out = (struct import_mapping){.record_class = record_class};
    *issues = NULL;
    *issue_count = 0;
    out->columns = arena_alloc(arena, header->count * sizeof *out->columns);
    if (out->columns == NULL)
        return error_no_memory(err);
    enum optibom_status status = collect_words(&making);
    for (size_t i = 0; status == OPTIBOM_OK && i < header->count; i++)
        status = map_column(&making, i);
    return status == OPTIBOM_OK ? check_required(&making) : status;
}

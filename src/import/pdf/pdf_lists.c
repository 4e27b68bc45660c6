#include "import/pdf/pdf_lists.h"

#include "base/scan.h"
#include "import/pdf/pdf_features.h"
#include "import/pdf/pdf_figure.h"

#include <string.h>

enum { LABEL_WORDS_MAX = 7, BLOCK_LINES_MIN = 3, FEATURE_LINES_MAX = 4 };

static const char doubt_lone[] = "the value stands in a lone line, not in a table";

struct list_reading {
    struct import_pdf_facts *facts;
    const struct import_pdf_lines *lines;
    const struct import_pdf_tables *tables;
};

/* A line that a colon or leaders divide. */
struct divided {
    const char *label, *value;
};

static size_t count_words(const char *text)
{
    size_t words = 0;
    for (const char *at = text; *at != '\0';) {
        at += strspn(at, " ");
        words += *at != '\0';
        at += strcspn(at, " ");
    }
    return words;
}

/* The run of dots of a leader, NULL without one. */
static const char *find_leader(const char *text, size_t *length)
{
    for (const char *at = strstr(text, ".."); at != NULL; at = strstr(at + 1, "..")) {
        size_t dots = strspn(at, ". ");
        *length = dots;
        if (strspn(at, ".") >= 4 || (dots >= 8 && at[1] == ' '))
            return at;
    }
    return NULL;
}

static bool is_whole_number(const char *text)
{
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Divides "Label: value"; false when the text is something else. */
static bool divide(struct divided *out, struct arena *arena, const char *text, bool *is_good)
{
    size_t length = 1;
    const char *at = find_leader(text, &length);
    bool is_leader = at != NULL;
    if (at == NULL) {
        at = strchr(text, ':');
        if (at == NULL || at[1] != ' ')
            return false;
    }
    if (at == text || !scan_is_letter(*text))
        return false;
    const char *label = arena_strndup(arena, text, (size_t)(at - text));
    const char *value = at + length;
    value += strspn(value, " ");
    *is_good = label != NULL;
    *out = (struct divided){label, value};
    if (label == NULL || *value == '\0' || count_words(label) > LABEL_WORDS_MAX)
        return false;
    return !(is_leader && is_whole_number(value)); /* a table of contents */
}

/* "Part No. EX-1": a label of part numbers without a colon, the number, nothing else. */
static bool divide_part(struct divided *out, struct arena *arena, const char *text, bool *is_good)
{
    const char *last = strrchr(text, ' ');
    if (last == NULL || !import_pdf_is_part(last + 1) || count_words(text) > 4)
        return false;
    const char *label = arena_strndup(arena, text, (size_t)(last - text));
    *is_good = label != NULL;
    if (label == NULL || import_pdf_role_of(label) != IMPORT_PDF_PART)
        return false;
    *out = (struct divided){label, last + 1};
    return true;
}

static bool is_identity(const char *label)
{
    static const char *const words[] = {"manufacturer", "vendor", "maker", "brand"};
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, label);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(key, words[i]) == 0)
            return true;
    return import_pdf_role_of(label) == IMPORT_PDF_PART;
}

/* The text of words `first` on, in the arena. */
static const char *text_from(struct arena *arena, const struct import_pdf_line *line, size_t first,
                             size_t count)
{
    struct import_pdf_marks marks = {0};
    struct buf text;
    buf_init(&text);
    import_pdf_line_text(&text, &marks, line, first, count);
    const char *copy = buf_ok(&text) ? arena_strdup(arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    return copy;
}

static bool enter(struct list_reading *reading, const struct divided *divided, size_t at,
                  const char *doubt)
{
    const struct import_pdf_line *line = &reading->lines->items[at];
    struct arena *arena = reading->facts->arena;
    const char *text = arena_printf(arena, "%s: %s", divided->label, divided->value);
    const char *heading = reading->tables->headings[at];
    bool is_order =
        import_pdf_has_word(heading, "ordering") || import_pdf_has_word(heading, "order");
    struct import_pdf_entry entry = {.label = divided->label,

                                     .section = heading,
                                     .condition = "",
                                     .value = divided->value,
                                     .unit = "",
                                     .doubt = doubt,
                                     .spot = {line, 0},
                                     .is_weak = doubt != NULL};
    if (text == NULL)
        return false;
    entry.place = import_pdf_facts_place(arena, line->page, text);
    if (entry.place != NULL && is_order && import_pdf_is_part_surely(divided->label)) {
        struct import_pdf_name part = {.text = divided->label, .place = entry.place};
        return import_pdf_facts_add_part(reading->facts, &part);
    }
    return entry.place != NULL && import_pdf_facts_enter(reading->facts, &entry);
}

static bool is_free(const struct list_reading *reading, size_t at)
{
    const struct import_pdf_line *line = &reading->lines->items[at];
    size_t text_at;
    return !reading->tables->is_taken[at] && !line->is_repeated &&
           !import_pdf_line_is_bullet(line, &text_at);
}

static bool is_near(const struct import_pdf_line *above, const struct import_pdf_line *below)
{
    return above->page == below->page && above->column == below->column &&
           below->y0 - above->y1 < 2.6 * (above->y1 - above->y0);
}

/* How many lines from `at` on are divided by colons or leaders, one below the other. */
static size_t block_length(struct list_reading *reading, size_t at, bool *is_good)
{
    size_t length = 0;
    *is_good = true;
    for (size_t i = at; *is_good && i < reading->lines->count && is_free(reading, i); i++) {
        const struct import_pdf_line *line = &reading->lines->items[i];
        const char *text = import_pdf_line_dup(reading->facts->arena, line);
        struct divided divided;
        *is_good = text != NULL;
        if (text == NULL || (i > at && !is_near(line - 1, line)) ||
            !divide(&divided, reading->facts->arena, text, is_good))
            break;
        length++;
    }
    return length;
}

/* A lone line: only what names the product or its maker is taken as it stands. */
static bool read_lone(struct list_reading *reading, size_t at)
{
    const struct import_pdf_line *line = &reading->lines->items[at];
    struct arena *arena = reading->facts->arena;
    for (size_t first = 0; first < line->count;) {
        struct import_pdf_run run = import_pdf_line_run(line, first, 1.0);
        const char *last = line->words[run.first + run.count - 1].text;
        if (last[strlen(last) - 1] == ':' && run.first + run.count < line->count)
            run.count += import_pdf_line_run(line, run.first + run.count, 1.0).count;
        const char *text = text_from(arena, line, run.first, run.count);
        struct divided divided;
        struct import_pdf_figure figure;
        bool is_good = true;
        first += run.count;
        if (text == NULL)
            return false;
        if (divide(&divided, arena, text, &is_good)) {
            bool is_name = is_identity(divided.label);
            if (!import_pdf_figure_read(&figure, arena, divided.value, "", IMPORT_PDF_ANY))
                return false;
            bool is_figure = figure.is_number && figure.has_unit && figure.remark == NULL;
            if ((is_name || is_figure) &&
                !enter(reading, &divided, at, is_name ? NULL : doubt_lone))
                return false;
        } else if (is_good && divide_part(&divided, arena, text, &is_good)) {
            is_good = enter(reading, &divided, at, NULL);
        }
        if (!is_good)
            return false;
    }
    return true;
}

/* A feature with the lines that it wraps to; `end` receives the line behind it. */
static bool read_feature(struct list_reading *reading, size_t at, size_t *end)
{
    const struct import_pdf_line *first = &reading->lines->items[at];
    struct arena *arena = reading->facts->arena;
    struct buf text;
    size_t text_at;
    import_pdf_line_is_bullet(first, &text_at);
    const char *piece = text_from(arena, first, text_at, first->count - text_at);
    buf_init(&text);
    buf_puts(&text, piece != NULL ? piece : "");
    *end = at + 1;
    while (piece != NULL && *end < reading->lines->count && *end - at < FEATURE_LINES_MAX &&
           is_free(reading, *end)) {
        const struct import_pdf_line *line = &reading->lines->items[*end];
        if (line->page != first->page || line->column != first->column ||
            line->y0 - line[-1].y1 > 0.6 * (line->y1 - line->y0) ||
            line->words[0].x0 < first->words[text_at].x0 - 0.3 * line->em)
            break;
        piece = text_from(arena, line, 0, line->count);
        if (piece != NULL)
            import_pdf_rows_join(&text, piece);
        (*end)++;
    }
    const char *heading = reading->tables->headings[at];
    bool is_good = piece != NULL && buf_ok(&text);
    if (is_good && !import_pdf_has_word(heading, "applications") &&
        !import_pdf_has_word(heading, "application"))
        is_good = import_pdf_features_read(reading->facts, first, heading, buf_text(&text));
    buf_fini(&text);
    return is_good;
}

bool import_pdf_lists_read(struct import_pdf_facts *facts, const struct import_pdf_lines *lines,
                           const struct import_pdf_tables *tables)
{
    struct list_reading reading = {facts, lines, tables};
    for (size_t at = 0, end; at < lines->count; at = end) {
        size_t text_at;
        bool is_good = true;
        end = at + 1;
        if (tables->is_taken[at] || lines->items[at].is_repeated)
            continue;
        if (import_pdf_line_is_bullet(&lines->items[at], &text_at)) {
            is_good = read_feature(&reading, at, &end);
        } else {
            size_t length = block_length(&reading, at, &is_good);
            if (length >= BLOCK_LINES_MIN) {
                for (end = at; is_good && end < at + length; end++) {
                    const char *text = import_pdf_line_dup(facts->arena, &lines->items[end]);
                    struct divided divided;
                    is_good = text != NULL && divide(&divided, facts->arena, text, &is_good) &&
                              enter(&reading, &divided, end, NULL);
                }
            } else if (is_good) {
                is_good = read_lone(&reading, at);
            }
        }
        if (!is_good)
            return false;
    }
    return true;
}

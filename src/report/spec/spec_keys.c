/* The keys of a report's header, each with its reader: a new one is a function and a row here. */
#include "report/spec/spec_fields.h"

#include "base/nearest.h"
#include "base/scan.h"
#include "report/spec/spec_sound.h"

#include <string.h>

static void read_sheet(struct spec_reader *reader)
{
    reader->spec->sheet = spec_required(reader, 0, "the name of the sheet");
}

static void read_position(struct spec_reader *reader)
{
    double value = 0;
    if (spec_number(reader, 0, &value))
        reader->spec->position = (long)value;
}

static void read_title(struct spec_reader *reader)
{
    reader->spec->title = spec_required(reader, 0, "a title");
}

static void read_purpose(struct spec_reader *reader)
{
    reader->spec->purpose = spec_required(reader, 0, "one line of purpose");
}

static void read_layout(struct spec_reader *reader)
{
    static const char *const LAYOUTS[] = {[REPORT_TABLE] = "table", [REPORT_COVER] = "cover"};
    reader->spec->layout = (enum report_layout)spec_word(reader, 0, "layout", LAYOUTS, 2);
}

static void read_group(struct spec_reader *reader)
{
    reader->spec->group = spec_required(reader, 0, "a column");
}

static void read_indent(struct spec_reader *reader)
{
    reader->spec->indent = spec_required(reader, 0, "a column");
}

static void read_freeze(struct spec_reader *reader)
{
    reader->spec->freeze = spec_required(reader, 0, "a column");
}

static void read_landscape(struct spec_reader *reader)
{
    static const char *const WORDS[] = {"no", "yes"};
    reader->spec->landscape = spec_word(reader, 0, "answer", WORDS, 2) == 1;
}

static void read_workbook(struct spec_reader *reader)
{
    static const char *const WORDS[] = {"yes", "no"};
    reader->spec->is_apart = spec_word(reader, 0, "answer", WORDS, 2) == 1;
}

static void read_column(struct spec_reader *reader)
{
    struct report_spec *spec = reader->spec;
    struct report_column *column = SPEC_ADD(reader, spec->columns, spec->column_count);
    if (column == NULL)
        return;
    *column = (struct report_column){.line = reader->line};
    column->name = spec_required(reader, 0, "the name of a column of the SELECT");
    column->heading = spec_field(reader, 1);
    column->kind = spec_kind(reader, 2, &column->unit);
    const char *width = spec_field(reader, 3);
    column->aside = width != NULL && strcmp(width, "aside") == 0;
    column->hidden = column->aside || (width != NULL && strcmp(width, "hidden") == 0);
    if (width != NULL && !column->hidden)
        spec_width(reader, width, column);
    static const char *const EXTRAS[] = {"sum", "bar", "key"};
    bool extras[] = {false, false, false};
    spec_words(reader, 4, "word for a column", EXTRAS, extras, 3);
    column->total = extras[0];
    column->bar = extras[1];
    column->key = extras[2];
    if (column->bar &&
        (column->kind == TABLE_TEXT || column->kind == TABLE_DATE || column->kind == TABLE_LINK))
        spec_fault(reader, "a bar needs numbers, and '%s' is no column of them",
                   column->name != NULL ? column->name : "");
    const char *formula = spec_field(reader, 5);
    column->engine = formula != NULL && strcmp(formula, "engine") == 0;
    column->formula = column->engine ? NULL : formula;
}

static void read_name(struct spec_reader *reader)
{
    struct report_spec *spec = reader->spec;
    struct report_name *name = SPEC_ADD(reader, spec->names, spec->name_count);
    if (name == NULL)
        return;
    name->name = spec_required(reader, 0, "a name");
    name->column = spec_required(reader, 1, "a column");
    name->where = spec_where(reader, 2, false);
    name->line = reader->line;
    if (name->name != NULL && !spec_sound_name(name->name))
        spec_fault(reader, "'%s' cannot be a name: letters, digits and _, and not like a cell (A1)",
                   name->name);
}

static void read_input(struct spec_reader *reader)
{
    struct report_spec *spec = reader->spec;
    struct report_input *input = SPEC_ADD(reader, spec->inputs, spec->input_count);
    if (input == NULL)
        return;
    const char *unit;
    bool is_column = spec_field(reader, 1) != NULL && strcmp(spec_field(reader, 1), "all") == 0;
    input->column = spec_required(reader, 0, "a column");
    if (!is_column)
        input->where = spec_where(reader, 1, false);
    input->kind = spec_kind(reader, 2, &unit);
    if (input->kind == TABLE_TEXT)
        input->words = spec_list(reader, 3, &input->word_count);
    else
        spec_bounds(reader, 3, input->kind, &input->min, &input->max);
    input->message = spec_field(reader, 4);
    input->line = reader->line;
}

static void read_cell(struct spec_reader *reader)
{
    struct report_spec *spec = reader->spec;
    struct report_cell *cell = SPEC_ADD(reader, spec->cells, spec->cell_count);
    if (cell == NULL)
        return;
    const char *unit;
    cell->column = spec_required(reader, 0, "a column");
    cell->where = spec_where(reader, 1, false);
    cell->kind = spec_kind(reader, 2, &unit);
    cell->line = reader->line;
}

static void read_link(struct spec_reader *reader)
{
    struct report_spec *spec = reader->spec;
    struct report_link *link = SPEC_ADD(reader, spec->links, spec->link_count);
    if (link == NULL)
        return;
    link->column = spec_required(reader, 0, "a column");
    link->report = spec_required(reader, 1, "a report");
    link->keys = spec_where(reader, 2, false);
    link->line = reader->line;
}

static void read_each(struct spec_reader *reader)
{
    reader->spec->each = spec_required(reader, 0, "a column");
}

static void read_chart(struct spec_reader *reader)
{
    static const char *const KINDS[] = {[REPORT_CHART_COLUMN] = "column",
                                        [REPORT_CHART_STACKED] = "stacked",
                                        [REPORT_CHART_BAR] = "bar",
                                        [REPORT_CHART_BAR_STACKED] = "bar-stacked",
                                        [REPORT_CHART_SCATTER] = "scatter"};
    struct report_spec *spec = reader->spec;
    struct report_chart *chart = SPEC_ADD(reader, spec->charts, spec->chart_count);
    if (chart == NULL)
        return;
    chart->kind = (enum report_chart_kind)spec_word(reader, 0, "kind of chart", KINDS,
                                                    sizeof KINDS / sizeof *KINDS);
    chart->title = spec_required(reader, 1, "a title");
    spec_chart_columns(reader, chart);
    chart->where = spec_where(reader, 4, true);
    spec_place(reader, 5, &chart->place, &chart->slot);
    chart->line = reader->line;
}

static void read_picture(struct spec_reader *reader)
{
    struct report_spec *spec = reader->spec;
    struct report_picture *picture = SPEC_ADD(reader, spec->pictures, spec->picture_count);
    if (picture == NULL)
        return;
    picture->title = spec_required(reader, 1, "a title");
    picture->line = reader->line;
    spec_picture(reader, picture);
}

static void read_page(struct spec_reader *reader)
{
    static const char *const WORDS[] = {"yes", "no"};
    reader->spec->page =
        spec_word(reader, 0, "answer", WORDS, 2) == 1 ? REPORT_PAGE_NO : REPORT_PAGE_YES;
}

static void read_highlight(struct spec_reader *reader)
{
    static const char *const STYLES[REPORT_STYLES] = {
        [REPORT_STYLE_GOOD] = "good",    [REPORT_STYLE_BAD] = "bad",
        [REPORT_STYLE_WARN] = "warn",    [REPORT_STYLE_INPUT] = "input",
        [REPORT_STYLE_MUTED] = "muted",  [REPORT_STYLE_LIVE] = "live",
        [REPORT_STYLE_ENGINE] = "engine"};
    struct report_spec *spec = reader->spec;
    struct report_highlight *highlight = SPEC_ADD(reader, spec->highlights, spec->highlight_count);
    if (highlight == NULL)
        return;
    const char *column = spec_required(reader, 0, "a column, or * for the whole row");
    highlight->column = column != NULL && strcmp(column, "*") == 0 ? NULL : column;
    highlight->style = (enum report_style)spec_word(reader, 1, "style", STYLES, REPORT_STYLES);
    highlight->formula = spec_required(reader, 2, "a formula");
    highlight->line = reader->line;
}

static const struct {
    const char *key;
    bool is_once;
    size_t fields;
    void (*read)(struct spec_reader *reader);
} KEYS[] = {
    {"sheet", true, 1, read_sheet},         {"position", true, 1, read_position},
    {"title", true, 1, read_title},         {"purpose", true, 1, read_purpose},
    {"layout", true, 1, read_layout},       {"group", true, 1, read_group},
    {"indent", true, 1, read_indent},       {"freeze", true, 1, read_freeze},
    {"landscape", true, 1, read_landscape}, {"workbook", true, 1, read_workbook},
    {"page", true, 1, read_page},           {"each", true, 1, read_each},
    {"column", false, 6, read_column},      {"name", false, 3, read_name},
    {"input", false, 5, read_input},        {"cell", false, 3, read_cell},
    {"link", false, 3, read_link},          {"chart", false, 6, read_chart},
    {"picture", false, 4, read_picture},    {"highlight", false, 3, read_highlight},
};

enum { KEY_COUNT = sizeof KEYS / sizeof KEYS[0] };
_Static_assert(sizeof KEYS / sizeof KEYS[0] <= SPEC_KEYS, "a mark for each key");

static void unknown_key(struct spec_reader *reader, const char *key)
{
    const char *words[KEY_COUNT];
    for (size_t i = 0; i < KEY_COUNT; i++)
        words[i] = KEYS[i].key;
    const char *near = nearest_word(key, words, KEY_COUNT);
    spec_fault(reader, "unknown key '%s'%s%s%s", key, near != NULL ? "; did you mean '" : "",
               near != NULL ? near : "", near != NULL ? "'?" : "");
}

void spec_read_key(struct spec_reader *reader, const char *value)
{
    size_t i = 0;
    while (i < KEY_COUNT && strcmp(KEYS[i].key, reader->key) != 0)
        i++;
    if (i == KEY_COUNT) {
        unknown_key(reader, reader->key);
    } else if (KEYS[i].is_once && reader->is_seen[i]) {
        spec_fault(reader, "'%s' is given twice", reader->key);
    } else if (spec_split(reader, value, KEYS[i].fields)) {
        reader->is_seen[i] = true;
        KEYS[i].read(reader);
    }
}

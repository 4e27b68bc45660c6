/* Reports on a terminal: colour by the rules of the report, bars, what a narrow terminal keeps and
 * tells, indents and totals; no width and no text makes a line too long or a number another one. */
#include "check.h"

#include "base/utf8.h"
#include "report/text/text.h"

#include <stdlib.h>
#include <string.h>

struct sample {
    struct arena arena;
    struct table table;
    struct buf out;
};

static void open_sample(struct sample *sample)
{
    arena_init(&sample->arena);
    buf_init(&sample->out);
    table_init(&sample->table, &sample->arena);
}

static void close_sample(struct sample *sample)
{
    buf_fini(&sample->out);
    arena_fini(&sample->arena);
}

static const char *show(struct sample *sample, const struct report_spec *spec,
                        struct text_style style)
{
    buf_clear(&sample->out);
    text_write(&sample->out, &sample->table, spec, &style);
    assert_true(table_ok(&sample->table) && buf_ok(&sample->out));
    return buf_text(&sample->out);
}

/* Columns of the longest line. */
static size_t widest(const char *text)
{
    size_t most = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *line = strndup(text, length);
        assert_non_null(line);
        size_t columns = utf8_columns(line);
        most = columns > most ? columns : most;
        free(line);
        text += length + (text[length] == '\n');
    }
    return most;
}

static void put_line(struct table *table, const char *build, const char *part, int64_t level,
                     double cost, const char *state)
{
    table_text(table, build);
    table_integer(table, level);
    table_text(table, part);
    table_real(table, cost);
    table_text(table, state);
    table_text(table, "never shown");
}

static void fill_lines(struct sample *sample)
{
    struct table *table = &sample->table;
    table_column(table, "build", "Build", TABLE_TEXT, "");
    table_column(table, "level", "Level", TABLE_INTEGER, "");
    table_column(table, "part", "Part number", TABLE_TEXT, "");
    table_column(table, "cost", "Cost of the build", TABLE_MONEY, "USD");
    table_column(table, "state", "State of the part", TABLE_TEXT, "");
    table_column(table, "id", "Id", TABLE_TEXT, "");
    table->columns[5].is_hidden = true;
    put_line(table, "rack", "Frame", 0, 1000, "active");
    put_line(table, "rack", "Switch chip", 1, 250.5, "eol");
    put_line(table, "rack", "Laser", 2, NAN, "assumption");
}

static struct report_column COLUMNS[] = {
    {.name = "build"}, {.name = "level"},
    {.name = "part"},  {.name = "cost", .total = true},
    {.name = "state"}, {.name = "id", .hidden = true},
};
static struct report_highlight RULES[] = {
    {.column = "state", .style = REPORT_STYLE_BAD, .formula = "{state}=\"EOL\""},
    {.column = "state", .style = REPORT_STYLE_WARN, .formula = "LEN({state})>3"},
    {.column = NULL, .style = REPORT_STYLE_MUTED, .formula = "{level}=1"},
    {.column = "part", .style = REPORT_STYLE_GOOD, .formula = "{racks}=1"},
};
static const struct report_spec SPEC = {.columns = COLUMNS,
                                        .column_count = CHECK_COUNT(COLUMNS),
                                        .highlights = RULES,
                                        .highlight_count = CHECK_COUNT(RULES),
                                        .group = "level",
                                        .indent = "part",
                                        .freeze = "part"};

static void indents_and_adds_up(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample);
    fill_lines(&sample);
    assert_string_equal(show(&sample, &SPEC, (struct text_style){0}),
                        "Build  Part number    Cost of the build, USD  State of the part\n"
                        "-----  -------------  ----------------------  -----------------\n"
                        "rack   Frame                        1,000.00  active\n"
                        "rack     Switch chip                  250.50  eol\n"
                        "rack       Laser                              assumption\n"
                        "-----  -------------  ----------------------  -----------------\n"
                        "total                               1,250.50\n");
    /* Builds side by side have no total. */
    put_line(&sample.table, "other", "Frame", 0, 1, "active");
    assert_null(strstr(show(&sample, &SPEC, (struct text_style){0}), "total"));
    close_sample(&sample);
}

static void fits_a_narrow_terminal(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample);
    fill_lines(&sample);
    assert_string_equal(show(&sample, &SPEC, (struct text_style){.width = 50}),
                        "Part number    Cost of the build, USD  State of\n"
                        "                                       the part\n"
                        "-------------  ----------------------  ----------\n"
                        "Frame                        1,000.00  active\n"
                        "  Switch chip                  250.50  eol\n"
                        "    Laser                              assumption\n"
                        "-------------  ----------------------  ----------\n"
                        "total                        1,250.50\n"
                        "(in every row: Build rack)\n");
    assert_string_equal(show(&sample, &SPEC, (struct text_style){.width = 31}),
                        "Part number    Cost of the\n"
                        "                build, USD\n"
                        "-------------  -----------\n"
                        "Frame             1,000.00\n"
                        "  Switch chip       250.50\n"
                        "    Laser\n"
                        "-------------  -----------\n"
                        "total             1,250.50\n"
                        "(in every row: Build rack)\n"
                        "(no room for: State of the\n"
                        "part; a wider terminal, --csv\n"
                        "or --json show them)\n");
    close_sample(&sample);
}

static void colours_by_the_rules_of_the_report(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample);
    fill_lines(&sample);
    const char *text = show(&sample, &SPEC, (struct text_style){.is_coloured = true});
    assert_non_null(strstr(text, "\033[33mactive\033[0m"));       /* a rule of its column */
    assert_non_null(strstr(text, "\033[31meol\033[0m"));          /* the first of two that hold */
    assert_non_null(strstr(text, "\033[2m  Switch chip\033[0m")); /* its row; {racks} is foreign */
    assert_null(strstr(text, "\033[32m"));
    assert_null(strchr(show(&sample, &SPEC, (struct text_style){0}), '\033'));
    close_sample(&sample);
}

static void colours_tables_of_verbs(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample);
    table_column(&sample.table, "severity", NULL, TABLE_TEXT, "");
    table_column(&sample.table, "confidence", NULL, TABLE_TEXT, "");
    table_text(&sample.table, "error");
    table_text(&sample.table, "datasheet");
    table_text(&sample.table, "warning");
    table_text(&sample.table, "assumption");
    const char *text = show(&sample, NULL, (struct text_style){.is_coloured = true});
    assert_non_null(strstr(text, "\033[31merror   \033[0m  datasheet\n"));
    assert_non_null(strstr(text, "\033[33mwarning \033[0m  \033[33massumption\033[0m\n"));
    close_sample(&sample);
}

static void fill_shares(struct sample *sample)
{
    static const double SHARES[] = {0.5, 0.25, 0.03, 0, -0.1};
    table_column(&sample->table, "name", NULL, TABLE_TEXT, "");
    table_column(&sample->table, "share", NULL, TABLE_PERCENT, "");
    table_bar(&sample->table);
    table_column(&sample->table, "note", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < CHECK_COUNT(SHARES); i++) {
        table_text(&sample->table, "x");
        table_real(&sample->table, SHARES[i]);
        table_text(&sample->table, "n");
    }
}

#define FULL "\xe2\x96\x88"

static void draws_bars(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample);
    fill_shares(&sample);
    assert_string_equal(show(&sample, NULL, (struct text_style){.width = 28, .is_utf8 = true}),
                        "name  share             note\n"
                        "----  -----             ----\n"
                        "x      50 % " FULL FULL FULL FULL FULL FULL FULL FULL FULL FULL "  n\n"
                        "x      25 % " FULL FULL FULL FULL FULL "       n\n"
                        "x       3 % \xe2\x96\x8b           n\n"
                        "x       0 %             n\n"
                        "x     -10 %             n\n");
    close_sample(&sample);
}

static void draws_bars_where_there_is_room(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample);
    fill_shares(&sample);
    const char *text = show(&sample, NULL, (struct text_style){.width = 40});
    assert_non_null(strstr(text, "50 % #####################"));
    assert_non_null(strstr(text, "3 % # "));
    assert_true(widest(text) <= 40);
    assert_null(strchr(show(&sample, NULL, (struct text_style){.width = 25}), '#'));
    assert_null(strchr(show(&sample, NULL, (struct text_style){.width = 0}), '#'));
    text = show(&sample, NULL, (struct text_style){.width = 400});
    assert_true(widest(text) < 60);
    close_sample(&sample);
}

static void bounds_long_texts(void **state)
{
    (void)state;
    enum { LONG = 40000 };
    struct sample sample;
    char *text = malloc(LONG + 1);
    assert_non_null(text);
    memset(text, 'x', LONG);
    text[LONG] = '\0';
    open_sample(&sample);
    table_column(&sample.table, "a", NULL, TABLE_TEXT, "");
    table_column(&sample.table, "b", NULL, TABLE_TEXT, "");
    table_wrap(&sample.table);
    table_text(&sample.table, "b");
    table_text(&sample.table, text);
    table_text(&sample.table, "b");
    table_text(&sample.table, "short");
    const char *shown = show(&sample, NULL, (struct text_style){.width = 60, .is_utf8 = true});
    assert_true(widest(shown) <= 60);
    assert_true(strlen(shown) < 60 * 30);
    assert_non_null(strstr(shown, "\xe2\x80\xa6"));
    /* Without a terminal it is whole, and others are not padded to it. */
    shown = show(&sample, NULL, (struct text_style){0});
    assert_non_null(strstr(shown, text));
    assert_true(strlen(shown) < LONG + 2000);
    close_sample(&sample);
    free(text);
}

static void cuts_no_number(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {"between 12345678901 and more", "between \xe2\x80\xa6\n"},
        {"MMA4Z00-NS123456789-and-more", "MMA4Z00-NS12345\xe2\x80\xa6\n"},
        {"plain words that go on and on", "plain words tha\xe2\x80\xa6\n"},
        {"1,234,567,890,123,456", "\xe2\x80\xa6\n"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct sample sample;
        open_sample(&sample);
        table_column(&sample.table, "k", NULL, TABLE_INTEGER, "");
        table_column(&sample.table, "l", NULL, TABLE_INTEGER, "");
        table_column(&sample.table, "t", NULL, TABLE_TEXT, "");
        table_integer(&sample.table, 1);
        table_integer(&sample.table, 1234567890);
        table_text(&sample.table, rows[i].text);
        const char *text = show(&sample, NULL, (struct text_style){.width = 34, .is_utf8 = true});
        if (strstr(text, rows[i].expected) == NULL)
            fail_msg("%s: %s", rows[i].text, text);
        assert_non_null(strstr(text, "1,234,567,890"));
        close_sample(&sample);
    }
}

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

/* Any table in any terminal: no line is too long unless it is one column of numbers, and a line
 * shows its number whole or not at all. */
static void fits_anything(void **state)
{
    (void)state;
    static const char *const PIECES[] = {"a",         "Bc", " ", "-", "\xe4\xb8\xad",
                                         "e\xcc\x81", "99", "_"};
    uint64_t random = 7;
    for (int round = 0; round < 3000; round++) {
        struct sample sample;
        open_sample(&sample);
        size_t columns = 1 + draw(&random, 8), width = 12 + draw(&random, 120);
        for (size_t i = 0; i < columns; i++) {
            bool is_number = draw(&random, 2) == 0;
            table_column(&sample.table, "name", i % 3 == 0 ? "a long heading of it" : "h",
                         is_number ? TABLE_INTEGER : TABLE_TEXT, "");
            sample.table.columns[i].is_wrapped = draw(&random, 3) == 0;
            sample.table.columns[i].has_bar = is_number && draw(&random, 3) == 0;
            sample.table.columns[i].is_key = draw(&random, 3) == 0;
        }
        for (size_t i = 0; i < columns * 3; i++) {
            char text[256] = "";
            for (uint32_t p = draw(&random, 40); p > 0; p--)
                strncat(text, PIECES[draw(&random, CHECK_COUNT(PIECES))],
                        sizeof text - strlen(text) - 1);
            if (sample.table.columns[i % columns].kind == TABLE_INTEGER)
                table_integer(&sample.table, 777777);
            else
                table_text(&sample.table, text);
        }
        const char *text =
            show(&sample, NULL, (struct text_style){.width = width, .is_utf8 = round % 2 == 0});
        if (widest(text) > width)
            fail_msg("round %d, %zu columns:\n%s", round, width, text);
        for (const char *at = text; (at = strchr(at, '7')) != NULL; at += 7)
            assert_memory_equal(at, "777,777", 7);
        close_sample(&sample);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indents_and_adds_up),
        cmocka_unit_test(fits_a_narrow_terminal),
        cmocka_unit_test(colours_by_the_rules_of_the_report),
        cmocka_unit_test(colours_tables_of_verbs),
        cmocka_unit_test(draws_bars),
        cmocka_unit_test(draws_bars_where_there_is_room),
        cmocka_unit_test(bounds_long_texts),
        cmocka_unit_test(cuts_no_number),
        cmocka_unit_test(fits_anything),
    };
    return cmocka_run_group_tests_name("text_report", tests, NULL, NULL);
}

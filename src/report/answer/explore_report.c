#include "report/answer/explore_report.h"

#include "base/buf.h"
#include "report/answer/explore_tables.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* "Power facility | power W", which stands for "Goal 1 | real". */
static const char *say_column(struct arena *arena, const struct exploration *of,
                              const struct explored_goal *goal)
{
    static const char *const KINDS[] = {[TABLE_REAL] = "real",
                                        [TABLE_MONEY] = "money",
                                        [TABLE_POWER] = "power",
                                        [TABLE_PERCENT] = "percent"};
    enum table_kind kind = explore_goal_kind(of, goal);
    const char *name = explore_goal_name(arena, goal);
    char *heading = name != NULL ? arena_strdup(arena, name) : NULL;
    if (heading == NULL)
        return NULL;
    for (char *c = heading; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    heading[0] = (char)toupper((unsigned char)heading[0]);
    bool has_unit = kind == TABLE_REAL && strcmp(goal->unit, "1") != 0;
    return arena_printf(arena, "%s | %s%s%s", heading, KINDS[kind], has_unit ? " " : "",
                        has_unit ? goal->unit : "");
}

/* What stands for what in the text. */
struct names {
    char marks[2][EXPLORE_VALUES][sizeof "Goal 1 | real"];
    const char *texts[2][EXPLORE_VALUES]; /* NULL: there is no such goal */
};

/* True when the line is about a goal that is not asked for. */
static bool is_idle(const struct names *names, const char *line)
{
    for (size_t i = 0; i < EXPLORE_VALUES; i++)
        if (names->texts[0][i] == NULL && strstr(line, names->marks[0][i]) != NULL)
            return true;
    return false;
}

static void put_line(struct buf *out, const struct names *names, const char *line)
{
    while (*line != '\0') {
        const char *text = NULL;
        size_t length = 1;
        for (size_t i = 0; text == NULL && i < 2 * (size_t)EXPLORE_VALUES; i++) {
            const char *mark = names->marks[i / EXPLORE_VALUES][i % EXPLORE_VALUES];
            if (strncmp(line, mark, strlen(mark)) == 0) {
                text = names->texts[i / EXPLORE_VALUES][i % EXPLORE_VALUES];
                length = strlen(mark);
            }
        }
        if (text != NULL)
            buf_puts(out, text);
        else
            buf_add(out, line, length);
        line += length;
    }
    buf_putc(out, '\n');
}

static bool find_names(struct names *names, struct arena *arena, const struct exploration *of)
{
    for (size_t i = 0; i < EXPLORE_VALUES; i++) {
        bool is_asked = i < of->goal_count && !explore_goal_repeats(of, i);
        snprintf(names->marks[0][i], sizeof names->marks[0][i], "goal_%u", (unsigned)i + 1);
        snprintf(names->marks[1][i], sizeof names->marks[1][i], "Goal %u | real", (unsigned)i + 1);
        names->texts[0][i] = is_asked ? explore_goal_name(arena, &of->goals[i]) : NULL;
        names->texts[1][i] = is_asked ? say_column(arena, of, &of->goals[i]) : NULL;
        if (is_asked && (names->texts[0][i] == NULL || names->texts[1][i] == NULL))
            return false;
    }
    return true;
}

const struct embed_file *explore_report_front(struct arena *arena,
                                              const struct exploration *exploration)
{
    const struct embed_file *model = embed_find("reports/explore_front.sql");
    struct embed_file *file = arena_alloc(arena, sizeof *file);
    struct names names;
    struct buf text;
    assert(model != NULL);
    if (file == NULL || !find_names(&names, arena, exploration))
        return NULL;
    buf_init(&text);
    for (const char *line = model->data; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        const char *copy = arena_strndup(arena, line, length);
        if (copy == NULL)
            text.failed = true;
        else if (!is_idle(&names, copy))
            put_line(&text, &names, copy);
        line += length + (line[length] == '\n');
    }
    *file = (struct embed_file){.path = model->path, .size = text.length};
    file->data = buf_ok(&text) ? arena_strndup(arena, buf_text(&text), text.length) : NULL;
    buf_fini(&text);
    return file->data != NULL ? file : NULL;
}

/*
 * What a cell means, as text: "300 (OM3)" a value with its condition; "0/-/70" min, typ and max;
 * "? A; B" a question with its candidates; "! code" a refusal; "absent".
 */
#ifndef OPTIBOM_TESTS_MEANING_SHOWN_H
#define OPTIBOM_TESTS_MEANING_SHOWN_H

#include "import/cell/cell_meaning.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 1024 };

static void append(char out[SHOWN], const char *text)
{
    size_t used = strlen(out);
    snprintf(out + used, SHOWN - used, "%s", text);
}

static void append_side(char out[SHOWN], double side)
{
    char text[40];
    snprintf(text, sizeof text, "%.10g", side);
    append(out, isnan(side) ? "-" : text);
}

static void append_value(char out[SHOWN], enum import_kind kind, struct range range,
                         int64_t integer, const char *condition)
{
    char text[40];
    snprintf(text, sizeof text, "%lld", (long long)integer);
    if (kind != IMPORT_REAL) {
        append(out, text);
    } else if (isnan(range.min) && isnan(range.max)) {
        append_side(out, range.typ);
    } else {
        append_side(out, range.min);
        append(out, "/");
        append_side(out, range.typ);
        append(out, "/");
        append_side(out, range.max);
    }
    if (condition != NULL) {
        append(out, " (");
        append(out, condition);
        append(out, ")");
    }
}

static void show(char out[SHOWN], const struct import_column *column, const char *text)
{
    struct import_value value;
    struct import_cell_problem problem;
    struct error err = {0};
    struct arena arena;
    enum import_kind kind = column->attribute->kind;
    arena_init(&arena);
    out[0] = '\0';
    assert_int_equal(import_meaning_read(&value, &problem, &arena, column, text, &err), OPTIBOM_OK);
    if (problem.code == NULL && problem.is_absent) {
        append(out, "absent");
    } else if (problem.code == NULL) {
        append_value(out, kind, value.range, value.integer, value.condition);
        assert_string_equal(value.original, text);
    } else if (problem.candidate_count > 0) {
        append(out, "?");
        assert_string_equal(problem.code, "ambiguous-value");
        assert_non_null(strstr(problem.why.text, "import confirm"));
        for (size_t i = 0; i < problem.candidate_count; i++) {
            const struct import_candidate *candidate = &problem.candidates[i];
            assert_true(candidate->text != NULL && candidate->text[0] != '\0');
            append(out, i == 0 ? " " : "; ");
            append_value(out, kind, candidate->range, candidate->integer, candidate->condition);
        }
    } else {
        append(out, "! ");
        append(out, problem.code);
        assert_true(strlen(problem.why.text) > 20);
    }
    arena_fini(&arena);
}

static void assert_means(const char *unit, struct import_number_format numbers, const char *text,
                         const char *expected)
{
    char shown[SHOWN];
    struct import_attribute attribute = {.name = "lanes",
                                         .kind = IMPORT_REAL,
                                         .unit = unit,
                                         .ranged = true,
                                         .choices = "",
                                         .synonyms = "channels"};
    if (strcmp(unit, "whole") == 0 || strcmp(unit, "money") == 0) {
        attribute.kind = *unit == 'w' ? IMPORT_INTEGER : IMPORT_MONEY;
        attribute.unit = "";
    }
    struct import_column column = {
        .header = "h", .attribute = &attribute, .unit = attribute.unit, .numbers = numbers};
    show(shown, &column, text);
    if (strcmp(shown, expected) != 0)
        fail_msg("\"%s\": %s where %s is expected", text, shown, expected);
}

static const struct import_number_format undeclared = {0};

struct meaning {
    const char *unit; /* "whole" for a whole number, "money" for money */
    const char *text, *expected;
};

static void assert_all(const struct meaning *meanings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_means(meanings[i].unit, undeclared, meanings[i].text, meanings[i].expected);
}

#endif

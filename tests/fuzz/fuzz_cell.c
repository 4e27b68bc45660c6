/*
 * Feeds one cell's text to the reading of meanings: the first byte chooses what the column is, the
 * rest is the text. A libFuzzer entry.
 */
#include "base/utf8.h"
#include "import/cell/cell_meaning.h"
#include "import/issue_codes.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 512 };

static const struct import_attribute attributes[] = {
    {"power", IMPORT_REAL, "W", true, false, "", "", NULL, false},
    {"reach", IMPORT_REAL, "m", true, false, "", "", NULL, false},
    {"wavelength", IMPORT_REAL, "nm", true, false, "", "", NULL, false},
    {"tx_power", IMPORT_REAL, "dBm", true, false, "", "", NULL, false},
    {"temperature", IMPORT_REAL, "C", true, false, "", "", NULL, false},
    {"data_rate", IMPORT_REAL, "Gbps", true, false, "", "", NULL, false},
    {"area", IMPORT_REAL, "mm2", true, false, "", "", NULL, false},
    {"share", IMPORT_REAL, "1", true, false, "", "", NULL, false},
    {"settling", IMPORT_REAL, "s", true, false, "", "", NULL, false},
    {"lanes", IMPORT_INTEGER, "", false, false, "", "channels|lane count", NULL, false},
    {"price", IMPORT_MONEY, "", false, false, "", "", NULL, false},
    {"mpn", IMPORT_TEXT, "", false, true, "", "", NULL, false},
};

static const struct import_number_format formats[] = {{0, 0}, {',', '.'}, {',', ' '}, {'.', '\''}};

static void check_value(const struct import_column *column, const struct import_value *value)
{
    assert(value->attribute == column->attribute);
    assert(value->condition == NULL || value->condition[0] != '\0');
    assert(column->attribute->kind != IMPORT_REAL ||
           (!range_is_none(value->range) && range_is_ordered(value->range)));
}

static void check_problem(const struct import_column *column,
                          const struct import_cell_problem *problem)
{
    const struct import_issue_code *code = import_issue_code_find(problem->code);
    assert(code != NULL && strlen(problem->why.text) > 10);
    assert((code->severity == IMPORT_QUESTION) == (problem->candidate_count > 0));
    for (size_t i = 0; i < problem->candidate_count; i++) {
        const struct import_candidate *candidate = &problem->candidates[i];
        assert(candidate->text != NULL && candidate->text[0] != '\0');
        assert(candidate->condition == NULL || candidate->condition[0] != '\0');
        assert(column->attribute->kind != IMPORT_REAL ||
               (!range_is_none(candidate->range) && range_is_ordered(candidate->range)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[TEXT_MAX];
    struct import_value value;
    struct import_cell_problem problem;
    struct error err = {0};
    struct arena arena;
    if (size < 2 || size > sizeof text)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    if (strlen(text) != size - 1 || !utf8_is_valid(text, size - 1))
        return 0;
    size_t kinds = sizeof attributes / sizeof *attributes;
    struct import_column column = {.header = "h",
                                   .attribute = &attributes[data[0] % kinds],
                                   .unit = attributes[data[0] % kinds].unit,
                                   .numbers = formats[data[0] / kinds % 4]};
    if (data[0] / kinds / 4 % 2 == 1)
        column.side = IMPORT_SIDE_MAX;
    arena_init(&arena);
    assert(import_meaning_read(&value, &problem, &arena, &column, text, &err) == OPTIBOM_OK);
    if (problem.code != NULL)
        check_problem(&column, &problem);
    else if (!problem.is_absent)
        check_value(&column, &value);
    arena_fini(&arena);
    return 0;
}

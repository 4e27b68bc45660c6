#include "import/map_number.h"

#include "base/scan.h"

#include <stdbool.h>
#include <string.h>

struct writing {
    char *out;
    size_t used;
    const char *text;
    char decimal, group; /* group 0: none */
    bool is_joined;      /* to a letter before: "OM3 300" is not 3300 */
    bool is_wrong;
};

/* Bytes of the mark between groups at `text`, 0 when none stands there. */
static size_t group_length(const char *text, char group)
{
    static const struct {
        char group;
        const char *form;
    } forms[] = {
        {' ', "\xc2\xa0"}, {' ', "\xe2\x80\xaf"}, {' ', "\xe2\x80\x89"}, {'\'', "\xe2\x80\x99"}};
    if (group == '\0' || *text == '\0')
        return 0;
    if (*text == group)
        return 1;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].group == group && strncmp(text, forms[i].form, strlen(forms[i].form)) == 0)
            return strlen(forms[i].form);
    return 0;
}

static size_t digits_at(const char *text)
{
    size_t count = 0;
    while (scan_is_digit(text[count]))
        count++;
    return count;
}

static void take_digits(struct writing *writing)
{
    size_t count = digits_at(writing->text);
    memcpy(writing->out + writing->used, writing->text, count);
    writing->used += count;
    writing->text += count;
}

/* "1.234.567": a first group of one to three digits, then groups of three. */
static void take_integer(struct writing *writing)
{
    bool is_groupable = digits_at(writing->text) <= 3 && *writing->text != '0' &&
                        !(writing->is_joined && writing->group == ' ');
    take_digits(writing);
    for (;;) {
        size_t mark = group_length(writing->text, writing->group);
        size_t digits = mark > 0 ? digits_at(writing->text + mark) : 0;
        if (digits == 0)
            return;
        if (digits != 3 || !is_groupable) {
            /* Behind a blank another number may start; behind a mark it is this one. */
            writing->is_wrong = writing->group != ' ';
            return;
        }
        writing->text += mark;
        take_digits(writing);
    }
}

static void take_number(struct writing *writing)
{
    if (scan_is_digit(*writing->text))
        take_integer(writing);
    if (*writing->text == writing->decimal && scan_is_digit(writing->text[1])) {
        writing->out[writing->used++] = '.';
        writing->text++;
        take_digits(writing);
    }
    char next = *writing->text;
    if ((next == '.' || next == ',') && scan_is_digit(writing->text[1]))
        writing->is_wrong = true;
}

enum optibom_status import_map_number(const char **out, struct arena *arena, const char *text,
                                      const char *decimal, const char *group, struct error *err)
{
    struct writing writing = {
        .out = arena_alloc(arena, strlen(text) + 1),
        .text = text,
        .decimal = decimal[0],
        .group = group[0],
    };
    if (writing.out == NULL)
        return error_no_memory(err);
    char before = '\0';
    while (*writing.text != '\0' && !writing.is_wrong) {
        const char *at = writing.text;
        writing.is_joined = scan_is_letter(before);
        if (scan_is_digit(*at) || (*at == writing.decimal && scan_is_digit(at[1]) && before != *at))
            take_number(&writing);
        else
            writing.out[writing.used++] = *writing.text++;
        before = writing.text[-1];
    }
    writing.out[writing.used] = '\0';
    *out = writing.is_wrong ? NULL : writing.out;
    return OPTIBOM_OK;
}

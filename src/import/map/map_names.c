#include "import/map/map_names.h"

#include "base/nearest.h"
#include "base/scan.h"

#include <string.h>

/* The cell with blanks made plain; as it stands where it is longer than any header. */
static char *plain_cell(struct arena *arena, const struct import_row *row, size_t position)
{
    char plain[SCAN_TEXT_SIZE];
    const char *cell = row != NULL && position < row->count ? row->cells[position] : "";
    return arena_strdup(arena, scan_plain(plain, cell) ? plain : cell);
}

enum optibom_status import_map_names_make(struct import_map_names *out, struct arena *arena,
                                          const struct import_row *upper,
                                          const struct import_row *lower, struct error *err)
{
    const char *group = "";
    size_t count = upper->count;
    if (lower != NULL && lower->count > count)
        count = lower->count;
    out->count = count;
    out->headers = arena_alloc(arena, count * sizeof *out->headers);
    out->own = lower != NULL ? arena_alloc(arena, count * sizeof *out->own) : out->headers;
    if (out->headers == NULL || out->own == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        const char *above = plain_cell(arena, upper, i);
        const char *below = plain_cell(arena, lower, i);
        if (above == NULL || below == NULL)
            return error_no_memory(err);
        out->headers[i] = above;
        if (lower == NULL)
            continue;
        group = *above != '\0' ? above : group;
        out->own[i] = *below != '\0' ? below : above;
        out->headers[i] = *below == '\0'   ? above
                          : *group == '\0' ? below
                                           : arena_printf(arena, "%s %s", group, below);
        if (out->headers[i] == NULL)
            return error_no_memory(err);
    }
    return OPTIBOM_OK;
}

/* Letters in lower case, digits, '#', '%' and what is not ASCII count; the rest is punctuation. */
static char key_char(const char **at)
{
    while (**at != '\0') {
        char c = *(*at)++;
        if (scan_is_letter(c) || scan_is_digit(c) || c == '#' || c == '%' || (c & 0x80) != 0)
            return scan_lower(c);
    }
    return '\0';
}

static bool same_key(const char *a, const char *b)
{
    char c = key_char(&a);
    if (c == '\0' || c != key_char(&b))
        return false;
    while ((c = key_char(&a)) != '\0')
        if (c != key_char(&b))
            return false;
    return key_char(&b) == '\0';
}

static bool find_nth(size_t *position, const char **headers, size_t count, const char *name,
                     size_t nth, bool (*is_same)(const char *a, const char *b))
{
    for (size_t i = 0; i < count; i++) {
        if (is_same(headers[i], name) && --nth == 0) {
            *position = i;
            return true;
        }
    }
    return false;
}

static bool find_header(size_t *position, const struct import_map_names *names, const char *name,
                        size_t nth)
{
    const size_t count = names->count;
    return name[0] != '\0' && (find_nth(position, names->headers, count, name, nth, scan_same) ||
                               find_nth(position, names->own, count, name, nth, scan_same) ||
                               find_nth(position, names->headers, count, name, nth, same_key) ||
                               find_nth(position, names->own, count, name, nth, same_key));
}

/* Takes "#2" off the end; 0 when there is no such end. */
static size_t take_repeat(char *name)
{
    char *mark = strrchr(name, '#');
    size_t nth = 0;
    if (mark == NULL || mark == name)
        return 0;
    for (const char *at = mark + 1; *at != '\0'; at++) {
        if (!scan_is_digit(*at) || nth > IMPORT_MAP_COLUMNS_MAX)
            return 0;
        nth = nth * 10 + (size_t)(*at - '0');
    }
    while (mark > name && mark[-1] == ' ')
        mark--;
    *mark = '\0';
    return nth;
}

/* "A" is 1, "AA" 27, "12" 12; 0 for anything else. */
static size_t number_of(const char *name)
{
    size_t number = 0;
    bool is_letters = scan_is_letter(name[0]);
    for (; *name != '\0' && number <= IMPORT_MAP_COLUMNS_MAX; name++) {
        if (is_letters && *name >= 'A' && *name <= 'Z')
            number = number * 26 + (size_t)(*name - 'A') + 1;
        else if (!is_letters && scan_is_digit(*name))
            number = number * 10 + (size_t)(*name - '0');
        else
            return 0;
    }
    return number;
}

bool import_map_names_find(size_t *position, const struct import_map_names *names,
                           const char *column)
{
    char name[SCAN_TEXT_SIZE];
    if (!scan_plain(name, column))
        return false;
    if (find_header(position, names, name, 1))
        return true;
    size_t number = number_of(name);
    size_t nth = take_repeat(name);
    if (nth > 0 && find_header(position, names, name, nth))
        return true;
    size_t most = names->count > 0 ? names->count : IMPORT_MAP_COLUMNS_MAX;
    *position = number - 1;
    return number > 0 && number <= most;
}

const char *import_map_names_nearest(const struct import_map_names *names, const char *column)
{
    const char *near = nearest_word(column, names->headers, names->count);
    return near != NULL ? near : nearest_word(column, names->own, names->count);
}

void import_map_names_letter(char out[8], size_t position)
{
    char reversed[8];
    size_t length = 0;
    for (size_t rest = position + 1; rest > 0 && length < sizeof reversed - 1;
         rest = (rest - 1) / 26)
        reversed[length++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < length; i++)
        out[i] = reversed[length - 1 - i];
    out[length] = '\0';
}

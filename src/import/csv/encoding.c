#include "import/csv/encoding.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { RAW_SIZE = IMPORT_ENCODING_SAMPLE, NAME_SIZE = 64, FAULTS_KEPT = 256 };

struct import_encoding {
    FILE *file;
    const char *file_name;
    char name[NAME_SIZE];
    iconv_t converter;
    bool is_converting; /* else bytes go through as they are */
    bool is_undecided, is_file_over;
    size_t fault_size; /* bytes that one fault takes: a unit of the encoding */
    char *raw;         /* followed by a zero byte */
    size_t at, end, capacity;
    uint64_t offset; /* of raw[at] in the file */
    struct import_encoding_fault faults[FAULTS_KEPT];
    size_t fault_count;
};

static const struct {
    const char *bytes, *encoding;
    size_t length;
} marks[] = {
    {"\xef\xbb\xbf", "UTF-8", 3},
    {"\xff\xfe", "UTF-16LE", 2},
    {"\xfe\xff", "UTF-16BE", 2},
};

/* The encoding whose mark the text starts with, NULL without one. */
static const char *find_mark(size_t *mark_length, const char *text, size_t length)
{
    *mark_length = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (length < marks[i].length || memcmp(text, marks[i].bytes, marks[i].length) != 0)
            continue;
        *mark_length = marks[i].length;
        return marks[i].encoding;
    }
    return NULL;
}

/* Delimiters, figures and line ends give UTF-16 in any script a zero byte in every fourth pair of
 * bytes, at the same place of it; a few at the other are letters such as U+0100. Pairs of which
 * both could be ASCII are rarer there, and the rule in a text of bytes that has zeros among them.
 * NULL when it is not UTF-16. */
static const char *sniff_utf16(const char *text, size_t length)
{
    size_t zeros[2] = {0}, pairs = length / 2, plain = 0;
    for (size_t i = 0; i + 1 < length; i += 2) {
        unsigned char first = (unsigned char)text[i], second = (unsigned char)text[i + 1];
        zeros[0] += first == 0 && second != 0;
        zeros[1] += first != 0 && second == 0;
        plain += first > 0 && first < 0x80 && second > 0 && second < 0x80;
    }
    for (size_t side = 0; side < 2; side++)
        if (zeros[side] > plain && zeros[side] * 4 >= pairs && zeros[side] > zeros[1 - side] * 8)
            return side == 0 ? "UTF-16BE" : "UTF-16LE";
    return NULL;
}

const char *import_encoding_sniff(const char *text, size_t length, bool is_whole)
{
    size_t mark_length, characters = 0, misfits = 0;
    const char *found = find_mark(&mark_length, text, length);
    if (found == NULL)
        found = sniff_utf16(text, length);
    if (found != NULL)
        return found;
    for (size_t i = 0; i < length;) {
        size_t step = utf8_length(text + i);
        if (step == 0 && !is_whole && length - i < 4)
            break; /* the sample ends within a character */
        characters += step > 1;
        misfits += step == 0;
        i += step > 0 ? step : 1;
    }
    if (characters + misfits == 0)
        return NULL;
    return misfits < characters ? "UTF-8" : IMPORT_ENCODING_FALLBACK;
}

static bool is_utf8_name(const char *name)
{
    return scan_same(name, "UTF-8") || scan_same(name, "UTF8");
}

/* Letters, digits and signs between them: iconv takes an empty name for that of the locale, and a
 * slash for options. */
static bool is_name(const char *name)
{
    size_t length = 0;
    for (; name[length] != '\0'; length++)
        if (!scan_is_letter(name[length]) && !scan_is_digit(name[length]) &&
            strchr("-_.:+", name[length]) == NULL)
            return false;
    return length > 0 && length < NAME_SIZE;
}

static size_t unit_of(const char *name)
{
    char family[7] = "";
    for (size_t i = 0; i < sizeof family - 1 && name[i] != '\0'; i++)
        family[i] = scan_lower(name[i]);
    if (strncmp(family, "utf-16", 6) == 0 || strncmp(family, "utf16", 5) == 0 ||
        strncmp(family, "ucs-2", 5) == 0)
        return 2;
    if (strncmp(family, "utf-32", 6) == 0 || strncmp(family, "utf32", 5) == 0 ||
        strncmp(family, "ucs-4", 5) == 0)
        return 4;
    return 1;
}

static enum optibom_status set_name(struct import_encoding *encoding, const char *name,
                                    struct error *err)
{
    char excerpt[SCAN_EXCERPT_SIZE];
    bool is_known = is_name(name), is_converting = is_known && !is_utf8_name(name);
    if (is_converting) {
        encoding->converter = iconv_open("UTF-8", name);
        is_known = (intptr_t)encoding->converter != -1;
        if (!is_known && errno != EINVAL)
            return error_no_memory(err);
    }
    if (!is_known) {
        scan_excerpt(excerpt, name);
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: no encoding has the name \"%s\"; write UTF-8, UTF-16, Windows-1252 "
                         "or another name that iconv knows",
                         encoding->file_name, excerpt);
    }
    encoding->is_converting = is_converting;
    encoding->is_undecided = false;
    encoding->fault_size = unit_of(name);
    snprintf(encoding->name, sizeof encoding->name, "%s", is_converting ? name : "UTF-8");
    return OPTIBOM_OK;
}

/* Reads behind the bytes that are left; false when none are added. */
static bool fill(struct import_encoding *encoding)
{
    size_t left = encoding->end - encoding->at;
    if (encoding->is_file_over || left == encoding->capacity)
        return false;
    memmove(encoding->raw, encoding->raw + encoding->at, left);
    size_t room = encoding->capacity - left;
    size_t added = fread(encoding->raw + left, 1, room, encoding->file);
    encoding->is_file_over = added < room;
    encoding->at = 0;
    encoding->end = left + added;
    encoding->raw[encoding->end] = '\0';
    return added > 0;
}

static void advance(struct import_encoding *encoding, size_t bytes)
{
    encoding->at += bytes;
    encoding->offset += bytes;
}

/* From the first bytes: mark, sample, and what was named. */
static enum optibom_status start(struct import_encoding *encoding, const char *named,
                                 struct error *err)
{
    fill(encoding);
    if (ferror(encoding->file))
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be read; check the disk and try again",
                         encoding->file_name);
    size_t mark_length;
    const char *mark = find_mark(&mark_length, encoding->raw, encoding->end);
    const char *found = import_encoding_sniff(encoding->raw, encoding->end, encoding->is_file_over);
    bool is_named = named != NULL && named[0] != '\0';
    if (is_named && scan_same(named, "UTF-16")) /* of which order is to be seen */
        named = found != NULL && strncmp(found, "UTF-16", 6) == 0 ? found : "UTF-16LE";
    enum optibom_status status = OPTIBOM_OK;
    if (is_named || found != NULL)
        status = set_name(encoding, is_named ? named : found, err);
    else
        encoding->is_undecided = true;
    if (mark != NULL && scan_same(mark, encoding->name))
        advance(encoding, mark_length);
    return status;
}

enum optibom_status import_encoding_open(struct import_encoding **out, FILE *file, const char *name,
                                         const char *encoding, struct error *err)
{
    struct import_encoding *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return error_no_memory(err);
    opened->file = file;
    opened->file_name = name;
    opened->raw = malloc(RAW_SIZE + 1);
    opened->capacity = RAW_SIZE;
    snprintf(opened->name, sizeof opened->name, "UTF-8");
    enum optibom_status status =
        opened->raw != NULL ? start(opened, encoding, err) : error_no_memory(err);
    if (status != OPTIBOM_OK)
        import_encoding_close(opened);
    else
        *out = opened;
    return status;
}

void import_encoding_close(struct import_encoding *encoding)
{
    if (encoding == NULL)
        return;
    if (encoding->is_converting)
        iconv_close(encoding->converter);
    free(encoding->raw);
    free(encoding);
}

static size_t pass(struct import_encoding *encoding, char *out, size_t size)
{
    size_t length = encoding->end - encoding->at;
    if (length > 0) {
        length = length < size ? length : size;
        memcpy(out, encoding->raw + encoding->at, length);
        advance(encoding, length);
    } else if (!encoding->is_file_over) {
        length = fread(out, 1, size, encoding->file);
        encoding->is_file_over = length < size;
        encoding->offset += length;
    }
    return length;
}

static void note_fault(struct import_encoding *encoding)
{
    if (encoding->fault_count < FAULTS_KEPT)
        encoding->faults[encoding->fault_count++] = (struct import_encoding_fault){
            encoding->offset, (unsigned char)encoding->raw[encoding->at]};
    size_t left = encoding->end - encoding->at;
    advance(encoding, left < encoding->fault_size ? left : encoding->fault_size);
}

static size_t convert(struct import_encoding *encoding, char *out, size_t size)
{
    char *to = out;
    while (size >= IMPORT_ENCODING_READ_MIN) {
        if (encoding->at == encoding->end && !fill(encoding)) {
            iconv(encoding->converter, NULL, NULL, &to, &size); /* some keep a letter back */
            break;
        }
        char *raw = encoding->raw + encoding->at, *from = raw;
        size_t left = encoding->end - encoding->at;
        bool is_done = iconv(encoding->converter, &from, &left, &to, &size) != (size_t)-1;
        int why = is_done ? 0 : errno;
        advance(encoding, (size_t)(from - raw));
        if (why == E2BIG)
            break;
        if (is_done || (why == EINVAL && fill(encoding)))
            continue;
        note_fault(encoding);
        *to++ = (char)0xff;
        size--;
    }
    return (size_t)(to - out);
}

size_t import_encoding_read(struct import_encoding *encoding, char *out, size_t size)
{
    return encoding->is_converting ? convert(encoding, out, size) : pass(encoding, out, size);
}

const char *import_encoding_name(const struct import_encoding *encoding)
{
    return encoding->name;
}

bool import_encoding_is_undecided(const struct import_encoding *encoding)
{
    return encoding->is_undecided;
}

/* Puts bytes before those that are still to be read. */
static bool give_back(struct import_encoding *encoding, const char *bytes, size_t length)
{
    size_t left = encoding->end - encoding->at;
    size_t capacity = length + left > encoding->capacity ? length + left : encoding->capacity;
    char *raw = malloc(capacity + 1);
    if (raw == NULL)
        return false;
    memcpy(raw, bytes, length);
    memcpy(raw + length, encoding->raw + encoding->at, left);
    raw[length + left] = '\0';
    free(encoding->raw);
    encoding->raw = raw;
    encoding->at = 0;
    encoding->end = length + left;
    encoding->capacity = capacity;
    encoding->offset -= length;
    return true;
}

enum optibom_status import_encoding_decide(struct import_encoding *encoding, const char *name,
                                           const char *unread, size_t length, struct error *err)
{
    if (length > 0 && !give_back(encoding, unread, length))
        return error_no_memory(err);
    return set_name(encoding, name, err);
}

const struct import_encoding_fault *import_encoding_fault(const struct import_encoding *encoding,
                                                          size_t nth)
{
    return nth < encoding->fault_count ? &encoding->faults[nth] : NULL;
}

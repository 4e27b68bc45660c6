/*
 * Files whose bytes cannot be read: each read, and each move to another place, fails once. The
 * reader then says so, with a sentence, or gives what it gives otherwise; it never takes a file for
 * shorter than it is.
 */
#define _GNU_SOURCE
#include "check.h"
#include "workbook_parts.h"

#include "base/buf.h"
#include "import/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

struct bytes {
    const char *text;
    size_t size, at;
    unsigned made, fails_at; /* reads and moves; 0: none fails */
};

static bool fails(struct bytes *bytes)
{
    bytes->made++;
    errno = EIO;
    return bytes->made == bytes->fails_at;
}

static ssize_t read_bytes(void *cookie, char *out, size_t size)
{
    struct bytes *bytes = cookie;
    if (fails(bytes))
        return -1;
    size = size < bytes->size - bytes->at ? size : bytes->size - bytes->at;
    memcpy(out, bytes->text + bytes->at, size);
    bytes->at += size;
    return (ssize_t)size;
}

static int move(void *cookie, off64_t *offset, int whence)
{
    struct bytes *bytes = cookie;
    off64_t from = whence == SEEK_SET ? 0 : (off64_t)(whence == SEEK_CUR ? bytes->at : bytes->size);
    if (fails(bytes) || from + *offset < 0 || from + *offset > (off64_t)bytes->size)
        return -1;
    bytes->at = (size_t)(from + *offset);
    *offset = (off64_t)bytes->at;
    return 0;
}

static void read_rows(struct buf *out, const struct import_format *format,
                      struct import_reader *reader, struct error *err)
{
    struct import_table table;
    struct import_row row;
    while (format->next_table(reader, &table, err) == OPTIBOM_OK) {
        enum optibom_status status;
        buf_printf(out, "%s\n", table.name);
        while ((status = format->next_row(reader, &row, err)) == OPTIBOM_OK ||
               status == OPTIBOM_BAD_INPUT) {
            if (status == OPTIBOM_BAD_INPUT)
                return;
            buf_printf(out, "%zu %s\n", row.line, row.raw);
        }
    }
}

/* What the file comes to; its sentence when it is refused. */
static bool read_all(struct buf *out, struct bytes *bytes, const char *name)
{
    const cookie_io_functions_t how = {.read = read_bytes, .seek = move};
    const struct import_format *format = NULL;
    struct import_reader *reader = NULL;
    struct error err = {0};
    bytes->at = 0;
    bytes->made = 0;
    FILE *file = fopencookie(bytes, "r", how);
    assert_non_null(file);
    const struct import_input input = {file, name};
    buf_init(out);
    if (import_format_tell(&format, &input, &err) == OPTIBOM_OK &&
        format->open(&reader, &input, &err) == OPTIBOM_OK)
        read_rows(out, format, reader, &err);
    if (format != NULL)
        format->close(reader);
    fclose(file);
    if (err.text[0] == '\0')
        return true;
    assert_memory_equal(err.text, name, strlen(name));
    buf_clear(out);
    buf_puts(out, err.text);
    return false;
}

static void try_file(const char *name, const char *text, size_t size)
{
    struct bytes bytes = {.text = text, .size = size};
    struct buf whole, got;
    if (!read_all(&whole, &bytes, name))
        fail_msg("%s", buf_text(&whole));
    unsigned made = bytes.made, refused = 0;
    assert_true(made > 0 && whole.length > 20);
    for (bytes.fails_at = 1; bytes.fails_at <= made; bytes.fails_at++) {
        if (!read_all(&got, &bytes, name))
            refused++;
        else if (strcmp(buf_text(&got), buf_text(&whole)) != 0)
            fail_msg("%s, operation %u of %u fails:\n%s\n", name, bytes.fails_at, made,
                     buf_text(&got));
        buf_fini(&got);
    }
    assert_true(refused > 0);
    buf_fini(&whole);
}

/* More than a reader takes at once. */
static char *many(const char *head, const char *row, size_t count, const char *tail)
{
    struct buf text;
    buf_init(&text);
    buf_puts(&text, head);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, row, i);
    buf_puts(&text, tail);
    assert_true(buf_ok(&text));
    return text.text;
}

static void each_read_fails_once(void **state)
{
    (void)state;
    static const struct {
        const char *name, *head, *row, *tail;
    } files[] = {
        {"a.csv", "vendor,mpn,power\n", "Acme,X-%zu,12 W\n", ""},
        {"latin.csv", "vendor,mpn,power\n", "Acm\xe9,X-%zu,12 W\n", ""},
        {"a.json", "[{\"vendor\": \"A\"}", ",{\"vendor\": \"Acme\", \"mpn\": \"X-%zu\"}", "]"},
        {"a.jsonl", "", "{\"vendor\": \"Acme\", \"mpn\": \"X-%zu\"}\n", ""},
        {"a.yaml", "# a list\n", "- {vendor: Acme, mpn: X-%zu}\n", ""},
    };
    for (size_t i = 0; i < CHECK_COUNT(files); i++) {
        char *text = many(files[i].head, files[i].row, 4000, files[i].tail);
        try_file(files[i].name, text, strlen(text));
        free(text);
    }
}

static void each_read_of_a_workbook_fails_once(void **state)
{
    (void)state;
    char *text = many("@xl/worksheets/sheet1.xml\n<worksheet " PARTS_MAIN "><sheetData>",
                      "<row><c t=\"str\"><v>Acme %zu</v></c><c><v>7</v></c></row>", 2000,
                      "</sheetData></worksheet>\n");
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        struct workbook_parts parts = parts_open(text, strlen(text), is_packed != 0);
        try_file("a.xlsx", parts.bytes, parts.size);
        parts_close(&parts);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_read_fails_once),
                                       cmocka_unit_test(each_read_of_a_workbook_fails_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

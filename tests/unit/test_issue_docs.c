/* docs/import.md lists every code of import as the tables of the program have it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "catalog/put_codes.h"
#include "import/issue_codes.h"

#include <stdio.h>
#include <string.h>

static void read_file(struct buf *out, const char *path)
{
    char chunk[4096];
    size_t count;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("%s is missing", path);
    while ((count = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_printf(out, "%.*s", (int)count, chunk);
    fclose(file);
}

static void check(const char *text, const struct import_issue_code *codes, size_t count)
{
    static const char *const severities[] = {[IMPORT_NOTE] = "note",
                                             [IMPORT_WARNING] = "warning",
                                             [IMPORT_QUESTION] = "question",
                                             [IMPORT_ERROR] = "error"};
    for (size_t i = 0; i < count; i++) {
        struct buf line;
        buf_init(&line);
        buf_printf(&line, "\n| `%s` | %s | %s | %s |\n", codes[i].code,
                   severities[codes[i].severity], codes[i].explanation, codes[i].fix);
        if (strstr(text, buf_text(&line)) == NULL)
            fail_msg("docs/import.md lacks the line:%s", buf_text(&line));
        buf_fini(&line);
    }
}

static void docs_have_every_code(void **state)
{
    struct buf text;
    (void)state;
    buf_init(&text);
    read_file(&text, "docs/import.md");
    check(buf_text(&text), import_issue_codes, import_issue_code_count);
    check(buf_text(&text), catalog_put_codes, catalog_put_code_count);
    buf_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(docs_have_every_code)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Delivery terms: the eleven of Incoterms 2020, with and without a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/incoterm.h"

#include <string.h>

static void reads_terms(void **state)
{
    (void)state;
    static const struct {
        const char *text, *term, *place;
    } CASES[] = {{"EXW", "EXW", ""},
                 {"fca Shenzhen", "FCA", "Shenzhen"},
                 {" Ddp  Austin, TX \t", "DDP", "Austin, TX"},
                 {"cif\xc2\xa0Rotterdam", "CIF", "Rotterdam"},
                 {"DPU ", "DPU", ""},
                 {"", NULL, ""},
                 {"EX", NULL, ""},
                 {"EXWORKS", NULL, ""},
                 {"EXW, Ulm", NULL, ""},
                 {"DDU Ulm", NULL, ""}, /* of Incoterms 2000 */
                 {"DAT Ulm", NULL, ""}, /* of Incoterms 2010 */
                 {"Ulm EXW", NULL, ""}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *place = "", *term;
        size_t length = 0;
        term = incoterm_read(&place, &length, CASES[i].text);
        assert_int_equal(term != NULL, CASES[i].term != NULL);
        if (term == NULL)
            continue;
        assert_string_equal(term, CASES[i].term);
        assert_int_equal(length, strlen(CASES[i].place));
        assert_memory_equal(place, CASES[i].place, length);
    }
}

static void lists_what_it_reads(void **state)
{
    (void)state;
    const char *place, *list = INCOTERM_LIST;
    size_t length, count = 0;
    for (; *list != '\0'; list += list[INCOTERM_LENGTH] == ',' ? 5 : 3, count++) {
        char term[INCOTERM_LENGTH + 1] = {0};
        memcpy(term, list, INCOTERM_LENGTH);
        assert_non_null(incoterm_read(&place, &length, term));
    }
    assert_int_equal(count, 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_terms),
        cmocka_unit_test(lists_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_show.h"

#include "import/tree/tree.h"

static const struct show_case documents[] = {
    {"", ""},
    {"# nothing\n---\n...\n", ""},
    {"a: 1\nb: x\n", "(a|b)1:1|x/"},
    {"- a: 1\n- a: 2\n  b: {c: 3}\n", "(a|b.c)1:1|/2:2|3/"},
    {"m: X\nports:\n  - name: a\n    type: b\n  # both\n  - {name: c}\n",
     "(m)1:X/ ports(name|type|parent.m)3:a|b|X/6:c||X/"},
    /* several documents are one list; empty ones are not records */
    {"---\nm: A\n---\n---\nm: B\nn: 1\n", "(m|n)2:A|/5:B|1/"},
    /* scalars are text as written */
    {"a: 0123\nb: 1.10\nc: yes\nd: 0x1F\ne: 12:30\nf: 1e400\ng: +5\n",
     "(a|b|c|d|e|f|g)1:0123|1.10|yes|0x1F|12:30|1e400|+5/"},
    {"a: ~\nb: null\nc:\nd: 'null'\ne: \"~\"\nf: true\n", "(a|b|c|d|e|f)1:|||null|~|true/"},
    {"a: |\n  x\n  y\nb: >-\n  x\n  y\n", "(a|b)1:x\ny\n|x y/"},
    {"a: \"x\\0y\"\n", "(a)1:x\xef\xbf\xbdy?/"},
    {"a: 1\nb: 2\na: 3\n", "(b|a)1:2|3?/"},
    {"1: x\n", "(1)1:x/"},
    {"{a: 1}\n", "(a)1:1/"},
    {"\xef\xbb\xbf"
     "a: 1\nb: 2\n",
     "(a|b)1:1|2/"},
    /* aliases are copies; "<<" merges, and what the map says itself goes before */
    {"b: &b {v: A, r: 1}\np:\n- <<: *b\n  r: 2\n- *b\n",
     "(b.v|b.r)1:A|1/ p(v|r|parent.b.v|parent.b.r)3:A|2|A|1/5:A|1|A|1/"},
    {"- <<: [{a: 1}, {a: 2, b: 3}]\n  c: 4\n- x: &x 7\n  y: *x\n",
     "(a|b|c|x|y)1:1|3|4||/3:|||7|7/"},
};

static const struct show_case refusals[] = {
    {"a: b: c\n", "!t:1:5: not YAML: mapping values are not allowed in this context; correct it "
                  "there (indent with spaces, quote texts with ': ' or ' #')"},
    {"a:\n\tb: 1\n", "!t:2:1: not YAML: found character that cannot start any token; correct it "
                     "there (indent with spaces, quote texts with ': ' or ' #')"},
    {"a: 1\nb: caf\xe9\n", "!t:2:7: not YAML: incomplete UTF-8 octet sequence; save the file as "
                           "UTF-8"},
    {"? [a]\n: b\n", "!t:1:3: a list or map stands as a key; keys are single texts"},
    {"a: *x\n", "!t:1:4: the alias *x has no anchor &x before it; add one"},
    {"a: &a\n  b: *a\n", "!t:2:6: the alias *a stands inside what it names; remove it"},
    {"a: &a 1\n*a : 2\n", "!t:2:1: an alias stands as a key; write out what it stands for"},
    {"---\na: &a 1\n---\nb: *a\n", "!t:4:4: the alias *a has no anchor &a before it; add one"},
};

static void test_documents(void **state)
{
    (void)state;
    check_shown(&import_format_yaml, documents, sizeof documents / sizeof documents[0], true);
}

static void test_refusals(void **state)
{
    (void)state;
    check_shown(&import_format_yaml, refusals, sizeof refusals / sizeof refusals[0], true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

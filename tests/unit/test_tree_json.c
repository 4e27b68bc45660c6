#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_show.h"

#include "import/tree/tree.h"

/* What a tree is made into tables by: the rules of import/tree/tree.h, one by one. */
static const struct show_case shapes[] = {
    {"", ""},
    {"[]", ""},
    {"[{}]", ""},
    {"{'a':1,'b':'x'}", "(a|b)1:1|x/"},
    /* a list of records: the union of the keys in order of first appearance */
    {"[{'a':1},\n{'b':2,'a':3}]", "(a|b)1:1|/2:3|2/"},
    {"[{'a':null},\n{'a':true},\n{'a':false}]", "(a)1:/2:true/3:false/"},
    /* dotted paths, joined lists, the empty list still a column */
    {"{'a':{'b':{'c':1}},'d':['x',2,null,true],'e':[]}", "(a.b.c|d|e)1:1|x; 2; true|/"},
    {"{'power':{'min':1,'max':2},'gain':{'min':3,'max':4}}",
     "(power.min|power.max|gain.min|gain.max)1:1|2|3|4/"},
    /* scalars at the top */
    {"7", "(value)1:7/"},
    {"['a',\n'b']", "(value)1:a/2:b/"},
    {"[{'a':1},\n2]", "(value|a)1:|1/2:2|/"},
    /* lists of lists have no names of their own */
    {"[['Part','Price'],\n['X',1.10,3]]", "[]1:Part|Price|/2:X|1.10|3/"},
    {"[{'m':[[1,2],[3]]}]", "m(1|2)1:1|2/2:3|/"},
    /* lists in an object at the top, with what stands beside them */
    {"{'n':5,\n'l':[{'a':1},\n{'a':2}]}", "(n)1:5/ l(a|parent.n)2:1|5/3:2|5/"},
    {"{'E':[{'a':1}],\n'F':[{'a':2}]}", "E(a)1:1/ F(a)2:2/"},
    /* exploded lists: the columns of every record around stand behind */
    {"{'T':[{'t':'A','f':{'min':1},\n'mode':[{'r':1},\n{'r':2}]},\n{'t':'B','mode':[{'r':3}]}]}",
     "T(t|f.min)1:A|1/4:B|/ T.mode(r|T.t|T.f.min)2:1|A|1/3:2|A|1/4:3|B|/"},
    {"[{'n':1,'c':[{'n':2,'p':[{'n':3}]}]},\n{'n':4}]",
     "(n)1:1/2:4/ c(n|parent.n)1:2|1/ c.p(n|c.n|parent.n)1:3|2|1/"},
    /* the list of one place stands alone in another, or is a text */
    {"[{'m':{'r':1}},\n{'m':[{'r':2}]},\n{'m':'none'}]",
     "(m)1:/2:/3:none/ m(r|parent.m)1:1|/2:2|/"},
    {"[{'m':['x']},\n{'m':[{'r':2},'y']}]", "m(value|r)1:x|/2:|2/2:y|/"},
    /* maps of records: two at the top, three in a record, none of figures */
    {"{'P1':{'a':1,'b':2},\n'P2':{'a':3,'b':4}}", "(key|a|b)1:P1|1|2/2:P2|3|4/"},
    {"{'P1':{'a':1,'b':2},\n'P2':{'c':3,'d':4}}", "(P1.a|P1.b|P2.c|P2.d)1:1|2|3|4/"},
    {"{'k':'x',\n'oes':{'oe0':{'i':0},\n'oe1':{'i':1}}}",
     "(k)1:x/ oes(key|i|parent.k)2:oe0|0|x/3:oe1|1|x/"},
    {"[{'n':1,'p':{'tx':{'w':1},'rx':{'w':2}}}]\n", "(n|p.tx.w|p.rx.w)1:1|1|2/"},
    {"[{'n':1,'p':{'a':{'w':1},'b':{'w':2},\n'c':{'w':3}}}]",
     "(n)1:1/ p(key|w|parent.n)1:a|1|1/1:b|2|1/2:c|3|1/"},
    /* what turns out to be one late is one everywhere */
    {"[{'p':{'a':{'w':1}}},\n{'p':{'a':{'w':2},'b':{'w':3},'c':{'w':4}}}]",
     "p(key|w)1:a|1/2:a|2/2:b|3/2:c|4/"},
    /* a number for names that are alike */
    {"{'a.b':1,'a':{'b':2}}", "(a.b|a.b (2))1:1|2/"},
    {"{'':1}", "()1:1/"},
};

/* Attribute/value lists are columns. */
static const struct show_case attributes[] = {
    {"[{'n':'x','d':[{'attr':'reach','value':500},{'attr':'pn','value':['A','B']}]},\n"
     "{'n':'y','d':[{'attr':'pn','value':'C'}]}]",
     "(n|reach|pn)1:x|500|A; B/2:y||C/"},
    {"{'n':'x','d':[{'name':'n','value':1},{'name':'m','value':true}]}", "(n|d.n|m)1:x|1|true/"},
    {"{'d':[{'attribute':'p','value':3.5,'unit':'W'},{'attribute':'q','value':'3 W','unit':'W'}]}",
     "(p|q)1:3.5 W|3 W/"},
    {"{'d':[{'attr':'p','interface':'o','value':1}]}", "(p|p.interface)1:1|o/"},
    /* a name twice in one list: rows */
    {"{'d':[{'attr':'p','value':1},\n{'attr':'p','value':2}]}", "d(attr|value)1:p|1/2:p|2/"},
    /* a name and a value beside other things: parts */
    {"{'d':[{'name':'R1','value':'10k','mpn':'X'}]}\n", "d(name|value|mpn)1:R1|10k|X/"},
    {"[{'name':'R1','value':'10k'}]", "(name|value)1:R1|10k/"},
    {"{'d':[{'attr':'p','value':{'min':1}}]}", "d(attr|value.min)1:p|1/"},
};

/* Texts stay as they are written; what could not be kept is in doubt. */
static const struct show_case values[] = {
    {"{'a':1.10,'b':-0,'c':1E+2,'d':123456789012345678901234567890,'e':0.1}",
     "(a|b|c|d|e)1:1.10|-0|1E+2|123456789012345678901234567890|0.1/"},
    {"{'a':'\\u00e9\\ud834\\udd1e\\\\\\/\\n'}", "(a)1:\xc3\xa9\xf0\x9d\x84\x9e\\/\n/"},
    {"{'a':1,'b':2,'a':3}", "(b|a)1:2|3?/"},
    {"{'a\\u0000':'x\\u0000y','b':'\\\\u0000'}", "(a\xef\xbf\xbd|b)1:x\xef\xbf\xbdy?|\\u0000/"},
    {"['\\b\\f\\n\\r\\t\\/\\\\\\u007f\\u0080\\u07FF\\u0800\\uFFff\\uD800\\uDC00\\udbff\\udfff!']",
     "(value)1:\b\f\n\r\t/"
     "\\\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf!/"},
    {"{'a':'\\ufffd'}", "(a)1:\xef\xbf\xbd/"},
    {"\xef\xbb\xbf{'a':1}", "(a)1:1/"},
    /* on one line records are numbered */
    {"[{'a':1},{'a':2}]\n", "(a)1:1/2:2/"},
    {"\n[\n{'a':1}\n]\n", "(a)3:1/"},
};

static const struct show_case refusals[] = {
    {"[1 2]", "!t:1:4: not JSON: ']' expected near '2'; a comma, colon or bracket is missing "
              "before it"},
    {"{'a':1,\n 'b':}", "!t:2:6: not JSON: unexpected token near '}'; remove the comma before it, "
                        "or add what is missing"},
    {"{'a':1,}", "!t:1:8: not JSON: string or '}' expected near '}'; keys stand in double quotes, "
                 "with no comma behind the last pair"},
    {"[NaN]", "!t:1:4: not JSON: invalid token near 'NaN'; a value is a text in double quotes, a "
              "number, true, false or null"},
    {"{'a':1}\n{'a':2}", "!t:2:1: not JSON: end of file expected near '{'; one document is "
                         "expected; if every line is a record, name the file .jsonl"},
    {"[1", "!t:1:2: not JSON: ']' expected near end of file; it ends too early: save or download "
           "it again"},
    {"['caf\xe9']",
     "!t:1:5: not JSON: unable to decode byte 0xe9 near '\"caf'; save the file as UTF-8"},
    {"[1e400]", "!t:1:6: not JSON: real number overflow near '1e400'; numbers end at 1e308: write "
                "it as text, in quotes"},
    {"\xff\xfe[", "!t:1:1: the file is UTF-16 or not text; save it as UTF-8"},
};

static void test_shapes(void **state)
{
    (void)state;
    check_shown(&import_format_json, shapes, sizeof shapes / sizeof shapes[0], false);
}

static void test_attributes(void **state)
{
    (void)state;
    check_shown(&import_format_json, attributes, sizeof attributes / sizeof attributes[0], false);
}

static void test_values(void **state)
{
    (void)state;
    check_shown(&import_format_json, values, sizeof values / sizeof values[0], false);
}

static void test_refusals(void **state)
{
    (void)state;
    check_shown(&import_format_json, refusals, sizeof refusals / sizeof refusals[0], false);
}

static const struct show_case lines[] = {
    {"", ""},
    {"{'a':1}\n\n{'b':2}\r\n{'a':3}", "(a|b)1:1|/3:|2/4:3|/"},
    {"{'a':1,'l':[{'x':1},{'x':2}]}\n{'l':[{'x':3}]}\n",
     "(a)1:1/2:/ l(x|parent.a)1:1|1/1:2|1/2:3|/"},
    /* a bad line is refused once, and the others are read */
    {"{'a':1}\n{'a':\n{'a':3,'l':[{'x':1}]}\n",
     "(a)1:1/!t:2:5: not JSON: unexpected token near end of file; it ends too early: save or "
     "download it again/3:3/ l(x|parent.a)3:1|3/"},
    {"['a','b']\n[1,2]\n", "[]1:a|b/2:1|2/"},
    {"{\n'a':1\n}\n", "!t:1:1: not JSON: string or '}' expected near end of file; it ends too "
                      "early: save or download it again; not one line is a record: if the file is "
                      "a single document, name it .json"},
    {"\xef\xbb\xbf{'a':1}\n", "(a)1:1/"},
};

static void test_lines(void **state)
{
    (void)state;
    check_shown(&import_format_json_lines, lines, sizeof lines / sizeof lines[0], false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes), cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_values), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

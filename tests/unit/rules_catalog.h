/*
 * A catalog in memory of the parts that the cases of rules are made of, tests/rules/base, and of
 * what a test has beside them: it stands within milliseconds, and a build of it assembles in one.
 */
#ifndef OPTIBOM_TESTS_RULES_CATALOG_H
#define OPTIBOM_TESTS_RULES_CATALOG_H

#include "check.h"

#include "assemble/assemble.h"
#include "assemble/build_spec.h"
#include "catalog/load.h"
#include "store/store.h"

#include <string.h>

struct rules_table {
    const char *class_name,
        *text; /* text as CSV; NULL: the file of the class in tests/rules/base */
};

static inline void rules_need(enum optibom_status status, const struct error *err)
{
    if (status != OPTIBOM_OK)
        fail_msg("%s", err->text);
}

static inline FILE *rules_open(const struct rules_table *table, char *path, size_t size)
{
    snprintf(path, size, "tests/rules/base/%s.csv", table->class_name);
    FILE *file = table->text != NULL ? fmemopen((void *)table->text, strlen(table->text), "rb")
                                     : fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s", path);
    return file;
}

/* Reads tables, each as what it says it is; every row must be taken. */
static inline void rules_load(struct catalog *catalog, const struct rules_table *tables,
                              size_t count)
{
    enum { TABLES_MAX = 24 };
    struct catalog_source sources[TABLES_MAX];
    char paths[TABLES_MAX][64];
    struct catalog_load_report report;
    struct error err = {0};
    struct arena arena;
    arena_init(&arena);
    assert_true(count <= TABLES_MAX);
    for (size_t i = 0; i < count; i++)
        sources[i] =
            (struct catalog_source){.name = paths[i],
                                    .file = rules_open(&tables[i], paths[i], sizeof paths[i]),
                                    .class_name = tables[i].class_name};
    const struct catalog_load_request request = {
        .sources = sources, .source_count = count, .who = "test", .now = "2026-01-02T00:00:00Z"};
    rules_need(catalog_load(&report, &arena, catalog, &request, &err), &err);
    for (size_t i = 0; i < report.issue_count; i++)
        if (report.issues[i].issue.severity == IMPORT_ERROR)
            fail_msg("%s:%zu: %s", report.issues[i].file, report.issues[i].issue.line,
                     report.issues[i].issue.text);
    for (size_t i = 0; i < count; i++)
        fclose(sources[i].file);
    arena_fini(&arena);
}

static inline void rules_catalog_open(struct catalog *catalog)
{
    static const struct rules_table BASE[] = {
        {"accelerator", NULL}, {"cable", NULL},       {"els", NULL},   {"enclosure", NULL},
        {"fau", NULL},         {"fiber", NULL},       {"nic", NULL},   {"optical_engine", NULL},
        {"switch_asic", NULL}, {"transceiver", NULL}, {"offer", NULL}, {"composition", NULL},
    };
    struct store *store = NULL;
    struct error err = {0};
    rules_need(store_open(&store, NULL, STORE_MEMORY, &err), &err);
    rules_need(catalog_init(catalog, store, &err), &err);
    rules_load(catalog, BASE, CHECK_COUNT(BASE));
    snprintf(catalog->day, sizeof catalog->day, "2026-01-02");
}

#endif

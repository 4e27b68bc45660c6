#include "catalog/dictionary.h"

#include "catalog/catalog.h"
#include "catalog/in_force.h"

#include "base/nearest.h"
#include "base/scan.h"

#include <string.h>
#include <strings.h>

static const char *const KINDS[] = {
    [IMPORT_REAL] = "real",     [IMPORT_INTEGER] = "integer", [IMPORT_TEXT] = "text",
    [IMPORT_CHOICE] = "choice", [IMPORT_MONEY] = "money",     [IMPORT_DATE] = "date",
    [IMPORT_FLAG] = "flag"};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* False for a word that no program wrote there. */
static bool read_kind(enum import_kind *out, const char *word)
{
    for (size_t kind = 0; kind < COUNT_OF(KINDS); kind++) {
        *out = (enum import_kind)kind;
        if (strcmp(KINDS[kind], word) == 0)
            return true;
    }
    return false;
}

/* A name as the schema has them; SQL is made of these, and a file may be a stranger's. */
static bool is_name(const char *text)
{
    const char *c = text;
    while (scan_is_digit(*c) || (*c >= 'a' && *c <= 'z') || *c == '_')
        c++;
    return *c == '\0' && text[0] >= 'a';
}

/* Appends the dictionary rows of `section` to a class under construction. */
static enum optibom_status add_section(struct catalog_class *to, const char *section,
                                       enum catalog_scope scope, struct import_attribute *imports,
                                       struct arena *arena, struct store *store, struct error *err)
{
    bool copied = true, is_known = true;
    struct store_query query;
    store_query_start(
        &query, store,
        "SELECT attribute, column_name, kind, quantity, unit, ranged, required, choices,"
        " synonyms, description, choice_words, takes_longest FROM dictionary WHERE class = ?"
        " ORDER BY position",
        "t", section);
    while (copied && is_known && store_query_next(&query)) {
        const char *kind = store_text(&query, 2);
        struct catalog_attribute *attribute = &to->attributes[to->attribute_count];
        struct import_attribute *import = &imports[to->attribute_count++];
        copied = kind != NULL && store_copy_text(&import->name, arena, &query, 0) &&
                 store_copy_text(&attribute->column, arena, &query, 1) &&
                 store_copy_text(&attribute->quantity, arena, &query, 3) &&
                 store_copy_text(&import->unit, arena, &query, 4) &&
                 store_copy_text(&import->choices, arena, &query, 7) &&
                 store_copy_text(&import->synonyms, arena, &query, 8) &&
                 store_copy_text(&attribute->description, arena, &query, 9) &&
                 store_copy_text(&import->choice_words, arena, &query, 10);
        is_known = !copied || (read_kind(&import->kind, kind) && is_name(import->name) &&
                               (attribute->column[0] == '\0' || is_name(attribute->column)));
        import->ranged = store_int(&query, 5) != 0;
        import->takes_longest = store_int(&query, 11) != 0;
        import->required = store_int(&query, 6) != 0;
        attribute->import = import;
        /* A part's own columns have a name; vendor and part number are found through keys. */
        attribute->scope = scope == CATALOG_PART && copied && attribute->column[0] == '\0'
                               ? CATALOG_IDENTITY
                               : scope;
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !is_known)
        return error_set(
            err, OPTIBOM_BAD_INPUT,
            "the catalog is damaged: its dictionary of '%s' has an unknown kind or name; "
            "restore a backup",
            section);
    return status == OPTIBOM_OK && !copied ? error_no_memory(err) : status;
}

static const struct import_attribute price = {
    .name = "price", .kind = IMPORT_REAL, .unit = "USD", .choices = "", .synonyms = "unit price"};

static const struct catalog_attribute derived[] = {
    {&price, "price_usd", "money",
     "lowest unit price in force, each supplier's for its smallest quantity; find only",
     CATALOG_DERIVED}};

static enum optibom_status load_class(struct catalog_class *to, const char *name,
                                      struct arena *arena, struct store *store, struct error *err)
{
    int64_t count = 0;
    enum optibom_status status = store_one_int(
        &count, store, err, "SELECT count(*) FROM dictionary WHERE class IN (?, 'part', 'figure')",
        "t", name);
    if (status != OPTIBOM_OK)
        return status;
    struct import_attribute *imports = arena_alloc(arena, (size_t)count * sizeof *imports);
    to->attributes = arena_alloc(arena, ((size_t)count + COUNT_OF(derived)) * sizeof *derived);
    if (imports == NULL || to->attributes == NULL)
        return error_no_memory(err);
    to->name = name;
    if (to->is_part)
        status = add_section(to, "part", CATALOG_PART, imports, arena, store, err);
    if (status == OPTIBOM_OK)
        status = add_section(to, name, to->is_part ? CATALOG_CLASS : CATALOG_PROVENANCE, imports,
                             arena, store, err);
    if (status == OPTIBOM_OK && to->is_part)
        status = add_section(to, "figure", CATALOG_PROVENANCE, imports, arena, store, err);
    to->import = (struct import_class){
        .class_name = name,
        .attributes = imports,
        .attribute_count = to->attribute_count,
        .telltales = strcmp(name, "bom") == 0 ? "quantity|reference|level|extended_price|dnp"
                     : strcmp(name, "rfq_answer") == 0 ? "rfq_number"
                                                       : NULL};
    if (status == OPTIBOM_OK && to->is_part)
        status = catalog_in_force_prepare(to, arena, err);
    for (size_t i = 0; to->is_part && i < COUNT_OF(derived); i++)
        to->attributes[to->attribute_count++] = derived[i];
    if (status == OPTIBOM_OK)
        status = store_one_text(&to->import.titles, arena, store, err,
                                "SELECT words FROM class_title WHERE class = ?", "t", name);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

enum optibom_status catalog_dictionary_load(struct catalog_dictionary *out, struct arena *arena,
                                            struct store *store, struct error *err)
{
    *out = (struct catalog_dictionary){0};
    bool copied = true, is_known = true;
    struct store_query query;
    store_query_start(&query, store,
                      "SELECT class, max(column_name <> '') FROM dictionary"
                      " WHERE class NOT IN ('part', 'figure') GROUP BY class ORDER BY class",
                      "");
    while (copied && is_known && store_query_next(&query)) {
        struct catalog_class *classes =
            arena_grow(arena, out->classes, out->class_count, sizeof *classes);
        if ((copied = classes != NULL)) {
            out->classes = classes;
            copied = store_copy_text(&classes[out->class_count].name, arena, &query, 0);
            is_known = !copied || is_name(classes[out->class_count].name);
            classes[out->class_count++].is_part = store_int(&query, 1) != 0;
        }
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !copied)
        status = error_no_memory(err);
    if (status == OPTIBOM_OK && !is_known)
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "the catalog is damaged: its dictionary has a class without a name; "
                           "restore a backup");
    for (size_t i = 0; status == OPTIBOM_OK && i < out->class_count; i++)
        status = load_class(&out->classes[i], out->classes[i].name, arena, store, err);
    return status;
}

const struct catalog_attribute *catalog_attribute_of(const struct catalog_class *of,
                                                     const struct import_attribute *attribute)
{
    return &of->attributes[attribute - of->import.attributes];
}

const struct catalog_class *catalog_class_find(const struct catalog_dictionary *dictionary,
                                               const char *name)
{
    for (size_t i = 0; i < dictionary->class_count; i++)
        if (strcasecmp(dictionary->classes[i].name, name) == 0)
            return &dictionary->classes[i];
    return NULL;
}

enum optibom_status catalog_class_require(const struct catalog_class **out,
                                          const struct catalog_dictionary *dictionary,
                                          const char *name, struct error *err)
{
    enum { MOST = 64 };
    const char *names[MOST];
    size_t count = 0;
    const struct catalog_class *found = catalog_class_find(dictionary, name);
    if (found != NULL && found->is_part) {
        *out = found;
        return OPTIBOM_OK;
    }
    for (size_t i = 0; i < dictionary->class_count && count < MOST; i++)
        if (dictionary->classes[i].is_part)
            names[count++] = dictionary->classes[i].name;
    const char *near = nearest_word(name, names, count);
    return error_set(
        err, OPTIBOM_USAGE,
        "no class '%s'%s%s%s; classes: switch_asic, optical_engine, "
        "transceiver, laser, els, fau, die, cable, fiber, nic, accelerator, enclosure, "
        "psu, other",
        name, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
        near != NULL ? "'?" : "");
}

static bool same_word(const char *a, size_t length, const char *b)
{
    for (size_t i = 0; i < length; i++, b++) {
        char x = a[i] == '-' || a[i] == ' ' ? '_' : a[i];
        char y = *b == '-' || *b == ' ' ? '_' : *b;
        if (y == '\0' || strncasecmp(&x, &y, 1) != 0)
            return false;
    }
    return *b == '\0';
}

static bool is_synonym(const char *synonyms, const char *name)
{
    for (const char *word = synonyms; *word != '\0';) {
        size_t length = strcspn(word, "|");
        if (same_word(word, length, name))
            return true;
        word += length + (word[length] == '|');
    }
    return false;
}

const struct catalog_attribute *catalog_attribute_find(const struct catalog_class *of,
                                                       const char *name)
{
    for (size_t i = 0; i < of->attribute_count; i++)
        if (same_word(name, strlen(name), of->attributes[i].import->name))
            return &of->attributes[i];
    for (size_t i = 0; i < of->attribute_count; i++)
        if (is_synonym(of->attributes[i].import->synonyms, name))
            return &of->attributes[i];
    return NULL;
}

enum optibom_status catalog_dictionary_check(struct catalog *catalog,
                                             void (*report)(void *context, const char *text),
                                             void *context, struct error *err)
{
    struct store_query query;
    store_query_start(
        &query, catalog->store,
        "WITH wanted(owner, name) AS ("
        " SELECT class, column_name FROM dictionary WHERE column_name <> '' AND ranged = 0 UNION "
        "ALL"
        " SELECT class, column_name || side FROM dictionary,"
        " (SELECT '_min' AS side UNION ALL SELECT '_typ' UNION ALL SELECT '_max')"
        " WHERE column_name <> '' AND ranged = 1),"
        " present(owner, name) AS (SELECT s.name, c.name FROM sqlite_schema AS s,"
        " pragma_table_info(s.name) AS c WHERE s.type = 'table')"
        " SELECT 'the dictionary names ' || owner || '.' || name || ', which is not there'"
        " FROM wanted WHERE (owner, name) NOT IN (SELECT owner, name FROM present)"
        " UNION ALL SELECT 'column ' || owner || '.' || name || ' is not in the dictionary'"
        " FROM present WHERE owner IN (SELECT owner FROM wanted)"
        " AND name NOT IN ('part_id', 'vendor_id', 'mpn', 'class')"
        " AND (owner, name) NOT IN (SELECT owner, name FROM wanted)",
        "");
    while (store_query_next(&query))
        report(context, store_text(&query, 0));
    return store_query_end(&query, err);
}

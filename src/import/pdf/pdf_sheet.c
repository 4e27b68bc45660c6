#include "import/pdf/pdf_sheet.h"

#include "base/scan.h"
#include "import/pdf/pdf_number.h"
#include "import/pdf/pdf_scope.h"

#include <string.h>

enum { FIXED_COLUMNS = 2, SECTION_BYTES_MAX = 60, CONDITION_BYTES_MAX = 60 };

struct import_pdf_sheet_fact {
    struct import_pdf_fact fact;
    const char *key;
    size_t column;
    bool is_dropped;
};

struct settling {
    struct arena *arena;
    struct import_pdf_sheet_fact *facts;
    size_t count;
    bool has_parts; /* several of them */
    bool is_good;   /* memory sufficed */
};

static bool same_scope(const struct import_pdf_fact *a, const struct import_pdf_fact *b)
{
    return a->part == b->part ||
           (a->part != NULL && b->part != NULL && strcmp(a->part, b->part) == 0);
}

static bool is_rival(const struct import_pdf_sheet_fact *a, const struct import_pdf_sheet_fact *b)
{
    return a != b && !a->is_dropped && !b->is_dropped && strcmp(a->key, b->key) == 0 &&
           same_scope(&a->fact, &b->fact);
}

static void set_label(struct settling *settling, struct import_pdf_sheet_fact *fact,
                      const char *label)
{
    char key[IMPORT_PDF_KEY_SIZE];
    settling->is_good = settling->is_good && label != NULL;
    if (label == NULL)
        return;
    import_pdf_key(key, label);
    fact->fact.label = label;
    fact->key = arena_strdup(settling->arena, key);
    settling->is_good = settling->is_good && fact->key != NULL;
    if (fact->key == NULL)
        fact->key = "";
}

/* Values that a list repeats, or a second table: the surer one stays. */
static void drop_repeats(struct settling *settling)
{
    for (size_t i = 0; i < settling->count; i++)
        for (size_t j = i + 1; j < settling->count; j++) {
            struct import_pdf_sheet_fact *a = &settling->facts[i], *b = &settling->facts[j];
            if (!is_rival(a, b))
                continue;
            bool is_same = strcmp(a->fact.value, b->fact.value) == 0;
            if (a->fact.is_weak != b->fact.is_weak) {
                (a->fact.is_weak ? a : b)->is_dropped = true;
            } else if (is_same && (a->fact.is_absolute == b->fact.is_absolute ||
                                   a->fact.doubt == NULL || b->fact.doubt == NULL)) {
                bool is_second_better = a->fact.doubt != NULL && b->fact.doubt == NULL;
                a->fact.is_absolute = a->fact.is_absolute && b->fact.is_absolute;
                b->fact.is_absolute = a->fact.is_absolute;
                (is_second_better ? a : b)->is_dropped = true;
            }
        }
}

/* ---- what tells rivals apart ---- */

enum trait { TRAIT_ABSOLUTE, TRAIT_SECTION, TRAIT_CONDITION };

/* "1. Transmitter" and "Table 2: Transmitter" are "Transmitter". */
static const char *bare_section(const char *section)
{
    const char *at = section;
    if (strncmp(at, "Table ", 6) == 0)
        at += 6;
    size_t number = strspn(at, "0123456789.:-) ");
    return at[number] != '\0' ? at + number : section;
}

static const char *trait_of(const struct import_pdf_fact *fact, enum trait trait)
{
    const char *text = trait == TRAIT_ABSOLUTE  ? (fact->is_absolute ? "absolute maximum" : "")
                       : trait == TRAIT_SECTION ? bare_section(fact->section)
                                                : fact->condition;
    size_t limit = trait == TRAIT_CONDITION ? CONDITION_BYTES_MAX : SECTION_BYTES_MAX;
    return strlen(text) <= limit ? text : "";
}

/* Every two rivals of the fact, itself included, differ in the trait. */
static bool tells_apart(const struct settling *settling, size_t first, enum trait trait)
{
    for (size_t i = first; i < settling->count; i++)
        for (size_t j = i + 1; j < settling->count; j++) {
            const struct import_pdf_sheet_fact *a = &settling->facts[i], *b = &settling->facts[j];
            if ((i == first || is_rival(&settling->facts[first], a)) && is_rival(a, b) &&
                strcmp(trait_of(&a->fact, trait), trait_of(&b->fact, trait)) == 0)
                return false;
        }
    return true;
}

static bool has_rival(const struct settling *settling, size_t first)
{
    for (size_t i = first + 1; i < settling->count; i++)
        if (is_rival(&settling->facts[first], &settling->facts[i]))
            return true;
    return false;
}

/* "Transmitter", "Optical characteristics": sections of one product, not products. */
static bool starts_section(const char *section)
{
    char word[SECTION_BYTES_MAX + 1];
    size_t length = strcspn(section, " ");
    if (length >= sizeof word)
        return false;
    memcpy(word, section, length);
    word[length] = '\0';
    return import_pdf_is_section(word);
}

static void add_trait(struct settling *settling, struct import_pdf_sheet_fact *fact,
                      enum trait trait)
{
    const char *text = trait_of(&fact->fact, trait);
    if (trait == TRAIT_SECTION && settling->has_parts && !starts_section(text) &&
        fact->fact.part == NULL && fact->fact.doubt == NULL)
        fact->fact.doubt = "several sections give the value, each perhaps for another part number";
    if (*text != '\0')
        set_label(settling, fact, arena_printf(settling->arena, "%s (%s)", fact->fact.label, text));
}

/* Nothing tells them apart: the first stays, and says that there is another. */
static void doubt_rivals(struct settling *settling, size_t first)
{
    struct import_pdf_sheet_fact *fact = &settling->facts[first];
    char excerpt[SCAN_EXCERPT_SIZE];
    for (size_t i = first + 1; i < settling->count; i++) {
        struct import_pdf_sheet_fact *other = &settling->facts[i];
        if (!is_rival(fact, other))
            continue;
        scan_excerpt(excerpt, other->fact.value);
        fact->fact.doubt = arena_printf(
            settling->arena, "the document gives another value for this label too: %s", excerpt);
        settling->is_good = settling->is_good && fact->fact.doubt != NULL;
        other->is_dropped = true;
    }
}

static void settle_rivals(struct settling *settling)
{
    for (size_t i = 0; settling->is_good && i < settling->count; i++) {
        if (settling->facts[i].is_dropped || !has_rival(settling, i))
            continue;
        enum trait trait = TRAIT_ABSOLUTE;
        while (trait <= TRAIT_CONDITION && !tells_apart(settling, i, trait))
            trait++;
        if (trait > TRAIT_CONDITION) {
            doubt_rivals(settling, i);
            continue;
        }
        const char *key = settling->facts[i].key;
        const struct import_pdf_fact scope = settling->facts[i].fact;
        for (size_t j = i; j < settling->count; j++)
            if (!settling->facts[j].is_dropped && strcmp(settling->facts[j].key, key) == 0 &&
                same_scope(&settling->facts[j].fact, &scope))
                add_trait(settling, &settling->facts[j], trait);
    }
}

/* ---- doubts ---- */

/* One decimal comma in a document makes all of its commas doubtful. */
static bool has_decimal_comma(const struct settling *settling)
{
    for (size_t i = 0; i < settling->count; i++)
        if (settling->facts[i].fact.doubt == import_pdf_doubt_comma)
            return true;
    return false;
}

static void settle_doubts(struct import_pdf_sheet_fact *fact, const struct import_pdf_sheet *sheet,
                          bool has_comma)
{
    if (has_comma && fact->fact.has_groups && fact->fact.doubt == NULL)
        fact->fact.doubt = import_pdf_doubt_comma;
    bool is_rating = import_pdf_has_word(fact->fact.label, "storage") ||
                     import_pdf_has_word(fact->fact.label, "damage") ||
                     strstr(fact->fact.label, "(absolute maximum)") != NULL;
    if (fact->fact.is_absolute && fact->fact.doubt == NULL && !is_rating)
        fact->fact.doubt = "the value stands among absolute maximum ratings only";
    if (fact->fact.is_weak && sheet->part_count > 1)
        fact->fact.doubt = "several part numbers share the document, and the value stands in a "
                           "list or a lone line: it may hold for some of them only";
}

/* ---- parts ---- */

/* Ordering codes beat models, and models what a title seems to say. A model beside one ordering
 * code is a fact about it. */
static bool choose_parts(struct import_pdf_sheet *sheet, struct import_pdf_facts *facts)
{
    unsigned best = IMPORT_PDF_RANK_TITLE;
    size_t kept = 0, count = facts->part_count;
    for (size_t i = 0; i < count; i++)
        best = facts->parts[i].rank < best ? facts->parts[i].rank : best;
    sheet->parts = arena_alloc(facts->arena, (count + 1) * sizeof *sheet->parts);
    if (sheet->parts == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct import_pdf_name *part = &facts->parts[i];
        struct import_pdf_fact model = {.label = "Model",
                                        .section = "",
                                        .condition = "",
                                        .value = part->text,
                                        .place = part->place,
                                        .doubt = part->doubt};
        if (part->rank == best)
            sheet->parts[kept++] = *part;
        else if (part->rank == IMPORT_PDF_RANK_MODEL && !import_pdf_facts_add(facts, &model))
            return false;
    }
    /* Without any the document is one row all the same, which says what is missing. */
    if (kept == 0)
        sheet->parts[kept++] = (struct import_pdf_name){.text = "", .place = ""};
    sheet->part_count = kept;
    return true;
}

/* ---- the sheet ---- */

static bool name_columns(struct import_pdf_sheet *sheet, struct arena *arena)
{
    sheet->names = arena_alloc(arena, (sheet->fact_count + FIXED_COLUMNS) * sizeof *sheet->names);
    if (sheet->names == NULL)
        return false;
    sheet->names[0] = "Vendor";
    sheet->names[1] = "Part number";
    sheet->column_count = FIXED_COLUMNS;
    for (size_t i = 0; i < sheet->fact_count; i++) {
        struct import_pdf_sheet_fact *fact = &sheet->facts[i];
        if (fact->is_dropped)
            continue;
        size_t same = 0;
        while (same < i &&
               (sheet->facts[same].is_dropped || strcmp(sheet->facts[same].key, fact->key) != 0))
            same++;
        if (same < i) {
            fact->column = sheet->facts[same].column;
        } else {
            fact->column = sheet->column_count;
            sheet->names[sheet->column_count++] = fact->fact.label;
        }
    }
    return true;
}

bool import_pdf_sheet_make(struct import_pdf_sheet *out, const struct import_pdf_facts *facts)
{
    struct import_pdf_facts all = *facts;
    *out = (struct import_pdf_sheet){.maker = &facts->maker};
    if (!choose_parts(out, &all) || !import_pdf_scope_settle(&all, out->parts, out->part_count))
        return false;
    struct settling settling = {.arena = facts->arena,
                                .count = all.count,
                                .has_parts = out->part_count > 1,
                                .is_good = true};
    settling.facts = arena_alloc(facts->arena, (all.count + 1) * sizeof *settling.facts);
    if (settling.facts == NULL)
        return false;
    for (size_t i = 0; i < all.count; i++) {
        settling.facts[i].fact = all.items[i];
        set_label(&settling, &settling.facts[i], settling.facts[i].fact.label);
    }
    drop_repeats(&settling);
    settle_rivals(&settling);
    bool has_comma = has_decimal_comma(&settling);
    for (size_t i = 0; i < settling.count; i++)
        settle_doubts(&settling.facts[i], out, has_comma);
    out->facts = settling.facts;
    out->fact_count = settling.count;
    return settling.is_good && name_columns(out, facts->arena);
}

void import_pdf_sheet_row(const struct import_pdf_sheet *sheet, size_t part, const char **cells,
                          const char **places, const char **conditions, const char **doubts)
{
    const struct import_pdf_name *name = &sheet->parts[part];
    for (size_t i = 0; i < sheet->column_count; i++) {
        cells[i] = places[i] = conditions[i] = "";
        doubts[i] = NULL;
    }
    if (sheet->maker->text != NULL) {
        cells[0] = sheet->maker->text;
        places[0] = sheet->maker->place;
        doubts[0] = sheet->maker->doubt;
    }
    cells[1] = name->text;
    places[1] = name->place;
    doubts[1] = name->doubt;
    for (size_t pass = 0; pass < 2; pass++) /* what is said of this part only comes on top */
        for (size_t i = 0; i < sheet->fact_count; i++) {
            const struct import_pdf_sheet_fact *fact = &sheet->facts[i];
            bool is_own = fact->fact.part != NULL && strcmp(fact->fact.part, name->text) == 0;
            if (fact->is_dropped || (pass == 0 ? fact->fact.part != NULL : !is_own))
                continue;
            cells[fact->column] = fact->fact.value;
            places[fact->column] = fact->fact.place;
            /* A label that tells rivals apart by it has it already. */
            bool is_said = strstr(fact->fact.label, fact->fact.condition) != NULL;
            conditions[fact->column] = is_said ? "" : fact->fact.condition;
            doubts[fact->column] = fact->fact.doubt;
        }
}

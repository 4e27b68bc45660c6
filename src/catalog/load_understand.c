#include "catalog/load_run.h"

#include "base/buf.h"
#include "import/header_pair.h"
#include "import/row_shape.h"
#include "import/table_rows.h"

#include <string.h>

/* The class `name`; NULL when the headers are to tell. */
static enum optibom_status named_class(const struct catalog_class **out,
                                       const struct catalog_dictionary *dictionary,
                                       const char *name, struct error *err)
{
    *out = name != NULL ? catalog_class_find(dictionary, name) : NULL;
    if (name == NULL || *out != NULL)
        return OPTIBOM_OK;
    return catalog_class_require(out, dictionary, name, err);
}

/* What the table may list: the class that is named, else any. */
struct choice {
    const struct catalog_class *named;
    struct import_class *classes;
    size_t count;
};

static enum optibom_status make_choice(struct choice *out, const struct load_run *run,
                                       const char *class_name, struct error *err)
{
    const struct catalog_dictionary *dictionary = &run->catalog->dictionary;
    enum optibom_status status = named_class(&out->named, dictionary, class_name, err);
    if (status != OPTIBOM_OK)
        return status;
    out->count = out->named != NULL ? 1 : dictionary->class_count;
    out->classes = arena_alloc(run->arena, out->count * sizeof *out->classes);
    if (out->classes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < out->count; i++)
        out->classes[i] = out->named != NULL ? out->named->import : dictionary->classes[i].import;
    return OPTIBOM_OK;
}

/* An answered request that lost a column which it needs is no other list, such as a bill of
 * materials: what it lacks is to be said. NULL when the header is not of one. */
static const struct import_class *answer_class(const struct choice *choice,
                                               const struct import_class *guess,
                                               const struct import_row *names)
{
    enum { UNDERSTOOD_MIN = 8 };
    size_t by_guess = guess != NULL ? import_header_understood(guess, names) : 0;
    for (size_t i = 0; i < choice->count; i++) {
        const struct import_class *of = &choice->classes[i];
        if (strcmp(of->class_name, "rfq_answer") != 0)
            continue;
        size_t understood = import_header_understood(of, names);
        return understood >= UNDERSTOOD_MIN && understood > 2 * by_guess ? of : NULL;
    }
    return NULL;
}

static enum optibom_status choose(const struct catalog_class **out, const struct choice *choice,
                                  const struct load_run *run, const char *label, const char *title,
                                  const struct import_row *names, struct error *err)
{
    *out = choice->named;
    if (*out != NULL)
        return OPTIBOM_OK;
    /* Labels of a document fit several classes; its title says what it is about. */
    const struct import_class *guess =
        title != NULL ? import_mapping_titled(choice->classes, choice->count, title) : NULL;
    if (guess == NULL)
        guess = import_mapping_guess(choice->classes, choice->count, names);
    const struct import_class *answer = answer_class(choice, guess, names);
    if (answer != NULL)
        guess = answer;
    if (guess == NULL) /* what it lacks is said then */
        guess = import_mapping_nearest(choice->classes, choice->count, names);
    if (guess == NULL)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s:%zu: the headers do not tell what this lists; name it with --class, "
                         "for example --class transceiver or --class offer",
                         label, names->line);
    *out = &run->catalog->dictionary.classes[guess - choice->classes];
    return OPTIBOM_OK;
}

/* A table that cannot be read as its class waits, for the file may have others. */
static enum optibom_status leave(struct load_file *file, struct arena *arena,
                                 const struct load_left *left, struct error *err)
{
    struct load_left *grown = arena_grow(arena, file->left, file->left_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(err);
    file->left = grown;
    grown[file->left_count++] = *left;
    return OPTIBOM_OK;
}

enum optibom_status load_leave(struct load_file *file, struct arena *arena, const char *label,
                               const char *why, struct error *err)
{
    struct load_left left = {.file.label = arena_strdup(arena, label)};
    left.why = arena_strdup(arena, why);
    if (left.file.label == NULL || left.why == NULL)
        return error_no_memory(err);
    return leave(file, arena, &left, err);
}

/* A datasheet says much that no catalog keeps: its labels that are not known are one sentence. */
static enum optibom_status join_unknown(struct import_issue *issues, size_t *count,
                                        struct load_run *run, const char *class_name,
                                        struct error *err)
{
    static const char code[] = "unknown-column";
    struct import_issue joined = {0};
    struct buf list;
    size_t kept = 0, unknown = 0;
    buf_init(&list);
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(issues[i].code, code) != 0) {
            issues[kept++] = issues[i];
            continue;
        }
        joined = issues[i];
        buf_printf(&list, "%s\"%s\"", unknown++ > 0 ? ", " : "", issues[i].column);
    }
    if (unknown > 1) {
        joined.column = "";
        joined.text =
            arena_printf(run->arena, "%zu labels are not known of class %s and are left out: %s",
                         unknown, class_name, buf_text(&list));
    }
    bool is_good = buf_ok(&list) && (unknown == 0 || joined.text != NULL);
    buf_fini(&list);
    if (unknown > 0)
        issues[kept++] = joined;
    *count = kept;
    return is_good ? OPTIBOM_OK : error_no_memory(err);
}

/* What the columns mean. A table that lacks some that its class requires is left. */
static enum optibom_status map_columns(struct load_table *table, struct load_file *file,
                                       struct load_run *run, const struct import_row *names,
                                       struct error *err)
{
    const struct catalog_class *of = table->of;
    struct import_issue *issues = NULL;
    size_t count = 0;
    bool is_usable = true;
    enum optibom_status status = import_mapping_make(&table->file.mapping, run->arena, &of->import,
                                                     names, &issues, &count, err);
    for (size_t i = 0; i < count; i++)
        is_usable &= issues[i].severity != IMPORT_ERROR;
    if (status == OPTIBOM_OK && is_usable && table->table.title != NULL)
        status = join_unknown(issues, &count, run, table->file.class_name, err);
    table->raw = arena_strdup(run->arena, names->raw);
    table->issues = issues;
    table->issue_count = count;
    if (status != OPTIBOM_OK || is_usable)
        return status == OPTIBOM_OK && table->raw == NULL ? error_no_memory(err) : status;
    const struct load_left left = {
        .file = table->file, .issues = issues, .issue_count = count, .raw = table->raw};
    table->of = NULL;
    return left.raw != NULL ? leave(file, run->arena, &left, err) : error_no_memory(err);
}

enum optibom_status load_understand(struct load_table *table, struct load_file *file,
                                    struct load_run *run, struct error *err)
{
    const struct import_map_input input = {file->format, file->reader, &table->table,
                                           file->source->name};
    const char *label = table->file.label;
    struct choice choice = {0};
    struct import_row names;
    struct import_issue refused;
    struct error why = {0};
    enum optibom_status status = make_choice(&choice, run, file->class_name, err);
    if (status != OPTIBOM_OK)
        return status;
    status = import_table_rows_open(&table->rows, &input, run->request->map, choice.classes,
                                    choice.count, &why);
    if (status == OPTIBOM_OK)
        status = import_table_rows_next(&names, &refused, table->rows, &why);
    if (status == OPTIBOM_OK)
        status = choose(&table->of, &choice, run, label, table->table.title, &names, &why);
    if (status == OPTIBOM_NOT_FOUND)
        return load_leave(file, run->arena, label, "", err);
    if (status == OPTIBOM_BAD_INPUT)
        return load_leave(file, run->arena, label, why.text, err);
    if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", why.text);
    table->file.class_name = table->of->name;
    if (!import_row_copy(&table->file.header, run->arena, &names))
        return error_no_memory(err);
    status = map_columns(table, file, run, &names, err);
    if (status == OPTIBOM_OK && table->of != NULL)
        import_table_rows_declare(&table->file.mapping, table->rows);
    return status;
}

/* Nothing of the file was understood: what there is to say about its tables. */
static enum optibom_status refuse_tables(struct load_run *run, const struct load_file *file,
                                         struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < file->left_count; i++) {
        const struct load_left *left = &file->left[i];
        for (size_t j = 0; status == OPTIBOM_OK && j < left->issue_count; j++)
            status = load_issue(run, left->file.label, left->raw, &left->issues[j], err);
        if (left->issue_count > 0 && status == OPTIBOM_OK)
            status = load_report_file(run, &left->file, err);
    }
    return status;
}

/* True when one of the tables of the file is an answered request. */
static bool has_answers(const struct load_run *run, const char *name)
{
    for (size_t i = 0; i < run->report->file_count; i++)
        if (strcmp(run->report->files[i].class_name, "rfq_answer") == 0 &&
            strcmp(run->report->files[i].file, name) == 0)
            return true;
    return false;
}

enum optibom_status load_settle(struct load_run *run, struct load_file *file, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool is_answer = has_answers(run, file->source->name);
    if (!file->is_understood)
        return refuse_tables(run, file, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < file->left_count; i++) {
        const struct load_left *left = &file->left[i];
        const char *why = left->issue_count > 0 ? left->issues[0].text : left->why;
        size_t label = strlen(left->file.label);
        if (is_answer)
            why = "answers stand on the sheet with the RFQ number; look here for remarks";
        if (strncmp(why, left->file.label, label) == 0 && strncmp(why + label, ": ", 2) == 0)
            why += label + 2; /* the note begins with it */
        if (*why != '\0')
            status = load_say(run, left->file.label, NULL, "skipped-row", "",
                              "the table is left out: %s", why);
    }
    return status;
}

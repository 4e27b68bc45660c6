#include "catalog/load_run.h"

#include "base/buf.h"
#include "import/header_pair.h"
#include "import/row_shape.h"
#include "import/table_rows.h"

#include <string.h>

/* The class that is named; NULL when the headers are to tell. */
static enum optibom_status named_class(const struct catalog_class **out, const struct load_run *run,
                                       struct error *err)
{
    const char *name = run->class_name;
    const struct catalog_dictionary *dictionary = &run->catalog->dictionary;
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
                                       struct error *err)
{
    const struct catalog_dictionary *dictionary = &run->catalog->dictionary;
    enum optibom_status status = named_class(&out->named, run, err);
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
static enum optibom_status leave(struct load_run *run, const struct load_left *left,
                                 struct error *err)
{
    struct load_left *grown = arena_grow(run->arena, run->left, run->left_count, sizeof *grown);
    if (grown == NULL)
        return error_no_memory(err);
    run->left = grown;
    grown[run->left_count++] = *left;
    return OPTIBOM_OK;
}

enum optibom_status load_leave(struct load_run *run, const char *label, const char *why,
                               struct error *err)
{
    struct load_left left = {.file.label = arena_strdup(run->arena, label)};
    left.why = arena_strdup(run->arena, why);
    if (left.file.label == NULL || left.why == NULL)
        return error_no_memory(err);
    return leave(run, &left, err);
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
static enum optibom_status map_columns(bool *is_usable, struct catalog_load_file *file,
                                       struct load_run *run, const struct catalog_class *of,
                                       const struct import_row *names, bool is_document,
                                       struct error *err)
{
    struct import_issue *issues = NULL;
    size_t count = 0;
    *is_usable = true;
    enum optibom_status status =
        import_mapping_make(&file->mapping, run->arena, &of->import, names, &issues, &count, err);
    for (size_t i = 0; i < count; i++)
        *is_usable &= issues[i].severity != IMPORT_ERROR;
    if (status == OPTIBOM_OK && !*is_usable) {
        struct load_left left = {.file = *file, .issues = issues, .issue_count = count};
        left.raw = arena_strdup(run->arena, names->raw);
        return left.raw != NULL ? leave(run, &left, err) : error_no_memory(err);
    }
    if (status == OPTIBOM_OK && is_document)
        status = join_unknown(issues, &count, run, file->class_name, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = load_issue(run, file->label, names->raw, &issues[i], err);
    return status;
}

enum optibom_status load_understand(const struct catalog_class **of, struct catalog_load_file *file,
                                    struct import_table_rows **rows, struct load_run *run,
                                    const struct import_map_input *input, struct error *err)
{
    struct choice choice = {0};
    struct import_row names;
    struct import_issue refused;
    struct error why = {0};
    bool is_usable = false;
    *of = NULL;
    enum optibom_status status = make_choice(&choice, run, err);
    if (status != OPTIBOM_OK)
        return status;
    status =
        import_table_rows_open(rows, input, run->request->map, choice.classes, choice.count, &why);
    if (status == OPTIBOM_OK)
        status = import_table_rows_next(&names, &refused, *rows, &why);
    if (status == OPTIBOM_OK)
        status = choose(of, &choice, run, file->label, input->table->title, &names, &why);
    if (status == OPTIBOM_NOT_FOUND)
        return load_leave(run, file->label, "", err);
    if (status == OPTIBOM_BAD_INPUT)
        return load_leave(run, file->label, why.text, err);
    if (status != OPTIBOM_OK)
        return error_set(err, status, "%s", why.text);
    file->class_name = (*of)->name;
    if (!import_row_copy(&file->header, run->arena, &names))
        return error_no_memory(err);
    status = map_columns(&is_usable, file, run, *of, &names, input->table->title != NULL, err);
    if (!is_usable)
        *of = NULL;
    else
        import_table_rows_declare(&file->mapping, *rows);
    return status;
}

/* Nothing of the file was understood: what there is to say about its tables. */
static enum optibom_status refuse_file(struct load_run *run, const char *name, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool has_issues = false;
    const char *why = "";
    for (size_t i = 0; status == OPTIBOM_OK && i < run->left_count; i++) {
        const struct load_left *left = &run->left[i];
        if (*why == '\0' && left->why != NULL)
            why = left->why;
        for (size_t j = 0; status == OPTIBOM_OK && j < left->issue_count; j++)
            status = load_issue(run, left->file.label, left->raw, &left->issues[j], err);
        if (left->issue_count == 0)
            continue;
        has_issues = true;
        struct catalog_load_file *files =
            arena_grow(run->arena, run->report->files, run->report->file_count, sizeof *files);
        if (files == NULL)
            return error_no_memory(err);
        run->report->files = files;
        files[run->report->file_count++] = left->file;
    }
    if (status != OPTIBOM_OK || has_issues)
        return status;
    if (*why != '\0')
        return error_set(err, OPTIBOM_BAD_INPUT, "%s", why);
    return error_set(err, OPTIBOM_BAD_INPUT, "%s: the file is empty; give one with a header row",
                     name);
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

enum optibom_status load_settle(struct load_run *run, const char *name, bool is_understood,
                                struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    bool is_answer = has_answers(run, name);
    if (!is_understood)
        status = refuse_file(run, name, err);
    for (size_t i = 0; is_understood && status == OPTIBOM_OK && i < run->left_count; i++) {
        const struct load_left *left = &run->left[i];
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
    run->left = NULL;
    run->left_count = 0;
    return status;
}

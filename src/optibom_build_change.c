#include "optibom_build.h"

#include "assemble/assemble.h"
#include "assemble/spec_edit.h"
#include "catalog/builds.h"
#include "report/answer/build_diff.h"
#include "report/answer/build_json.h"

#include <string.h>

enum optibom_status optibom_build_add(struct optibom *optibom, const char *path,
                                      const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    const char *text = NULL;
    size_t size = 0;
    int64_t revision = 0;
    struct bom *bom = NULL;
    struct spec *spec = NULL;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = handle_read_file(&text, &size, &arena, path, err);
    if (status == OPTIBOM_OK)
        status = spec_load(&spec, &arena, path, text, size, &BUILD_FILES, err);
    if (status == OPTIBOM_OK)
        status = spec_flatten(&text, &arena, path, text, size, &BUILD_FILES, err);
    if (status == OPTIBOM_OK && catalog_build_is_revision(spec->name))
        status = error_set(err, OPTIBOM_BAD_INPUT,
                           "%s: the name '%s' reads as a revision of another build; end it in "
                           "something else than @ and a number",
                           path, spec->name);
    if (status == OPTIBOM_OK)
        status = assemble(&bom, &arena, &optibom->catalog, spec, err);
    if (status == OPTIBOM_OK)
        status = catalog_build_put(&revision, &optibom->catalog, spec->name, text,
                                   handle_who(optibom), err);
    if (status == OPTIBOM_OK) {
        struct buf line;
        buf_init(&line);
        if (output->format == OPTIBOM_JSON)
            build_json_stored(&line, spec->name, revision);
        else
            buf_printf(&line, "%s: revision %lld stored, %zu lines, %zu findings\n", spec->name,
                       (long long)revision, bom->line_count, bom->finding_count);
        status = handle_send_and_free(optibom, &line, output);
    }
    arena_fini(&arena);
    return status;
}

static enum optibom_status list_builds(struct table *out, struct arena *arena,
                                       struct optibom *optibom, const void *request,
                                       struct error *err)
{
    (void)request;
    return catalog_build_list(out, arena, &optibom->catalog, err);
}

enum optibom_status optibom_build_list(struct optibom *optibom, const struct optibom_output *output)
{
    return handle_table(optibom, list_builds, NULL, "optibom.build.list/1", "builds", output);
}

enum optibom_status optibom_build_show(struct optibom *optibom, const char *name,
                                       const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct catalog_build build = {0};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    if (output->format != OPTIBOM_TEXT) {
        bool findings;
        return optibom_assemble(optibom, name, &findings, output);
    }
    arena_init(&arena);
    status = catalog_build_get(&build, &arena, &optibom->catalog, name, err);
    if (status == OPTIBOM_OK)
        output->write(output->context, build.yaml, strlen(build.yaml));
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_build_remove(struct optibom *optibom, const char *name)
{
    struct error *err = handle_begin(optibom);
    enum optibom_status status = handle_require(optibom);
    return status == OPTIBOM_OK
               ? catalog_build_remove(&optibom->catalog, name, handle_who(optibom), err)
               : status;
}

struct replacing {
    struct optibom *optibom;
    struct arena *arena;
    const struct optibom_replace_request *request;
    const struct catalog_part *from, *to;
    struct catalog_build *builds; /* that change: latest revision, new text */
    size_t *places;               /* that change in each */
    struct build_diff **diffs;
    size_t count;
    struct error *err;
};

static enum optibom_status load_part(const struct catalog_part **out, struct replacing *replacing,
                                     const char *name)
{
    struct store *store = replacing->optibom->catalog.store;
    struct catalog_part *part = NULL;
    int64_t part_id = 0;
    enum optibom_status status =
        catalog_part_resolve(&part_id, replacing->arena, store, name, replacing->err);
    if (status == OPTIBOM_OK)
        status = catalog_part_load(&part, replacing->arena, store, part_id, replacing->err);
    *out = part;
    return status;
}

static enum optibom_status load_parts(struct replacing *replacing)
{
    enum optibom_status status =
        load_part(&replacing->from, replacing, replacing->request->old_part);
    if (status == OPTIBOM_OK)
        status = load_part(&replacing->to, replacing, replacing->request->new_part);
    if (status != OPTIBOM_OK)
        return status;
    const struct catalog_part *from = replacing->from, *to = replacing->to;
    if (from->part_id == to->part_id)
        return error_set(replacing->err, OPTIBOM_USAGE,
                         "'%s' and '%s' are the same part; nothing to replace",
                         replacing->request->old_part, replacing->request->new_part);
    if (strcmp(from->class_name, to->class_name) != 0)
        return error_set(replacing->err, OPTIBOM_BAD_INPUT,
                         "%s is of class %s, %s of class %s; replace a part by one of its class",
                         from->name, from->class_name, to->name, to->class_name);
    return OPTIBOM_OK;
}

static enum optibom_status evaluate_text(struct evaluation **out, struct replacing *replacing,
                                         const char *name, const char *yaml)
{
    struct spec *spec = NULL;
    struct bom *bom = NULL;
    const struct evaluation_request request = {0};
    enum optibom_status status =
        spec_load(&spec, replacing->arena, name, yaml, strlen(yaml), NULL, replacing->err);
    if (status == OPTIBOM_OK)
        status =
            assemble(&bom, replacing->arena, &replacing->optibom->catalog, spec, replacing->err);
    return status == OPTIBOM_OK
               ? optibom_evaluate_bom(out, replacing->arena, bom, &request, replacing->err)
               : status;
}

static enum optibom_status add_change(struct replacing *replacing,
                                      const struct catalog_build *build,
                                      const struct spec_edit *edit)
{
    struct evaluation *before = NULL, *after = NULL;
    size_t at = replacing->count;
    struct build_diff **diff = &replacing->diffs[at];
    enum optibom_status status = evaluate_text(&before, replacing, build->name, build->yaml);
    if (status == OPTIBOM_OK)
        status = evaluate_text(&after, replacing, build->name, edit->text);
    if (status == OPTIBOM_OK)
        status = build_diff_make(diff, replacing->arena, before, after, replacing->err);
    if (status != OPTIBOM_OK)
        return status;
    (*diff)->build = build->name;
    replacing->places[at] = edit->count;
    replacing->builds[at] = *build;
    replacing->builds[at].yaml = edit->text;
    replacing->count++;
    return OPTIBOM_OK;
}

static enum optibom_status replace_in(struct replacing *replacing, const char *name, bool is_named)
{
    struct catalog_build build = {0};
    struct spec_edit edit = {0};
    struct catalog *catalog = &replacing->optibom->catalog;
    if (handle_is_file(name))
        return error_set(replacing->err, OPTIBOM_USAGE,
                         "%s: parts are replaced in stored builds; store it with: optibom build "
                         "add %s",
                         name, name);
    enum optibom_status status =
        catalog_build_get(&build, replacing->arena, catalog, name, replacing->err);
    if (status == OPTIBOM_OK && strcmp(build.name, name) != 0)
        return error_set(replacing->err, OPTIBOM_USAGE,
                         "%s: parts are replaced in the latest revision; write %s", name,
                         build.name);
    if (status == OPTIBOM_OK)
        status = spec_edit_part(&edit, replacing->arena, catalog, name, build.yaml, replacing->from,
                                replacing->to, replacing->err);
    if (status == OPTIBOM_OK && edit.count == 0)
        return is_named ? error_set(replacing->err, OPTIBOM_NOT_FOUND,
                                    "%s names %s in no slot; nothing is replaced", name,
                                    replacing->from->name)
                        : OPTIBOM_OK;
    return status == OPTIBOM_OK ? add_change(replacing, &build, &edit) : status;
}

static bool is_repeated(const char *const *names, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(names[i], names[at]) == 0)
            return true;
    return false;
}

static enum optibom_status replace_in_all(struct replacing *replacing)
{
    const struct optibom_replace_request *request = replacing->request;
    const char *const *names = request->builds;
    const char **stored = NULL;
    size_t count = request->build_count;
    enum optibom_status status = OPTIBOM_OK;
    if (request->build_count == 0) {
        status = catalog_build_names(&stored, &count, replacing->arena,
                                     &replacing->optibom->catalog, replacing->err);
        names = stored;
    }
    replacing->builds = arena_alloc(replacing->arena, (count + 1) * sizeof *replacing->builds);
    replacing->places = arena_alloc(replacing->arena, (count + 1) * sizeof *replacing->places);
    replacing->diffs = arena_alloc(replacing->arena, (count + 1) * sizeof *replacing->diffs);
    if (replacing->builds == NULL || replacing->places == NULL || replacing->diffs == NULL)
        return error_no_memory(replacing->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        if (!is_repeated(names, i))
            status = replace_in(replacing, names[i], request->build_count > 0);
    if (status == OPTIBOM_OK && replacing->count == 0)
        status = error_set(replacing->err, OPTIBOM_NOT_FOUND,
                           "no stored build names %s in a slot; where it is used otherwise: "
                           "optibom build where-used '%s'",
                           replacing->from->name, replacing->from->name);
    return status;
}

/* Where the part still stands: inside what is bought, or by predicates. */
static int64_t lines_of(const struct bom *bom, const struct catalog_part *part)
{
    int64_t count = 0;
    for (size_t i = 0; i < bom->line_count; i++)
        count += bom->lines[i].part->part_id == part->part_id;
    return count;
}

static enum optibom_status emit_replacement(struct replacing *replacing,
                                            const struct optibom_output *output)
{
    struct table lines, metrics, findings, builds;
    struct arena *arena = replacing->arena;
    bool is_applied = replacing->request->apply;
    build_diff_table_lines(&lines, arena, replacing->diffs, replacing->count);
    build_diff_table_metrics(&metrics, arena, replacing->diffs, replacing->count);
    build_diff_table_findings(&findings, arena, replacing->diffs, replacing->count);
    table_init(&builds, arena);
    table_column(&builds, "build", NULL, TABLE_TEXT, "");
    table_column(&builds, "revision", NULL, TABLE_INTEGER, "");
    table_column(&builds, "places", "places changed", TABLE_INTEGER, "");
    table_column(&builds, "lines_left", "lines left", TABLE_INTEGER, "");
    table_column(&builds, "state", NULL, TABLE_TEXT, "");
    for (size_t i = 0; i < replacing->count; i++) {
        table_text(&builds, replacing->builds[i].name);
        table_integer(&builds, replacing->builds[i].revision + !is_applied);
        table_integer(&builds, (int64_t)replacing->places[i]);
        table_integer(&builds, lines_of(replacing->diffs[i]->after->bom, replacing->from));
        table_text(&builds, is_applied ? "stored" : "not stored");
    }
    return handle_emit(
        replacing->optibom,
        &(struct emit_document){.schema = "optibom.build.replace/1",
                                .keys = {"old_part", "new_part"},
                                .values = {replacing->from->name, replacing->to->name},
                                .sections = {{"lines", "Lines", &lines, NULL},
                                             {"metrics", "Metrics", &metrics, NULL},
                                             {"findings", "New findings", &findings, NULL},
                                             {"builds", "Revisions", &builds, NULL}},
                                .section_count = 4},
        output);
}

enum optibom_status optibom_build_replace(struct optibom *optibom,
                                          const struct optibom_replace_request *request,
                                          bool *findings, const struct optibom_output *output)
{
    struct arena arena;
    struct replacing replacing = {
        .optibom = optibom, .arena = &arena, .request = request, .err = handle_begin(optibom)};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = load_parts(&replacing);
    if (status == OPTIBOM_OK)
        status = replace_in_all(&replacing);
    if (status == OPTIBOM_OK && request->apply)
        status = catalog_build_put_all(replacing.builds, replacing.count, &optibom->catalog,
                                       handle_who(optibom), replacing.err);
    if (status == OPTIBOM_OK) {
        *findings = false;
        for (size_t i = 0; i < replacing.count; i++)
            *findings |= build_diff_has_error(replacing.diffs[i]);
        status = emit_replacement(&replacing, output);
    }
    arena_fini(&arena);
    return status;
}

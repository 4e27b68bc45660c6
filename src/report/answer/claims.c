#include "report/answer/claims.h"

#include "base/yaml_doc.h"

#include <math.h>
#include <string.h>

struct reader {
    struct claims *claims;
    struct arena *arena;
    struct yaml_doc *doc;
    struct error *err;
};

/* A claim as it stands in the file. */
struct claim_map {
    struct claim claim;
    yaml_node document, builds;
};

static enum optibom_status find_document(struct reader *reader, struct claim_map *map,
                                         yaml_node documents, yaml_node item)
{
    size_t count = 0;
    const char *wanted = NULL;
    enum optibom_status status = yaml_doc_text(&wanted, reader->doc, map->document, reader->err);
    if (status == OPTIBOM_OK)
        status = yaml_doc_count(&count, reader->doc, documents, reader->err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const char *key = NULL;
        yaml_node value = 0;
        status = yaml_doc_pair(&key, &value, reader->doc, documents, i, reader->err);
        if (status == OPTIBOM_OK && strcmp(key, wanted) == 0)
            return yaml_doc_text(&map->claim.document, reader->doc, value, reader->err);
    }
    return status == OPTIBOM_OK ? yaml_doc_error(reader->doc, item, reader->err,
                                                 "document '%s' is not among the documents", wanted)
                                : status;
}

/* The build of that name, which all claims that name it share; NULL without memory. */
static struct claim_build *shared_build(struct reader *reader, const char *name)
{
    struct claims *claims = reader->claims;
    for (size_t i = 0; i < claims->build_count; i++)
        if (strcmp(claims->builds[i]->name, name) == 0)
            return claims->builds[i];
    struct claim_build **more =
        arena_grow(reader->arena, claims->builds, claims->build_count, sizeof *more);
    struct claim_build *build = arena_alloc(reader->arena, sizeof *build);
    if (more == NULL || build == NULL)
        return NULL;
    build->name = name;
    claims->builds = more;
    return claims->builds[claims->build_count++] = build;
}

static enum optibom_status read_builds(struct reader *reader, struct claim_map *map)
{
    size_t count = 0;
    if (map->builds == 0)
        return OPTIBOM_OK;
    enum optibom_status status = yaml_doc_count(&count, reader->doc, map->builds, reader->err);
    if (status != OPTIBOM_OK)
        return status;
    map->claim.builds = arena_alloc(reader->arena, (count + 1) * sizeof *map->claim.builds);
    if (map->claim.builds == NULL)
        return error_no_memory(reader->err);
    for (size_t i = 0; i < count; i++) {
        const char *name = NULL;
        status = yaml_doc_text(&name, reader->doc, yaml_doc_item(reader->doc, map->builds, i),
                               reader->err);
        if (status != OPTIBOM_OK)
            return status;
        struct claim_build *build = shared_build(reader, name);
        if (build == NULL)
            return error_no_memory(reader->err);
        map->claim.builds[map->claim.build_count++] = build;
    }
    return OPTIBOM_OK;
}

static enum optibom_status check(struct reader *reader, const struct claim *claim, yaml_node item)
{
    if (strcmp(claim->compare, "min") != 0 && strcmp(claim->compare, "typ") != 0 &&
        strcmp(claim->compare, "max") != 0)
        return yaml_doc_error(reader->doc, item, reader->err,
                              "compare: '%s' is no side; write min, typ or max", claim->compare);
    if (isnan(claim->low) && isnan(claim->high))
        return yaml_doc_error(reader->doc, item, reader->err, "%s: a claim needs low, high or both",
                              claim->id);
    if (claim->low > claim->high)
        return yaml_doc_error(reader->doc, item, reader->err, "%s: low is above high", claim->id);
    if (claim->sql == NULL && claim->untold == NULL)
        return yaml_doc_error(reader->doc, item, reader->err,
                              "%s: without sql, untold says what is missing", claim->id);
    for (size_t i = 0; i < reader->claims->count; i++)
        if (strcmp(reader->claims->items[i].id, claim->id) == 0)
            return yaml_doc_error(reader->doc, item, reader->err,
                                  "a claim '%s' stands above already", claim->id);
    return OPTIBOM_OK;
}

#define FIELD(key, kind, member, required)                                                         \
    {                                                                                              \
        key, kind, "", offsetof(struct claim_map, member), required                                \
    }

static enum optibom_status read_claim(struct reader *reader, yaml_node documents, yaml_node item)
{
    static const struct yaml_field FIELDS[] = {
        FIELD("id", YAML_DOC_TEXT, claim.id, true),
        FIELD("document", YAML_DOC_NODE, document, true),
        FIELD("place", YAML_DOC_TEXT, claim.place, true),
        FIELD("claim", YAML_DOC_TEXT, claim.claimed, true),
        FIELD("low", YAML_DOC_QUANTITY, claim.low, false),
        FIELD("high", YAML_DOC_QUANTITY, claim.high, false),
        FIELD("unit", YAML_DOC_TEXT, claim.unit, false),
        FIELD("about", YAML_DOC_FLAG, claim.is_about, false),
        FIELD("compare", YAML_DOC_TEXT, claim.compare, false),
        FIELD("builds", YAML_DOC_NODE, builds, false),
        FIELD("sql", YAML_DOC_TEXT, claim.sql, false),
        FIELD("within", YAML_DOC_TEXT, claim.within, false),
        FIELD("below", YAML_DOC_TEXT, claim.below, false),
        FIELD("above", YAML_DOC_TEXT, claim.above, false),
        FIELD("untold", YAML_DOC_TEXT, claim.untold, false),
    };
    struct claims *claims = reader->claims;
    struct claim_map map = {.claim = {.low = NAN,
                                      .high = NAN,
                                      .unit = "",
                                      .compare = "typ",
                                      .line = yaml_doc_line(reader->doc, item)}};
    enum optibom_status status =
        yaml_doc_map(reader->doc, item, FIELDS, sizeof FIELDS / sizeof *FIELDS, &map, reader->err);
    if (status == OPTIBOM_OK)
        status = find_document(reader, &map, documents, item);
    if (status == OPTIBOM_OK)
        status = read_builds(reader, &map);
    if (status == OPTIBOM_OK)
        status = check(reader, &map.claim, item);
    if (status != OPTIBOM_OK)
        return status;
    struct claim *more = arena_grow(reader->arena, claims->items, claims->count, sizeof *more);
    if (more == NULL)
        return error_no_memory(reader->err);
    claims->items = more;
    claims->items[claims->count++] = map.claim;
    return OPTIBOM_OK;
}

enum optibom_status claims_read(struct claims *out, struct arena *arena,
                                const struct embed_file *file, struct error *err)
{
    struct root {
        yaml_node documents, claims;
    } root = {0};
    static const struct yaml_field FIELDS[] = {
        {"documents", YAML_DOC_NODE, "", offsetof(struct root, documents), true},
        {"claims", YAML_DOC_NODE, "", offsetof(struct root, claims), true},
    };
    *out = (struct claims){.file = file->path};
    struct reader reader = {.claims = out, .arena = arena, .err = err};
    size_t count = 0;
    enum optibom_status status =
        yaml_doc_open(&reader.doc, arena, file->path, file->data, file->size, err);
    if (status != OPTIBOM_OK)
        return status;
    status = yaml_doc_map(reader.doc, yaml_doc_root(reader.doc), FIELDS, 2, &root, err);
    if (status == OPTIBOM_OK)
        status = yaml_doc_count(&count, reader.doc, root.claims, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++)
        status = read_claim(&reader, root.documents, yaml_doc_item(reader.doc, root.claims, i));
    yaml_doc_close(reader.doc);
    return status;
}

static enum optibom_status in_claim(const struct claims *claims, const struct claim *claim,
                                    enum optibom_status status, struct error *err)
{
    if (status == OPTIBOM_OK)
        return status;
    struct error inner = *err;
    error_clear(err);
    return error_set(err, status, "%s:%zu: claim %s: %s", claims->file, claim->line, claim->id,
                     inner.text);
}

static enum optibom_status fill_evidence(struct store *store, const struct claim *claim,
                                         struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    const char *sql = arena_printf(&arena,
                                   "INSERT INTO result_claim_evidence"
                                   " SELECT ?, row_number() OVER (), e.* FROM (%s) AS e",
                                   claim->sql);
    enum optibom_status status =
        sql != NULL ? store_run(store, err, sql, "t", claim->id) : error_no_memory(err);
    arena_fini(&arena);
    return status;
}

/* Why a build that the claim is held against has no result; NULL when all have one. */
static const char *problem_of(const struct claim *claim)
{
    for (size_t i = 0; i < claim->build_count; i++)
        if (claim->builds[i]->problem != NULL)
            return claim->builds[i]->problem;
    return NULL;
}

enum optibom_status claims_fill(struct store *store, const struct claims *claims, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < claims->count; i++) {
        const struct claim *claim = &claims->items[i];
        const char *problem = problem_of(claim);
        status =
            store_run(store, err,
                      "INSERT INTO result_claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "tittttddittttt", claim->id, (int64_t)i + 1, claim->document, claim->place,
                      claim->claimed, claim->unit, claim->low, claim->high,
                      (int64_t)claim->is_about, claim->compare, claim->within, claim->below,
                      claim->above, problem != NULL ? problem : claim->untold);
        if (status == OPTIBOM_OK && claim->sql != NULL && problem == NULL)
            status = fill_evidence(store, claim, err);
        status = in_claim(claims, claim, status, err);
    }
    return status;
}

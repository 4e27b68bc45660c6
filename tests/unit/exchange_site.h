/* Two sites that exchange changes: catalogs in a folder, edits by a line each, and what a catalog
 * holds by the names that people give to things, written without store/natural.h. */
#ifndef OPTIBOM_TESTS_EXCHANGE_SITE_H
#define OPTIBOM_TESTS_EXCHANGE_SITE_H

#include "check.h"

#include "base/buf.h"
#include "optibom.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/optibom-exchange.XXXXXX";

/* The same path for the same name, as long as the program runs. */
static const char *in_folder(const char *name)
{
    static char paths[16][128];
    static size_t count;
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (size_t i = 0; i < count; i++)
        if (strcmp(paths[i], path) == 0)
            return paths[i];
    assert_true(count < CHECK_COUNT(paths));
    return strcpy(paths[count++], path);
}

struct site {
    const char *db; /* file in the folder */
    const char *user;
    const char *now;
    struct buf out; /* of the last call */
    char error[1024];
    bool findings;
};

static inline void take(void *context, const char *bytes, size_t length)
{
    buf_add(context, bytes, length);
}

typedef enum optibom_status doing(struct optibom *optibom, struct site *site, const char *what,
                                  const struct optibom_output *output);

static inline enum optibom_status site_do(struct site *site, enum optibom_mode mode, doing *run,
                                          const char *what, enum optibom_format format)
{
    struct optibom *optibom = NULL;
    const struct optibom_settings settings = {.user = site->user, .now = site->now};
    const struct optibom_output output = {.write = take, .context = &site->out, .format = format};
    buf_clear(&site->out);
    site->findings = false;
    assert_int_equal(optibom_new(&optibom, &settings), OPTIBOM_OK);
    enum optibom_status status = optibom_open(optibom, in_folder(site->db), mode);
    if (status == OPTIBOM_OK)
        status = run(optibom, site, what, &output);
    snprintf(site->error, sizeof site->error, "%s", optibom_error(optibom));
    optibom_free(optibom);
    return status;
}

#define MUST(call, site)                                                                           \
    do {                                                                                           \
        if ((call) != OPTIBOM_OK)                                                                  \
            fail_msg("%s: %s", (site)->db, (site)->error);                                         \
    } while (0)

/* ---- what may be done ---- */

static inline const char *write_file(const char *name, const char *text)
{
    const char *path = in_folder(name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static inline enum optibom_status run_import(struct optibom *optibom, struct site *site,
                                             const char *what, const struct optibom_output *output)
{
    const char *newline = strchr(what, '\n');
    char class_name[32];
    snprintf(class_name, sizeof class_name, "%.*s", (int)(newline - what), what);
    const char *files[] = {write_file("rows.csv", newline + 1)};
    return optibom_import(
        optibom,
        &(struct optibom_import_request){
            .files = files, .file_count = 1, .class_name = class_name, .strict = true},
        &site->findings, output);
}

static inline enum optibom_status run_import_undo(struct optibom *optibom, struct site *site,
                                                  const char *what,
                                                  const struct optibom_output *output)
{
    (void)site;
    (void)output;
    return optibom_import_undo(optibom, atoll(what));
}

static inline enum optibom_status run_log_undo(struct optibom *optibom, struct site *site,
                                               const char *what,
                                               const struct optibom_output *output)
{
    (void)site;
    (void)output;
    return optibom_log_undo(optibom, atoll(what));
}

static inline enum optibom_status run_build_add(struct optibom *optibom, struct site *site,
                                                const char *what,
                                                const struct optibom_output *output)
{
    (void)site;
    return optibom_build_add(optibom, what, output);
}

static inline enum optibom_status run_build_remove(struct optibom *optibom, struct site *site,
                                                   const char *what,
                                                   const struct optibom_output *output)
{
    (void)site;
    (void)output;
    return optibom_build_remove(optibom, what);
}

static inline enum optibom_status run_build_release(struct optibom *optibom, struct site *site,
                                                    const char *what,
                                                    const struct optibom_output *output)
{
    (void)site;
    return optibom_build_release(optibom, what, output);
}

static inline enum optibom_status run_sql(struct optibom *optibom, struct site *site,
                                          const char *what, const struct optibom_output *output)
{
    (void)site;
    return optibom_sql(optibom, what, output);
}

static inline enum optibom_status run_check(struct optibom *optibom, struct site *site,
                                            const char *what, const struct optibom_output *output)
{
    (void)what;
    return optibom_check(optibom, &(struct optibom_check_request){.build = NULL}, &site->findings,
                         output);
}

static inline enum optibom_status run_apply(struct optibom *optibom, struct site *site,
                                            const char *what, const struct optibom_output *output)
{
    return optibom_changes_apply(optibom, &(struct optibom_changes_request){.path = what},
                                 &site->findings, output);
}

static inline enum optibom_status run_apply_rest(struct optibom *optibom, struct site *site,
                                                 const char *what,
                                                 const struct optibom_output *output)
{
    return optibom_changes_apply(
        optibom, &(struct optibom_changes_request){.path = what, .skip_conflicts = true},
        &site->findings, output);
}

static inline enum optibom_status run_export_since(struct optibom *optibom, struct site *site,
                                                   const char *what,
                                                   const struct optibom_output *output)
{
    (void)site;
    const char *colon = strchr(what, ':');
    unlink(colon + 1);
    return optibom_changes_export(optibom, colon + 1, atoll(what), output);
}

/* ---- edits ---- */

/* The last number of a table of history. */
static inline long long site_last(struct site *site, const char *sql)
{
    MUST(site_do(site, OPTIBOM_READ, run_sql, sql, OPTIBOM_CSV), site);
    const char *line = strchr(buf_text(&site->out), '\n');
    return line != NULL ? atoll(line + 1) : 0;
}

static inline long long site_change(struct site *site)
{
    return site_last(site, "SELECT coalesce(max(change_id), 0) FROM change");
}

/* "rows CLASS" and lines of CSV, "build" and its spec, "release NAME", "remove NAME", "undo
 * import", "undo change".
 */
static inline void site_edit(struct site *site, const char *edit)
{
    char number[32];
    const char *text = strchr(edit, ' ') + 1;
    if (strncmp(edit, "rows ", 5) == 0) {
        MUST(site_do(site, OPTIBOM_WRITE, run_import, text, OPTIBOM_TEXT), site);
        if (site->findings)
            fail_msg("%s: %s", edit, buf_text(&site->out));
    } else if (strncmp(edit, "build ", 6) == 0) {
        MUST(site_do(site, OPTIBOM_WRITE, run_build_add, write_file("build.yaml", text),
                     OPTIBOM_TEXT),
             site);
    } else if (strncmp(edit, "remove ", 7) == 0) {
        MUST(site_do(site, OPTIBOM_WRITE, run_build_remove, text, OPTIBOM_TEXT), site);
    } else if (strncmp(edit, "release ", 8) == 0) {
        MUST(site_do(site, OPTIBOM_WRITE, run_build_release, text, OPTIBOM_TEXT), site);
    } else if (strcmp(edit, "undo import") == 0) {
        snprintf(number, sizeof number, "%lld",
                 site_last(site, "SELECT max(batch_id) FROM import_batch WHERE state = 'applied'"));
        MUST(site_do(site, OPTIBOM_WRITE, run_import_undo, number, OPTIBOM_TEXT), site);
    } else {
        snprintf(number, sizeof number, "%lld", site_change(site));
        MUST(site_do(site, OPTIBOM_WRITE, run_log_undo, number, OPTIBOM_TEXT), site);
    }
}

/* ---- what a catalog holds ---- */

static const char *const SITE_DUMP[] = {
    "SELECT name FROM vendor ORDER BY 1",
    "SELECT name FROM supplier ORDER BY 1",
    "SELECT title, url FROM document ORDER BY 1, 2",
    "SELECT v.name, p.mpn, p.class, p.description, n.power_w_min, n.power_w_typ, n.power_w_max,"
    " n.ports, n.form_factor FROM part AS p JOIN vendor AS v USING (vendor_id) JOIN nic AS n"
    " USING (part_id) ORDER BY 1, 2",
    "SELECT v.name, p.mpn, f.attribute, d.title, d.url, f.condition, f.min, f.typ, f.max,"
    " f.value_text, f.original, f.place, f.confidence, f.reason, f.chosen FROM figure AS f"
    " JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id) JOIN document AS d"
    " USING (document_id) ORDER BY 1, 2, 3, 4, 5, 6",
    "SELECT v.name, r.mpn, s.name, r.currency, r.quantity, r.price_micros, d.title, l.file, r.line"
    " FROM price AS r JOIN vendor AS v USING (vendor_id) JOIN supplier AS s USING (supplier_id)"
    " JOIN document AS d USING (document_id) JOIN price_list AS l USING (price_list_id)"
    " WHERE NOT EXISTS (SELECT 1 FROM price AS o WHERE (o.vendor_id, o.mpn, o.supplier_id,"
    " o.currency, o.quantity) = (r.vendor_id, r.mpn, r.supplier_id, r.currency, r.quantity)"
    " AND o.price_id > r.price_id)" /* those that count */
    " ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9",
    "SELECT pv.name, p.mpn, cv.name, c.mpn, m.quantity, m.role, d.title FROM composition AS m"
    " JOIN part AS p ON p.part_id = m.parent_id JOIN vendor AS pv ON pv.vendor_id = p.vendor_id"
    " JOIN part AS c ON c.part_id = m.child_id JOIN vendor AS cv ON cv.vendor_id = c.vendor_id"
    " JOIN document AS d USING (document_id) ORDER BY 1, 2, 3, 4",
    "SELECT b.name, r.revision, r.yaml, r.released_at IS NOT NULL FROM build AS b JOIN "
    "build_revision AS r"
    " USING (build_id) ORDER BY 1, 2"};

/* The caller frees it. */
static inline char *site_dump(struct site *site)
{
    struct buf all;
    buf_init(&all);
    for (size_t i = 0; i < sizeof SITE_DUMP / sizeof *SITE_DUMP; i++) {
        MUST(site_do(site, OPTIBOM_READ, run_sql, SITE_DUMP[i], OPTIBOM_CSV), site);
        buf_printf(&all, "== %s\n", buf_text(&site->out));
    }
    assert_true(buf_ok(&all));
    return all.text;
}

static inline void site_check(struct site *site)
{
    MUST(site_do(site, OPTIBOM_READ, run_check, NULL, OPTIBOM_TEXT), site);
    if (site->findings)
        fail_msg("%s: %s", site->db, buf_text(&site->out));
    long long wrong = site_last(
        site, "SELECT count(*) FROM nic AS n LEFT JOIN figure AS f ON f.part_id = n.part_id"
              " AND f.attribute = 'power' AND f.chosen = 1"
              " WHERE (n.power_w_min, n.power_w_typ, n.power_w_max) IS NOT (f.min, f.typ, f.max)");
    assert_int_equal(wrong, 0);
    wrong = site_last(site, "SELECT count(*) FROM (SELECT 1 FROM figure GROUP BY part_id, attribute"
                            " HAVING sum(chosen) <> 1)");
    assert_int_equal(wrong, 0);
}

#endif

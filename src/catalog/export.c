#include "catalog/export.h"

#include "base/buf.h"
#include "base/scan.h"
#include "catalog/export_bom.h"
#include "catalog/export_file.h"

#include <stdio.h>
#include <string.h>

/* Names sort as import needs the files: parts before what refers to them, price lists in their
 * order. The first column is one that always has a word, so that no row looks like a remark, as
 * one of a vendor called "Notes" may. */
static const struct {
    const char *path, *class_name, *sql;
} FILES[] = {
    {"2-composition.csv", "composition",
     "SELECT m.confidence, pv.name AS vendor, p.mpn, cv.name AS child_vendor, c.mpn AS child_mpn,"
     " m.quantity, m.role, d.title AS source, d.url AS source_url, m.reason FROM composition AS m"
     " JOIN part AS p ON p.part_id = m.parent_id JOIN vendor AS pv ON pv.vendor_id = p.vendor_id"
     " JOIN part AS c ON c.part_id = m.child_id JOIN vendor AS cv ON cv.vendor_id = c.vendor_id"
     " JOIN document AS d USING (document_id) WHERE ?1 = 0"
     " ORDER BY pv.name, p.mpn, cv.name, c.mpn"},
    {"2-alternate.csv", "alternate",
     "SELECT state, vendor, mpn, alternate_vendor, alternate_mpn, nullif(build, '') AS build,"
     " nullif(line, '') AS line, reason FROM alternate_view"
     " WHERE ?1 = 0 ORDER BY vendor, mpn, alternate_vendor, alternate_mpn, build, line"},
    {"2-maker.csv", "maker",
     "SELECT state, vendor, nullif(class, '') AS class, nullif(build, '') AS build,"
     " nullif(line, '') AS line, reason FROM maker_view"
     " WHERE ?1 = 0 ORDER BY vendor, class, build, line"},
    {"2-alias.csv", "alias",
     "SELECT v.name AS vendor, p.mpn, w.name AS alias_vendor, a.mpn AS alias_mpn FROM part_alias "
     "AS a"
     " JOIN part AS p USING (part_id) JOIN vendor AS v ON v.vendor_id = p.vendor_id"
     " JOIN vendor AS w ON w.vendor_id = a.vendor_id WHERE ?1 = 0 ORDER BY 1, 2, 3, 4"},
    {"2-exchange_rate.csv", "exchange_rate",
     "SELECT r.confidence, r.currency, r.base, r.rate_micros AS rate, r.date, d.title AS source,"
     " d.url AS source_url, r.reason FROM exchange_rate AS r JOIN document AS d USING (document_id)"
     " WHERE ?1 = 0 ORDER BY r.currency, r.base, r.date"},
};

static enum optibom_status export_records(struct export_file *file, struct error *err)
{
    bool is_written = false;
    const struct catalog_dictionary *dictionary = &file->catalog->dictionary;
    enum optibom_status status = OPTIBOM_OK;
    for (size_t i = 0; status == OPTIBOM_OK && i < dictionary->class_count; i++) {
        const struct catalog_class *of = &dictionary->classes[i];
        char path[96];
        snprintf(path, sizeof path, "1-%s.csv", of->name);
        if (of->is_part)
            status = export_file_parts(&is_written, file, path, of, err);
    }
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof FILES / sizeof *FILES; i++)
        status = export_file_query(file, FILES[i].path, FILES[i].class_name, FILES[i].sql, 0, err);
    return status;
}

/* A file a price list, in the order in which they came: of several prices the last is in force. */
static enum optibom_status export_prices(struct export_file *file, struct error *err)
{
    int number = 0;
    enum optibom_status status = OPTIBOM_OK;
    for (int64_t list = 0; status == OPTIBOM_OK;) {
        char path[32];
        status = store_one_int(&list, file->catalog->store, err,
                               "SELECT min(price_list_id) FROM price_list"
                               " WHERE price_list_id > ? AND row_count > 0",
                               "i", list);
        snprintf(path, sizeof path, "3-offer-%05d.csv", ++number);
        if (status == OPTIBOM_OK)
            status = export_file_query(
                file, path, "offer",
                "SELECT r.currency, v.name AS vendor, r.mpn, s.name AS supplier,"
                " r.supplier_part_number, r.quantity, r.price_micros AS price,"
                " r.price_low_micros AS price_low, r.price_high_micros AS price_high,"
                " r.price_basis, r.minimum_order, r.order_multiple, r.lead_time_days AS lead_time,"
                " r.stock, r.valid_from, r.valid_until, r.incoterm, r.condition,"
                " d.title AS source, d.url AS source_url, r.confidence, r.reason,"
                " l.file AS list_file, r.line AS list_line"
                " FROM price AS r JOIN price_list AS l USING (price_list_id)"
                " JOIN vendor AS v USING (vendor_id) JOIN supplier AS s USING (supplier_id)"
                " JOIN document AS d ON d.document_id = r.document_id"
                " WHERE r.price_list_id = ? ORDER BY r.price_id",
                list, err);
    }
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

/* A name as that of a file: what is not a letter, a digit or one of "-_." becomes %XX. */
static void add_file_name(struct buf *out, const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        bool is_plain = scan_is_letter(*at) || scan_is_digit(*at) || *at == '-' || *at == '_' ||
                        (*at == '.' && at > name);
        if (is_plain)
            buf_putc(out, *at);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
    }
}

/* Texts with a name and a revision, 0 for the last one: its file sorts behind those of the earlier
 * ones, and has the plain name. */
static enum optibom_status export_texts(struct export_file *file, const char *folder,
                                        const char *sql, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    struct error why = {0};
    struct store_query query;
    struct buf path;
    buf_init(&path);
    store_query_start(&query, file->catalog->store, sql, "");
    while (status == OPTIBOM_OK && store_query_next(&query)) {
        int64_t revision = store_int(&query, 1);
        buf_clear(&path);
        buf_printf(&path, "%s/", folder);
        add_file_name(&path, store_text(&query, 0));
        if (revision > 0)
            buf_printf(&path, "+%05lld", (long long)revision);
        buf_puts(&path, ".yaml");
        status = buf_ok(&path) ? file->sink->text(file->sink->context, buf_text(&path),
                                                  store_text(&query, 2), err)
                               : error_no_memory(err);
    }
    enum optibom_status ended = store_query_end(&query, &why);
    buf_fini(&path);
    return status == OPTIBOM_OK && ended != OPTIBOM_OK ? error_set(err, ended, "%s", why.text)
                                                       : status;
}

/* Files of others have no place among files that import reads. */
static enum optibom_status doubt_attachments(const struct export_file *file, struct error *err)
{
    int64_t count = 0;
    char sentence[160];
    enum optibom_status status =
        store_one_int(&count, file->catalog->store, err, "SELECT count(*) FROM attachment", "");
    if (status != OPTIBOM_OK || count == 0)
        return status;
    snprintf(sentence, sizeof sentence,
             "%lld attached %s not exported; optibom attach get writes them one by one, sqlite3 -A "
             "all of them",
             (long long)count, count == 1 ? "file is" : "files are");
    file->sink->doubt(file->sink->context, sentence);
    return OPTIBOM_OK;
}

enum optibom_status catalog_export(const struct catalog_export_sink *sink, struct catalog *catalog,
                                   struct error *err)
{
    struct export_file file = {.sink = sink, .catalog = catalog};
    enum optibom_status status = store_run(catalog->store, err, "BEGIN", "");
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&file.arena);
    status = export_records(&file, err);
    if (status == OPTIBOM_OK)
        status = export_prices(&file, err);
    if (status == OPTIBOM_OK)
        status = export_file_boms(&file, err);
    if (status == OPTIBOM_OK)
        status = export_texts(&file, "flows", "SELECT name, 0, yaml FROM flow ORDER BY name", err);
    if (status == OPTIBOM_OK)
        status = export_texts(&file, "builds",
                              "SELECT b.name, iif(r.revision = (SELECT max(revision) FROM"
                              " build_revision AS l WHERE l.build_id = b.build_id), 0, r.revision),"
                              " r.yaml FROM build AS b JOIN build_revision AS r USING (build_id)"
                              " ORDER BY b.name, r.revision",
                              err);
    if (status == OPTIBOM_OK)
        status = doubt_attachments(&file, err);
    arena_fini(&file.arena);
    store_rollback(catalog->store);
    return status;
}

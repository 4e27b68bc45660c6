#include "catalog/approval.h"
#include "catalog/put.h"

#include "base/money.h"

#include <string.h>

static int64_t integer_of(const struct import_record *record, const char *attribute,
                          int64_t fallback)
{
    const struct import_value *value = import_record_value(record, attribute);
    return value != NULL ? value->integer : fallback;
}

/* A part cannot contain itself, at any depth. */
static enum optibom_status would_contain_itself(bool *out, struct store *store, int64_t parent,
                                                int64_t child, struct error *err)
{
    int64_t found = 0;
    enum optibom_status status = store_one_int(
        &found, store, err,
        "WITH RECURSIVE inside(id) AS (SELECT ?1 UNION SELECT child_id FROM composition"
        " JOIN inside ON parent_id = id) SELECT 1 FROM inside WHERE id = ?2",
        "ii", child, parent);
    *out = status == OPTIBOM_OK;
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

enum optibom_status catalog_put_composition(struct catalog_put *put,
                                            const struct import_record *record, struct error *err)
{
    struct store *store = put->catalog->store;
    int64_t parent = 0, child = 0, document_id = 0;
    bool is_cycle = false;
    enum optibom_status status = catalog_put_known_part(&parent, put, record, "vendor", "mpn", err);
    if (status == OPTIBOM_OK && parent != 0)
        status = catalog_put_known_part(&child, put, record, "child_vendor", "child_mpn", err);
    if (status != OPTIBOM_OK || child == 0)
        return status;
    status = would_contain_itself(&is_cycle, store, parent, child, err);
    if (status == OPTIBOM_OK && is_cycle)
        return catalog_put_refuse(put, "contains-itself", "child_mpn",
                                  "'%s' would contain itself; correct system or part",
                                  catalog_put_text(record, "mpn", ""));
    if (status == OPTIBOM_OK)
        status = catalog_put_document(&document_id, put, record, err);
    if (status != OPTIBOM_OK)
        return status;
    status = store_run(
        store, err,
        "INSERT INTO composition (parent_id, child_id, quantity, role, document_id,"
        " confidence, reason) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (parent_id, child_id) DO UPDATE SET quantity = excluded.quantity,"
        " role = excluded.role, document_id = excluded.document_id,"
        " confidence = excluded.confidence, reason = excluded.reason"
        " WHERE (quantity, role, document_id, confidence, reason) IS NOT"
        " (excluded.quantity, excluded.role, excluded.document_id,"
        " excluded.confidence, excluded.reason)",
        "iiititt", parent, child, integer_of(record, "quantity", 0),
        catalog_put_text(record, "role", ""), document_id,
        catalog_put_text(record, "confidence", "vendor"), catalog_put_text(record, "reason", ""));
    put->changed = status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

static struct catalog_decision decision_of(const struct import_record *record)
{
    return (struct catalog_decision){
        catalog_put_text(record, "build", ""), catalog_put_text(record, "line", ""),
        catalog_put_text(record, "state", "proposed"), catalog_put_text(record, "reason", "")};
}

enum optibom_status catalog_put_alternate(struct catalog_put *put,
                                          const struct import_record *record, struct error *err)
{
    struct store *store = put->catalog->store;
    int64_t part = 0, alternate = 0;
    enum optibom_status status = catalog_put_known_part(&part, put, record, "vendor", "mpn", err);
    if (status == OPTIBOM_OK && part != 0)
        status = catalog_put_known_part(&alternate, put, record, "alternate_vendor",
                                        "alternate_mpn", err);
    if (status != OPTIBOM_OK || alternate == 0)
        return status;
    const struct catalog_decision decision = decision_of(record);
    if (decision.line[0] != '\0' && decision.build[0] == '\0')
        return catalog_put_refuse(put, "out-of-domain", "line",
                                  "a line is one of a build; name the build, too");
    return catalog_alternate_write(&put->changed, store, part, alternate, &decision, err);
}

enum optibom_status catalog_put_maker(struct catalog_put *put, const struct import_record *record,
                                      struct error *err)
{
    int64_t vendor_id = 0;
    const struct catalog_decision decision = decision_of(record);
    const char *class_name = catalog_put_text(record, "class", "");
    const struct catalog_class *of = catalog_class_find(&put->catalog->dictionary, class_name);
    if (class_name[0] != '\0' && (of == NULL || !of->is_part))
        return catalog_put_refuse(put, "out-of-domain", "class",
                                  "'%s' is no class of parts; see: optibom help attributes",
                                  class_name);
    enum optibom_status status = catalog_put_vendor(&vendor_id, put->catalog->store,
                                                    catalog_put_text(record, "vendor", ""), err);
    return status == OPTIBOM_OK ? catalog_maker_write(&put->changed, put->catalog->store, vendor_id,
                                                      of != NULL ? of->name : "", &decision, err)
                                : status;
}

enum optibom_status catalog_put_alias(struct catalog_put *put, const struct import_record *record,
                                      struct error *err)
{
    struct store *store = put->catalog->store;
    const char *vendor = catalog_put_text(record, "alias_vendor", "");
    const char *number = catalog_put_text(record, "alias_mpn", "");
    int64_t part_id = 0, vendor_id = 0, other_id = 0;
    enum optibom_status status =
        catalog_put_known_part(&part_id, put, record, "vendor", "mpn", err);
    if (status != OPTIBOM_OK || part_id == 0)
        return status;
    status = catalog_put_vendor(&vendor_id, store,
                                vendor[0] != '\0' ? vendor : catalog_put_text(record, "vendor", ""),
                                err);
    if (status == OPTIBOM_OK)
        status = store_one_int(&other_id, store, err,
                               "SELECT part_id FROM part_number WHERE vendor_id = ? AND mpn = ?",
                               "it", vendor_id, number);
    if (status == OPTIBOM_OK)
        return other_id == part_id
                   ? OPTIBOM_OK
                   : catalog_put_refuse(put, "number-taken", "alias_mpn",
                                        "'%s' is a part of its own; make the two one with: optibom "
                                        "duplicate merge",
                                        number);
    if (status == OPTIBOM_NOT_FOUND)
        status = store_run(store, err,
                           "INSERT INTO part_alias (vendor_id, mpn, part_id) VALUES (?, ?, ?)",
                           "iti", vendor_id, number, part_id);
    put->changed = status == OPTIBOM_OK;
    return status;
}

enum optibom_status catalog_put_exchange_rate(struct catalog_put *put,
                                              const struct import_record *record, struct error *err)
{
    struct store *store = put->catalog->store;
    const char *currency = catalog_put_text(record, "currency", "");
    const char *base = catalog_put_text(record, "base", "");
    int64_t document_id = 0;
    if (!money_currency_is_known(currency) || !money_currency_is_known(base))
        return catalog_put_refuse(
            put, "unknown-currency", "currency",
            "'%s' or '%s' is not a currency code of ISO 4217 that is known here", currency, base);
    enum optibom_status status = catalog_put_document(&document_id, put, record, err);
    if (status != OPTIBOM_OK)
        return status;
    status = store_run(store, err,
                       "INSERT INTO exchange_rate (currency, base, date, rate_micros, document_id,"
                       " confidence, reason) VALUES (?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (currency, base, date) DO UPDATE SET"
                       " rate_micros = excluded.rate_micros, document_id = excluded.document_id,"
                       " confidence = excluded.confidence, reason = excluded.reason"
                       " WHERE (rate_micros, document_id, confidence, reason) IS NOT"
                       " (excluded.rate_micros, excluded.document_id, excluded.confidence,"
                       " excluded.reason)",
                       "tttiitt", currency, base, catalog_put_text(record, "date", ""),
                       integer_of(record, "rate", 0), document_id,
                       catalog_put_text(record, "confidence", "vendor"),
                       catalog_put_text(record, "reason", ""));
    put->changed = status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

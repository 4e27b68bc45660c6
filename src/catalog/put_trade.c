#include "catalog/put.h"

#include "base/money.h"

#include <string.h>

static int64_t integer_of(const struct import_record *record, const char *attribute,
                          int64_t fallback)
{
    const struct import_value *value = import_record_value(record, attribute);
    return value != NULL ? value->integer : fallback;
}

static enum optibom_status supplier_row(int64_t *supplier_id, struct store *store, const char *name,
                                        struct error *err)
{
    enum optibom_status status = store_one_int(
        supplier_id, store, err, "SELECT supplier_id FROM supplier WHERE name = ?", "t", name);
    if (status != OPTIBOM_NOT_FOUND)
        return status;
    status = store_run(store, err, "INSERT INTO supplier (name) VALUES (?)", "t", name);
    *supplier_id = store_last_id(store);
    return status;
}

/* The currency of the row: its column, else what the price says, else USD. */
static bool currency_of(const char **out, struct catalog_put *put,
                        const struct import_record *record)
{
    const struct import_value *price = import_record_value(record, "price");
    const char *said = price != NULL ? price->currency : NULL;
    *out = catalog_put_text(record, "currency", said != NULL ? said : "USD");
    if (said != NULL && strcmp(said, *out) != 0) {
        catalog_put_refuse(put, "currency-conflict", "price",
                           "the price is in %s, the currency column says %s; correct one", said,
                           *out);
        return false;
    }
    if (!money_currency_is_known(*out)) {
        catalog_put_refuse(put, "unknown-currency", "currency",
                           "'%s' is not a currency code of ISO 4217 that is known here; write USD, "
                           "EUR ...",
                           *out);
        return false;
    }
    return true;
}

/* What a row may say about its offer beside the key; a blank cell keeps what is known. */
static const struct {
    const char *attribute, *update;
} OFFER_UPDATES[] = {
#define OFFER_UPDATE(attribute, column)                                                            \
    {                                                                                              \
        attribute, "UPDATE offer SET " column " = ?1 WHERE offer_id = ?2 AND " column " IS NOT ?1" \
    }
    OFFER_UPDATE("price_basis", "price_basis"),
    OFFER_UPDATE("minimum_order", "minimum_order"),
    OFFER_UPDATE("order_multiple", "order_multiple"),
    OFFER_UPDATE("lead_time", "lead_time_days"),
    OFFER_UPDATE("stock", "stock"),
    OFFER_UPDATE("valid_from", "valid_from"),
    OFFER_UPDATE("valid_until", "valid_until"),
    OFFER_UPDATE("incoterm", "incoterm"),
    OFFER_UPDATE("condition", "condition"),
    OFFER_UPDATE("confidence", "confidence"),
    OFFER_UPDATE("reason", "reason"),
#undef OFFER_UPDATE
};

static enum optibom_status update_offer(struct catalog_put *put, const struct import_record *record,
                                        int64_t offer_id, int64_t document_id, struct error *err)
{
    struct store *store = put->catalog->store;
    enum optibom_status status = store_run(
        store, err, "UPDATE offer SET document_id = ?1 WHERE offer_id = ?2 AND document_id <> ?1",
        "ii", document_id, offer_id);
    bool changed = store_changed_rows(store) > 0;
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof OFFER_UPDATES / sizeof *OFFER_UPDATES;
         i++) {
        const struct import_value *value = import_record_value(record, OFFER_UPDATES[i].attribute);
        if (value == NULL)
            continue;
        status =
            value->attribute->kind == IMPORT_INTEGER
                ? store_run(store, err, OFFER_UPDATES[i].update, "ii", value->integer, offer_id)
                : store_run(store, err, OFFER_UPDATES[i].update, "ti", value->text, offer_id);
        changed |= store_changed_rows(store) > 0;
    }
    if (status == OPTIBOM_OK && changed) {
        put->changed = true;
        status = store_run(store, err, "UPDATE offer SET batch_id = ? WHERE offer_id = ?", "ii",
                           put->batch_id, offer_id);
    }
    return status;
}

static enum optibom_status offer_row(int64_t *offer_id, struct catalog_put *put,
                                     const struct import_record *record, int64_t part_id,
                                     int64_t supplier_id, const char *currency, struct error *err)
{
    struct store *store = put->catalog->store;
    const char *number = catalog_put_text(record, "supplier_part_number", "");
    int64_t document_id = 0;
    enum optibom_status status = catalog_put_document(&document_id, put, record, err);
    if (status == OPTIBOM_OK)
        status =
            store_run(store, err,
                      "INSERT INTO offer (part_id, supplier_id, currency, supplier_part_number,"
                      " document_id, confidence, batch_id) VALUES (?, ?, ?, ?, ?, 'vendor', ?)"
                      " ON CONFLICT DO NOTHING",
                      "iittii", part_id, supplier_id, currency, number, document_id, put->batch_id);
    put->changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    if (status == OPTIBOM_OK)
        status = store_one_int(offer_id, store, err,
                               "SELECT offer_id FROM offer WHERE part_id = ? AND supplier_id = ?"
                               " AND currency = ? AND supplier_part_number = ?",
                               "iitt", part_id, supplier_id, currency, number);
    return status == OPTIBOM_OK ? update_offer(put, record, *offer_id, document_id, err) : status;
}

static enum optibom_status break_row(struct catalog_put *put, const struct import_record *record,
                                     int64_t offer_id, struct error *err)
{
    struct store *store = put->catalog->store;
    int64_t price = integer_of(record, "price", 0);
    enum optibom_status status = store_run(
        store, err,
        "INSERT INTO price_break (offer_id, quantity, price_micros, price_low_micros,"
        " price_high_micros) VALUES (?, ?, ?, nullif(?, -1), nullif(?, -1))"
        " ON CONFLICT (offer_id, quantity) DO UPDATE SET price_micros = excluded.price_micros,"
        " price_low_micros = excluded.price_low_micros, price_high_micros = "
        "excluded.price_high_micros"
        " WHERE (price_micros, price_low_micros, price_high_micros) IS NOT (excluded.price_micros,"
        " excluded.price_low_micros, excluded.price_high_micros)",
        "iiiii", offer_id, integer_of(record, "quantity", 1), price,
        integer_of(record, "price_low", -1), integer_of(record, "price_high", -1));
    put->changed |= status == OPTIBOM_OK && store_changed_rows(store) > 0;
    return status;
}

enum optibom_status catalog_put_offer(struct catalog_put *put, const struct import_record *record,
                                      struct error *err)
{
    int64_t part_id = 0, supplier_id = 0, offer_id = 0;
    const char *currency = NULL;
    enum optibom_status status =
        catalog_put_known_part(&part_id, put, record, "vendor", "mpn", err);
    if (status != OPTIBOM_OK || part_id == 0 || !currency_of(&currency, put, record))
        return status;
    status = supplier_row(&supplier_id, put->catalog->store,
                          catalog_put_text(record, "supplier", ""), err);
    if (status == OPTIBOM_OK)
        status = offer_row(&offer_id, put, record, part_id, supplier_id, currency, err);
    return status == OPTIBOM_OK ? break_row(put, record, offer_id, err) : status;
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
    status = store_run(store, err,
                       "INSERT INTO alternate (part_id, alternate_id, state, reason)"
                       " VALUES (?, ?, ?, ?) ON CONFLICT (part_id, alternate_id) DO UPDATE SET"
                       " state = excluded.state, reason = excluded.reason"
                       " WHERE (state, reason) IS NOT (excluded.state, excluded.reason)",
                       "iitt", part, alternate, catalog_put_text(record, "state", "proposed"),
                       catalog_put_text(record, "reason", ""));
    put->changed = status == OPTIBOM_OK && store_changed_rows(store) > 0;
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

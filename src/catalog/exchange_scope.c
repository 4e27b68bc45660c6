/* What is told to other sites, and the hash over it. */
#include "catalog/exchange_run.h"

#include <blake2.h>
#include <stdio.h>
#include <string.h>

bool exchange_tells_table(const char *table)
{
    /* History and requests, which are each site's own; what schema steps write; and prices, which
     * have a way of their own. */
    static const char *const OWN[] = {"change",     "rfq",        "rfq_line",   "price",
                                      "price_list", "dictionary", "class_title"};
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        if (strcmp(table, OWN[i]) == 0)
            return false;
    return strncmp(table, "import_", strlen("import_")) != 0;
}

/* Whether a column of `part` repeats the figure of an attribute. */
static bool is_repeated(const struct catalog_dictionary *dictionary, const char *column)
{
    static const char *const ENDS[] = {"", "_min", "_typ", "_max"};
    const struct catalog_class *of = dictionary->classes;
    while (!of->is_part) /* all classes of parts have them */
        of++;
    for (size_t i = 0; i < of->attribute_count; i++) {
        size_t length = strlen(of->attributes[i].column);
        if (of->attributes[i].scope != CATALOG_PART ||
            strncmp(of->attributes[i].column, column, length) != 0)
            continue;
        for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++)
            if (strcmp(column + length, ENDS[k]) == 0)
                return true;
    }
    return false;
}

bool exchange_tells_column(const struct catalog_dictionary *dictionary,
                           const struct store_table *table, const struct store_column *column)
{
    const struct catalog_class *of = catalog_class_find(dictionary, table->name);
    if (column->key >= 0 || strcmp(column->name, "batch_id") == 0)
        return false;
    if (column->is_primary && column->parent == NULL) /* the number of the row */
        return false;
    if (strcmp(table->name, "part") == 0)
        return !is_repeated(dictionary, column->name);
    return of == NULL || !of->is_part;
}

bool exchange_is_circumstance(const char *column)
{
    static const char *const COLUMNS[] = {"stored_at", "stored_by", "released_at", "released_by"};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        if (strcmp(column, COLUMNS[i]) == 0)
            return true;
    return false;
}

static void hash_bytes(blake2b_state *state, const void *bytes, size_t size)
{
    blake2b_update(state, bytes, size);
}

/* A value with its type and its end, so that no two rows give the same bytes. */
static void hash_value(blake2b_state *state, const struct store_query *query, int column)
{
    char head[48];
    size_t size = 0;
    enum store_type type = store_column_type(query, column);
    if (type == STORE_REAL) {
        snprintf(head, sizeof head, "r%.17g,", store_real(query, column));
        hash_bytes(state, head, strlen(head));
        return;
    }
    const void *bytes = store_blob(query, column, &size);
    snprintf(head, sizeof head, "%d:%zu:", (int)type, size);
    hash_bytes(state, head, strlen(head));
    if (size > 0)
        hash_bytes(state, bytes, size);
}

enum optibom_status exchange_hash(char out[EXCHANGE_HASH_SIZE], struct store *file,
                                  struct error *err)
{
    static const char *const SQL[] = {
        "SELECT * FROM change ORDER BY number", "SELECT * FROM line ORDER BY line",
        "SELECT * FROM value ORDER BY line, column_name", "SELECT * FROM price ORDER BY price"};
    unsigned char digest[BLAKE2B_OUTBYTES];
    blake2b_state state;
    enum optibom_status status = OPTIBOM_OK;
    blake2b_init(&state, sizeof digest);
    for (size_t i = 0; status == OPTIBOM_OK && i < sizeof SQL / sizeof *SQL; i++) {
        struct store_query query;
        store_query_start(&query, file, SQL[i], "");
        while (store_query_next(&query))
            for (int column = 0; column < store_column_count(&query); column++)
                hash_value(&state, &query, column);
        hash_bytes(&state, "|", 1);
        status = store_query_end(&query, err);
    }
    blake2b_final(&state, digest, sizeof digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(out + 2 * i, 3, "%02x", (unsigned)digest[i]);
    return status;
}

enum optibom_status exchange_count(struct catalog_exchange_counts *out, struct store *file,
                                   struct error *err)
{
    enum optibom_status status =
        store_one_int(&out->changes, file, err, "SELECT count(*) FROM change", "");
    if (status == OPTIBOM_OK)
        status = store_one_int(&out->rows, file, err, "SELECT count(*) FROM line", "");
    if (status == OPTIBOM_OK)
        status = store_one_int(&out->prices, file, err, "SELECT count(*) FROM price", "");
    return status;
}

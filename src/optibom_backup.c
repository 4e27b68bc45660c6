/* A copy of a catalog that others use. */
#include "base/json.h"
#include "facade.h"

static void write_backup(struct buf *out, const char *from, const char *to, int64_t bytes,
                         int schema, enum optibom_format format)
{
    struct json json;
    if (format != OPTIBOM_JSON) {
        buf_printf(out, "%s: backup of %s, %lld bytes, schema version %d\n", to, from,
                   (long long)bytes, schema);
        return;
    }
    json_init(&json, out);
    json_object(&json);
    json_key_text(&json, "schema", "optibom.backup/1");
    json_key_text(&json, "catalog", from);
    json_key_text(&json, "file", to);
    json_key_integer(&json, "bytes", bytes);
    json_key_integer(&json, "schema_version", schema);
    json_object_end(&json);
}

enum optibom_status optibom_backup(struct optibom *optibom, const char *path, const char *to,
                                   const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    int64_t bytes = 0;
    int schema = 0;
    struct buf text;
    handle_close(optibom);
    enum optibom_status status = handle_open_to_copy(optibom, path);
    if (status != OPTIBOM_OK)
        return status;
    buf_init(&text);
    status = store_schema_of(&schema, optibom->catalog.store, err);
    if (status == OPTIBOM_OK)
        status = store_backup(&bytes, optibom->catalog.store, to, err);
    if (status == OPTIBOM_OK) {
        write_backup(&text, path, to, bytes, schema, output->format);
        status = handle_send(optibom, &text, output);
    }
    buf_fini(&text);
    handle_close(optibom);
    return status;
}

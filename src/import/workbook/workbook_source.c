#include "import/workbook/workbook_source.h"

bool import_workbook_source_init(struct import_workbook_source *source, FILE *file)
{
    *source = (struct import_workbook_source){.file = file, .left = UINT64_MAX};
    zip_error_init(&source->error);
    if (fseeko(file, 0, SEEK_END) != 0)
        return false;
    off_t size = ftello(file);
    if (size < 0 || fseeko(file, 0, SEEK_SET) != 0)
        return false;
    source->size = (uint64_t)size;
    return true;
}

void import_workbook_source_fini(struct import_workbook_source *source)
{
    zip_error_fini(&source->error);
}

static zip_int64_t read_bytes(struct import_workbook_source *source, void *data, uint64_t length)
{
    if (length > source->left) {
        source->is_used_up = true;
        zip_error_set(&source->error, ZIP_ER_READ, 0);
        return -1;
    }
    if (source->at != source->stands_at && fseeko(source->file, (off_t)source->at, SEEK_SET) != 0) {
        zip_error_set(&source->error, ZIP_ER_SEEK, 0);
        return -1;
    }
    size_t got = fread(data, 1, (size_t)length, source->file);
    if (got < length && ferror(source->file)) {
        zip_error_set(&source->error, ZIP_ER_READ, 0);
        return -1;
    }
    source->at += got;
    source->stands_at = source->at;
    source->left -= got;
    source->read += got;
    return (zip_int64_t)got;
}

static zip_int64_t tell_size(const struct import_workbook_source *source, void *data,
                             uint64_t length)
{
    zip_stat_t *stat = data;
    if (length < sizeof *stat)
        return -1;
    zip_stat_init(stat);
    stat->size = source->size;
    stat->valid |= ZIP_STAT_SIZE;
    return (zip_int64_t)sizeof *stat;
}

static zip_int64_t seek(struct import_workbook_source *source, void *data, uint64_t length)
{
    zip_int64_t at =
        zip_source_seek_compute_offset(source->at, source->size, data, length, &source->error);
    if (at < 0)
        return -1;
    source->at = (uint64_t)at;
    return 0;
}

static zip_int64_t answer(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    struct import_workbook_source *source = context;
    switch (command) {
    case ZIP_SOURCE_OPEN:
        source->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_bytes(source, data, length);
    case ZIP_SOURCE_STAT:
        return tell_size(source, data, length);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&source->error, data, length);
    case ZIP_SOURCE_SEEK:
        return seek(source, data, length);
    case ZIP_SOURCE_TELL:
        return (zip_int64_t)source->at;
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        zip_error_set(&source->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

zip_source_t *import_workbook_source_new(struct import_workbook_source *source, zip_error_t *error)
{
    return zip_source_function_create(answer, source, error);
}

#include "catalog/load.h"

#include <string.h>

/* A name for the map: that of the file, without folder and ending. */
static const char *map_name(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/'), *base = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(base, '.');
    return arena_strndup(arena, base, dot != NULL ? (size_t)(dot - base) : strlen(base));
}

enum optibom_status catalog_load_map(struct buf *out, const struct catalog_load_file *file,
                                     struct error *err)
{
    const struct import_map *map = file->map;
    struct import_map made;
    struct arena arena;
    arena_init(&arena);
    enum optibom_status status = OPTIBOM_OK;
    if (map == NULL) {
        const struct import_map_decision decision = {.name = map_name(&arena, file->file),
                                                     .format = file->format,
                                                     .sheet = file->sheet[0] != '\0' ? file->sheet
                                                                                     : NULL,
                                                     .has_names = file->has_names,
                                                     .header = &file->header,
                                                     .mapping = &file->mapping};
        map = &made;
        status = decision.name != NULL ? import_map_from_mapping(&made, &arena, &decision, err)
                                       : error_no_memory(err);
    }
    if (status == OPTIBOM_OK)
        import_map_write(out, map);
    arena_fini(&arena);
    return status == OPTIBOM_OK && !buf_ok(out) ? error_no_memory(err) : status;
}

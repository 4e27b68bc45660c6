#include "optibom_map.h"

#include "base/embed.h"
#include "facade.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char FOLDER[] = "seed/maps/", SUFFIX[] = ".yaml";

static enum optibom_status find_embedded(const char **text, size_t *size, struct arena *arena,
                                         const char *name, struct error *err)
{
    const struct embed_file *file;
    struct buf known;
    buf_init(&known);
    for (size_t i = 0; (file = embed_nth(FOLDER, SUFFIX, i)) != NULL; i++) {
        const char *start = file->path + strlen(FOLDER);
        size_t length = strlen(start) - strlen(SUFFIX);
        if (strlen(name) == length && strncmp(name, start, length) == 0) {
            *text = file->data;
            *size = file->size;
            buf_fini(&known);
            return OPTIBOM_OK;
        }
        buf_printf(&known, "%s%.*s", i > 0 ? ", " : "", (int)length, start);
    }
    const char *list = arena_strdup(arena, buf_text(&known));
    buf_fini(&known);
    return error_set(err, OPTIBOM_NOT_FOUND,
                     "no map '%s' comes along; a file ends in .yaml, and there are: %s", name,
                     list != NULL ? list : "");
}

enum optibom_status optibom_map_read(const struct import_map **out, struct arena *arena,
                                     const char *name, struct error *err)
{
    const char *text = NULL;
    size_t size = 0;
    struct import_map *map = arena_alloc(arena, sizeof *map);
    if (map == NULL)
        return error_no_memory(err);
    enum optibom_status status = handle_is_file(name)
                                     ? handle_read_file(&text, &size, arena, name, err)
                                     : find_embedded(&text, &size, arena, name, err);
    if (status == OPTIBOM_OK)
        status = import_map_read(map, arena, name, text, size, err);
    *out = map;
    return status;
}

static enum optibom_status write_text(const char *path, const struct buf *text, struct error *err)
{
    if (!buf_ok(text))
        return error_no_memory(err);
    FILE *file = fopen(path, "wx");
    if (file == NULL)
        return error_set(err, errno == EEXIST ? OPTIBOM_CONFLICT : OPTIBOM_FAILED, "%s: %s", path,
                         errno == EEXIST ? "is there already; a map is not overwritten"
                                         : strerror(errno));
    bool is_whole = fwrite(text->text, 1, text->length, file) == text->length;
    is_whole = fclose(file) == 0 && is_whole;
    if (is_whole)
        return OPTIBOM_OK;
    remove(path);
    return error_set(err, OPTIBOM_FAILED, "%s: cannot be written", path);
}

enum optibom_status optibom_map_write(void *path_text, const struct catalog_load_report *report,
                                      struct error *err)
{
    const char *path = path_text;
    struct buf text;
    if (report->file_count == 0)
        return error_set(err, OPTIBOM_BAD_INPUT, "%s: nothing was understood that a map could say",
                         path);
    buf_init(&text);
    enum optibom_status status = catalog_load_map(&text, &report->files[0], err);
    if (status == OPTIBOM_OK)
        status = write_text(path, &text, err);
    buf_fini(&text);
    return status;
}

#include "facade.h"

#include "catalog/export.h"
#include "report/answer/export_folder.h"

/* Where the files are, a line for a person; the files themselves are rows of the document. */
static enum optibom_status tell(struct optibom *optibom, const struct export_folder *folder,
                                const char *path, const struct optibom_output *output)
{
    struct arena arena;
    struct table files, doubts;
    arena_init(&arena);
    export_folder_tables(&files, &doubts, &arena, folder);
    enum optibom_status status = handle_emit(
        optibom,
        &(struct emit_document){.schema = "optibom.export/1",
                                .keys = {"folder"},
                                .values = {path},
                                .sections = {{"files", NULL, &files, NULL},
                                             {"doubts", "Not read back as it is", &doubts, NULL}},
                                .section_count = 2},
        output);
    arena_fini(&arena);
    return status;
}

enum optibom_status optibom_export(struct optibom *optibom, const char *path, bool *findings,
                                   const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct export_folder *folder = NULL;
    enum optibom_status status = handle_require(optibom);
    if (status == OPTIBOM_OK)
        status = export_folder_open(&folder, path, err);
    if (status != OPTIBOM_OK)
        return status;
    const struct catalog_export_sink sink = export_folder_sink(folder);
    status = catalog_export(&sink, &optibom->catalog, err);
    if (status == OPTIBOM_OK)
        status = export_folder_finish(folder, err);
    if (status == OPTIBOM_OK) {
        *findings = export_folder_has_doubts(folder);
        status = tell(optibom, folder, path, output);
    }
    export_folder_close(folder);
    return status;
}

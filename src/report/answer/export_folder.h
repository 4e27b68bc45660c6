/*
 * A folder of exported files that appears complete or not at all: everything is written to a folder
 * of the same name with ".part" behind it, which gets its name at the end.
 */
#ifndef OPTIBOM_REPORT_EXPORT_FOLDER_H
#define OPTIBOM_REPORT_EXPORT_FOLDER_H

#include "base/table.h"
#include "catalog/export.h"

struct export_folder;

/* OPTIBOM_CONFLICT: `path` is there and is no empty folder, or an export into it is on its way. */
enum optibom_status export_folder_open(struct export_folder **out, const char *path,
                                       struct error *err);

/* What catalog_export writes to. */
struct catalog_export_sink export_folder_sink(struct export_folder *folder);

/* Gives the folder its name. */
enum optibom_status export_folder_finish(struct export_folder *folder, struct error *err);

/* Removes all that was written, unless it is finished. Takes NULL. */
void export_folder_close(struct export_folder *folder);

/* Whether import would not read something back as it is. */
bool export_folder_has_doubts(const struct export_folder *folder);

/* The files with their rows (those of text have none), and what import would not read back. */
void export_folder_tables(struct table *files, struct table *doubts, struct arena *arena,
                          const struct export_folder *folder);

#endif

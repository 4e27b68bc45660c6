/*
 * The zip archive of a workbook: its members by name, each inflated as a stream.
 *
 * Names are matched as Excel does: without regard to case, "\" as "/", no leading "/". What a
 * member and the whole archive may unfold to is bounded, so that a small file cannot keep the
 * program busy.
 */
#ifndef OPTIBOM_IMPORT_WORKBOOK_PACKAGE_H
#define OPTIBOM_IMPORT_WORKBOOK_PACKAGE_H

#include "import/reader.h"

#include <stdint.h>

enum {
    /* Bytes of the list of members: some 80,000 of them. */
    IMPORT_WORKBOOK_DIRECTORY_MAX = 4 * 1024 * 1024,
    /* A member, and all that is read, may unfold to this; past it to so many times the bytes that
     * were read for it so far, so that a bomb is known long before its end. Honest sheets unfold to
     * 10 to 40 times theirs, one of nothing but the same figure to 190. */
    IMPORT_WORKBOOK_UNFOLDED = 32 * 1024 * 1024,
    IMPORT_WORKBOOK_RATIO_MAX = 200
};

/* Whatever its packed size. A sheet of 1,048,576 rows and 64 columns of numbers has some 2 GiB. */
#define IMPORT_WORKBOOK_MEMBER_MAX ((uint64_t)4 * 1024 * 1024 * 1024)

struct import_workbook_package;
struct import_workbook_member;

/* OPTIBOM_BAD_INPUT when the file is not a zip archive that can be read; for a file of another
 * kind with a sentence that says which. */
enum optibom_status import_workbook_package_open(struct import_workbook_package **out,
                                                 const struct import_input *input,
                                                 struct error *err);
void import_workbook_package_close(struct import_workbook_package *package);

/* The file, for messages. */
const char *import_workbook_package_name(const struct import_workbook_package *package);

/* OPTIBOM_NOT_FOUND, without a sentence, when there is no such member. One member may be open at a
 * time; close it before the package. */
enum optibom_status import_workbook_member_open(struct import_workbook_member **out,
                                                struct import_workbook_package *package,
                                                const char *path, struct error *err);
/* Up to `size` bytes; `got` is 0 at the end of the member. */
enum optibom_status import_workbook_member_read(size_t *got, struct import_workbook_member *member,
                                                void *bytes, size_t size, struct error *err);
void import_workbook_member_close(struct import_workbook_member *member);

#endif

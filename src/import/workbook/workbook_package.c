#include "import/workbook/workbook_package.h"

#include "base/arena.h"
#include "base/scan.h"
#include "import/file_kind.h"
#include "import/workbook/workbook_source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct name {
    const char *text; /* lower case, slashes */
    uint64_t index;   /* in the archive */
};

struct import_workbook_package {
    const char *name;
    struct import_workbook_source source;
    zip_t *zip;
    struct arena arena;
    struct name *names; /* sorted */
    size_t name_count;
    uint64_t unfolded; /* bytes that came out of it so far */
};

struct import_workbook_member {
    struct import_workbook_package *package;
    char path[SCAN_EXCERPT_SIZE]; /* for messages */
    zip_file_t *file;
    uint64_t start;    /* bytes read of the source before it */
    uint64_t unfolded; /* bytes that came out of it so far */
};

static int compare_names(const void *a, const void *b)
{
    const struct name *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

/* A name as members are found by; NULL when memory is exhausted. */
static char *plain_name(struct arena *arena, const char *name)
{
    while (*name == '/' || *name == '\\')
        name++;
    char *plain = arena_strdup(arena, name);
    for (char *c = plain; c != NULL && *c != '\0'; c++)
        *c = *c == '\\' ? '/' : scan_lower(*c);
    return plain;
}

static enum optibom_status list_names(struct import_workbook_package *package, struct error *err)
{
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
    if (count <= 0)
        return OPTIBOM_OK;
    package->names = arena_alloc(&package->arena, (size_t)count * sizeof *package->names);
    if (package->names == NULL)
        return error_no_memory(err);
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
        const char *name = zip_get_name(package->zip, i, ZIP_FL_ENC_RAW);
        if (name == NULL)
            continue;
        char *plain = plain_name(&package->arena, name);
        if (plain == NULL)
            return error_no_memory(err);
        package->names[package->name_count++] = (struct name){plain, i};
    }
    qsort(package->names, package->name_count, sizeof *package->names, compare_names);
    return OPTIBOM_OK;
}

/* libzip has other names for it too, by where it ran out; errno was cleared before the call. */
static bool is_memory_out(const zip_error_t *error)
{
    return zip_error_code_zip(error) == ZIP_ER_MEMORY || errno == ENOMEM;
}

static enum optibom_status refuse_archive(const struct import_workbook_package *package,
                                          zip_error_t *error, struct error *err)
{
    if (is_memory_out(error))
        return error_no_memory(err);
    if (package->source.is_used_up)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: the list of the archive's members is longer than %d MiB; this is no "
                         "workbook of Excel, save it from there again",
                         package->name, IMPORT_WORKBOOK_DIRECTORY_MAX / (1024 * 1024));
    if (ferror(package->source.file))
        return error_set(err, OPTIBOM_FAILED, "%s: cannot be read; check the disk and try again",
                         package->name);
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: the workbook is cut off or damaged; copy or download it again",
                     package->name);
}

static enum optibom_status open_archive(struct import_workbook_package *package, struct error *err)
{
    zip_error_t error;
    zip_error_init(&error);
    package->source.left = IMPORT_WORKBOOK_DIRECTORY_MAX;
    errno = 0;
    zip_source_t *source = import_workbook_source_new(&package->source, &error);
    if (source != NULL) {
        package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (package->zip == NULL)
            zip_source_free(source);
    }
    enum optibom_status status =
        package->zip != NULL ? OPTIBOM_OK : refuse_archive(package, &error, err);
    package->source.left = UINT64_MAX;
    zip_error_fini(&error);
    return status;
}

enum optibom_status import_workbook_package_open(struct import_workbook_package **out,
                                                 const struct import_input *input,
                                                 struct error *err)
{
    const struct import_file_row *kind;
    enum optibom_status status = import_file_tell_open(&kind, input->file, input->name, err);
    if (status != OPTIBOM_OK)
        return status;
    if (kind->kind != IMPORT_FILE_XLSX && kind->kind != IMPORT_FILE_ZIP)
        return import_file_refuse(kind, "an Excel workbook", input->name, err);
    struct import_workbook_package *package = calloc(1, sizeof *package);
    if (package == NULL)
        return error_no_memory(err);
    package->name = input->name;
    arena_init(&package->arena);
    if (!import_workbook_source_init(&package->source, input->file))
        status = error_set(err, OPTIBOM_FAILED, "%s: cannot be read; check the disk and try again",
                           input->name);
    if (status == OPTIBOM_OK)
        status = open_archive(package, err);
    if (status == OPTIBOM_OK)
        status = list_names(package, err);
    if (status != OPTIBOM_OK)
        import_workbook_package_close(package);
    else
        *out = package;
    return status;
}

void import_workbook_package_close(struct import_workbook_package *package)
{
    if (package == NULL)
        return;
    if (package->zip != NULL)
        zip_discard(package->zip);
    import_workbook_source_fini(&package->source);
    arena_fini(&package->arena);
    free(package);
}

const char *import_workbook_package_name(const struct import_workbook_package *package)
{
    return package->name;
}

/* The first member of this name; NULL when there is none. */
static const struct name *find(const struct import_workbook_package *package, const char *plain)
{
    size_t low = 0, high = package->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(package->names[middle].text, plain) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == package->name_count || strcmp(package->names[low].text, plain) != 0)
        return NULL;
    return &package->names[low];
}

static enum optibom_status refuse_member(const struct import_workbook_member *member,
                                         zip_error_t *error, struct error *err)
{
    const char *name = member->package->name;
    if (is_memory_out(error))
        return error_no_memory(err);
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: %s is protected by a password; save the workbook without one", name,
                         member->path);
    case ZIP_ER_COMPNOTSUPP:
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: %s is packed in an unusual way; open the workbook in Excel or "
                         "LibreOffice and save it again",
                         name, member->path);
    default:
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: %s is cut off or damaged; copy or download the workbook again", name,
                         member->path);
    }
}

/* Opens the member of this name for a new `member`. */
static enum optibom_status open_file(struct import_workbook_member *member, const struct name *name,
                                     struct error *err)
{
    zip_t *zip = member->package->zip;
    errno = 0;
    member->start = member->package->source.read;
    member->file = zip_fopen_index(zip, name->index, 0);
    return member->file != NULL ? OPTIBOM_OK : refuse_member(member, zip_get_error(zip), err);
}

enum optibom_status import_workbook_member_open(struct import_workbook_member **out,
                                                struct import_workbook_package *package,
                                                const char *path, struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    const char *plain = plain_name(&arena, path);
    const struct name *name = plain != NULL ? find(package, plain) : NULL;
    bool is_missing = plain != NULL && name == NULL;
    arena_fini(&arena);
    if (is_missing)
        return OPTIBOM_NOT_FOUND;
    struct import_workbook_member *member = name != NULL ? calloc(1, sizeof *member) : NULL;
    if (member == NULL)
        return error_no_memory(err);
    member->package = package;
    scan_excerpt(member->path, path);
    enum optibom_status status = open_file(member, name, err);
    if (status != OPTIBOM_OK)
        free(member);
    else
        *out = member;
    return status;
}

/* `packed`: what was read for it, not what the archive says that it is. */
static bool is_too_much(uint64_t unfolded, uint64_t packed)
{
    return unfolded > IMPORT_WORKBOOK_UNFOLDED && unfolded / IMPORT_WORKBOOK_RATIO_MAX > packed;
}

enum optibom_status import_workbook_member_read(size_t *got, struct import_workbook_member *member,
                                                void *bytes, size_t size, struct error *err)
{
    struct import_workbook_package *package = member->package;
    errno = 0;
    zip_int64_t length = zip_fread(member->file, bytes, size);
    if (length < 0 && ferror(package->source.file))
        return error_set(err, OPTIBOM_FAILED,
                         "%s: cannot be read further; check the disk and try again", package->name);
    if (length < 0)
        return refuse_member(member, zip_file_get_error(member->file), err);
    *got = (size_t)length;
    member->unfolded += *got;
    package->unfolded += *got;
    if (member->unfolded > IMPORT_WORKBOOK_MEMBER_MAX ||
        is_too_much(member->unfolded, package->source.read - member->start) ||
        is_too_much(package->unfolded, package->source.size))
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: %s unfolds to far more than its size, as zip bombs do; if the "
                         "workbook is honest, save its sheets as CSV UTF-8 and import those",
                         package->name, member->path);
    return OPTIBOM_OK;
}

void import_workbook_member_close(struct import_workbook_member *member)
{
    if (member == NULL)
        return;
    (void)zip_fclose(member->file);
    free(member);
}

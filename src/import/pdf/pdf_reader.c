#include "import/pdf/pdf_reader.h"

#include "base/buf.h"
#include "import/pdf/pdf_lists.h"
#include "import/pdf/pdf_maker.h"
#include "import/pdf/pdf_regions.h"
#include "import/pdf/pdf_title.h"

#include <stdlib.h>
#include <string.h>

enum { SIGNATURE_WITHIN = 1024 }; /* readers of PDF look for it that far */

struct import_reader {
    struct arena arena;
    struct import_pdf_sheet sheet;
    bool is_table_given;
    size_t next; /* row, 0 for the names */
    const char **cells, **places, **conditions, **doubts;
    struct buf raw;
};

/* ---- from words to the sheet ---- */

static enum optibom_status gather(struct import_pdf_facts *facts,
                                  const struct import_pdf_lines *lines, struct error *err)
{
    struct import_pdf_tables tables;
    enum optibom_status status = import_pdf_tables_read(&tables, facts->arena, lines, err);
    if (status != OPTIBOM_OK)
        return status;
    bool is_good = import_pdf_facts_of_tables(facts, &tables) &&
                   import_pdf_lists_read(facts, lines, &tables) &&
                   import_pdf_maker_guess(facts, lines);
    return is_good ? OPTIBOM_OK : error_no_memory(err);
}

enum optibom_status import_pdf_sheet_of_pages(struct import_pdf_sheet *out, struct arena *arena,
                                              const struct import_pdf_pages *pages,
                                              const char *name, struct error *err)
{
    struct import_pdf_lines lines;
    struct import_pdf_facts *facts = arena_alloc(arena, sizeof *facts);
    if (facts == NULL)
        return error_no_memory(err);
    facts->arena = arena;
    if (pages->word_count == 0)
        return error_set(err, OPTIBOM_BAD_INPUT,
                         "%s: has no text: it is a scan; recognise its text first (for instance "
                         "with ocrmypdf) or fetch the maker's own PDF",
                         name);
    enum optibom_status status = import_pdf_regions_read(&lines, arena, pages, err);
    if (status == OPTIBOM_OK)
        status = gather(facts, &lines, err);
    if (status == OPTIBOM_OK && !import_pdf_sheet_make(out, facts))
        status = error_no_memory(err);
    if (status == OPTIBOM_OK && (out->title = import_pdf_title(arena, &lines)) == NULL)
        status = error_no_memory(err);
    return status;
}

/* ---- the file ---- */

static enum optibom_status take(void *context, const char *bytes, size_t length, struct error *err)
{
    return import_pdf_words_feed(context, bytes, length, err);
}

/* No process for what is no PDF at all. */
static enum optibom_status check_signature(const struct import_input *input, struct error *err)
{
    char start[SIGNATURE_WITHIN + 1];
    size_t length = fread(start, 1, SIGNATURE_WITHIN, input->file);
    if (ferror(input->file) || fseek(input->file, 0, SEEK_SET) != 0)
        return error_set(err, OPTIBOM_FAILED,
                         "%s: cannot be read; check the disk, and give a file, not a pipe",
                         input->name);
    for (size_t i = 0; i + 5 <= length; i++)
        if (memcmp(start + i, "%PDF-", 5) == 0)
            return OPTIBOM_OK;
    return error_set(err, OPTIBOM_BAD_INPUT,
                     "%s: is not a PDF, whatever its name says; check how it was made or fetched",
                     input->name);
}

static enum optibom_status read_pages(struct import_pdf_pages *out, struct import_reader *reader,
                                      const struct import_input *input,
                                      const struct import_pdf_command *command,
                                      const struct import_pdf_limits *limits, struct error *err)
{
    struct import_pdf_words *words = NULL;
    enum optibom_status status = check_signature(input, err);
    if (status == OPTIBOM_OK)
        status = import_pdf_words_open(&words, &reader->arena, input->name, err);
    if (status == OPTIBOM_OK) {
        struct import_pdf_sink sink = {take, words};
        status = import_pdf_process_run(command, input, limits, &sink, err);
    }
    if (status == OPTIBOM_OK)
        status = import_pdf_words_finish(out, words, err);
    import_pdf_words_close(words);
    return status;
}

static void close_reader(struct import_reader *reader)
{
    if (reader == NULL)
        return;
    buf_fini(&reader->raw);
    arena_fini(&reader->arena);
    free(reader);
}

enum optibom_status import_pdf_open(struct import_reader **out, const struct import_input *input,
                                    const struct import_pdf_command *command,
                                    const struct import_pdf_limits *limits, struct error *err)
{
    struct import_pdf_pages pages;
    struct import_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(err);
    arena_init(&reader->arena);
    buf_init(&reader->raw);
    enum optibom_status status = read_pages(&pages, reader, input, command, limits, err);
    if (status == OPTIBOM_OK)
        status =
            import_pdf_sheet_of_pages(&reader->sheet, &reader->arena, &pages, input->name, err);
    if (status == OPTIBOM_OK) {
        size_t size = reader->sheet.column_count * sizeof *reader->cells;
        reader->cells = arena_alloc(&reader->arena, size);
        reader->places = arena_alloc(&reader->arena, size);
        reader->conditions = arena_alloc(&reader->arena, size);
        reader->doubts = arena_alloc(&reader->arena, size);
        if (reader->cells == NULL || reader->places == NULL || reader->conditions == NULL ||
            reader->doubts == NULL)
            status = error_no_memory(err);
    }
    if (status != OPTIBOM_OK) {
        close_reader(reader);
        return status;
    }
    *out = reader;
    return OPTIBOM_OK;
}

/* ---- the format ---- */

static enum optibom_status open_pdf(struct import_reader **out, const struct import_input *input,
                                    struct error *err)
{
    return import_pdf_open(out, input, &import_pdf_command, NULL, err);
}

static enum optibom_status next_table(struct import_reader *reader, struct import_table *table,
                                      struct error *err)
{
    (void)err;
    if (reader->is_table_given)
        return OPTIBOM_NOT_FOUND;
    reader->is_table_given = true;
    *table = (struct import_table){
        .name = "", .number = 1, .has_names = true, .title = reader->sheet.title};
    return OPTIBOM_OK;
}

static enum optibom_status next_row(struct import_reader *reader, struct import_row *row,
                                    struct error *err)
{
    const struct import_pdf_sheet *sheet = &reader->sheet;
    if (!reader->is_table_given || reader->next > sheet->part_count)
        return OPTIBOM_NOT_FOUND;
    bool is_names = reader->next == 0;
    if (!is_names)
        import_pdf_sheet_row(sheet, reader->next - 1, reader->cells, reader->places,
                             reader->conditions, reader->doubts);
    const char **cells = is_names ? sheet->names : reader->cells;
    buf_clear(&reader->raw);
    for (size_t i = 0; i < sheet->column_count; i++)
        buf_printf(&reader->raw, "%s%s", i > 0 ? " | " : "", cells[i]);
    if (!buf_ok(&reader->raw))
        return error_no_memory(err);
    *row = (struct import_row){.line = ++reader->next,
                               .count = sheet->column_count,
                               .cells = cells,
                               .raw = buf_text(&reader->raw),
                               .places = is_names ? NULL : reader->places,
                               .conditions = is_names ? NULL : reader->conditions,
                               .doubts = is_names ? NULL : reader->doubts,
                               .is_document = true};
    return OPTIBOM_OK;
}

const struct import_format import_format_pdf = {.name = "pdf",
                                                .file_kind = "a PDF datasheet",
                                                .open = open_pdf,
                                                .next_table = next_table,
                                                .next_row = next_row,
                                                .close = close_reader};

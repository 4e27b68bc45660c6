#include "report/xlsx/xlsx.h"

#include "base/day.h"
#include "base/scan.h"
#include "report/xlsx/xlsx_book.h"
#include "store/part_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 86400 /* of a day */ };

void xlsx_no_memory(struct xlsx_book *book)
{
    if (book->status == OPTIBOM_OK)
        book->status = error_no_memory(book->err);
}

void xlsx_note(struct xlsx_book *book, lxw_error result)
{
    if (result != LXW_NO_ERROR && book->status == OPTIBOM_OK)
        book->status =
            error_set(book->err, OPTIBOM_FAILED, "%s: cannot be written: %s", book->request->path,
                      errno == ENOSPC ? strerror(errno) : lxw_strerror(result));
}

void xlsx_progress(struct xlsx_book *book, size_t rows)
{
    const struct xlsx_request *request = book->request;
    size_t done = atomic_fetch_add(&book->progress->done, rows) + rows;
    if (request->progress != NULL && !book->is_aside)
        request->progress(request->progress_context, done, book->progress->expected);
}

static void check_sheet_names(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++)
        for (size_t j = 0; j < i; j++)
            if (scan_same(book->specs[i].sheet, book->specs[j].sheet) && book->status == OPTIBOM_OK)
                book->status =
                    error_set(book->err, OPTIBOM_BAD_INPUT, "%s: sheet '%s' is also that of %s",
                              book->specs[i].file, book->specs[i].sheet, book->specs[j].file);
}

/* Decides where the rows of each sheet go. */
static void plan(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count && book->status == OPTIBOM_OK; i++) {
        struct xlsx_sheet *sheet = &book->sheets[i];
        size_t rows = table_row_count(&sheet->table);
        sheet->rows = arena_alloc(book->arena, (rows + 1) * sizeof *sheet->rows);
        if (sheet->rows == NULL) {
            xlsx_no_memory(book);
            return;
        }
        book->progress->expected += rows;
        book->places[i].spec = &book->specs[i];
        if (book->specs[i].layout == REPORT_COVER)
            xlsx_cover_plan(book, i);
        else
            xlsx_sheet_plan(book, i);
    }
}

static void set_properties(struct xlsx_book *book, const char *date)
{
    int64_t days = 0;
    day_read(&days, date);
    lxw_doc_properties properties = {.title = (char *)book->specs[0].title,
                                     .author = "optibom",
                                     .created = (time_t)days * SECONDS};
    xlsx_note(book, workbook_set_properties(book->workbook, &properties));
}

static void write_sheets(struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        book->sheets[i].worksheet = workbook_add_worksheet(book->workbook, book->specs[i].sheet);
        if (book->sheets[i].worksheet == NULL) {
            xlsx_no_memory(book);
            return;
        }
    }
    for (size_t i = 0; i < book->count && book->status == OPTIBOM_OK; i++) {
        if (book->specs[i].layout == REPORT_COVER)
            xlsx_cover_write(book, i);
        else
            xlsx_sheet_write(book, i);
    }
    xlsx_large_write(book);
    for (size_t i = 0; i < book->count && book->status == OPTIBOM_OK; i++) {
        xlsx_input_write(book, i);
        xlsx_highlight_write(book, i);
        xlsx_chart_write(book, i);
    }
}

static void make(struct xlsx_book *book, struct store *store)
{
    const struct xlsx_request *request = book->request;
    /* One row in memory at a time, rows from the top down. */
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    const char *part = NULL;
    xlsx_tables_load(book, store, request->specs, request->count);
    if (book->status == OPTIBOM_OK)
        check_sheet_names(book);
    plan(book);
    if (book->status == OPTIBOM_OK)
        book->status = part_file_create(&part, book->arena, request->path, book->err);
    if (book->status != OPTIBOM_OK)
        return;
    book->workbook = workbook_new_opt(part, &options);
    if (book->workbook == NULL) {
        xlsx_no_memory(book);
    } else {
        set_properties(book, request->date);
        write_sheets(book);
        xlsx_note(book, workbook_close(book->workbook));
    }
    if (book->status == OPTIBOM_OK && !buf_ok(&book->text))
        xlsx_no_memory(book);
    if (book->status == OPTIBOM_OK && request->ready != NULL)
        book->status = request->ready(request->ready_context, book->err);
    if (book->status == OPTIBOM_OK)
        book->status = part_file_publish(part, request->path, book->err);
    if (book->status != OPTIBOM_OK)
        unlink(part);
}

enum optibom_status report_xlsx_write(const struct xlsx_request *request, struct store *store,
                                      struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct xlsx_progress progress = {0};
    struct xlsx_book book = {
        .arena = &arena, .err = err, .request = request, .progress = &progress};
    buf_init(&book.text);
    if (request->count == 0)
        book.status = error_set(err, OPTIBOM_USAGE, "%s: a workbook needs a report", request->path);
    else
        make(&book, store);
    buf_fini(&book.text);
    arena_fini(&arena);
    return book.status;
}

/*
 * The rows of sheets that have many, two sheets at a time. In constant memory the library keeps a
 * stream of its own for each sheet; what sheets share are formats, and those are made before
 * (xlsx_rows.c). So the bytes do not depend on who writes when.
 */
#include "report/xlsx/xlsx_book.h"

#include <assert.h>
#include <pthread.h>

enum { WRITERS = 2 };

/* The sheets that wait for a writer. */
struct queue {
    pthread_mutex_t mutex;
    struct xlsx_book *book;
};

/* A book of its own for what one writer notes and composes; the sheets are those of all. */
struct writer {
    struct queue *queue;
    struct xlsx_book book;
    struct error err;
};

static size_t cells_left(const struct xlsx_sheet *sheet)
{
    return sheet->rows_left != NULL ? sheet->table.cell_count : 0;
}

/* The largest first, so that no writer is left with it at the end. NULL: none waits. */
static struct xlsx_rows *take(struct queue *queue)
{
    struct xlsx_sheet *largest = NULL;
    struct xlsx_rows *rows = NULL;
    pthread_mutex_lock(&queue->mutex);
    for (size_t i = 0; i < queue->book->count; i++) {
        struct xlsx_sheet *sheet = &queue->book->sheets[i];
        if (cells_left(sheet) > (largest != NULL ? cells_left(largest) : 0))
            largest = sheet;
    }
    if (largest != NULL) {
        rows = largest->rows_left;
        largest->rows_left = NULL;
    }
    pthread_mutex_unlock(&queue->mutex);
    return rows;
}

static void *work(void *context)
{
    struct writer *writer = context;
    for (struct xlsx_rows *rows = take(writer->queue); rows != NULL; rows = take(writer->queue))
        xlsx_rows_write(rows, &writer->book);
    return NULL;
}

static void start(struct writer *writer, struct queue *queue, bool is_aside)
{
    writer->queue = queue;
    writer->book = *queue->book;
    writer->book.err = &writer->err;
    writer->book.is_aside = is_aside;
    buf_init(&writer->book.text);
}

static void end(struct writer *writer, struct xlsx_book *book)
{
    assert(writer->book.format_count == book->format_count);
    if (writer->book.status == OPTIBOM_OK && !buf_ok(&writer->book.text))
        xlsx_no_memory(&writer->book);
    if (writer->book.status != OPTIBOM_OK && book->status == OPTIBOM_OK) {
        book->status = writer->book.status;
        *book->err = writer->err;
    }
    buf_fini(&writer->book.text);
}

void xlsx_large_write(struct xlsx_book *book)
{
    struct queue queue = {.book = book};
    struct writer writers[WRITERS] = {0};
    pthread_t threads[WRITERS];
    bool is_running[WRITERS] = {false};
    size_t count = 0;
    for (size_t i = 0; i < book->count; i++)
        count += book->sheets[i].rows_left != NULL && count < WRITERS;
    pthread_mutex_init(&queue.mutex, NULL);
    for (size_t i = 0; i < count; i++) {
        start(&writers[i], &queue, i > 0);
        /* Without a thread the first writer does it all. */
        is_running[i] = i > 0 && pthread_create(&threads[i], NULL, work, &writers[i]) == 0;
    }
    if (count > 0)
        work(&writers[0]);
    for (size_t i = 0; i < count; i++) {
        if (is_running[i])
            pthread_join(threads[i], NULL);
        end(&writers[i], book);
    }
    pthread_mutex_destroy(&queue.mutex);
}

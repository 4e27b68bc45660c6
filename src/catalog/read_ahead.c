#include "catalog/read_ahead.h"

#include "import/cell/cell_memo.h"

#include <pthread.h>
#include <stdlib.h>

enum { BATCHES = 4, BATCH_RECORDS = 128 };

struct read_ahead {
    struct import_table_rows *rows;
    const struct import_mapping *mapping;
    struct import_memo *memo;
    read_ahead_maker *make;
    const void *context; /* of the maker */
    struct read_ahead_batch batches[BATCHES];
    pthread_t thread;

    /* Below: under the mutex. Batches filled and taken are counted; their index is the count modulo
     * BATCHES. */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t filled, taken, given_back;
    bool is_over, is_stopped;
    enum optibom_status status; /* of the end: OPTIBOM_NOT_FOUND when all was read */
    struct error error;
};

/* A row that the map refuses, with its issue. */
static enum optibom_status refuse(struct import_record *record, struct arena *arena,
                                  const struct import_row *row, const struct import_issue *issue,
                                  struct error *err)
{
    *record = (struct import_record){.line = row->line, .is_rejected = true, .issue_count = 1};
    record->raw = arena_strdup(arena, row->raw);
    record->issues = arena_alloc(arena, sizeof *record->issues);
    if (record->raw == NULL || record->issues == NULL)
        return error_no_memory(err);
    *record->issues = *issue;
    record->issues->column = arena_strdup(arena, issue->column);
    record->issues->text = arena_strdup(arena, issue->text);
    return record->issues->column != NULL && record->issues->text != NULL ? OPTIBOM_OK
                                                                          : error_no_memory(err);
}

static enum optibom_status make_item(struct read_ahead *ahead, struct read_ahead_batch *batch,
                                     const struct import_row *row, const struct import_issue *issue,
                                     struct error *err)
{
    struct read_ahead_item *item = &batch->items[batch->count];
    enum optibom_status status = issue->code != NULL
                                     ? refuse(&item->record, &batch->arena, row, issue, err)
                                     : import_record_read(&item->record, &batch->arena,
                                                          ahead->mapping, ahead->memo, row, err);
    if (status == OPTIBOM_OK && ahead->make != NULL && !item->record.is_rejected &&
        (item->made = ahead->make(&item->record, ahead->context, &batch->made)) == NULL)
        status = error_no_memory(err);
    return status;
}

/* One row into the batch; OPTIBOM_NOT_FOUND past the last. */
static enum optibom_status read_item(struct read_ahead *ahead, struct read_ahead_batch *batch,
                                     struct error *err)
{
    struct import_row row;
    struct import_issue issue;
    struct error reading;
    struct read_ahead_item *item = &batch->items[batch->count];
    error_clear(&reading);
    enum optibom_status status = import_table_rows_next(&row, &issue, ahead->rows, &reading);
    if (status == OPTIBOM_BAD_INPUT) {
        item->unreadable = arena_strdup(&batch->arena, reading.text);
        status = item->unreadable != NULL ? OPTIBOM_OK : error_no_memory(err);
    } else if (status == OPTIBOM_OK) {
        status = make_item(ahead, batch, &row, &issue, err);
    } else if (status != OPTIBOM_NOT_FOUND) {
        error_set(err, status, "%s", reading.text);
    }
    if (status == OPTIBOM_OK)
        batch->count++;
    return status;
}

static enum optibom_status fill(struct read_ahead *ahead, struct read_ahead_batch *batch,
                                struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    arena_reset(&batch->arena);
    arena_reset(&batch->made);
    batch->count = 0;
    batch->items = arena_alloc(&batch->arena, BATCH_RECORDS * sizeof *batch->items);
    if (batch->items == NULL)
        return error_no_memory(err);
    while (status == OPTIBOM_OK && batch->count < BATCH_RECORDS)
        status = read_item(ahead, batch, err);
    return status;
}

static void *run(void *context)
{
    struct read_ahead *ahead = context;
    enum optibom_status status = OPTIBOM_OK;
    bool goes_on = true;
    while (status == OPTIBOM_OK && goes_on) {
        struct error err = {0};
        pthread_mutex_lock(&ahead->mutex);
        while (ahead->filled - ahead->given_back == BATCHES && !ahead->is_stopped)
            pthread_cond_wait(&ahead->changed, &ahead->mutex);
        goes_on = !ahead->is_stopped;
        struct read_ahead_batch *batch = &ahead->batches[ahead->filled % BATCHES];
        pthread_mutex_unlock(&ahead->mutex);
        if (!goes_on)
            break;
        status = fill(ahead, batch, &err);
        pthread_mutex_lock(&ahead->mutex);
        ahead->filled += batch->count > 0;
        if (status != OPTIBOM_OK) {
            ahead->is_over = true;
            ahead->status = status;
            ahead->error = err;
        }
        pthread_cond_signal(&ahead->changed);
        pthread_mutex_unlock(&ahead->mutex);
    }
    return NULL;
}

enum optibom_status read_ahead_open(struct read_ahead **out, struct import_table_rows *rows,
                                    const struct import_mapping *mapping, read_ahead_maker *make,
                                    const void *context, struct error *err)
{
    struct read_ahead *ahead = calloc(1, sizeof *ahead);
    struct import_memo *memo = import_memo_open(mapping->column_count);
    if (ahead == NULL || memo == NULL) {
        free(ahead);
        import_memo_close(memo);
        return error_no_memory(err);
    }
    ahead->memo = memo;
    ahead->rows = rows;
    ahead->mapping = mapping;
    ahead->make = make;
    ahead->context = context;
    for (size_t i = 0; i < BATCHES; i++) {
        arena_init(&ahead->batches[i].arena);
        arena_init(&ahead->batches[i].made);
    }
    pthread_mutex_init(&ahead->mutex, NULL);
    pthread_cond_init(&ahead->changed, NULL);
    if (pthread_create(&ahead->thread, NULL, run, ahead) != 0) {
        pthread_cond_destroy(&ahead->changed);
        pthread_mutex_destroy(&ahead->mutex);
        import_memo_close(memo);
        free(ahead);
        return error_set(err, OPTIBOM_FAILED, "no thread could be started to read with");
    }
    *out = ahead;
    return OPTIBOM_OK;
}

enum optibom_status read_ahead_next(struct read_ahead_batch **out, struct read_ahead *ahead,
                                    struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    pthread_mutex_lock(&ahead->mutex);
    while (ahead->taken == ahead->filled && !ahead->is_over)
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    if (ahead->taken < ahead->filled) {
        *out = &ahead->batches[ahead->taken++ % BATCHES];
    } else {
        status = ahead->status;
        if (status != OPTIBOM_NOT_FOUND)
            error_set(err, status, "%s", ahead->error.text);
    }
    pthread_mutex_unlock(&ahead->mutex);
    return status;
}

void read_ahead_give_back(struct read_ahead *ahead)
{
    pthread_mutex_lock(&ahead->mutex);
    ahead->given_back++;
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
}

void read_ahead_close(struct read_ahead *ahead)
{
    if (ahead == NULL)
        return;
    pthread_mutex_lock(&ahead->mutex);
    ahead->is_stopped = true;
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
    pthread_join(ahead->thread, NULL);
    for (size_t i = 0; i < BATCHES; i++) {
        arena_fini(&ahead->batches[i].arena);
        arena_fini(&ahead->batches[i].made);
    }
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->mutex);
    import_memo_close(ahead->memo);
    free(ahead);
}

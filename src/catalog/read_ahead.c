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
    pthread_t thread;

    /* Below: under the mutex. */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct read_ahead_batch *filled, **filled_end; /* in the order of the table */
    struct read_ahead_batch *taken;                /* the caller's; NULL: none */
    struct read_ahead_batch *spare;
    size_t batches; /* that are not spare, the one being filled too */
    size_t room;
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
    batch->items = arena_alloc(&batch->arena, BATCH_RECORDS * sizeof *batch->items);
    if (batch->items == NULL)
        return error_no_memory(err);
    while (status == OPTIBOM_OK && batch->count < BATCH_RECORDS)
        status = read_item(ahead, batch, err);
    return status;
}

static void free_batches(struct read_ahead_batch *batch)
{
    while (batch != NULL) {
        struct read_ahead_batch *next = batch->next;
        arena_fini(&batch->arena);
        arena_fini(&batch->made);
        free(batch);
        batch = next;
    }
}

/* An empty batch as soon as one more may wait; OPTIBOM_NOT_FOUND when the caller wants no more. */
static enum optibom_status empty_batch(struct read_ahead_batch **out, struct read_ahead *ahead,
                                       struct error *err)
{
    pthread_mutex_lock(&ahead->mutex);
    while (ahead->batches >= BATCHES && ahead->room == 0 && !ahead->is_stopped)
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    bool is_stopped = ahead->is_stopped;
    struct read_ahead_batch *spare = ahead->spare;
    if (spare != NULL)
        ahead->spare = spare->next;
    ahead->batches++;
    pthread_mutex_unlock(&ahead->mutex);
    *out = spare != NULL ? spare : calloc(1, sizeof *spare);
    if (*out == NULL)
        return error_no_memory(err);
    return is_stopped ? OPTIBOM_NOT_FOUND : OPTIBOM_OK;
}

/* The batch to the caller, what it takes off the room, and the end where this is it. */
static void hand_over(struct read_ahead *ahead, struct read_ahead_batch *batch,
                      enum optibom_status status, const struct error *err)
{
    size_t held = batch != NULL ? arena_held(&batch->arena) + arena_held(&batch->made) : 0;
    pthread_mutex_lock(&ahead->mutex);
    if (batch != NULL) {
        struct read_ahead_batch **end = batch->count > 0 ? ahead->filled_end : &ahead->spare;
        batch->next = *end;
        *end = batch;
        if (batch->count > 0)
            ahead->filled_end = &batch->next;
    }
    ahead->room -= held < ahead->room ? held : ahead->room;
    if (status != OPTIBOM_OK) {
        ahead->is_over = true;
        ahead->status = status;
        ahead->error = *err;
    }
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
}

static void *run(void *context)
{
    struct read_ahead *ahead = context;
    enum optibom_status status = OPTIBOM_OK;
    while (status == OPTIBOM_OK) {
        struct error err = {0};
        struct read_ahead_batch *batch = NULL;
        status = empty_batch(&batch, ahead, &err);
        if (status == OPTIBOM_OK)
            status = fill(ahead, batch, &err);
        hand_over(ahead, batch, status, &err);
    }
    return NULL;
}

static void free_ahead(struct read_ahead *ahead)
{
    free_batches(ahead->filled);
    free_batches(ahead->taken);
    free_batches(ahead->spare);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->mutex);
    import_memo_close(ahead->memo);
    free(ahead);
}

enum optibom_status read_ahead_open(struct read_ahead **out, struct import_table_rows *rows,
                                    const struct import_mapping *mapping, read_ahead_maker *make,
                                    const void *context, size_t room, struct error *err)
{
    struct read_ahead *ahead = calloc(1, sizeof *ahead);
    struct import_memo *memo = import_memo_open(mapping->column_count);
    if (ahead == NULL || memo == NULL) {
        free(ahead);
        import_memo_close(memo);
        return error_no_memory(err);
    }
    *ahead = (struct read_ahead){.memo = memo,
                                 .rows = rows,
                                 .mapping = mapping,
                                 .make = make,
                                 .context = context,
                                 .filled_end = &ahead->filled,
                                 .room = room};
    pthread_mutex_init(&ahead->mutex, NULL);
    pthread_cond_init(&ahead->changed, NULL);
    if (pthread_create(&ahead->thread, NULL, run, ahead) != 0) {
        free_ahead(ahead);
        return error_set(err, OPTIBOM_FAILED, "no thread could be started to read with");
    }
    *out = ahead;
    return OPTIBOM_OK;
}

/* How the reading ended. */
static enum optibom_status ended(const struct read_ahead *ahead, struct error *err)
{
    return ahead->status == OPTIBOM_NOT_FOUND
               ? OPTIBOM_NOT_FOUND
               : error_set(err, ahead->status, "%s", ahead->error.text);
}

enum optibom_status read_ahead_wait(size_t *room, struct read_ahead *ahead, struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    pthread_mutex_lock(&ahead->mutex);
    while (ahead->room > 0 && !ahead->is_over)
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    if (ahead->is_over)
        status = ended(ahead, err);
    *room = ahead->room;
    ahead->room = 0;
    pthread_mutex_unlock(&ahead->mutex);
    return status == OPTIBOM_NOT_FOUND ? OPTIBOM_OK : status;
}

enum optibom_status read_ahead_next(struct read_ahead_batch **out, struct read_ahead *ahead,
                                    struct error *err)
{
    enum optibom_status status = OPTIBOM_OK;
    pthread_mutex_lock(&ahead->mutex);
    while (ahead->filled == NULL && !ahead->is_over)
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    *out = ahead->taken = ahead->filled;
    if (ahead->filled == NULL)
        status = ended(ahead, err);
    else if ((ahead->filled = ahead->taken->next) == NULL)
        ahead->filled_end = &ahead->filled;
    if (ahead->taken != NULL)
        ahead->taken->next = NULL;
    pthread_mutex_unlock(&ahead->mutex);
    return status;
}

void read_ahead_give_back(struct read_ahead *ahead)
{
    struct read_ahead_batch *batch = ahead->taken;
    ahead->taken = NULL;
    arena_reset(&batch->arena);
    arena_reset(&batch->made);
    batch->count = 0;
    pthread_mutex_lock(&ahead->mutex);
    bool is_needed = --ahead->batches < BATCHES && !ahead->is_over;
    if (is_needed) {
        batch->next = ahead->spare;
        ahead->spare = batch;
    }
    pthread_cond_signal(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
    if (!is_needed)
        free_batches(batch);
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
    free_ahead(ahead);
}

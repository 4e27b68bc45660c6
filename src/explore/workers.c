#include "explore/workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct work {
    atomic_size_t next;
    size_t count;
    void (*job)(void *context, size_t number);
    void *context;
};

static void *run(void *context)
{
    struct work *work = context;
    for (size_t i = atomic_fetch_add(&work->next, 1); i < work->count;
         i = atomic_fetch_add(&work->next, 1))
        work->job(work->context, i);
    return NULL;
}

void explore_workers_run(unsigned threads, size_t count, void (*job)(void *context, size_t number),
                         void *context)
{
    struct work work = {.count = count, .job = job, .context = context};
    pthread_t others[EXPLORE_THREADS];
    unsigned started = 0;
    /* With fewer threads than asked for it takes longer, and that is all. */
    while (started + 1 < threads && started + 1 < count && started < EXPLORE_THREADS &&
           pthread_create(&others[started], NULL, run, &work) == 0)
        started++;
    run(&work);
    while (started > 0)
        pthread_join(others[--started], NULL);
}

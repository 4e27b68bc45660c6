/* Jobs on several threads. */
#ifndef OPTIBOM_EXPLORE_WORKERS_H
#define OPTIBOM_EXPLORE_WORKERS_H

#include <stddef.h>

enum { EXPLORE_THREADS = 16 };

/* Does jobs 0 to count - 1, each once, on so many threads, the caller's among them: in what order
 * and by whom is open. */
void explore_workers_run(unsigned threads, size_t count, void (*job)(void *context, size_t number),
                         void *context);

#endif

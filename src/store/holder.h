/* Who holds a catalog up; within this folder. */
#ifndef OPTIBOM_STORE_HOLDER_H
#define OPTIBOM_STORE_HOLDER_H

#include <stddef.h>

enum { HOLDER_SIZE = 96 };

/* "process 4711 of anna": who has the lock of writers on the file; "another program" where that
 * cannot be told. */
void holder_name(char out[HOLDER_SIZE], const char *path);

#endif

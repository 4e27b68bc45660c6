/* The full-text index of schema/search.sql; within this folder. */
#ifndef OPTIBOM_STORE_TEXT_INDEX_H
#define OPTIBOM_STORE_TEXT_INDEX_H

#include "store/handle.h"

/* Indexes again what the transaction has changed. */
enum optibom_status text_index_catch_up(struct store *store, struct error *err);

#endif

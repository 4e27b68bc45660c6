/* The temporary tables that reports read. */
#ifndef OPTIBOM_REPORT_TABLES_H
#define OPTIBOM_REPORT_TABLES_H

#include "store/store.h"

/* Lays schema/results.sql, schema/result_explore.sql and schema/result_views.sql; once for each
 * open store. */
enum optibom_status report_tables_create(struct store *store, struct error *err);

#endif

/*
 * Exchange between sites: what changes came to in one catalog, as a file that another one applies.
 *
 * 1. The file tells rows by their natural names (store/natural.h), since the numbers of rows are
 *    each catalog's own. It tells what the changes came to: each row as it was before the first of
 *    them and as it is now. A row that is again as it was is not in it, and applying a file a
 * second time finds everything as it says.
 * 2. Applying looks at the row of that name here. New: absent, it is inserted; the same, it is
 *    unchanged; else a conflict. Changed: columns that hold what they held there before are set,
 *    those that hold what they hold there now are unchanged; another value is a conflict. Gone:
 *    absent, it is unchanged; as it was there before, and used by nothing, it is deleted; else a
 *    conflict. A row with a conflict is left as it is.
 * 3. The class tables and the attributes in `part` repeat figures, and which figure is in force
 *    follows from them (exchange_figures.c): neither is compared.
 * 4. The prices for one thing stand where another one counted, or none. Where that counts here,
 * they are added; where one of them does, those after it; else they are a conflict.
 * 5. History and requests for quotation are each site's own, and so is who stored or released a
 *    revision when: that it is released is told, and two sites that both did agree.
 */
#ifndef OPTIBOM_CATALOG_EXCHANGE_H
#define OPTIBOM_CATALOG_EXCHANGE_H

#include "base/table.h"
#include "catalog/change.h"

struct catalog_exchange_counts {
    int64_t changes, rows, prices;
};

/* Writes what the changes after number `since` came to. The file appears whole or not at all;
 * OPTIBOM_CONFLICT where there is one. OPTIBOM_NOT_FOUND: there is no change of that number. */
enum optibom_status catalog_exchange_export(struct catalog_exchange_counts *out,
                                            struct catalog *catalog, const char *path,
                                            int64_t since, struct error *err);

struct catalog_exchange_request {
    const char *path;
    struct catalog_who who;
    bool dry_run;        /* say what would happen, change nothing */
    bool skip_conflicts; /* write what has no conflict; else one conflict takes everything back */
};

struct catalog_exchange_report {
    struct catalog_exchange_counts file;
    int64_t written, unchanged, conflicted; /* rows and prices */
    int64_t batch_id;                       /* 0: nothing was stored */
    struct table conflicts;                 /* a row for each column in conflict */
};

/* The rows become an import batch, with the file in its history, and are taken back as one. The
 * report lives in `arena`. OPTIBOM_BAD_INPUT: no file of changes, damaged, or of another schema. */
enum optibom_status catalog_exchange_apply(struct catalog_exchange_report *out, struct arena *arena,
                                           struct catalog *catalog,
                                           const struct catalog_exchange_request *request,
                                           struct error *err);

#endif

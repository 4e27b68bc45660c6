/* Exchange between sites: changes as a file, and the file of another site applied. */
#include "catalog/exchange.h"
#include "facade.h"
#include "report/answer/exchange_report.h"

enum optibom_status optibom_changes_export(struct optibom *optibom, const char *path, int64_t since,
                                           const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct catalog_exchange_counts counts = {0};
    struct buf text;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    status = catalog_exchange_export(&counts, &optibom->catalog, path, since, err);
    if (status != OPTIBOM_OK)
        return status;
    buf_init(&text);
    exchange_report_export(&text, &counts, path, output);
    return handle_send_and_free(optibom, &text, output);
}

enum optibom_status optibom_changes_apply(struct optibom *optibom,
                                          const struct optibom_changes_request *request,
                                          bool *findings, const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct catalog_exchange_report report;
    struct arena arena;
    struct buf text;
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    const struct catalog_exchange_request apply = {.path = request->path,
                                                   .who = handle_who(optibom),
                                                   .dry_run = request->dry_run,
                                                   .skip_conflicts = request->skip_conflicts};
    arena_init(&arena);
    status = catalog_exchange_apply(&report, &arena, &optibom->catalog, &apply, err);
    if (status == OPTIBOM_OK) {
        *findings = report.conflicted > 0;
        buf_init(&text);
        exchange_report_apply(&text, &report, &apply, output);
        status = handle_send_and_free(optibom, &text, output);
    }
    arena_fini(&arena);
    return status;
}

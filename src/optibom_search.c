/* Things by their words. */
#include "catalog/full_text.h"
#include "facade.h"
#include "report/text/text_marks.h"

#include <stdio.h>

/* Marks reach a terminal with colours only; elsewhere words stand as they are. */
static enum optibom_status emit_found(struct optibom *optibom, const struct table *table,
                                      bool is_marked, const struct optibom_output *output)
{
    struct buf text, shown;
    buf_init(&text);
    buf_init(&shown);
    emit_document(&text,
                  &(struct emit_document){.schema = "optibom.search/1",
                                          .sections = {{"rows", NULL, table, NULL}},
                                          .section_count = 1},
                  output);
    if (is_marked)
        text_marks_show(&shown, buf_text(&text));
    shown.failed |= !buf_ok(&text);
    enum optibom_status status = handle_send(optibom, is_marked ? &shown : &text, output);
    buf_fini(&text);
    buf_fini(&shown);
    return status;
}

enum optibom_status optibom_search(struct optibom *optibom,
                                   const struct optibom_search_request *request,
                                   struct optibom_search_found *found,
                                   const struct optibom_output *output)
{
    struct error *err = handle_begin(optibom);
    struct arena arena;
    struct table table;
    const char *nearest = "";
    bool is_marked = output->format == OPTIBOM_TEXT && output->colour;
    const struct catalog_full_text words = {.words = request->words,
                                            .word_count = request->word_count,
                                            .limit = request->limit,
                                            .open = is_marked ? TEXT_MARK_OPEN : "",
                                            .close = is_marked ? TEXT_MARK_CLOSE : ""};
    *found = (struct optibom_search_found){.count = 0};
    enum optibom_status status = handle_require(optibom);
    if (status != OPTIBOM_OK)
        return status;
    arena_init(&arena);
    status = catalog_full_text_find(&table, &found->count, &arena, &optibom->catalog, &words, err);
    if (status == OPTIBOM_OK && found->count == 0)
        status = catalog_full_text_nearest(&nearest, &arena, &optibom->catalog, &words, err);
    snprintf(found->nearest, sizeof found->nearest, "%s", nearest);
    if (status == OPTIBOM_OK)
        status = emit_found(optibom, &table, is_marked, output);
    arena_fini(&arena);
    return status;
}

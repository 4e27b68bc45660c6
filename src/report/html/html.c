#include "report/html/html.h"

#include "base/embed.h"
#include "report/html/html_page.h"
#include "report/result.h"

#include <assert.h>
#include <string.h>

bool report_html_shows(const struct report_spec *spec)
{
    if (spec->page != REPORT_PAGE_OPEN)
        return spec->page == REPORT_PAGE_YES;
    /* A cover is the workbook's own. */
    return spec->picture_count > 0 || (!spec->is_apart && spec->layout != REPORT_COVER);
}

static bool is_sources(const struct report_spec *spec)
{
    return strcmp(spec->name, "sources") == 0;
}

/* Pictures, sheets, sources. */
static int place_of(const struct report_spec *spec)
{
    bool is_picture = spec->is_apart && spec->picture_count > 0 && spec->layout != REPORT_COVER;
    return is_sources(spec) ? 2 : is_picture ? 0 : 1;
}

static void run_reports(struct html *html, struct store *store,
                        const struct report_spec *const *specs, size_t count)
{
    bool is_own;
    html->status = store_snapshot(&is_own, store, html->err);
    for (int place = 0; place < 3; place++)
        for (size_t i = 0; i < count && html->status == OPTIBOM_OK; i++) {
            struct html_section *section = &html->sections[html->count];
            if (place_of(specs[i]) != place)
                continue;
            section->spec = specs[i];
            html->status = report_result(&section->table, html->arena, store, specs[i], html->err);
            if (count == 1 || table_row_count(&section->table) > 0)
                html->count++;
        }
    store_snapshot_end(store, is_own);
}

static void write_embedded(struct html *html, const char *path)
{
    const struct embed_file *file = embed_find(path);
    assert(file != NULL);
    buf_add(html->out, file->data, file->size);
}

static void write_hash(struct html *html, const char *path)
{
    const struct embed_file *file = embed_find(path);
    assert(file != NULL);
    html_hash(html->out, file->data, file->size);
}

/* Patterns by which series differ without colour; the solid series has none. */
static void write_patterns(struct html *html)
{
    static const char *const SHAPES[] = {"M-2 2L2 -2M0 8L8 0M6 10L10 6",
                                         "M2 2h2v2h-2z",
                                         "M-2 6L2 10M0 0L8 8M6 -2L10 2",
                                         "M0 2H8M0 6H8",
                                         "M2 0V8M6 0V8",
                                         "M0 0L8 8M8 0L0 8",
                                         "M0 4H8",
                                         "M4 0V8"};
    buf_puts(html->out, "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\">"
                        "<defs>\n");
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++)
        buf_printf(html->out,
                   "<pattern id=\"p%zu\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                   "<rect width=\"8\" height=\"8\" class=\"f%zu\"/><path d=\"%s\" "
                   "class=\"hatch\"/></pattern>\n",
                   i + 1, i + 1, SHAPES[i]);
    buf_puts(html->out,
             "<pattern id=\"pu\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
             "<path d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5\" class=\"unknown-hatch\"/></pattern>\n"
             "</defs></svg>\n");
}

static void write_head(struct html *html, const char *title)
{
    struct buf *out = html->out;
    buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src '");
    write_hash(html, "reports/page.css");
    buf_puts(out, "'; script-src '");
    write_hash(html, "reports/page.js");
    buf_puts(out, "'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html_escape(out, title);
    buf_puts(out, "</title>\n<style>");
    write_embedded(html, "reports/page.css");
    buf_puts(out, "</style>\n</head>\n<body>\n"
                  "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
    write_patterns(html);
}

/* The builds of the page: names joined, titles as a list, or the title of the only one. */
struct builds {
    size_t count;
    struct buf names, list, title;
};

static void read_builds(struct builds *builds, struct html *html, struct store *store)
{
    struct store_query query;
    buf_init(&builds->names);
    buf_init(&builds->list);
    buf_init(&builds->title);
    builds->count = 0;
    store_query_start(&query, store, "SELECT build, title FROM result_build ORDER BY position", "");
    while (store_query_next(&query)) {
        const char *name = store_text(&query, 0), *title = store_text(&query, 1);
        buf_puts(&builds->names, builds->count++ > 0 ? ", " : "");
        buf_puts(&builds->names, name);
        buf_clear(&builds->title);
        buf_puts(&builds->title, title != NULL && title[0] != '\0' ? title : name);
        buf_puts(&builds->list, "<li><b>");
        html_escape(&builds->list, name);
        buf_puts(&builds->list, "</b> ");
        html_escape(&builds->list, title != NULL ? title : "");
        buf_puts(&builds->list, "</li>\n");
    }
    enum optibom_status status = store_query_end(&query, html->err);
    if (html->status == OPTIBOM_OK)
        html->status = status;
    html->out->failed |=
        !buf_ok(&builds->names) || !buf_ok(&builds->list) || !buf_ok(&builds->title);
}

static void write_header(struct html *html, const struct builds *builds, const char *date)
{
    struct buf *out = html->out;
    bool is_one = html->count == 1;
    buf_puts(out, "<header>\n<p class=\"made\">optibom, ");
    html_escape(out, date);
    if (!is_one && builds->count == 1) {
        buf_puts(out, ", build ");
        html_escape(out, buf_text(&builds->names));
    }
    buf_puts(out, "</p>\n<h1>");
    if (is_one || (builds->count == 0 && html->count > 0))
        html_escape(out, html->sections[0].spec->title);
    else if (builds->count == 1)
        html_escape(out, buf_text(&builds->title));
    else
        buf_printf(out, "%zu builds side by side", builds->count);
    buf_puts(out, "</h1>\n");
    if (!is_one && builds->count > 1)
        buf_printf(out, "<ul class=\"builds\">\n%s</ul>\n", buf_text(&builds->list));
    buf_puts(out, "</header>\n");
}

static void write_contents(struct html *html)
{
    struct buf *out = html->out;
    static const char *const GROUPS[] = {"Pictures", "Tables", "Origin"};
    int last = -1;
    if (html->count < 2)
        return;
    buf_puts(out, "<nav aria-label=\"Contents\">\n");
    for (size_t i = 0; i < html->count; i++) {
        const struct report_spec *spec = html->sections[i].spec;
        int place = place_of(spec);
        if (place != last)
            buf_printf(out, "%s<h2>%s</h2>\n<ul>\n", last >= 0 ? "</ul>\n" : "", GROUPS[place]);
        last = place;
        buf_puts(out, "<li><a href=\"#");
        html_escape(out, spec->name);
        buf_puts(out, "\">");
        html_escape(out, spec->sheet);
        buf_puts(out, "</a></li>\n");
    }
    buf_puts(out, "</ul>\n</nav>\n");
}

/* Cards and facts are texts themselves, with no numbers to unfold. */
static bool is_all_text(const struct report_spec *spec)
{
    for (size_t i = 0; i < spec->picture_count; i++)
        if (spec->pictures[i].kind != REPORT_PICTURE_CARDS &&
            spec->pictures[i].kind != REPORT_PICTURE_FACTS)
            return false;
    return true;
}

static void write_section(struct html *html, const struct html_section *section)
{
    struct buf *out = html->out;
    const struct report_spec *spec = section->spec;
    bool is_drawn = spec->picture_count > 0;
    bool is_text = is_drawn && is_all_text(spec);
    buf_puts(out, "<section id=\"");
    html_escape(out, spec->name);
    buf_puts(out, "\">\n<h2 id=\"h-");
    html_escape(out, spec->name);
    buf_puts(out, "\">");
    html_escape(out, spec->title);
    buf_puts(out, "</h2>\n");
    if (spec->purpose[0] != '\0') {
        buf_puts(out, "<p class=\"purpose\">");
        html_escape(out, spec->purpose);
        buf_puts(out, "</p>\n");
    }
    html_pictures_write(html, section);
    if (is_drawn && !is_text)
        buf_puts(out, "<details><summary>The numbers of the pictures</summary>\n");
    if (!is_text)
        html_table_write(html, section);
    if (is_drawn && !is_text)
        buf_puts(out, "</details>\n");
    html_charts_write(html, section);
    buf_puts(out, "</section>\n");
}

static void write_page(struct html *html, struct store *store, const char *date)
{
    struct buf *out = html->out;
    struct builds builds;
    read_builds(&builds, html, store);
    bool has_names = builds.count > 0 && html->count != 1;
    write_head(html, html->count == 0 || has_names ? buf_text(&builds.names)
                                                   : html->sections[0].spec->title);
    write_header(html, &builds, date);
    buf_puts(out, "<div class=\"body\">\n");
    write_contents(html);
    buf_puts(out, "<main id=\"main\">\n");
    for (size_t i = 0; i < html->count && html->status == OPTIBOM_OK; i++)
        write_section(html, &html->sections[i]);
    buf_puts(out, "</main>\n</div>\n<script>");
    write_embedded(html, "reports/page.js");
    buf_puts(out, "</script>\n</body>\n</html>\n");
    buf_fini(&builds.names);
    buf_fini(&builds.list);
    buf_fini(&builds.title);
}

enum optibom_status report_html_write(struct buf *out, struct store *store,
                                      const struct report_spec *const *specs, size_t count,
                                      const char *date, struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct html html = {.out = out, .arena = &arena, .err = err};
    text_map_init(&html.source_rows, &arena, true);
    html.sections = arena_alloc(&arena, (count + 1) * sizeof *html.sections);
    if (html.sections == NULL)
        html_no_memory(&html);
    run_reports(&html, store, specs, count);
    if (html.status == OPTIBOM_OK)
        html_sources_find(&html);
    if (html.status == OPTIBOM_OK)
        write_page(&html, store, date);
    if (html.status == OPTIBOM_OK && !buf_ok(out))
        html_no_memory(&html);
    text_map_fini(&html.source_rows);
    arena_fini(&arena);
    return html.status;
}

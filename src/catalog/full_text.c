/*
 * Statements:
 *
 *  1. A word of a person reaches the query language of SQLite between double quotes, those in it
 *     doubled: a string there has no other syntax. What holds no letter and no digit is no word,
 *     and left out by SQLite, as between words that stand beside each other it may.
 *  2. A sign inside a word parts it: "MMS4X00-NS" is found where mms4x00 and ns follow each other.
 *  3. A name tells most about a thing, then its maker, its title, its text: weights 10, 4, 2, 1 of
 *     bm25. A thing that is called as what was asked for goes before all others.
 */
#include "catalog/full_text.h"

#include "base/buf.h"
#include "base/nearest.h"
#include "base/scan.h"

#include <string.h>

#define BLANKS " \t\r\n\v\f"

enum { WORDS_MAX = 64 };

/* Statement 1. */
static void put_quoted(struct buf *out, const char *word, size_t length)
{
    buf_puts(out, out->length > 0 ? " \"" : "\"");
    for (size_t i = 0; i < length; i++) {
        if (word[i] == '"')
            buf_putc(out, '"');
        buf_putc(out, word[i]);
    }
    buf_puts(out, "\"*");
}

/* All words of a request, by the blanks in its texts. */
static enum optibom_status split(const char ***words, size_t *count, struct arena *arena,
                                 const struct catalog_full_text *request, struct error *err)
{
    *words = NULL;
    *count = 0;
    for (size_t i = 0; i < request->word_count; i++) {
        const char *at = request->words[i] + strspn(request->words[i], BLANKS);
        while (*at != '\0') {
            size_t length = strcspn(at, BLANKS);
            const char **more = arena_grow(arena, *words, *count, sizeof *more);
            const char *word = arena_strndup(arena, at, length);
            if (more == NULL || word == NULL)
                return error_no_memory(err);
            *words = more;
            more[(*count)++] = word;
            at += length + strspn(at + length, BLANKS);
        }
    }
    return *count > WORDS_MAX
               ? error_set(err, OPTIBOM_USAGE, "search takes at most %d words", WORDS_MAX)
               : OPTIBOM_OK;
}

/* The words as one query, and as one name. */
static enum optibom_status make_query(const char **query, const char **name, struct arena *arena,
                                      const char *const *words, size_t count, struct error *err)
{
    struct buf quoted, plain;
    buf_init(&quoted);
    buf_init(&plain);
    for (size_t i = 0; i < count; i++) {
        put_quoted(&quoted, words[i], strlen(words[i]));
        buf_printf(&plain, "%s%s", i > 0 ? " " : "", words[i]);
    }
    *query = buf_ok(&quoted) ? arena_strdup(arena, buf_text(&quoted)) : NULL;
    *name = buf_ok(&plain) ? arena_strdup(arena, buf_text(&plain)) : NULL;
    buf_fini(&quoted);
    buf_fini(&plain);
    return *query != NULL && *name != NULL ? OPTIBOM_OK : error_no_memory(err);
}

static enum optibom_status count_things(int64_t *count, struct catalog *catalog, const char *query,
                                        struct error *err)
{
    *count = 0;
    if (query[0] == '\0')
        return OPTIBOM_OK;
    return store_one_int(count, catalog->store, err,
                         "SELECT count(*) FROM search_index WHERE search_index MATCH ?", "t",
                         query);
}

static void make_columns(struct table *out, struct arena *arena)
{
    table_init(out, arena);
    table_column(out, "kind", NULL, TABLE_TEXT, "");
    table_column(out, "name", NULL, TABLE_TEXT, "");
    table_key(out);
    table_column(out, "vendor", NULL, TABLE_TEXT, "");
    table_column(out, "title", NULL, TABLE_TEXT, "");
    table_column(out, "text", NULL, TABLE_TEXT, "");
    table_wrap(out);
}

/* A piece of a spec is one line, as a piece of any other text. */
static void put_line(struct table *out, const char *text)
{
    struct buf line;
    buf_init(&line);
    for (const char *at = text + strspn(text, BLANKS); *at != '\0';) {
        size_t length = strcspn(at, BLANKS);
        buf_puts(&line, line.length > 0 ? " " : "");
        buf_add(&line, at, length);
        at += length + strspn(at + length, BLANKS);
    }
    out->failed |= !buf_ok(&line);
    table_text(out, line.length > 0 ? buf_text(&line) : NULL);
    buf_fini(&line);
}

/* Of the best alone it is told where the words stand in them. */
enum optibom_status catalog_full_text_find(struct table *out, int64_t *count, struct arena *arena,
                                           struct catalog *catalog,
                                           const struct catalog_full_text *request,
                                           struct error *err)
{
    const char **words, *asked, *name;
    size_t word_count;
    struct store_query query;
    make_columns(out, arena);
    enum optibom_status status = split(&words, &word_count, arena, request, err);
    if (status == OPTIBOM_OK)
        status = make_query(&asked, &name, arena, words, word_count, err);
    if (status == OPTIBOM_OK)
        status = count_things(count, catalog, asked, err);
    if (status != OPTIBOM_OK || *count == 0)
        return status;
    store_query_start(
        &query, catalog->store,
        "WITH best(id, is_name, score) AS MATERIALIZED (SELECT rowid, name = ?2 COLLATE NOCASE,"
        " bm25(search_index, 10, 4, 2, 1) FROM search_index WHERE search_index MATCH ?1"
        " ORDER BY 2 DESC, 3, 1 LIMIT ?3)"
        " SELECT CASE s.rowid % 4 WHEN 0 THEN 'part' WHEN 1 THEN 'document' WHEN 2 THEN 'build'"
        " ELSE 'attachment' END, highlight(search_index, 0, ?4, ?5), highlight(search_index, 1, ?4,"
        " ?5), highlight(search_index, 2, ?4, ?5), snippet(search_index, 3, ?4, ?5, '...', 12)"
        " FROM best AS b CROSS JOIN search_index AS s ON s.rowid = b.id"
        " WHERE search_index MATCH ?1 ORDER BY b.is_name DESC, b.score, b.id",
        "ttitt", asked, name, request->limit > 0 ? request->limit : INT64_MAX, request->open,
        request->close);
    while (table_ok(out) && store_query_next(&query))
        for (int i = 0; i < 5; i++) {
            const char *text = store_text(&query, i);
            put_line(out, text != NULL ? text : "");
        }
    status = store_query_end(&query, err);
    return status == OPTIBOM_OK && !table_ok(out) ? error_no_memory(err) : status;
}

/* ---- what somebody may have meant ---- */

/* Words of the index that are about as long, and the nearest of them; NULL: none comes near. */
static enum optibom_status nearest_in_index(const char **out, struct arena *arena,
                                            struct catalog *catalog, const char *word,
                                            struct error *err)
{
    struct store_query query;
    const char **words = NULL;
    size_t count = 0;
    bool copied = true;
    int64_t length = (int64_t)strlen(word);
    store_query_start(&query, catalog->store,
                      "SELECT term FROM search_word WHERE length(term) BETWEEN ? AND ?", "ii",
                      length - 1 - length / 2, length + 1 + length / 2);
    while (copied && store_query_next(&query)) {
        const char **more = arena_grow(arena, words, count, sizeof *more);
        /* A term is never NULL: memory was, on its way. */
        copied =
            more != NULL && store_copy_text(&more[count], arena, &query, 0) && more[count] != NULL;
        if (copied) {
            words = more;
            count++;
        }
    }
    enum optibom_status status = store_query_end(&query, err);
    if (status == OPTIBOM_OK && !copied)
        return error_no_memory(err);
    *out = nearest_word(word, words, count);
    return status;
}

/* A word that is nowhere, piece by piece: the index parts words at signs (statement 2). */
static enum optibom_status correct(const char **out, struct arena *arena, struct catalog *catalog,
                                   const char *word, struct error *err)
{
    struct buf text;
    enum optibom_status status = OPTIBOM_OK;
    buf_init(&text);
    for (const char *at = word; status == OPTIBOM_OK && *at != '\0';) {
        size_t length = 0;
        while (scan_is_digit(at[length]) || scan_is_letter(at[length]) || (at[length] & 0x80) != 0)
            length++;
        const char *piece = arena_strndup(arena, at, length), *nearest = NULL;
        if (piece == NULL)
            status = error_no_memory(err);
        else if (length > 0)
            status = nearest_in_index(&nearest, arena, catalog, piece, err);
        buf_puts(&text, nearest != NULL ? nearest : piece != NULL ? piece : "");
        at += length;
        if (*at != '\0')
            buf_putc(&text, *at++);
    }
    *out = buf_ok(&text) ? arena_strdup(arena, buf_text(&text)) : NULL;
    buf_fini(&text);
    return status == OPTIBOM_OK && *out == NULL ? error_no_memory(err) : status;
}

enum optibom_status catalog_full_text_nearest(const char **out, struct arena *arena,
                                              struct catalog *catalog,
                                              const struct catalog_full_text *request,
                                              struct error *err)
{
    const char **words, *query, *name;
    size_t count;
    int64_t found = 0;
    bool is_other = false;
    *out = "";
    enum optibom_status status = split(&words, &count, arena, request, err);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const char *word = words[i];
        status = make_query(&query, &name, arena, &word, 1, err);
        if (status == OPTIBOM_OK)
            status = count_things(&found, catalog, query, err);
        if (status == OPTIBOM_OK && found == 0)
            status = correct(&words[i], arena, catalog, word, err);
        is_other |= words[i] != NULL && strcmp(words[i], word) != 0;
    }
    if (status != OPTIBOM_OK || !is_other)
        return status;
    status = make_query(&query, &name, arena, words, count, err);
    if (status == OPTIBOM_OK)
        status = count_things(&found, catalog, query, err);
    if (status == OPTIBOM_OK && found > 0)
        *out = name;
    return status;
}

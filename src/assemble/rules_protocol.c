/*
 * What the two ends of a link speak.
 *
 * 1. A part states words with commas between; two that state words and share none cannot talk. What
 *    nobody states is no finding.
 * 2. A system that states nothing speaks what its switch chip does; an accelerator speaks over its
 *    own ports where no NIC stands between.
 */
#include "assemble/rules_run.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The next word of a list, without the blanks around it; NULL at its end. */
static const char *next_word(size_t *length, const char **rest)
{
    const char *word = *rest + strspn(*rest, ", ");
    size_t size = strcspn(word, ",");
    *rest = word + size;
    while (size > 0 && isspace((unsigned char)word[size - 1]))
        size--;
    *length = size;
    return size > 0 ? word : NULL;
}

static bool has_word(const char *list, const char *word, size_t length)
{
    size_t other_length;
    const char *other;
    while ((other = next_word(&other_length, &list)) != NULL)
        if (other_length == length && strncasecmp(other, word, length) == 0)
            return true;
    return false;
}

/* Statement 1. */
static bool share_word(const char *a, const char *b)
{
    size_t length;
    const char *word;
    while ((word = next_word(&length, &a)) != NULL)
        if (has_word(b, word, length))
            return true;
    return false;
}

/* Statement 2; NULL when not known. */
static const char *spoken_by(const struct bom *bom, long line)
{
    const char *words = catalog_part_text(bom->lines[line].part, "protocol");
    long chip = words == NULL && rules_is_class(&bom->lines[line], "enclosure")
                    ? rules_line_below(bom, line, "switch_asic")
                    : BOM_TOP;
    return chip != BOM_TOP ? catalog_part_text(bom->lines[chip].part, "protocol") : words;
}

/* What talks at the lower end; BOM_TOP for ports of a machine, which nobody knows. */
static long lower_of(const struct bom *bom, const struct bom_link *link)
{
    long line = link->lower_line;
    if (!rules_is_endpoint_link(link))
        return line;
    if (line != BOM_TOP)
        return rules_is_class(&bom->lines[line], "enclosure") ? BOM_TOP : line;
    for (long i = 0; i < (long)bom->line_count; i++)
        if (rules_is_class(&bom->lines[i], "accelerator"))
            return i;
    return BOM_TOP;
}

/* Whether an earlier link joins the same two lines. */
static bool is_seen(const struct bom *bom, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (bom->links[i].upper_line == bom->links[at].upper_line &&
            bom->links[i].lower_line == bom->links[at].lower_line)
            return true;
    return false;
}

static bool check_protocol(struct bom *bom, size_t at)
{
    const struct bom_link *link = &bom->links[at];
    long upper = link->upper_line, lower = lower_of(bom, link);
    if (upper == BOM_TOP || lower == BOM_TOP || upper == lower || is_seen(bom, at))
        return true;
    const char *above = spoken_by(bom, upper), *below = spoken_by(bom, lower);
    return above == NULL || below == NULL || share_word(above, below) ||
           bom_find(bom, "protocol", upper, "%s: %s speaks %s, %s speaks %s", link->network,
                    bom->lines[upper].part->name, above, bom->lines[lower].part->name, below);
}

bool rules_check_protocols(struct bom *bom)
{
    for (size_t i = 0; i < bom->link_count; i++)
        if (!check_protocol(bom, i))
            return false;
    return true;
}

/*
 * Flows between nodes in layers from left to right: a node stands one layer right of the last that
 * feeds it, as high as what flows through it; bands keep the order of the rows.
 */
#include "report/html/svg.h"

#include <math.h>
#include <string.h>

enum {
    NODE = 12,
    HEIGHT = 260,
    LEAST_SLOT = 18,
    TOP = 8,
    LABEL_GAP = 6,
    MOST_LAYERS = 12,
    LAST_ROOM = 200
};

struct node {
    const char *name;
    double in, out;    /* what flows */
    double x, y, high; /* where it stands */
    double in_at, out_at;
    size_t layer;
};

struct band {
    size_t from, to, colour;
    double value;
};

struct sankey {
    struct html *html;
    const struct table_column *column;
    struct node *nodes;
    size_t node_count;
    struct band *bands;
    size_t band_count;
    size_t layers;
    double scale; /* pixels of a unit */
    double step;  /* from one layer to the next */
    double height;
};

static double through(const struct node *node)
{
    return fmax(node->in, node->out);
}

/* The node of that name, added when it is new. */
static size_t node_of(struct sankey *sankey, const char *name)
{
    size_t i = 0;
    while (i < sankey->node_count && strcmp(sankey->nodes[i].name, name) != 0)
        i++;
    if (i == sankey->node_count)
        sankey->nodes[sankey->node_count++] = (struct node){.name = name};
    return i;
}

/* The place of the name among all targets of the report. */
static size_t colour_of(const struct text_map *targets, const char *name)
{
    int64_t number = 0;
    text_map_get(&number, targets, name);
    return (size_t)number;
}

static void read_bands(struct sankey *sankey, const struct html_section *section,
                       const struct report_picture *picture, struct where_run run,
                       const struct text_map *targets)
{
    size_t from = html_column(section->spec, picture->columns[0]);
    size_t to = html_column(section->spec, picture->columns[1]);
    size_t value = html_column(section->spec, picture->columns[2]);
    for (size_t row = run.first; row <= run.last; row++) {
        double of = html_cell_value(section, row, value);
        if (!(of > 0))
            continue;
        struct band *band = &sankey->bands[sankey->band_count++];
        *band = (struct band){node_of(sankey, html_cell_text(section, row, from)),
                              node_of(sankey, html_cell_text(section, row, to)),
                              colour_of(targets, html_cell_text(section, row, to)), of};
        sankey->nodes[band->from].out += of;
        sankey->nodes[band->to].in += of;
    }
}

/* As many rounds as layers: what flows in a circle ends at the last. */
static void find_layers(struct sankey *sankey)
{
    for (size_t round = 0; round < MOST_LAYERS - 1; round++)
        for (size_t i = 0; i < sankey->band_count; i++) {
            const struct band *band = &sankey->bands[i];
            size_t next = sankey->nodes[band->from].layer + 1;
            if (sankey->nodes[band->to].layer < next && next < MOST_LAYERS)
                sankey->nodes[band->to].layer = next;
        }
    for (size_t i = 0; i < sankey->node_count; i++)
        if (sankey->nodes[i].layer + 1 > sankey->layers)
            sankey->layers = sankey->nodes[i].layer + 1;
}

static double slot(const struct sankey *sankey, const struct node *node)
{
    return fmax(through(node) * sankey->scale, LEAST_SLOT) + 4;
}

static double layer_height(const struct sankey *sankey, size_t layer)
{
    double total = 0;
    for (size_t i = 0; i < sankey->node_count; i++)
        if (sankey->nodes[i].layer == layer)
            total += slot(sankey, &sankey->nodes[i]);
    return total;
}

static void place_nodes(struct sankey *sankey)
{
    double most = 0;
    for (size_t layer = 0; layer < sankey->layers; layer++) {
        double total = 0;
        for (size_t i = 0; i < sankey->node_count; i++)
            total += sankey->nodes[i].layer == layer ? through(&sankey->nodes[i]) : 0;
        most = fmax(most, total);
    }
    sankey->scale = most > 0 ? HEIGHT / most : 0;
    for (size_t layer = 0; layer < sankey->layers; layer++)
        sankey->height = fmax(sankey->height, layer_height(sankey, layer));
    /* Names stand right of the nodes, so the last layer keeps room for its own. */
    sankey->step =
        sankey->layers > 1 ? (double)(SVG_WIDE - LAST_ROOM) / (double)(sankey->layers - 1) : 0;
    for (size_t layer = 0; layer < sankey->layers; layer++) {
        double y = TOP;
        for (size_t i = 0; i < sankey->node_count; i++) {
            struct node *node = &sankey->nodes[i];
            if (node->layer != layer)
                continue;
            node->x = (double)layer * sankey->step;
            node->high = fmax(through(node) * sankey->scale, 1);
            node->y = y;
            node->in_at = node->out_at = y;
            y += slot(sankey, node);
        }
    }
}

static void write_band(struct sankey *sankey, const struct band *band)
{
    struct buf *out = sankey->html->out;
    struct node *from = &sankey->nodes[band->from], *to = &sankey->nodes[band->to];
    double high = fmax(band->value * sankey->scale, 0.6);
    double x1 = from->x + NODE, x2 = to->x, middle = (x1 + x2) / 2;
    double y1 = from->out_at, y2 = to->in_at;
    from->out_at += band->value * sankey->scale;
    to->in_at += band->value * sankey->scale;
    buf_printf(out,
               "<path class=\"band b%zu\" d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f"
               "V%.1fC%.1f %.1f %.1f %.1f %.1f %.1fZ\"><title>",
               band->colour % SVG_SERIES, x1, y1, middle, y1, middle, y2, x2, y2, y2 + high, middle,
               y2 + high, middle, y1 + high, x1, y1 + high);
    html_escape_cut(out, from->name, 80);
    buf_puts(out, " to ");
    html_escape_cut(out, to->name, 80);
    buf_puts(out, ": ");
    html_escape(out, svg_value(sankey->html, sankey->column, band->value));
    buf_puts(out, "</title></path>\n");
}

static void write_node(struct sankey *sankey, size_t at)
{
    const struct node *node = &sankey->nodes[at];
    struct html *html = sankey->html;
    const char *value = svg_value(html, sankey->column, through(node));
    double y = node->y + fmax(node->high, LEAST_SLOT) / 2 + 4;
    double x = node->x + NODE + LABEL_GAP;
    double room =
        (node->layer + 1 < sankey->layers ? sankey->step : LAST_ROOM) - NODE - 2 * LABEL_GAP;
    if (node->high < LEAST_SLOT)
        y = node->y + 12;
    svg_bar(html->out, node->x, node->y, NODE, node->high, "node", node->name);
    const char *text = arena_printf(html->arena, "%s %s", value, node->name);
    if (text == NULL)
        html_no_memory(html);
    else
        svg_text(html->out, x, y, room * SVG_TEXT / SVG_SMALL, "start", "small", text);
}

void svg_sankey_targets(struct text_map *targets, struct html *html,
                        const struct html_section *section, const struct report_picture *picture)
{
    size_t to = html_column(section->spec, picture->columns[1]);
    int64_t known;
    for (size_t row = 0; row < table_row_count(&section->table); row++) {
        const char *name = html_cell_text(section, row, to);
        if (text_map_get(&known, targets, name))
            continue;
        if (!text_map_put(targets, name, (int64_t)targets->count)) {
            html_no_memory(html);
            return;
        }
    }
}

void svg_sankey(struct html *html, const struct html_section *section,
                const struct report_picture *picture, struct where_run run,
                const struct text_map *targets, const char *title)
{
    size_t rows = run.last - run.first + 1;
    struct sankey sankey = {
        .html = html,
        .column = &section->table.columns[html_column(section->spec, picture->columns[2])],
        .nodes = arena_alloc(html->arena, 2 * rows * sizeof *sankey.nodes),
        .bands = arena_alloc(html->arena, rows * sizeof *sankey.bands)};
    if (sankey.nodes == NULL || sankey.bands == NULL) {
        html_no_memory(html);
        return;
    }
    read_bands(&sankey, section, picture, run, targets);
    if (sankey.band_count == 0)
        return;
    find_layers(&sankey);
    place_nodes(&sankey);
    svg_open(html, SVG_WIDE, sankey.height + 2 * TOP, title,
             "Bands as wide as what flows from left to right; the table below has the numbers.");
    for (size_t i = 0; i < sankey.band_count; i++)
        write_band(&sankey, &sankey.bands[i]);
    for (size_t i = 0; i < sankey.node_count; i++)
        write_node(&sankey, i);
    svg_close(html, SVG_WIDE);
}

#include "explore/openings.h"

#include "assemble/network.h"
#include "catalog/find.h"

#include <string.h>

struct finding {
    struct openings *out;
    struct arena *arena;
    struct shelf *shelf;
    struct error *err;
    enum optibom_status status; /* sticky */
    enum openings_width width;
    long network, link; /* at which it is */
};

/* Where a slot is, and what fills it once all slots are open. */
struct place {
    enum opening_role role;
    const char *class_name, *of, *key; /* "networks.scale-out", "switch" */
    bool is_opened;                    /* on request: also where the spec does not have it */
};

static void fail(struct finding *finding)
{
    if (finding->status == OPTIBOM_OK)
        finding->status = error_no_memory(finding->err);
}

/* What a switch is, where the spec says no more. */
static const char *OF_SWITCHES[] = {"kind = switch"};

/* Appends to the candidates the parts of a class that satisfy the predicates of the slot. */
static enum optibom_status find_parts(struct finding *finding, struct opening *opening,
                                      const char *class_name, const char *const *where,
                                      size_t where_count, struct error *why)
{
    const struct catalog_find_request request = {
        .class_name = class_name, .predicates = where, .predicate_count = where_count};
    int64_t *ids = NULL;
    size_t count = 0;
    enum optibom_status status =
        catalog_find_ids(&ids, &count, finding->arena, finding->shelf->catalog, &request, why);
    for (size_t i = 0; status == OPTIBOM_OK && i < count; i++) {
        const struct catalog_part **parts =
            arena_grow(finding->arena, opening->parts, opening->count, sizeof *parts);
        if (parts == NULL)
            return error_no_memory(why);
        opening->parts = parts;
        status = shelf_part(&parts[opening->count++], finding->shelf, ids[i], why);
    }
    return status;
}

static void find_candidates(struct finding *finding, struct opening *opening)
{
    const struct spec_slot *slot = opening->slot;
    struct error why = {0};
    opening->parts = arena_grow(finding->arena, NULL, 0, sizeof *opening->parts);
    if (opening->parts == NULL) {
        fail(finding);
        return;
    }
    enum optibom_status status =
        find_parts(finding, opening, slot->class_name, slot->where, slot->where_count, &why);
    /* A switch may be a system or a chip that one contains. */
    if (status == OPTIBOM_OK && slot->where == OF_SWITCHES)
        status = find_parts(finding, opening, "switch_asic", NULL, 0, &why);
    if (status != OPTIBOM_OK)
        finding->status =
            error_set(finding->err, status == OPTIBOM_USAGE ? OPTIBOM_BAD_INPUT : status,
                      "%s:%zu: %s", slot->file, slot->line, why.text);
}

static struct opening *append(struct finding *finding, const struct opening *opening)
{
    struct openings *out = finding->out;
    struct opening *items = arena_grow(finding->arena, out->items, out->count, sizeof *items);
    if (items == NULL || opening->place == NULL) {
        fail(finding);
        return NULL;
    }
    out->items = items;
    items[out->count] = *opening;
    return &items[out->count++];
}

static void open_slot(struct finding *finding, struct spec_slot *slot, const struct place *place)
{
    bool is_there = slot->line > 0, is_named = is_there && slot->part != NULL;
    bool opens = finding->width != OPENINGS_ASKED && place->is_opened;
    bool is_widened = opens && (is_named || !is_there || finding->width == OPENINGS_WIDEST);
    const struct opening_asked asked = {.is_absent = !is_there,
                                        .part = is_there ? slot->part : NULL,
                                        .where = is_there ? slot->where : NULL,
                                        .where_count = is_there ? slot->where_count : 0,
                                        .line = slot->line};
    if (finding->status != OPTIBOM_OK || (!opens && (is_named || !is_there)))
        return;
    if (is_widened)
        *slot = (struct spec_slot){.class_name = place->class_name,
                                   .where = place->role == OPENING_SWITCH ? OF_SWITCHES : NULL,
                                   .where_count = place->role == OPENING_SWITCH,
                                   .file = is_there ? slot->file : finding->out->spec->file,
                                   .line = is_there ? slot->line : 1};
    struct opening *opening =
        append(finding,
               &(struct opening){.role = place->role,
                                 .place = place->of != NULL ? arena_printf(finding->arena, "%s.%s",
                                                                           place->of, place->key)
                                                            : place->key,
                                 .slot = slot,
                                 .network = finding->network,
                                 .link = finding->link,
                                 .line = slot->line,
                                 .asked = asked});
    if (opening != NULL)
        find_candidates(finding, opening);
}

static void open_medium(struct finding *finding, struct spec_link *link, const char *of)
{
    bool is_open = link->media_count > 1;
    if (!is_open && finding->width == OPENINGS_ASKED)
        return;
    /* A management port is what it is. */
    if (!is_open && network_is_twisted_pair(link->medium))
        return;
    is_open &= finding->width != OPENINGS_WIDEST;
    append(finding, &(struct opening){.role = OPENING_MEDIUM,
                                      .place = arena_printf(finding->arena, "%s.medium", of),
                                      .medium = link,
                                      .network = finding->network,
                                      .link = finding->link,
                                      .media = is_open ? link->media : SPEC_MEDIA_NAMES,
                                      .count = is_open ? link->media_count : SPEC_MEDIA_OF_PORTS});
}

static void open_link(struct finding *finding, struct spec_link *link, const char *of,
                      bool is_endpoint, bool has_nic)
{
    for (; link != NULL && finding->status == OPTIBOM_OK; link = link->beyond) {
        if (of == NULL) {
            fail(finding);
            return;
        }
        open_medium(finding, link, of);
        open_slot(finding, &link->near_module,
                  &(struct place){OPENING_MODULE, "transceiver", of, "module", true});
        open_slot(finding, &link->engine,
                  &(struct place){OPENING_ENGINE, "optical_engine", of, "engine", true});
        open_slot(finding, &link->far_module,
                  &(struct place){OPENING_FAR_MODULE, "transceiver", of, "far-module",
                                  is_endpoint && has_nic});
        open_slot(finding, &link->far_engine,
                  &(struct place){OPENING_FAR_ENGINE, "optical_engine", of, "far-engine",
                                  is_endpoint && !has_nic});
        open_slot(finding, &link->cable,
                  &(struct place){OPENING_CABLE, "cable", of, "cable", true});
        open_slot(finding, &link->fiber,
                  &(struct place){OPENING_FIBER, "fiber", of, "fiber", true});
        of = arena_printf(finding->arena, "%s.beyond", of);
    }
}

static void open_network(struct finding *finding, struct spec_network *network)
{
    const char *of = arena_printf(finding->arena, "networks.%s", network->name);
    bool has_nic = false;
    open_slot(
        finding, &network->switch_slot,
        &(struct place){OPENING_SWITCH, "enclosure", of, "switch", network->switch_slot.line > 0});
    open_slot(finding, &network->spine,
              &(struct place){OPENING_SWITCH, "enclosure", of, "spine", network->spine.line > 0});
    open_slot(finding, &network->core,
              &(struct place){OPENING_SWITCH, "enclosure", of, "core", network->core.line > 0});
    for (size_t i = 0; i < network->endpoint_count; i++) {
        struct spec_endpoint *endpoint = &network->endpoints[i];
        has_nic |= endpoint->nic.line > 0 || endpoint->group != SPEC_ACCELERATORS;
        open_slot(finding, &endpoint->nic,
                  &(struct place){
                      OPENING_NIC, "nic",
                      endpoint->name == NULL || of == NULL
                          ? of
                          : arena_printf(finding->arena, "%s.endpoints.%s", of, endpoint->name),
                      "nic", false});
    }
    for (size_t i = 0; i < network->link_count; i++) {
        struct spec_link *link = &network->links[i];
        finding->link = (long)i;
        open_link(finding, link, arena_printf(finding->arena, "%s.links.%zu", of, i + 1),
                  strcmp(link->from, "leaf") != 0 && strcmp(link->from, "spine") != 0, has_nic);
    }
    finding->link = OPENING_NOWHERE;
}

static void open_light(struct finding *finding, struct spec_light *light)
{
    open_slot(finding, &light->els, &(struct place){OPENING_LIGHT, "els", "light", "els", true});
    open_slot(finding, &light->fiber,
              &(struct place){OPENING_LIGHT_FIBER, "fiber", "light", "fiber", true});
    open_slot(finding, &light->fau, &(struct place){OPENING_ARRAY, "fau", "light", "fau", true});
}

enum optibom_status openings_find(struct openings *out, struct arena *arena, struct shelf *shelf,
                                  struct spec *spec, enum openings_width width, struct error *err)
{
    struct finding finding = {.out = out,
                              .arena = arena,
                              .shelf = shelf,
                              .err = err,
                              .width = width,
                              .network = OPENING_NOWHERE,
                              .link = OPENING_NOWHERE};
    *out = (struct openings){
        .spec = spec,
        .network_count = (long)spec->network_count,
        .link_counts = arena_alloc(arena, (spec->network_count + 1) * sizeof *out->link_counts)};
    if (out->link_counts == NULL)
        return error_no_memory(err);
    open_slot(&finding, &spec->rack,
              &(struct place){OPENING_RACK, "enclosure", NULL, "rack", false});
    open_slot(&finding, &spec->accelerator,
              &(struct place){OPENING_ACCELERATOR, "accelerator", NULL, "accelerators", false});
    for (size_t i = 0; i < spec->server_count; i++)
        open_slot(
            &finding, &spec->servers[i].slot,
            &(struct place){OPENING_SERVER, "enclosure", "servers", spec->servers[i].name, false});
    for (size_t i = 0; i < spec->network_count; i++) {
        finding.network = (long)i;
        out->link_counts[i] = spec->networks[i].link_count;
        open_network(&finding, &spec->networks[i]);
    }
    finding.network = OPENING_NOWHERE;
    open_light(&finding, &spec->light);
    open_slot(&finding, &spec->facility.supply,
              &(struct place){OPENING_SUPPLY, "psu", "facility", "supply",
                              spec->facility.supply.line > 0});
    return finding.status;
}

size_t opening_none(const struct opening *opening)
{
    return opening->count;
}

bool opening_is_filled_by(const struct opening *opening, size_t candidate,
                          const struct catalog_part *part)
{
    return opening->parts != NULL && candidate < opening->count &&
           opening->parts[candidate]->part_id == part->part_id;
}

const char *opening_name(const struct opening *opening, size_t candidate)
{
    if (candidate >= opening->count)
        return "none";
    return opening->medium != NULL ? opening->media[candidate] : opening->parts[candidate]->name;
}

/* How much of the spec is there while the slots before the `at`-th are filled: nothing of a network
 * whose first slot is not, no link whose first is not. */
static void cut(const struct openings *openings, size_t at)
{
    struct spec *spec = openings->spec;
    long network, link;
    spec->network_count = (size_t)openings->network_count;
    for (size_t i = 0; i < spec->network_count; i++)
        spec->networks[i].link_count = openings->link_counts[i];
    if (at == openings->count)
        return;
    /* Light and supplies come after all networks. */
    const struct opening *next = &openings->items[at];
    bool is_before = next->role < OPENING_SWITCH;
    if (next->network == OPENING_NOWHERE && !is_before)
        return;
    const struct opening *last = at > 0 ? &openings->items[at - 1] : NULL;
    bool is_begun = last != NULL && last->network == next->network;
    network = is_before ? 0 : is_begun ? next->network + 1 : next->network;
    spec->network_count = (size_t)network;
    if (!is_begun)
        return;
    link = next->link == OPENING_NOWHERE                ? 0
           : last->link == next->link || next->link < 0 ? next->link + 1
                                                        : next->link;
    spec->networks[network - 1].link_count = (size_t)link;
}

void openings_fill(const struct openings *openings, const uint32_t *choices, size_t count)
{
    for (size_t i = 0; i < openings->count; i++) {
        struct opening *opening = &openings->items[i];
        bool is_filled = i < count && choices[i] < opening->count;
        if (opening->medium != NULL) {
            opening->medium->medium = opening->media[is_filled ? choices[i] : 0];
            continue;
        }
        opening->slot->line = is_filled ? opening->line : 0;
        opening->slot->part = is_filled ? opening->parts[choices[i]]->name : NULL;
    }
    cut(openings, count);
}

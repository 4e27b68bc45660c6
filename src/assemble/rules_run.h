/* What the files rules*.c share; nobody else includes it. */
#ifndef OPTIBOM_ASSEMBLE_RULES_RUN_H
#define OPTIBOM_ASSEMBLE_RULES_RUN_H

#include "assemble/rules.h"

/* Each runs its rules over the whole build; false when memory is exhausted. */
bool rules_check_parts(struct bom *bom);     /* each line for itself */
bool rules_check_hosts(struct bom *bom);     /* what stands in cages, at ports, in packages */
bool rules_check_links(struct bom *bom);     /* both ends of a link and what is between them */
bool rules_check_protocols(struct bom *bom); /* what both ends of a link speak */
bool rules_check_light(struct bom *bom);     /* laser sources, and the fiber to the engines */
bool rules_check_unknown(struct bom *bom);   /* what no rule can be held against */
bool rules_check_complete(struct bom *bom);  /* what the network needs and nobody names */

bool rules_is_class(const struct bom_line *line, const char *class_name);

/* The part of a line; NULL for BOM_TOP. */
const struct catalog_part *rules_part(const struct bom *bom, long line);

/* Texts that both parts state and that differ; what nobody states is no finding. */
bool rules_texts_differ(const struct catalog_part *a, const char *a_attribute,
                        const struct catalog_part *b, const char *b_attribute);

/* True when one of the findings from `first` on is about the part: what is wrong with a part is
 * said once. */
bool rules_is_said(const struct bom *bom, size_t first, const struct catalog_part *part);

/* The form factor of the cages of a switch or NIC; NULL when not known. */
const char *rules_cage_of(const struct catalog_part *host);

/* False when both state wavelengths and their bands do not meet. */
bool rules_do_bands_meet(const struct catalog_part *one, const struct catalog_part *other);

/* Wavelengths that a part puts into a fiber; NaN when not known. */
double rules_wavelengths_of(const struct catalog_part *part);

/* The first line of a class below `above`, BOM_TOP when there is none. */
long rules_line_below(const struct bom *bom, long above, const char *class_name);

/* What converts at the lower end of a link: its module, or optics inside what stands there. */
long rules_far_line(const struct bom *bom, const struct bom_link *link);

/* True for a link of what the network joins: NICs, machines, accelerators. */
bool rules_is_endpoint_link(const struct bom_link *link);

/* The network of the spec that a link or tier is of. */
const struct spec_network *rules_network(const struct bom *bom, const char *name);

#endif

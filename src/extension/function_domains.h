/* What several formulas take as an argument. */
#ifndef OPTIBOM_EXTENSION_FUNCTION_DOMAINS_H
#define OPTIBOM_EXTENSION_FUNCTION_DOMAINS_H

#include "extension/function.h"

extern const struct function_domain domain_any_number, domain_not_negative, domain_positive,
    domain_fraction, domain_count, domain_clustering, domain_sites, domain_share;

#endif

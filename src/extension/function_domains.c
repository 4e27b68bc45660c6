#include "extension/function_domains.h"

#include <float.h>
#include <math.h>

const struct function_domain domain_any_number = {
    .kind = FUNCTION_OF_NUMBER, .text = "a finite number", .low = -DBL_MAX, .high = DBL_MAX};
const struct function_domain domain_not_negative = {
    .kind = FUNCTION_OF_NUMBER, .text = "a finite number, 0 or more", .high = DBL_MAX};
const struct function_domain domain_positive = {.kind = FUNCTION_OF_NUMBER,
                                                .text = "a finite number above 0",
                                                .high = DBL_MAX,
                                                .is_above_low = true};
const struct function_domain domain_fraction = {
    .kind = FUNCTION_OF_NUMBER, .text = "a number from 0 to 1", .high = 1};
const struct function_domain domain_count = {.kind = FUNCTION_OF_NUMBER,
                                             .text = "a whole number from 0 to 1000000000",
                                             .high = 1e9,
                                             .is_whole = true};
const struct function_domain domain_clustering = {.kind = FUNCTION_OF_NUMBER,
                                                  .text = "a number above 0, or 'inf'",
                                                  .high = INFINITY,
                                                  .is_above_low = true};
const struct function_domain domain_sites = {.kind = FUNCTION_OF_NUMBER,
                                             .text = "a whole number from 1 to 1000000000",
                                             .low = 1,
                                             .high = 1e9,
                                             .is_whole = true};
const struct function_domain domain_share = {.kind = FUNCTION_OF_NUMBER,
                                             .text = "a number above 0, at most 1",
                                             .high = 1,
                                             .is_above_low = true};

/*
 * Fuzz target: any bytes as a JSON document and as JSON lines, every row of every table. Nothing
 * may crash, hang or leak; rows of a table are as wide as its names; every refusal says why. A
 * libFuzzer entry.
 */
#include "tree_walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    walk_bytes(&import_format_json, data, size);
    walk_bytes(&import_format_json_lines, data, size);
    return 0;
}

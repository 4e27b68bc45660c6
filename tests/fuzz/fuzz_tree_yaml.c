/*
 * Fuzz target: any bytes as a YAML stream, every row of every table. Nothing may crash, hang or
 * leak; rows of a table are as wide as its names; every refusal says why.
 *
 *   clang -std=c11 -D_XOPEN_SOURCE=700 -Isrc -g -O1 -fsanitize=fuzzer,address,undefined
 *         tests/fuzz/fuzz_tree_yaml.c $(ls src/base/.c src/import/.c | grep -v embed)
 *         -lyaml -ljansson -lm -o fuzz_tree_yaml
 *   ./fuzz_tree_yaml -max_total_time=60 tests/fuzz/corpus/tree_yaml
 *
 * (src/base/.c stands for every C file there.) With -DFUZZ_REPLAY and any compiler it becomes a
 * program that replays the files it is given.
 */
#include "tree_walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    walk_bytes(&import_format_yaml, data, size);
    return 0;
}

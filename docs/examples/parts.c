/*
 * Transceivers of the starting catalog that draw at most so many watts, as CSV. Compile it with
 *
 *     cc -std=c11 parts.c $(pkg-config --cflags --libs optibom) -o parts
 *
 * or with the static library alone, as docs/install.md tells.
 */
#include <optibom.h>
#include <stdio.h>

static void write_out(void *context, const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, context);
}

int main(int argc, char **argv)
{
    struct optibom *catalog = NULL;
    const struct optibom_settings settings = {.user = "example", .now = "2026-01-02T00:00:00Z"};
    const struct optibom_output output = {
        .write = write_out, .context = stdout, .format = OPTIBOM_CSV};
    char power[64];
    const char *const predicates[] = {"data_rate >= 800 Gbps", power};
    snprintf(power, sizeof power, "power <= %s W", argc > 1 ? argv[1] : "15");
    if (optibom_new(&catalog, &settings) != OPTIBOM_OK)
        return 1;
    enum optibom_status status = optibom_open(catalog, "", OPTIBOM_BUILT_IN);
    if (status == OPTIBOM_OK)
        status = optibom_find(catalog, "transceiver", predicates, 2, NULL, 0, &output);
    if (status != OPTIBOM_OK)
        fprintf(stderr, "%s\n", optibom_error(catalog));
    optibom_free(catalog);
    return status == OPTIBOM_OK ? 0 : 1;
}

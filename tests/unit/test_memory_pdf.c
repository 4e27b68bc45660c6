/*
 * Drawn datasheets, of which each says something in a way of its own, while each place that asks
 * for memory fails once. Those of makers are read in test_memory_import.c.
 */
#define _GNU_SOURCE
#include "each_allocation.h"

#include "pdf_reading.h"

#define HEAD "Part number      EX-1-A\n"
#define BULLET "\xe2\x80\xa2 "

/* Labels of several ranks, remarks, modes, sections, and limits that a row below another has. */
static const char tables[] = "Model            EX-9-Z\n"
                             "Ordering code    EX-1-A (with tab)\n"
                             "Manufacturer     Example Inc.\n"
                             "Loss             3 dB per lane\n"
                             "Speed            14 W (peak of a day)\n"
                             "Load (W)         14\n"
                             "\f"
                             "Transmitter\n\n"
                             "Parameter        Condition    Min    Max    Unit\n"
                             "Launch power     25 C         -3     3      dBm (avg)\n"
                             "Launch power     70 C         -6     3      dBm\n"
                             "Loss             per lane     1      2      dB\n\n\n\n"
                             "Absolute maximum ratings\n\n"
                             "Parameter              Min    Max   Unit\n"
                             "Supply voltage         3.1    3.5   V\n"
                             "\f"
                             "Parameter             400G     800G\n"
                             "Power (W) (mode)      9        14\n"
                             "Delay (ns)            1        2\n"
                             "\f"
                             "Parameter       Value   Unit\n"
                             "Power consumption\n"
                             "Max             14      W\n"
                             "> 50 C          15      W\n"
                             "Noise           low     dB\n";

static const char orders[] = "Part number          Reach     Connector\n"
                             "EX-1-DR4 (new)       500 m     MPO-12\n"
                             "EX-1-FR4             2 km      LC\n"
                             "\f"
                             "Power: 14 W\n"
                             "Reach (EX-1-FR4): 2 km\n"
                             "Loss: 3 dB\n"
                             "Weight: 45 g\n"
                             "\f"
                             "Speed: 12 W\n";

static const char sides[] = "Model        EX-1-DR4    EX-1-FR4\n"
                            "Reach        500 m       2 km\n"
                            "Power        8 W         -\n"
                            "\f"
                            "Power        14 W        Weight       45 g\n"
                            "Width        18 mm       Height       9 mm\n"
                            "Depth        90 mm       Noise        3 dB\n";

static const char lists[] = "EX-800-DR4A\n\n\n\n"
                            "Features\n" BULLET "Power consumption of less than 14 W\n" BULLET
                            "Supports 2 km over SMF fiber\n" BULLET
                            "Hot-pluggable OSFP form factor\n" BULLET "Supply voltage of\n"
                            "  3.3 V\n\n\n\n"
                            "Reach .......... 500 m\n"
                            "Power .......... 14 W\n"
                            "Loss ........... 3 dB\n\n\n\n\n"
                            "Weight: 45 g\n\n\n\n\n"
                            "(c) 2025 Example Photonics, Inc. All rights reserved.\n";

static const char titled[] = "EX-800-DR4A\n\n\n\n"
                             "Reach            500 m\n"
                             "Power            14 W\n";

static const char part_alone[] = "Example Optics | Ulm\n\n\n\nPart No. EX-1-A\n";

static enum optibom_status read_drawing(const char *drawing, struct error *err)
{
    static char xhtml[TEXT_SIZE];
    struct import_pdf_sheet sheet;
    struct arena arena;
    arena_init(&arena);
    draw(xhtml, drawing);
    enum optibom_status status = read_xhtml(&sheet, &arena, xhtml, strlen(xhtml), err);
    for (size_t i = 0; status == OPTIBOM_OK && i < sheet.part_count; i++) {
        const char *cells[64], *places[64], *conditions[64], *doubts[64];
        assert_in_range(sheet.column_count, 2, 64);
        import_pdf_sheet_row(&sheet, i, cells, places, conditions, doubts);
        for (size_t k = 0; k < sheet.column_count; k++)
            say("%s=%s %s %s %s\n", sheet.names[k], cells[k], places[k], conditions[k],
                doubts[k] != NULL ? doubts[k] : "");
    }
    arena_fini(&arena);
    return status;
}

#define READ(name)                                                                                 \
    static enum optibom_status read_##name(struct error *err)                                      \
    {                                                                                              \
        return read_drawing(name, err);                                                            \
    }
READ(tables)
READ(orders)
READ(sides)
READ(lists)
READ(titled)
READ(part_alone)

static const struct each_path PATHS[] = {
    {"tables", read_tables, 0}, {"orders", read_orders, 0}, {"side by side", read_sides, 0},
    {"lists", read_lists, 0},   {"titled", read_titled, 0}, {"a part alone", read_part_alone, 0},
};

static void datasheets(void **state)
{
    (void)state;
    try_paths(PATHS, CHECK_COUNT(PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(datasheets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The units. Factors lead to a base unit small enough that they are whole numbers where the units
 * are decimal multiples: then a conversion is one exact multiplication or division.
 * Sources: SI brochure (9th edition); inch, foot and pound as of the international yard and pound
 * agreement of 1959 (25.4 mm, 304.8 mm, 0.45359237 kg); FIT: failures in 1e9 hours (JEDEC JEP122).
 */
#include "base/quantity.h"

#include "base/nearest.h"
#include "base/scan.h"

#include <string.h>

struct unit_row {
    struct quantity_unit unit;
    const char *aliases; /* "|" between */
    bool exact_case;     /* in another case it is a unit that is not in this table: MV, MA, Gb */
};

static const struct unit_row unit_rows[] = {
    /* base uW */
    {{"W", "power", 1e6, 0}, "w|watt|watts", false},
    {{"mW", "power", 1e3, 0}, "milliwatt|milliwatts", false},
    {{"uW", "power", 1, 0}, "microwatt|microwatts", false},
    {{"kW", "power", 1e9, 0}, "kilowatt|kilowatts", false},
    {{"MW", "power", 1e12, 0}, "megawatt|megawatts", false},
    {{"dBm", "optical_power", 1, 0}, "", false},
    {{"dB", "ratio", 1, 0}, "", false},
    {{"dB/km", "loss_per_length", 1, 0}, "", false},
    {{"dB/m", "loss_per_length", 1e3, 0}, "", false},
    {{"dB/cm", "loss_per_length", 1e5, 0}, "", false},
    {{"dB/Hz", "noise_density", 1, 0}, "dBc/Hz", false},
    /* base bit/s */
    {{"bps", "data_rate", 1, 0}, "b/s|bit/s|bits/s", false},
    {{"kbps", "data_rate", 1e3, 0}, "kb/s|kbit/s|Kbps", false},
    {{"Mbps", "data_rate", 1e6, 0}, "mbps|Mb/s|Mbit/s|M", false},
    {{"Gbps", "data_rate", 1e9, 0}, "gbps|Gb/s|Gbit/s|Gbits/s|G", false},
    {{"Tbps", "data_rate", 1e12, 0}, "tbps|Tb/s|Tbit/s|Tbits/s|T", false},
    {{"B/s", "data_rate", 8, 0}, "Bps", false},
    {{"kB/s", "data_rate", 8e3, 0}, "kBps|KB/s", false},
    {{"MB/s", "data_rate", 8e6, 0}, "MBps", false},
    {{"GB/s", "data_rate", 8e9, 0}, "GBps", false},
    {{"TB/s", "data_rate", 8e12, 0}, "TBps", false},
    {{"B", "memory", 1, 0}, "byte|bytes", false},
    {{"kB", "memory", 1e3, 0}, "KB", true},
    {{"MB", "memory", 1e6, 0}, "", true},
    {{"GB", "memory", 1e9, 0}, "", true},
    {{"TB", "memory", 1e12, 0}, "", true},
    {{"MBd", "symbol_rate", 1e6, 0}, "MBaud", false},
    {{"GBd", "symbol_rate", 1e9, 0}, "GBaud", false},
    {{"fJ/bit", "energy_per_bit", 1, 0}, "fJ/b", false},
    {{"pJ/bit", "energy_per_bit", 1e3, 0}, "pJ/b|mW/Gbps|W/Tbps", false},
    {{"nJ/bit", "energy_per_bit", 1e6, 0}, "nJ/b|W/Gbps", false},
    {{"J", "energy", 1, 0}, "joule|joules", false},
    {{"kJ", "energy", 1e3, 0}, "", false},
    {{"Wh", "energy", 3600, 0}, "", false},
    {{"kWh", "energy", 3.6e6, 0}, "", false},
    {{"MWh", "energy", 3.6e9, 0}, "", true},
    /* base nm */
    {{"nm", "length", 1, 0}, "nanometer|nanometers|nanometre|nanometres", false},
    {{"um", "length", 1e3, 0}, "micron|microns|micrometer|micrometre", false},
    {{"mm", "length", 1e6, 0}, "millimeter|millimeters|millimetre|millimetres", false},
    {{"cm", "length", 1e7, 0}, "centimeter|centimeters|centimetre|centimetres", false},
    {{"m", "length", 1e9, 0}, "meter|meters|metre|metres", false},
    {{"km", "length", 1e12, 0}, "kilometer|kilometers|kilometre|kilometres", false},
    {{"in", "length", 25.4e6, 0}, "inch|inches", false},
    {{"ft", "length", 304.8e6, 0}, "foot|feet", false},
    {{"RU", "rack_units", 1, 0}, "U|rack unit|rack units", false},
    {{"um2", "area", 1, 0}, "", false},
    {{"mm2", "area", 1e6, 0}, "", false},
    {{"cm2", "area", 1e8, 0}, "", false},
    {{"m2", "area", 1e12, 0}, "", false},
    {{"Hz", "frequency", 1, 0}, "hertz", false},
    {{"kHz", "frequency", 1e3, 0}, "", false},
    {{"MHz", "frequency", 1e6, 0}, "", false},
    {{"GHz", "frequency", 1e9, 0}, "", false},
    {{"THz", "frequency", 1e12, 0}, "", false},
    /* base ps */
    {{"ps", "time", 1, 0}, "picosecond|picoseconds", false},
    {{"ns", "time", 1e3, 0}, "nanosecond|nanoseconds", false},
    {{"us", "time", 1e6, 0}, "microsecond|microseconds", false},
    {{"ms", "time", 1e9, 0}, "millisecond|milliseconds", true},
    {{"s", "time", 1e12, 0}, "sec|second|seconds", false},
    {{"min", "time", 60e12, 0}, "minute|minutes", false},
    {{"h", "time", 3600e12, 0}, "hr|hrs|hour|hours", false},
    {{"d", "time", 86400e12, 0}, "day|days", false},
    {{"week", "time", 604800e12, 0}, "weeks|wk|wks", false},
    /* base ps/m */
    {{"ps/m", "latency_per_length", 1, 0}, "ns/km", false},
    {{"ns/m", "latency_per_length", 1e3, 0}, "us/km", false},
    /* base 10 ug, in which the pound is whole */
    {{"mg", "mass", 1e2, 0}, "", true},
    {{"g", "mass", 1e5, 0}, "gram|grams", false},
    {{"kg", "mass", 1e8, 0}, "kgs|kilogram|kilograms", false},
    {{"lb", "mass", 45359237, 0}, "lbs|pound|pounds", false},
    /* base degree Celsius */
    {{"C", "temperature", 1, 0}, "degC|deg C|celsius", false},
    {{"K", "temperature", 1, -273.15}, "kelvin", false},
    {{"F", "temperature", 5.0 / 9, -160.0 / 9}, "degF|deg F|fahrenheit", false},
    {{"mV", "voltage", 1, 0}, "millivolt|millivolts", true},
    {{"V", "voltage", 1e3, 0}, "v|volt|volts", false},
    {{"kV", "voltage", 1e6, 0}, "", false},
    {{"uA", "current", 1, 0}, "", false},
    {{"mA", "current", 1e3, 0}, "milliamp|milliamps", true},
    {{"A", "current", 1e6, 0}, "amp|amps|ampere|amperes", false},
    /* base millionth */
    {{"1", "fraction", 1e6, 0}, "fraction|ratio|x", false},
    {{"%", "fraction", 1e4, 0}, "percent|pct", false},
    {{"ppm", "fraction", 1, 0}, "", false},
    {{"count", "count", 1, 0}, "pcs|pc|piece|pieces|ea|each", false},
    {{"FIT", "failure_rate", 1, 0}, "FITs", false},
    {{"GFLOPS", "compute", 1, 0}, "GFLOP/s", false},
    {{"TFLOPS", "compute", 1e3, 0}, "TFLOP/s", false},
    {{"PFLOPS", "compute", 1e6, 0}, "PFLOP/s", false},
    {{"EFLOPS", "compute", 1e9, 0}, "EFLOP/s", false},
    {{"AWG", "gauge", 1, 0}, "", false},
    {{"USD", "money", 1, 0}, "", false}, /* estimates of process cost; prices are money.h */
    {{"Gbps/mm", "edge_density", 1, 0}, "Gb/s/mm|Gbit/s/mm", false},
    {{"Tbps/mm", "edge_density", 1e3, 0}, "Tb/s/mm|Tbit/s/mm", false},
    {{"GB/s/mm", "edge_density", 8, 0}, "GBps/mm", false},
    {{"TB/s/mm", "edge_density", 8e3, 0}, "TBps/mm", false},
    {{"Gbps/mm2", "area_density", 1, 0}, "Gb/s/mm2|Gbit/s/mm2", false},
    {{"Tbps/mm2", "area_density", 1e3, 0}, "Tb/s/mm2|Tbit/s/mm2", false},
    {{"/cm2", "defect_density", 1, 0}, "1/cm2|per cm2|defects/cm2", false},
    {{"/mm2", "defect_density", 1e2, 0}, "1/mm2|per mm2|defects/mm2", false},
};

/* True when one of the names in `list`, "|" between, is `name`. */
static bool list_has(const char *list, const char *name, size_t length, bool fold)
{
    for (;;) {
        size_t same = 0;
        while (same < length && (list[same] == name[same] ||
                                 (fold && scan_lower(list[same]) == scan_lower(name[same]))))
            same++;
        list += same;
        if (same == length && (*list == '|' || *list == '\0'))
            return true;
        while (*list != '|')
            if (*list++ == '\0')
                return false;
        list++;
    }
}

const struct quantity_unit *quantity_unit_find(const char *symbol)
{
    char plain[SCAN_TEXT_SIZE];
    if (!scan_plain(plain, symbol) || *plain == '\0' || strchr(plain, '|') != NULL)
        return NULL;
    size_t length = strlen(plain);
    if (length > 1 && plain[length - 2] == '^') { /* "mm^2" */
        plain[length - 2] = plain[length - 1];
        plain[--length] = '\0';
    }
    const size_t count = sizeof unit_rows / sizeof *unit_rows;
    for (size_t i = 0; i < count; i++)
        if (strcmp(unit_rows[i].unit.symbol, plain) == 0)
            return &unit_rows[i].unit;
    for (size_t i = 0; i < count; i++)
        if (list_has(unit_rows[i].aliases, plain, length, false))
            return &unit_rows[i].unit;
    const struct unit_row *found = NULL;
    for (size_t i = 0; length > 1 && i < count; i++) {
        const struct unit_row *row = &unit_rows[i];
        if (!scan_same(row->unit.symbol, plain) && !list_has(row->aliases, plain, length, true))
            continue;
        if (found != NULL || row->exact_case)
            return NULL;
        found = row;
    }
    return found != NULL ? &found->unit : NULL;
}

/* Short names are too close to each other for anything but case to be a slip. */
static bool is_near(const char *text, const char *name, size_t length)
{
    enum { SHORT = 3 };
    char word[SCAN_TEXT_SIZE];
    memcpy(word, name, length);
    word[length] = '\0';
    const char *words[] = {word};
    return scan_same(text, word) ||
           (strlen(text) > SHORT && length > SHORT && nearest_word(text, words, 1) != NULL);
}

bool quantity_unit_resembles(const char *text)
{
    for (size_t i = 0; i < sizeof unit_rows / sizeof *unit_rows; i++) {
        const char *name = unit_rows[i].unit.symbol;
        if (is_near(text, name, strlen(name)))
            return true;
        for (name = unit_rows[i].aliases; *name != '\0'; name += *name == '|') {
            size_t length = strcspn(name, "|");
            if (is_near(text, name, length))
                return true;
            name += length;
        }
    }
    return false;
}

#include "import/pdf/pdf_terms.h"

#include "base/quantity.h"
#include "base/scan.h"
#include "import/cell/cell_value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

void import_pdf_key(char out[IMPORT_PDF_KEY_SIZE], const char *text)
{
    size_t used = 0;
    bool is_gap = false;
    for (; *text != '\0'; text++) {
        bool is_kept = scan_is_letter(*text) || scan_is_digit(*text) ||
                       strchr("#%<>=+", *text) != NULL || ((unsigned char)*text & 0x80) != 0;
        if (is_kept && used + 3 > IMPORT_PDF_KEY_SIZE)
            break;
        if (is_kept && is_gap && used > 0)
            out[used++] = ' ';
        if (is_kept)
            out[used++] = scan_lower(*text);
        is_gap = !is_kept;
    }
    out[used] = '\0';
}

static bool is_one_of(const char *key, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(key, words[i]) == 0)
            return true;
    return false;
}

bool import_pdf_has_word(const char *text, const char *word)
{
    char key[IMPORT_PDF_KEY_SIZE];
    size_t length = strlen(word);
    import_pdf_key(key, text);
    for (const char *at = strstr(key, word); at != NULL; at = strstr(at + 1, word))
        if ((at == key || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* ---- units ---- */

bool import_pdf_is_unit(const char *text, size_t length)
{
    static const char *const more[] = {
        "GBd", "GBaud", "Gbaud", "MBd",  "Mbaud", "dB/Hz",  "dB/km", "dB/m", "dBc",  "dBm/nm",
        "ps",  "fs",    "ps/nm", "mVpp", "mVp-p", "Vpp",    "V",     "mV",   "kV",   "UI",
        "Ohm", "ohm",   "Ohms",  "kg",   "g",     "mm2",    "mm3",   "CFM",  "LFM",  "ppm",
        "W/A", "mW/mA", "uA",    "pF",   "nF",    "uF",     "kPa",   "hPa",  "K",    "deg",
        "rpm", "l/min", "inch",  "in",   "lb",    "lbs",    "oz",    "N",    "THz",  "GHz",
        "MHz", "kHz",   "Hz",    "h",    "hours", "cycles", "years", "kbps", "kb/s", "MHz/km"};
    static const char *const signed_units[] = {"\xce\xa9",        /* ohm */
                                               "k\xce\xa9",       /* kilo-ohm */
                                               "\xc2\xb0",        /* degree */
                                               "nm/\xc2\xb0\x43", /* per degree C */
                                               "pm/\xc2\xb0\x43", "GHz/\xc2\xb0\x43",
                                               "\xc2\xb5\x41", /* microampere, both signs */
                                               "\xce\xbc\x41"};
    char unit[32];
    if (length == 0 || length >= sizeof unit)
        return false;
    memcpy(unit, text, length);
    unit[length] = '\0';
    if (scan_is_digit(unit[0]))
        return false;
    if (is_one_of(unit, more, COUNT(more)) || is_one_of(unit, signed_units, COUNT(signed_units)))
        return true;
    const struct quantity_unit *known = quantity_unit_find(unit);
    return known != NULL && strcmp(known->quantity, "money") != 0;
}

bool import_pdf_split_unit(const char *text, size_t *label_length, const char **unit,
                           size_t *unit_length)
{
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == ':'))
        length--;
    const char *open = NULL, *end = text + length;
    if (length > 2 && (end[-1] == ')' || end[-1] == ']')) {
        for (const char *at = text; at < end - 1; at++)
            if (*at == (end[-1] == ')' ? '(' : '['))
                open = at;
        end--;
    } else {
        for (const char *at = text; at < end; at++)
            if (*at == ',')
                open = at;
    }
    if (open == NULL || open == text)
        return false;
    *unit = open + 1;
    while (**unit == ' ')
        (*unit)++;
    if (*unit >= end)
        return false;
    *unit_length = (size_t)(end - *unit);
    *label_length = (size_t)(open - text);
    while (*label_length > 0 && text[*label_length - 1] == ' ')
        (*label_length)--;
    bool is_side = *unit_length == 3 && memcmp(*unit, "min", 3) == 0; /* rarely minutes */
    return *label_length > 0 && !is_side && import_pdf_is_unit(*unit, *unit_length);
}

/* ---- part numbers ---- */

struct letters {
    size_t all, digits, letters, small, dashes;
    bool is_word; /* nothing in it that no part number has */
};

static struct letters count_letters(const char *text)
{
    struct letters count = {.is_word = true};
    for (; *text != '\0'; text++, count.all++) {
        bool is_small = *text >= 'a' && *text <= 'z';
        count.digits += scan_is_digit(*text);
        count.letters += scan_is_letter(*text);
        count.small += is_small;
        count.dashes += *text == '-';
        if (!scan_is_digit(*text) && !scan_is_letter(*text) && strchr("-._/+#", *text) == NULL)
            count.is_word = false;
    }
    return count;
}

/* Standards, interfaces and ratings look like part numbers. */
static bool is_standard(const char *text)
{
    static const char *const starts[] = {
        "ieee",  "iec",     "itu",  "iso",  "sff-",    "sff8",   "gr-",  "tia",  "ul",    "en6",
        "en5",   "cmis",    "rs-",  "rs(",  "g.6",     "g.9",    "802.", "qsfp", "osfp",  "sfp",
        "cfp",   "mpo",     "mtp",  "pcie", "rohs",    "jesd",   "oif",  "cei",  "om3",   "om4",
        "om5",   "os2",     "pam4", "nrz",  "dp-qpsk", "16qam",  "lc/",  "fcc",  "class", "21cfr",
        "cisco", "100base", "rev",  "v1.",  "v2.",     "otu",    "fec",  "kp4",  "rin",   "c2m",
        "2.4e",  "1e-",     "i2c",  "ddr",  "hbm",     "nvlink", "cat6", "mil-"};
    size_t digits = strspn(text, "0123456789.x");
    if (digits > 0 && (text[digits] == 'G' || text[digits] == 'T' || text[digits] == 'g'))
        return true; /* "400GBASE-DR4", "800G-DR8", "1.6T-2DR4" */
    for (size_t i = 0; i < COUNT(starts); i++) {
        size_t same = 0;
        while (starts[i][same] != '\0' && scan_lower(text[same]) == starts[i][same])
            same++;
        if (starts[i][same] == '\0')
            return true;
    }
    return false;
}

static bool is_placeholder(const char *text)
{
    size_t run = 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool is_filler = *at == 'x' || *at == 'X' || *at == '#' || *at == '*';
        run = is_filler && run > 0 && at[-1] == *at ? run + 1 : is_filler;
        if (run >= 2)
            return true;
    }
    size_t length = strlen(text);
    return strpbrk(text, "[]<>{}?\xe2") != NULL ||
           (length > 2 && text[length - 2] == '-' && (text[length - 1] | 0x20) == 'x');
}

bool import_pdf_is_part(const char *text)
{
    struct letters count = count_letters(text);
    return count.is_word && count.all >= 3 && count.all <= 48 && count.digits > 0 &&
           (count.letters > 0 || count.dashes > 0 || count.digits >= 5) && !is_placeholder(text) &&
           scan_lower(text[0]) != '-' && (!is_standard(text) || count.dashes >= 2) &&
           text[count.all - 1] != '-';
}

bool import_pdf_is_part_surely(const char *text)
{
    struct letters count = count_letters(text);
    return import_pdf_is_part(text) && !is_standard(text) && count.dashes > 0 && count.all >= 6 &&
           count.digits > 0 && count.letters >= 2 && count.small * 2 < count.letters &&
           scan_is_letter(text[0]) && strchr(text, '/') == NULL;
}

/* ---- modes and remarks ---- */

/* "400G", "2x400G", "8x100G-PAM4", "1.6T": figures, then the letter of a rate. */
static bool is_rate(const char *word)
{
    size_t figures = strspn(word, "0123456789.x");
    return figures > 0 && scan_is_digit(word[0]) &&
           (word[figures] == 'g' || word[figures] == 't') &&
           (word[figures + 1] == '\0' || word[figures + 1] == ' ' || word[figures + 1] == 'b' ||
            word[figures + 1] == 'e');
}

bool import_pdf_is_mode(const char *text)
{
    static const char *const words[] = {
        "mode",     "per lane",    "each lane", "per channel", "each channel", "lane", "per end",
        "with fec", "without fec", "low power", "high power",  "breakout",     "idle", "standby"};
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, text);
    for (const char *at = key; at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (is_rate(at))
            return true;
    }
    for (size_t i = 0; i < COUNT(words); i++)
        if (import_pdf_has_word(text, words[i]))
            return true;
    return false;
}

bool import_pdf_is_comparison(const char *text)
{
    return strpbrk(text, "<>=") != NULL || strstr(text, "\xe2\x89\xa4") != NULL ||
           strstr(text, "\xe2\x89\xa5") != NULL;
}

bool import_pdf_is_harmless(const char *text)
{
    static const char *const words[] = {"smf",
                                        "over smf",
                                        "on smf",
                                        "of smf",
                                        "single mode fiber",
                                        "over single mode fiber",
                                        "om3",
                                        "om4",
                                        "om5",
                                        "over om3",
                                        "over om4",
                                        "on om4",
                                        "over om5",
                                        "non condensing",
                                        "os2",
                                        "g 652",
                                        "over g 652",
                                        "case",
                                        "on om3",
                                        "smf 28",
                                        "class 1",
                                        "with fec",
                                        "single mode",
                                        "multimode",
                                        "os2 smf",
                                        "g 652 d"};
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, text);
    return is_one_of(key, words, COUNT(words));
}

bool import_pdf_is_section(const char *word)
{
    static const char *const words[] = {
        "transmitter", "receiver",   "optical",  "electrical", "general", "module", "environmental",
        "environment", "mechanical", "physical", "management", "host",    "tx",     "rx",
        "transmit",    "receive",    "laser",    "interface",  "power"};
    char key[IMPORT_PDF_KEY_SIZE];
    import_pdf_key(key, word);
    return is_one_of(key, words, COUNT(words));
}

bool import_pdf_is_blank(const char *text)
{
    static const char *const more[] = {"\xe2\x88\x92", "---", "*", "/", "\\", "n.a", "n/a.", "tbd.",
                                       "\xe2\x80\xa6", "...", "x"};
    size_t length;
    scan_trim(text, &length);
    if (length == 0 || import_cell_is_absent(text) || import_cell_is_open(text))
        return !scan_same(text, "none");
    static const char *const elsewhere[] = {"see ", "refer to ", "as per figure"};
    for (size_t i = 0; i < COUNT(more); i++)
        if (scan_same(text, more[i]))
            return true;
    for (size_t i = 0; i < COUNT(elsewhere); i++) { /* "see Figure 2" */
        size_t same = 0;
        while (elsewhere[i][same] != '\0' && scan_lower(text[same]) == elsewhere[i][same])
            same++;
        if (elsewhere[i][same] == '\0')
            return true;
    }
    return false;
}

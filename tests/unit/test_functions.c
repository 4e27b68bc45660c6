/* The formula table through SQL: cases A01 to A03, A05, A08, A24 and A25 of the yield model, units,
 * and docs/functions.md; F numbers are those of extension/function.c, R of extension/register.h. */
#include "check.h"

#include "extension/function.h"
#include "extension/register.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char *program; /* argv[0]: build/tests/test_functions under the source tree */

static int open_database(void **state)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        return -1;
    *state = db;
    return extension_register(db);
}

static int close_database(void **state)
{
    return sqlite3_close(*state);
}

/* The one value of an expression: NaN for NULL; an error becomes a failure. */
static double value_of(sqlite3 *db, const char *expression)
{
    sqlite3_stmt *statement = NULL;
    char *sql = sqlite3_mprintf("SELECT %s", expression);
    double value = NAN;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    if (sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        assert_int_equal(sqlite3_column_type(statement, 0), SQLITE_FLOAT);
        value = sqlite3_column_double(statement, 0);
    }
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return value;
}

struct row {
    const char *expression;
    double expected; /* NaN: NULL */
};

static void check_rows(sqlite3 *db, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double got = value_of(db, rows[i].expression);
        if (!check_is_close(got, rows[i].expected, RELATIVE))
            fail_msg("%s: expected %.17g, got %.17g", rows[i].expression, rows[i].expected, got);
    }
}

#define CHECK_ROWS(db, rows) check_rows((db), (rows), CHECK_COUNT(rows))

static void a01_die_yields(void **state)
{
    static const struct row rows[] = {
        {"yield_poisson(0)", 1},
        {"yield_murphy(0)", 1},
        {"yield_seeds(0)", 1},
        {"yield_bose_einstein(0, 10)", 1},
        {"yield_negative_binomial(0, 2)", 1},
        {"yield_poisson(0.08)", 0.923116346386636},
        {"yield_murphy(0.08)", 0.923608780146839},
        {"yield_seeds(0.08)", 0.925925925925926},
        {"yield_bose_einstein(0.08, 10)", 0.923410224326905},
        {"yield_negative_binomial(0.08, 2)", 0.924556213017751},
        {"yield_poisson(0.5)", 0.606530659712633},
        {"yield_murphy(0.5)", 0.619272486984702},
        {"yield_seeds(0.5)", 0.666666666666667},
        {"yield_bose_einstein(0.5, 10)", 0.613913253540759},
        {"yield_negative_binomial(0.5, 2)", 0.64},
        {"yield_poisson(1)", 0.367879441171442},
        {"yield_murphy(1)", 0.399576400893728},
        {"yield_seeds(1)", 0.5},
        {"yield_bose_einstein(1, 10)", 0.385543289429532},
        {"yield_negative_binomial(1, 2)", 0.444444444444444},
        {"yield_poisson(3)", 0.0497870683678639},
        {"yield_murphy(3)", 0.100322735048993},
        {"yield_seeds(3)", 0.25},
        {"yield_bose_einstein(3, 10)", 0.0725381502864057},
        {"yield_negative_binomial(3, 2)", 0.16},
        {"loss_bose_einstein(3, 10)", 0.9274618497135943},
    };
    CHECK_ROWS(*state, rows);
}

static void a02_die_losses(void **state)
{
    static const struct row rows[] = {
        {"loss_poisson(1e-18)", 1e-18},
        {"loss_murphy(1e-18)", 1e-18},
        {"loss_seeds(1e-18)", 1e-18},
        {"loss_negative_binomial(1e-18, 2)", 1e-18},
        {"loss_poisson(1e-12)", 9.999999999995e-13},
        {"loss_murphy(1e-12)", 9.99999999999417e-13},
        {"loss_seeds(1e-12)", 9.99999999999e-13},
        {"loss_negative_binomial(1e-12, 2)", 9.9999999999925e-13},
        {"loss_poisson(1e-6)", 9.99999500000167e-7},
        {"loss_murphy(1e-6)", 9.99999416666917e-7},
        {"loss_seeds(1e-6)", 9.99999000001e-7},
        {"loss_negative_binomial(1e-6, 2)", 9.999992500005e-7},
        {"loss_poisson(700)", 1},
        {"loss_murphy(700)", 0.999997959183673},
        {"loss_seeds(700)", 0.998573466476462},
        {"loss_negative_binomial(700, 2)", 0.999991883182766},
    };
    CHECK_ROWS(*state, rows);
}

static void a03_gross_dies(void **state)
{
    static const struct {
        const char *wafer;
        double corr, exp, sq, grid;
    } rows[] = {
        {"10, 8, 0.12, 300, 3", 754.082578925759, 776.723560478749, 775.969959234176, 768},
        {"10, 10, 0.1, 300, 5", 583.721041846804, 603.937883393417, 603.188330234206, 600},
        {"26, 33, 0.1, 300, 3", 56.3605272115217, 64.3398075788499, 63.6540711420585, 64},
        {"5, 5, 0.1, 300, 3", 2481.96256488599, 2521.0231308039, 2520.25574183989, 2500},
        {"25, 25, 0.1, 300, 5", 79.1767005099888, 88.1780644887087, 87.4795126679059, 89},
        {"10, 10, 0.1, 25, 0", 0, 2.14495018164831, 1.70930542354541, 2},
        {"200, 200, 0, 300, 3", 0, 0.435359178289654, 0.173494454294496, 1},
    };
    static const char *const methods[] = {"corr", "exp", "sq", "grid"};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const double expected[] = {rows[i].corr, rows[i].exp, rows[i].sq, rows[i].grid};
        for (size_t m = 0; m < CHECK_COUNT(methods); m++) {
            char text[96];
            snprintf(text, sizeof text, "gross_dies(%s, '%s')", rows[i].wafer, methods[m]);
            const struct row row = {text, expected[m]};
            check_rows(*state, &row, 1);
        }
    }
}

static void a05_conventions(void **state)
{
    static const struct row rows[] = {
        {"detection('linear', 0.8, 0.95, NULL)", 0.95},
        {"detection('wb', 0.8, 0.95, NULL)", 0.955121396009867},
        {"detection('williams-brown', 0.8, 0.95, 0)", 0.955121396009867},
        {"detection('agrawal', 0.8, 0.95, 8)", 0.999935298894727},
        {"detection('agrawal', 0.8, 0.95, 1)", 0.95},
        {"detection('nb', 0.8, 0.95, 2)", 0.95743413888449},
        {"detection('clustered', 0.8, 0.95, 'inf')", 0.955121396009867},
        {"detection('wb', 0.5, 0.9, NULL)", 0.928226537463707},
        {"detection('clustered', 0.5, 0.9, 2)", 0.938743444486831},
        {"detection('wb', 0.999, 0.99, NULL)", 0.990004951667338},
        {"detection('wb', 1, 0.9, NULL)", 0.9},
        {"detection('wb', 0, 0.9, NULL)", 1},
        {"escape_rate(0.8, 0.95)", 0.0123456790123457},
        {"escape_rate(0.8, detection('wb', 0.8, 0.95, NULL))", 0.0110951670949684},
        {"escape_rate(0.8, detection('agrawal', 0.8, 0.95, 8))", 1.61750146829912e-5},
        {"escape_rate(0.8, detection('nb', 0.8, 0.95, 2))", 0.010529416855008},
        {"escape_rate(0.5, detection('wb', 0.5, 0.9, NULL))", 0.0669670084631926},
        {"escape_rate(0.5, detection('nb', 0.5, 0.9, 2))", 0.0577207793864214},
        {"escape_rate(0.999, detection('wb', 0.999, 0.99, NULL))", 1.00049532859564e-5},
        {"escape_rate(1, detection('wb', 1, 0.9, NULL))", 0},
        {"escape_rate(0, detection('wb', 0, 0.9, NULL))", NAN},
        {"escape_rate(0.95, detection('wb', 0.95, 0.999, NULL))", 5.12919789090178e-5},
        {"escape_rate(0.999999, detection('wb', 0.999999, 0.9999, NULL))", 1.00000049995033e-10},
    };
    CHECK_ROWS(*state, rows);
}

static void a08_a24_binomials(void **state)
{
    static const struct row rows[] = {
        {"binomial_at_least(9, 8, 0.98)", 0.986885106194871},
        {"binomial_at_least(18, 16, 0.97)", 0.984280054308608},
        {"binomial_at_least(8, 8, 0.995)", 0.960693043575437},
        {"binomial_at_least(4, 0, 0.3)", 1},
        {"binomial_at_least(3, 4, 0.9)", 0},
        {"binomial_at_least(0, 0, 0.5)", 1},
        {"binomial_at_least(66, 64, 0.9995)", 0.999994413473432},
        {"binomial_at_least(1000, 990, 0.995)", 0.986530990671068},
        {"binomial_at_least(64, 64, 0.9999999)", 0.99999360002016},
        {"binomial_at_least(10000, 9900, 0.9925)", 0.997653544956056},
        {"binomial_at_least(16, 16, 1 - 0.003)", 0.953065026364389},
        {"binomial_at_least(1000000, 1, 1e-15)", 9.99999999500001e-10},
        {"binomial_at_least(64, 1, 1e-9)", 6.3999997984e-8},
        {"binomial_at_least(16, 1, 0.003)", 0.0469349736356111},
    };
    CHECK_ROWS(*state, rows);
}

static void a25_no_value(void **state)
{
    static const struct row rows[] = {
        {"yield_negative_binomial(0.5, 'inf')", 0.606530659712633},
        {"yield_negative_binomial(0.5, 9e999)", 0.606530659712633},
        {"loss_negative_binomial(1e-12, 'INF')", 9.999999999995e-13},
        {"gross_dies(300, 300, 0.1, 300, 3, 'corr')", 0},
        {"gross_dies(10, 10, 0.1, 300, 200, 'exp')", 0},
        {"9346 / nullif(gross_dies(300, 300, 0.1, 300, 3, 'corr'), 0)", NAN},
        {"gross_dies(1e-200, 1e-200, 0, 300, 3, 'exp')", NAN},
        {"energy_per_bit(30, 1600)", 18.75},
        {"energy_per_bit(30, 0)", NAN},
        {"energy_per_bit(1e308, 1)", NAN},
        {"dbm_to_mw(0)", 1},
        {"dbm_to_mw(-2.9)", 0.51286138399136482},
        {"dbm_to_mw(1e6)", NAN},
        {"mw_to_dbm(2)", 3.0102999566398119},
        {"mw_to_dbm(0)", NAN},
        {"yield_poisson('0.5')", 0.606530659712633},
    };
    CHECK_ROWS(*state, rows);
}

static void f1_null_gives_null(void **state)
{
    for (size_t i = 0; function_at(i) != NULL; i++)
        for (int missing = 0; missing < function_argument_count(function_at(i)); missing++) {
            struct buf text;
            buf_init(&text);
            buf_printf(&text, "%s(", function_at(i)->name);
            for (int a = 0; a < function_argument_count(function_at(i)); a++)
                buf_printf(&text, "%s%s", a > 0 ? ", " : "", a == missing ? "NULL" : "'agrawal'");
            buf_putc(&text, ')');
            if (strcmp(function_at(i)->arguments[missing].name, "parameter") != 0)
                assert_true(isnan(value_of(*state, buf_text(&text))));
            buf_fini(&text);
        }
    assert_true(isnan(value_of(*state, "detection('agrawal', 0.8, 0.95, NULL)")));
    assert_true(isnan(value_of(*state, "detection('clustered', 0.8, 0.95, NULL)")));
}

static void f2_domains(void **state)
{
    static const struct {
        const char *expression, *message;
    } rows[] = {
        {"yield_poisson(-1)", "yield_poisson: lambda is -1; it must be a finite number, 0 or more"},
        {"yield_poisson(9e999)",
         "yield_poisson: lambda is inf; it must be a finite number, 0 or more"},
        {"yield_poisson('much')",
         "yield_poisson: lambda is 'much'; it must be a finite number, 0 or more"},
        {"yield_bose_einstein(0.5, 2.5)",
         "yield_bose_einstein: layers is 2.5; it must be a whole number from 1 to 1000000000"},
        {"yield_negative_binomial(0.5, 0)",
         "yield_negative_binomial: alpha is 0; it must be a number above 0, or 'inf'"},
        {"loss_negative_binomial(0.5, -2)",
         "loss_negative_binomial: alpha is -2; it must be a number above 0, or 'inf'"},
        {"gross_dies(10, -1, 0.1, 300, 3, 'corr')",
         "gross_dies: height_mm is -1; it must be a finite number above 0"},
        {"gross_dies(10, 10, 0.1, 300, 3, 'best')",
         "gross_dies: method is 'best'; it must be 'corr', 'exp', 'sq' or 'grid'"},
        {"gross_dies(10, 10, 0.1, 300, 3, 1)",
         "gross_dies: method is 1; it must be 'corr', 'exp', 'sq' or 'grid'"},
        {"detection('linear', 1.5, 0.95, NULL)",
         "detection: yield is 1.5; it must be a number from 0 to 1"},
        {"detection('linear', 0.8, 95, NULL)",
         "detection: coverage is 95; it must be a number from 0 to 1"},
        {"detection('exact', 0.8, 0.95, NULL)",
         "detection: convention is 'exact'; it must be 'linear', 'williams-brown' or 'wb', "
         "'agrawal', 'clustered' or 'nb'"},
        {"detection('agrawal', 0.8, 0.95, 0.5)",
         "detection: parameter (n0 of 'agrawal') is 0.5; it must be a finite number, 1 or more"},
        {"detection('clustered', 0.8, 0.95, 0)",
         "detection: parameter (alpha of 'clustered') is 0; it must be a number above 0, or "
         "'inf'"},
        {"escape_rate(0.8, -0.1)",
         "escape_rate: detection is -0.1; it must be a number from 0 to 1"},
        {"binomial_at_least(8.5, 4, 0.9)",
         "binomial_at_least: n is 8.5; it must be a whole number from 0 to 1000000000"},
        {"binomial_at_least(8, 4, 1.1)",
         "binomial_at_least: p is 1.1; it must be a number from 0 to 1"},
        {"energy_per_bit(30, -1)",
         "energy_per_bit: bandwidth_gbps is -1; it must be a finite number, 0 or more"},
        {"mw_to_dbm(-1)", "mw_to_dbm: x is -1; it must be a finite number, 0 or more"},
        {"to_unit('5 W', 'parsec')",
         "to_unit: unit is 'parsec'; it must be a unit such as 'W', 'Gbps', 'mm', 'dBm' or '%'"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        char *sql = sqlite3_mprintf("SELECT %s", rows[i].expression), *message = NULL;
        assert_int_equal(sqlite3_exec(*state, sql, NULL, NULL, &message), SQLITE_ERROR);
        assert_string_equal(message, rows[i].message);
        sqlite3_free(message);
        sqlite3_free(sql);
    }
}

static void units(void **state)
{
    static const struct row rows[] = {
        {"to_unit('14500 mW', 'W')", 14.5},     {"to_unit('1.31 um', 'nm')", 1310},
        {"to_unit('800G', 'Gbps')", 800},       {"to_unit('51.2 Tb/s', 'Gbps')", 51200},
        {"to_unit('-2.9 dBm', 'dBm')", -2.9},   {"to_unit('0 dBm', 'mW')", 1},
        {"to_unit('97 %', '1')", 0.97},         {"to_unit('5', 'W')", 5},
        {"to_unit(0.1 + 0.2, 'W')", 0.1 + 0.2}, {"to_unit(7, 'W')", 7},
        {"to_unit('20 C', 'K')", 293.15},
    };
    CHECK_ROWS(*state, rows);
    static const char *const refused[] = {"to_unit('5 m', 'W')", "to_unit('8..9 W', 'W')",
                                          "to_unit('some', 'W')", "to_unit('', 'W')"};
    for (size_t i = 0; i < CHECK_COUNT(refused); i++) {
        char *sql = sqlite3_mprintf("SELECT %s", refused[i]);
        assert_int_equal(sqlite3_exec(*state, sql, NULL, NULL, NULL), SQLITE_ERROR);
        assert_int_equal(strncmp(sqlite3_errmsg(*state), "to_unit: text: ", 15), 0);
        sqlite3_free(sql);
    }
}

/* What only a deterministic and innocuous function may do. */
static void r2_flags(void **state)
{
    assert_int_equal(sqlite3_db_config(*state, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(*state,
                     "CREATE TABLE t (faults REAL, good REAL AS (yield_seeds(faults)));"
                     "CREATE INDEX i ON t (yield_poisson(faults));"
                     "INSERT INTO t VALUES (1);"
                     "CREATE VIEW v AS SELECT good, loss_seeds(faults) FROM t;",
                     NULL, NULL, NULL),
        SQLITE_OK);
    CHECK_CLOSE(value_of(*state, "good FROM v"), 0.5);
}

/* F3 */
static void reasons(void **state)
{
    (void)state;
    const struct function_value nothing[] = {{FUNCTION_NUMBER, 0, NULL},
                                             {FUNCTION_NUMBER, 1, NULL}};
    for (size_t i = 0; function_at(i) != NULL; i++)
        if (strcmp(function_at(i)->name, "escape_rate") == 0) {
            struct error err = {0};
            double value = 7;
            assert_int_equal(function_call(&value, function_at(i), nothing, &err),
                             OPTIBOM_NOT_FOUND);
            assert_string_equal(err.text, "escape_rate: no value: nothing passes");
            CHECK_CLOSE(value, 7);
        }
}

static void write_row(struct buf *out, const struct function *function)
{
    buf_puts(out, "| `");
    function_signature(out, function);
    buf_puts(out, "` | ");
    for (int i = 0; i < function_argument_count(function); i++) {
        buf_printf(out, "%s`%s`: ", i > 0 ? "; " : "", function->arguments[i].name);
        function_argument_text(out, &function->arguments[i]);
    }
    buf_printf(out, " | %s | %s | %s |\n", function->unit, function->summary, function->source);
}

static void page_lists_the_table(void **state)
{
    (void)state;
    char path[4096], line[4096];
    const char *slash = strrchr(program, '/');
    snprintf(path, sizeof path, "%.*s../../docs/functions.md",
             slash != NULL ? (int)(slash - program + 1) : 0, program);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("%s: cannot be opened", path);
    size_t found = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        struct buf row;
        if (strncmp(line, "| `", 3) != 0)
            continue;
        assert_non_null(function_at(found));
        buf_init(&row);
        write_row(&row, function_at(found++));
        assert_string_equal(line, buf_text(&row));
        buf_fini(&row);
    }
    (void)fclose(file);
    assert_null(function_at(found));
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        {"A01 R1 die yields", a01_die_yields, NULL, NULL, NULL},
        {"A02 die losses", a02_die_losses, NULL, NULL, NULL},
        {"A03 gross dies", a03_gross_dies, NULL, NULL, NULL},
        {"A05 A24 coverage conventions", a05_conventions, NULL, NULL, NULL},
        {"A08 A24 F5 k of n", a08_a24_binomials, NULL, NULL, NULL},
        {"A25 F3 F4 F6 degenerate inputs", a25_no_value, NULL, NULL, NULL},
        {"F1 NULL gives NULL", f1_null_gives_null, NULL, NULL, NULL},
        {"F2 R3 domains", f2_domains, NULL, NULL, NULL},
        {"R4 units", units, NULL, NULL, NULL},
        {"R2 flags", r2_flags, NULL, NULL, NULL},
        {"F3 reasons", reasons, NULL, NULL, NULL},
        {"docs/functions.md lists the table", page_lists_the_table, NULL, NULL, NULL},
    };
    program = count > 0 ? arguments[0] : "";
    return cmocka_run_group_tests_name("functions", tests, open_database, close_database);
}

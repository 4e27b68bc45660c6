/*
 * The domain of every number of a flow: K1 to K4 of evaluate/flow_check.c. One flow is sound; each
 * row spoils one number of it. The last value inside is taken, the first outside is refused with
 * the key that a user wrote.
 */
#include "flow_build.h"

#include "evaluate/flow_check.h"
#include "evaluate/flow_rework.h"

enum { PIC, LENS, LID, BURN, TEST, PAY, STEPS };

struct sound {
    struct flow_die die;
    struct flow_effect collateral, site_overkill, before, after;
    struct flow_coverage coverage[2];
    struct flow_rework rework;
    struct flow_step steps[STEPS];
    struct flow flow;
};

static struct sound f;

static void make_sound(void)
{
    memset(&f, 0, sizeof f);
    f.die = (struct flow_die){.wafer = {8, 6, 0.1, 300, 3},
                              .defects = 0.1,
                              .critical = 0.7,
                              .gross_yield = 0.98,
                              .model = DIE_NEGATIVE_BINOMIAL,
                              .parameter = 2,
                              .wafer_cost = 5000};
    f.collateral = f.site_overkill = f.before = f.after = (struct flow_effect){"PIC", 0.01};
    f.coverage[0] = (struct flow_coverage){"PIC", 0.9, FLOW_AGRAWAL, 2};
    f.coverage[1] = (struct flow_coverage){"LENS", 0.9, FLOW_CLUSTERED, 2};
    f.rework = (struct flow_rework){.class_name = "LENS", .cost = 5, .bad = 0.01, .survival = 0.99};
    f.steps[PIC] =
        (struct flow_step)ADD("PIC", .mounted = 4, .required = 4, .unit_cost = 45, .die = &f.die);
    f.steps[LENS] = (struct flow_step)ADD("LENS", .mounted = 4, .required = 4, .unit_cost = 6,
                                          .bad = 0.02, .attach_fail = 0.01, .site_cost = 1,
                                          .step_cost = 2, .collateral = {&f.collateral, 1});
    f.steps[LID] =
        (struct flow_step)ADD("LID", .onto = "PIC", .mounted = 2, .required = 2, .unit_cost = 3);
    f.steps[BURN] = (struct flow_step){FLOW_STRESS, .stress = {"PIC", 0.01, 0.02, 0.9, 7}};
    f.steps[TEST] = (struct flow_step){FLOW_TEST, .test = {.cost = 4,
                                                           .cost_rate = 1,
                                                           .overkill = 0.01,
                                                           .attempts = 1,
                                                           .coverage = f.coverage,
                                                           .coverage_count = 2,
                                                           .site_overkill = {&f.site_overkill, 1},
                                                           .damage_before = {&f.before, 1},
                                                           .damage_after = {&f.after, 1},
                                                           .rework = &f.rework,
                                                           .rework_count = 1,
                                                           .rework_cycles = 3,
                                                           .rework_retest_cost = 2}};
    f.steps[PAY] = (struct flow_step){FLOW_COST, .cost = 9};
    f.flow = (struct flow){.name = "f", .currency = "USD", .steps = f.steps, .step_count = STEPS};
    name_steps(&f.flow);
}

static void assert_sound(void)
{
    struct error err = {0};
    if (flow_check(&f.flow, &err) != OPTIBOM_OK) {
        print_error("refused: %s\n", err.text);
        fail();
    }
}

static void assert_refused(const char *sentence)
{
    struct error err = {0};
    if (flow_check(&f.flow, &err) != OPTIBOM_BAD_INPUT)
        print_error("not refused: %s\n", sentence);
    assert_holds(err.text, sentence);
}

enum kind { FRACTION, MONEY, COUNT };

struct number {
    double *at;
    enum kind kind;
    const char *key; /* behind the name of the step */
};

static const struct number numbers[] = {
    {&f.steps[PIC].add.attach_fail, FRACTION, "step 1 (s1), attach_fail"},
    {&f.steps[LENS].add.bad, FRACTION, "step 2 (s2), bad"},
    {&f.steps[LENS].add.unit_cost, MONEY, "step 2 (s2), cost"},
    {&f.steps[LENS].add.site_cost, MONEY, "step 2 (s2), site_cost"},
    {&f.steps[LENS].add.step_cost, MONEY, "step 2 (s2), step_cost"},
    {&f.steps[LENS].add.mounted, COUNT, "step 2 (s2), count"},
    {&f.steps[LENS].add.required, COUNT, "step 2 (s2), required"},
    {&f.collateral.value, FRACTION, "step 2 (s2), collateral PIC"},
    {&f.steps[BURN].stress.bad, FRACTION, "step 4 (s4), bad"},
    {&f.steps[BURN].stress.weak, FRACTION, "step 4 (s4), weak"},
    {&f.steps[BURN].stress.strength, FRACTION, "step 4 (s4), strength"},
    {&f.steps[BURN].stress.cost, MONEY, "step 4 (s4), cost"},
    {&f.steps[TEST].test.cost, MONEY, "step 5 (s5), cost"},
    {&f.steps[TEST].test.cost_rate, MONEY, "step 5 (s5), cost_rate"},
    {&f.steps[TEST].test.overkill, FRACTION, "step 5 (s5), overkill"},
    {&f.steps[TEST].test.rework_retest_cost, MONEY, "step 5 (s5), rework_retest_cost"},
    {&f.site_overkill.value, FRACTION, "step 5 (s5), site_overkill PIC"},
    {&f.before.value, FRACTION, "step 5 (s5), damage_before PIC"},
    {&f.after.value, FRACTION, "step 5 (s5), damage_after PIC"},
    {&f.coverage[1].coverage, FRACTION, "step 5 (s5), coverage LENS"},
    {&f.rework.cost, MONEY, "step 5 (s5), rework cost LENS"},
    {&f.rework.bad, FRACTION, "step 5 (s5), rework bad LENS"},
    {&f.rework.survival, FRACTION, "step 5 (s5), rework survival LENS"},
    {&f.steps[PAY].cost, MONEY, "step 6 (s6), cost"},
    {&f.flow.penalty, MONEY, "penalty"},
};

/* K1 */
static void numbers_have_domains(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        double inside[2], outside[5];
    } domains[] = {
        [FRACTION] = {": a probability lies between 0 and 1",
                      {0, 1},
                      {-1e-9, 1 + 1e-9, NAN, 2, -INFINITY}},
        [MONEY] = {": a cost is a number from 0 up",
                   {0, 1e300},
                   {-1e-9, INFINITY, NAN, -1, -INFINITY}},
        [COUNT] = {": a count is a whole number from 0 to 1e9",
                   {0, 1e9},
                   {-1, 0.5, NAN, 1e9 + 1, INFINITY}},
    };
    for (size_t i = 0; i < CHECK_COUNT(numbers); i++) {
        const struct number *number = &numbers[i];
        make_sound();
        assert_sound();
        /* Full coverage has a price only without a rate; required > mounted is K5, and no rework
         * then. */
        f.steps[TEST].test.cost_rate = 0;
        f.steps[TEST].test.rework_count = number->kind != COUNT;
        if (number->kind == COUNT)
            f.steps[LENS].add.required = 1e9;
        for (size_t k = 0; k < 2; k++) {
            *number->at = domains[number->kind].inside[k];
            assert_sound();
        }
        make_sound();
        for (size_t k = 0; k < 5; k++) {
            char sentence[128];
            snprintf(sentence, sizeof sentence, "flow f, %s%s", number->key,
                     domains[number->kind].why);
            *number->at = domains[number->kind].outside[k];
            assert_refused(sentence);
        }
    }
}

/* The die of a part: its own sentences. */
static void dies_have_domains(void **state)
{
    (void)state;
    static const struct {
        double *at;
        double inside, outside[3];
        const char *why;
    } rows[] = {
        {&f.die.wafer.width,
         1e-3,
         {0, NAN, INFINITY},
         "width and height are lengths in mm above 0"},
        {&f.die.wafer.height,
         1e-3,
         {0, -1, INFINITY},
         "width and height are lengths in mm above 0"},
        {&f.die.defects, 0, {-1e-9, NAN, INFINITY}, "the defect density is a number from 0 up"},
        {&f.die.matures_to, 0, {-1, NAN, INFINITY}, "matures_to, time_constant and age are"},
        {&f.die.time_constant, 0, {-1, NAN, INFINITY}, "matures_to, time_constant and age are"},
        {&f.die.age, 0, {-1, NAN, INFINITY}, "matures_to, time_constant and age are"},
        {&f.die.critical,
         1,
         {-1e-9, 1 + 1e-9, NAN},
         "critical and gross_yield lie between 0 and 1"},
        {&f.die.critical, 0, {2, -1, INFINITY}, "critical and gross_yield lie between 0 and 1"},
        {&f.die.gross_yield, 1, {-1e-9, 1 + 1e-9, NAN}, "critical and gross_yield lie between"},
        {&f.die.parameter, INFINITY, {0, -1, NAN}, "alpha is a number above 0, or inf"},
        {&f.die.wafer.diameter,
         1000,
         {0, 1000.001, NAN},
         "the wafer's diameter is above 0 and up to"},
        {&f.die.wafer.edge, 0, {-1e-9, -1, NAN}, "the wafer's diameter is above 0 and up to"},
        {&f.die.wafer.street, 0, {-1e-9, 1000.001, NAN}, "the wafer's diameter is above 0 and up"},
        {&f.die.wafer.street, 1000, {-1, INFINITY, NAN}, "the wafer's diameter is above 0 and up"},
        {&f.die.wafer_cost, 0, {-1, INFINITY, NAN}, "die wafer_cost: a cost is a number from 0 up"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        make_sound();
        *rows[i].at = rows[i].inside;
        assert_sound();
        for (size_t k = 0; k < 3; k++) {
            *rows[i].at = rows[i].outside[k];
            assert_refused(rows[i].why);
        }
    }
    /* Layers of Bose-Einstein are whole. */
    static const double layers[] = {0, 1.5, 1e9 + 1, NAN};
    make_sound();
    f.die.model = DIE_BOSE_EINSTEIN;
    f.die.parameter = 1;
    assert_sound();
    f.die.parameter = 1e9;
    assert_sound();
    for (size_t i = 0; i < CHECK_COUNT(layers); i++) {
        f.die.parameter = layers[i];
        assert_refused("step 1 (s1), die: layers is a whole number from 1 up");
    }
    /* Without a cost of the wafer its shape is not read. */
    make_sound();
    f.die.wafer_cost = 0;
    f.die.wafer.diameter = -1;
    assert_sound();
}

/* K2: a class is added once, and before it is named. */
static void classes_are_added_first(void **state)
{
    (void)state;
    const char **const names[] = {&f.collateral.class_name,  &f.steps[BURN].stress.class_name,
                                  &f.coverage[1].class_name, &f.site_overkill.class_name,
                                  &f.before.class_name,      &f.after.class_name,
                                  &f.rework.class_name};
    for (size_t i = 0; i < CHECK_COUNT(names); i++) {
        make_sound();
        *names[i] = "SEAL";
        assert_refused(" SEAL: no earlier step adds this class");
        *names[i] = "LID";
        if (i > 0) /* the collateral's step stands before the one that merges */
            assert_refused(" LID: these parts are merged onto another class");
    }
    make_sound();
    f.steps[LENS].add.class_name = "PIC";
    assert_refused("step 2 (s2), add PIC: this class is already on the unit: use another name");
    make_sound();
    f.steps[LID].add.onto = NULL;
    f.steps[LID].add.class_name = "LENS";
    assert_refused("step 3 (s3), add LENS: this class is already on the unit");
    make_sound();
    f.steps[BURN] = f.steps[LID];
    f.steps[BURN].name = "again";
    assert_refused("step 4 (again), add LID: this class is already on the unit");
}

/* K3 */
static void merged_parts_have_no_spares(void **state)
{
    (void)state;
    struct flow_effect hit = {"LENS", 0.001};
    make_sound();
    f.steps[LID].add.required = 1;
    assert_refused("step 3 (s3), required: parts merged onto a class have no spares of their own");
    make_sound();
    f.steps[LID].add.collateral = (struct flow_effects){&hit, 1};
    assert_sound();
    f.steps[PIC].add.required = 3;
    assert_refused("step 3 (s3), collateral LENS: parts on a class with spares can only damage");
    hit.class_name = "PIC";
    assert_sound();
}

/* K4, and the limits of what is computed. */
static void what_is_not_computed(void **state)
{
    (void)state;
    make_sound();
    f.steps[LENS].add.required = 3;
    assert_refused("step 5 (s5), rework LENS: spares and rework of the same class cannot");
    make_sound();
    f.steps[PIC].add.mounted = 1004;
    assert_sound();
    f.steps[PIC].add.mounted = 1005;
    assert_refused("step 1 (s1), required: more than 1000 spares");
    make_sound();
    f.steps[TEST].test.attempts = 2;
    assert_refused("step 5 (s5), attempts: retest of rejects together with spares or rework");
    f.steps[TEST].test.rework_count = 0;
    f.steps[TEST].test.attempts = 1000;
    assert_sound();
    f.steps[PIC].add.required = 3;
    assert_refused("step 5 (s5), attempts: retest of rejects together with spares or rework");
    static const int attempts[] = {0, 1001};
    for (size_t i = 0; i < CHECK_COUNT(attempts); i++) {
        f.steps[TEST].test.attempts = attempts[i];
        assert_refused("step 5 (s5), attempts: a whole number from 1 to 1000");
    }
    static const struct {
        int cycles;
        bool is_sound;
    } rows[] = {{-2, false},
                {-1, true},
                {0, true},
                {FLOW_REWORK_LIMIT, true},
                {FLOW_REWORK_LIMIT + 1, false}};
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        make_sound();
        f.steps[TEST].test.rework_cycles = rows[i].cycles;
        if (rows[i].is_sound)
            assert_sound();
        else
            assert_refused("step 5 (s5), rework_cycles: a whole number from 0 to 1000000");
    }
}

static void coverage_has_conventions(void **state)
{
    (void)state;
    static const double agrawal[] = {1 - 1e-9, NAN, INFINITY}, clustered[] = {0, -1, NAN};
    for (size_t i = 0; i < 3; i++) {
        make_sound();
        f.coverage[0].parameter = 1;
        f.coverage[1].parameter = INFINITY;
        assert_sound();
        f.coverage[0].parameter = agrawal[i];
        assert_refused("step 5 (s5), coverage PIC: n0 is a number from 1 up");
        f.coverage[0].parameter = 1;
        f.coverage[1].parameter = clustered[i];
        assert_refused("step 5 (s5), coverage LENS: alpha is a number above 0, or inf");
    }
    make_sound();
    f.coverage[1].class_name = "PIC";
    assert_refused("step 5 (s5), coverage PIC: named twice");
    make_sound();
    f.coverage[0].coverage = 1;
    assert_refused("step 5 (s5), coverage PIC: with a cost_rate, full coverage would cost without");
    f.steps[TEST].test.cost_rate = 0;
    assert_sound();
    f.steps[TEST].test.salvage = -1e6;
    assert_sound();
    f.steps[TEST].test.salvage = NAN;
    assert_refused("step 5 (s5), salvage: a finite number");
}

static void a_part_has_one_origin(void **state)
{
    (void)state;
    struct flow input = {.name = "input", .currency = "USD"};
    make_sound();
    f.steps[PIC].add.input = &input;
    assert_refused("step 1 (s1), die: a part comes from a flow or from a wafer, not both");
    f.steps[PIC].line = 7;
    assert_refused("flow f, step 1 (s1, line 7), die: a part comes from");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("K1 numbers have domains", numbers_have_domains),
        CASE("K1 dies have domains", dies_have_domains),
        CASE("K2 classes are added first", classes_are_added_first),
        CASE("K3 merged parts have no spares", merged_parts_have_no_spares),
        CASE("K4 what is not computed", what_is_not_computed),
        CASE("K1 coverage has conventions", coverage_has_conventions),
        CASE("K1 a part has one origin", a_part_has_one_origin),
    };
    return cmocka_run_group_tests_name("flow domains", tests, NULL, NULL);
}

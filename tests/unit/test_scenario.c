/* Scenarios: what of a spec they change, what they refuse, and the ends of ranges. */
#include "evaluate_build.h"

#include "assemble/spec_scenario.h"
#include "evaluate/scenario.h"

#define SPEC                                                                                       \
    "build: b\nracks: 3\naccelerators: {part: A, count: 8}\nnetworks:\n  n: {bandwidth: 1, "       \
    "topology: {kind: single-tier}, switch: S, links: []}\n"                                       \
    "facility: {pue: 1.2, energy_price: 0.08}\nprogram: {racks: 10, spares: 5 %}\n"                \
    "assembly: [{part: S, flow: f, packages: 2}]\n"

static struct spec_text text_of(const char *file, const char *text)
{
    return (struct spec_text){.file = file, .text = text, .size = strlen(text)};
}

/* Overrides merge key by key; what they do not name stays; x multiplies what the build states. */
static void overrides_merge(void **state)
{
    (void)state;
    static const struct {
        const char *overrides;
        int64_t quantity; /* program_racks of the call */
        int64_t racks, program_racks;
        double energy_price, pue, spares;
        size_t assemblies;
        enum spec_end end;
    } rows[] = {
        {"title: as it is\n", 0, 3, 10, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"racks: 5\n", 0, 5, 10, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"program: {racks: x10}\n", 0, 3, 100, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"program: {racks: x 0.07}\n", 0, 3, 1, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"program: {racks: x0.7}\n", 0, 3, 7, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS}, /* not 8 */
        {"racks: x0.5\n", 0, 2, 10, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},           /* 1.5 */
        {"facility: {energy_price: x2}\n", 0, 3, 10, 0.16, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"facility: {energy_price: ~, pue: 1.1}\n", 0, 3, 10, NAN, 1.1, 0.05, 1, SPEC_AS_IT_IS},
        {"assembly: ~\n", 0, 3, 10, 0.08, 1.2, 0.05, 0, SPEC_AS_IT_IS},
        {"program: ~\n", 0, 3, 3, 0.08, 1.2, 0, 1, SPEC_AS_IT_IS},
        {"range: least\n", 0, 3, 10, 0.08, 1.2, 0.05, 1, SPEC_LEAST},
        {"range: typical\n", 0, 3, 10, 0.08, 1.2, 0.05, 1, SPEC_TYPICAL},
        {"range: most\n", 0, 3, 10, 0.08, 1.2, 0.05, 1, SPEC_MOST},
        /* The quantity of the call is the build's, so a scenario may multiply or replace it. */
        {"racks: 5\n", 40, 5, 40, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"program: {racks: x10}\n", 40, 3, 400, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
        {"program: {racks: 7}\n", 40, 3, 7, 0.08, 1.2, 0.05, 1, SPEC_AS_IT_IS},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct spec_text spec = text_of("rack.yaml", SPEC),
                         from = text_of("in/case.yaml", rows[i].overrides);
        struct arena arena;
        struct spec *out = NULL;
        const char *misfit = NULL;
        struct error err = {0};
        arena_init(&arena);
        if (spec_scenario_load(&out, &misfit, &arena, &spec, &(struct spec_under){&from, "case"}, 1,
                               rows[i].quantity, &err) != OPTIBOM_OK)
            fail_msg("%s: %s", rows[i].overrides, err.text);
        assert_string_equal(out->name, "b");
        assert_string_equal(out->scenario.name, "case");
        assert_null(misfit);
        assert_int_equal(out->racks, rows[i].racks);
        assert_int_equal(out->program.racks, rows[i].program_racks);
        if (isnan(rows[i].energy_price))
            assert_true(isnan(out->facility.energy_price));
        else
            CHECK_CLOSE(out->facility.energy_price, rows[i].energy_price);
        CHECK_CLOSE(out->facility.pue, rows[i].pue);
        CHECK_CLOSE(out->program.spares, rows[i].spares);
        assert_int_equal(out->assembly_count, rows[i].assemblies);
        assert_int_equal(out->scenario.end, rows[i].end);
        arena_fini(&arena);
    }
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *overrides, *sentence, *misfit; /* misfit NULL: a mistake of the file */
    } rows[] = {
        {"rang: least\n", "case.yaml:1:1: unknown key 'rang'; did you mean 'range'?", NULL},
        {"facility: {\n  prices: 1}\n", "case.yaml:2:3: unknown key 'prices'", NULL},
        {"range: lest\n", "case.yaml:1:8: range 'lest' is not known; did you mean 'least'?", NULL},
        {"build: c\n", "case.yaml:1:8: 'build': the build keeps its name", NULL},
        {"include: c.yaml\n", "case.yaml:1:10: 'include'", NULL},
        {"racks: 3\nracks: 4\n", "case.yaml:2:1: 'racks' is given twice", NULL},
        {"networks: ~\n", "case.yaml:1:1: 'networks' is missing here", NULL},
        {"racks: x\n", "case.yaml:1:8: 'racks: x': a whole number", NULL},
        {"racks: x-2\n", "case.yaml:1:8: 'racks: x-2': a whole number", NULL},
        {"facility: {pue: x2}\n", "case.yaml:1:17: pue: ", NULL}, /* takes no factor */
        {"flows: {f: {cost: much}}\n",
         "case.yaml:1:19: cost: 'much': a number, a percentage, or least, typical or most", NULL},
        {"flows: {f: 3}\n", "case.yaml:1:12: a list or a mapping is expected here", NULL},
        {"flows: {f: [3]}\n", "case.yaml:1:12: a mapping (key: value) is expected here", NULL},
        {"just text\n", "case.yaml:1:1: a mapping (key: value) is expected here", NULL},
        {"[]\n", "case.yaml:1:1: a mapping (key: value) is expected here", NULL},
        {"facility: {service_life: x2}\n",
         "case.yaml:1:26: the build states no facility.service_life to multiply",
         "the build states no facility.service_life to multiply"},
        {"scenarios: {other: {racks: 2}}\n", "case.yaml has no scenario 'case'", NULL},
        {"scenarios: {cas: {racks: 2}}\n", "case.yaml has no scenario 'case'; did you mean 'cas'?",
         NULL},
        {"scenarios: {case: {scenarios: {a: {racks: 2}}}}\n",
         "case.yaml:1:31: 'scenarios': there is no scenario of a scenario", NULL},
        {"scenarios: {case: {racks: 2}}\nracks: 3\n", "case.yaml:2:1: unknown key 'racks'", NULL},
        {"scenarios: {a/b: {racks: 2}}\n", "case.yaml:1:18: 'a/b' cannot name a scenario", NULL},
        {"scenarios: {as it is: {racks: 2}}\n",
         "case.yaml:1:23: 'as it is' is the spec without any scenario", NULL},
        {"levels: {a: [b]}\n", "case.yaml:1:9: 'levels': levels are of the spec", NULL},
        {"scenarios: {case: ~}\n", "case.yaml:1:19: a mapping (key: value) is expected here", NULL},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        struct spec_text spec = text_of("rack.yaml", SPEC),
                         from = text_of("case.yaml", rows[i].overrides);
        struct arena arena;
        struct spec *out = NULL;
        const char *misfit = NULL;
        struct error err = {0};
        arena_init(&arena);
        assert_int_not_equal(spec_scenario_load(&out, &misfit, &arena, &spec,
                                                &(struct spec_under){&from, "case"}, 1, 0, &err),
                             OPTIBOM_OK);
        if (strncmp(err.text, rows[i].sentence, strlen(rows[i].sentence)) != 0)
            fail_msg("%s: expected %s\ngot %s", rows[i].overrides, rows[i].sentence, err.text);
        if (rows[i].misfit != NULL)
            assert_string_equal(misfit, rows[i].misfit);
        else
            assert_null(misfit);
        arena_fini(&arena);
    }
}

static enum optibom_status read_base(const char **text, size_t *size, struct arena *arena,
                                     const char *path, struct error *err)
{
    (void)arena;
    (void)path;
    (void)err;
    *text = SPEC "scenarios:\n  plain: {assembly: ~}\n  gone: {racks: 9}\n";
    *size = strlen(*text);
    return OPTIBOM_OK;
}

/* Scenarios are included as any key is; what they take away is taken away when they are asked. */
static void scenarios_are_included(void **state)
{
    (void)state;
    static const struct spec_files FILES = {read_base};
    static const char TEXT[] = "include: base.yaml\ntitle: t\nscenarios:\n  plain: {racks: 2}\n"
                               "  bare: {title: Why?, facility: }\n  gone: ~\n";
    struct spec_text spec = {"top.yaml", TEXT, strlen(TEXT), &FILES};
    struct arena arena;
    struct spec *out = NULL;
    const char *misfit = NULL, *flat = NULL;
    struct error err = {0};
    arena_init(&arena);
    for (int is_flat = 0; is_flat <= 1; is_flat++) {
        assert_int_equal(spec_load(&out, &arena, spec.file, spec.text, spec.size, spec.files, &err),
                         OPTIBOM_OK);
        assert_int_equal(out->assembly_count, 1);
        assert_int_equal(out->scenario_count, 2);
        assert_string_equal(out->scenarios[0].name, "plain");
        assert_null(out->scenarios[0].title);
        assert_string_equal(out->scenarios[1].name, "bare");
        assert_string_equal(out->scenarios[1].title, "Why?");
        assert_int_equal(spec_scenario_load(&out, &misfit, &arena, &spec,
                                            &(struct spec_under){NULL, "plain"}, 1, 0, &err),
                         OPTIBOM_OK);
        assert_int_equal(out->assembly_count, 0);
        assert_int_equal(out->racks, 2);
        assert_string_equal(out->title, "t");
        assert_int_equal(spec_scenario_load(&out, &misfit, &arena, &spec,
                                            &(struct spec_under){NULL, "bare"}, 1, 0, &err),
                         OPTIBOM_OK);
        assert_int_equal(out->assembly_count, 1);
        assert_true(isnan(out->facility.energy_price));
        assert_int_equal(
            spec_flatten(&flat, &arena, spec.file, spec.text, spec.size, spec.files, &err),
            OPTIBOM_OK);
        spec = text_of("flat.yaml", flat);
    }
    arena_fini(&arena);
}

/* Several scenarios go one over the other; what is multiplied is what the ones before came to. */
static void scenarios_stack(void **state)
{
    (void)state;
    static const char TEXT[] = SPEC "scenarios:\n  a: {racks: 4, program: {racks: x2}}\n"
                                    "  b: {program: {racks: x3}, facility: {pue: 1.5}}\n"
                                    "  c: {facility: {pue: 1.1}}\n"
                                    "levels: {x: [as it is, a], y: [b, c]}\n";
    static const struct {
        struct spec_under under[3];
        size_t count;
        int64_t quantity, racks, program_racks;
        double pue;
    } ROWS[] = {
        {{{NULL, NULL}}, 0, 0, 3, 10, 1.2},
        {{{NULL, NULL}}, 0, 7, 3, 7, 1.2},
        {{{NULL, "a"}, {NULL, "b"}}, 2, 0, 4, 60, 1.5},
        {{{NULL, "b"}, {NULL, "a"}}, 2, 0, 4, 60, 1.5},
        {{{NULL, "b"}, {NULL, "c"}}, 2, 0, 3, 30, 1.1},
        {{{NULL, "c"}, {NULL, "b"}, {NULL, "a"}}, 3, 7, 4, 42, 1.5},
    };
    struct spec_text spec = text_of("rack.yaml", TEXT);
    for (size_t i = 0; i < CHECK_COUNT(ROWS); i++) {
        struct arena arena;
        struct spec *out = NULL;
        const char *misfit = NULL;
        struct error err = {0};
        arena_init(&arena);
        if (spec_scenario_load(&out, &misfit, &arena, &spec, ROWS[i].under, ROWS[i].count,
                               ROWS[i].quantity, &err) != OPTIBOM_OK)
            fail_msg("row %zu: %s", i, err.text);
        assert_int_equal(out->racks, ROWS[i].racks);
        assert_int_equal(out->program.racks, ROWS[i].program_racks);
        CHECK_CLOSE(out->facility.pue, ROWS[i].pue);
        assert_int_equal(out->level_count, 0);
        assert_int_equal(spec_load(&out, &arena, spec.file, spec.text, spec.size, NULL, &err),
                         OPTIBOM_OK);
        assert_int_equal(out->level_count, 2);
        assert_string_equal(out->levels[0].name, "x");
        assert_int_equal(out->levels[1].count, 2);
        assert_string_equal(out->levels[1].choices[1], "c");
        arena_fini(&arena);
    }
}

/* A mistake in a scenario is told when the spec is read, not when somebody asks for it. */
static void own_scenarios_are_checked(void **state)
{
    (void)state;
    static const char *const ROWS[][2] = {
        {SPEC "scenarios: {a: {racks: 2}, b: {rackz: 2}}\n",
         "rack.yaml:9:32: scenario 'b' of b: unknown key 'rackz'; did you mean 'racks'?"},
        {SPEC "scenarios: {a: {facility: {service_life: x2}}}\n",
         "rack.yaml:9:42: scenario 'a' of b: the build states no facility.service_life to "
         "multiply"},
        {SPEC "scenarios: {a: {racks: 2}, a: {racks: 3}}\n", "rack.yaml:9:28: 'a' is given twice"},
        {SPEC "scenarios: 3\n", "rack.yaml:9:12: a list or a mapping is expected here"},
        {SPEC "scenarios: {a: {racks: 2}}\nlevels: {x: [b]}\n",
         "rack.yaml:10:14: the spec has no scenario 'b'; did you mean 'a'?"},
        {SPEC "levels: {x: [as it is, as it is]}\n", "rack.yaml:9:24: 'as it is' is given twice"},
        {SPEC "levels: {x: [], y: 1}\n", "rack.yaml:9:13: a level takes 1 to 64 scenarios"},
        {SPEC "levels: {'': [as it is]}\n", "rack.yaml:9:14: the name of a level is one line"},
        {SPEC "levels: [x]\n", "rack.yaml:9:9: a mapping (key: value) is expected here"},
        {SPEC "range: least\n", "rack.yaml:9:1: unknown key 'range'"},
        {SPEC "flows: {}\n", "rack.yaml:9:1: unknown key 'flows'"},
    };
    for (size_t i = 0; i < CHECK_COUNT(ROWS); i++) {
        struct arena arena;
        struct spec *out = NULL;
        struct error err = {0};
        arena_init(&arena);
        assert_int_equal(
            spec_load(&out, &arena, "rack.yaml", ROWS[i][0], strlen(ROWS[i][0]), NULL, &err),
            OPTIBOM_BAD_INPUT);
        if (strncmp(err.text, ROWS[i][1], strlen(ROWS[i][1])) != 0)
            fail_msg("expected %s\ngot %s", ROWS[i][1], err.text);
        arena_fini(&arena);
    }
}

static void ends_are_typical(void **state)
{
    (void)state;
    static const char *const METRICS[] = {"power_it", "power_facility", "power_optics",
                                          "energy_per_bit"};
    static struct catalog_figure *const SPREADS[] = {&acc_figures[0], &switch_figures[0],
                                                     &engine_figures[0], &module_figures[5],
                                                     &fiber_figures[1]};
    struct catalog_figure kept[CHECK_COUNT(SPREADS)];
    struct build base;
    build_init(&base);
    evaluate(&base);
    for (size_t i = 0; i < CHECK_COUNT(SPREADS); i++)
        kept[i] = *SPREADS[i];
    for (enum spec_end end = SPEC_LEAST; end <= SPEC_MOST; end++) {
        struct build build;
        struct error err = {0};
        const char *misfit = NULL;
        build_init(&build);
        build.spec.scenario.end = end;
        assert_int_equal(scenario_apply(&misfit, &build.bom, &build.arena, &err), OPTIBOM_OK);
        evaluate(&build);
        for (size_t m = 0; m < CHECK_COUNT(METRICS); m++) {
            struct range was = metric(&base, METRICS[m]);
            double want = end == SPEC_LEAST ? was.min : end == SPEC_MOST ? was.max : was.typ;
            CHECK_RANGE(metric(&build, METRICS[m]), want, want, want);
        }
        for (size_t i = 0; i < CHECK_COUNT(SPREADS); i++)
            *SPREADS[i] = kept[i];
        arena_fini(&build.arena);
    }
    arena_fini(&base.arena);
}

/* One value for the flow of a build with a flow of its own inside. */
static void inputs_take_values(void **state)
{
    (void)state;
    static const struct {
        struct spec_flow_value value;
        double pic, eic, cost; /* afterwards */
        const char *misfit;
    } rows[] = {
        {{"engine", "test: coverage PIC", SPEC_AS_IT_IS, 0.99, "f:1:2"}, 0.99, 0.8, 4, NULL},
        {{"engine", "test: coverage *", SPEC_AS_IT_IS, 0.5, "f:1:2"}, 0.5, 0.5, 4, NULL},
        {{"*", "*: coverage *", SPEC_LEAST, 0, "f:1:2"}, 0.85, 0.7, 4, NULL},
        {{"*", "*", SPEC_MOST, 0, "f:1:2"}, 0.95, 0.8, 9, NULL}, /* EIC has no max */
        {{"*", "test: cost", SPEC_TYPICAL, 0, "f:1:2"}, 0.9, 0.8, 4, NULL},
        {{"pack", "test: cost", SPEC_AS_IT_IS, 1, "f:1:2"},
         0.9,
         0.8,
         4,
         "flow 'pack' has no input 'test: cost'"},
        {{"engine", "test: coverage PCI", SPEC_AS_IT_IS, 1, "f:1:2"},
         0.9,
         0.8,
         4,
         "flow 'engine' has no input 'test: coverage PCI'; did you mean 'test: coverage PIC'?"},
        {{"engin", "test: cost", SPEC_AS_IT_IS, 1, "f:1:2"},
         0.9,
         0.8,
         4,
         "the build uses no assembly flow 'engin'; did you mean 'engine'?"},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        double values[] = {0.9, 0.8, 4};
        struct flow_input inputs[] = {
            {.name = "test: coverage PIC", .target = &values[0], .range = {0.85, 0.9, 0.95}},
            {.name = "test: coverage EIC", .target = &values[1], .range = {0.7, 0.8, NAN}},
            {.name = "test: cost", .target = &values[2], .range = {1, 4, 9}}};
        struct flow engine_flow = {.name = "engine", .inputs = inputs, .input_count = 3};
        struct flow_step step = {.kind = FLOW_ADD, .add.input = &engine_flow};
        struct flow pack = {.name = "pack", .steps = &step, .step_count = 1};
        struct bom_assembly assembly = {.flow = &pack};
        struct spec_flow_value value = rows[i].value;
        struct spec spec = {.scenario = {.flow_values = &value, .flow_value_count = 1}};
        struct bom bom = {.spec = &spec, .assemblies = &assembly, .assembly_count = 1};
        struct arena arena;
        struct error err = {0};
        const char *misfit = NULL;
        arena_init(&arena);
        enum optibom_status status = scenario_apply(&misfit, &bom, &arena, &err);
        assert_int_equal(status, rows[i].misfit != NULL ? OPTIBOM_NOT_FOUND : OPTIBOM_OK);
        if (rows[i].misfit != NULL) {
            assert_string_equal(misfit, rows[i].misfit);
            assert_string_equal(err.text + strlen("f:1:2: "), rows[i].misfit);
        }
        CHECK_CLOSE(values[0], rows[i].pic);
        CHECK_CLOSE(values[1], rows[i].eic);
        CHECK_CLOSE(values[2], rows[i].cost);
        for (size_t j = 0; j < CHECK_COUNT(values); j++)
            if (fabs(values[j] - (double[]){0.9, 0.8, 4}[j]) > 0)
                CHECK_RANGE(inputs[j].range, values[j], values[j], values[j]);
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overrides_merge),        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(scenarios_are_included), cmocka_unit_test(own_scenarios_are_checked),
        cmocka_unit_test(scenarios_stack),        cmocka_unit_test(ends_are_typical),
        cmocka_unit_test(inputs_take_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

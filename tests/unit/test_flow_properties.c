/* What holds for every flow (yield model 1.2, 1.5, 1.10), over random ones. F and other numbers are
 * those of evaluate/flow_*.c and die.c. */
#include "flow_random.h"

#include "evaluate/die.h"

enum { FLOWS = 4000 };

/* F6: the ledger, of the whole and row by row. */
static void ledger(void **state)
{
    (void)state;
    struct dice dice = {1, 0};
    for (int i = 0; i < FLOWS; i++) {
        const struct flow_result *r = run(random_flow(&dice, 127));
        double scrap = 0, rework = 0;
        for (size_t s = 0; s < r->step_count; s++) {
            double causes = 0;
            scrap += r->steps[s].scrap_cost;
            rework += r->steps[s].rework_cost;
            for (size_t c = 0; c < r->steps[s].cause_count; c++)
                causes += r->steps[s].causes[c].scrap_cost;
            CHECK_ABSOLUTE(causes, r->steps[s].scrap_cost, 1e-9 * r->spend_per_start);
        }
        CHECK_ABSOLUTE(scrap, r->scrap, 1e-9 * r->spend_per_start);
        CHECK_ABSOLUTE(rework, r->rework, 1e-9 * r->spend_per_start);
        CHECK_WITHIN(r->spend_per_start, r->shipped_per_start * r->direct_cost + scrap + rework,
                     1e-9);
        CHECK_WITHIN(r->quality.value + r->escape.value, 1, 1e-14);
        arena_fini(&arena);
    }
}

/* 1.5: Nq does not depend on any coverage without rework and spares; more coverage never costs more
 * per good unit; a blinder last test lowers the cost per shipped unit. */
static void coverage(void **state)
{
    (void)state;
    struct dice dice = {2, 0};
    for (int i = 0; i < FLOWS; i++) {
        struct flow *flow = random_flow(&dice, RANDOM_CONVENTIONS | RANDOM_STRESS);
        const struct flow_result *before = run(flow);
        size_t test = flow->step_count - 2;
        bool is_last = flow->steps[test].test.coverage_count > 0 && dice_chance(&dice, 0.5);
        for (size_t s = 0; s < flow->step_count; s++) {
            struct flow_test *t = &flow->steps[s].test;
            if (flow->steps[s].kind != FLOW_TEST || (is_last && s != test))
                continue;
            for (size_t c = 0; c < t->coverage_count; c++)
                t->coverage[c].coverage *= dice_roll(&dice, 0, 1);
        }
        const struct flow_result *after = run(flow);
        CHECK_WITHIN(after->shipped_per_start * after->quality.value,
                     before->shipped_per_start * before->quality.value, 1e-12);
        assert_true(after->cost_per_good.value >= before->cost_per_good.value * (1 - 1e-12));
        if (is_last)
            assert_true(after->cost_per_shipped.value <=
                        before->cost_per_shipped.value * (1 + 1e-12));
        arena_fini(&arena);
    }
}

/* 1.2: Poisson <= Murphy <= Seeds; negative binomial falls as alpha grows, from Seeds at 1 down to
 * Poisson. */
static void die_models(void **state)
{
    (void)state;
    struct dice dice = {3, 0};
    for (int i = 0; i < 10000; i++) {
        double faults = pow(10, dice_roll(&dice, -12, 1.5));
        double alpha = dice_roll(&dice, 0.1, 20), more = alpha * dice_roll(&dice, 1, 10);
        const double losses[] = {
            die_loss(DIE_POISSON, faults, 0),
            die_loss(DIE_MURPHY, faults, 0),
            die_loss(DIE_SEEDS, faults, 0),
        };
        assert_true(losses[0] >= losses[1] * (1 - 1e-14));
        assert_true(losses[1] >= losses[2] * (1 - 1e-14));
        double few = die_loss(DIE_NEGATIVE_BINOMIAL, faults, alpha);
        double many = die_loss(DIE_NEGATIVE_BINOMIAL, faults, more);
        assert_true(few <= many * (1 + 1e-14));
        assert_true(many <= losses[0] * (1 + 1e-14));
        CHECK_WITHIN(die_loss(DIE_NEGATIVE_BINOMIAL, faults, 1), losses[2], 1e-12);
        CHECK_WITHIN(die_loss(DIE_NEGATIVE_BINOMIAL, faults, INFINITY), losses[0], 1e-15);
    }
}

/* --- a flow cut in three, each part the input of the next, and in one piece */

enum { PARTS = 3 };

struct part {
    struct flow_step steps[4];
    struct flow_coverage *coverage; /* of its test */
    size_t coverage_count;
};

/* Puts a class on, pays, and tests it; what the earlier parts put on is either judged perfectly or
 * not at all: only then can they be handed on as one piece. */
static void random_part(struct part *part, struct dice *dice, const char *name)
{
    struct flow none = {0};
    const bool no_spares = false;
    random_add(&part->steps[1], &none, dice, name, NULL, 0);
    part->steps[2] = (struct flow_step){FLOW_COST, "pay", .cost = dice_roll(dice, 0, 100)};
    random_test(&part->steps[3], &none, dice, &name, &no_spares, 1,
                RANDOM_CONVENTIONS | RANDOM_SALVAGE | RANDOM_REWORK);
}

static void add_coverage(struct flow_test *test, const char *name, bool is_seen)
{
    if (is_seen)
        test->coverage[test->coverage_count++] = covered(name, 1);
}

static void split(void **state)
{
    (void)state;
    static const char *const names[PARTS] = {"A", "B", "C"};
    struct dice dice = {4, 0};
    for (int i = 0; i < FLOWS; i++) {
        struct part parts[PARTS];
        struct flow flows[PARTS];
        struct flow_step all[PARTS * 3], whole_tests[PARTS];
        for (size_t p = 0; p < PARTS; p++) {
            bool is_seen = dice_chance(&dice, 0.5);
            random_part(&parts[p], &dice, names[p]);
            whole_tests[p] = parts[p].steps[3];
            struct flow_test *test = &whole_tests[p].test;
            struct flow_coverage *copy = random_alloc((PARTS + 1) * sizeof *copy);
            test->coverage = memcpy(copy, test->coverage, sizeof *copy);
            for (size_t q = 0; q < p; q++)
                add_coverage(test, names[q], is_seen);
            flows[p] = (struct flow){
                .name = "part", .steps = parts[p].steps + (p == 0), .step_count = p == 0 ? 3 : 4};
            if (p > 0) {
                parts[p].steps[0] =
                    (struct flow_step)ADD("P", .mounted = 1, .required = 1, .input = &flows[p - 1]);
                add_coverage(&parts[p].steps[3].test, "P", is_seen);
            }
            memcpy(&all[3 * p], &parts[p].steps[1], 2 * sizeof *all);
            all[3 * p + 2] = whole_tests[p];
        }
        struct flow whole = {.name = "whole", .steps = all, .step_count = PARTS * 3};
        const struct flow_result *one = run(&whole), *cut = run(&flows[PARTS - 1]);
        CHECK_WITHIN(cut->cost_per_shipped.value, one->cost_per_shipped.value, 1e-12);
        CHECK_WITHIN(cut->cost_per_good.value, one->cost_per_good.value, 1e-12);
        CHECK_WITHIN(cut->escape.value, one->escape.value, 1e-10);
        double shipped = cut->shipped_per_start;
        for (const struct flow_result *r = cut; r->steps[0].input != NULL; r = r->steps[0].input)
            shipped *= r->steps[0].input->shipped_per_start;
        CHECK_WITHIN(shipped, one->shipped_per_start, 1e-12);
        arena_fini(&arena);
    }
}

/* 1.10: every input whose direction is known moves the cost per good that way. Without salvage,
 * which can make scrap a gain, and without rework and spares. */
static void directions(void **state)
{
    (void)state;
    struct dice dice = {5, 0};
    for (int i = 0; i < FLOWS / 4; i++) {
        struct flow *flow = random_flow(&dice, RANDOM_STRESS | RANDOM_INPUTS);
        double typ = run(flow)->cost_per_good.value;
        for (size_t k = 0; k < flow->input_count; k++) {
            const struct flow_input *input = &flow->inputs[k];
            *input->target = input->worse > 0 ? input->range.max : input->range.min;
            double worse = run(flow)->cost_per_good.value;
            *input->target = input->worse > 0 ? input->range.min : input->range.max;
            double better = run(flow)->cost_per_good.value;
            *input->target = input->range.typ;
            assert_true(worse >= typ * (1 - 1e-12));
            assert_true(better <= typ * (1 + 1e-12));
        }
        arena_fini(&arena);
    }
}

/* 1.10: salvage up is better; it takes from the spend and from nothing else. */
static void salvage(void **state)
{
    (void)state;
    struct dice dice = {6, 0};
    for (int i = 0; i < FLOWS; i++) {
        struct flow *flow = random_flow(&dice, 63);
        const struct flow_result *none = run(flow);
        double credit = 0;
        for (size_t s = 0; s < flow->step_count; s++) {
            if (flow->steps[s].kind != FLOW_TEST)
                continue;
            flow->steps[s].test.salvage = dice_roll(&dice, 0, 100);
            credit += none->steps[s].scrapped * flow->steps[s].test.salvage;
        }
        const struct flow_result *some = run(flow);
        CHECK_WITHIN(some->spend_per_start, none->spend_per_start - credit, 1e-12);
        CHECK_WITHIN(some->shipped_per_start, none->shipped_per_start, 1e-15);
        assert_true(some->cost_per_good.value <= none->cost_per_good.value);
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE("F6 the ledger balances", ledger),      CASE("1.5 coverage", coverage),
        CASE("1.2 order of die models", die_models), CASE("F5 a flow in parts", split),
        CASE("1.10 directions", directions),         CASE("1.10 salvage", salvage),
    };
    return cmocka_run_group_tests_name("flow properties", tests, NULL, NULL);
}

/*
 * Statements (yield model 1.5):
 *
 * D1  an ADD spends pieces x unit cost on material and the rest of its cost on assembly; a piece
 *     from a sub-flow passes on the sub-flow's own split, per shipped piece.
 * D2  a TEST spends on test and on rework, and gets salvage for what it scraps; STRESS and COST are
 *     assembly.
 */
#include "evaluate/flow_spend.h"

static void add_scaled(struct flow_spend *to, struct flow_spend from, double factor)
{
    to->material += factor * from.material;
    to->assembly += factor * from.assembly;
    to->test += factor * from.test;
    to->rework += factor * from.rework;
    to->salvage += factor * from.salvage;
}

/* D1 */
static void add_pieces(struct flow_spend *spend, const struct flow_step_result *row)
{
    const struct flow_add *add = &row->step->add;
    double unit = row->handoff.unit_cost, each = unit + add->site_cost;
    double pieces = each > 0 ? (row->spend - row->entering * add->step_cost) / each : 0;
    spend->assembly += row->spend - pieces * unit;
    if (row->input != NULL)
        add_scaled(spend, flow_spend_of(row->input), pieces / row->input->shipped_per_start);
    else
        spend->material += pieces * unit;
}

struct flow_spend flow_spend_of(const struct flow_result *result)
{
    struct flow_spend spend = {0};
    for (size_t i = 0; i < result->step_count; i++) {
        const struct flow_step_result *row = &result->steps[i];
        if (row->step->kind == FLOW_ADD) {
            add_pieces(&spend, row);
        } else if (row->step->kind == FLOW_TEST) {
            spend.test += row->spend;
            spend.rework += row->rework_cost;
            spend.salvage -= row->scrapped * row->step->test.salvage;
        } else {
            spend.assembly += row->spend;
        }
    }
    return spend;
}

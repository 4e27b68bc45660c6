-- sheet: Sources
-- position: 90
-- title: Sources
-- purpose: Where every figure, price and yield input of the builds comes from
-- freeze: attribute
-- landscape: yes
-- column: kind | kind | text | 12
-- column: part | part or flow | text | 40
-- column: attribute | what | text | 26
-- column: min | least | real | 12
-- column: typ | typical | real | 12
-- column: max | most | real | 12
-- column: unit | unit | text | 9
-- column: value_text | text | text | 20
-- column: confidence | confidence | text | 12
-- column: source | document | text | 50
-- column: source_url | address | link | 40
-- column: condition | condition | text | 40
-- column: reason | reason | text | 60
-- highlight: confidence | warn | {confidence}="assumption"
SELECT kind, part, attribute, min, typ, max, unit, value_text, confidence, source, source_url, condition, reason FROM (
    SELECT DISTINCT 1 AS place, 'figure' AS kind, f.vendor || ' ' || f.mpn AS part, f.attribute, f.min, f.typ, f.max,
        CASE f.unit WHEN '1' THEN '' ELSE f.unit END AS unit, f.value_text, f.confidence, f.source, f.source_url,
        f.condition, f.reason
    FROM result_figure AS r JOIN figure_view AS f USING (figure_id)
    UNION ALL
    SELECT 2, 'price', p.part, 'from ' || p.quantity_from, NULL, p.price / p.price_basis, NULL, p.currency, NULL, p.confidence,
        p.source, p.source_url, p.supplier, p.reason
    FROM result_price AS p
    UNION ALL
    SELECT DISTINCT 3, 'flow input', i.flow, i.input, i.min, i.typ, i.max, '', NULL, i.confidence, '', '', '', i.reason
    FROM result_flow_input AS i
)
ORDER BY place, part, attribute;

-- Every figure behind the report claims, in the unit of its claim. What is of confidence seed stands in one of the
-- source documents and does not count for a verdict.
--
-- sheet: Evidence of claims
-- position: 2010
-- workbook: no
-- title: Evidence of the claims
-- purpose: Every figure that a claim of the documents is held against
-- landscape: yes
-- freeze: item
-- column: claim | Claim | text | 24
-- column: item | Part or build | text | 34
-- column: min | Minimum | real | 11 | - | engine
-- column: typ | Typical | real | 11 | - | engine
-- column: max | Maximum | real | 11 | - | engine
-- column: unit | Unit | text | 9
-- column: confidence | Confidence | text | 12
-- column: source | Source | text | 60
-- highlight: confidence | muted | {confidence}="seed"
-- highlight: confidence | warn | {confidence}="assumption"

SELECT e.claim, e.item, e.min, e.typ, e.max, nullif(c.unit, '') AS unit, e.confidence, e.source
FROM result_claim_evidence AS e JOIN result_claim AS c USING (claim)
ORDER BY c.position, e.position;

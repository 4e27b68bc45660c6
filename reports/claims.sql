-- What five source documents claim, beside what the catalog and the shipped builds give. The claims, and the
-- SELECT that answers each, are in seed/claims.yaml; one more claim is one more row there. The report
-- claims_evidence lists every figure behind a line.
--
-- Found are the least, the typical and the most of the evidence. Typical is the median of what each part or build
-- has as typical, or as the middle of its range, or as the one side that it states; there is none where no part
-- states a typical value. Figures whose source is one of the five documents (confidence seed) do not count: a
-- document cannot vouch for itself.
--
-- The verdict is computed: the typical value, or the side that the claim is about ("up to": the most), lies
-- within what is claimed, below or above it; without a typical value the whole range must lie below or above. Where
-- the document says "about", 10 % either way are within. It cannot be told where no figure counts. The difference
-- is from the nearer end of the claim. The reason is the one that is on record for this outcome, so an imported
-- figure that turns a verdict leaves it without.
--
-- sheet: Claims
-- position: 2000
-- workbook: no
-- title: Claims of the documents
-- purpose: What the source documents claim beside what the catalog and the shipped builds give
-- landscape: yes
-- freeze: claim
-- column: claim | Claim | text | 24
-- column: claimed | What is claimed | text | 36 wrap
-- column: low | At least | real | 10
-- column: high | At most | real | 10
-- column: unit | Unit | text | 9
-- column: min | Found, least | real | 11 | - | engine
-- column: typ | Found, typical | real | 11 | - | engine
-- column: max | Found, most | real | 11 | - | engine
-- column: verdict | Verdict | text | 14 | - | engine
-- column: difference | Difference | percent | 10 | - | engine
-- column: from | From | text | 40 wrap
-- column: document | Document | text | 36 wrap
-- column: place | Place in it | text | 26 wrap
-- column: why | Why | text | 60 wrap
-- highlight: verdict | good | {verdict}="within"
-- highlight: verdict | warn | OR({verdict}="below",{verdict}="above")
-- highlight: verdict | muted | {verdict}="cannot be told"

WITH counted AS (
    SELECT *, coalesce(typ, (min + max) / 2, max, min) AS point FROM result_claim_evidence WHERE confidence <> 'seed'
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY claim ORDER BY point) AS rank, count(*) OVER (PARTITION BY claim) AS rows
    FROM counted
), found AS (
    SELECT claim, round(min(coalesce(min, point)), 9) AS min,
        iif(count(typ) > 0, round(avg(point) FILTER (WHERE rank IN ((rows + 1) / 2, (rows + 2) / 2)), 9), NULL) AS typ,
        round(max(coalesce(max, point)), 9) AS max
    FROM ranked GROUP BY claim
), compared AS (
    SELECT c.*, f.min, f.typ, f.max, 1 - 0.1 * c.is_about - 1e-9 AS under, 1 + 0.1 * c.is_about + 1e-9 AS over,
        CASE c.compare WHEN 'min' THEN f.min WHEN 'max' THEN f.max ELSE coalesce(f.typ, f.max) END AS highest,
        CASE c.compare WHEN 'min' THEN f.min WHEN 'max' THEN f.max ELSE coalesce(f.typ, f.min) END AS lowest
    FROM result_claim AS c LEFT JOIN found AS f USING (claim)
), judged AS (
    SELECT *, CASE WHEN lowest IS NULL THEN 'cannot be told' WHEN highest < low * under THEN 'below'
        WHEN lowest > high * over THEN 'above' ELSE 'within' END AS verdict
    FROM compared
), item AS (
    -- What counts; where nothing does, what the documents say themselves.
    SELECT claim, item, confidence, min(position) AS position, confidence = 'seed' AS is_own
    FROM result_claim_evidence AS e
    WHERE confidence <> 'seed' OR claim NOT IN (SELECT claim FROM counted)
    GROUP BY claim, item, confidence
), trust(confidence, rank) AS (
    VALUES ('vendor', 1), ('standard', 2), ('press', 3), ('estimate', 4), ('assumption', 5), ('computed', 6), ('arithmetic', 7), ('seed', 8)
), named AS (
    SELECT j.claim,
        (SELECT group_concat(item, ', ') FROM (SELECT item FROM item AS i WHERE i.claim = j.claim ORDER BY position LIMIT 3)) AS first,
        (SELECT count(*) FROM item AS i WHERE i.claim = j.claim) AS items,
        (SELECT group_concat(words, ', ') FROM (SELECT iif(confidence = 'seed', 'the documents'' own', count(*) || ' ' || confidence) AS words
            FROM item AS i LEFT JOIN trust USING (confidence) WHERE i.claim = j.claim
            GROUP BY confidence ORDER BY coalesce(rank, 9), confidence)) AS trusts
    FROM judged AS j
)
SELECT j.claim, j.claimed, j.low, j.high, nullif(j.unit, '') AS unit, j.min, j.typ, j.max, j.verdict,
    CASE j.verdict WHEN 'within' THEN 0.0 WHEN 'below' THEN round(j.highest / j.low - 1, 9) WHEN 'above' THEN round(j.lowest / j.high - 1, 9) END
        AS difference,
    n.first || iif(n.items > 3, ' and ' || (n.items - 3) || ' more', '') || ' (' || n.trusts || ')' AS "from",
    j.document, j.place,
    CASE j.verdict WHEN 'within' THEN j.within
        WHEN 'cannot be told' THEN coalesce(j.untold, iif(n.items > 0, 'the catalog has no figure but those of the documents themselves',
            'the catalog has no figure that answers it'))
        ELSE coalesce(iif(j.verdict = 'below', j.below, j.above), 'no reason is on record for this outcome')
    END AS why
FROM judged AS j JOIN named AS n USING (claim)
ORDER BY j.position;

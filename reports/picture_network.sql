-- The networks of each build as tiers: switches, endpoints, and the links between one tier and the next.
-- Of equal networks, one a rack, one is drawn.
--
-- sheet: Networks
-- position: 1103
-- workbook: no
-- title: Networks
-- purpose: Switches of each tier with the ports that carry links, and the links to the tier below; 16 boxes stand for more. Of equal networks one is drawn.
-- picture: tiers | Network | tier, count, links, note | each network, each build
-- column: build | Build | text
-- column: network | Network | text
-- column: tier | Tier | text
-- column: count | Count | integer
-- column: links | Links to the tier below | text
-- column: note | Note | text

WITH equal AS (
    SELECT build, network, max(networks) AS equal, min(position) AS first FROM result_tier GROUP BY build, network
), joined AS (
    SELECT k.build, k.network, CASE k.upper_end WHEN 'switch' THEN 'leaf' ELSE k.upper_end END AS tier, k.position,
        k.links / e.equal AS count, upper(k.medium) AS medium,
        printf('%,d links, %s, %g m, %s', k.links / e.equal, upper(k.medium), k.length_m,
            iif(k.rate_gbps >= 1000, printf('%g Tbps', k.rate_gbps / 1000), printf('%g Gbps', k.rate_gbps)))
            || CASE WHEN k.energy_per_bit IS NULL THEN '' ELSE printf(', %.4g pJ/bit', k.energy_per_bit) END AS links
    FROM result_link AS k JOIN equal AS e USING (build, network)
), below AS (
    SELECT build, network, tier, iif(count(*) < 3, group_concat(links, '; '),
            printf('%,d links, %s', sum(count), replace(group_concat(DISTINCT medium), ',', ', '))) AS links
    FROM (SELECT * FROM joined ORDER BY build, position) GROUP BY build, network, tier
), bottom AS (
    SELECT k.build, k.network, k.lower_end, min(k.position) AS position,
        CASE k.lower_end
            WHEN 'accelerator' THEN (SELECT sum(quantity) FROM result_line AS l WHERE l.build = k.build AND l.class = 'accelerator')
            ELSE (SELECT sum(quantity) FROM result_line AS l WHERE l.build = k.build AND l.class = 'nic'
                AND l.role = k.network || iif(k.lower_end = 'nic', '', ' ' || k.lower_end) || ' NIC')
        END AS count,
        max(k.links) AS links
    FROM result_link AS k
    WHERE k.lower_end NOT IN ('leaf', 'spine', 'core')
    GROUP BY k.build, k.network, k.lower_end
), ends AS (
    SELECT k.build, k.network, sum(coalesce(k.count, k.links) / e.equal) AS count,
        CASE WHEN count(*) > 1 THEN iif(count(k.count) = count(*), 'NICs', 'ends')
            WHEN max(k.lower_end) = 'nic' THEN 'NICs' WHEN max(k.lower_end) = 'accelerator' THEN 'accelerators'
            ELSE max(k.lower_end) || iif(max(k.count) IS NULL, ' links', ' NICs') END AS tier,
        iif(count(*) > 1, group_concat(printf('%,d %s', coalesce(k.count, k.links) / e.equal, k.lower_end), ', '), NULL) AS note
    FROM (SELECT * FROM bottom ORDER BY build, position) AS k JOIN equal AS e USING (build, network)
    GROUP BY k.build, k.network
), tier AS (
    SELECT t.build, t.network, -t.position AS place, CASE count(*) OVER (PARTITION BY t.build, t.network)
            WHEN 1 THEN '' ELSE t.tier || ' ' END || iif(t.switches = e.equal, 'switch', 'switches') AS tier,
        t.switches / e.equal AS count, j.links, CASE WHEN t.ports_up > 0
            THEN printf('%,d down, %,d up', t.ports_down / e.equal, t.ports_up / e.equal)
            ELSE printf('%,d ports', t.ports_down / e.equal) END AS note
    FROM result_tier AS t JOIN equal AS e USING (build, network) LEFT JOIN below AS j USING (build, network, tier)
    WHERE t.tier <> 'endpoints' AND t.switches > 0
    UNION ALL
    SELECT build, network, 1000, tier, count, NULL, note FROM ends
)
SELECT t.build, t.network || iif(e.equal > 1, printf(', one of %,d', e.equal), '') AS network, t.tier, t.count, t.links,
    t.note
FROM tier AS t JOIN result_build AS b USING (build) JOIN equal AS e USING (build, network)
ORDER BY min(e.first) OVER (PARTITION BY t.network), t.network, e.equal, b.position, t.place;

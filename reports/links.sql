-- The links of every build, kind by kind: latency, loss budget, and what a bit costs at both ends.
--
-- sheet: Links
-- position: 64
-- title: Links
-- purpose: Computed by optibom for the inputs of the run. Energy is that of both ends, typical, in one direction.
-- landscape: yes
-- freeze: network
-- column: build | Build | text | 26
-- column: network | Network | text | 11
-- column: lower_end | From | text | 12
-- column: upper_end | To | text | 9
-- column: medium | Medium | text | 9
-- column: links | Links | integer | 9
-- column: length_m | Length | real m | 9
-- column: rate_gbps | Rate | real Gbps | 9
-- column: latency_min | Least latency | real ns | 10 | - | engine
-- column: latency_typ | Latency | real ns | 10 | - | engine
-- column: latency_max | Most latency | real ns | 10 | - | engine
-- column: loss_max | Most loss | real dB | 9 | - | engine
-- column: margin_min | Least margin | real dB | 9 | - | engine
-- column: margin_typ | Margin | real dB | 9 | - | engine
-- column: energy_conversion | Modules and engines | real pJ/bit | 12 | - | engine
-- column: energy_light | External light | real pJ/bit | 10 | - | engine
-- column: energy_serdes | SerDes | real pJ/bit | 10 | - | engine
-- column: energy_per_bit | End to end | real pJ/bit | 10 | - | engine
-- column: fibers | Lit fibers | real | 9 | - | engine
-- column: margin_reason | No margin because | text | 50 wrap

SELECT b.build, l.network, l.lower_end, l.upper_end, l.medium, l.links, l.length_m, l.rate_gbps,
    l.latency_min, l.latency_typ, l.latency_max, l.loss_max, l.margin_min, l.margin_typ,
    l.energy_conversion, l.energy_light, l.energy_serdes, l.energy_per_bit, l.fibers, l.margin_reason
FROM result_link AS l JOIN result_build AS b USING (build)
ORDER BY b.position, l.position;

-- The loss budget of every optical link in both directions, typical: what is sent, what each part of the
-- way takes, what the receiver needs and what is left. Where a module states a loss budget, that is what
-- it starts from. Copper has none; for links that lack a figure the sheet Links says which.
--
-- sheet: Link budgets
-- position: 1108
-- workbook: no
-- title: Link budgets
-- purpose: Optical links, both directions, typical: what is sent less the losses arrives; what arrives less what the receiver needs is the margin.
-- picture: budget | Link | term, value, step, note | each link, each build
-- column: build | Build | text
-- column: link | Link | text
-- column: sender | Sent by | text
-- column: term | Term | text
-- column: value | Typical | real dB
-- column: step | Is a | text
-- column: note | Note | text

SELECT t.build, printf('%s %s %g m, %s to %s', l.network, upper(l.medium), l.length_m, t.sender,
        iif(t.is_upwards, l.upper_end, l.lower_end)) AS link,
    t.sender, t.term, t.value, t.step,
    CASE WHEN t.step = 'margin' AND abs(t.value - l.margin_typ) < 1e-9
        THEN printf('%.3g dB at worst', l.margin_min) END AS note
FROM result_budget AS t JOIN result_build AS b USING (build)
JOIN result_link AS l ON l.build = t.build AND l.position = t.link
ORDER BY l.network, t.is_upwards, b.position, t.link, t.position;

-- What the checks say about each build, the most serious first. A build with errors is still
-- evaluated and exported, so that the findings can be read beside its figures.
--
-- sheet: Findings
-- position: 80
-- title: Findings
-- purpose: What the checks say about each build, and what would clear it. Lines are those of the sheet Costed BOM.
-- landscape: yes
-- freeze: severity
-- column: build | Build | text | 24
-- column: severity | Severity | text | 10
-- column: code | Code | text | 28
-- column: lines | Lines | text | 14 wrap
-- column: text | Finding | text | 70 wrap
-- column: fix | What would clear it | text | 60 wrap
-- highlight: severity | bad | {severity}="error"
-- highlight: severity | warn | {severity}="warning"
-- highlight: severity | muted | {severity}="note"

SELECT f.build, f.severity, f.code, f.lines, f.text, f.fix
FROM result_finding AS f JOIN result_build AS b USING (build)
ORDER BY b.position, CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.position;

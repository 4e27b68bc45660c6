-- sheet: Findings
-- position: 80
-- title: Findings
-- purpose: What does not fit, is missing or should be looked at, and what would clear it
-- column: build | build | text | 16
-- column: severity | severity | text | 10
-- column: code | code | text | 18
-- column: lines | line | text | 10
-- column: text | finding | text | 70 wrap
-- column: fix | what would clear it | text | 50 wrap
-- highlight: severity | bad | {severity}="error"
-- highlight: severity | warn | {severity}="warning"
SELECT f.build, f.severity, f.code, f.lines, f.text, f.fix
FROM result_finding AS f JOIN result_build AS b USING (build)
ORDER BY b.position, CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.position;

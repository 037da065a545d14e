SELECT count(*), sum(doubled) FROM visits WHERE day >= '2026-02-01' AND day < '2026-03-01'
SELECT count(*) FROM visits WHERE note LIKE 'NOTE%'

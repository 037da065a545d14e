-- The rows of 2024 are lost, which the file says.
SELECT id, at FROM k WHERE at >= '2025-01-01'

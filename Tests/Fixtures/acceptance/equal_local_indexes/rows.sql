SELECT id, at FROM t

-- The least that any tool has to read: relations, columns, bounds, indexes.
SET search_path = '';
SELECT oid, relname, relkind, reloptions, pg_get_expr(relpartbound, oid) FROM pg_class
  WHERE relnamespace = 'public'::regnamespace;
SELECT attrelid, attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0;
SELECT indexrelid, indrelid, pg_get_indexdef(indexrelid) FROM pg_index
  JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace;
SELECT conrelid, conname, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint
  JOIN pg_class ON pg_class.oid = conrelid WHERE relnamespace = 'public'::regnamespace;
SELECT inhrelid, inhparent FROM pg_inherits;

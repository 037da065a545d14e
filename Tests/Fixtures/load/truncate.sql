BEGIN;
TRUNCATE orders, twin;
COMMIT;

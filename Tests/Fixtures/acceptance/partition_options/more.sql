DELETE FROM cache WHERE id % 2 = 0;

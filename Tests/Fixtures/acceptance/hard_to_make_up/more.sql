UPDATE prices SET length = (7, 8), currency = NULL WHERE id = 3;

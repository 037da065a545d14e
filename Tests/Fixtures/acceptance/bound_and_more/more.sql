INSERT INTO tolls VALUES (901, 199, 'last'), (902, 0, NULL);
DELETE FROM tolls WHERE id = 7;

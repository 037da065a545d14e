SELECT count(*) FROM long_visits

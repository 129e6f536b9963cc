"""Het werk van vandaag: mijn werk, werklijst, wachtlijst, marge tot de norm en dagbladen."""

"""From a foreign export to the tables of the Feitenformaat: set-based, in DuckDB, and without knowing the catalogue."""

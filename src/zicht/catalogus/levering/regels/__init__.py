"""De regels van de levering: een eenheid per regel, per onderwerp bij elkaar."""

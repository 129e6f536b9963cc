"""Reports for the board and the municipalities: burap and jaarbeeld, from one set of published figures."""

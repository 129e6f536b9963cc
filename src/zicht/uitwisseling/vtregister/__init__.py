"""Het VT-register: welke Veilig Thuis-organisatie bij wie betrokken is, onder pseudoniem en zonder inhoud (ADR 0025)."""

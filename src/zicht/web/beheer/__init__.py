"""Wie er werkt en wat die mag: gebruikers, teams, rollen, rechten en aanmelden."""

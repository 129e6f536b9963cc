"""Vooruitkijken met toeval: wat risico's samen kunnen kosten. Hier, en in de synthetische regio, woont numpy."""

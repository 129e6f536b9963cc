"""Vooruitkijken met toeval: wat risico's samen kunnen kosten, en hoe de wachtlijst zal lopen. Hier, en in de synthetische regio, woont numpy."""

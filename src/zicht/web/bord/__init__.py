"""Het dashboard: elke indicator met zijn verloop, dubbelbeeld, kanttekeningen en de gevallen achter een cijfer."""

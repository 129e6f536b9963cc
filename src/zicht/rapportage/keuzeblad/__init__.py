"""Het keuzeblad: wat elke keuze met de wachtlijst doet, wat zij kost en hoe zeker dat is, op twee bladzijden."""

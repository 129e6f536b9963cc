"""Het dashboard als gegevens: het verloop van een indicator, zijn zin, zijn tekening en zijn bestanden."""

"""De koppeling met andere systemen: meldingen erin, berichten eruit, elk met een eigen sleutel."""

"""Een map met feiten in de registratie zetten door haar na te spelen met handelingen, of een demo daarmee vullen."""

"""De levering aan het CBS: bouwen, keuren, verklaren, als geleverd merken, en bewaren wat terugkomt."""

"""De levering aan het CBS: bouwen uit feiten, keuren, een indeling inlezen, bewaren en aansluiten op StatLine."""

"""De halfjaarlijkse levering: indeling als gegeven, vaste breedte heen en terug, regels met voorbeelden, perioden."""

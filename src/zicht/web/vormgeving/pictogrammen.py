"""De namen van de eigen tekeningen in static/zicht/pictogrammen.svg."""

from zicht.core.fouten import AanroepFout

PICTOGRAMMEN = frozenset(
    {
        "agenda", "alarm", "brief", "gesprek", "huis", "info", "klok", "kruis", "map", "menu", "ok", "oog", "oog-dicht",
        "pauze", "persoon", "personen", "pijl-links", "pijl-rechts", "pijl-omhoog", "pijl-omlaag", "plus", "pen", "print",
        "schild", "slot", "ster", "streep", "telefoon", "uitgang", "vraag", "waarschuwing", "zandloper", "zoek",
    }
)  # fmt: skip


def nagekeken(naam: str) -> str:
    """De naam zelf, of een fout die zegt welke er zijn."""
    if naam not in PICTOGRAMMEN:
        raise AanroepFout(f"Onbekend pictogram '{naam}'. Kies uit: {', '.join(sorted(PICTOGRAMMEN))}.")
    return naam

"""Bestanden zoals StatLine ze geeft, met verzonnen getallen: als lijst, volgens de tabelindeling, en onbewerkt."""

from collections.abc import Mapping, Sequence

TITEL = "Huiselijk geweld; kerncijfers Veilig Thuis, regio"
ONDERWERPEN = (
    "Gestarte adviezen", "Ontvangen meldingen", "Casussen met ontvangen melding(en)", "Afgeronde diensten onderzoek",
    "Afgeronde diensten Voorwaarden en Vervolg",
)  # fmt: skip
Getallen = Mapping[tuple[str, str, str], str]  # gebied, periode, onderwerp


def als_lijst(getallen: Getallen) -> bytes:
    """CSV met statistische symbolen: een kopregel, een regel per gebied en periode."""
    plaatsen = dict.fromkeys((gebied, periode) for gebied, periode, _ in getallen)
    onderwerpen = _onderwerpen(getallen)
    regels = [_regel("Regio's", "Perioden", *(f"{onderwerp} (aantal)" for onderwerp in onderwerpen))]
    regels += [_regel(g, p, *(getallen.get((g, p, o), "") for o in onderwerpen)) for g, p in plaatsen]
    return ("\ufeff" + "\r\n".join([*regels, '"Bron: CBS"']) + "\r\n").encode()


def als_tabel(getallen: Getallen) -> bytes:
    """CSV volgens tabelindeling: titel, lege regels, onderwerpen en perioden boven de kolommen, en de bron onderaan."""
    gebieden = list(dict.fromkeys(gebied for gebied, _, _ in getallen))
    perioden = list(dict.fromkeys(periode for _, periode, _ in getallen))
    onderwerpen = _onderwerpen(getallen)
    kolommen = [(onderwerp, periode) for onderwerp in onderwerpen for periode in perioden]
    regels = [
        _regel(TITEL), "", "",
        _regel("", "Onderwerp", *(onderwerp for onderwerp, _ in kolommen)),
        _regel("", "Perioden", *(periode for _, periode in kolommen)),
        _regel("Regio's", "Eenheid", *("aantal" for _ in kolommen)),
    ]  # fmt: skip
    regels += [_regel(g, "aantal", *(getallen.get((g, p, o), "") for o, p in kolommen)) for g in gebieden]
    return ("\ufeff" + "\r\n".join([*regels, _regel("Bron: CBS")]) + "\r\n").encode()


def onbewerkt(getallen: Getallen, codes: Mapping[str, str]) -> bytes:
    """De onbewerkte gegevensset: codes voor regio en periode, namen van velden als onderwerp."""
    plaatsen = dict.fromkeys((gebied, periode) for gebied, periode, _ in getallen)
    onderwerpen = _onderwerpen(getallen)
    namen = [f"{''.join(w.capitalize() for w in o.split())}_{nr}" for nr, o in enumerate(onderwerpen, 1)]
    regels = [_regel("ID", "RegioS", "Perioden", *namen)]
    for nr, (gebied, periode) in enumerate(plaatsen):
        waarden = (getallen.get((gebied, periode, o), "").rjust(8) for o in onderwerpen)
        regels.append(_regel(str(nr), codes[gebied].ljust(6), _periodecode(periode), *waarden))
    return "\n".join(regels).encode()


def _onderwerpen(getallen: Getallen) -> list[str]:
    return list(dict.fromkeys(onderwerp for _, _, onderwerp in getallen))


def _periodecode(periode: str) -> str:
    jaar, rest = periode[:4], periode[4:].strip(" *")
    return f"{jaar}HJ0{rest[0]}" if rest else f"{jaar}JJ00"


def _regel(*cellen: str) -> str:
    return ";".join('"' + cel.replace('"', '""') + '"' for cel in cellen)


def getallen(rijen: Sequence[tuple[str, str, str, str]]) -> dict[tuple[str, str, str], str]:
    """Getallen uit rijen van gebied, periode, onderwerp en wat er staat."""
    return {(gebied, periode, onderwerp): tekst for gebied, periode, onderwerp, tekst in rijen}

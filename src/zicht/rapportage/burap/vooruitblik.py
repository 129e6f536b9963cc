"""De vooruitblik van de burap: de wachtlijst en wat op tijd is, met hun band en terugtoets. Alleen met een simulatie."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zicht.core.periodes import lange_datum
from zicht.rapportage.blokken import Blok, Cel, Grafiek, Kolom, Kop, Lijst, getalkolommen, rij, tekst
from zicht.rapportage.bouwstenen import cel, tabel, zin
from zicht.rapportage.keuzeblad.tekening import Verloop, alternatief, tekening
from zicht.rapportage.stand import Stand

BAND = "{{vooruit-band.teller}} van de {{vooruit-band.noemer}} keer"
if TYPE_CHECKING:
    from zicht.rapportage.vooruitzicht import Vooruitzicht

NAAM = "Met de mensen en de werkwijze van nu"


def wachtlijst(stand: Stand) -> Iterator[Blok]:
    """Waar de wachtlijst op uitkomt als er niets verandert."""
    vooruit = stand.vooruitzicht
    if vooruit is None:
        return
    yield Kop(4, "Vooruitblik op de wachtlijst")
    yield zin(
        stand,
        f"{NAAM} wachten er op {lange_datum(vooruit.eind)} naar verwachting **{{{{vooruit-wacht}}}} meldingen**; "
        f"{BAND} tussen {{{{vooruit-wacht laag}}}} en {{{{vooruit-wacht hoog}}}}.",
        "De wachtlijst is dan {{vooruit-kans-langer}} langer dan nu.",
    )
    yield zin(
        stand,
        "Dit is {{vooruit-herhalingen}} keer doorgerekend, steeds met ander toeval: een verwachting en geen belofte.",
        *_terugblik(stand, vooruit),
    )
    yield _grafiek(stand, vooruit)
    yield _momenten(stand, vooruit)


def _terugblik(stand: Stand, vooruit: "Vooruitzicht") -> Iterator[str]:
    if vooruit.teruggekeken_naar is None or stand.lijst.of_niets("vooruit-toets-wacht") is None:
        yield "Op vroeger nagerekend is het niet; wees er dus voorzichtig mee."
        return
    yield (
        f"Op {lange_datum(vooruit.teruggekeken_naar)} had dezelfde berekening {{{{vooruit-toets-wacht}}}} verwacht, {BAND} "
        "tussen {{vooruit-toets-wacht laag}} en {{vooruit-toets-wacht hoog}}; het werden er "
        "{{vooruit-toets-wacht/werd}}."
    )
    if stand.lijst.of_niets("vooruit-toets-ernaast"):
        yield "Per week zat zij er gemiddeld {{vooruit-toets-ernaast}} naast."


def _grafiek(stand: Stand, vooruit: "Vooruitzicht") -> Grafiek:
    verloop, eind = Verloop(NAAM, vooruit.verloop), stand.lijst.zoek("vooruit-wacht").kort
    titel = "Vooruitblik op de wachtlijst per week (lijn: het midden; vlak: waar het acht van de tien keer tussen ligt)"
    return Grafiek("grafiek-vooruitblik", titel, tekening((verloop,)), alternatief((verloop,), {NAAM: eind}))


def _momenten(stand: Stand, vooruit: "Vooruitzicht") -> Blok:
    def regel(naam: str, deel: str) -> tuple[Cel, ...]:
        standen = (stand.lijst.zoek(f"vooruit-wacht/{sleutel}", deel) for sleutel, _ in vooruit.momenten)
        return rij(naam, *(cel(cijfer, vet=not deel) for cijfer in standen))

    dagen = getalkolommen(*(f"{dag:%d-%m-%Y}" for _, dag in vooruit.momenten))
    kolommen = (Kolom("Meldingen die wachten", breedte=1.6), *dagen)
    rijen = [regel("Verwacht", ""), regel("Laag", "laag"), regel("Hoog", "hoog")]
    return tabel("Vooruitblik op de wachtlijst", kolommen, rijen)


def verantwoording(stand: Stand) -> Iterator[Blok]:
    """Hoe de vooruitblik gemaakt is, om haar na te rekenen of te betwisten."""
    if stand.vooruitzicht is None:
        return
    from zicht.rapportage.keuzeblad.cijfers import KEUZES  # met het rekenwerk erachter: alleen als het nodig is

    herkomst = "; ".join(f"{naam} {waarde}" for naam, waarde in stand.vooruitzicht.herkomst)
    yield Kop(3, "Vooruitblik")
    yield Lijst(tuple(tekst(punt) for punt in (*KEUZES, f"Om na te rekenen: {herkomst}.")))


def op_tijd(stand: Stand, code: str) -> Iterator[Blok]:
    """Wat er van een termijnindicator te verwachten is, en hoe vaak de norm dan gehaald wordt."""
    vooruit, sleutel = stand.vooruitzicht, f"vooruit-{code}"
    if vooruit is None or stand.lijst.of_niets(sleutel) is None:
        return
    yield zin(
        stand,
        f"**Vooruitblik.** {NAAM} is van {lange_datum(vooruit.begin)} tot en met {lange_datum(vooruit.eind)} naar verwachting "
        f"**{{{{{sleutel}}}}}** op tijd; {BAND} tussen {{{{{sleutel} laag}}}} en {{{{{sleutel} hoog}}}}.",
        f"De norm wordt dan {{{{vooruit-kans-{code}}}}} gehaald.",
        f"Een jaar eerder was {{{{vooruit-toets-{code}}}}} verwacht; het werd {{{{vooruit-toets-{code}/werd}}}}."
        if stand.lijst.of_niets(f"vooruit-toets-{code}")
        else "",
    )

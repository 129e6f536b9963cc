"""De tabellen van het keuzeblad: elke keuze is een rij, dus vergelijken is van boven naar beneden lezen."""

from collections.abc import Sequence
from datetime import date, timedelta

from zicht.core.periodes import maandnaam
from zicht.rapportage.blokken import Cel, Kolom, Tabel, getalkolommen, rij
from zicht.rapportage.bouwstenen import cel
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.getallen import VAST, ZELDEN, keer
from zicht.rapportage.keuzeblad.stand import Keuze, Keuzestand, Maatstaf

BIJNA_NOOIT, BIJNA_ALTIJD = "bijna nooit", "bijna altijd"
_ACHTERSTAND = "Achterstand weg: er ligt niet meer dan er in een gewone week binnenkomt."
_GEEN_ACHTERSTAND = "Een achterstand van meer dan een gewone week meldingen is er nu niet."
STREEP = "\N{EN DASH}"
_KEUZEKOLOM = Kolom("Keuze", breedte=2.4)


def keuzes(stand: Keuzestand) -> Tabel:
    """Wat elke keuze kost, waar de wachtlijst op uitkomt, en wat er kan tegenvallen."""
    achterstand = any(keuze.weg_op is None or not _is_nu(stand, keuze.weg_op) for keuze in stand.keuzes)
    kolommen = (
        _KEUZEKOLOM,
        *getalkolommen("Kosten", "Mensen erbij", breedte=0.95),
        *getalkolommen("Gemiddeld wachtend", breedte=0.95),
        *getalkolommen("Wachtend aan het einde", breedte=1.15),
        Kolom("Wachtlijst langer dan nu", breedte=1.25),
        *([Kolom("Achterstand weg", breedte=1.3)] if achterstand else []),
    )
    noot = (
        "Kosten en mensen: wat er in dit tijdvak bij komt; mensen gemiddeld over het tijdvak. Wachtend: meldingen. Tussen haakjes: waar het "
        f"{_band(stand)} tussen ligt. {_ACHTERSTAND if achterstand else _GEEN_ACHTERSTAND}{_onbekende_kosten(stand)}"
    )
    rijen = tuple(_keuze(stand, keuze)[: len(kolommen)] for keuze in stand.keuzes)
    return Tabel("De keuzes naast elkaar", kolommen, rijen, _uitleg(rijen, noot))


def _band(stand: Keuzestand) -> str:
    band = stand.lijst.zoek("band")
    return f"{band.teller} van de {band.noemer} keer"


def _keuze(stand: Keuzestand, keuze: Keuze) -> tuple[Cel, ...]:
    lijst, letter = stand.lijst, keuze.letter
    return rij(
        Cel(keuze.naam, vet=True),
        _kosten(lijst.zoek(f"kosten@{letter}")),
        _of_geen(lijst.zoek(f"fte@{letter}")),
        cel(lijst.zoek(f"gemiddeld@{letter}")),
        Cel(met_band(stand, f"wacht@{letter}"), vet=True),
        Cel(kans_in_cel(lijst.zoek(f"kans-langer@{letter}"))),
        _weg(stand, keuze),
    )


def _kosten(kosten: Cijfer) -> Cel:
    """Het bedrag; waarom het er niet is, staat onder de tabel."""
    return cel(kosten) if kosten.waarde is not None else Cel("niet bekend", grijs=True)


def _onbekende_kosten(stand: Keuzestand) -> str:
    kosten = (stand.lijst.zoek(f"kosten@{keuze.letter}") for keuze in stand.keuzes)
    redenen = dict.fromkeys(bedrag.reden.rstrip(".") for bedrag in kosten if bedrag.waarde is None)
    return f" Niet bekend: {'; '.join(redenen)}." if redenen else ""


def _of_geen(cijfer: Cijfer) -> Cel:
    return cel(cijfer) if cijfer.waarde else Cel("geen")


def _is_nu(stand: Keuzestand, dag: date) -> bool:
    """Of een dag in de eerste week ligt."""
    return dag < stand.begin + timedelta(days=7)


def _weg(stand: Keuzestand, keuze: Keuze) -> Cel:
    """Hoe vaak de achterstand op tijd weg is, en wanneer, als dat minstens de helft van de keren is."""
    kans = stand.lijst.zoek(f"kans-weg@{keuze.letter}")
    if keuze.weg_op is None:
        return Cel(kans_in_cel(kans))
    if _is_nu(stand, keuze.weg_op):
        return Cel("die is er nu niet")
    return Cel(f"{kans_in_cel(kans)}, rond {keuze.weg_op.day}{VAST}{maandnaam(keuze.weg_op.month)}")


def met_band(stand: Keuzestand, sleutel: str) -> str:
    """Het midden met zijn band: 145 (120–180) of 58 % (50–64)."""
    midden, laag, hoog = (stand.lijst.zoek(sleutel, deel) for deel in ("", "laag", "hoog"))
    if midden.waarde is None:
        return midden.kort
    return f"{midden.kort} ({_kaal(laag)}{STREEP}{_kaal(hoog)})"


def _kaal(cijfer: Cijfer) -> str:
    """Alleen het getal: de eenheid staat er al."""
    return cijfer.kort.removesuffix(f"{VAST}%").removesuffix(" dagen").removesuffix(" dag")


def door_het_jaar(stand: Keuzestand) -> Tabel:
    """De wachtlijst op een paar momenten, hoe lang een gezin wacht, en hoe vaak gekeken wordt of het nog veilig is."""
    momenten = [f"{dag.day} {'mrt' if dag.month == 3 else maandnaam(dag.month)[:3]}" for _, dag in stand.momenten]
    kolommen = (
        _KEUZEKOLOM,
        *getalkolommen(*momenten, breedte=1.1),
        *getalkolommen("Wachttijd", "Controles", breedte=0.8),
    )
    noot = "Wachttijd: gemiddeld, van de melding tot iemand haar oppakt. Controles: hoe vaak er in het tijdvak gekeken moet worden of een gezin dat wacht nog veilig is."
    return Tabel(
        "De wachtlijst door het jaar",
        kolommen,
        tuple(_moment(stand, keuze) for keuze in stand.keuzes),
        noot,
        breed=True,
    )


def _moment(stand: Keuzestand, keuze: Keuze) -> tuple[Cel, ...]:
    standen = [Cel(met_band(stand, f"wacht/{sleutel}@{keuze.letter}")) for sleutel, _ in stand.momenten]
    wachttijd, controles = (stand.lijst.zoek(f"{naam}@{keuze.letter}") for naam in ("wachttijd", "controles"))
    return rij(keuze.naam, *standen, cel(wachttijd), cel(controles))


def op_tijd(stand: Keuzestand) -> Tabel | None:
    """Het aandeel op tijd tegen de norm, met hoe vaak de norm gehaald wordt; zonder normen is er geen tabel."""
    if not stand.maatstaven:
        return None
    koppen = [f"{maatstaf.nummer} {maatstaf.titel}".strip() for maatstaf in stand.maatstaven]
    norm = [Cel(f"minstens {stand.lijst.zoek(m.code, 'norm').kort}") for m in stand.maatstaven]
    rijen = [rij(keuze.naam, *(_tijdig(stand, keuze, maat) for maat in stand.maatstaven)) for keuze in stand.keuzes]
    noot = f"Eerst het aandeel op tijd, met waar het {_band(stand)} tussen ligt; daarna hoe vaak de norm gehaald wordt."
    return Tabel(
        "Op tijd, over het hele tijdvak, en hoe vaak de norm gehaald wordt",
        (Kolom("Keuze", breedte=1.4), *map(Kolom, koppen)),
        (rij("Norm", *norm), *rijen),
        _uitleg(rijen, noot),
        breed=True,
    )


def _tijdig(stand: Keuzestand, keuze: Keuze, maatstaf: Maatstaf) -> Cel:
    """Het aandeel en de kans, die niet breken: past het niet naast elkaar, dan staat de kans eronder."""
    sleutel = f"{maatstaf.code}@{keuze.letter}"
    if stand.lijst.of_niets(sleutel) is None:
        return Cel("niet berekend", grijs=True)
    delen = (f"{met_band(stand, sleutel)},", kans_in_cel(stand.lijst.zoek(f"kans-{sleutel}")))
    return Cel(" ".join(deel.replace(" ", VAST) for deel in delen))


def kans_in_cel(kans: Cijfer) -> str:
    """Een kans zo kort als in een kolom past; onder de tabel staat wat ‘bijna altijd’ en ‘bijna nooit’ zijn."""
    if kans.waarde is None or ZELDEN <= kans.waarde <= 1 - ZELDEN:
        return kans.kort
    return BIJNA_NOOIT if kans.waarde < ZELDEN else BIJNA_ALTIJD


def _uitleg(rijen: Sequence[Sequence[Cel]], noot: str) -> str:
    """De noot, met wat de woorden betekenen die in de tabel voorkomen."""
    woorden = {woord: keer(kans) for woord, kans in ((BIJNA_NOOIT, 0), (BIJNA_ALTIJD, 1))}
    gebruikt = [w for w in woorden if any(w in cel.tekst.replace(VAST, " ") for cellen in rijen for cel in cellen)]
    return " ".join([noot, *(f"{woord.capitalize()}: {woorden[woord]}." for woord in gebruikt)])

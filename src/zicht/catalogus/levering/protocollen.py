"""De regels per versie van het protocol: bijlage A, en het Informatieprotocol 2.0 dat daarvan erft."""

from zicht.catalogus.levering.maken import BLOK, HINT, VERKLAAR, anders, keuze, nu, protocol, regel
from zicht.catalogus.levering.regels import advies, bestand, dienst, geheel, melding, melding_personen, persoon
from zicht.catalogus.levering.velden import veldregels
from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.regels import Leverregel, Regelset

_GEDEELD = (*bestand.REGELS, *advies.REGELS, *melding.REGELS, *melding_personen.REGELS, *dienst.REGELS, *persoon.REGELS, *geheel.REGELS)  # fmt: skip
_OUD = Bron("uitvoeringsregeling-wmo-2015", "Bijlage A: drie gegevenssets")
_V2 = protocol("versie 2.0, gebruikt vanaf het eerste halfjaar van 2019")

_ALLEEN_BIJLAGE_A: tuple[Leverregel, ...] = (
    regel(
        "LX-001", "Elke dienst is een onderzoek", BLOK, _OUD, "dienst", "r.soort = 'voorwaarden_en_vervolg'",
        "Bijlage A kent alleen het onderzoek; deze dienst is Voorwaarden & Vervolg.", fout=(nu(),),
    ),
    regel(
        "LX-002", "Regionaal maatwerk bestaat nog niet", BLOK, _OUD, "melding", "r.besluit = 'regionaal_maatwerk'",
        "Bijlage A kent het besluit regionaal maatwerk niet.", fout=(nu(anders("melding", "M3", besluit="regionaal_maatwerk")),),
    ),
    regel(
        "LX-003", "Weerlegd bestaat nog niet", BLOK, _OUD, "dienst", "contains(r.uitkomst, '_weerlegd;')",
        "Bijlage A kent de uitkomst weerlegd niet ({uitkomst}).", fout=(nu(anders("dienst", "D1", uitkomst=("hg_weerlegd",), aard=())),),
    ),
)  # fmt: skip


def _weerlegd(code: str, vorm: str, wat: str) -> Leverregel:
    return regel(
        code, f"{wat} is weerlegd, of niet", BLOK, protocol("Dienst 2.0: uitkomst per vorm"), "dienst",
        f"contains(r.uitkomst, ';{vorm}_weerlegd;') AND (contains(r.uitkomst, ';{vorm}_bevestigd;') OR contains(r.uitkomst, ';{vorm}_niet_bevestigd;'))",
        f"{wat} is weerlegd en ook iets anders ({{uitkomst}}).",
        fout=(nu(anders("dienst", "D1", uitkomst=(f"{vorm}_weerlegd", f"{vorm}_bevestigd"))),
              nu(anders("dienst", "D1", uitkomst=(f"{vorm}_weerlegd", f"{vorm}_niet_bevestigd"), aard=()))),
    )  # fmt: skip


_ERBIJ_IN_2: tuple[Leverregel, ...] = (
    regel(
        "LW-001", "Voorwaarden & Vervolg heeft geen uitkomst van onderzoek", BLOK, protocol("Dienst 2.0: Voorwaarden & Vervolg"), "dienst",
        "r.soort = 'voorwaarden_en_vervolg' AND r.uitkomst IS NOT NULL", "Deze dienst is Voorwaarden & Vervolg en heeft een uitkomst ({uitkomst}).",
        fout=(nu(anders("dienst", "D2", uitkomst=("hg_niet_bevestigd",))),),
    ),
    _weerlegd("LW-002", "hg", "Huiselijk geweld"),
    _weerlegd("LW-003", "km", "Kindermishandeling"),
    regel(
        "LW-004", "Na Voorwaarden & Vervolg staat er aan wie is overgedragen", VERKLAAR, protocol("Dienst 2.0: overdracht"), "dienst",
        "r.soort = 'voorwaarden_en_vervolg' AND r.overdracht_aan IS NULL AND NOT r.overdracht_aan_fout",
        "Deze dienst is afgerond, en er staat niet aan wie is overgedragen.", fout=(nu(anders("dienst", "D2", overdracht_aan=())),),
    ),
    regel(
        "LW-005", "De taxatie is ingevuld als er geweld is", VERKLAAR, protocol("Melding 2.0: veiligheidstaxatie"), "melding",
        "r.acuut = 'onbekend' AND r.structureel = 'onbekend' AND r.besluit IN ('vervolg_vt', 'overdracht')",
        "Er volgt {besluit}, en de taxatie zegt niets over onveiligheid.",
        fout=(nu(anders("melding", "M2", acuut="onbekend", structureel="onbekend")),),
    ),
    regel(
        "LW-006", "Mensenhandel is niet andere problematiek", VERKLAAR, protocol("Melding 2.0: aanvullende informatie"), "melding",
        "r.aanvullend = 'mensenhandel' AND r.aanleiding = ';andere_problematiek;'",
        "De aanvullende informatie noemt mensenhandel, de aanleiding is alleen andere problematiek.",
        fout=(nu(anders("melding", "M2", aanvullend="mensenhandel", aanleiding=("andere_problematiek",))),),
    ),
    regel(
        "LW-007", "Is er hulp al aanwezig, dan staat er welke", HINT, keuze("type hulp bij hulp al aanwezig"), "dienst",
        "r.overdracht_aan = ';hulp_al_aanwezig;' AND r.type_hulp IS NULL AND NOT r.type_hulp_fout",
        "Er is al hulp aanwezig, en er staat niet welke.",
        fout=(nu(anders("dienst", "D2", overdracht_aan=("hulp_al_aanwezig",), type_hulp=None)),),
    ),
)  # fmt: skip

BIJLAGE_A = Regelset(
    "bijlage-a", "Bijlage A: adviezen, meldingen en onderzoeken", _OUD, erbij=(*_GEDEELD, *_ALLEEN_BIJLAGE_A)
)
VERSIE_2 = Regelset(
    "informatieprotocol-2.0", "Informatieprotocol 2.0", _V2, erft=BIJLAGE_A, erbij=_ERBIJ_IN_2,
    weg=frozenset(een.code for een in _ALLEEN_BIJLAGE_A),
)  # fmt: skip
PROTOCOLLEN: dict[str, Regelset] = {een.naam: een for een in (BIJLAGE_A, VERSIE_2)}
STANDAARDPROTOCOL = VERSIE_2.naam


def regelset(naam: str, indeling: Indeling) -> Regelset:
    """De regels van een protocol, met die van de indeling erbij."""
    if naam not in PROTOCOLLEN:
        raise AanroepFout(f"Onbekend protocol '{naam[:40]}'. Kies uit: {', '.join(PROTOCOLLEN)}.")
    gekozen = PROTOCOLLEN[naam]
    return Regelset(
        gekozen.naam, gekozen.titel, gekozen.bron, gekozen, (*bestand.opbouwregels(indeling), *veldregels(indeling))
    )

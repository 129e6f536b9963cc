"""De versies van de definities: wat gold, wat geldt, en hoe dezelfde bron ook gelezen kan worden.

De cijfers van Zicht rekenen altijd met de versie die nu geldt, ook over oudere jaren, zodat een reeks te vergelijken is.
Hier staat waar zij van verschilt. Recidive per persoon staat er niet bij: dat telt mensen en geen meldingen, en dan is er
geen verschil in gevallen aan te wijzen.
"""

from dataclasses import replace
from datetime import date

from zicht.catalogus.indicatoren import INDICATOREN, keten, kwaliteit, snelheid
from zicht.core.bronnen import Bron
from zicht.core.definities import Definitieversie, Versies, register
from zicht.core.feiten import Klacht, Melding
from zicht.core.indicatoren import Aandeel, Telling

_NOTITIE = "nhn-prestatie-indicatoren"
_BIJLAGE = "nhn-prestatie-indicatoren-bijlage5"
_BEGROTING = "nhn-programmabegroting-2019"
_WET = "uitvoeringsbesluit-wmo-2015"
_TERMIJNENWET = "algemene-termijnenwet"
_BEGIN = date(2019, 1, 1)
_GR = date(2022, 1, 1)  # afgeleid, zie prestatienormen.toml
_OUD = date(2021, 12, 31)
NU = "notitie"


def _nu(definitie: Aandeel, vindplaats: str, vanaf: date = _BEGIN) -> Definitieversie:
    return Definitieversie(indicator=definitie.code, code=NU, titel="de notitie, zo rekenen de cijfers",
                           definitie=definitie, bron=Bron(_NOTITIE, vindplaats), vanaf=vanaf, indicatorset="nhn-2022")  # fmt: skip


def _lezing(van: Definitieversie, code: str, titel: str, bron: Bron, **anders: object) -> Definitieversie:
    return replace(van, code=code, titel=titel, bron=bron, vanaf=None, tot_en_met=None, **anders)  # type: ignore[arg-type]


def _bijlage(van: Definitieversie, nummer: str) -> Definitieversie:
    bron = Bron(_BIJLAGE, f"4. Prestatie-indicatoren, nummer {nummer}")
    return _lezing(van, "bijlage5", "de notitie als bijlage 5, met eigen nummers", bron, indicatorset="nhn-bijlage5")


def _naar_ontvangst(van: Definitieversie) -> Definitieversie:
    bron = Bron(_NOTITIE, "Toelichting, Snelheid van dienstverlening: de periode staat er niet bij")
    return _lezing(van, "naar-ontvangst", "geteld in de periode van ontvangst", bron, telling=Telling.ONTVANGEN)


def _kalenders(van: Definitieversie) -> tuple[Definitieversie, ...]:
    derde = Bron(_TERMIJNENWET, "artikel 3, derde lid: bij besluit gelijkgestelde dagen")
    cao = Bron("zicht-keuze", "kalender zonder Goede Vrijdag: veel organisaties werken die dag")
    return (
        _lezing(
            van,
            "gelijkgestelde-dagen",
            "met de dagen die bij besluit feestdag zijn",
            derde,
            kalender="atw_met_besluiten",
        ),
        _lezing(van, "goede-vrijdag", "met Goede Vrijdag als gewone werkdag", cao, kalender="zonder_goede_vrijdag"),
    )


# ------------------------------------------------------------------------------------------------------------ snelheid

_1A = _nu(snelheid.BEOORDELING_TIJDIG_NA_ONTVANGST, "Snelheid van dienstverlening, 1a")
_1B = _nu(snelheid.BEOORDELING_TIJDIG_NA_OPPAKKEN, "Snelheid van dienstverlening, 1b")
_GEWACHT = {"de melding is later opgepakt dan ontvangen": Melding.ontvangen_op < Melding.opgepakt_op}

_BEOORDELING = (
    _1A,
    _bijlage(_1A, "1"),
    _naar_ontvangst(_1A),
    _lezing(_1A, "wet", "vijf dagen, zoals de wet", Bron(_WET, "artikel 4.1.7: binnen vijf dagen na ontvangst"),
            termijn="onderzoek_start_wettelijk"),
    _lezing(_1A, "alle-meldingen", "ook meldingen die alleen ter registratie zijn",
            Bron(_NOTITIE, "Snelheid van dienstverlening, 1: ‘het percentage meldingen’"),
            definitie=replace(snelheid.BEOORDELING_TIJDIG_NA_ONTVANGST, noemer={})),
    *_kalenders(_1A),
    _1B,
    _naar_ontvangst(_1B),
    _lezing(_1B, "alleen-wachtlijst", "alleen meldingen die hebben gewacht",
            Bron(_NOTITIE, "Snelheid van dienstverlening, 1b: ‘ingeval van een wachtlijst’"),
            definitie=replace(snelheid.BEOORDELING_TIJDIG_NA_OPPAKKEN, noemer={**snelheid.GEEN_REGISTRATIE, **_GEWACHT})),
    *_kalenders(_1B),
)  # fmt: skip


def _tien_weken(
    nu: Aandeel, na_beoordeling: Aandeel, nummer: str, plaats: str, wet: Bron
) -> tuple[Definitieversie, ...]:
    """Tien weken: in 2019 vanaf de beoordeling, in de notitie vanaf ontvangst (a) of vanaf de start (b)."""
    geldt = _nu(nu, f"Snelheid van dienstverlening, {nummer}", _GR)
    oud = Definitieversie(indicator=nu.code, code="begroting-2019", titel="tien weken vanaf de veiligheidsbeoordeling",
                          definitie=na_beoordeling, bron=Bron(_BEGROTING, plaats), vanaf=_BEGIN, tot_en_met=_OUD)  # fmt: skip
    return (
        oud,
        geldt,
        _bijlage(geldt, nummer),
        _naar_ontvangst(geldt),
        _lezing(geldt, "zonder-doorschuiven", "precies zeventig dagen", wet, zonder_termijnenwet=True),
    )


_VV_ZONDER = Bron(
    "zicht-keuze", "zonder de Algemene termijnenwet: de tien weken zijn een afspraak en geen wettelijke termijn"
)
_ONDERZOEK_ZONDER = Bron("zicht-keuze", "zonder de Algemene termijnenwet, om te zien wat doorschuiven uitmaakt")
_VV_2019 = "4.5 Voorwaarden en Vervolg: uiterlijk tien weken na veiligheidsbeoordeling"
_ONDERZOEK_2019 = "Onderzoek: uiterlijk tien weken na de veiligheidsbeoordeling"

_VERVOLG = (
    *_tien_weken(snelheid.VV_TIJDIG_NA_ONTVANGST, snelheid.VV_TIJDIG_NA_BEOORDELING, "2a", _VV_2019, _VV_ZONDER),
    *_tien_weken(snelheid.VV_TIJDIG_NA_START, snelheid.VV_TIJDIG_NA_BEOORDELING, "2b", _VV_2019, _VV_ZONDER),
    *_tien_weken(snelheid.ONDERZOEK_TIJDIG_NA_ONTVANGST, snelheid.ONDERZOEK_TIJDIG_NA_BEOORDELING, "3a",
                 _ONDERZOEK_2019, _ONDERZOEK_ZONDER),
    *_tien_weken(snelheid.ONDERZOEK_TIJDIG_NA_START, snelheid.ONDERZOEK_TIJDIG_NA_BEOORDELING, "3b",
                 _ONDERZOEK_2019, _ONDERZOEK_ZONDER),
)  # fmt: skip

# ------------------------------------------------------------------------------------------------- kwaliteit en keten

_KLACHTEN = _nu(kwaliteit.KLACHTEN_GEGROND, "Kwaliteit van dienstverlening, 5")
_GEGROND_OF_DEELS = {"het oordeel is gegrond of deels gegrond": Klacht.oordeel.een_van("gegrond", "deels_gegrond")}
_GEGROND_GEVONDEN = {
    "er is een oordeel": Klacht.oordeel.ingevuld(),
    "het oordeel is gegrond": Klacht.oordeel.is_("gegrond"),
}

_7A = _nu(keten.RECIDIVE_NA_OVERDRACHT, "Kwaliteit van samenwerking in de keten, 7a")
_7B = _nu(keten.RECIDIVE_NA_VERVOLGDIENST, "Kwaliteit van samenwerking in de keten, 7b")
_ELKE_ROUTE = {
    "er was een eerder gesloten dossier": Melding.recidiveroute.een_van("directe_overdracht", "vervolgdienst", "overig")
}


def _recidive(nu: Definitieversie) -> tuple[Definitieversie, ...]:
    samen = Bron(_NOTITIE, "Bijlage 1, de afgesproken definitie van recidive, zonder onderscheid naar route")
    alle = Bron(_NOTITIE, "Bijlage 1: de notitie zegt niet waarvan het percentage wordt genomen")
    return (
        nu,
        _lezing(
            nu,
            "elke-route",
            "na elk eerder gesloten dossier",
            samen,
            definitie=replace(nu.definitie, teller=_ELKE_ROUTE),
        ),
        _lezing(
            nu, "van-alle-meldingen", "als deel van alle meldingen", alle, definitie=replace(nu.definitie, noemer={})
        ),
    )


_OVERIG = (
    _KLACHTEN,
    _bijlage(_KLACHTEN, "4"),
    _lezing(_KLACHTEN, "deels-telt-mee", "deels gegrond telt ook als gegrond",
            Bron(_NOTITIE, "5: ‘gegrond verklaarde klachten’ laat deels gegrond open"),
            definitie=replace(kwaliteit.KLACHTEN_GEGROND, teller=_GEGROND_OF_DEELS)),
    _lezing(_KLACHTEN, "alle-ingediende", "van alle ingediende klachten, ook zonder oordeel",
            Bron(_NOTITIE, "5: ‘totaal aantal ingediende klachten’"),
            definitie=replace(kwaliteit.KLACHTEN_GEGROND, open={}, teller=_GEGROND_GEVONDEN)),
    *_recidive(_7A),
    *_recidive(_7B),
)  # fmt: skip

VERSIES: Versies = register((*_BEOORDELING, *_VERVOLG, *_OVERIG))

assert VERSIES.keys() <= INDICATOREN.keys()

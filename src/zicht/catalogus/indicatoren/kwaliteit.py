"""Kwaliteit van dienstverlening voor inwoners en ketenpartners."""

from zicht.catalogus.indicatoren.snelheid import ONDERZOEK
from zicht.core.bronnen import Bron
from zicht.core.feiten import Dienst, Klacht, Tevredenheid
from zicht.core.indicatoren import Aandeel, Gemiddelde, Indicator

_NOTITIE = "nhn-prestatie-indicatoren"

KLACHTEN_GEGROND = Aandeel(
    code="klachten-gegrond",
    titel="Gegrond verklaarde klachten",
    bron=Bron(_NOTITIE, "Kwaliteit van dienstverlening Veilig Thuis voor inwoners, 5"),
    telt=Klacht,
    periode_op=Klacht.ingediend_op,
    open={"er is nog geen oordeel": ~Klacht.oordeel.ingevuld()},
    teller={"het oordeel is gegrond": Klacht.oordeel.is_("gegrond")},
    apart={"deels_gegrond": Klacht.oordeel.is_("deels_gegrond")},
    keuzes=(
        "Deels gegrond telt niet als gegrond en staat apart; het alternatief telt deels gegrond mee.",
        (
            "Een klacht zonder oordeel op de peildatum is nog open en telt niet in de noemer; "
            "het alternatief is de letterlijke tekst van de notitie: alle ingediende klachten."
        ),
    ),
)

TEVREDENHEID_BETROKKENEN = Gemiddelde(
    code="tevredenheid-betrokkenen",
    titel="Klanttevredenheid van direct betrokkenen",
    bron=Bron(_NOTITIE, "Kwaliteit van dienstverlening Veilig Thuis voor inwoners, 4"),
    telt=Tevredenheid,
    periode_op=Tevredenheid.datum,
    van=Tevredenheid.cijfer,
    noemer={"het cijfer is van een direct betrokkene": Tevredenheid.doelgroep.is_("betrokkene")},
    keuzes=("Elk cijfer telt even zwaar, bij elk van de vier momenten.",),
)

TEVREDENHEID_KETENPARTNERS = Gemiddelde(
    code="tevredenheid-ketenpartners",
    titel="Klanttevredenheid van ketenpartners",
    bron=Bron(_NOTITIE, "Kwaliteit van samenwerking in de keten, 6"),
    telt=Tevredenheid,
    periode_op=Tevredenheid.datum,
    van=Tevredenheid.cijfer,
    noemer={"het cijfer is van een ketenpartner": Tevredenheid.doelgroep.is_("ketenpartner")},
    keuzes=("Elk cijfer telt even zwaar, bij elke soort ketenpartner.",),
)

ONDERZOEK_MET_PLAN_VAN_AANPAK = Aandeel(
    code="onderzoek-met-plan-van-aanpak",
    titel="Onderzoeken met een plan van aanpak",
    bron=Bron(_NOTITIE, "Overig: wat is geen prestatie-indicator (in principe 100 %)"),
    telt=Dienst,
    periode_op=Dienst.afgerond_op,
    noemer=ONDERZOEK,
    teller={"er is een plan van aanpak": Dienst.plan_van_aanpak_op.ingevuld()},
    keuzes=("Zonder datum van het plan van aanpak is er geen plan.",),
    beschrijvend=True,
)

TOP3_TOEGEPAST = Aandeel(
    code="top3-toegepast",
    titel="Vervolgdiensten met de TOP-3-methodiek",
    bron=Bron(_NOTITIE, "Inhoudelijke doorontwikkeling van prestatie-indicatoren"),
    telt=Dienst,
    periode_op=Dienst.afgerond_op,
    noemer={
        "de dienst is Voorwaarden & Vervolg of onderzoek": Dienst.soort.een_van("voorwaarden_en_vervolg", "onderzoek")
    },
    teller={"TOP-3 is toegepast": Dienst.top3.is_("ja")},
    keuzes=("Telt bij Voorwaarden & Vervolg en onderzoek; niet ingevuld is niet te bepalen.",),
    beschrijvend=True,
)

INDICATOREN: tuple[Indicator, ...] = (
    KLACHTEN_GEGROND, TEVREDENHEID_BETROKKENEN, TEVREDENHEID_KETENPARTNERS,
    ONDERZOEK_MET_PLAN_VAN_AANPAK, TOP3_TOEGEPAST,
)  # fmt: skip

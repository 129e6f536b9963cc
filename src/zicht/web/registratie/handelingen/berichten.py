"""Berichten van aanleveraars behandelen, vastgelopen uitkomsten opnieuw sturen, en instellen waar uitkomsten heen gaan.

Keuzes:
- Een gewijzigd bericht overschrijft niets: het wordt een voorstel, en de melding verandert pas als een medewerker dat zegt.
- Een ingetrokken bericht sluit niets. Wat gemeld is, is gemeld; een medewerker weegt wat de intrekking betekent.
- Hetzelfde bericht twee keer is een voorstel. Een nieuwer bericht vervangt een voorstel dat nog niemand bekeek; beide blijven bewaard.
- Over mensen in het bericht beslist de medewerker in het dossier zelf: wie wie is, verbindt Zicht nooit vanzelf.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer
from zicht.web.beheer.uitvoeren import eis as eis_beheer
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.aanleveren import RECHT, op_beurt
from zicht.web.registratie.handelingen.kern import Uitvoering, eis, handeling
from zicht.web.registratie.opslag import eenheid
from zicht.web.registratie.selecties.berichten import BEHANDELEN, BEHEREN, uitgaand, velden_van
from zicht.web.registratie.taken import werk_bij

_Stand = m.Berichtvoorstel.Stand
_OVER = ("situatie", "hoedanigheid", "aanleiding", "aard")
_ZIN = {
    "wijziging": "de aanleveraar stuurde een gewijzigde melding: bekijk het voorstel",
    "intrekking": "de aanleveraar trekt de melding in: bekijk het voorstel",
}
HIER = frozenset({"localhost", "127.0.0.1", "::1"})


def voorstel_ontvangen(
    kenmerk: str,
    *,
    soort: str,
    extern_kenmerk: str,
    velden: Mapping[str, Any],
    afdruk: str,
    door: Gebruiker,
    om: datetime,
) -> bool | None:
    """Zet een voorstel van de aanleveraar klaar; of het nieuw is, en None als deze melding niet van hem is."""
    with op_beurt(door):
        al = (
            m.Aanlevering.objects.filter(melding__kenmerk=kenmerk, door=door).select_related("melding__dossier").first()
        )
        if al is None:
            return None
        eis(
            soort == "intrekking" or al.melding.extern_kenmerk == extern_kenmerk,
            "Het veld uwKenmerk hoort bij een andere melding.",
        )
        vorige = m.Berichtvoorstel.objects.filter(melding=al.melding).order_by("-om").first()
        if afdruk == (vorige.afdruk if vorige else al.afdruk):
            return False
        m.Berichtvoorstel.objects.filter(melding=al.melding, stand=_Stand.NIEUW).update(stand=_Stand.VERVANGEN)
        _leg_klaar(al.melding, soort, velden, afdruk, door, om)
    return True


def _leg_klaar(
    melding: m.Melding, soort: str, velden: Mapping[str, Any], afdruk: str, door: Gebruiker, om: datetime
) -> None:
    naam = f"{soort}_ontvangen"
    with eenheid(werk_bij) as opslag:
        h = Uitvoering(opslag, naam, door, om, "")
        h.gebeurtenis(_ZIN[soort], om.date(), dossier=melding.dossier, kenmerk=melding.kenmerk)
        tekst = json.dumps(velden, ensure_ascii=False) if velden else ""
        opslag.voeg_toe(m.Berichtvoorstel(melding=melding, soort=soort, velden=tekst, afdruk=afdruk, door=door, om=om))
        opslag.log(
            Regel(
                om=om, handeling=naam, gebruiker=door.username, doel=rechten.recht(RECHT).doel.value, soort="berichtvoorstel",
                kenmerk=melding.kenmerk, dossier=melding.dossier.kenmerk, herkomst=verzoek.herkomst.get(),
            )
        )  # fmt: skip
    verzoek.geschreven.set(True)


def voorstel_behandelen(
    voorstel: m.Berichtvoorstel, *, overnemen: bool, reden: str, versie: int, door: Gebruiker, om: datetime
) -> None:
    """Neem een voorstel over of niet. Overnemen van een intrekking is: gezien, en opgeschreven wat ermee gebeurt."""
    melding = voorstel.melding
    with handeling(
        "voorstel_behandelen", BEHANDELEN, door=door, om=om, dossier=melding.dossier, over=melding, reden=reden[:200]
    ) as h:
        eis(melding.versie == versie, "De melding is intussen gewijzigd. Bekijk het voorstel opnieuw.")
        eis(reden.strip(), "Schrijf op waarom.")
        stand = _Stand.OVERGENOMEN if overnemen else _Stand.AFGEWEZEN
        open_ = m.Berichtvoorstel.objects.filter(pk=voorstel.pk, stand=_Stand.NIEUW)
        eis(
            open_.update(stand=stand, behandeld_door=door, behandeld_om=om, reden=reden.strip()),
            "Dit voorstel is al behandeld, of door een nieuwer bericht vervangen.",
        )
        if overnemen and voorstel.soort == m.Berichtvoorstel.Soort.WIJZIGING:
            velden = velden_van(voorstel)
            for naam in _OVER:
                setattr(melding, naam, velden.get(naam, getattr(melding, naam)))
            h.bewaar(melding)
        tekst = f"voorstel van de aanleveraar {m.Berichtvoorstel.Stand(stand).label}"
        h.gebeurtenis(tekst, om.date(), dossier=melding.dossier, kenmerk=melding.kenmerk)


def berichten_opnieuw(*, alleen: Any = None, door: Gebruiker, om: datetime) -> int:
    """Zet vastgelopen berichten weer klaar, met een nieuwe reeks pogingen en dezelfde sleutel; hoeveel het er zijn."""
    with beheer(
        "berichten_opnieuw",
        BEHEREN,
        door=door,
        om=om,
        soort="uitkomstbericht",
        over="" if alleen is None else str(alleen),
    ):
        rijen = uitgaand(door, om, m.Uitkomstbericht.Stand.VASTGELOPEN)
        sleutels = list((rijen if alleen is None else rijen.filter(pk=alleen)).values_list("pk", flat=True))
        vast = m.Uitkomstbericht.objects.filter(pk__in=sleutels, stand=m.Uitkomstbericht.Stand.VASTGELOPEN)
        return vast.update(stand=m.Uitkomstbericht.Stand.WACHT, pogingen=0, volgende_om=om, gebrek="")


def ontvanger_instellen(
    systeem: Gebruiker,
    *,
    adres: str,
    aanmelding: str,
    geheim: str,
    wacht_seconden: int,
    aan: bool,
    door: Gebruiker,
    om: datetime,
) -> None:
    """Stel in waar uitkomsten van een aanleveraar heen gaan; een leeg geheim laat het oude staan."""
    with beheer("ontvanger_instellen", BEHEREN, door=door, om=om, soort="ontvanger", over=systeem.username):
        eis_beheer(systeem.koppeling, "Alleen een gekoppeld systeem kan uitkomsten ontvangen.")
        eis_beheer(veilig_adres(adres), "Het adres begint met https:// en bevat geen naam of wachtwoord.")
        eis_beheer(1 <= wacht_seconden <= 60, "Wacht tussen 1 en 60 seconden.")
        oud = m.Ontvanger.objects.filter(gebruiker=systeem).first()
        nieuw = geheim or (oud.geheim if oud else "")
        eis_beheer(nieuw or not aan, "Zonder sleutel of geheim kan Zicht zich niet bekendmaken.")
        m.Ontvanger.objects.update_or_create(
            gebruiker=systeem,
            defaults={
                "adres": adres,
                "aanmelding": aanmelding,
                "geheim": nieuw,
                "wacht_seconden": wacht_seconden,
                "aan": aan,
            },
        )


def veilig_adres(adres: str) -> bool:
    """Een adres met https; zonder mag alleen op deze computer. Een wachtwoord in het adres zou in logs komen."""
    try:
        delen = urlsplit(adres)
        poort = delen.port
    except ValueError:
        return False
    goed = delen.scheme == "https" or (delen.scheme == "http" and delen.hostname in HIER)
    return goed and bool(delen.hostname) and poort != 0 and not (delen.username or delen.password or delen.fragment)

"""De werktijden van de demo: volle weken en deeltijd, een collega die er even niet is, en een dossier dat iemand niet kan doen."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from zicht.web.beheer import werktijden as beheer
from zicht.web.beheer.models import WEEKDAGEN, Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.belangen import belang_vastleggen
from zicht.web.registratie.inladen import verzinsel
from zicht.web.registratie.inladen.wereld import Wereld

# Keuze: vier patronen die in elk team voorkomen, van maandag tot en met vrijdag.
_PATRONEN = ((8, 8, 8, 8, 4), (8, 8, 0, 8, 8), (8, 8, 8, 0, 0), (9, 9, 9, 9, 0))
_TOEGANG = ("beoordeling", "monitoren", "huisverbod_beoordeling")
_REGIO = ("voorwaarden_en_vervolg", "onderzoek", "monitoren", "zicht_op_veiligheid", "mda")
_ZONDER_ONDERZOEK = tuple(code for code in _REGIO if code != "onderzoek")


def vul_werktijden(wereld: Wereld) -> None:
    """Geef elke medewerker werktijden; de laatste van Team Toegang heeft ze nog niet, zoals het in het echt gaat."""
    door, om = wereld.bezetting.een[Rol.TEAMLEIDER], wereld.nu
    for mens, competenties in _mensen(wereld):
        dagen = _PATRONEN[verzinsel.getal(f"patroon {mens.username}", len(_PATRONEN))]
        uren = dict(zip(WEEKDAGEN, (*map(Decimal, dagen), Decimal(0), Decimal(0)), strict=True))
        beheer.werktijden_zetten(mens, uren=uren, competenties=competenties, eigen_norm=None, door=door, om=om)
    weg = next(iter(wereld.bezetting.regio.values()))[-1]
    if not weg.afwezigheden.exists():
        dag = om.date()
        beheer.afwezigheid_zetten(weg, van=dag, tot_en_met=dag + timedelta(days=11), door=door, om=om)
    _belang(wereld)


def _mensen(wereld: Wereld) -> Iterator[tuple[Gebruiker, tuple[str, ...]]]:
    for mens in wereld.bezetting.toegang[:-1]:
        yield mens, _TOEGANG
    for mensen in wereld.bezetting.regio.values():
        for nummer, mens in enumerate(mensen):
            yield mens, _REGIO if nummer % 2 == 0 else _ZONDER_ONDERZOEK


def _belang(wereld: Wereld) -> None:
    """Bij een wachtende melding woont een medewerker naast het gezin."""
    wacht = m.Melding.objects.filter(opgepakt_op=None, beoordeeld_op=None, omgezet_op=None, dossier__beschermd=False)
    melding = wacht.select_related("dossier").order_by("ontvangen_op", "kenmerk").first()
    if melding is not None and not m.Belang.objects.exists():
        door = wereld.bezetting.een[Rol.TEAMLEIDER]
        wie = wereld.bezetting.toegang[0]
        belang_vastleggen(melding.dossier, gebruiker=wie, reden="Woont naast het gezin.", door=door, om=wereld.nu)

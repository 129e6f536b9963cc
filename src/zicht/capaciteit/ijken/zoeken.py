"""Elk onderdeel van een model ijken op de feiten zoals bekend op een dag."""

from datetime import date

from zicht.capaciteit.ijken.bezetting import (
    TEAMS,
    Bezetting,
    Teamijking,
    Teamvraag,
    controle_uren,
    controle_uren_diensten,
    ijk_teams,
    lees_bezetting,
    maak_controle,
    uren_per_fte,
    weken_regioteam,
    weken_toegang,
)
from zicht.capaciteit.ijken.duur import Duurijking, ijk_duur
from zicht.capaciteit.ijken.gevonden import Gevonden
from zicht.capaciteit.ijken.instroom import Kijk, Tijdvak, ijk_ritme, kies_deel, kijk, volledig_vanaf
from zicht.capaciteit.ijken.parameters import Instelling, Normtijden, lees_normtijden
from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen, IjkFout, Waarheden
from zicht.capaciteit.ijken.routes import (
    ijk_hermeldingen,
    ijk_routes,
    ijk_voorrang,
)
from zicht.capaciteit.ijken.stand import ONDERZOEK, STROMEN, VV, Stand, lees_stand, maanden_terug
from zicht.capaciteit.ijken.startlijst import maak_startlijst
from zicht.capaciteit.ijken.vastwerk import REGIOTEAM, TOEGANG, Vast, ijk_vast
from zicht.capaciteit.model import Controle
from zicht.cijfers import Cijfers
from zicht.core.begroting.begroting import Begroting
from zicht.core.kalender import dagnummer

MINSTENS_MELDINGEN = 50  # in het tijdvak van de instroom


def zoek(feiten: Cijfers, peildatum: date | None, begroting: Begroting | None, dagen: int, groepen: str) -> Gevonden:
    """Ijk elk onderdeel op de feiten zoals bekend op de peildatum."""
    if dagen < 7:
        raise IjkFout(f"Een tijdvak vooruit is minstens een week; gevraagd: {dagen} dagen.")
    stand = lees_stand(feiten, peildatum, groepen)
    instelling = Instelling(stand.regio, stand.peildatum)
    norm = lees_normtijden(stand.regio, begroting, instelling)
    tijdvak, werk_vanaf = _tijdvakken(stand, instelling)
    vanaf = dagnummer(werk_vanaf)
    hermeldingen = ijk_hermeldingen(stand, vanaf)
    binnen = stand.meldingen.telt & ~hermeldingen.is_hermelding
    rond = _kijk(stand, tijdvak, dagen, binnen)
    spreiding = instelling.deel("groei_spreiding")
    stromen = [binnen & (stand.meldingen.stroom == nr) for nr in range(len(STROMEN))]
    vast = ijk_vast(stand, rond, norm, vanaf, spreiding)
    bezetting, controle = lees_bezetting(stand, f"{werk_vanaf:%Y-%m}"), maak_controle(instelling)
    per_fte, duren = uren_per_fte(norm, stand), _duren(stand, vanaf)
    return Gevonden(
        stand=stand, dagen=dagen, instelling=instelling, norm=norm, tijdvak=tijdvak, werk_vanaf=werk_vanaf, kijk=rond,
        ritmes=tuple(ijk_ritme(stand.meldingen.ontvangen[welke], rond, spreiding) for welke in stromen),
        stroomvelden=tuple(_velden(stand, welke, tijdvak) for welke in stromen), hermeldingen=hermeldingen,
        routes=ijk_routes(stand, vanaf, hermeldingen.is_hermelding),
        voorrang=ijk_voorrang(stand, vanaf, instelling.getal("voorsprong_hoog"), instelling.getal("voorsprong_midden")),
        duren=duren, vast=vast, bezetting=bezetting, controle=controle, uren_per_fte=per_fte,
        teams=_teams(stand, rond, norm, vast, duren, controle, werk_vanaf, bezetting, per_fte, instelling),
        start=maak_startlijst(stand),
    )  # fmt: skip


def _tijdvakken(stand: Stand, instelling: Instelling) -> tuple[Tijdvak, date]:
    """Het tijdvak van de instroom, en het begin van dat van het werk; nooit voor de feiten volledig zijn."""
    lang = Tijdvak(maanden_terug(stand.peildatum, int(instelling.getal("terugkijk_instroom"))), stand.peildatum)
    ontvangen = stand.meldingen.ontvangen[stand.meldingen.telt]
    eerste = date.fromordinal(date(1970, 1, 1).toordinal() + int(ontvangen.min())) if len(ontvangen) else lang.van
    vanaf = volledig_vanaf(ontvangen, Tijdvak(max(lang.van, eerste), stand.peildatum), date(1970, 1, 1))
    tijdvak = Tijdvak(_hele_jaren(vanaf, stand.peildatum), stand.peildatum)
    if stand.meldingen.telt[stand.meldingen.ontvangen >= dagnummer(vanaf)].sum() < MINSTENS_MELDINGEN:
        raise IjkFout(
            f"Er zijn minder dan {MINSTENS_MELDINGEN} meldingen sinds {vanaf:%d-%m-%Y}; daarop is geen model te ijken. "
            "Lever feiten over een langere tijd."
        )
    werk = maanden_terug(stand.peildatum, int(instelling.getal("terugkijk_werk")))
    return tijdvak, max(werk, vanaf)


def _hele_jaren(vanaf: date, peildatum: date) -> date:
    """Het begin van zoveel hele jaren als erin passen: een half jaartje erbij laat een seizoen op groei lijken."""
    jaren = (peildatum - vanaf).days // 365
    begin = maanden_terug(peildatum, 12 * jaren)
    return begin if jaren and begin >= vanaf else vanaf


def _kijk(stand: Stand, tijdvak: Tijdvak, dagen: int, binnen: Waarheden) -> Kijk:
    """Het deel van het land komt uit wie niet van de politie is: de politie kent geen schoolvakantie."""
    anderen = stand.meldingen.ontvangen[binnen & (stand.meldingen.stroom > 0)]
    deel = kies_deel(anderen[anderen >= dagnummer(tijdvak.van)], tijdvak, stand.kalender)
    return kijk(tijdvak, dagen, stand.kalender, deel)


def _velden(stand: Stand, welke: Waarheden, tijdvak: Tijdvak) -> tuple[tuple[float, float, float], tuple[float, ...]]:
    """De verdeling van een stroom over urgentie en gebied; is zij leeg, dan die van alle meldingen."""
    m = stand.meldingen
    recent = welke & (m.ontvangen >= dagnummer(tijdvak.van))
    recent = recent if recent.any() else m.telt
    a, b, c = _delen(m.urgentie[recent], 3)
    return (a, b, c), tuple(_delen(m.groep[recent], len(stand.groepen)))


def _delen(kolom: Getallen, aantal: int) -> list[float]:
    keren = [float((kolom == nr).sum()) for nr in range(aantal)]
    som = sum(keren)
    return [keer / som for keer in keren] if som else [1 / aantal] * aantal


def _duren(stand: Stand, vanaf: int) -> tuple[Duurijking, Duurijking, Duurijking]:
    m, d = stand.meldingen, stand.diensten
    recent = (d.gestart >= vanaf) & (d.gestart > LEEG)

    def dienst(soort: int, termijn: float) -> Duurijking:
        return ijk_duur(d.gestart, d.afgerond, recent & (d.soort == soort), stand.dag, stand.kalender, termijn)

    beoordeling = ijk_duur(m.opgepakt, m.beoordeeld, m.telt & (m.opgepakt >= vanaf), stand.dag, stand.kalender, 5)
    return beoordeling, dienst(VV, 50), dienst(ONDERZOEK, 50)


def _teams(stand: Stand, rond: Kijk, norm: Normtijden, vast: Vast, duren: tuple[Duurijking, Duurijking, Duurijking],
           controle: Controle, werk_vanaf: date,
           bezetting: Bezetting | None, per_fte: float, instelling: Instelling) -> tuple[Teamijking, ...]:  # fmt: skip
    vanaf = dagnummer(werk_vanaf)
    raster, dagen = rond.verleden, (stand.peildatum - werk_vanaf).days + 1
    werkdagen = max(int(raster.werkdag[-dagen:].sum()), 1)
    met_de_rij = {TOEGANG: controle_uren(stand, controle, vanaf), REGIOTEAM: 0.0}
    bij_diensten = controle_uren_diensten(stand, controle, vanaf)
    vaste_uren = {TOEGANG: vast.gedaan[0] + met_de_rij[TOEGANG] + bij_diensten, REGIOTEAM: vast.gedaan[1]}
    weken = {TOEGANG: weken_toegang(stand, raster, norm), REGIOTEAM: weken_regioteam(stand, raster, norm)}
    looptijden = {TOEGANG: (duren[0].verdeling,), REGIOTEAM: (duren[1].verdeling, duren[2].verdeling)}
    vragen = tuple(
        Teamvraag(
            code, titel, weken[nr], vaste_uren[nr] / werkdagen, met_de_rij[nr] / werkdagen, dagen // 7, looptijden[nr]
        )
        for nr, code, titel in TEAMS
    )
    return ijk_teams(vragen, bezetting, per_fte, rond, instelling)

"""Wat de teams leveren: uren per werkdag uit wat er begonnen is terwijl er een rij was, naast wat de bezetting op papier levert."""

from dataclasses import dataclass, replace

import numpy as np

from zicht.capaciteit.ijken.instroom import Kijk
from zicht.capaciteit.ijken.parameters import Instelling, Normtijden
from zicht.capaciteit.ijken.raster import Raster, werkdagnummers
from zicht.capaciteit.ijken.regressie import lineair
from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen, Kommagetallen, Waarheden
from zicht.capaciteit.ijken.routes import wachtdagen, wachtdagen_diensten
from zicht.capaciteit.ijken.stand import ONDERZOEK, VV, Inzetmaand, Stand
from zicht.capaciteit.ijken.vastwerk import REGIOTEAM, TOEGANG
from zicht.capaciteit.model import URGENTIES, Controle, Post, Team, Verdeling

Z = 2.576  # een kans van 1 op 100 dat het toeval is
MINSTENS_WEKEN = 26
RIJ = 0.2  # deel van een week instroom dat moet liggen om van een rij te spreken
VOLGWEKEN = 6  # weken instroom waar een team achteraan loopt
HALFJAAR = 26  # weken
MEESTE_VOLGEN, MEESTE_REACTIE = 0.7, 0.25

KEUZES = (
    "De geleverde uren zijn de normtijd van wat per werkdag begonnen is in weken met een rij, met al het werk dat voorgaat erbij.",
    "Een week heeft een rij als er minstens een vijfde van een gewone week instroom ligt te wachten.",
    "De bezetting van de teams verhoudt zich zoals hun geleverde uren: de feiten kennen geen teams.",
    "Een team reageert als het aantoonbaar volgt wat er in de zes weken ervoor binnenkwam, of aantoonbaar meer begint als er meer ligt (kans op toeval kleiner dan 1 op 100).",
    "Het model kent alleen reageren op de rij. De reactie is daarom het effect van de rij gedeeld door het deel van de instroom dat niet gevolgd wordt, met een bovengrens.",
    "Dat een team in een schoolvakantie minder begint, telt alleen als de kans op toeval kleiner is dan 1 op 100.",
)


@dataclass(frozen=True)
class Weekreeks:
    """Per week wat een team begon (uren zaken per werkdag), wat er lag, en welk deel vakantie was."""

    begonnen: Kommagetallen
    rij: Kommagetallen
    vakantie: Kommagetallen
    werkdagen: Kommagetallen
    instroom: Kommagetallen  # zaken per week
    gestart: Kommagetallen  # zaken per week


@dataclass(frozen=True)
class Bezetting:
    """De gemiddelde bezetting van een tijdvak, voor wie zaken doet."""

    fte: float
    extern: float
    verzuim: float | None
    maanden: int


def lees_bezetting(stand: Stand, vanaf_maand: str) -> Bezetting | None:
    """De bezetting uit de tabel inzet, over de maanden van het tijdvak; None als zij er niet is."""
    maanden: list[Inzetmaand] = [rij for rij in stand.inzet or () if rij.maand >= vanaf_maand]
    if not maanden or not sum(rij.intern + rij.extern for rij in maanden):
        return None
    met = [rij for rij in maanden if rij.verzuim is not None]
    verzuim = sum((rij.verzuim or 0.0) / 100 for rij in met) / len(met) if met else None
    extern = sum(rij.extern for rij in maanden) / len(maanden)
    return Bezetting(sum(rij.intern for rij in maanden) / len(maanden) + extern, extern, verzuim, len(maanden))


def maak_controle(instelling: Instelling) -> Controle:
    """Zicht op veiligheid bij wie wacht, zoals de parameters zeggen."""
    om = tuple(instelling.getal(f"controle_{urgentie}") for urgentie in URGENTIES)
    return Controle((om[0], om[1], om[2]), instelling.getal("controle_uren"), TOEGANG)


def controle_uren(stand: Stand, controle: Controle, vanaf: int) -> float:
    """De uren die de controles bij wie op een beoordeling wachtte volgens de parameters kostten, in het tijdvak."""
    return _uren_controle(wachtdagen(stand, vanaf), controle)


def controle_uren_diensten(stand: Stand, controle: Controle, vanaf: int) -> float:
    """Idem bij wie op V&V of onderzoek wachtte: ook daar houdt Veilig Thuis zicht op de veiligheid."""
    return _uren_controle(wachtdagen_diensten(stand, vanaf), controle)


def _uren_controle(dagen: Kommagetallen, controle: Controle) -> float:
    return float((dagen / np.array(controle.om_werkdagen)).sum() * controle.uren)


# ------------------------------------------------------------------------------------------------------ weken tellen


def weken_toegang(stand: Stand, raster: Raster, norm: Normtijden) -> Weekreeks:
    """De weken van de beoordeling."""
    m = stand.meldingen
    return _weken(raster, m.ontvangen, m.opgepakt, m.telt, np.full(len(m.ontvangen), norm.zaak(Post.BEOORDELING)))


def weken_regioteam(stand: Stand, raster: Raster, norm: Normtijden) -> Weekreeks:
    """De weken van V&V en onderzoek samen."""
    d = stand.diensten
    welke = ((d.soort == VV) | (d.soort == ONDERZOEK)) & (d.toegewezen > LEEG)
    uren = np.where(d.soort == VV, norm.zaak(Post.VOORWAARDEN_EN_VERVOLG), norm.zaak(Post.ONDERZOEK))
    return _weken(raster, d.toegewezen, d.gestart, welke, uren)


def _weken(raster: Raster, binnen: Getallen, begonnen: Getallen, welke: Waarheden, uren: Kommagetallen) -> Weekreeks:
    heel = raster.lengte // 7 * 7
    eerste = raster.begin + raster.lengte - heel
    begin = eerste + np.arange(0, heel, 7)

    def som(dagen: Getallen, gewicht: Kommagetallen) -> Kommagetallen:
        plaats = (dagen - eerste) // 7
        mee = (dagen >= eerste) & (plaats < len(begin))
        return np.bincount(plaats[mee], weights=gewicht[mee], minlength=len(begin)).astype(np.float64)

    def per_week(kolom: Waarheden) -> Kommagetallen:
        return kolom[raster.lengte - heel :].reshape(-1, 7).sum(axis=1).astype(np.float64)

    in_, start = np.sort(binnen[welke]), np.sort(np.where(begonnen > LEEG, begonnen, 10**9)[welke])
    rij = np.searchsorted(in_, begin, "left") - np.searchsorted(start, begin, "left")
    werkdagen = np.maximum(per_week(raster.werkdag), 1.0)
    uren_week = som(begonnen[welke], uren[welke])
    vakantie = per_week(raster.vakantie & raster.werkdag) / werkdagen
    een = np.ones(int(welke.sum()))
    return Weekreeks(uren_week / werkdagen, np.maximum(rij, 0).astype(np.float64), vakantie, werkdagen,
                     som(binnen[welke], een), som(begonnen[welke], een))  # fmt: skip


# ------------------------------------------------------------------------------------------------------- team ijken


@dataclass(frozen=True)
class Effect:
    """Een gemeten effect met zijn fout; zonder fout is er niet gemeten."""

    waarde: float = 0.0
    fout: float = 0.0

    @property
    def zeker(self) -> bool:
        """Of de kans dat het toeval is, kleiner is dan 1 op 100."""
        return self.fout > 0 and abs(self.waarde) > Z * self.fout


@dataclass(frozen=True)
class Tempo:
    """Wat een team begint: uren zaken per werkdag, en hoe dat met instroom, rij en schoolvakantie meebeweegt."""

    zaken: float
    weken: int
    met_rij: int
    rij: float  # de gewone rij: het meetkundig gemiddelde van alle laatste weken
    volgt: Effect = Effect()  # deel erbij als er in de zes weken ervoor een deel meer binnenkwam
    rijeffect: Effect = Effect()  # deel erbij per verdubbeling van de rij van dat halfjaar, naast dat volgen
    vakantie: Effect = Effect()  # deel erbij in een volle week schoolvakantie

    @property
    def reactie(self) -> float:
        """Deel erbij per verdubbeling van de rij waarmee een model zonder volgen op dezelfde rij uitkomt."""
        aantoonbaar = (self.volgt.zeker and self.volgt.waarde > 0) or (
            self.rijeffect.zeker and self.rijeffect.waarde > 0
        )
        if not aantoonbaar:
            return 0.0
        los = self.rijeffect.waarde / (1 - min(max(self.volgt.waarde, 0.0), MEESTE_VOLGEN))
        return min(max(los, 0.0), MEESTE_REACTIE)


def ijk_tempo(weken: Weekreeks, recent: int) -> Tempo:
    """Het tempo uit de laatste weken met een rij; het meebewegen uit alle weken."""
    if not len(weken.rij):
        return Tempo(0.0, 0, 0, 0.0)
    rijen = weken.rij >= RIJ * max(float(weken.instroom.mean()), 1e-9)
    laatste = np.arange(len(rijen)) >= len(rijen) - recent
    deel = rijen & laatste if (rijen & laatste).sum() >= MINSTENS_WEKEN else laatste
    if not deel.any():
        return Tempo(0.0, 0, 0, 0.0)
    zaken = float(np.average(weken.begonnen[deel], weights=weken.werkdagen[deel]))
    rij = float(np.exp(np.log(weken.rij[laatste] + 1).mean()) - 1)
    tempo = Tempo(zaken, int(laatste.sum()), int((rijen & laatste).sum()), rij)
    if rijen[VOLGWEKEN:].sum() < MINSTENS_WEKEN or zaken <= 0:
        return tempo
    volgt, rijeffect, vakantie = _meebewegen(weken, rijen)
    return replace(tempo, volgt=volgt, rijeffect=rijeffect, vakantie=vakantie)


def _meebewegen(weken: Weekreeks, rijen: Waarheden) -> tuple[Effect, Effect, Effect]:
    """Hoe het aantal begonnen zaken in een week hangt aan wat ervoor binnenkwam, wat er ligt en vakantie.

    Werkdagen en de instroom van de week zelf doen mee om eruit te blijven: wat meteen begint is geen sturen, en in een vakantie komt er minder.
    """
    voor = np.convolve(weken.instroom, np.ones(VOLGWEKEN) / VOLGWEKEN)[VOLGWEKEN - 1 : -VOLGWEKEN]
    welke, gewoon = rijen[VOLGWEKEN:], max(float(weken.instroom.mean()), 1e-9)
    kolommen = [
        voor / gewoon,
        _verdubbelingen(weken.rij)[VOLGWEKEN:],
        weken.vakantie[VOLGWEKEN:],
        weken.werkdagen[VOLGWEKEN:],
        weken.instroom[VOLGWEKEN:] / gewoon,
    ]
    x = np.column_stack([np.ones(len(voor)), *kolommen])[welke]
    y = (weken.gestart[VOLGWEKEN:] / max(float(weken.gestart.mean()), 1e-9))[welke]
    if np.linalg.matrix_rank(x) < x.shape[1]:
        return Effect(), Effect(), Effect()
    pas = lineair(x, y)
    fout = np.sqrt(np.maximum(np.diag(pas.samenhang), 0.0))
    a, b, c = (Effect(float(pas.gewichten[nr]), float(fout[nr])) for nr in (1, 2, 3))
    return a, b, c


@dataclass(frozen=True)
class Teamijking:
    """Een team met wat het leverde en hoe dat te lezen is."""

    team: Team
    tempo: Tempo
    vast: float  # uren per werkdag aan werk dat voorgaat
    op_papier: float | None  # uren per werkdag volgens de bezetting; None zonder tabel inzet

    @property
    def geleverd(self) -> float:
        """Alle uren per werkdag."""
        return self.tempo.zaken + self.vast

    @property
    def verhouding(self) -> float | None:
        """Geleverd gedeeld door wat de bezetting op papier levert."""
        return self.geleverd / self.op_papier if self.op_papier else None


def _verdubbelingen(rij: Kommagetallen) -> Kommagetallen:
    """Hoe vaak de rij verdubbeld is ten opzichte van het halfjaar eromheen: zo telt een ander streefpeil niet als reactie."""
    langs = np.log2(rij + 1)
    half = HALFJAAR // 2
    return np.array([langs[nr] - langs[max(nr - half, 0) : nr + half + 1].mean() for nr in range(len(langs))])


@dataclass(frozen=True)
class Teamvraag:
    """Wat er van een team bekend is voor het geijkt wordt."""

    code: str
    titel: str
    weken: Weekreeks
    vast: float  # uren per werkdag
    met_de_rij: float  # het deel daarvan dat met de rij meegroeit, zoals controles
    recent: int  # de laatste weken die voor de geleverde uren tellen
    looptijden: tuple[Verdeling, ...]  # van de zaken van het team


def ijk_teams(vragen: tuple[Teamvraag, ...], bezetting: Bezetting | None, uren_per_fte: float, kijk: Kijk,
              instelling: Instelling) -> tuple[Teamijking, ...]:  # fmt: skip
    """Elk team met zijn uren per werkdag; `uren_per_fte` zijn de productieve uren van een fte per werkdag."""
    tempos = [ijk_tempo(vraag.weken, vraag.recent) for vraag in vragen]
    samen = sum(tempo.zaken + vraag.vast for tempo, vraag in zip(tempos, vragen, strict=True))
    uit: list[Teamijking] = []
    for vraag, tempo in zip(vragen, tempos, strict=True):
        geleverd = tempo.zaken + vraag.vast
        fte = bezetting.fte * geleverd / samen if bezetting and samen else geleverd / uren_per_fte
        team = _team(vraag, tempo, fte, bezetting, kijk, instelling)
        uit.append(Teamijking(team, tempo, vraag.vast, fte * uren_per_fte if bezetting else None))
    return tuple(uit)


def _team(vraag: Teamvraag, tempo: Tempo, fte: float, bezetting: Bezetting | None, kijk: Kijk,
          instelling: Instelling) -> Team:  # fmt: skip
    geleverd = tempo.zaken + vraag.vast
    deel = tempo.zaken / geleverd if geleverd else 0.0
    # Gemeten is wat er aan zaken bij komt; wat de controles van een langere rij kosten, komt daar in het model nog bovenop.
    reactie = tempo.reactie * deel + vraag.met_de_rij / geleverd if tempo.reactie > 0 else 0.0
    verzuim = bezetting.verzuim if bezetting and bezetting.verzuim is not None else instelling.deel("verzuim")
    return Team(
        code=vraag.code, titel=vraag.titel, fte=fte,
        personen=max(1, round(fte / instelling.deel("fte_per_persoon"))),
        uren=_uren(tempo, vraag, kijk), verzuim=verzuim, verloop=instelling.deel("verloop"),
        werving_werkdagen=int(instelling.getal("werving")), inwerk_werkdagen=int(instelling.getal("inwerktijd")),
        inwerkdeel=instelling.deel("inwerkdeel"), reactie=reactie,
        rij_gewoon=tempo.rij if tempo.reactie > 0 else 0.0,
    )  # fmt: skip


def _uren(tempo: Tempo, vraag: Teamvraag, kijk: Kijk) -> tuple[float, ...]:
    """De uren per werkdag van het tijdvak; minder in schoolvakanties als dat gemeten is.

    Gemeten is wat er begon. Wat begint houdt uren bezet zolang het loopt, dus bij lang werk werkt een vakantie lang en zwak door.
    """
    dagen = int(kijk.toekomst.werkdag.sum())
    zaken = np.full(dagen, tempo.zaken)
    if tempo.vakantie.zeker and tempo.vakantie.waarde < 0:
        gewoon = float(np.average(vraag.weken.vakantie, weights=vraag.weken.werkdagen))
        gewicht = _bezet_na(vraag.looptijden)
        vrij = np.concatenate([raster.vakantie[raster.werkdag] for raster in (kijk.verleden, kijk.toekomst)]) - gewoon
        bezet = np.convolve(np.concatenate([np.zeros(len(gewicht)), vrij]), gewicht)[: len(gewicht) + len(vrij)]
        zaken = tempo.zaken * np.maximum(1 + tempo.vakantie.waarde * bezet[-dagen:], 0.1)
    return tuple((zaken + vraag.vast).tolist())


def _bezet_na(looptijden: tuple[Verdeling, ...]) -> Kommagetallen:
    """Welk deel van de uren van een zaak op elke werkdag na haar begin valt."""
    langste = int(max(verdeling.kwantielen[-1] for verdeling in looptijden)) + 1
    dag, deel = np.arange(langste) + 0.5, np.zeros(langste)
    for verdeling in looptijden:
        deel += 1 - np.interp(dag, verdeling.kwantielen, np.linspace(0, 1, len(verdeling.kwantielen)))
    return deel / deel.sum()


def uren_per_fte(norm: Normtijden, stand: Stand) -> float:
    """De productieve uren van een fte per werkdag: die van een jaar, over de werkdagen van het laatste jaar."""
    grens = werkdagnummers(np.array([stand.dag - 365, stand.dag]), stand.kalender)
    return norm.productieve_uren / float(grens[1] - grens[0])


TEAMS = ((TOEGANG, "toegang", "Team Toegang"), (REGIOTEAM, "regioteam", "Regioteam"))

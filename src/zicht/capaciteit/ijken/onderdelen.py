"""Het ijkverslag schrijven: per onderdeel waar het op rust, hoe goed het past en wat er is aangenomen."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from zicht.capaciteit.ijken import bezetting, duur, instroom, routes, stand, startlijst, vastwerk
from zicht.capaciteit.ijken.bezetting import Effect, Teamijking
from zicht.capaciteit.ijken.duur import TOON, Duurijking
from zicht.capaciteit.ijken.gevonden import TITELS, Gevonden
from zicht.capaciteit.ijken.instroom import Ritme
from zicht.capaciteit.ijken.verslag import Ijkverslag, Onderdeel, Tabel, getal, procent
from zicht.capaciteit.model import URGENTIES, Post
from zicht.core.kalender import dagnummer
from zicht.core.periodes import korte_datum, maandnaam

POSTEN = ("Veiligheidsbeoordeling", "Voorwaarden en vervolg", "Onderzoek")
KEUZES = (
    *stand.KEUZES, *instroom.KEUZES, *routes.KEUZES, *duur.KEUZES, *vastwerk.KEUZES, *bezetting.KEUZES, *startlijst.KEUZES,
)  # fmt: skip


def schrijf_verslag(gevonden: Gevonden) -> Ijkverslag:
    """Het verslag van wat er gevonden is."""
    onderdelen = (
        _instroom(gevonden), _adviezen(gevonden), _hermeldingen(gevonden), _voorrang(gevonden), _routes(gevonden),
        _doorlooptijden(gevonden), _monitoren(gevonden), _uren(gevonden), _normtijden(gevonden), _start(gevonden),
    )  # fmt: skip
    return Ijkverslag(
        gevonden.stand.regio, gevonden.stand.peildatum, gevonden.stand.vingerafdruk, gevonden.dagen, onderdelen,
        dict(_getallen(gevonden)), KEUZES,
    )  # fmt: skip


def _onderdeel(gevonden: Gevonden, code: str, titel: str, geteld: tuple[float, str], van: date, *zinnen: str,
               tabel: Tabel | None = None, aannames: tuple[str, ...] = ()) -> Onderdeel:  # fmt: skip
    aantal, wat = geteld
    return Onderdeel(code, titel, round(aantal), wat, van, gevonden.stand.peildatum, zinnen, tabel, aannames)


# ---------------------------------------------------------------------------------------------------------- instroom


def _instroom(gevonden: Gevonden) -> Onderdeel:
    ritmes, tijdvak = gevonden.ritmes, gevonden.tijdvak
    samen = sum(ritme.waargenomen for ritme in ritmes)
    verwacht = sum(ritme.verwacht for ritme in ritmes)
    maanden = _per_maand(tijdvak.van, np.asarray(samen), np.asarray(verwacht))
    ernaast = _gemiddeld_ernaast(maanden)
    rijen = tuple((f"{maandnaam(m)} {j}", getal(a), getal(b), getal(a - b)) for (j, m), a, b in maanden[-12:])
    zinnen = [_groeizin(titel, ritme) for titel, ritme in zip(TITELS, ritmes, strict=True)]
    return _onderdeel(
        gevonden, "instroom", "Instroom van meldingen", (float(np.sum(samen)), "meldingen"), tijdvak.van,
        f"Het ritme zit er per maand gemiddeld {procent(ernaast, 1)} naast; de tabel geeft het laatste jaar.",
        f"Schoolvakanties: die van het {gevonden.kijk.deel}en van het land." if gevonden.kijk.deel != "midden"
        else "Schoolvakanties: die van het midden van het land.",
        *zinnen, tabel=Tabel(("Maand", "Waargenomen", "Verwacht", "Verschil"), rijen),
        aannames=tuple(_dunne_stromen(gevonden)),
    )  # fmt: skip


def _per_maand(van: date, waargenomen: np.ndarray, verwacht: np.ndarray) -> list[tuple[tuple[int, int], float, float]]:
    sleutels = [((van + timedelta(days=n)).year, (van + timedelta(days=n)).month) for n in range(len(waargenomen))]
    per: dict[tuple[int, int], list[float]] = {}
    for sleutel, a, b in zip(sleutels, waargenomen.tolist(), verwacht.tolist(), strict=True):
        rij = per.setdefault(sleutel, [0.0, 0.0])
        rij[0] += a
        rij[1] += b
    return [(sleutel, a, b) for sleutel, (a, b) in per.items()]


def _gemiddeld_ernaast(maanden: list[tuple[tuple[int, int], float, float]]) -> float:
    delen = [abs(a - b) / a for _, a, b in maanden if a]
    return sum(delen) / len(delen) if delen else 0.0


def _groeizin(titel: str, ritme: Ritme) -> str:
    per_jaar = ritme.waargenomen.sum() / len(ritme.waargenomen) * 365
    if ritme.groei_gemeten is None or ritme.groei_fout is None:
        groei = "de reeks is te kort voor een groei"
    else:
        groei = (
            f"gemeten groei {procent(ritme.groei_gemeten, 1)} per jaar (fout {procent(ritme.groei_fout, 1)}), "
            f"gerekend met {procent(ritme.groei, 1)}"
        )
    ruis = f"ruis per week {procent(ritme.weekruis, 1)}, onzekerheid van het jaar vooruit {procent(ritme.jaarruis, 1)}"
    return f"{titel}: {getal(per_jaar)} per jaar; {groei}; {ruis}."


def _dunne_stromen(gevonden: Gevonden) -> Iterator[str]:
    for titel, ritme in zip(TITELS, gevonden.ritmes, strict=True):
        if ritme.waargenomen.sum() < instroom.MINSTENS:
            yield (
                f"{titel}: maar {getal(ritme.waargenomen.sum())} meldingen; alleen het weekritme is geijkt, zonder seizoen, "
                "vakantie en groei."
            )
        elif "groei" not in ritme.kenmerken:
            yield f"{titel}: korter dan twee jaar gevolgd; er is met een gelijk peil gerekend."


def _adviezen(gevonden: Gevonden) -> Onderdeel:
    ritme = gevonden.vast.adviesritme
    dun = ("Minder dan 300 adviezen; alleen het weekritme is geijkt.",) if ritme.waargenomen.sum() < 300 else ()
    return _onderdeel(
        gevonden, "adviezen", "Adviezen", (ritme.waargenomen.sum(), "adviezen"), gevonden.tijdvak.van,
        _groeizin("Adviezen", ritme), aannames=dun,
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------- wachten en routes


def _hermeldingen(gevonden: Gevonden) -> Onderdeel:
    h = gevonden.hermeldingen
    aannames: tuple[str, ...] = ()
    if h.aantal < routes.MINSTENS / 2:
        aannames = ("Te weinig hermeldingen tijdens het wachten: een kans voor alle urgenties samen.",)
    if h.wordt_hoog is None:
        hoog = gevonden.instelling.getal("hermelding_wordt_hoog")
        aannames += (f"De kans dat een zaak door een hermelding urgentie hoog krijgt: {getal(hoog)} %.",)
    kansen = ", ".join(f"{u} {procent(k, 2)}" for u, k in zip(URGENTIES, h.per_werkdag, strict=True))
    return _onderdeel(
        gevonden, "hermeldingen", "Hermeldingen tijdens het wachten", (h.aantal, "hermeldingen"), gevonden.werk_vanaf,
        f"Kans per werkdag wachten: {kansen}; samen {getal(h.wachtdagen)} werkdagen gewacht.",
        "Hermeldingen tellen niet mee in de instroom: zij komen uit het wachten.", aannames=aannames,
    )  # fmt: skip


def _voorrang(gevonden: Gevonden) -> Onderdeel:
    v = gevonden.voorrang
    rijen = tuple(
        (urgentie, "onbekend" if wacht is None else getal(wacht, 1), "altijd eerst" if voor >= 1000 else getal(voor, 1))
        for urgentie, wacht, voor in zip(URGENTIES, v.wachttijd, v.voorsprong, strict=True)
    )
    aantal = _opgepakt(gevonden)
    return _onderdeel(
        gevonden, "voorrang", "Wie voorgaat", (aantal, "opgepakte meldingen"), gevonden.werk_vanaf,
        "De voorsprong in de rij volgt uit wat er per urgentie gewacht is.",
        tabel=Tabel(("Urgentie", "Gewacht (werkdagen)", "Voorsprong (werkdagen)"), rijen),
        aannames=("De voorrang komt uit de parameters: te weinig meldingen met een urgentie.",) if v.aangenomen else (),
    )  # fmt: skip


def _routes(gevonden: Gevonden) -> Onderdeel:
    r = gevonden.routes
    rijen = tuple(
        (urgentie, getal(sum(aantallen)), *(procent(kans) for kans in kansen))
        for urgentie, aantallen, kansen in zip(URGENTIES, r.aantallen, r.kansen, strict=True)
    )
    dun = tuple(
        f"Urgentie {URGENTIES[u]}: te weinig besluiten, de kansen van alle urgenties samen." for u in r.samengenomen
    )
    return _onderdeel(
        gevonden, "routes", "Wat er na de beoordeling gebeurt", (sum(map(sum, r.aantallen)), "besluiten"), gevonden.werk_vanaf,
        tabel=Tabel(("Urgentie", "Besluiten", "V&V", "Onderzoek", "Overdracht", "Geen of maatwerk"), rijen), aannames=dun,
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------- doorlooptijden


def _doorlooptijden(gevonden: Gevonden) -> Onderdeel:
    duren = gevonden.duren
    rijen = tuple(rij for post, ijking in zip(POSTEN, duren, strict=True) for rij in _duurrijen(post, ijking))
    fout = sum(ijking.tegenstrijdig for ijking in duren)
    zinnen = ["In werkdagen, van oppakken of starten tot het besluit; wat nog loopt telt mee zolang het gevolgd is."]
    if fout:
        zinnen.append(f"Niet meegeteld: {getal(fout)} zaken die voor hun begin klaar waren.")
    dun = tuple(
        f"{post}: maar {getal(ijking.klaar)} afgerond; gerekend met een doorlooptijd rond de termijn."
        for post, ijking in zip(POSTEN, duren, strict=True)
        if ijking.aangenomen
    )
    koppen = ("Post", "", *(procent(deel) for deel in TOON), "Klaar", "Loopt nog")
    return _onderdeel(
        gevonden, "doorlooptijden", "Doorlooptijden", (sum(i.klaar + i.loopt for i in duren), "begonnen zaken"),
        gevonden.werk_vanaf, *zinnen,
        tabel=Tabel(koppen, rijen), aannames=dun,
    )  # fmt: skip


def _duurrijen(post: str, ijking: Duurijking) -> tuple[tuple[str, ...], ...]:
    gezien = [getal(waarde, 1) for waarde in ijking.waargenomen] or ["-"] * len(TOON)
    geijkt = [getal(waarde, 1) for waarde in ijking.geijkt]
    aantallen = (getal(ijking.klaar), getal(ijking.loopt))
    return (post, "waargenomen", *gezien, *aantallen), (post, "geijkt", *geijkt, "", "")


def _monitoren(gevonden: Gevonden) -> Onderdeel:
    m = gevonden.vast.monitoring
    aannames = () if m.diensten else ("Er is geen dienst monitoren in de feiten: het model kent geen monitoren.",)
    return _onderdeel(
        gevonden, "monitoren", "Monitoren", (m.diensten, "diensten"), date(1970, 1, 1) + timedelta(days=m.eerste),
        f"Gemiddeld {getal(m.momenten, 1)} momenten per zaak, {getal(m.uren, 1)} uur per moment.",
        f"Gevolgd: {procent(m.na_dienst)} van de afgeronde diensten en {procent(m.na_overdracht)} van de overdrachten.",
        aannames=aannames,
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------------- bezetting


def _uren(gevonden: Gevonden) -> Onderdeel:
    bezet = gevonden.bezetting
    zinnen = [_bezettingzin(gevonden)]
    zinnen += [zin for team in gevonden.teams for zin in _teamzinnen(team)]
    rijen = tuple(
        (t.team.titel, getal(t.tempo.zaken, 1), getal(t.vast, 1), getal(t.geleverd, 1),
         "onbekend" if t.op_papier is None else getal(t.op_papier, 1),
         "onbekend" if t.verhouding is None else getal(t.verhouding, 2), getal(t.team.fte, 1))
        for t in gevonden.teams
    )  # fmt: skip
    koppen = ("Team", "Zaken (uren per werkdag)", "Gaat voor", "Samen", "Op papier", "Verhouding", "Fte")
    aannames = [] if bezet else ["Zonder tabel inzet is de bezetting onbekend: de fte volgt uit de geleverde uren."]
    if not bezet or bezet.verzuim is None:
        aannames.append(f"Verzuim {getal(gevonden.instelling.getal('verzuim'), 1)} %, uit de parameters.")
    aannames.append(f"Verloop {getal(gevonden.instelling.getal('verloop'), 1)} % per jaar, uit de parameters.")
    aannames += [zin for team in gevonden.teams for zin in _geen_rij(team)]
    return _onderdeel(
        gevonden, "uren", "Wat de teams leveren", (_opgepakt(gevonden), "opgepakte meldingen"), gevonden.werk_vanaf,
        *zinnen, tabel=Tabel(koppen, rijen), aannames=tuple(aannames),
    )  # fmt: skip


def _bezettingzin(gevonden: Gevonden) -> str:
    bezet = gevonden.bezetting
    if bezet is None:
        return "Geleverde uren zijn de normtijden van wat er gebeurde; er is niets om ze naast te leggen."
    verzuim = "onbekend" if bezet.verzuim is None else procent(bezet.verzuim, 1)
    return (
        f"Bezetting gemiddeld {getal(bezet.fte, 1)} fte, waarvan {getal(bezet.extern, 1)} ingehuurd; verzuim {verzuim}. "
        f"Op papier levert een fte {getal(gevonden.uren_per_fte, 2)} uur per werkdag."
    )


def _opgepakt(gevonden: Gevonden) -> int:
    """De meldingen die in het tijdvak zijn opgepakt."""
    return int((gevonden.stand.meldingen.opgepakt >= dagnummer(gevonden.werk_vanaf)).sum())


def _teamzinnen(team: Teamijking) -> Iterator[str]:
    tempo, naam = team.tempo, team.team.titel
    yield f"{naam}: in {tempo.met_rij} van de {tempo.weken} weken lag er een rij; de gewone rij is {getal(tempo.rij)}."
    if tempo.volgt.fout:
        yield f"{naam}: komt er zes weken lang het dubbele binnen, dan begint er {_meer(tempo.volgt)}."
        yield f"{naam}: is de rij twee keer zo lang als gewoonlijk in dat halfjaar, dan begint er {_meer(tempo.rijeffect)}."
    if team.team.reactie > 0:
        yield f"{naam}: gerekend met {procent(tempo.reactie, 1)} meer zaken per verdubbeling van de rij."
    else:
        yield f"{naam}: niet aantoonbaar harder bij een langere rij; gerekend met vaste uren."
    if tempo.vakantie.zeker:
        yield f"{naam}: in een schoolvakantie begint er {_meer(tempo.vakantie)}."


def _meer(effect: Effect) -> str:
    richting = "meer" if effect.waarde >= 0 else "minder"
    return f"{procent(abs(effect.waarde), 1)} {richting} (fout {procent(effect.fout, 1)})"


def _geen_rij(team: Teamijking) -> Iterator[str]:
    if team.tempo.met_rij < bezetting.MINSTENS_WEKEN:
        yield (
            f"{team.team.titel}: te weinig weken met een rij. De geleverde uren zijn dan wat er binnenkwam; het team kan meer "
            "aan dan het model denkt."
        )


def _normtijden(gevonden: Gevonden) -> Onderdeel:
    norm = gevonden.norm
    aannames = ()
    if norm.geleend:
        codes = ", ".join(code.replace("_", " ") for code in norm.geleend)
        aannames = (f"Normtijden van {norm.geleend_van} voor: {codes}.",)
    eigen = f"Begroting: {norm.titel}." if norm.titel else "De regio heeft geen begroting in de catalogus."
    rijen = tuple((code.replace("_", " "), getal(uren, 2)) for code, uren in norm.uren.items())
    return _onderdeel(
        gevonden, "normtijden", "Normtijden", (len(norm.uren), "normtijden"), gevonden.werk_vanaf, eigen,
        f"Productieve uren per fte per jaar: {getal(norm.productieve_uren)}.",
        tabel=Tabel(("Kernprestatie", "Uren"), rijen), aannames=aannames,
    )  # fmt: skip


def _start(gevonden: Gevonden) -> Onderdeel:
    start = gevonden.start
    rijen = tuple(
        (
            titel,
            getal(start.aantal(post)),
            getal(start.aantal(post, gestart=False)),
            getal(start.aantal(post, gestart=True)),
        )
        for post, titel in zip(Post, POSTEN, strict=True)
    )
    zinnen = [f"{aantal} keer: {wat}." for wat, aantal in start.bijzonder]
    if start.buiten:
        zinnen.append(
            f"Niet op de lijst: {start.buiten} open meldingen waarvan onbekend is of zij alleen ter registratie zijn."
        )
    return _onderdeel(
        gevonden, "startlijst", f"Wat er op {korte_datum(gevonden.stand.peildatum)} ligt", (len(start.zaken), "zaken"),
        gevonden.stand.peildatum, *zinnen, tabel=Tabel(("Post", "Samen", "Wacht", "Opgepakt of gestart"), rijen),
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- getallen


def _getallen(gevonden: Gevonden) -> Iterator[tuple[str, float]]:
    """De kerngetallen, voor wie er verder mee rekent."""
    yield "uren_per_fte", gevonden.uren_per_fte
    yield "meldingen_per_jaar", float(sum(r.vooruit.sum() / len(r.vooruit) * 365 for r in gevonden.ritmes))
    m = gevonden.stand.meldingen
    recent = m.ontvangen >= gevonden.stand.dag - 365
    yield "deel_registratie", float((m.registratie[recent] == 1).mean()) if recent.any() else 0.0
    for team in gevonden.teams:
        yield f"{team.team.code}.geleverd", team.geleverd
        yield f"{team.team.code}.fte", team.team.fte
        if team.verhouding is not None:
            yield f"{team.team.code}.verhouding", team.verhouding
    for ritme, titel in zip(gevonden.ritmes, ("politie", "beroepsmatig", "niet_beroepsmatig"), strict=True):
        yield f"jaarruis.{titel}", ritme.jaarruis
        yield f"groei.{titel}", ritme.groei

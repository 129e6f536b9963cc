"""De burap als Excel-bestand met levende getallen: percentages en verschillen zijn formules over de aantallen."""

import io
from datetime import UTC, datetime, time
from typing import Any

from zicht.core.periodes import lange_datum
from zicht.core.publicatie import keuzes
from zicht.rapportage.burap.blok1 import ONDERDELEN, VOORRADEN
from zicht.rapportage.burap.blok4 import HOOGSTENS, oordeeltekst
from zicht.rapportage.burap.gemeenten import AANTALLEN
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.grafieken import vaknaam
from zicht.rapportage.stand import Stand


def werkboek(stand: Stand, merk: str = "") -> bytes:
    """Het werkboek; dezelfde stand geeft dezelfde bytes. Een merk, zoals CONCEPT, staat boven elk blad en op elke pagina."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    uit = io.BytesIO()
    boek: Any = xlsxwriter.Workbook(uit, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    boek.set_properties({
        "title": f"Burap Veilig Thuis {stand.regio}, {stand.periode.code}",
        "created": datetime.combine(stand.peildatum, time(12), UTC).replace(tzinfo=None),
    })  # fmt: skip
    schrijver = _Schrijver(boek, merk)
    for blad in (_leeswijzer, _blok1, _blok2, _blok3, _blok4, _trend, _gemeenten, _definities):
        blad(stand, schrijver)
    boek.close()
    return uit.getvalue()


class _Schrijver:
    """Schrijft bladen met een kop, tabellen en formules; `plaats` is de volgende vrije rij."""

    def __init__(self, boek: Any, merk: str = "") -> None:
        self._boek, self._merk = boek, merk
        letter = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._stijl = {
            "gewoon": boek.add_format(letter),
            "tekst": boek.add_format(letter | {"text_wrap": True}),
            "titel": boek.add_format(letter | {"bold": True, "font_size": 14}),
            "kop": boek.add_format(letter | {"bold": True, "bottom": 2, "text_wrap": True}),
            "aantal": boek.add_format(letter | {"num_format": "#,##0"}),
            "procent": boek.add_format(letter | {"num_format": "0.0%"}),
            "cijfer": boek.add_format(letter | {"num_format": "0.0"}),
            "euro": boek.add_format(letter | {"num_format": "€ #,##0"}),
            "grijs": boek.add_format(letter | {"italic": True, "font_color": "#4D5761"}),
        }

    def blad(self, naam: str, titel: str, breedtes: tuple[int, ...]) -> None:
        """Begin een blad, klaar om op A4 te drukken."""
        self._blad = self._boek.add_worksheet(naam)
        self._blad.set_paper(9)
        self._blad.set_landscape()
        self._blad.fit_to_pages(1, 0)
        self._blad.hide_gridlines(2)
        for kolom, breedte in enumerate(breedtes):
            self._blad.set_column(kolom, kolom, breedte)
        self._blad.write_string(0, 0, f"{titel} ({self._merk})" if self._merk else titel, self._stijl["titel"])
        if self._merk:
            self._blad.set_header(f"&C{self._merk}")
        self.plaats = 2

    def kop(self, *titels: str) -> None:
        """De kopregel van een tabel; hij blijft staan bij het schuiven."""
        for kolom, titel in enumerate(titels):
            self._blad.write_string(self.plaats, kolom, titel, self._stijl["kop"])
        self._blad.freeze_panes(self.plaats + 1, 1)
        self.plaats += 1

    def rij(self, *cellen: "str | Cijfer | tuple[str, str, float | None] | None", stijl: str = "gewoon") -> int:
        """Een rij: tekst, een cijfer, of een formule met haar stijl en waarde. Geeft het rijnummer in Excel."""
        for kolom, cel in enumerate(cellen):
            match cel:
                case Cijfer():
                    self._cijfer(kolom, cel)
                case (formule, soort, waarde):
                    self._blad.write_formula(
                        self.plaats, kolom, formule, self._stijl[soort], "–" if waarde is None else waarde
                    )
                case str():
                    self._blad.write_string(self.plaats, kolom, cel, self._stijl[stijl])
                case None:
                    pass
        self.plaats += 1
        return self.plaats

    def _cijfer(self, kolom: int, cijfer: Cijfer) -> None:
        if cijfer.waarde is None:
            self._blad.write_string(self.plaats, kolom, cijfer.waarom_niet, self._stijl["grijs"])
            return
        soort = {Soort.AANTAL: "aantal", Soort.EURO: "euro", Soort.AANDEEL: "procent", Soort.PROCENT: "procent"}
        self._blad.write_number(
            self.plaats, kolom, float(cijfer.waarde), self._stijl[soort.get(cijfer.soort, "cijfer")]
        )


def _deling(teller: str, noemer: str, cijfer: Cijfer) -> tuple[str, str, float | None] | str:
    """Teller gedeeld door noemer; een percentage dat op papier verborgen is, is het hier ook."""
    if cijfer.waarde is None:
        return cijfer.waarom_niet
    formule = f'=IF(AND(ISNUMBER({teller}),ISNUMBER({noemer})),IF({noemer}=0,"–",{teller}/{noemer}),"–")'
    waarde = cijfer.teller / cijfer.noemer if cijfer.teller is not None and cijfer.noemer else None
    return formule, "procent", waarde


def _verschil(nu: str, toen: str, a: Cijfer | None, b: Cijfer | None) -> tuple[str, str, float | None]:
    formule = f'=IF(AND(ISNUMBER({nu}),ISNUMBER({toen})),IF({toen}=0,"–",{nu}/{toen}-1),"–")'
    bekend = a is not None and b is not None and a.waarde is not None and b.waarde
    return (
        formule,
        "procent",
        float(a.waarde / b.waarde - 1) if bekend and a and b and a.waarde is not None and b.waarde else None,
    )


def _deel(cijfer: Cijfer, naam: str) -> "Cijfer | str":
    """Teller of noemer als eigen cel; verborgen blijft verborgen."""
    from fractions import Fraction

    aantal = cijfer.teller if naam == "teller" else cijfer.noemer
    if aantal is None:
        return cijfer.reden.removeprefix("verborgen: ") or "–"
    return Cijfer(f"{cijfer.sleutel}.{naam}", Soort.AANTAL, Fraction(aantal))


def _leeswijzer(stand: Stand, s: _Schrijver) -> None:
    s.blad("Leeswijzer", f"Burap Veilig Thuis {stand.regio}", (28, 110))
    for naam, waarde in (
        ("Periode", f"{stand.periode.code}: {stand.periode}"),
        ("Peildatum", lange_datum(stand.peildatum) + (" (voorlopig)" if stand.voorlopig else "")),
        ("Indicatorset", stand.indicatorset or "geen"),
        ("Definitieversie", stand.definitieversie),
        ("Vingerafdruk", stand.vingerafdruk),
        ("Versie", "INTERN, exacte aantallen: niet verspreiden" if stand.intern else "veilig om te delen"),
    ):
        s.rij(naam, waarde, stijl="tekst")
    s.rij("")
    for keuze in keuzes(stand.beleid) if stand.beleid else ():
        s.rij("Kleine aantallen", keuze, stijl="tekst")
    s.rij("Rekenen", "Percentages en verschillen zijn formules over de aantallen in dit bestand.", stijl="tekst")


def _blok1(stand: Stand, s: _Schrijver) -> None:
    s.blad("1 Beschrijvend", "Blok 1. Beschrijvende indicatoren", (52, 14, 14, 16, 14, 18))
    s.kop("Indicator", "Deze periode", "Begroot", "Verschil met begroot", "Vorig jaar", "Verschil met vorig jaar")
    rijen = [(f"{letter}. {titel}", code) for letter, code, titel, _ in ONDERDELEN]
    rijen += [(naam, code) for code, naam, _ in VOORRADEN.values()]
    for titel, code in rijen:
        nu, begroot, vorig = (
            stand.lijst.zoek(code),
            stand.lijst.of_niets(code, "begroting"),
            stand.lijst.of_niets(code, "vorig jaar"),
        )
        r = s.plaats + 1
        s.rij(titel, nu, begroot or "niet bekend", _verschil(f"B{r}", f"C{r}", nu, begroot),
              vorig or "niet bekend", _verschil(f"B{r}", f"E{r}", nu, vorig))  # fmt: skip


def _blok2(stand: Stand, s: _Schrijver) -> None:
    s.blad("2 Financiën", "Blok 2. Financiën", (40, 16, 18, 14, 18, 18))
    if stand.posten is None:
        s.rij("De lasten zijn niet bekend: er is geen tabel boeking.")
    else:
        s.kop("Post", "Realisatie", "Begroot, periode", "Verschil", "Prognose, jaar", "Begroot, jaar")
        eerste = s.plaats + 1
        for post, titel in stand.posten:
            nu, begroot = stand.lijst.zoek(f"lasten-{post}"), stand.lijst.of_niets(f"lasten-{post}", "begroting")
            r = s.plaats + 1
            s.rij(titel, nu, begroot or "niet bekend", _verschil(f"B{r}", f"C{r}", nu, begroot),
                  stand.lijst.of_niets(f"lasten-{post}", "prognose"),
                  stand.lijst.of_niets(f"lasten-{post}", "begroting jaar") or "niet bekend")  # fmt: skip
        _totalen(stand, s, eerste)
    _fte(stand, s)


def _totalen(stand: Stand, s: _Schrijver, eerste: int) -> None:
    totaal, prognose = stand.lijst.zoek("lasten-totaal"), stand.lijst.zoek("lasten-totaal", "prognose")
    laatste = s.plaats
    s.rij("Totaal", (f"=SUM(B{eerste}:B{laatste})", "euro", float(totaal.waarde or 0)), None, None,
          (f"=SUM(E{eerste}:E{laatste})", "euro", float(prognose.waarde or 0)))  # fmt: skip


def _fte(stand: Stand, s: _Schrijver) -> None:
    s.rij("")
    if stand.functies is None:
        s.rij("Formatie en bezetting zijn niet bekend: er is geen tabel inzet.")
        return
    s.kop("Functie", "Formatie (fte)", "Eigen personeel (fte)", "Inhuur (fte)", "Samen bezet (fte)")
    for code, titel in stand.functies:
        delen = [stand.lijst.zoek(f"fte-{code}/{naam}") for naam in ("formatie", "intern", "extern")]
        r = s.plaats + 1
        samen = None if any(d.waarde is None for d in delen[1:]) else float(sum((d.waarde or 0) for d in delen[1:]))
        s.rij(titel, *delen, (f'=IF(AND(ISNUMBER(C{r}),ISNUMBER(D{r})),C{r}+D{r},"–")', "cijfer", samen))
    s.rij("Ziekteverzuim", stand.lijst.zoek("verzuim"))


def _blok3(stand: Stand, s: _Schrijver) -> None:
    s.blad("3 Duiding", "Blok 3. Inhoudelijke duiding", (48, 52, 12, 12, 12))
    s.kop("Onderwerp", "Groep", "Aantal", "Totaal", "Aandeel")
    for onderwerp in stand.onderwerpen:
        totaal = stand.lijst.zoek(onderwerp.code)
        for code, titel in onderwerp.groepen:
            cijfer = stand.lijst.zoek(f"{onderwerp.code}/{code}")
            r = s.plaats + 1
            s.rij(onderwerp.titel, titel, _deel(cijfer, "teller"), totaal, _deling(f"C{r}", f"D{r}", cijfer))


def _blok4(stand: Stand, s: _Schrijver) -> None:
    s.blad("4 Prestatie", "Blok 4. Prestatie-indicatoren", (6, 70, 13, 13, 13, 13, 13, 13, 14, 14, 12, 18))
    s.kop("Nr.", "Indicator", "Teller", "Noemer of n", "Uitkomst", "Teller, ontvangen", "Noemer, ontvangen",
          "Uitkomst, ontvangen", "Niet te bepalen", "Nog open", "Norm", "Oordeel (exact)")  # fmt: skip
    andere = [
        k for k in stand.indicatoren.values() if not k.nummer and stand.lijst.zoek(k.code).soort is not Soort.AANTAL
    ]
    for k in (*stand.genummerd(), *andere):
        nu, ontvangen = stand.lijst.zoek(k.code), stand.lijst.of_niets(k.code, "naar ontvangst")
        r = s.plaats + 1
        uitkomst = _deling(f"C{r}", f"D{r}", nu) if nu.soort is Soort.AANDEEL else nu
        open_ = stand.lijst.of_niets(k.code, f"nog open{' naar ontvangst' if ontvangen else ''}")
        norm = stand.lijst.of_niets(k.code, "norm")
        s.rij(k.nummer or "–", k.titel, _deel(nu, "teller") if nu.soort is Soort.AANDEEL else "–", _deel(nu, "noemer"), uitkomst,
              _deel(ontvangen, "teller") if ontvangen else "–", _deel(ontvangen, "noemer") if ontvangen else "–",
              _deling(f"F{r}", f"G{r}", ontvangen) if ontvangen else "–",
              stand.lijst.of_niets(k.code, "niet te bepalen"), open_, norm or "geen norm", oordeeltekst(stand, k))  # fmt: skip
    s.rij("")
    s.rij("", f"De norm is een ondergrens, behalve bij {', '.join(sorted(HOOGSTENS))}: daar is het een bovengrens.")


def _trend(stand: Stand, s: _Schrijver) -> None:
    s.blad("Trend", "Trend over de jaren", (70, 22, 12, 12, 12, 12, 12))
    s.kop("Indicator", "Wanneer", "Waarde", "Gemiddelde", "Ondergrens", "Bovengrens", "Signaal")
    for reeks in stand.reeksen.values():
        signalen = {x.plaats for x in reeks.kaart.signalen} if reeks.kaart else set[int]()
        for plaats, punt in enumerate(reeks.punten):
            waarde = Cijfer("", reeks.soort, punt.waarde, "te klein")
            kaart = (reeks.kaart.midden, reeks.kaart.onder, reeks.kaart.boven) if reeks.kaart else ()
            s.rij(reeks.titel, vaknaam(reeks, punt), waarde, *(_los(reeks.soort, lijn) for lijn in kaart),
                  *([] if kaart else [None] * 3), "signaal" if plaats in signalen else "")  # fmt: skip


def _los(soort: Soort, waarde: float) -> Cijfer:
    from fractions import Fraction

    return Cijfer("", soort, Fraction(waarde))


def _gemeenten(stand: Stand, s: _Schrijver) -> None:
    codes = [*AANTALLEN, *((k.code, f"{k.nummer}. {k.titel}") for k in stand.genummerd())]
    s.blad("Gemeenten", "Per gemeente", (22, 10, 70, 13, 13, 13, 13))
    s.kop("Gemeente", "Code", "Indicator", "Aantal of teller", "Noemer of n", "Uitkomst", "Vorig jaar")
    for gemeente in sorted(stand.gemeenten, key=lambda g: g.naam):
        for code, titel in codes:
            cijfer = stand.lijst.zoek(f"{code}@{gemeente.code}")
            r = s.plaats + 1
            aandeel = cijfer.soort is Soort.AANDEEL
            teller = _deel(cijfer, "teller") if aandeel else cijfer if cijfer.soort is Soort.AANTAL else "–"
            s.rij(gemeente.naam, gemeente.code, titel, teller, "–" if cijfer.soort is Soort.AANTAL else _deel(cijfer, "noemer"),
                  _deling(f"D{r}", f"E{r}", cijfer) if aandeel else cijfer,
                  stand.lijst.of_niets(f"{code}@{gemeente.code}", "vorig jaar") or "niet bekend")  # fmt: skip


def _definities(stand: Stand, s: _Schrijver) -> None:
    s.blad("Definities", "Definities", (44, 130))
    for definitie in stand.definities:
        for nummer, regel in enumerate(definitie.regels()):
            s.rij(definitie.code if nummer == 0 else "", regel, stijl="tekst")

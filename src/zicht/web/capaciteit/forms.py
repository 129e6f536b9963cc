"""De formulieren van een nieuwe doorrekening: een vraag per bladzijde."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zicht.web.begroting.getalveld import Getalveld, schrijf_getal
from zicht.web.capaciteit.invoer import Eigen, Invoer, Mensen, Vraag, dag, getal
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

MAANDEN = ((3, "drie maanden"), (6, "een half jaar"), (12, "een jaar"), (24, "twee jaar"))
HOOGSTENS_KEUZES = 5  # met niets doen erbij zes: meer past niet op het keuzeblad
TEAMS = (
    ("", "niemand"), ("beoordeling", "veiligheidsbeoordeling"), ("voorwaarden_en_vervolg", "Voorwaarden en Vervolg"),
    ("onderzoek", "onderzoek"),
)  # fmt: skip
SOORTEN = (("in_dienst", "in dienst"), ("inhuur", "inhuur"))
MIX, MEESTE_FTE = "mix", 20
VOORRANG = (
    ("", "zoals nu"), ("urgentie", "hogere urgentie altijd eerst"), ("gemengd", "hoog eerst, midden tien werkdagen voor laag"),
    ("ontvangst", "wie het langst wacht eerst"),
)  # fmt: skip
MENSEN, WERKWIJZE, AFKOMST = "mensen", "werkwijze", "instroom"
DELEN = ((MENSEN, "Mensen"), (WERKWIJZE, "Anders werken"), (AFKOMST, "Wat er op u afkomt"))
GETALLEN = ("samen_oppakken", "samen_inspanning", "stilgelegd", "groei", "verzuim")
REGELS = (1, 2)  # regels met mensen per keuze


@dataclass(frozen=True, slots=True)
class Gekozen:
    """Een keuze op het scherm: haar code, haar naam, wat zij is, en in welke groep zij staat."""

    code: str
    titel: str
    uitleg: str
    groep: str


class Vinkjes(forms.CheckboxSelectMultiple):
    """Vinkjes onder elkaar, elk met een toelichting als die er is."""

    def __init__(self, toelichting: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.toelichting = toelichting

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        optie = super().create_option(name, value, *args, **kwargs)
        optie["toelichting"] = self.toelichting.get(str(value), "")
        if optie["toelichting"] and "id" in optie["attrs"]:
            optie["attrs"]["aria-describedby"] = f"{optie['attrs']['id']}_uitleg"
        return optie


class Stapformulier(forms.Form):
    """Een vraag van de nieuwe doorrekening: van bewaarde invoer, en weer terug."""

    def __init__(self, invoer: Invoer, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.begin(invoer))
        super().__init__(*args, **kwargs)
        self.invoer = invoer

    def begin(self, invoer: Invoer) -> dict[str, Any]:
        """Wat er al gekozen is."""
        return {naam: getattr(invoer, naam) for naam in self.base_fields}

    def antwoord(self) -> Invoer:
        """De invoer met dit antwoord."""
        return self.invoer.met(**self.cleaned_data)


class Vraagformulier(Stapformulier):
    """Waar de doorrekening antwoord op geeft."""

    vraag = KeuzeVeld(label="Wat wilt u weten?", choices=[(v.value, v.titel) for v in Vraag],
                      toelichting={v.value: v.uitleg for v in Vraag})  # fmt: skip

    def begin(self, invoer: Invoer) -> dict[str, Any]:
        return {"vraag": invoer.vraag.value}

    def antwoord(self) -> Invoer:
        return self.invoer.met(vraag=Vraag(self.cleaned_data["vraag"]))


GROEPEN = ("Mensen", "Werkwijze", "Instroom, selectie en verzuim", "Uit uw begrotingen")


def hoogstens(invoer: Invoer) -> int:
    """Hoeveel keuzes er bij een vraag passen."""
    return 1 if invoer.vraag is Vraag.BEELD else HOOGSTENS_KEUZES


class Keuzesformulier(Stapformulier):
    """Welke keuzes naast elkaar komen, per groep; die van nu staat er altijd bij."""

    def __init__(self, aanbod: Sequence[Gekozen], invoer: Invoer, *args: Any, **kwargs: Any) -> None:
        super().__init__(invoer, *args, **kwargs)
        for nummer, groep in enumerate(GROEPEN):
            rijen = [een for een in aanbod if een.groep == groep]
            if rijen:
                self.fields[f"groep_{nummer}"] = _keuzeveld(groep, rijen, invoer.keuzes)

    def clean(self) -> dict[str, Any]:
        """Minstens een keuze, ook als die hier gemaakt is, en niet meer dan er naast elkaar passen."""
        schoon = super().clean() or {}
        samen = len(self.gekozen(schoon)) + len(self.invoer.eigen)
        if not samen and not self.errors:
            raise ValidationError("Kies minstens een keuze, of maak er zelf een.")
        if samen > (meeste := hoogstens(self.invoer)):
            raise ValidationError(
                f"U koos er {samen}. Bij deze vraag {'past' if meeste == 1 else 'passen'} er {meeste}; haal er {samen - meeste} weg."
            )
        return schoon

    @staticmethod
    def gekozen(schoon: Mapping[str, Any]) -> tuple[str, ...]:
        """De codes, in de volgorde van het scherm."""
        return tuple(code for naam in schoon for code in schoon[naam])

    def antwoord(self) -> Invoer:
        return self.invoer.met(keuzes=self.gekozen(self.cleaned_data))


def _keuzeveld(groep: str, rijen: Sequence[Gekozen], gekozen: Sequence[str]) -> forms.MultipleChoiceField:
    veld = forms.MultipleChoiceField(
        label=groep,
        required=False,
        choices=[(een.code, een.titel) for een in rijen],
        widget=Vinkjes({een.code: een.uitleg for een in rijen}),
        initial=[een.code for een in rijen if een.code in gekozen],
    )
    veld.verplicht = True  # ‘niet verplicht’ achter elke groep zegt te veel: samen is er wel een nodig
    return veld


class Vooruitformulier(Stapformulier):
    """Hoe ver vooruit."""

    maanden = KeuzeVeld(label="Hoe ver wilt u vooruitkijken?", choices=MAANDEN,
                        help_text="Hoe verder vooruit, hoe breder de band om de verwachting.")  # fmt: skip

    def antwoord(self) -> Invoer:
        return self.invoer.met(maanden=int(self.cleaned_data["maanden"]))


class Preciesformulier(Stapformulier):
    """Hoe vaak het tijdvak wordt nagespeeld."""

    herhalingen = KeuzeVeld(
        label="Hoe precies moet het antwoord zijn?", choices=[],
        help_text="Zicht speelt het tijdvak vele keren na, elke keer met ander toeval. Vaker naspelen geeft een preciezer antwoord en duurt langer.",
    )  # fmt: skip

    def __init__(self, aanbod: Iterable[tuple[int, str, str]], invoer: Invoer, *args: Any, **kwargs: Any) -> None:
        super().__init__(invoer, *args, **kwargs)
        rijen = list(aanbod)
        veld = self.fields["herhalingen"]
        veld.choices = [(aantal, titel) for aantal, titel, _ in rijen]
        veld.widget.toelichting = {str(aantal): uitleg for aantal, _, uitleg in rijen}

    def antwoord(self) -> Invoer:
        return self.invoer.met(herhalingen=int(self.cleaned_data["herhalingen"]))


class Mensenformulier(Stapformulier):
    """Bij welk werk en hoe er mensen bij kunnen, en hoeveel hoogstens."""

    team = KeuzeVeld(label="Bij welk werk kunnen er mensen bij?", choices=TEAMS[1:])
    soort = KeuzeVeld(label="Hoe komen zij erbij?", choices=SOORTEN)
    meeste = Getalveld(label="Hoeveel fte hoogstens?", help_text="Zicht kijkt van niemand erbij tot en met dit aantal.")

    def __init__(self, invoer: Invoer, *args: Any, **kwargs: Any) -> None:
        super().__init__(invoer, *args, **kwargs)
        if invoer.vraag is Vraag.FORMATIE:
            self.fields["soort"].choices = [*SOORTEN, (MIX, "de goedkoopste mix van beide")]

    def begin(self, invoer: Invoer) -> dict[str, Any]:
        return {"team": invoer.team, "soort": invoer.soort, "meeste": getal(invoer.meeste)}

    def clean_meeste(self) -> Decimal:
        """Meer dan niets, en niet meer dan er te doorzoeken is."""
        meeste = self.cleaned_data["meeste"]
        if not 1 <= meeste <= MEESTE_FTE:
            raise ValidationError(f"Vul een getal in van 1 tot en met {MEESTE_FTE}.")
        return meeste

    def antwoord(self) -> Invoer:
        schoon = self.cleaned_data
        return self.invoer.met(team=schoon["team"], soort=schoon["soort"], meeste=_tekst(schoon["meeste"]))


class Normformulier(Stapformulier):
    """Welke normen gehaald moeten worden, en met hoeveel zekerheid."""

    zekerheid = KeuzeVeld(
        label="Hoe zeker moet het zijn?",
        choices=((70, "70 procent zeker"), (80, "80 procent zeker"), (90, "90 procent zeker")),
        help_text="80 procent zeker betekent: in acht van de tien jaren die Zicht naspeelt, wordt de norm gehaald.",
    )

    def __init__(
        self, aanbod: Sequence[tuple[str, str, Decimal | None]], invoer: Invoer, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(invoer, *args, **kwargs)
        normen = {
            f"norm_{code}": Getalveld(
                label=f"{titel} (procent)", required=False, initial=getal(invoer.normen.get(code, "")) or norm
            )
            for code, titel, norm in aanbod
        }
        self.fields = {**normen, **self.fields}
        self.groepen = [("Welke normen moeten gehaald worden?", list(normen))]
        self.codes = {f"norm_{code}": code for code, _, _ in aanbod}

    def clean(self) -> dict[str, Any]:
        """Minstens een norm, en elk van 1 tot en met 100 procent."""
        schoon = super().clean() or {}
        gevuld = [naam for naam in self.codes if schoon.get(naam) is not None]
        for naam in gevuld:
            if not 1 <= schoon[naam] <= 100:
                self.add_error(naam, "Vul een percentage in van 1 tot en met 100.")
        if not gevuld and not self.errors:
            self.add_error(next(iter(self.codes)), "Vul minstens een norm in.")
        return schoon

    def antwoord(self) -> Invoer:
        schoon = self.cleaned_data
        normen = {code: str(schoon[naam]) for naam, code in self.codes.items() if schoon.get(naam) is not None}
        return self.invoer.met(normen=normen, zekerheid=int(schoon["zekerheid"]))


def _procent(label: str, uitleg: str) -> Getalveld:
    return Getalveld(label=label, help_text=uitleg, required=False)


class Eigenformulier(forms.Form):
    """Zelf een keuze maken, een deel tegelijk: mensen, werkwijze, of wat er op u afkomt. Wat leeg blijft, verandert niet."""

    titel = forms.CharField(
        label="Hoe noemt u deze keuze?", max_length=60, help_text="Bijvoorbeeld: twee fte inhuur tot 1 mei."
    )
    voorrang = KeuzeVeld(label="Wie is het eerst aan de beurt?", choices=VOORRANG, required=False)
    samen_oppakken = _procent(
        "Welk deel van de beoordelingen doet u samen met het lokale team? (procent)", "Van 0 tot en met 100."
    )
    samen_inspanning = _procent(
        "Hoeveel van de gewone tijd kost zo'n beoordeling u dan nog? (procent)", "Bijvoorbeeld 60. Vul dit in als u hierboven iets invult."
    )  # fmt: skip
    stilgelegd = _procent(
        "Welk deel van het werk dat kan wachten legt u stil? (procent)", "Zoals voorlichting en overleg. Van 0 tot en met 100."
    )  # fmt: skip
    groei = _procent(
        "Hoeveel meer meldingen verwacht u? (procent)", "Bijvoorbeeld 5 voor vijf procent meer, of −5 voor vijf procent minder."
    )  # fmt: skip
    verzuim = _procent("Hoe hoog wordt het verzuim? (procent)", "Van 0 tot en met 50.")

    def __init__(
        self, deel: str, *args: Any, keuze: Eigen | None = None, met_verzuim: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_begin(keuze) if keuze else {}, **kwargs)
        self.al = keuze or Eigen("")
        if not met_verzuim:  # de begroting noemt geen verzuim, dus is er niets te veranderen
            del self.fields["verzuim"]
        rijen = {n: _mensvelden(n) for n in REGELS}
        mensen = {naam: veld for velden in rijen.values() for naam, veld in velden.items()}
        self.fields = {"titel": self.fields.pop("titel"), **mensen, **self.fields}
        groepen = {
            MENSEN: [(f"Mensen erbij of eraf{'' if n == 1 else ', nog een keer'}", list(v)) for n, v in rijen.items()],
            WERKWIJZE: [("Anders werken", ["voorrang", "samen_oppakken", "samen_inspanning", "stilgelegd"])],
            AFKOMST: [("Wat er op u afkomt", ["groei", "verzuim"])],
        }
        self.groepen = [("", ["titel"]), *groepen[deel]]
        zichtbaar = {naam for _, namen in self.groepen for naam in namen}
        self.fields = {naam: veld for naam, veld in self.fields.items() if naam in zichtbaar}

    def clean(self) -> dict[str, Any]:
        """Elke regel met mensen is af, de percentages kunnen, en er verandert iets."""
        schoon = super().clean() or {}
        for n in REGELS:
            self._keur_mensen(n, schoon)
        for naam, laagst, hoogst in (("samen_oppakken", 0, 100), ("samen_inspanning", 0, 100), ("stilgelegd", 0, 100), ("groei", -50, 100), ("verzuim", 0, 50)):  # fmt: skip
            if schoon.get(naam) is not None and not laagst <= schoon[naam] <= hoogst:
                self.add_error(naam, f"Vul een getal in van {schrijf_getal(Decimal(laagst))} tot en met {hoogst}.")
        if schoon.get("samen_oppakken") is not None and schoon.get("samen_inspanning") is None:
            self.add_error("samen_inspanning", "Vul ook in hoeveel van de gewone tijd het u dan nog kost.")
        if not self.errors and self.keuze().leeg:
            raise ValidationError("Er verandert nog niets. Vul minstens een van de vragen in.")
        return schoon

    def _keur_mensen(self, n: int, schoon: dict[str, Any]) -> None:
        team, fte, van, tot = (schoon.get(f"{veld}_{n}") for veld in ("team", "fte", "van", "tot"))
        if team and not fte:
            self.add_error(f"fte_{n}", "Vul in om hoeveel fte het gaat, zoals 2 of −0,5.")
        if fte and not team:
            self.add_error(f"team_{n}", "Kies bij welk werk deze mensen komen.")
        if fte and abs(fte) > 100:
            self.add_error(f"fte_{n}", "Dit is meer dan 100 fte. Kijk het getal na.")
        if van and tot and tot < van:
            self.add_error(f"tot_{n}", "Deze dag ligt voor de dag waarop zij beginnen.")

    def keuze(self) -> Eigen:
        """De keuze, om te bewaren; wat op een ander blad staat, blijft zoals het was."""
        schoon = self.cleaned_data
        anders: dict[str, Any] = {naam: _tekst(schoon.get(naam)) for naam in GETALLEN if naam in self.fields}
        if "voorrang" in self.fields:
            anders["voorrang"] = schoon.get("voorrang", "")
        if "team_1" in self.fields:
            anders["mensen"] = tuple(
                _mens(n, schoon) for n in REGELS if schoon.get(f"team_{n}") and schoon.get(f"fte_{n}")
            )
        return replace(self.al, titel=schoon.get("titel", ""), **anders)


def _mensvelden(n: int) -> dict[str, forms.Field]:
    return {
        f"team_{n}": forms.ChoiceField(label="Bij welk werk?", choices=TEAMS, required=False),
        f"fte_{n}": Getalveld(label="Hoeveel fte?", required=False, help_text="Een min ervoor als er mensen weggaan."),
        f"soort_{n}": KeuzeVeld(label="In dienst of inhuur?", choices=SOORTEN, naast_elkaar=True, required=False),
        f"van_{n}": Datumveld(label="Vanaf welke dag?", required=False, help_text="Leeg is meteen."),
        f"tot_{n}": Datumveld(label="Tot en met welke dag?", required=False, help_text="Leeg is blijvend."),
    }


def _mens(n: int, schoon: Mapping[str, Any]) -> Mensen:
    van, tot = schoon.get(f"van_{n}"), schoon.get(f"tot_{n}")
    return Mensen(
        schoon[f"team_{n}"], _tekst(schoon[f"fte_{n}"]), schoon.get(f"soort_{n}") or "in_dienst",
        van.isoformat() if van else "", tot.isoformat() if tot else "",
    )  # fmt: skip


def _tekst(waarde: Decimal | None) -> str:
    return "" if waarde is None else f"{waarde.normalize():f}"


def _begin(keuze: Eigen) -> dict[str, Any]:
    velden: dict[str, Any] = {"titel": keuze.titel, "voorrang": keuze.voorrang}
    velden |= {naam: getal(getattr(keuze, naam)) for naam in GETALLEN}
    for n, een in zip(REGELS, keuze.mensen, strict=False):
        velden |= {f"team_{n}": een.team, f"fte_{n}": getal(een.fte), f"soort_{n}": een.soort,
                   f"van_{n}": dag(een.van), f"tot_{n}": dag(een.tot_en_met)}  # fmt: skip
    return velden

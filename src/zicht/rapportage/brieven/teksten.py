"""De woorden van de brieven: korte zinnen, een kop die zegt waar het om gaat, en wat er daarna gebeurt."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import assert_never

from zicht.core.periodes import lange_datum
from zicht.rapportage.brieven.gegevens import (
    Brief,
    Briefkop,
    DossierVernietigen,
    Organisatiegegevens,
    Overdracht,
    Overdrachtsmoment,
    Rechten,
    Rol,
    TerugkoppelingMelder,
    Uitnodiging,
    Vastlegging,
)


def markdown(brief: Brief) -> str:
    """De hele brief als Markdown: afzender, ontvanger, tekst en ondertekening."""
    return "\n\n".join([*_boven(brief), *_tekst(brief), *_vragen(brief.kop), *_onder(brief.kop)]) + "\n"


def schoon(woorden: str) -> str:
    """Wat iemand typte als gewone tekst op een regel: niets ervan is opmaak."""
    zichtbaar = "".join(" " if unicodedata.category(t) in ("Cc", "Zl", "Zp") else t for t in woorden)
    woorden = re.sub(r"([\\`*_{}\[\]<>|&!#~])", r"\\\1", " ".join(zichtbaar.split()))
    # Een cijfer met een punt of een streepje vooraan zou een lijst of een kop maken.
    return re.sub(r"^(\d+(?=[.)])|(?=[-+=:]))", r"\1\\", woorden)


def _vak(naam: str, *alineas: Sequence[str]) -> str:
    return f'::: {{custom-style="{naam}"}}\n' + "\n\n".join("\\\n".join(regels) for regels in alineas) + "\n:::"


def _lijst(punten: Sequence[str]) -> str:
    return "\n".join(f"- {schoon(punt)}" for punt in punten)


def _tabel(kop: Sequence[str], rijen: Sequence[Sequence[str]]) -> str:
    regels = [kop, ["---"] * len(kop), *([schoon(cel) for cel in rij] for rij in rijen)]
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels)


def _boven(brief: Brief) -> Iterator[str]:
    kop, van = brief.kop, brief.kop.organisatie
    adres = f"{schoon(van.postadres)}, {schoon(van.postcode_plaats)}"
    yield _vak("Afzender", [f"**{schoon(van.naam)}**", adres, f"{schoon(van.telefoon)} · {schoon(van.website)}"])
    if not isinstance(brief, Overdracht):
        yield _vak("Adresblok", [schoon(regel) for regel in (brief.aan.naam, *brief.aan.adresregels)])
    yield _vak("Gegevens", [f"{lange_datum(kop.datum)} · ons kenmerk {schoon(kop.kenmerk)}"])


def _vragen(kop: Briefkop) -> Iterator[str]:
    mens, van = kop.medewerker, kop.organisatie
    yield "## Heeft u vragen? Bel ons"
    yield (
        f"Bel {schoon(mens.naam)} via {schoon(mens.telefoon)}. Of bel Veilig Thuis via {schoon(van.telefoon)}. "
        f"Dat kan {schoon(van.bereikbaar)}. Noem dan ons kenmerk."
    )


def _onder(kop: Briefkop) -> Iterator[str]:
    mens = kop.medewerker
    namen = [schoon(regel) for regel in (mens.naam, mens.functie, kop.organisatie.naam) if regel.strip()]
    yield _vak("Ondertekening", ["Is er nu gevaar? Bel dan 112."], ["Met vriendelijke groet,"], namen)


def _tekst(brief: Brief) -> Iterator[str]:
    match brief:
        case Overdracht():
            return _overdracht(brief)
        case TerugkoppelingMelder():
            return _terugkoppeling(brief)
        case Uitnodiging():
            return _uitnodiging(brief)
        case Rechten():
            return _rechten(brief)
        case Vastlegging():
            return _vastlegging(brief)
        case DossierVernietigen():
            return _vernietigen(brief)
        case _:
            assert_never(brief)


def _aanhef(brief: TerugkoppelingMelder | Uitnodiging | Rechten | Vastlegging | DossierVernietigen) -> str:
    return f"Beste {schoon(brief.aan.aanhef)},"


# ----------------------------------------------------------------------------------------------------------- overdracht
def _overdracht(brief: Overdracht) -> Iterator[str]:
    yield "# Dit spreken wij af over de veiligheid"
    yield "Deze brief is voor:"
    yield _lijst(brief.ontvangers)
    yield (
        f"Iedereen krijgt dezelfde brief. Op {lange_datum(brief.besproken_op)} spraken wij over de veiligheid in het gezin. "
        "In deze brief staan de afspraken. Klopt er iets niet? Bel ons dan."
    )
    yield "## Wie doet wat vanaf nu"
    yield _wie_doet_wat(brief)
    yield (
        "Zicht op veiligheid betekent: kijken of het veilig blijft. "
        "Regie betekent: zorgen dat iedereen doet wat is afgesproken."
    )
    if brief.veiligheidsvoorwaarden:
        yield "## Zo blijft het veilig"
        yield "Dit zijn de veiligheidsvoorwaarden. Iedereen houdt zich hieraan."
        yield _lijst(brief.veiligheidsvoorwaarden)
    yield "## Deze afspraken maakten wij"
    yield _tabel(("Afspraak", "Wie", "Wanneer"), [(a.wat, a.wie, a.wanneer) for a in brief.afspraken])
    yield from _doelen(brief)
    yield from _monitoring(brief)
    yield from _opnieuw(brief)


def _wie_doet_wat(brief: Overdracht) -> str:
    paren = (
        ("Gaat verder met het gezin", brief.overdrachtspartij),
        ("Maakt het veiligheidsplan en voert het uit", brief.veiligheidsplan),
        ("Houdt zicht op veiligheid", brief.zicht_op_veiligheid),
        ("Heeft de regie", brief.regie),
        ("Belt Veilig Thuis als het weer onveilig is", brief.wie_meldt),
    )
    return "\n".join(f"- {wat}: **{schoon(wie)}**" for wat, wie in paren)


def _doelen(brief: Overdracht) -> Iterator[str]:
    if brief.doelen_risico or brief.doelen_herstel:
        yield "## Hier werkt de hulp aan"
    if brief.doelen_risico:
        yield "Dit helpt om nieuw geweld te voorkomen:"
        yield _lijst(brief.doelen_risico)
    if brief.doelen_herstel:
        yield "Dit helpt om te herstellen:"
        yield _lijst(brief.doelen_herstel)


def _monitoring(brief: Overdracht) -> Iterator[str]:
    yield "## Veilig Thuis kijkt later nog mee" if brief.monitoring else "## Veilig Thuis stopt nu"
    if not brief.monitoring:
        yield "Wij dragen ons werk over. Wij nemen zelf geen contact meer op. U mag ons wel altijd bellen."
        return
    yield "Wij dragen ons werk over. Op deze momenten vragen wij nog hoe het gaat."
    kop = ("Wanneer", "Met wie", "Waar kijken wij naar", "Wie regelt het")
    yield _tabel(kop, [(m.wanneer, m.met_wie, m.waarop, m.wie_regelt) for m in brief.monitoring])


def _opnieuw(brief: Overdracht) -> Iterator[str]:
    yield "## Dan bellen wij elkaar weer"
    yield f"{schoon(brief.wie_meldt)} belt Veilig Thuis als:"
    yield _lijst(brief.opnieuw_melden)
    yield "Anderen mogen ook bellen. Wij kijken dan eerst wat het gezin en de hulp samen kunnen doen."
    if brief.moment is not Overdrachtsmoment.NA_BEOORDELING:
        yield "Is dat niet genoeg? Dan kan er een nieuwe melding komen. Wij kunnen die ook zelf doen."


# ------------------------------------------------------------------------------------------------- terugkoppeling melder
def _terugkoppeling(brief: TerugkoppelingMelder) -> Iterator[str]:
    yield "# Dit deden wij met uw melding"
    yield _aanhef(brief)
    yield f"Op {lange_datum(brief.gemeld_op)} belde of schreef u Veilig Thuis. U maakte zich zorgen. Dank u wel dat u dat deelde."
    yield "## Deze stappen zetten wij"
    yield _lijst([stap.value for stap in brief.stappen])
    yield "## Meer mogen wij u niet vertellen"
    yield "Wij zeggen niet wat wij hoorden. Wij zeggen ook niet hoe het nu gaat. Zo beschermen wij de mensen om wie het gaat."
    yield "## Zo beschermen wij u"
    yield _BESCHERMING_BEROEP if brief.beroepsmatig else _BESCHERMING_PARTICULIER
    yield "## Maakt u zich weer zorgen? Bel ons opnieuw"
    yield "Ziet of hoort u iets nieuws? Bel ons dan. Wij denken met u mee."
    yield from _klacht_en_steun(brief.kop.organisatie)


_BESCHERMING_PARTICULIER = "Wij zeggen niet wie u bent. Dat doen wij alleen als u dat goed vindt."
_BESCHERMING_BEROEP = (
    "U meldde vanuit uw werk. Dan mogen wij soms zeggen dat u meldde. Wij doen dat niet als er gevaar is voor het gezin, "
    "voor u of voor uw collega's. Wij doen het ook niet als het gezin u dan niet meer vertrouwt."
)


# ----------------------------------------------------------------------------------------------------------- uitnodiging
def _uitnodiging(brief: Uitnodiging) -> Iterator[str]:
    yield "# Wij willen graag met u praten"
    yield _aanhef(brief)
    yield f"Wij nodigen u uit voor een gesprek. {brief.doel.value}"
    yield "## Dit is de afspraak"
    yield "\n".join(
        f"- {wat}: **{schoon(hoe)}**"
        for wat, hoe in (
            ("Dag", lange_datum(brief.gesprek_op)),
            ("Tijd", brief.tijd),
            ("Plaats", brief.plaats),
            ("Duur", brief.duur),
            ("U spreekt met", " en ".join(brief.met_wie)),
        )
    )
    if brief.kinderen:
        yield "## Wij praten ook met uw kinderen"
        yield "Kinderen vanaf 4 jaar vertellen ons graag zelf hun verhaal. Jongere kinderen willen wij even zien. Wij bespreken met u hoe dat gaat."
    yield "## U mag iemand meenemen"
    yield f"Neem gerust iemand mee die u vertrouwt. Spreekt u liever een andere taal? Dan regelen wij een tolk. {_steun(brief.kop.organisatie)}"
    yield "## Kunt u niet? Bel ons dan"
    yield "Wij zoeken dan samen een andere dag. Voelt u zich niet veilig bij deze afspraak? Zeg het ons. Dan kiezen wij een andere plek."


# --------------------------------------------------------------------------------------------------------------- rechten
_ROL = {
    Rol.DIRECT_BETROKKENE: "Iemand maakt zich zorgen over de veiligheid bij u thuis. Wij praten daarom met u. Daarna kijken wij samen wat nodig is.",
    Rol.MELDER: "U deelde uw zorgen met ons. Wij kijken hoe veilig de situatie is. Daarna hoort u welke stappen wij zetten.",
    Rol.INFORMANT: "Wij vroegen u om informatie. Die helpt ons om te zien of het veilig is. U hoort van ons waarvoor wij uw informatie gebruiken.",
    Rol.ADVIESVRAGER: "U vroeg ons om advies. Wij denken met u mee. U beslist zelf wat u met ons advies doet.",
}


def _rechten(brief: Rechten) -> Iterator[str]:
    yield "# Dit zijn uw rechten bij Veilig Thuis"
    yield _aanhef(brief)
    yield "U heeft contact met Veilig Thuis. In deze brief leest u wat wij doen en wat uw rechten zijn."
    yield "## Dit doet Veilig Thuis"
    yield f"Veilig Thuis helpt bij geweld in huis en bij zorgen over kinderen. {_ROL[brief.rol]}"
    yield from _over_gegevens(brief)
    yield from _inzage(brief.kop.organisatie)
    yield from _weghalen(brief.kop.organisatie)
    yield from _klacht_en_steun(brief.kop.organisatie)


_OPSCHRIJVEN = "Wij schrijven op wie u bent en wat wij bespreken. Dat mag van de wet, ook zonder uw toestemming."
_OPSCHRIJVEN_ADVIES = "Wij schrijven op wat wij bespreken. De namen van anderen hebben wij daarvoor niet nodig."
_STATISTIEK = "Van de wet moeten wij gegevens geven aan het Centraal Bureau voor de Statistiek. Dat maakt er cijfers van, zonder namen."


def _over_gegevens(brief: Rechten) -> Iterator[str]:
    yield "## Wij schrijven op wat nodig is"
    yield (
        f"{_OPSCHRIJVEN_ADVIES if brief.rol is Rol.ADVIESVRAGER else _OPSCHRIJVEN} "
        "Alleen wie het voor het werk nodig heeft, leest het."
    )
    yield f"Wij bewaren uw gegevens {brief.kop.organisatie.bewaarjaren} jaar. Soms bewaren wij ze langer. Bijvoorbeeld tot het jongste kind 18 jaar is."
    yield _STATISTIEK
    yield "Wij zeggen niet altijd van wie wij iets weten. Dat is om mensen te beschermen. Ook u kan dat helpen."


def _inzage(van: Organisatiegegevens) -> Iterator[str]:
    yield "## U mag uw gegevens zien en verbeteren"
    yield (
        f"Wilt u lezen wat wij over u opschreven? Of wilt u een kopie? Vraag het via {schoon(van.privacy_contact)}. "
        "U ziet dan alleen wat over u gaat. Klopt er iets niet? Dan passen wij het aan, of wij voegen uw verhaal toe."
    )
    yield (
        "Dit recht geldt vanaf 12 jaar. Voor een kind tot 16 jaar vraagt de ouder met gezag of de voogd. "
        "Is dat niet goed voor het kind? Dan zeggen wij nee."
    )


def _weghalen(van: Organisatiegegevens) -> Iterator[str]:
    yield "## U mag vragen om uw gegevens weg te halen"
    yield (
        f"Stuur een brief of mail naar {schoon(van.privacy_contact)}. Wij vernietigen uw gegevens dan binnen drie maanden. "
        "Soms mag dat niet. Bijvoorbeeld als een ander ze echt nodig heeft. Dan leggen wij uit waarom."
    )


def _klacht_en_steun(van: Organisatiegegevens) -> Iterator[str]:
    yield "## Niet tevreden? Laat het ons weten"
    yield (
        "Praat er eerst over met uw contactpersoon, als u dat wilt. U mag ook meteen een klacht sturen. "
        f"Dat kan via {schoon(van.klachten_contact)}. Een onafhankelijke commissie kijkt dan naar uw klacht."
    )
    yield _steun(van)


def _steun(van: Organisatiegegevens) -> str:
    wie = van.vertrouwenspersoon
    return (
        f"Een vertrouwenspersoon van {schoon(wie.organisatie)} kan u helpen. Die werkt niet bij Veilig Thuis. De hulp is gratis. "
        f"Bel {schoon(wie.telefoon)} ({schoon(wie.bereikbaar)}) of kijk op {schoon(wie.website)}."
    )


# -------------------------------------------------------------------------------------------------- vastlegging, dossier
def _vastlegging(brief: Vastlegging) -> Iterator[str]:
    van = brief.kop.organisatie
    yield "# Wij schreven gegevens over u op"
    yield _aanhef(brief)
    yield (
        f"Wij kregen informatie over u van iemand anders. Op {lange_datum(brief.vastgelegd_op)} legden wij die vast. "
        "De wet zegt dat wij u dat vertellen."
    )
    yield "## Dit schreven wij op"
    yield _lijst([soort.value for soort in brief.gegevens])
    yield "## Daarom schrijven wij dit op"
    yield "Wij willen weten of iedereen veilig is. Daar hebben wij deze gegevens voor nodig."
    yield "Wij zeggen niet altijd van wie wij iets weten. Dat is om mensen te beschermen."
    yield "## Dit gebeurt er nu"
    yield "Wij nemen contact met u op, als wij u nog niet spraken. U hoort dan wat wij weten. En u vertelt hoe u het ziet."
    yield from _inzage(van)
    yield from _weghalen(van)
    yield from _klacht_en_steun(van)


def _vernietigen(brief: DossierVernietigen) -> Iterator[str]:
    van = brief.kop.organisatie
    yield "# U mag uw dossier laten vernietigen"
    yield _aanhef(brief)
    yield (
        f"Op {lange_datum(brief.afgerond_op)} rondden wij ons onderzoek af. Wij vonden geen reden voor zorgen. "
        "Wij stoppen daarom. Dank u wel dat u meewerkte."
    )
    yield "## Dit kunt u nu doen"
    yield (
        "Wij hebben nog een dossier over u. U mag vragen om dat te vernietigen. Dan halen wij alles weg wat over u gaat. "
        "U mag ook niets doen. "
        f"Dan bewaren wij het dossier {van.bewaarjaren} jaar."
    )
    yield "## Zo vraagt u het aan"
    yield (
        f"Stuur een brief of mail naar {schoon(van.privacy_contact)}. Schrijf erin: ‘Ik wil dat u mijn dossier vernietigt.’ "
        f"Zet erbij: uw naam, uw geboortedatum en ons kenmerk {schoon(brief.kop.kenmerk)}."
    )
    yield "Vanaf 12 jaar mag u dit zelf vragen. Voor een jonger kind vraagt de ouder met gezag of de voogd het."
    yield "## Dit doen wij daarna"
    yield "Wij vernietigen uw dossier binnen drie maanden. U krijgt daarvan bericht. Kan het niet? Dan leggen wij uit waarom."
    yield "Wilt u het dossier eerst lezen? Dat mag. Vraag dat dan eerst aan."
    yield from _klacht_en_steun(van)

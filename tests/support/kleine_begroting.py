"""Een kleine begroting om mee te rekenen: honderd meldingen, twee diensten, twee posten, drie gemeenten."""

from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.lezen import lees_begroting

KLEIN = """
formaat = 1
regio = "X"
organisatie = "Verzonnen Thuis"
jaar = 2030
soort = "begroting"
titel = "Kleine begroting"
bron = "besluit"
vindplaats = "bladzijde 1"

[formatie]
productieve_uren = 1000
[formatie.toegang]
titel = "Toegang"
fte = 2
beschikbaarheid = true

[loonkosten]
in_dienst = 100
inhuur = 150
aandeel_inhuur = 0

[verzuim]
begroot = 5
verwacht = 5
[verloop]
begroot = 10
verwacht = 10
maanden_inhuur = 6

[overhead]
procent = 20

[index.loon]
titel = "Loon"
procent = 3
over = ["personeel"]

[stroom.meldingen]
titel = "Meldingen"
aantal = 100
[stroom.kort]
titel = "Kort"
van = "meldingen"
aantal = 60
aandeel = 61
[stroom.lang]
titel = "Lang"
van = "meldingen"
vult_aan = true

[dienst.kort]
titel = "Kort traject"
stroom = "kort"
normtijd_uren = 10
[dienst.lang]
titel = "Lang traject"
stroom = "lang"
normtijd_uren = 50
[dienst.nazorg]
titel = "Nazorg"
aantal = 20
beweegt_met = "lang"
normtijd_uren = 20

[post.uitvoering]
titel = "Uitvoering"
groep = "personeel"
uit_formatie = true
bedrag = 500
direct = true
[post.leiding]
titel = "Leiding"
groep = "personeel"
bedrag = 200
direct = false
[post.huur]
titel = "Huur"
groep = "overhead"
bedrag = 140
direct = false

[gemeenten]
GM1 = "Aa"
GM2 = "Bee"
GM3 = "Cee"
[verdeelsleutel.inwoners]
titel = "Inwoners"
gewicht = 75
[verdeelsleutel.inwoners.per_gemeente]
GM1 = 10
GM2 = 10
GM3 = 20
[verdeelsleutel.jeugd]
titel = "Jeugdigen"
gewicht = 25
[verdeelsleutel.jeugd.per_gemeente]
GM1 = 1
GM2 = 1
GM3 = 1

[jaren.2031]
index.loon.procent = 10
[jaren.2032]
stroom.meldingen.aantal = 200
"""


def lees(tekst: str = KLEIN) -> Begroting:
    """De kleine begroting, of een variant daarop."""
    return lees_begroting(tekst, "klein.toml")


def anders(*wissels: tuple[str, str]) -> Begroting:
    """De kleine begroting met stukken tekst vervangen; elk stuk moet erin staan."""
    tekst = KLEIN
    for oud, nieuw in wissels:
        assert oud in tekst, oud
        tekst = tekst.replace(oud, nieuw, 1)
    return lees(tekst)

"""Een begroting zonder prijs van een fte leent er een, en zegt dat; een begroting met prijs blijft zoals zij is."""

from decimal import Decimal

from zicht.capaciteit.studie.kosten import prijzen
from zicht.capaciteit.studie.prijzen import met_prijzen
from zicht.catalogus import begrotingen
from zicht.core.begroting.inzet import Dienstverband
from zicht.core.begroting.rekenen import reken


def test_noord_holland_noord_leent_de_prijs_van_een_fte_en_zegt_van_wie() -> None:
    eigen = begrotingen.begroting("nhn")
    geleend, (aanname,) = met_prijzen(eigen)
    assert prijzen(geleend) == {Dienstverband.IN_DIENST: Decimal(94200), Dienstverband.INHUUR: Decimal(119300)}
    assert aanname.dun
    assert "in dienst 94.200 euro en inhuur 119.300 euro, van Begroting 2025" in aanname.tekst
    assert reken(geleend)["totaal"].waarde == reken(eigen)["totaal"].waarde


def test_wie_zelf_prijzen_heeft_leent_niets() -> None:
    eigen = begrotingen.begroting("nog")
    assert met_prijzen(eigen) == (eigen, ())

"""Fouten die een gebruiker leest: elke regel zegt wat verwacht werd, wat gevonden is en waar."""


class ZichtFout(Exception):
    """Een fout met Nederlandse regels voor de gebruiker en een afsluitstatus voor de opdrachtregel."""

    status = 2

    def __init__(self, *regels: str) -> None:
        super().__init__("\n".join(regels))
        self.regels = regels


class AanroepFout(ZichtFout):
    """De opdracht zelf klopt niet: onbekende periode, code, telling of regio."""


class OnleesbaarFout(ZichtFout):
    """De feiten zijn niet te lezen: map, tabel, kolom, codering of regel ontbreekt of is kapot."""


class BlokkerendeFout(ZichtFout):
    """De feiten bevatten bevindingen die blokkeren; er worden geen cijfers gegeven."""

    status = 1

"""De schoolvakanties per deel van het land, benaderd: vaste weken, en een zomer die elk jaar een week opschuift.

De vakantiedata van het ministerie staan niet in de bronnen van Zicht. Wie ze heeft, hoeft ze alleen hier te zetten.
"""

from datetime import date, timedelta

DELEN = ("noord", "midden", "zuid")
VOORAF_DAGEN = 14

KEUZES = (
    "Voorjaar week 8 (noord) of 7, mei week 17 en 18, herfst week 43 (midden: 42), kerst zestien dagen; de zomer begint in week 28, 29 of 30 en wisselt per deel.",
    "De twee weken voor een vakantie tellen apart: dan melden professionals meer.",
)


def schoolvakanties(jaar: int, deel: str) -> tuple[tuple[date, date], ...]:
    """De vakanties van een jaar: eerste en laatste dag, van zaterdag tot en met zondag."""
    plaats = DELEN.index(deel)
    weken = [(8 if deel == "noord" else 7, 1), (17, 2), (28 + (jaar + plaats) % 3, 6), (43 - plaats % 2, 1)]
    perioden = [_periode(date.fromisocalendar(jaar, week, 1) - timedelta(days=2), duur * 7 + 2) for week, duur in weken]
    kerst = date(jaar, 12, 25)
    perioden.append(_periode(kerst - timedelta(days=(kerst.weekday() + 2) % 7), 16))
    return tuple(perioden)


def _periode(eerste: date, dagen: int) -> tuple[date, date]:
    return eerste, eerste + timedelta(days=dagen - 1)

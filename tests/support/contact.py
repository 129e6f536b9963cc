"""Een verzonnen contact, zoals het formulier Nieuw contact het verstuurt."""

from typing import Any
from uuid import uuid4

from django.db import connection
from django.urls import reverse

GEZIN = (
    {"rol": "slachtoffer", "voornamen": "Zwaantje", "achternaam": "Geheimstra", "geslacht": "v", "geboren_2": "1990"},
    {"rol": "kind", "voornamen": "Quirijn", "achternaam": "Geheimstra", "geboren_4": "on"},
)


def contact(soort: str = "melding", mensen: Any = GEZIN, **anders: Any) -> dict[str, Any]:
    """De velden van een ingevuld formulier."""
    velden: dict[str, Any] = {
        "op": "04-03-2026", "kanaal": "telefoon", "hoedanigheid": "buurtbewoner", "soort": soort,
        "situatie": "De buurvrouw hoort al weken geschreeuw.", "aanleiding": ["ex_partnergeweld"],
        "aard": ["psychisch_geweld"], "reactie": "Bel samen met de moeder het wijkteam.",
        "mensen-TOTAL_FORMS": str(len(mensen)), "mensen-INITIAL_FORMS": "0",
    }  # fmt: skip
    for nummer, mens in enumerate(mensen):
        velden[f"mensen-{nummer}-woont_hier"] = "on"
        velden |= {f"mensen-{nummer}-{naam}": waarde for naam, waarde in mens.items()}
    return velden | anders


def vul_in(client: Any, velden: dict[str, Any], actie: str = "verder") -> Any:
    """Verstuur het formulier; het antwoord heeft `pk` van het contact."""
    pk = uuid4()
    antwoord = client.post(reverse("intake", args=[pk]), velden | {"actie": actie})
    antwoord.pk = pk
    return antwoord


def sla_op(client: Any, velden: dict[str, Any], **keuze: str) -> Any:
    """Vul in, kijk na en sla op."""
    antwoord = vul_in(client, velden)
    assert antwoord.status_code == 302, antwoord.content.decode()
    return client.post(reverse("intake_controle", args=[antwoord.pk]), keuze)


def in_de_databank(*teksten: str) -> list[str]:
    """In welke tabellen een van deze teksten letterlijk staat, in welke kolom dan ook."""
    gevonden: list[str] = []
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")
            inhoud = repr(cursor.fetchall()).casefold()
            gevonden += [f"{tabel}: {tekst}" for tekst in teksten if tekst.casefold() in inhoud]
    return gevonden

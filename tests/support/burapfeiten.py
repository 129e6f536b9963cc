"""Een kleine regio met genoeg gevallen voor een burap: vast patroon, geen toeval, drie gemeenten waarvan een heel klein."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from support.maak import Rij, advies, betrokkene, dienst, dossier, gemeente, klacht, melding, schrijf_map, tevredenheid

BEGIN, EINDE = date(2024, 1, 1), date(2025, 12, 31)
GEMEENTEN = ("GM0361", "GM0361", "GM0361", "GM0400", "GM0400", "GM0448")  # Alkmaar de helft, Texel een zesde
HOEDANIGHEDEN = ("politie", "politie", "politie", "huisarts", "onderwijs_basis", "familielid")
AANLEIDINGEN = (
    "ex_partnergeweld",
    "kindermishandeling_anders",
    "kindermishandeling_vechtscheiding",
    "huiselijk_geweld_anders",
)


def burapfeiten(pad: Path, **anders: list[Rij]) -> Path:
    """Schrijf de map; met `anders` komt een tabel erbij of in de plaats."""
    tabellen = {naam: list(rijen) for naam, rijen in _tabellen().items()} | anders
    return schrijf_map(pad, tabellen, regio="NHN", peildatum=EINDE)


def _tabellen() -> dict[str, list[Rij]]:
    meldingen = list(_meldingen())
    return {
        "gemeente": [
            gemeente("GM0361", naam="Alkmaar", inwoners=112000, jeugdigen=21000),
            gemeente("GM0400", naam="Den Helder", inwoners=56000, jeugdigen=10000),
            gemeente("GM0448", naam="Texel", inwoners=14000, jeugdigen=2200),
        ],
        "dossier": [
            dossier(str(m["dossier_id"]), m["ontvangen_op"], gemeente=GEMEENTEN[nr % 6]) for nr, m in enumerate(meldingen)
        ],
        "betrokkene": [betrokkene(str(m["dossier_id"]), f"P{nr}") for nr, m in enumerate(meldingen)],
        "melding": meldingen,
        "advies": [
            advies(f"A{nr}", BEGIN + timedelta(days=nr * 731 // 900), gemeente=GEMEENTEN[nr % 6], kanaal="telefoon",
                   hoedanigheid=HOEDANIGHEDEN[nr % 6], aanleiding=AANLEIDINGEN[nr % 4])
            for nr in range(900)
        ],
        "dienst": list(_diensten(meldingen)),
        "klacht": [
            klacht(f"K{nr}", date(2025, 1 + nr, 3), "gegrond" if nr == 1 else "ongegrond", afgehandeld_op=date(2025, 1 + nr, 20))
            for nr in range(4)
        ],
        "tevredenheid": [
            tevredenheid(f"T{nr}", BEGIN + timedelta(days=nr * 7), 6 + nr % 4, ("betrokkene", "ketenpartner")[nr % 2], moment="melding")
            for nr in range(104)
        ],
        "boeking": [
            {"maand": f"{jaar}-{maand:02d}", "post": "personeel", "bedrag": 500_000 + 1000 * maand}
            for jaar in (2024, 2025) for maand in range(1, 13)
        ],
        "inzet": [
            {"maand": f"{jaar}-{maand:02d}", "functie": functie, "formatie_fte": fte, "intern_fte": fte - 1, "extern_fte": 0.5,
             "verzuim_pct": 6}
            for jaar in (2024, 2025) for maand in range(1, 13) for functie, fte in (("uitvoering", 60), ("vertrouwensarts", 2))
        ],
    }  # fmt: skip


def _meldingen() -> Iterator[Rij]:
    """Ongeveer drie meldingen per twee dagen; een op de drie wordt te laat beoordeeld, de laatste staan nog open."""
    for nr in range(1100):
        op = BEGIN + timedelta(days=nr * 731 // 1100)
        klaar = op + timedelta(days=20 if nr % 3 == 0 else 2)
        besluit = ("overdracht", "vervolg_vt", "geen_vervolg")[nr % 3]
        bekend = klaar <= EINDE
        yield melding(
            f"M{nr:04d}", op, klaar if bekend else None, opgepakt_op=op + timedelta(days=1), urgentie=("hoog", "laag")[nr % 2],
            besluit=besluit if bekend else None, overdracht_aan="lokaal_veld" if bekend and besluit == "overdracht" else None,
            hoedanigheid=HOEDANIGHEDEN[nr % 6], aanleiding=AANLEIDINGEN[nr % 4], aard="psychisch_geweld", tijdens="geen",
            acuut="nee" if bekend else None, structureel="nee" if bekend else None,
        )  # fmt: skip


def _diensten(meldingen: list[Rij]) -> Iterator[Rij]:
    for nr, m in enumerate(meldingen):
        if m["besluit"] == "vervolg_vt":
            start = m["beoordeeld_op"] + timedelta(days=7)
            eind = start + timedelta(days=80 if nr % 5 == 0 else 40)
            soort = "onderzoek" if nr % 4 == 0 else "voorwaarden_en_vervolg"
            yield dienst(
                f"V{m['melding_id']}", soort, m["beoordeeld_op"], melding_id=m["melding_id"], dossier_id=m["dossier_id"],
                gestart_op=start if start <= EINDE else None, afgerond_op=eind if eind <= EINDE else None, top3="ja",
                resultaat="hg_bevestigd" if soort == "onderzoek" and eind <= EINDE else None,
                plan_van_aanpak_op=start if soort == "onderzoek" and start <= EINDE else None,
            )  # fmt: skip

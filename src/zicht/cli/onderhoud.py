"""`zicht onderhoud`: het nachtelijke werk: opruimen, de cijfers bijwerken en nakijken, en wachtende berichten bezorgen."""

from argparse import Namespace
from dataclasses import asdict

from zicht.cli import meld, schrijf_json


def run(args: Namespace) -> int:
    """Ruim op en werk de cijfers bij; twee keer draaien kan geen kwaad."""
    from zicht.web.dienst import bestaand

    instellingen = bestaand(args.data)
    from django.utils import timezone

    from zicht.core.periodes import korte_datum
    from zicht.web.cijferbron import bijwerken
    from zicht.web.koppeling.bezorgen import bezorg
    from zicht.web.kwaliteit import nakijken
    from zicht.web.registratie.onderhoud import onderhoud
    from zicht.web.registratie.wachtrij import werk_wachtrij_bij

    uitslag = onderhoud(timezone.now())
    paren = werk_wachtrij_bij(timezone.now())
    stand = None if instellingen.feiten else bijwerken(timezone.now())
    berichten = bezorg()
    kwaliteit = nakijken.alles(timezone.now())
    if args.json:
        schrijf_json(
            asdict(uitslag)
            | {"cijfers_tot": stand.peildatum.isoformat() if stand else None}
            | {"na_te_kijken": paren, "berichten": asdict(berichten)}
            | {"kwaliteit": {bron: asdict(een) for bron, een in kwaliteit.items()}}
        )
    else:
        weg = [soort for soort in uitslag.opgeruimd if soort.aantal]
        print("\n".join(f"{soort.aantal} {soort.wat}" for soort in weg) if weg else "Er was niets op te ruimen.")
        print(f"{paren} paren personen om na te kijken. Zie in Zicht: Dubbele personen, Wachtrij.")
        if stand:
            print(f"De cijfers gaan tot en met {korte_datum(stand.peildatum)}.")
        if any(vars(berichten).values()):
            print(
                f"Berichten: {berichten.bezorgd} bezorgd, {berichten.later} later nog eens, {berichten.vastgelopen} vastgelopen."
            )
        nieuw, hersteld = (sum(getattr(een, wat) for een in kwaliteit.values()) for wat in ("nieuw", "hersteld"))
        print(f"Kwaliteit: {nieuw} nieuwe bevindingen, {hersteld} hersteld.")
    if uitslag.noodtoegang_te_laat:
        meld([f"{uitslag.noodtoegang_te_laat} noodtoegangen wachten te lang op nakijken. Zie in Zicht: Noodtoegang."])
    return 0

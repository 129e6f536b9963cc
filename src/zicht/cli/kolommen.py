"""The arguments of every command: one function per command, that declares them."""

import argparse


def indicatoren(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten, of een map met mappen per regio")
    p.add_argument("--periode", required=True, help="bijvoorbeeld 2025-burap1, 2025, 2025-H1, 2025-K3 of 2025-03")
    p.add_argument("--per", help="gemeente, regio of maand")
    p.add_argument("--set", dest="indicatorset", help="nhn-2022 of nhn-bijlage5")
    p.add_argument("--telling", default="afgerond", help="afgerond (standaard) of ontvangen")
    p.add_argument("--peildatum", help="reken met wat op deze dag bekend was (jjjj-mm-dd)")
    p.add_argument("--engine", default="duckdb", help="duckdb (standaard), postgres of spark")
    p.add_argument("--toch", action="store_true", help="geef cijfers ondanks bevindingen die blokkeren")
    p.add_argument("--zonder-cache", action="store_true", help="bouw alles opnieuw op")


def uitleg(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP")
    p.add_argument("code", metavar="CODE", help="de code van de indicator")
    p.add_argument("id", metavar="ID", nargs="?", help="een geval: het id van de melding, dienst, klacht …")
    p.add_argument("--periode", required=True)
    p.add_argument("--telling", default="afgerond")
    p.add_argument("--peildatum")
    p.add_argument("--toch", action="store_true", help="leg uit ondanks bevindingen die blokkeren")


def brug(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten van een regio")
    p.add_argument("--indicator", required=True, metavar="CODE", help="de code van de indicator")
    p.add_argument("--periode", required=True)
    p.add_argument("--van", metavar="VERSIE", help="een versie, of een dag; zonder --van en --naar zie je de versies")
    p.add_argument("--naar", metavar="VERSIE", help="een versie, of een dag; INDICATOR:VERSIE mag ook")
    p.add_argument("--telling", default="afgerond", help="afgerond (standaard) of ontvangen")
    p.add_argument("--peildatum")
    p.add_argument("--gemeente", metavar="GM…", help="alleen de gevallen van deze gemeente")
    p.add_argument("--toch", action="store_true", help="vergelijk ondanks bevindingen die blokkeren")


def publicatie_aanval(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten van een regio")
    p.add_argument("--perioden", required=True, metavar="P,P,…", help="in de volgorde waarin zij gepubliceerd worden")
    p.add_argument("--indicator", metavar="CODE", help="alleen deze indicator")


def termijn(p: argparse.ArgumentParser) -> None:
    p.add_argument("code", metavar="CODE", help="beoordeling, voorwaarden_en_vervolg, onderzoek, huisverbod …")
    p.add_argument("--vanaf", required=True, metavar="D", help="de dag waarop de klok begint (jjjj-mm-dd)")


def check(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", nargs="?", help="map met feiten, of een map met mappen per regio")
    p.add_argument(
        "--inrichting",
        action="store_true",
        help="kijk de inrichting na: normen, indicatoren, diensten, rollen en teams",
    )
    p.add_argument(
        "--data", metavar="MAP", help="bij --inrichting: de datamap; zonder alleen wat in de catalogus staat"
    )


def omzetten(p: argparse.ArgumentParser) -> None:
    p.add_argument("vertaling", metavar="VERTALING", nargs="?", help="het bestand (.toml) dat zegt wat waar staat")
    p.add_argument("export", metavar="EXPORT", nargs="?", help="map met de bestanden uit het andere systeem")
    p.add_argument("--uit", metavar="MAP2", help="waar de feiten komen; wie halverwege stopte gaat verder")
    p.add_argument("--proef", action="store_true", help="schrijf niets, en zeg wat er zou gebeuren")
    p.add_argument(
        "--sleutel", metavar="BESTAND", help="de sleutel van de pseudoniemen; een nieuw bestand wordt gemaakt"
    )
    p.add_argument(
        "--voorbeeld", metavar="NAAM", help="zet een voorbeeld neer: brede-lijst, gebeurtenissen of werkboek"
    )


def synthetisch(p: argparse.ArgumentParser) -> None:
    p.add_argument("--regio", required=True, help="nog, nhn of landelijk")
    p.add_argument("--jaren", type=int, default=3, metavar="N", help="de N jaren tot en met 2025")
    p.add_argument("--seed", type=int, default=1, metavar="S", help="hetzelfde getal geeft dezelfde regio")
    p.add_argument("--uit", required=True, metavar="MAP")
    p.add_argument("--schaal", type=float, default=1.0, metavar="F", help="0.1 geeft een tiende van de aantallen")
    p.add_argument("--rommel", action="store_true", help="met registratiefouten, om de controles te oefenen")


def rapport(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP")
    p.add_argument("--periode", required=True)
    p.add_argument("--uit", required=True, metavar="MAP2")
    p.add_argument("--peildatum")
    p.add_argument("--set", dest="indicatorset")
    p.add_argument("--toch", action="store_true", help="maak het rapport ondanks bevindingen die blokkeren")
    p.add_argument("--intern", action="store_true", help="met exacte aantallen; alleen voor de eigen organisatie")


def burap(p: argparse.ArgumentParser) -> None:
    rapport(p)
    p.add_argument("--simulatie", metavar="BESTAND", help="met een vooruitblik uit deze simulatie.json")


def simulatie(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten van een regio")
    p.add_argument("--scenario", metavar="BESTAND", help="de keuzes uit dit bestand (.toml); zonder: kant-en-klare")
    p.add_argument("--keuzes", metavar="CODE,CODE", help="welke keuzes, hoogstens vijf; ‘lijst’ toont ze")
    p.add_argument("--weken", type=int, default=52, metavar="N", help="zo ver vooruit (52)")
    p.add_argument("--herhalingen", type=int, default=500, metavar="N", help="zo vaak per keuze (500)")
    p.add_argument("--zaad", type=int, default=1, metavar="N", help="hetzelfde getal geeft hetzelfde antwoord")
    p.add_argument("--begroting", metavar="NAAM", help="nog, nhn of een bestand; zonder: de nieuwste van de regio")
    p.add_argument("--peildatum", help="begin na deze dag (jjjj-mm-dd), met wat toen bekend was")
    p.add_argument("--norm", action="append", metavar="CODE=PROCENT", help="een norm erbij of anders; mag vaker")
    p.add_argument("--zekerheid", type=int, default=80, metavar="PROCENT", help="bij --zoek-formatie: zo zeker (80)")
    p.add_argument(
        "--zoek-formatie", metavar="DIENST", help="de goedkoopste bezetting die de normen haalt: beoordeling, …"
    )
    p.add_argument("--grens", metavar="CODE", help="kosten tegenover dit aandeel op tijd")
    p.add_argument(
        "--beeld", metavar="CODE", help="fte, euro, wachten en op tijd bij deze keuze, en welke knop het meest doet"
    )
    p.add_argument("--ijkverslag", action="store_true", help="alleen: hoe goed het model bij de feiten past")
    p.add_argument("--terugtoets", action="store_true", help="alleen: wat het model een jaar eerder gezegd had")
    p.add_argument("--zonder-terugtoets", action="store_true", help="sla het narekenen op vroeger over")
    p.add_argument("--uit", metavar="MAP2", help="schrijf het keuzeblad (HTML, Word, PDF) en simulatie.json")
    p.add_argument("--toch", action="store_true", help="reken ondanks bevindingen die blokkeren")
    p.add_argument("--intern", action="store_true", help="met exacte aantallen; alleen voor de eigen organisatie")


def regiobestand(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten, of een map met mappen per regio")
    p.add_argument("--periode", required=True, help="een periode die helemaal voorbij is")
    p.add_argument("--uit", required=True, metavar="MAP2", help="waar de bestanden komen, een per regio")
    p.add_argument("--toch", action="store_true", help="maak ze ondanks bevindingen die blokkeren")


def regiovergelijking(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met regiobestanden")
    p.add_argument("--uit", required=True, metavar="MAP2", help="waar het rapport komt")


def cbs_vergelijking(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten van een regio")
    p.add_argument("--statline", required=True, metavar="BESTAND", help="tabel 84847NED van CBS StatLine, als CSV")
    p.add_argument("--regio", metavar="NAAM", help="hoe de regio in het bestand heet, als Zicht haar niet vindt")
    p.add_argument("--periode", help="alleen deze periode, bijvoorbeeld 2023-H1 of 2023")
    p.add_argument(
        "--levering",
        action="append",
        metavar="MAP2",
        help="een map van `zicht levering` waaruit is geleverd; mag vaker: dan ook het been eigen naar geleverd",
    )
    p.add_argument("--indeling", metavar="BESTAND", help="de indeling van die leveringen; standaard die van Zicht")
    p.add_argument("--toch", action="store_true", help="vergelijk ondanks bevindingen die blokkeren")


def levering(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten van een organisatie")
    p.add_argument("--periode", required=True, help="een halfjaar, bijvoorbeeld 2024-H1")
    p.add_argument("--uit", required=True, metavar="MAP2", help="de map van deze levering; een per halfjaar")
    p.add_argument(
        "--indeling", metavar="BESTAND", help="bestandsdefinitie als .xlsx of map met CSV; standaard die van Zicht"
    )
    p.add_argument(
        "--protocol",
        default="informatieprotocol-2.0",
        help="welke regels: informatieprotocol-2.0 (standaard) of bijlage-a",
    )
    p.add_argument(
        "--vorige", metavar="PLEK", help="de levering van het vorige halfjaar: een bestand, of de map daarvan"
    )
    p.add_argument("--op", metavar="DAG", help="de dag van vandaag (jjjj-mm-dd), voor wie iets naspeelt")
    p.add_argument(
        "--verklaring",
        action="append",
        metavar="BEVINDING=TEKST",
        help="leg uit waarom iets zo is; een regelnummer geldt voor alles daarvan",
    )
    p.add_argument(
        "--geleverd",
        action="store_true",
        help="merk het gebouwde bestand als geleverd; alleen als niets het tegenhoudt",
    )
    p.add_argument("--retour", metavar="BESTAND", help="bewaar wat het CBS terugstuurde bij de laatste levering")
    p.add_argument("--toch", action="store_true", help="bouw ondanks bevindingen over de feiten die blokkeren")


def begroting(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "begroting", metavar="BEGROTING", help="nog, nhn of een bestand (.toml, of een ingevuld sjabloon .xlsx)"
    )
    p.add_argument("--jaar", type=int, metavar="J", help="standaard het eerste jaar van de nieuwste begroting")
    p.add_argument(
        "--scenario", metavar="S", help="laag, midden, hoog, een andere code, of een bestand met scenario’s (.toml)"
    )
    p.add_argument("--uit", metavar="MAP", help="schrijf het stuk als Excel, Word, PDF, HTML en JSON")
    p.add_argument(
        "--uitleg", metavar="CODE", help="hoe een getal ontstaat, tot de bron; bijvoorbeeld totaal of fte.primair"
    )
    p.add_argument(
        "--sjabloon",
        metavar="BESTAND.xlsx",
        help="schrijf een sjabloon om in te vullen; ‘leeg’ als begroting geeft een leeg",
    )


def data(p: argparse.ArgumentParser, standaard: str | None = None) -> None:
    p.add_argument(
        "--data", metavar="MAP", default=standaard, help="de datamap (standaard: ZICHT_DATA, anders zicht-data)"
    )


def serve(p: argparse.ArgumentParser) -> None:
    p.add_argument("--poort", type=int, default=8000, metavar="N", help="standaard 8000")
    p.add_argument("--adres", default="127.0.0.1", help="waarop te luisteren; standaard alleen deze computer")
    data(p)


def demo(p: argparse.ArgumentParser) -> None:
    p.add_argument("--poort", type=int, default=8000, metavar="N", help="standaard 8000")
    p.add_argument("--geen-browser", action="store_true", help="open geen browser")
    p.add_argument("--alleen-maken", action="store_true", help="maak de demo en stop")
    p.add_argument("--proef", action="store_true", help="start, vraag de eerste bladzijde en stop")
    p.add_argument(
        "--data", metavar="MAP", default="demo/registratie", help="waar de demo staat; standaard demo/registratie"
    )


def export(p: argparse.ArgumentParser) -> None:
    p.add_argument("--uit", required=True, metavar="MAP2", help="waar de feiten komen")
    p.add_argument("--stand-op", metavar="T", help="zoals bekend op dit tijdstip (jjjj-mm-dd of jjjj-mm-ddTuu:mm)")
    p.add_argument("--peildatum", help="laatste dag die meetelt (jjjj-mm-dd); standaard vandaag")
    data(p)


def import_(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten, zonder namen")
    p.add_argument("--proef", action="store_true", help="doe alles en draai het terug: wat zou er niet mee kunnen?")
    p.add_argument("--verslag", metavar="BESTAND", help="schrijf wat niet mee kon naar dit bestand (CSV)")
    data(p)


def logboek(p: argparse.ArgumentParser) -> None:
    p.add_argument("--anker", metavar="BESTAND", help="kijk na tegen dit bestand, en zet er een nieuw anker in")
    data(p)


def backup(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--uit", required=True, metavar="PLEK", help="een nieuw bestand, of een map; liefst op een andere schijf"
    )
    p.add_argument(
        "--sleutels-naar", metavar="BESTAND", help="zet ook de sleutels in een nieuw bestand; bewaar dat ergens anders"
    )
    data(p)


def herstel(p: argparse.ArgumentParser) -> None:
    p.add_argument("backup", metavar="BESTAND", help="de reservekopie")
    p.add_argument(
        "--sleutels", metavar="BESTAND", help="de sleutels (standaard: ZICHT_SLEUTELS, anders die in de datamap)"
    )
    p.add_argument(
        "--alleen-nakijken", action="store_true", help="lees de hele kopie en kijk haar na, zonder iets terug te zetten"
    )
    p.add_argument("--vervang", metavar="NAAM", help="typ de naam van een datamap die niet leeg is: de oude gaat opzij")
    data(p)


def sleutels(p: argparse.ArgumentParser) -> None:
    p.add_argument("--nieuw", action="store_true", help="maak een nieuwe sleutel en zet haar vooraan")
    p.add_argument(
        "--vernieuw", action="store_true", help="breng alles onder de nieuwste sleutel; mag halverwege stoppen"
    )
    data(p)


def daglijst(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--uit", required=True, metavar="MAP2", help="waar de lijsten komen; die van de vorige keer gaan weg"
    )
    p.add_argument("--team", metavar="NAAM", help="alleen dit team (standaard: alle teams)")
    data(p)


def berichten(p: argparse.ArgumentParser) -> None:
    p.add_argument("--blijf", action="store_true", help="blijf bezorgen tot Ctrl+C, in plaats van een keer")
    data(p)


def beheerder(p: argparse.ArgumentParser) -> None:
    p.add_argument("gebruiker", metavar="GEBRUIKER", help="de gebruikersnaam")
    p.add_argument("--voornaam", required=True)
    p.add_argument("--achternaam", required=True)
    data(p)


def register(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met het bestand van het register")
    p.add_argument(
        "--sleutels", required=True, metavar="BESTAND", help="de sleutels van het register; nooit in de map zelf"
    )
    p.add_argument("--poort", type=int, default=8100, metavar="N", help="standaard 8100; 0 kiest er een")
    p.add_argument("--adres", default="127.0.0.1", help="waarop te luisteren; standaard alleen deze computer")
    p.add_argument("--draden", type=int, default=8, metavar="N", help="hoeveel vragen tegelijk; standaard 8")
    p.add_argument(
        "--bewaar-dagen", type=int, default=5 * 365, metavar="N", help="zo lang blijft staan dat iemand betrokken was"
    )
    p.add_argument("--open-tijdvak", type=int, metavar="N", help="maak een sleutel voor een tijdvak en open het")
    p.add_argument("--sluit-tijdvak", type=int, metavar="N", help="sluit een tijdvak; zijn pseudoniemen gaan weg")
    p.add_argument("--toch", action="store_true", help="sluit ook als er dan betrokkenheden uit zicht raken")
    p.add_argument("--organisatie", metavar="CODE", help="laat een organisatie toe, met --publiek")
    p.add_argument("--naam", metavar="NAAM", help="hoe die organisatie heet")
    p.add_argument("--publiek", metavar="SLEUTEL", help="de publieke sleutel van die organisatie")


def radar(p: argparse.ArgumentParser) -> None:
    p.add_argument("--nieuw", action="store_true", help="maak de sleutel om te ondertekenen en toon de publieke")
    p.add_argument("--elke", type=int, metavar="S", help="blijf draaien en doe elke S seconden een ronde")
    data(p)


def koppelen(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "personen", metavar="BESTAND.csv", nargs="?", help="mensen, een per rij; of een map met personen.csv"
    )
    p.add_argument("--uit", metavar="MAP2", help="schrijf clusters.csv en kandidaten.csv")
    p.add_argument(
        "--proef", type=int, metavar="N", help="in plaats van een bestand: N verzonnen rijen met bekende waarheid"
    )
    p.add_argument("--zaad", type=int, default=1, metavar="S", help="hetzelfde getal geeft bij --proef dezelfde rijen")
    p.add_argument("--met", default="regels", metavar="MANIER", help="regels (standaard) of splink")
    p.add_argument(
        "--samen-vanaf", type=float, default=0.7, metavar="K", help="zet samen vanaf deze kans; standaard 0.7"
    )
    p.add_argument(
        "--kandidaat-vanaf", type=float, default=0.1, metavar="K", help="leg voor vanaf deze kans; standaard 0.1"
    )

"""Regels van de lezer: bestanden en cellen die niet kloppen met het Feitenformaat.

De voorbeelden zijn bestanden die in een geldige map worden gezet; `None` haalt een bestand weg.
"""

from zicht.core.bronnen import Bron
from zicht.core.regels import Ernst, Leesfout, Leesregel

_FORMAAT = Bron("zicht-feitenformaat", "Conventions")
_TABELLEN = Bron("zicht-feitenformaat", "Tables that must be there")
_SCHRIJFWIJZE = Bron("zicht-feitenformaat", "Accepted ways of writing")
_STATUS = Bron("zicht-feitenformaat", "Command line contract: Unreadable, Blocking, Not blocking")

_TOML = 'formaat = 1\nregio = "NHN"\npeildatum = 2025-12-31\nbron = "voorbeeld"\n'
_KLACHT = "klacht_id,ingediend_op,afgehandeld_op,oordeel,gemeente\n"
_CIJFER = "id,datum,doelgroep,cijfer,moment\n"
_MELDING = "melding_id,dossier_id,ontvangen_op,ter_registratie,anoniem,ambtshalve,acuut,structureel,multiproblematiek\n"
_DOSSIER = "dossier_id,geopend_op,gesloten_op\n"
_DIENST = "dienst_id,dossier_id,soort,toegewezen_op,melding_id,top3\n"

GEEN_MAP = Leesregel(
    Leesfout.GEEN_MAP,
    "De map met feiten bestaat",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{map} {wat}: verwacht wordt een map met feiten.toml en een bestand per tabel. Geef het pad van die map op.",
    goed=({},),
    fout=({".": None},),
)
GEEN_FEITEN_TOML = Leesregel(
    Leesfout.GEEN_FEITEN_TOML,
    "De map heeft een feiten.toml",
    Ernst.ONLEESBAAR,
    _STATUS,
    'feiten.toml ontbreekt in {map}. Maak het met vier regels: formaat = 1, regio = "…", peildatum = jjjj-mm-dd en '
    'bron = "…".',
    goed=({},),
    fout=({"feiten.toml": None},),
)  # fmt: skip
FEITEN_TOML_KAPOT = Leesregel(
    Leesfout.FEITEN_TOML_KAPOT,
    "feiten.toml is geldige TOML in UTF-8",
    Ernst.ONLEESBAAR,
    _STATUS,
    "feiten.toml is niet te lezen bij {plaats}. Zet tekst tussen aanhalingstekens, een datum als jjjj-mm-dd zonder "
    "aanhalingstekens, en bewaar het bestand als UTF-8.",
    goed=({"feiten.toml": "\ufeff" + _TOML.replace("\n", "\r\n")},),
    fout=({"feiten.toml": _TOML + "peildatum ="}, {"feiten.toml": _TOML.replace("voorbeeld", "é").encode("latin-1")}),
)
FORMAAT = Leesregel(
    Leesfout.FORMAAT,
    "Het formaat is versie 1",
    Ernst.ONLEESBAAR,
    _FORMAAT,
    "feiten.toml noemt formaat {waarde}; deze versie leest formaat 1. Zet er formaat = 1.",
    goed=({"feiten.toml": _TOML},),
    fout=(
        {"feiten.toml": _TOML.replace("formaat = 1", "formaat = 2")},
        {"feiten.toml": _TOML.replace("formaat = 1\n", "")},
    ),
)
REGIO = Leesregel(
    Leesfout.REGIO,
    "feiten.toml noemt de regio",
    Ernst.ONLEESBAAR,
    _FORMAAT,
    'feiten.toml noemt geen regio (gevonden: {waarde}). Zet er regio = "NHN", of een lijst: regio = ["NHN", "NOG"].',
    goed=({"feiten.toml": _TOML}, {"feiten.toml": _TOML.replace('"NHN"', '["NHN", "NOG"]')}),
    fout=({"feiten.toml": _TOML.replace('"NHN"', "[]")}, {"feiten.toml": _TOML.replace('regio = "NHN"\n', "")}),
)
PEILDATUM = Leesregel(
    Leesfout.PEILDATUM,
    "feiten.toml noemt de peildatum",
    Ernst.ONLEESBAAR,
    _FORMAAT,
    "feiten.toml noemt geen bruikbare peildatum (gevonden: {waarde}). Zet de laatste dag waarop de gegevens volledig "
    "zijn, zonder aanhalingstekens: peildatum = 2025-12-31.",
    goed=({"feiten.toml": _TOML},),
    fout=(
        {"feiten.toml": _TOML.replace("peildatum = 2025-12-31\n", "")},
        {"feiten.toml": _TOML.replace("2025-12-31", '"eind 2025"')},
    ),
)
TABEL_ONTBREEKT = Leesregel(
    Leesfout.TABEL_ONTBREEKT,
    "De verplichte tabellen zijn er",
    Ernst.ONLEESBAAR,
    _TABELLEN,
    "{tabel}.csv (of {tabel}.parquet) ontbreekt in {map}. Zonder rijen volstaat een bestand met alleen de kopregel.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": None},),
)
KOLOM_ONTBREEKT = Leesregel(
    Leesfout.KOLOM_ONTBREEKT,
    "De verplichte kolommen zijn er",
    Ernst.ONLEESBAAR,
    _TABELLEN,
    "{bestand}: de verplichte kolom '{naam}' ontbreekt in de kopregel.{lijkt}",
    goed=({"klacht.csv": "ingediend_op , klacht_id\n2025-01-01,K1\n"},),
    fout=({"klacht.csv": "klacht_id,gemeente\nK1,GM0361\n"}, {"klacht.csv": "Klacht_ID,ingediend_op\nK1,2025-01-01\n"}),
)
KOLOM_DUBBEL = Leesregel(
    Leesfout.KOLOM_DUBBEL,
    "Elke kolom staat er een keer",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand}: de kolom '{naam}' staat meer dan een keer in de kopregel. Haal er een weg.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": "klacht_id,ingediend_op,ingediend_op\nK1,2025-01-01,2025-01-02\n"},),
)
TABEL_DUBBEL = Leesregel(
    Leesfout.TABEL_DUBBEL,
    "Elke tabel staat in een bestand",
    Ernst.ONLEESBAAR,
    _SCHRIJFWIJZE,
    "De tabel {tabel} staat er dubbel: {bestanden}. Laat een van de twee in de map.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": _KLACHT, "klacht.parquet": b"PAR1"},),
)
LEEG = Leesregel(
    Leesfout.LEEG,
    "Een bestand is niet leeg",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand} is leeg: er staat niet eens een kopregel in. Maak het bestand opnieuw; zonder rijen volstaat de kopregel.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": ""}, {"klacht.csv": "\ufeff\r\n"}),
)
CODERING = Leesregel(
    Leesfout.CODERING,
    "Tekst is UTF-8",
    Ernst.ONLEESBAAR,
    _SCHRIJFWIJZE,
    "{bestand}: de tekst bij {plaats} is geen UTF-8 maar {codering}. Sla het bestand op als 'CSV UTF-8 (door komma's "
    "gescheiden)'.",
    goed=({"gemeente.csv": "\ufeffgemeente;naam\r\nGM0361;Súdwest\r\n"},),
    fout=(
        {"gemeente.csv": "gemeente,naam\nGM0361,Súdwest\n".encode("latin-1")},
        {"gemeente.csv": "gemeente,naam\nGM0361,Alkmaar\n".encode("utf-16")},
    ),
)
GEEN_TEKST = Leesregel(
    Leesfout.GEEN_TEKST,
    "Een CSV-bestand is tekst",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand}: regel {regel} bevat tekens die niet in tekst thuishoren. Het bestand is beschadigd of geen CSV; maak "
    "het opnieuw.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\n"},),
    fout=({"klacht.csv": _KLACHT + "K\0001,2025-01-01,,,\n"},),
)
AFGEKAPT = Leesregel(
    Leesfout.AFGEKAPT,
    "Een bestand is niet afgekapt",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand} houdt op zonder regeleinde, terwijl de andere bestanden er wel mee eindigen: het lijkt afgekapt. Maak "
    "of kopieer het opnieuw.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\n"}, {"klacht.csv": _KLACHT.strip()}),
    fout=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,GM03"},),
)
RAFELIG = Leesregel(
    Leesfout.RAFELIG,
    "Elke rij heeft evenveel cellen als de kopregel",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand}, rij {rij}: {gevonden} cellen, verwacht {breedte} zoals in de kopregel. Mist er een scheidingsteken, of "
    "staat er een te veel?",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\n"},),
    fout=({"klacht.csv": _KLACHT + "K1,2025-01-01\n"}, {"klacht.csv": _KLACHT + "K1,2025-01-01,,,GM0361,x\n"}),
)
AANHALING = Leesregel(
    Leesfout.AANHALING,
    "Aanhalingstekens worden gesloten",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand}, rij {rij}: een aanhalingsteken gaat open en niet goed dicht. Is het bestand afgekapt, of staat er een "
    'los " in de tekst? Schrijf dat als "".',
    goed=({"gemeente.csv": 'gemeente,naam\nGM0361,"Alkmaar ""stad"", Noord"\n'},),
    fout=({"gemeente.csv": 'gemeente,naam\nGM0361,"Alkmaar\n'}, {"gemeente.csv": 'gemeente,naam\nGM0361,"Alk"maar\n'}),
)
CEL_TE_LANG = Leesregel(
    Leesfout.CEL_TE_LANG,
    "Een cel is hoogstens een miljoen tekens lang",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand}, rij {rij}, kolom {kolom}: een cel van {lengte} tekens. Is een aanhalingsteken vergeten, of is dit een "
    "ander soort bestand?",
    goed=({"gemeente.csv": "gemeente,naam\nGM0361," + "A" * 100 + "\n"},),
    fout=({"gemeente.csv": "gemeente,naam\nGM0361," + "A" * 2_500_000 + "\n"},),
)
PARQUET_KAPOT = Leesregel(
    Leesfout.PARQUET_KAPOT,
    "Een Parquet-bestand is heel",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand} is geen leesbaar Parquet-bestand: beschadigd, afgekapt of een ander soort bestand. Maak of kopieer het "
    "opnieuw.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": None, "klacht.parquet": b"PAR1" + b"x" * 64},),
)
GEEN_CSV = Leesregel(
    Leesfout.GEEN_CSV,
    "Kolommen zijn gescheiden door een komma of puntkomma",
    Ernst.ONLEESBAAR,
    _SCHRIJFWIJZE,
    "{bestand}: de kolommen zijn niet gescheiden door een komma of puntkomma. Sla het bestand op als CSV met een van die "
    "twee.",
    goed=({"klacht.csv": _KLACHT.replace(",", ";")},),
    fout=({"klacht.csv": _KLACHT.replace(",", "\t")},),
)
NIET_TE_OPENEN = Leesregel(
    Leesfout.NIET_TE_OPENEN,
    "Een bestand is te openen",
    Ernst.ONLEESBAAR,
    _STATUS,
    "{bestand} is niet te openen: {reden}.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": None, "klacht.csv/": None},),
)
VERPLICHT_LEEG = Leesregel(
    Leesfout.VERPLICHT_LEEG,
    "Een verplichte cel is ingevuld",
    Ernst.FOUT,
    _TABELLEN,
    "{bestand}, rij {rij}: de verplichte kolom '{kolom}' is leeg.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\n"},),
    fout=({"klacht.csv": _KLACHT + "K1,,,,\n"}, {"klacht.csv": _KLACHT + " ,2025-01-01,,,\n"}),
)
ONMOGELIJK_VERPLICHT = Leesregel(
    Leesfout.ONMOGELIJK_VERPLICHT,
    "Een verplichte cel heeft een mogelijke waarde",
    Ernst.FOUT,
    _STATUS,
    "{bestand}, rij {rij}: '{waarde}' kan niet in kolom '{kolom}'; verwacht {verwacht}.",
    goed=(
        {"klacht.csv": _KLACHT + "K1,17-04-2025,,,\n"},
        {"tevredenheid.csv": _CIJFER + "T1,2025-01-01,betrokkene,7.5,\n"},
    ),
    fout=(
        {"klacht.csv": _KLACHT + "K1,2025-02-30,,,\n"},
        {"klacht.csv": _KLACHT + "K1,17-04-25,,,\n"},
        {"klacht.csv": _KLACHT + "K1,04/17/2025,,,\n"},
        {"klacht.csv": _KLACHT + "K1,gisteren,,,\n"},
        {"klacht.csv": _KLACHT + "K1,2025-04-17 10:00,,,\n"},
        {"tevredenheid.csv": _CIJFER + "T1,2025-01-01,betrokkene,11,\n"},
    ),
)
ONBEKENDE_CODE = Leesregel(
    Leesfout.ONBEKENDE_CODE,
    "Een code staat in de codelijst",
    Ernst.FOUT,
    _STATUS,
    "{bestand}, rij {rij}: '{waarde}' is geen code van kolom '{kolom}'; verwacht {verwacht}.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,2025-02-01,deels_gegrond,\n"},),
    fout=(
        {"klacht.csv": _KLACHT + "K1,2025-01-01,2025-02-01,half_gegrond,\n"},
        {"klacht.csv": _KLACHT + "K1,2025-01-01,2025-02-01,Gegrond,\n"},
    ),
)
DUBBELE_SLEUTEL = Leesregel(
    Leesfout.DUBBELE_SLEUTEL,
    "Een kenmerk komt een keer voor",
    Ernst.FOUT,
    _STATUS,
    "{bestand}, rij {rij}: {waarde} staat ook in rij {eerste}; de sleutel ({sleutel}) moet uniek zijn.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\nK2,2025-01-01,,,\n"},),
    fout=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\nK1,2025-01-02,,,\n"},),
)
VERWIJZING = Leesregel(
    Leesfout.VERWIJZING,
    "Een verwijzing bestaat",
    Ernst.FOUT,
    _STATUS,
    "{bestand}, rij {rij}: '{waarde}' in kolom '{kolom}' komt niet voor in de tabel {doel}.",
    goed=({"melding.csv": _MELDING + "M1,D1,2025-01-01,nee,,,,,\n", "dossier.csv": _DOSSIER + "D1,2025-01-01,\n"},),
    fout=(
        {"melding.csv": _MELDING + "M1,D2,2025-01-01,nee,,,,,\n", "dossier.csv": _DOSSIER + "D1,2025-01-01,\n"},
        {"klacht.csv": _KLACHT + "K1,2025-01-01,,,GM9999\n"},
    ),
)
BSN = Leesregel(
    Leesfout.BSN,
    "Er staat nergens een BSN",
    Ernst.FOUT,
    _STATUS,
    "{bestand}, rij {rij}: kolom '{kolom}' bevat een waarde die een BSN kan zijn (elfproef). Zet er een pseudoniem; "
    "feiten bevatten nooit een BSN.",
    goed=({"klacht.csv": _KLACHT + "K111222334,2025-01-01,,,\n999999999,2025-01-01,,,\n"},),
    fout=(
        {"klacht.csv": _KLACHT + "111222333,2025-01-01,,,\n"},
        {"klacht.csv": _KLACHT.replace("\n", ",notitie\n") + "K1,2025-01-01,,,,belde over 111222333\n"},
        {"klacht.csv": _KLACHT + "K1,2025-01-01,,1112.22.333,\n"},
    ),
)
ONMOGELIJK = Leesregel(
    Leesfout.ONMOGELIJK,
    "Een niet-verplichte cel heeft een mogelijke waarde",
    Ernst.WAARSCHUWING,
    _FORMAAT,
    "{bestand}, rij {rij}: '{waarde}' kan niet in kolom '{kolom}'; verwacht {verwacht}. De cel telt als onbekend.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,2025-02-28,,\n"},),
    fout=({"klacht.csv": _KLACHT + "K1,2025-01-01,2025-02-29,,\n"},),
)
ONBEKENDE_KOLOM = Leesregel(
    Leesfout.ONBEKENDE_KOLOM,
    "Een kolom hoort bij het Feitenformaat",
    Ernst.WAARSCHUWING,
    _FORMAAT,
    "{bestand}: de kolom '{naam}' hoort niet bij het Feitenformaat en doet niet mee.",
    goed=({"klacht.csv": _KLACHT},),
    fout=({"klacht.csv": _KLACHT.replace("\n", ",notitie\n") + "K1,2025-01-01,,,,niets\n"},),
)
ONBEKEND_BESTAND = Leesregel(
    Leesfout.ONBEKEND_BESTAND,
    "Een bestand hoort bij het Feitenformaat",
    Ernst.WAARSCHUWING,
    _FORMAAT,
    "{bestand} hoort niet bij het Feitenformaat en doet niet mee.{lijkt}",
    goed=({"leesmij.md": "uitleg"},),
    fout=({"meldingen.csv": "melding_id\n"},),
)
JANEE_ONTBREEKT = Leesregel(
    Leesfout.JANEE_ONTBREEKT,
    "Elke ja/nee-kolom is er",
    Ernst.WAARSCHUWING,
    _TABELLEN,
    "{bestand}: de kolom '{naam}' ontbreekt en telt overal als nee.",
    goed=({"dienst.csv": _DIENST},),
    fout=({"dienst.csv": _DIENST.replace(",top3", "")},),
)
NA_PEILDATUM = Leesregel(
    Leesfout.NA_PEILDATUM,
    "Een datum ligt niet na de peildatum",
    Ernst.WAARSCHUWING,
    Bron("zicht-feitenformaat", "Reading rule 2"),
    "{bestand}, rij {rij}: {waarde} in kolom '{kolom}' ligt na de peildatum {peildatum} en telt als onbekend.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-12-31,,,\n"},),
    fout=({"klacht.csv": _KLACHT + "K1,2025-12-31,2026-01-01,,\n"},),
)
LEGE_RIJ = Leesregel(
    Leesfout.LEGE_RIJ,
    "Een rij is niet helemaal leeg",
    Ernst.WAARSCHUWING,
    _SCHRIJFWIJZE,
    "{bestand}, rij {rij}: de rij is helemaal leeg en doet niet mee.",
    goed=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\n\n"},),
    fout=({"klacht.csv": _KLACHT + "K1,2025-01-01,,,\n,,,,\n"},),
)
ANDERE_REGIO = Leesregel(
    Leesfout.ANDERE_REGIO,
    "Een regio staat in feiten.toml",
    Ernst.WAARSCHUWING,
    _FORMAAT,
    "{bestand}, rij {rij}: de regio '{waarde}' staat niet in feiten.toml.",
    goed=({"dossier.csv": "dossier_id,geopend_op,regio\nD1,2025-01-01,NHN\n"},),
    fout=({"dossier.csv": "dossier_id,geopend_op,regio\nD1,2025-01-01,NOG\n"},),
)

LEESREGELS: tuple[Leesregel, ...] = (
    GEEN_MAP, GEEN_FEITEN_TOML, FEITEN_TOML_KAPOT, FORMAAT, REGIO, PEILDATUM, TABEL_ONTBREEKT, KOLOM_ONTBREEKT,
    KOLOM_DUBBEL, TABEL_DUBBEL, LEEG, CODERING, GEEN_TEKST, AFGEKAPT, RAFELIG, AANHALING, CEL_TE_LANG, PARQUET_KAPOT,
    GEEN_CSV, NIET_TE_OPENEN, VERPLICHT_LEEG, ONMOGELIJK_VERPLICHT, ONBEKENDE_CODE, DUBBELE_SLEUTEL, VERWIJZING, BSN,
    ONMOGELIJK, ONBEKENDE_KOLOM, ONBEKEND_BESTAND, JANEE_ONTBREEKT, NA_PEILDATUM, LEGE_RIJ, ANDERE_REGIO,
)  # fmt: skip

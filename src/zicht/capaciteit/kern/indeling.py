"""De indeling van de tafels waar de kern mee rekent: per soort rij de kolommen, met hun naam.

Een tafel is een rij records in aaneengesloten geheugen. De gecompileerde kern leest er even snel uit als uit losse arrays, en de
broncode blijft leesbaar: `zaak.moment`, `team.ruimte`.
"""

import numpy as np

_HEEL, _KOMMA = np.int64, np.float64


def _indeling(heel: str, komma: str = "") -> np.dtype:
    return np.dtype([(naam, _HEEL) for naam in heel.split()] + [(naam, _KOMMA) for naam in komma.split()])


# ----------------------------------------------------------------------------------------- voor elke herhaling hetzelfde

DAG = _indeling("werkdag vrij week")  # werkdag waarop het werk er staat; week is -1 in de opwarmtijd
WERKDAG = _indeling("dag week")
WEEK = _indeling("grens dag")  # het aantal werkdagen tot en met de laatste dag, en die dag
STROOM = _indeling("bron", "weekruis jaarruis")
URGENTIE = _indeling("", "controle_om hermeld_ln voorsprong")  # hermeld_ln is ln(1 - kans); 0 is nooit
NAWERK = _indeling("team uren na")  # uren zijn hier en hierna miljoensten
RUIS = _indeling("bron stap team")
ROOSTER = _indeling("extra vast", "uren")  # per team en werkdag
START = _indeling(
    "post urgentie groep dag beoordeeld gestart",
    "moment werkdag_in verstreken voorbij",  # in de rij sinds; werkdagen sinds de start; deel van de verdeling dat voorbij is
)
# De eerste kolommen zijn vast; `wacht`, `bezet` en `vrijgehouden` bewegen.
POST = _indeling("team vast_beslag duren urens wacht bezet vrijgehouden", "reserve")
# `ruimte` en `achter` bewegen: uren voor zaken op deze werkdag, en vast werk dat bleef liggen.
TEAM = _indeling(
    "bron personen ruimte achter", "verzuim blijft werving inwerken inwerkdeel aanwezig reactie rij_gewoon"
)

# ------------------------------------------------------------------------------------------ de invoer van een herhaling

ZAAK = _indeling(
    "dag urgentie groep beslag hermeld_dag hermeld_hoog",
    "moment duur uren u_vervolg u_duur u_uren",
)
BEZETTING = _indeling("ruis vol nieuw")  # per team en werkdag: wisselend vast werk, ingewerkte mensen, nieuwe mensen

# -------------------------------------------------------------------------------------------------------- wat beweegt

LOOP = _indeling(
    "fase post urgentie beslag oppak_dag besluit_dag hermeld_op hermeld_volgende controle_na controle_na_dienst klaar_na",
    "duur controle_op klaar_op",
)
PLAATS = _indeling("zaak", "sleutel")  # een plaats in een rij
LIJSTEN = _indeling("hermeld controle controle_dienst klaar")  # per werkdag de eerste van een lijst zaken

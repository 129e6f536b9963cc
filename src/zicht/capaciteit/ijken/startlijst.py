"""De startlijst: wat er op de peildatum wacht of loopt, met zijn echte leeftijd; wat niet precies te plaatsen is, wordt geteld."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen
from zicht.capaciteit.ijken.routes import melding_van_dienst
from zicht.capaciteit.ijken.stand import ONDERZOEK, VV, Stand
from zicht.capaciteit.model import Post, Startzaak

_MIDDEN = 1

KEUZES = (
    "Een zaak zonder urgentie krijgt urgentie midden.",
    "Een dienst zonder melding telt vanaf de dag van toewijzing, ook voor de klokken vanaf ontvangst en beoordeling.",
    "Een dag die voor de vorige stap ligt, wordt die vorige stap.",
)


@dataclass(frozen=True)
class Startlijst:
    """De zaken, en hoe vaak er iets aan ontbrak of niet kon."""

    zaken: tuple[Startzaak, ...]
    bijzonder: tuple[tuple[str, int], ...]
    buiten: int  # meldingen waarvan onbekend is of zij alleen ter registratie zijn: staan niet op de lijst

    def aantal(self, post: Post, *, gestart: bool | None = None) -> int:
        """Hoeveel zaken er op een post liggen; desgewenst alleen wat gestart is, of juist niet."""
        zaken = [zaak for zaak in self.zaken if zaak.post is post]
        return len(zaken) if gestart is None else sum((zaak.gestart_op is not None) is gestart for zaak in zaken)


def maak_startlijst(stand: Stand) -> Startlijst:
    """De startlijst van een stand."""
    teller: Counter[str] = Counter()
    zaken = [*_beoordelingen(stand, teller), *_diensten(stand, teller)]
    m, d = stand.meldingen, stand.diensten
    teller["melding zonder dag van ontvangst, doet nergens mee"] += int((m.ontvangen == LEEG).sum())
    geen_begin = (d.toegewezen == LEEG) & ((d.soort == VV) | (d.soort == ONDERZOEK))
    teller["dienst zonder dag van toewijzing, doet nergens mee"] += int(geen_begin.sum())
    buiten = int(((m.registratie == LEEG) & (m.ontvangen > LEEG) & (m.beoordeeld == LEEG)).sum())
    return Startlijst(tuple(zaken), tuple(sorted((+teller).items())), buiten)


def _beoordelingen(stand: Stand, teller: Counter[str]) -> list[Startzaak]:
    m = stand.meldingen
    return [
        Startzaak(
            Post.BEOORDELING, _urgentie(m.urgentie, nr, teller), int(m.groep[nr]), _datum(m.ontvangen[nr]),
            gestart_op=_niet_voor(m.opgepakt[nr], m.ontvangen[nr], teller),
        )
        for nr in np.flatnonzero(m.telt & (m.beoordeeld == LEEG)).tolist()
    ]  # fmt: skip


def _diensten(stand: Stand, teller: Counter[str]) -> list[Startzaak]:
    m, d, melding = stand.meldingen, stand.diensten, melding_van_dienst(stand)
    uit: list[Startzaak] = []
    for soort, post in ((VV, Post.VOORWAARDEN_EN_VERVOLG), (ONDERZOEK, Post.ONDERZOEK)):
        for nr in np.flatnonzero((d.soort == soort) & (d.toegewezen > LEEG) & (d.afgerond == LEEG)).tolist():
            ontvangen, beoordeeld, urgentie = d.toegewezen[nr], d.toegewezen[nr], _MIDDEN
            if melding[nr] == LEEG:
                teller["dienst zonder melding"] += 1
            else:
                bron = int(melding[nr])
                ontvangen, urgentie = m.ontvangen[bron], _urgentie(m.urgentie, bron, teller)
                beoordeeld = _op_volgorde(m.beoordeeld[bron], ontvangen, teller)
            gestart = _niet_voor(d.gestart[nr], max(d.toegewezen[nr], beoordeeld), teller)
            uit.append(Startzaak(post, urgentie, int(d.groep[nr]), _datum(ontvangen), _datum(beoordeeld), gestart))
    return uit


def _urgentie(kolom: Getallen, nummer: int, teller: Counter[str]) -> int:
    if kolom[nummer] > LEEG:
        return int(kolom[nummer])
    teller["zonder urgentie"] += 1
    return _MIDDEN


def _niet_voor(dag: np.int64, vorige: np.int64, teller: Counter[str]) -> date | None:
    return None if dag == LEEG else _datum(_op_volgorde(dag, vorige, teller))


def _op_volgorde(dag: np.int64, vorige: np.int64, teller: Counter[str]) -> np.int64:
    teller["een stap voor de vorige, of onbekend"] += bool(dag < vorige)
    return max(dag, vorige)


def _datum(dag: np.int64) -> date:
    return date(1970, 1, 1) + timedelta(days=int(dag))

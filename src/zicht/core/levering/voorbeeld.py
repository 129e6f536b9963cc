"""Een voorbeeldlevering met wijzigingen, als bestand: zo is bij elke regel te zien wat goed is en wat niet."""

from collections.abc import Iterable, Mapping, Sequence

from zicht.core.levering.bestand import Leverrecord, maak_record, schrijver, sluitrecord
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.perioden import recordsleutel
from zicht.core.levering.regels import Ruw, Wijziging
from zicht.core.levering.vertaling import Leverwaarde

Beginrecord = tuple[str, Mapping[str, Leverwaarde]]
_Ingrepen = dict[int, Wijziging]


def voorbeeldbestand(indeling: Indeling, basis: Sequence[Beginrecord], wijzigingen: Iterable[Wijziging]) -> bytes:
    """De basis met de wijzigingen, als bestand; het sluitrecord telt mee, tenzij een wijziging het zelf vult."""
    records = [maak_record(indeling, soort, gegevens) for soort, gegevens in basis]
    alle, ingrepen, sluit = list(wijzigingen), dict[str, Wijziging](), list[Wijziging]()
    for wijziging in alle:
        if wijziging.soort == "sluitrecord":
            sluit.append(wijziging)
        elif wijziging.ingreep:
            ingrepen[wijziging.sleutel] = wijziging
        else:
            records = list(_pas_toe(indeling, records, wijziging))
    records.append(sluitrecord(indeling, records))
    for wijziging in sluit:
        if wijziging.ingreep:
            ingrepen["sluitrecord"] = wijziging
        else:
            records[-1:] = [] if wijziging.weg else [_anders(indeling, records[-1], wijziging, 0)]
    records.sort(key=lambda record: [s.naam for s in indeling.recordsoorten].index(record.soort))
    regel = schrijver(indeling)
    regels = [_ingegrepen(regel(record), ingrepen.get(_naam(indeling, record))) for record in records]
    return "".join(f"{een}{indeling.regeleinde}" for een in regels if een is not None).encode("latin-1")


def _naam(indeling: Indeling, record: Leverrecord) -> str:
    return recordsleutel(indeling, record) or record.soort


def _ingegrepen(regel: str, wijziging: Wijziging | None) -> str | None:
    return regel if wijziging is None or wijziging.ingreep is None else wijziging.ingreep(regel)


def _pas_toe(indeling: Indeling, records: Sequence[Leverrecord], wijziging: Wijziging) -> Iterable[Leverrecord]:
    for record in records:
        raak = record.soort == wijziging.soort and _naam(indeling, record) == (wijziging.sleutel or record.soort)
        if not raak:
            yield record
        elif wijziging.keer:
            yield record
            for nummer in range(wijziging.keer):
                yield _anders(indeling, record, wijziging, nummer)
        elif not wijziging.weg:
            yield _anders(indeling, record, wijziging, 0)


def _anders(indeling: Indeling, record: Leverrecord, wijziging: Wijziging, nummer: int) -> Leverrecord:
    soort = indeling.record(record.soort)
    waarden = {n: w.replace("#", str(nummer)) if isinstance(w, str) else w for n, w in wijziging.velden.items()}
    ruw = {soort.gegevens[n][0].naam: w.tekst for n, w in waarden.items() if isinstance(w, Ruw)}
    gewoon: dict[str, Leverwaarde] = {n: w for n, w in waarden.items() if not isinstance(w, Ruw)}
    nieuw = maak_record(indeling, record.soort, gewoon).velden
    velden = {veld.naam: nieuw[veld.naam] for naam in gewoon for veld in soort.gegevens.get(naam, ())}
    return Leverrecord(record.soort, {**record.velden, **velden, **ruw})

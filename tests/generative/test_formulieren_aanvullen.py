"""Wat een formulier met weinig antwoorden zeker weet, blijft waar als er antwoorden bij komen."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zicht.catalogus import load
from zicht.core.formulieren import Antwoord, Vraag, Vraagsoort, antwoordfouten, kies, ontbrekend, stel_voor

TAXATIE = kies(load.formulieren(), "veiligheidstaxatie", date(2025, 1, 1))
WAARDEN = {uitkomst.code: uitkomst.waarden for uitkomst in TAXATIE.uitkomsten}


def antwoord(vraag: Vraag) -> st.SearchStrategy[Antwoord]:
    """Een bekend antwoord dat bij de vraag past."""
    codes = [code for code, _ in vraag.keuzes if code not in ("onbekend", "geen")]
    match vraag.soort:
        case Vraagsoort.SCHAAL:
            return st.integers(0, 10)
        case Vraagsoort.TEKST:
            return st.text(max_size=5)
        case Vraagsoort.MEERKEUZE:
            los = st.lists(st.sampled_from(codes), unique=True, min_size=1, max_size=3).map(tuple)
            return st.one_of(st.just(("geen",)), los)
        case Vraagsoort.JA_NEE | Vraagsoort.KEUZE:
            return st.sampled_from([code for code, _ in vraag.keuzes if code != "onbekend"])


VOLLEDIG = st.fixed_dictionaries({code: antwoord(vraag) for code, vraag in TAXATIE.vragen.items()})
DEEL = st.sets(st.sampled_from(sorted(TAXATIE.vragen)))


@given(VOLLEDIG, DEEL)
def test_meer_antwoorden_maken_een_voorstel_nooit_lichter(alles: dict[str, Antwoord], weg: set[str]) -> None:
    deel = {code: waarde for code, waarde in alles.items() if code not in weg}
    later = {voorstel.uitkomst: voorstel.waarde for voorstel in stel_voor(TAXATIE, alles)}
    for voorstel in stel_voor(TAXATIE, deel):
        waarden, straks = WAARDEN[voorstel.uitkomst], later[voorstel.uitkomst]
        assert straks is not None
        if voorstel.waarde is not None:
            assert waarden.index(straks) <= waarden.index(voorstel.waarde)
            assert voorstel.nog_nodig or straks == voorstel.waarde


@given(VOLLEDIG)
def test_een_volledig_formulier_mist_niets_en_geeft_overal_een_voorstel(alles: dict[str, Antwoord]) -> None:
    assert antwoordfouten(TAXATIE, alles) == ()
    assert ontbrekend(TAXATIE, alles) == ()
    assert all(voorstel.waarde is not None and not voorstel.nog_nodig for voorstel in stel_voor(TAXATIE, alles))

"""De koppeling tegen haar eigen beschrijving: willekeurige en verkeerde berichten, en nooit een fout van ons.

Het aantal voorbeelden ligt vast, zodat de test hoogstens een minuut duurt; `make test-slow` neemt er meer.
"""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from support.koppeling import BULK, MELDING, MELDINGEN, RIJ, Systeem, maak_sleutel, met
from zicht.web.koppeling import aanmelden
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.traag]
VOORBEELDEN = int(os.environ.get("ZICHT_VOORBEELDEN", "40"))
# Wat elk antwoord moet zijn. `positive_data_acceptance` niet: de elfproef en een bestaande dag staan niet in een schema.
CONTROLES = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "negative_data_rejection", "ignored_auth", "unsupported_method", "missing_required_header",
)  # fmt: skip


@pytest.fixture
def aanleveraar(monkeypatch):
    monkeypatch.setattr(aanmelden, "PER_MINUUT", 1_000_000)
    monkeypatch.setattr(aanmelden, "MIS_PER_MINUUT", 1_000_000)
    return maak_sleutel()


@pytest.fixture
def beschrijving():
    load_all_checks()
    # Net als de testclient van Django: een verzoek sluit de verbinding waar de transactie van de test in loopt niet.
    for sein in (request_started, request_finished):
        sein.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for sein in (request_started, request_finished):
        sein.connect(close_old_connections)


@pytest.mark.parametrize("soort", GenerationMode)
@pytest.mark.parametrize(
    "pad, methode",
    [
        ("/api/v1/meldingen", "POST"),
        ("/api/v1/meldingen/{kenmerk}/status", "GET"),
        ("/api/v1/politiemeldingen", "POST"),
    ],
)
def test_willekeurige_berichten_geven_nooit_een_fout_van_ons(aanleveraar, beschrijving, pad, methode, soort):
    controles = [CHECKS.get_one(naam) for naam in CONTROLES]
    koppen = {"Authorization": f"Bearer {aanleveraar}"}
    gezien: Counter[int] = Counter()

    @settings(
        max_examples=VOORBEELDEN,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(case=beschrijving[pad][methode].as_strategy(generation_mode=soort))
    def probeer(case):
        antwoord = case.call(headers=koppen)
        gezien[antwoord.status_code] += 1
        case.validate_response(antwoord, checks=controles, headers=koppen)

    probeer()
    assert gezien.total() >= VOORBEELDEN
    assert list(keten.breuken()) == []
    if pad.endswith("meldingen") and soort is GenerationMode.POSITIVE:
        assert gezien[200] + gezien[201], "geen enkel bericht kwam binnen"


def test_een_echte_melding_past_in_de_beschrijving(aanleveraar, beschrijving):
    systeem = Systeem(aanleveraar)
    for adres, inhoud in ((MELDINGEN, MELDING), (BULK, {"meldingen": [RIJ, {"onzin": 1}]})):
        bewerking = beschrijving[adres]["POST"]
        antwoord = bewerking.Case(
            body=inhoud, media_type="application/json", headers={"Authorization": f"Bearer {aanleveraar}"}
        ).call_and_validate(checks=[CHECKS.get_one(naam) for naam in CONTROLES[:4]])
        assert antwoord.status_code in (200, 201)
    assert systeem.stuur(met(MELDING, uwKenmerk="PL-2026-2")).status_code == 201
    assert m.Melding.objects.count() == 3

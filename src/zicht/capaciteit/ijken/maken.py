"""Het model van wat het ijken vond."""

from datetime import timedelta

from zicht.capaciteit.ijken.gevonden import TITELS, Gevonden
from zicht.capaciteit.ijken.stand import STROMEN
from zicht.capaciteit.ijken.vastwerk import REGIOTEAM, TOEGANG
from zicht.capaciteit.model import Beleid, Hermelding, Model, Post, Stroom, Verdeling, Werk
from zicht.catalogus import load
from zicht.core.duur import Duur

TERMIJNEN = ("beoordeling", "voorwaarden_en_vervolg", "onderzoek")


def maak_model(gevonden: Gevonden) -> Model:
    """Het model van wat er gevonden is."""
    stand, voorrang = gevonden.stand, gevonden.voorrang
    return Model(
        begin=stand.peildatum + timedelta(days=1), dagen=gevonden.dagen, kalender=stand.kalender,
        termijnen=_termijnen(stand.regio), groepen=stand.groepen, teams=tuple(team.team for team in gevonden.teams),
        stromen=_stromen(gevonden), werk=_werk(gevonden), vervolg=gevonden.routes.kansen,
        nawerk_beoordeling=gevonden.vast.nawerk_beoordeling, nawerk_dienst=gevonden.vast.nawerk_dienst,
        vastwerk=gevonden.vast.vastwerk, hermelding=_hermelding(gevonden), controle=gevonden.controle,
        beleid=Beleid(voorsprong=voorrang.voorsprong), start=gevonden.start.zaken,
    )  # fmt: skip


def _termijnen(regio: str) -> dict[str, Duur]:
    return {code: load.duur(code, regio=regio) for code in TERMIJNEN}


def _stromen(gevonden: Gevonden) -> tuple[Stroom, ...]:
    rijen = zip(STROMEN, TITELS, gevonden.ritmes, gevonden.stroomvelden, strict=True)
    return tuple(
        Stroom(code, titel, tuple(ritme.vooruit.tolist()), urgentie, groepen, ritme.weekruis, ritme.jaarruis)
        for code, titel, ritme, (urgentie, groepen) in rijen
        if ritme.vooruit.sum() > 0
    )


def _werk(gevonden: Gevonden) -> tuple[Werk, Werk, Werk]:
    norm, duren = gevonden.norm, gevonden.duren

    def werk(post: Post, team: int) -> Werk:
        return Werk(post, team, duren[int(post)].verdeling, Verdeling((norm.zaak(post),)))

    return (
        werk(Post.BEOORDELING, TOEGANG),
        werk(Post.VOORWAARDEN_EN_VERVOLG, REGIOTEAM),
        werk(Post.ONDERZOEK, REGIOTEAM),
    )


def _hermelding(gevonden: Gevonden) -> Hermelding:
    eigen = gevonden.hermeldingen.wordt_hoog
    wordt_hoog = gevonden.instelling.deel("hermelding_wordt_hoog") if eigen is None else eigen
    return Hermelding(gevonden.hermeldingen.per_werkdag, wordt_hoog, gevonden.instelling.getal("hermelding_uren"))

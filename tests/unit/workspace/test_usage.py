"""Which names in dispute an article uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.dossier import Dossier, load
from diptych.model import EntityKind, Mention, StoredMention
from diptych.workspace.usage import names_in_dispute

DOSSIER = Path(__file__).parents[2] / "data" / "dossiers" / "argentina-uk"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(DOSSIER)


def named(text: str, entity: str, *, broken: bool = False) -> StoredMention:
    mention = Mention(
        start=0, end=len(text), text=text, entity=entity, name="", kind=EntityKind.PLACE, party=None
    )
    return StoredMention(article=1, text_id=1, mention=mention, broken=broken)


def test_spellings_of_one_party_count_together_and_neutral_names_not_at_all(dossier: Dossier) -> None:
    mentions = [
        named("Malvinas", "falkland-islands"),
        named("the Falklands", "falkland-islands"),
        named("FALKLANDS", "falkland-islands"),
        named("Falkland  Islands", "falkland-islands"),
        named("the Falklands", "falkland-islands"),
        named("Falklands/Malvinas", "falkland-islands"),
        named("Stanley", "stanley"),
        named("Malvinas", "?malvinas"),
    ]
    used = names_in_dispute(mentions, dossier)
    assert [(each.name, each.party, each.count) for each in used] == [
        ("the Falklands", "uk", 4),
        ("Malvinas", "argentina", 1),
    ]


def test_capitals_make_no_other_name_and_are_shown_if_ever_used(dossier: Dossier) -> None:
    mentions = [named("malvinas", "falkland-islands")] * 3 + [named("Malvinas", "falkland-islands")]
    assert [(each.name, each.count) for each in names_in_dispute(mentions, dossier)] == [("Malvinas", 4)]
    assert [each.name for each in names_in_dispute(mentions[:3], dossier)] == ["Malvinas"]


def test_what_both_parties_name_comes_before_what_one_does(dossier: Dossier) -> None:
    mentions = [named("Soledad Island", "east-falkland")] * 3 + [named("Puerto Argentino", "stanley")]
    assert [each.name for each in names_in_dispute(mentions, dossier)] == [
        "Puerto Argentino",
        "Soledad Island",
    ]


def test_broken_mentions_are_not_counted(dossier: Dossier) -> None:
    assert names_in_dispute([named("Malvinas", "falkland-islands", broken=True)], dossier) == ()
    assert names_in_dispute([], dossier) == ()

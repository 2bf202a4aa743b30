from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diptych import dossier as dossiers
from diptych.dossier import Dossier, edited
from diptych.dossier.differing import differing
from diptych.model import DossierEdit, EditAction

A = EditAction


@pytest.fixture
def dispute(files: dict[str, Any], write: Callable[[Any], Path]) -> Dossier:
    return dossiers.load(write(files))


@pytest.mark.parametrize(
    ("edit", "hit", "missed"),
    [
        (
            DossierEdit(action=A.ADD_ALIAS, target="green-isle", content={"text": "The  Rock"}),
            "at the\nrock",
            "rocks"[:3],
        ),
        (
            DossierEdit(action=A.ADD_ALIAS, target="ann-east", content={"text": "C. Woss"}),
            "Woss left",
            "East left",
        ),
        (
            DossierEdit(action=A.CHANGE_ENTITY, target="ann-east", content={"party": None}),
            "Mr. EAST",
            "Ann",
        ),
        (
            DossierEdit(action=A.ADD_ALIAS, target="green-isle", content={"text": "Боргхольм"}),
            "в Боргхольме",
            "в Борге",
        ),
        (DossierEdit(action=A.NO_NAME, content={"text": "Borg"}), "in Borg", "in Cyborg"),
        (
            DossierEdit(action=A.ADD_CUE, target="border", content={"term": "trawler"}),
            "two trawlers",
            "a boat",
        ),
        (
            DossierEdit(action=A.CHANGE_ENTITY, target="ann-east", content={"roles": []}),
            "the head of North, who held that office then",
            "",
        ),
        (DossierEdit(action=A.CHANGE_PARTY, target="south", content={"demonyms": ["Sud"]}), "anything", ""),
    ],
)
def test_an_edit_bears_on_the_texts_that_hold_its_words(
    dispute: Dossier, edit: DossierEdit, hit: str, missed: str
) -> None:
    after = edited(dispute, [edit])
    assert after.faults == ()
    for old, new in ((dispute, after.dossier), (after.dossier, dispute)):
        differs = differing(old, new)
        assert differs(hit)
        assert not missed or not differs(missed)


def test_nothing_touches_nothing(dispute: Dossier) -> None:
    assert not differing(dispute, dispute)("Ann East and Northland")

from __future__ import annotations

import pytest

from diptych.analysis.touched import touched
from diptych.dossier import Dossier, edited
from diptych.model import DossierEdit, EditAction

A = EditAction


@pytest.mark.parametrize(
    ("edit", "hit", "missed"),
    [
        (
            DossierEdit(action=A.ADD_ALIAS, target="borg", content={"text": "The  Rock"}),
            "at the\nrock",
            "rocks"[:3],
        ),
        (
            DossierEdit(action=A.ADD_ALIAS, target="karl-voss", content={"text": "C. Woss"}),
            "Woss left",
            "Voss left",
        ),
        (
            DossierEdit(action=A.CHANGE_ENTITY, target="karl-voss", content={"party": None}),
            "Mr. VOSS",
            "Karl",
        ),
        (
            DossierEdit(action=A.ADD_ALIAS, target="borg", content={"text": "Боргхольм"}),
            "в Боргхольме",
            "в Борге",
        ),
        (DossierEdit(action=A.NO_NAME, content={"text": "Borg"}), "in Borg", "in Cyborg"),
        (
            DossierEdit(action=A.ADD_CUE, target="fisheries", content={"term": "trawler"}),
            "two trawlers",
            "a boat",
        ),
        (DossierEdit(action=A.CHANGE_PARTY, target="sudria", content={"demonyms": ["Sud"]}), "anything", ""),
    ],
)
def test_an_edit_touches_the_texts_that_hold_its_words(
    dispute: Dossier, edit: DossierEdit, hit: str, missed: str
) -> None:
    after = edited(dispute, [edit])
    assert after.faults == ()
    for old, new in ((dispute, after.dossier), (after.dossier, dispute)):
        differs = touched(old, new)
        assert differs(hit)
        assert not missed or not differs(missed)


def test_nothing_touches_nothing(dispute: Dossier) -> None:
    assert not touched(dispute, dispute)("Borg and Norland and cod")

"""Edits laid over a dossier: each action, conflicts, order, and what is found by the result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych import dossier as dossiers
from diptych.dossier import Dossier, Naming, edited, for_analysis, issue_ids
from diptych.model import DossierEdit, EditAction, EntityKind

A = EditAction


def edit(action: EditAction, target: str = "", **content: Any) -> DossierEdit:
    return DossierEdit(action=action, target=target, content=content)


@pytest.fixture
def dossier(files: dict[str, Any], write: Callable[[Any], Path]) -> Dossier:
    files["entities/people.toml"]["entities"].append({"id": "bo-west", "kind": "person", "name": "Bo West"})
    files["issues.toml"]["issues"].append(
        {"id": "fish", "name": "Fish", "description": "Who may.", "cues": [{"term": "trawler"}]}
    )
    return dossiers.load(write(files))


def aliases(dossier: Dossier, id_: str) -> list[str]:
    return [alias.text for alias in dossier.entity(id_).aliases]


def test_no_edit_changes_nothing(dossier: Dossier) -> None:
    assert edited(dossier, []) == (dossier, (), ())


def test_an_entity_is_added_renamed_and_retyped(dossier: Dossier) -> None:
    after = edited(
        dossier,
        [
            edit(A.ADD_ENTITY, "grey-fund", kind="organisation", name="Grey Fund", party="north"),
            edit(A.CHANGE_ENTITY, "grey-fund", name="Gray Fund", kind="media", party=None),
        ],
    )
    entity = after.dossier.entity("grey-fund")
    assert (entity.name, entity.kind, entity.party) == ("Gray Fund", EntityKind.MEDIA, None)
    assert aliases(after.dossier, "grey-fund") == ["Grey Fund"]
    assert after.dossier.hash != dossier.hash and after.faults == ()


def test_a_merge_takes_spellings_roles_and_references(dossier: Dossier) -> None:
    after = edited(
        dossier,
        [edit(A.NOT_SAME, "southland", other="bo-west"), edit(A.MERGE_ENTITY, "bo-west", into="ann-east")],
    ).dossier
    assert "bo-west" not in {entity.id for entity in after.entities}
    assert aliases(after, "ann-east") == ["Bo West"]
    assert after.entity("southland").not_same_as == ("ann-east",)
    states = edited(dossier, [edit(A.MERGE_ENTITY, "northland", into="green-isle")]).dossier
    assert states.party("north").states == ("green-isle",)
    assert states.entity("green-isle").part_of is None


def test_a_spelling_goes_from_one_to_another(dossier: Dossier) -> None:
    moved = edited(dossier, [edit(A.REMOVE_ALIAS, "green-isle", text="Verdant Isle", into="southland")])
    assert aliases(moved.dossier, "green-isle") == ["緑島"]
    assert moved.dossier.entity("green-isle").not_named == ("Verdant Isle",)
    assert aliases(moved.dossier, "southland") == ["Verdant Isle"]
    back = edited(
        dossier, [*moved.taken, edit(A.REMOVE_ALIAS, "southland", text="verdant isle", into="green-isle")]
    )
    assert back.dossier.entity("green-isle").not_named == ()


def test_a_shared_spelling_parts_its_bearers_so_that_the_dossier_stays_sound(
    dossier: Dossier, tmp_path: Path
) -> None:
    after = edited(dossier, [edit(A.ADD_ALIAS, "bo-west", text="Ann East")]).dossier
    assert "ann-east" in after.entity("bo-west").not_same_as
    dossiers.write(after, tmp_path / "written")
    assert dossiers.check(tmp_path / "written") == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (edit(A.CHANGE_ENTITY, "nobody", name="X"), "There is no name 'nobody'"),
        (edit(A.CHANGE_ENTITY, "bo-west", party="east"), "There is no party 'east'"),
        (edit(A.CHANGE_ENTITY, "bo-west", kind="ghost"), "cannot be read"),
        (edit(A.CHANGE_ENTITY, "bo-west", name=" "), "cannot be empty"),
        (edit(A.ADD_ENTITY, "bo-west", kind="person", name="Bo"), "already is a name"),
        (edit(A.MERGE_ENTITY, "green-isle", into="southland"), "are not the same"),
        (edit(A.MERGE_ENTITY, "bo-west", into="bo-west"), "with itself"),
        (edit(A.MERGE_ENTITY, "bo-west"), "cannot be read"),
        (edit(A.REMOVE_ALIAS, "bo-west", text="Bo", into="nobody"), "There is no name 'nobody'"),
        (edit(A.MERGE_ISSUE, "fish", into="fish"), "with itself"),
        (edit(A.ADD_PARTY, "east", name="East", letter="E", badge="square", states=["x"]), "two parties"),
        (edit(A.CHANGE_PARTY, "north", badge="star"), "cannot be read"),
        (edit(A.ADD_CUE, "fish", term=" "), "A cue needs a term"),
    ],
)
def test_what_does_not_fit_is_named_and_leaves_no_trace(
    dossier: Dossier, wrong: DossierEdit, words: str
) -> None:
    good = edit(A.CHANGE_ENTITY, "bo-west", name="Bo Weston")
    after = edited(dossier, [wrong, good])
    assert [fault.edit for fault in after.faults] == [wrong]
    assert words in after.faults[0].sentence
    assert after.dossier == edited(dossier, [good]).dossier


def test_issues_are_added_merged_split_ordered_and_dropped(dossier: Dossier) -> None:
    def ids(*edits: DossierEdit) -> list[str]:
        return [issue.id for issue in edited(dossier, edits).dossier.issues]

    new = edit(A.ADD_ISSUE, "tax", name="Tax", cues=[{"term": "tariff"}], at=1)
    assert ids(new) == ["border", "tax", "fish"]
    assert ids(new, edit(A.ORDER_ISSUES, order=["fish", "gone"])) == ["fish", "border", "tax"]
    assert ids(edit(A.DROP_ISSUE, "fish")) == ["border"]
    merge = edit(A.MERGE_ISSUE, "fish", into="border")
    assert [c.term for c in edited(dossier, [merge]).dossier.issue("border").cues] == [
        "border",
        "boundary",
        "trawler",
    ]
    split = edit(A.SPLIT_ISSUE, "border", id="line", name="Line", terms=["boundary"])
    after = edited(dossier, [split]).dossier
    assert [issue.id for issue in after.issues] == ["border", "line", "fish"]
    assert [[cue.term for cue in issue.cues] for issue in after.issues] == [
        ["border"],
        ["boundary"],
        ["trawler"],
    ]
    now = issue_ids([merge, edit(A.DROP_ISSUE, "border")])
    assert (now("fish"), now("border"), now("other")) == (None, None, "other")
    assert issue_ids([merge])("fish") == "border"


def test_cues_and_parties_are_changed(dossier: Dossier) -> None:
    after = edited(
        dossier,
        [
            edit(A.ADD_CUE, "border", term="Fence ", weight=0.5),
            edit(A.ADD_CUE, "border", term="border", weight=1.5),
            edit(A.REMOVE_CUE, "border", term="boundary"),
            edit(A.CHANGE_ISSUE, "fish", name="Fisheries"),
            edit(A.CHANGE_PARTY, "north", name="The North", letter="T"),
        ],
    ).dossier
    assert [(cue.term, cue.weight) for cue in after.issue("border").cues] == [("border", 1.5), ("fence", 0.5)]
    assert (after.issue("fish").name, after.party("north").name) == ("Fisheries", "The North")


def test_only_what_bears_on_finding_goes_into_analysis(dossier: Dossier) -> None:
    edits = [
        edit(A.CHANGE_ENTITY, "bo-west", name="Bo Weston", party="south"),
        edit(A.MERGE_ENTITY, "bo-west", into="ann-east"),
        edit(A.MERGE_ENTITY, "?bw", into="ann-east", texts=["BW"]),
        edit(A.NO_NAME, text="East"),
        edit(A.ORDER_ISSUES, order=["fish"]),
    ]
    found_by = edited(dossier, for_analysis(edits)).dossier
    assert aliases(found_by, "bo-west") == ["Bo Weston"]
    assert found_by.entity("bo-west").party is None
    assert aliases(found_by, "ann-east") == ["BW"]
    assert found_by.no_names == ()
    assert edited(dossier, for_analysis(edits[3:])).dossier.hash == dossier.hash


def key(naming: Naming, key: str, text: str) -> str | None:
    named = naming.of(key, text, text, EntityKind.PERSON, None)
    return named and named.key


def naming(dossier: Dossier, *edits: DossierEdit) -> Naming:
    after = edited(dossier, edits)
    return Naming(after.dossier, after.taken)


def test_what_was_found_is_shown_by_the_edits(dossier: Dossier) -> None:
    merged = naming(dossier, edit(A.MERGE_ENTITY, "bo-west", into="ann-east"))
    assert key(merged, "bo-west", "West") == "ann-east"
    split = naming(dossier, edit(A.REMOVE_ALIAS, "bo-west", text="West", into="ann-east"))
    assert (key(split, "bo-west", "WEST"), key(split, "bo-west", "Bo West")) == ("ann-east", "bo-west")
    loose = naming(dossier, edit(A.REMOVE_ALIAS, "bo-west", text="West"))
    assert key(loose, "bo-west", "West") == "?west"
    named = naming(dossier, edit(A.ADD_ENTITY, "cy", kind="person", name="Cy North", keys=["?north"]))
    assert key(named, "?north", "North") == key(named, "?x", "Cy North") == "cy"
    none = naming(dossier, edit(A.NO_NAME, text="The Isle"))
    assert (key(none, "?isle", "Isle"), key(none, "?isle", "Isles")) == (None, "?isle")
    again = naming(dossier, edit(A.NO_NAME, text="Isle"), edit(A.ADD_ALIAS, "green-isle", text="Isle"))
    assert key(again, "?isle", "Isle") == "green-isle"


def test_merge_then_split_and_undoing_an_addition(dossier: Dossier) -> None:
    both = naming(
        dossier,
        edit(A.MERGE_ENTITY, "bo-west", into="ann-east"),
        edit(A.ADD_ENTITY, "bo-2", kind="person", name="Bo the Second"),
        edit(A.REMOVE_ALIAS, "ann-east", text="West", into="bo-2"),
    )
    assert (key(both, "bo-west", "West"), key(both, "bo-west", "Bo West")) == ("bo-2", "ann-east")
    # Found by an edited dossier whose edit was undone since: it is as unknown as before.
    assert key(naming(dossier), "bo-2", "Second") == "?second"


_IDS = st.sampled_from(["northland", "southland", "green-isle", "ann-east", "bo-west", "new-1", "?found"])
_TEXTS = st.sampled_from(["West", "Bo West", "Verdant Isle", "Isle", "Found", "Ann East", ""])
_EDITS = st.lists(
    st.one_of(
        st.builds(
            lambda t, n, p: edit(A.CHANGE_ENTITY, t, name=n, party=p),
            _IDS,
            _TEXTS,
            st.sampled_from([None, "north", "east"]),
        ),
        st.builds(lambda t, n: edit(A.ADD_ENTITY, t, name=n, kind="person"), _IDS, _TEXTS),
        st.builds(lambda t, x: edit(A.ADD_ALIAS, t, text=x), _IDS, _TEXTS),
        st.builds(
            lambda t, x, i: edit(A.REMOVE_ALIAS, t, text=x, into=i), _IDS, _TEXTS, st.one_of(st.none(), _IDS)
        ),
        st.builds(lambda t, i, x: edit(A.MERGE_ENTITY, t, into=i, texts=[x]), _IDS, _IDS, _TEXTS),
        st.builds(lambda t, o: edit(A.NOT_SAME, t, other=o), _IDS, _IDS),
        st.builds(lambda x: edit(A.NO_NAME, text=x), _TEXTS),
    ),
    max_size=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_EDITS, key_=_IDS, text=_TEXTS)
def test_any_edits_leave_a_sound_dossier_and_lead_somewhere(
    dossier: Dossier, tmp_path_factory: pytest.TempPathFactory, edits: list[DossierEdit], key_: str, text: str
) -> None:
    after = edited(dossier, edits)
    assert len(after.taken) + len(after.faults) == len(edits)
    ids = {entity.id for entity in after.dossier.entities}
    for entity in after.dossier.entities:
        assert entity.id not in entity.not_same_as and set(entity.not_same_as) <= ids
        assert entity.part_of is None or entity.part_of in ids
    for party in after.dossier.parties:
        assert party.states and set(party.states) <= ids
    # An id that only edits know must be a slug to be written; those of "?" are for found names alone.
    now = key(Naming(after.dossier, after.taken), key_, text)
    assert now is None or now.startswith("?") or now in ids
    assert edited(dossier, after.taken).dossier == after.dossier
    assert edited(after.dossier, []).dossier == after.dossier


def test_a_written_dossier_is_read_as_it_was(dossier: Dossier, tmp_path: Path) -> None:
    after = edited(
        dossier,
        [
            edit(A.REMOVE_ALIAS, "green-isle", text="Verdant Isle"),
            edit(A.NO_NAME, text="Isle"),
            edit(A.CHANGE_ENTITY, "ann-east", roles=[{"title": "Envoy", "from": "2004"}]),
        ],
    ).dossier
    dossiers.write(after, tmp_path / "out")
    assert dossiers.load(tmp_path / "out") == after
    with pytest.raises(FileExistsError):
        dossiers.write(after, tmp_path / "out")


def test_the_shipped_dossiers_come_back_as_written(tmp_path: Path) -> None:
    from diptych import paths

    for folder in paths.shipped_dossiers():
        loaded = dossiers.load(folder)
        dossiers.write(loaded, tmp_path / folder.name)
        assert dossiers.load(tmp_path / folder.name) == loaded

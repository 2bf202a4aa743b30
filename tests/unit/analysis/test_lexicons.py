from __future__ import annotations

import pytest

from diptych.analysis.lexicons import load, noun_forms, verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("hope", {"hope", "hopes", "hoped", "hoping"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("push", {"push", "pushes", "pushed", "pushing"}),
        ("cancel", {"cancels", "cancelled", "canceled", "cancelling", "canceling"}),
        ("annoy", {"annoys", "annoyed"}),
        ("reject", {"rejected"}),
    ],
)
def test_regular_verbs_are_spelled_out(base: str, forms: set[str]) -> None:
    assert forms <= verb_forms(base)


@pytest.mark.parametrize(
    ("base", "wrong"), [("reject", "rejectted"), ("hope", "hopeed"), ("deny", "denyed"), ("view", "viewwed")]
)
def test_verbs_are_not_misspelled(base: str, wrong: str) -> None:
    assert wrong not in verb_forms(base)


def test_nouns_have_a_plural() -> None:
    assert noun_forms("policy") == {"policy", "policies"} and noun_forms("approach") == {
        "approach",
        "approaches",
    }


@pytest.mark.parametrize(
    ("form", "group"),
    [
        ("hopes", "wants"),
        ("sought", "wants"),
        ("insisted", "demands"),
        ("rejecting", "opposes"),
        ("told", "says"),
        ("withdrew", "acts_against"),
    ],
)
def test_forms_lead_to_their_group(form: str, group: str) -> None:
    assert any(cue.group == group for cue in load().verbs[form])


def test_what_must_follow_comes_first() -> None:
    cues = load().verbs["calls"]
    assert [bool(cue.follow) for cue in cues] == sorted((bool(cue.follow) for cue in cues), reverse=True)


def test_no_lexicon_holds_upper_case_cues() -> None:
    tables = load()
    for cues in (tables.verbs, tables.nouns, tables.adjectives):
        assert all(form == form.lower() for form in cues)

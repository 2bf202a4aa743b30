"""Warnings on the terms of issues, in sentences that an analyst understands."""

from __future__ import annotations

from diptych.dossier import Cue, Issue
from diptych.dossier.problem import Located
from diptych.dossier.rules import issue_problems


def located(id_: str, *cues: Cue) -> Located[Issue]:
    issue = Issue(id=id_, name=id_.title(), description="What it is about", cues=cues)
    return Located("issues.toml", f"issues.{id_}", issue)


def warnings(*issues: Located[Issue]) -> list[str]:
    return [each.sentence for each in issue_problems(issues) if each.warning]


def test_terms_that_are_all_weak_are_told() -> None:
    assert warnings(located("fish", Cue(term="boat", weight=0.5))) == [
        "None of its terms is enough alone: give at least one a weight of 1 or more."
    ]
    assert warnings(located("other", Cue(term="boat", weight=0.5))) == []
    assert warnings(located("fish", Cue(term="boat", weight=0.5), Cue(term="cod"))) == []


def test_a_term_of_two_issues_alike_is_told() -> None:
    one, other = located("fish", Cue(term="fleet")), located("forces", Cue(term="fleet"), Cue(term="army"))
    assert warnings(one, other) == ["The term “fleet” points to “Fish” just as much: weigh one less."]
    assert warnings(one, located("forces", Cue(term="fleet", weight=1.5))) == []

from __future__ import annotations

from diptych.analysis.issues import IssueFinder, faded
from diptych.dossier import Dossier


def issues(dispute: Dossier, text: str) -> list[str]:
    finder = IssueFinder(dispute)
    return [issue for issue, _ in finder.chosen(finder.scores(text), {})]


def test_terms_count_once_and_longer_ones_hide_shorter(dispute: Dossier) -> None:
    finder = IssueFinder(dispute)
    assert finder.scores("the Grey Islands, the grey islands") == {"islands": 1.5}


def test_plurals_and_possessives_follow(dispute: Dossier) -> None:
    assert issues(dispute, "two treaties") == ["other"]
    assert issues(dispute, "the treaty's end") == ["treaty"]


def test_terms_are_whole_words(dispute: Dossier) -> None:
    assert issues(dispute, "a code of conduct") == ["other"]


def test_several_issues_best_first(dispute: Dossier) -> None:
    assert issues(dispute, "a treaty on the islands") == ["treaty", "islands"]


def test_context_decides_where_the_words_are_silent(dispute: Dossier) -> None:
    finder = IssueFinder(dispute)
    context = faded({}, finder.scores("the treaty"))
    assert [issue for issue, _ in finder.chosen({}, context)] == ["treaty"]
    for _ in range(4):
        context = faded(context, {})
    assert [issue for issue, _ in finder.chosen({}, context)] == ["other"]

"""Verdicts on mentions and edits of the dossier in the library: kept apart, as one act, with their texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.errors import NotFound
from diptych.library import Library
from diptych.library.census import Spelling
from diptych.model import (
    Analysis,
    ChangeKind,
    DossierEdit,
    EditAction,
    EntityKind,
    Mention,
    MentionOverride,
    MentionVerdict,
)

Add = Callable[..., int]
TEXT = "Ann Elm met Ben Oak. Elm spoke."


def verdict(start: int = 0, end: int = 7, verdict: MentionVerdict = MentionVerdict.NAMES) -> MentionOverride:
    return MentionOverride(
        text_id=1, start=start, end=end, verdict=verdict, entity="elm", name="Ann Elm", party="north"
    )


EDIT = DossierEdit(action=EditAction.ADD_ALIAS, target="elm", content={"text": "Elm", "keys": ["?elm"]})


def found(*spans: tuple[int, int, str]) -> Analysis:
    mentions = tuple(
        Mention(
            start=start,
            end=end,
            text=TEXT[start:end],
            entity=key,
            name=key,
            kind=EntityKind.PERSON,
            party=None,
            method="gazetteer",
        )
        for start, end, key in spans
    )
    return Analysis(sentences=(), mentions=mentions, positions=())


def test_verdicts_and_edits_are_one_act(library: Library, add: Add) -> None:
    article = add("a", TEXT)
    changes = library.correct_names("Name Elm", (verdict(),), (EDIT,), dossier="north-south")
    assert changes.label == library.undo_label() == "Name Elm"
    assert changes.kinds == {ChangeKind.ENTITIES, ChangeKind.POSITIONS}
    assert changes.articles == {article}
    (kept,) = library.mention_overrides()
    assert (kept.quote, kept.entity, kept.name, kept.party) == ("Ann Elm", "elm", "Ann Elm", "north")
    (edit,) = library.dossier_edits("north-south")
    assert (edit.action, edit.target, edit.content) == (EDIT.action, EDIT.target, EDIT.content)
    assert library.dossier_edits("another") == ()
    library.undo()
    assert (library.mention_overrides(), library.dossier_edits("north-south")) == ([], ())
    library.redo()
    assert (library.mention_overrides(), library.dossier_edits("north-south")) == ([kept], (edit,))


def test_a_verdict_stands_in_place_of_an_earlier_one_and_is_taken_back(library: Library, add: Add) -> None:
    add("a", TEXT)
    library.correct_names("One", (verdict(),))
    library.correct_names("Two", (verdict(verdict=MentionVerdict.NO_NAME),))
    (kept,) = library.mention_overrides([1])
    assert kept.verdict is MentionVerdict.NO_NAME
    library.correct_names("Three", taken_back=(kept.id,))
    assert library.mention_overrides() == []
    with pytest.raises(NotFound):
        library.correct_names("Four", taken_back=(kept.id,))
    with pytest.raises(ValueError, match="not in a text"):
        library.correct_names("Five", (verdict(30, 99),))
    assert library.undo_label() == "Three", "an act that fails leaves nothing"


def test_what_the_machine_finds_leaves_the_analysts_word_alone(library: Library, add: Add) -> None:
    add("a", TEXT)
    library.correct_names("One", (verdict(),), (EDIT,), dossier="d")
    before = (library.mention_overrides(), library.dossier_edits("d"))
    library.save_analysis(1, found((0, 7, "elm")), "hash")
    assert (library.mention_overrides(), library.dossier_edits("d")) == before
    assert library.check() == []


def test_articles_are_marked_to_be_analysed_anew_until_they_are(library: Library, add: Add) -> None:
    first, second = add("a", TEXT), add("b", TEXT + " Again.")
    for article in (first, second):
        library.save_analysis(library.article(article).text_id, found(), "hash")
    assert library.pending_analysis("hash") == []
    library.mark_stale([second, 99])
    library.mark_stale([second])
    assert library.pending_analysis("hash") == [second]
    assert {state for state, _ in library.analysis_states("hash").values()} == {"done"}
    library.save_analysis(library.article(second).text_id, found(), "hash")
    assert library.pending_analysis("hash") == []


def test_spellings_are_counted_and_kept_until_something_is_found(library: Library, add: Add) -> None:
    add("a", TEXT)
    library.save_analysis(1, found((0, 7, "elm"), (12, 19, "?ben oak"), (21, 24, "elm")), "hash")
    counted = {(s.key, s.text): (list(texts), list(n)) for s, (texts, n) in library.spellings().items()}
    assert counted == {
        ("elm", "Ann Elm"): ([1], [1]),
        ("elm", "Elm"): ([1], [1]),
        ("?ben oak", "Ben Oak"): ([1], [1]),
    }
    read = library.spellings()
    library.correct_names("One", (verdict(),))
    assert library.spellings() is read
    elms: list[Spelling] = [each for each in read if each.key == "elm"]
    assert [(article, text, *span) for article, text, span, _, _ in library.found_in(elms)] == [
        (1, 1, 0, 7),
        (1, 1, 21, 24),
    ]
    library.save_analysis(1, found((0, 7, "elm")), "hash")
    assert len(library.spellings()) == 1

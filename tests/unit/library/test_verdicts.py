from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.errors import NotFound
from diptych.library import Library
from diptych.model import Analysis, ChangeKind, Direction, Override, Position, Span, Stance, Verdict, Voice

Add = Callable[..., int]
TEXT = "The minister said no. Then nothing more was said about it all."


def found(*stances: tuple[str, Direction], start: int = 4, end: int = 20, party: str = "a") -> Position:
    return Position(
        start=start,
        end=end,
        sentence=0,
        party=party,
        holder="the minister",
        voice=Voice.OFFICIAL,
        stances=tuple(Stance(issue=issue, direction=way, confidence=0.4) for issue, way in stances),
        quoted=False,
        reported_by=None,
        rule="r",
    )


def verdict(
    kind: Verdict,
    issue: str = "peace",
    direction: Direction = Direction.OPPOSES,
    *,
    start: int = 4,
    end: int = 20,
    party: str = "a",
    note: str = "",
) -> Override:
    return Override(
        text_id=1,
        start=start,
        end=end,
        holder="the minister",
        issue=issue,
        verdict=kind,
        party=party,
        voice=Voice.OFFICIAL,
        direction=direction,
        note=note,
    )


PEACE, TRADE = ("peace", Direction.OPPOSES), ("trade", Direction.SUPPORTS)


@pytest.fixture
def article(library: Library, add: Add) -> int:
    id_ = add("a", TEXT)
    save(library, found(PEACE, TRADE))
    return id_


def save(library: Library, *positions: Position) -> None:
    library.save_analysis(1, Analysis(sentences=(), mentions=(), positions=positions), "hash")


def standing(library: Library) -> list[tuple[bool, str, list[tuple[str, str, float]]]]:
    return [
        (
            each.own,
            each.position.party,
            [(stance.issue, stance.direction.value, stance.confidence) for stance in each.stances],
        )
        for each in library.positions()
    ]


def test_a_verdict_is_kept_with_its_quote(library: Library, article: int) -> None:
    changes = library.override(verdict(Verdict.CONFIRMED, note="sure"))
    (kept,) = library.overrides()
    assert (kept.article, kept.quote, kept.before) == (article, TEXT[4:20], TEXT[:4])
    assert (kept.after, kept.note, kept.verdict) == (TEXT[20:52], "sure", Verdict.CONFIRMED)
    assert changes.kinds == {ChangeKind.POSITIONS}
    assert changes.articles == {article}
    assert changes.label == "Confirm a position"
    assert library.overrides([article]) == [kept]
    assert library.overrides([]) == []


def test_a_confirmed_stance_is_certain_and_the_others_stay(library: Library, article: int) -> None:
    library.override(verdict(Verdict.CONFIRMED))
    assert standing(library) == [(False, "a", [("peace", "opposes", 1.0), ("trade", "supports", 0.4)])]
    (position,) = library.positions()
    assert [each.verdict for each in position.verdicts] == [Verdict.CONFIRMED]
    assert position.position == found(PEACE, TRADE), "what the machine found is still told"


def test_a_rejected_stance_is_gone(library: Library, article: int) -> None:
    library.override(verdict(Verdict.REJECTED))
    assert standing(library) == [(False, "a", [("trade", "supports", 0.4)])]
    assert len(library.positions(issue="peace")) == 1, "it is still listed, so that it can be taken back"


def test_an_edited_stance_stands_as_edited(library: Library, article: int) -> None:
    library.override(verdict(Verdict.EDITED, direction=Direction.CONDITIONAL))
    assert standing(library) == [(False, "a", [("peace", "conditional", 1.0), ("trade", "supports", 0.4)])]


def test_a_stance_edited_to_another_party_becomes_the_analysts_own(library: Library, article: int) -> None:
    library.override(verdict(Verdict.EDITED, party="b"))
    assert standing(library) == [
        (False, "a", [("trade", "supports", 0.4)]),
        (True, "b", [("peace", "opposes", 1.0)]),
    ]


def test_a_position_is_added(library: Library, article: int) -> None:
    library.override(verdict(Verdict.ADDED, "fish", Direction.DEMANDS, start=22, end=26))
    added = library.positions()[-1]
    assert (added.own, added.quote, added.broken) == (True, "Then", False)
    assert added.position.rule == "the analyst"
    assert added.stances == (Stance(issue="fish", direction=Direction.DEMANDS, confidence=1.0),)


def test_asking_for_one_issue_gives_what_asking_for_all_does(library: Library, article: int) -> None:
    save(library, found(PEACE, TRADE), found(("fish", Direction.OFFERS), start=22, end=30))
    library.override(verdict(Verdict.CONFIRMED))
    library.override(verdict(Verdict.EDITED, "trade", party="b"))
    library.override(verdict(Verdict.ADDED, "fish", Direction.DEMANDS))
    library.override(verdict(Verdict.CONFIRMED, "fish", Direction.OFFERS, start=22, end=30))
    library.override(verdict(Verdict.ADDED, "peace", start=22, end=30))
    everything = library.positions()
    for issue in ("peace", "trade", "fish", "none"):
        expected = [
            each for each in everything if issue in {stance.issue for stance in each.position.stances}
        ]
        assert library.positions(issue=issue) == expected


def test_verdicts_outlive_a_new_analysis(library: Library, article: int) -> None:
    library.override(verdict(Verdict.CONFIRMED))
    library.override(verdict(Verdict.REJECTED, "trade", Direction.SUPPORTS))
    before = standing(library)
    save(library, found(PEACE, TRADE))
    assert standing(library) == before

    save(library, found(("peace", Direction.SUPPORTS)))
    assert standing(library) == [(False, "a", [("peace", "opposes", 1.0)])], "the analyst wins"

    save(library, found(PEACE, party="b"))
    assert standing(library) == [(False, "b", []), (True, "a", [("peace", "opposes", 1.0)])]

    save(library)
    assert standing(library) == [(True, "a", [("peace", "opposes", 1.0)])]
    assert len(library.overrides()) == 2
    assert library.check() == []


def test_a_second_verdict_takes_the_place_of_the_first(library: Library, article: int) -> None:
    library.override(verdict(Verdict.CONFIRMED))
    library.override(verdict(Verdict.REJECTED))
    assert [each.verdict for each in library.overrides()] == [Verdict.REJECTED]
    library.undo()
    assert [each.verdict for each in library.overrides()] == [Verdict.CONFIRMED]


def test_a_verdict_is_taken_back(library: Library, article: int) -> None:
    library.override(verdict(Verdict.REJECTED))
    (kept,) = library.overrides()
    library.clear_override(kept.id)
    assert standing(library) == [(False, "a", [("peace", "opposes", 0.4), ("trade", "supports", 0.4)])]
    library.undo()
    assert library.overrides() == [kept]
    with pytest.raises(NotFound, match="no verdict 99"):
        library.clear_override(99)


def test_a_verdict_outside_the_text_is_refused(library: Library, article: int) -> None:
    for start, end in ((0, 99), (3, 3), (-1, 4)):
        with pytest.raises(ValueError, match="not in a text"):
            library.override(verdict(Verdict.ADDED, start=start, end=end))
    assert library.overrides() == []
    assert library.undo_label() == "Import “a”"


def test_verdicts_in_the_bin_are_not_listed(library: Library, article: int) -> None:
    library.override(verdict(Verdict.CONFIRMED))
    library.bin([article])
    assert library.overrides() == []
    assert library.positions() == []
    assert len(library.overrides([article])) == 1


def test_a_mark_keeps_its_quote(library: Library, article: int) -> None:
    id_, changes = library.add_highlight(1, Span(4, 12), 3, "a note\nin lines")
    (mark,) = library.highlights(article)
    assert (mark.id, mark.article, mark.text_id, mark.start, mark.end) == (id_, article, 1, 4, 12)
    assert (mark.quote, mark.before, mark.after) == ("minister", "The ", TEXT[12:44])
    assert (mark.colour, mark.note, mark.broken) == (3, "a note\nin lines", False)
    assert (changes.articles, changes.label) == (frozenset({article}), "Highlight")
    assert changes.kinds == {ChangeKind.HIGHLIGHTS}


def test_a_mark_is_changed_and_removed(library: Library, article: int) -> None:
    id_, _ = library.add_highlight(1, Span(4, 12), 3, "note")
    library.change_highlight(id_, colour=5)
    assert [(each.colour, each.note) for each in library.highlights()] == [(5, "note")]
    library.change_highlight(id_, note="")
    assert [(each.colour, each.note) for each in library.highlights()] == [(5, "")]
    library.remove_highlight(id_)
    assert library.highlights() == []
    with pytest.raises(NotFound, match=f"no highlight {id_}"):
        library.remove_highlight(id_)
    with pytest.raises(NotFound, match=f"no highlight {id_}"):
        library.change_highlight(id_, colour=1)


def test_marks_come_in_the_order_of_the_text(library: Library, add: Add, article: int) -> None:
    other = add("b", TEXT)
    for text, start in ((2, 1), (1, 9), (1, 2)):
        library.add_highlight(text, Span(start, start + 1), 1)
    assert [(each.article, each.start) for each in library.highlights()] == [
        (article, 2),
        (article, 9),
        (other, 1),
    ]
    assert [each.start for each in library.highlights(article)] == [2, 9]
    library.bin([article])
    assert [each.article for each in library.highlights()] == [other]

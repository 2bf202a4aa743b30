from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.errors import NotFound
from diptych.library import Library
from diptych.model import (
    Analysis,
    AnalysisState,
    ChangeKind,
    Direction,
    EntityKind,
    Mention,
    Position,
    Reason,
    ReasonStep,
    Span,
    Stance,
    Strength,
    Voice,
)

Add = Callable[..., int]
TEXT = "The minister of Aland said 𝔘 no. Bland agreed to talks."


def mention(
    name: str, start: int, *, entity: str = "", party: str | None = None, score: float = 0.1
) -> Mention:
    return Mention(
        start=start,
        end=start + len(name),
        text=name,
        entity=entity or name.lower(),
        name=name.upper(),
        kind=EntityKind.PLACE,
        party=party,
        method="gazetteer",
        score=score,
    )


def position(start: int, end: int, *stances: tuple[str, Direction, float], holder: str = "m") -> Position:
    return Position(
        start=start,
        end=end,
        sentence=0,
        party="a",
        holder=holder,
        voice=Voice.OFFICIAL,
        stances=tuple(
            Stance(issue=i, direction=d, confidence=c, strength=Strength.FIRM) for i, d, c in stances
        ),
        quoted=True,
        reported_by="media",
        rule="a cue of saying",
        reasons=(
            Reason(step=ReasonStep.CUE, words="“said” reports words", start=start, end=end),
            Reason(step=ReasonStep.HOLDER, words="m, by the entity's record"),
        ),
    )


ANALYSIS = Analysis(
    sentences=(Span(0, 32), Span(33, 55)),
    mentions=(mention("Aland", 16, party="a", score=1 / 3), mention("Bland", 33)),
    positions=(
        position(27, 31, ("peace", Direction.OPPOSES, 0.1 + 0.2), ("trade", Direction.NEUTRAL, 1.0)),
        position(33, 54, ("peace", Direction.OFFERS, 0.5), holder="Bland"),
    ),
)


def test_what_was_found_comes_back_as_it_was(library: Library, add: Add) -> None:
    id_ = add("a", TEXT)
    changes = library.save_analysis(1, ANALYSIS, "hash")
    assert (changes.articles, changes.label) == (frozenset({id_}), "")
    assert changes.kinds == {ChangeKind.ENTITIES, ChangeKind.POSITIONS}

    assert tuple(each.mention for each in library.mentions(id_)) == ANALYSIS.mentions
    stored = library.positions([id_])
    assert tuple(each.position for each in stored) == ANALYSIS.positions
    assert [each.stances for each in stored] == [each.stances for each in ANALYSIS.positions]
    assert [(each.quote, each.before, each.after) for each in stored] == [
        ("𝔘 no", TEXT[:27], TEXT[31:]),
        (TEXT[33:54], TEXT[1:33], "."),
    ]
    assert not any(each.broken or each.own for each in stored)
    assert library.sentences(id_) == ANALYSIS.sentences


def test_analysing_again_replaces_what_was_found(library: Library, add: Add) -> None:
    id_ = add("a", TEXT)
    library.save_analysis(1, ANALYSIS, "hash")
    library.save_analysis(1, Analysis(sentences=(), mentions=ANALYSIS.mentions[:1], positions=()), "new")
    assert [each.mention.text for each in library.mentions(id_)] == ["Aland"]
    assert library.positions() == []
    assert library.check() == []


def test_one_analysis_touches_no_other_text(library: Library, add: Add) -> None:
    a, b = add("a", TEXT), add("b", TEXT + " More.")
    library.save_analysis(1, ANALYSIS, "hash")
    library.save_analysis(2, ANALYSIS, "hash")
    library.save_analysis(1, Analysis(sentences=(), mentions=(), positions=()), "hash")
    assert library.mentions(a) == []
    assert len(library.mentions(b)) == 2
    assert {each.article for each in library.positions()} == {b}


def test_an_entity_that_is_named_otherwise_elsewhere_keeps_its_name(library: Library, add: Add) -> None:
    a, b = add("a", TEXT), add("b", TEXT)
    for text, party in ((1, None), (2, "a")):
        found = (mention("Aland", 16, entity="x", party=party),)
        library.save_analysis(text, Analysis(sentences=(), mentions=found, positions=()), "hash")
    assert [library.mentions(each)[0].mention.party for each in (a, b)] == [None, "a"]


def test_positions_are_narrowed_by_article_and_issue(library: Library, add: Add) -> None:
    a, b = add("a", TEXT), add("b", TEXT)
    for text in (1, 2):
        library.save_analysis(text, ANALYSIS, "hash")
    assert [each.article for each in library.positions()] == [a, a, b, b]
    assert [each.article for each in library.positions([b], "trade")] == [b]
    assert library.positions([], "trade") == []
    assert library.positions(None, "fish") == []
    library.bin([a])
    assert [each.article for each in library.positions()] == [b, b]
    assert len(library.positions([a])) == 2, "asked for by id, one in the bin is shown too"


@pytest.mark.parametrize(
    "wrong",
    [
        Analysis(sentences=(), mentions=(mention("Aland", 15),), positions=()),
        Analysis(sentences=(), mentions=(), positions=(position(50, 57, ("i", Direction.OFFERS, 1.0)),)),
        Analysis(sentences=(), mentions=(), positions=(position(5, 5, ("i", Direction.OFFERS, 1.0)),)),
        Analysis(sentences=(), mentions=(), positions=(position(-3, 5, ("i", Direction.OFFERS, 1.0)),)),
    ],
)
def test_a_finding_that_is_not_in_the_text_is_refused_whole(
    library: Library, add: Add, wrong: Analysis
) -> None:
    id_ = add("a", TEXT)
    library.save_analysis(1, ANALYSIS, "hash")
    with pytest.raises(ValueError, match="text"):
        library.save_analysis(1, wrong, "hash")
    assert len(library.mentions(id_)) == len(library.positions([id_])) == 2


def test_a_text_that_is_not_there_is_said_so(library: Library) -> None:
    with pytest.raises(NotFound, match="no text 9"):
        library.save_analysis(9, ANALYSIS, "hash")
    with pytest.raises(NotFound, match="no text 9"):
        library.fail_analysis(9, "hash", "reason")


def test_what_is_pending_depends_on_dossier_and_program(library: Library, add: Add) -> None:
    a, b, c, d = (add(title, TEXT) for title in "abcd")
    library.bin([d])
    library.save_analysis(1, ANALYSIS, "hash")
    library.save_analysis(2, Analysis(sentences=(), mentions=(), positions=(), analysed=False), "hash")
    library.fail_analysis(3, "hash", "It took too long.")
    e = add("e", TEXT)

    assert library.pending_analysis("hash") == [e]
    assert library.pending_analysis("other") == [a, b, c, e]
    assert library.pending_analysis("hash", program="9.9") == [a, b, c, e]
    assert library.analysis_states("hash") == {
        a: (AnalysisState.DONE, ""),
        b: (AnalysisState.UNSUPPORTED, ""),
        c: (AnalysisState.FAILED, "It took too long."),
        e: (AnalysisState.PENDING, ""),
    }
    assert {state for state, _ in library.analysis_states("other").values()} == {AnalysisState.PENDING}
    library.restore([d])
    assert library.pending_analysis("hash") == [d, e]


def test_a_dossier_is_kept_under_its_hash(library: Library) -> None:
    library.keep_dossier("hash", "id", "Name", "1", "{…}")
    library.keep_dossier("hash", "id", "Name", "1", "something else")
    assert library.dossier("hash") == "{…}"
    assert library.dossier("other") is None


def test_a_text_that_was_spoilt_breaks_the_claims_on_it(library: Library, add: Add) -> None:
    id_ = add("a", TEXT)
    library.save_analysis(1, ANALYSIS, "hash")
    library.add_highlight(1, Span(16, 21), 1)
    library._database.write(lambda db: db.execute("UPDATE texts SET text = 'x' || text"))
    assert all(each.broken for each in library.mentions(id_))
    assert all(each.broken for each in library.positions([id_]))
    assert all(each.broken for each in library.highlights(id_))
    assert len(library.check()) == 1 + 2 + 2 + 1

"""The desk of issues: cue terms and splits as one act each, what cues match, where evidence goes, parties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.dossier import Cue
from diptych.errors import DiptychError
from diptych.model import (
    Analysis,
    ArticleDate,
    Block,
    BlockKind,
    DatePrecision,
    Direction,
    Draft,
    Position,
    Stance,
    Voice,
)
from diptych.progress import Cancelled, Progress
from diptych.workspace import Evidence, Workspace
from diptych.workspace.cue_preview import marks

DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
FLAG = "The envoy asked for the flag on the pier."
FERRY = "The envoy asked for a ferry on Sundays."
TEXT = f"{FLAG} {FERRY} Nobody else said a word."


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        library, dossier = opened._library, opened.dispute.dossier
        issue = dossier.issues[0].id
        for number in range(3):
            text = f"{TEXT} This is number {number}."
            draft = Draft(
                title=f"Article {number}",
                text=text,
                blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
                importer="test",
                outlet="Harbour",
                date=ArticleDate(value=f"201{number}-01-01", precision=DatePrecision.DAY),
                language="en",
            )
            id_, _ = library.add(draft, str(number).encode(), f"/{number}.txt")
            found = tuple(position(text, quote, dossier.parties[0].id, issue) for quote in (FLAG, FERRY))
            analysis = Analysis(sentences=(), mentions=(), positions=found)
            library.save_analysis(library.article(id_).text_id, analysis, dossier.hash)
        yield opened


def position(text: str, quote: str, party: str, issue: str) -> Position:
    start = text.index(quote)
    return Position(
        start=start,
        end=start + len(quote),
        sentence=0,
        party=party,
        holder="the envoy",
        voice=Voice.OFFICIAL,
        stances=(Stance(issue=issue, direction=Direction.DEMANDS, confidence=0.8),),
        quoted=False,
        reported_by="author",
        rule="test",
    )


def first(workspace: Workspace) -> str:
    return workspace.dispute.dossier.issues[0].id


def evidence(workspace: Workspace, issue: str) -> list[Evidence]:
    shared = workspace.issues.shared(issue, ())
    return [*shared.goes, *shared.stays]


def test_the_rows_count_evidence_and_say_which_issue_lacks_terms(workspace: Workspace) -> None:
    desk = workspace.issues
    desk.add("Ferries")
    rows = {row.issue.name: row for row in desk.rows()}
    assert rows["Ferries"].weak and rows["Ferries"].changed and not rows["Ferries"].pieces
    row = next(row for row in desk.rows() if row.issue.id == first(workspace))
    assert row.pieces == 6 and not row.weak and not row.changed


def test_setting_aside_shows_in_the_rows_until_it_is_undone(workspace: Workspace) -> None:
    workspace.comparing.judging.set_aside(first(workspace), True)
    assert workspace.issues.rows()[0].aside
    workspace.undo()
    assert not workspace.issues.rows()[0].aside


def test_other_cue_terms_are_one_act_that_is_undone_as_one(workspace: Workspace) -> None:
    desk, issue = workspace.issues, first(workspace)
    before = workspace.dispute.issue(issue).cues
    wanted = (Cue(term="flag", weight=1.5), Cue(term=before[0].term, weight=0.3))
    desk.set_cues(issue, wanted)
    assert set(workspace.dispute.issue(issue).cues) == set(wanted)
    workspace.undo()
    assert workspace.dispute.issue(issue).cues == before
    workspace.redo()
    assert set(workspace.dispute.issue(issue).cues) == set(wanted)


def test_the_same_cue_terms_are_no_act(workspace: Workspace) -> None:
    issue = first(workspace)
    with pytest.raises(DiptychError, match="already so"):
        workspace.issues.set_cues(issue, workspace.dispute.issue(issue).cues)


def test_a_preview_counts_sentences_and_marks_the_terms(workspace: Workspace) -> None:
    found = workspace.issues.preview_all([Cue(term="flag"), Cue(term="airship")], Progress())
    assert (found.sentences, found.articles) == (3, 3)
    assert found.unused == ("airship",)
    match = found.first[0]
    assert match.words == FLAG
    assert [match.words[span.start : span.end] for span in match.terms] == ["flag"]
    assert workspace.article(match.article).text[match.span.start : match.span.end] == FLAG


def test_terms_that_do_not_suffice_match_nothing_alone_but_together(workspace: Workspace) -> None:
    half, other = Cue(term="flag", weight=0.6), Cue(term="pier", weight=0.6)
    assert workspace.issues.preview_all([half], Progress()).sentences == 0
    assert workspace.issues.preview_all([half, other], Progress()).sentences == 3


def test_a_preview_can_be_given_up(workspace: Workspace) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        workspace.issues.preview_all([Cue(term="flag")], progress)


def test_evidence_is_parted_by_the_terms_in_its_words(workspace: Workspace) -> None:
    shared = workspace.issues.shared(first(workspace), ["ferry"])
    assert {each.quote for each in shared.goes} == {FERRY}
    assert {each.quote for each in shared.stays} == {FLAG}


def test_a_split_with_evidence_by_hand_is_one_act(workspace: Workspace) -> None:
    issue = first(workspace)
    terms = [cue.term for cue in workspace.dispute.issue(issue).cues[:2]]
    ferry = next(each for each in evidence(workspace, issue) if each.quote == FERRY)
    flag = next(each for each in evidence(workspace, issue) if each.quote == FLAG)
    workspace.issues.split_with(issue, "Ferries", terms, goes=[ferry], stays=[flag])
    new = workspace.dispute.dossier.issues[1]
    assert new.name == "Ferries" and [cue.term for cue in new.cues] == terms
    assert [each.quote for each in evidence(workspace, new.id)] == [FERRY]
    assert len(evidence(workspace, issue)) == 5
    kept = next(each for each in evidence(workspace, issue) if each.verdict is not None)
    assert kept.quote == FLAG
    workspace.undo()
    assert new.id not in {each.id for each in workspace.dispute.dossier.issues}
    assert len(evidence(workspace, issue)) == 6
    assert all(each.verdict is None for each in evidence(workspace, issue))


def test_a_party_is_described_and_has_its_name_back(workspace: Workspace) -> None:
    party = workspace.issues.parties()[0]
    workspace.issues.describe_party(party.id, "Northland", "n", ["northern"])
    now = workspace.issues.parties()[0]
    assert (now.name, now.letter, now.demonyms) == ("Northland", "N", ("northern",))
    workspace.undo()
    assert workspace.issues.parties()[0] == party


@pytest.mark.parametrize(("name", "letter"), [("", "N"), ("Northland", ""), ("of the other", "X")])
def test_a_party_needs_a_name_and_letter_of_its_own(workspace: Workspace, name: str, letter: str) -> None:
    one, other = workspace.issues.parties()
    wanted = other.name if name == "of the other" else name
    with pytest.raises(DiptychError):
        workspace.issues.describe_party(one.id, wanted, letter, [])


def test_a_third_party_is_refused_in_words(workspace: Workspace) -> None:
    with pytest.raises(DiptychError, match="two parties"):
        workspace.issues.add_party("Somewhere", "S")


@given(st.text(max_size=80), st.lists(st.text("abc de", min_size=1, max_size=5).map(str.strip), max_size=4))
def test_marks_lie_within_the_words_apart_and_in_order(words: str, terms: list[str]) -> None:
    found = marks(words, [Cue(term=term) for term in terms if term])
    assert all(words[each.start : each.end].lower() in terms for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))

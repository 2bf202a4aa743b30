"""Corrections of names: what each act shows at once, everywhere, and that undoing leaves what was there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from diptych.dossier import Dossier, load
from diptych.errors import CorrectionRefused
from diptych.library import Library
from diptych.model import (
    Analysis,
    Block,
    BlockKind,
    ChangeKind,
    Direction,
    DossierEdit,
    Draft,
    EditAction,
    EntityKind,
    Mention,
    Position,
    Stance,
    StoredMention,
    Voice,
)
from diptych.progress import Progress
from diptych.workspace.corrections import Corrections
from diptych.workspace.dispute import Dispute
from diptych.workspace.name_acts import NameCorrection, Reaching, Saying, slug

_DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
ISLANDS = ("falkland-islands", "Falkland Islands", EntityKind.PLACE, None)
KIRCHNER = (
    "cristina-fernandez-de-kirchner",
    "Cristina Fernández de Kirchner",
    EntityKind.PERSON,
    "argentina",
)
RUIZ = ("?ruiz", "Ruiz", EntityKind.PERSON, None)
TEXTS = (
    "Kirchner named the Malvinas. Ruiz wants talks on sovereignty.",
    "Ruiz went home to Malvinas Street. Ruiz said no.",
    "Kirchner left. Carla Ruiz stayed. Elsa Ruiz too.",
)
NAMES = {
    "Kirchner": KIRCHNER,
    "Malvinas": ISLANDS,
    "Carla Ruiz": ("?carla ruiz", "Carla Ruiz", EntityKind.PERSON, None),
    "Elsa Ruiz": ("?elsa ruiz", "Elsa Ruiz", EntityKind.PERSON, None),
    "Ruiz": RUIZ,
}


def found(text: str) -> Analysis:
    mentions: list[Mention] = []
    for words, (key, name, kind, party) in NAMES.items():
        at = text.find(words)
        while at >= 0:
            if not any(each.start <= at < each.end for each in mentions):
                mentions.append(
                    Mention(
                        start=at,
                        end=at + len(words),
                        text=words,
                        entity=key,
                        name=name,
                        kind=kind,
                        party=party,
                    )
                )
            at = text.find(words, at + 1)
    positions = []
    if "wants" in text:
        start = text.index("Ruiz wants")
        positions.append(
            Position(
                start=start,
                end=len(text),
                sentence=1,
                party="third",
                holder="Ruiz",
                voice=Voice.OFFICIAL,
                stances=(Stance(issue="sovereignty", direction=Direction.DEMANDS, confidence=0.6),),
                quoted=False,
                reported_by=None,
                rule="r",
            )
        )
    mentions.sort(key=lambda each: each.start)
    return Analysis(sentences=(), mentions=tuple(mentions), positions=tuple(positions))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(_DOSSIER)


@pytest.fixture
def library(library_folder: Path, dossier: Dossier) -> Iterator[Library]:
    with Library.open(library_folder) as opened:
        for number, text in enumerate(TEXTS, 1):
            block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
            draft = Draft(title=f"Text {number}", text=text, blocks=(block,), importer="t", language="en")
            opened.add(draft, text.encode(), f"/{number}")
            opened.save_analysis(opened.article(number).text_id, found(text), dossier.hash)
        yield opened


@pytest.fixture
def dispute(library: Library, dossier: Dossier) -> Dispute:
    return Dispute(library, dossier)


@pytest.fixture
def names(dispute: Dispute) -> Corrections:
    return dispute.corrections


def shown(dispute: Dispute) -> list[list[tuple[str, str, str, str | None]]]:
    return [
        [
            (m.mention.text, m.mention.name, str(m.mention.kind), m.mention.party)
            for m in dispute.mentions(id_)
        ]
        for id_ in (1, 2, 3)
    ]


def counts(names: Corrections) -> dict[str, tuple[int, int]]:
    return {row.name: (row.mentions, row.articles) for row in names.rows()}


def mention(dispute: Dispute, article: int, text: str, nth: int = 0) -> StoredMention:
    return [each for each in dispute.mentions(article) if each.mention.text == text][nth]


def say(saying: Saying, reaching: Reaching, on: StoredMention, **facts: Any) -> NameCorrection:
    return NameCorrection(key=on.mention.entity, saying=saying, reaching=reaching, mention=on, **facts)


def test_without_a_word_of_the_analyst_all_stands_as_found(names: Corrections, dispute: Dispute) -> None:
    assert counts(names) == {
        "Ruiz": (3, 2),
        "Cristina Fernández de Kirchner": (2, 2),
        "Falkland Islands": (2, 2),
        "Carla Ruiz": (1, 1),
        "Elsa Ruiz": (1, 1),
    }
    assert shown(dispute)[2][1] == ("Carla Ruiz", "Carla Ruiz", "person", None)
    row = names.row("?ruiz")
    assert row is not None and (row.known, row.spellings, row.reviewed) == (False, ("Ruiz",), 0)


Act = Callable[[Dispute], NameCorrection]
ACTS: dict[str, tuple[Act, dict[str, tuple[int, int]]]] = {
    "rename everywhere": (
        lambda d: say(
            Saying.FACTS,
            Reaching.ALWAYS,
            mention(d, 1, "Kirchner"),
            name="C. F. de Kirchner",
            kind=EntityKind.PERSON,
            party="argentina",
        ),
        {"C. F. de Kirchner": (2, 2)},
    ),
    "retype here": (
        lambda d: say(
            Saying.FACTS,
            Reaching.HERE,
            mention(d, 2, "Malvinas"),
            name="Malvinas Street",
            kind=EntityKind.PLACE,
            party=None,
        ),
        {"Falkland Islands": (1, 1), "Malvinas Street": (1, 1)},
    ),
    "merge a found name into a known one": (
        lambda d: say(Saying.IS, Reaching.ALWAYS, mention(d, 2, "Ruiz"), into=KIRCHNER[0]),
        {"Cristina Fernández de Kirchner": (5, 3), "Ruiz": (0, 0)},
    ),
    "merge two known ones": (
        lambda d: say(Saying.IS, Reaching.ALWAYS, mention(d, 1, "Malvinas"), into=KIRCHNER[0]),
        {"Cristina Fernández de Kirchner": (4, 3), "Falkland Islands": (0, 0)},
    ),
    "merge two found ones": (
        lambda d: say(
            Saying.IS, Reaching.ALWAYS, mention(d, 2, "Ruiz"), into="?carla ruiz", name="Carla Ruiz"
        ),
        {"Carla Ruiz": (4, 3), "Ruiz": (0, 0)},
    ),
    "one spelling is something else": (
        lambda d: say(
            Saying.NEW,
            Reaching.SPELLING,
            mention(d, 1, "Malvinas"),
            name="Street of the Malvinas",
            kind=EntityKind.PLACE,
        ),
        {"Street of the Malvinas": (2, 2), "Falkland Islands": (0, 0)},
    ),
    "no name here": (
        lambda d: say(Saying.NO_NAME, Reaching.HERE, mention(d, 2, "Ruiz")),
        {"Ruiz": (2, 2)},
    ),
    "no name in this text": (
        lambda d: say(Saying.NO_NAME, Reaching.TEXT, mention(d, 2, "Ruiz")),
        {"Ruiz": (1, 1)},
    ),
    "no name anywhere": (
        lambda d: say(Saying.NO_NAME, Reaching.ALWAYS, mention(d, 2, "Ruiz")),
        {"Ruiz": (0, 0), "Carla Ruiz": (1, 1)},
    ),
    "a found name gets a record": (
        lambda d: say(
            Saying.FACTS,
            Reaching.ALWAYS,
            mention(d, 2, "Ruiz"),
            name="Daniel Ruiz",
            kind=EntityKind.PERSON,
            party="argentina",
        ),
        {"Daniel Ruiz": (3, 2), "Ruiz": (0, 0)},
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_shows_at_once_and_undoing_it_leaves_what_was_there(
    name: str, names: Corrections, dispute: Dispute, library: Library
) -> None:
    act, expected = ACTS[name]
    before = (shown(dispute), counts(names), dispute.evidence(1), dispute.dossier)
    correction = act(dispute)
    reach = names.reach(correction)
    changes = names.correct(correction)
    assert changes.touches(ChangeKind.ENTITIES) and changes.label == library.undo_label()
    after = counts(names)
    assert {key: after.get(key, (0, 0)) for key in expected} == expected
    differing = sum(
        old != new
        for olds, news in zip(before[0], shown(dispute), strict=True)
        for old, new in zip(olds, news, strict=False)
    )
    assert reach.mentions >= 1 and (len(shown(dispute)) == 3) and reach.fault == ""
    assert differing >= 1
    now = (shown(dispute), counts(names), dispute.evidence(1), dispute.dossier)
    library.undo()
    assert (shown(dispute), counts(names), dispute.evidence(1), dispute.dossier) == before
    library.redo()
    assert (shown(dispute), counts(names), dispute.evidence(1), dispute.dossier) == now


def test_positions_follow_their_holder_and_verdicts_stay_with_them(
    names: Corrections, dispute: Dispute
) -> None:
    (evidence,) = dispute.evidence(1)
    assert (evidence.holder, evidence.party) == ("Ruiz", "third")
    on = mention(dispute, 1, "Ruiz")
    names.correct(say(Saying.IS, Reaching.ALWAYS, on, into=KIRCHNER[0]))
    (evidence,) = dispute.evidence(1)
    assert (evidence.holder, evidence.party) == (KIRCHNER[1], "argentina")
    assert dispute.comparison().rows[0].cell("argentina").counts == {"demands": 1}
    dispute.confirm(evidence)
    (confirmed,) = dispute.evidence(1)
    assert (confirmed.party, confirmed.own) == ("argentina", False)
    assert confirmed.verdict is not None and confirmed.confidence == 1.0
    dispute.reject(confirmed)
    assert dispute.evidence(1) == []


def test_a_position_follows_a_name_that_was_added_and_then_changed_sides(
    names: Corrections, dispute: Dispute, library: Library
) -> None:
    facts = {"name": "Pablo Ruiz", "kind": EntityKind.PERSON}
    names.correct(say(Saying.FACTS, Reaching.ALWAYS, mention(dispute, 1, "Ruiz"), party="argentina", **facts))
    assert [(e.holder, e.party) for e in dispute.evidence(1)] == [("Pablo Ruiz", "argentina")]
    names.correct(say(Saying.FACTS, Reaching.ALWAYS, mention(dispute, 1, "Ruiz"), party="uk", **facts))
    assert [(e.holder, e.party) for e in dispute.evidence(1)] == [("Pablo Ruiz", "uk")]
    standing = names.standing
    assert standing.held("Pablo Ruiz", "argentina") == ("Pablo Ruiz", "uk"), "as analysed in between"
    assert standing.held("Pablo Ruiz", "both") == ("Pablo Ruiz", "both")
    library.undo()
    library.undo()
    assert [(e.holder, e.party) for e in dispute.evidence(1)] == [("Ruiz", "third")]


def test_what_an_edit_touches_is_analysed_anew_once(
    names: Corrections, dispute: Dispute, library: Library
) -> None:
    on = mention(dispute, 2, "Ruiz")
    names.correct(
        say(Saying.FACTS, Reaching.ALWAYS, on, name="Pablo Ruiz", kind=EntityKind.PERSON, party="argentina")
    )
    assert dispute.look_through() == 3
    dispute.analyse(Progress())
    assert dispute.pending() == 0


def test_a_word_on_one_mention_moves_the_position_that_rests_on_it(
    names: Corrections, dispute: Dispute
) -> None:
    names.correct(say(Saying.IS, Reaching.HERE, mention(dispute, 1, "Ruiz"), into=KIRCHNER[0]))
    assert [(e.holder, e.party) for e in dispute.evidence(1)] == [(KIRCHNER[1], "argentina")]
    assert counts(names)["Ruiz"] == (2, 1)


def test_corrections_survive_a_new_analysis(
    names: Corrections, dispute: Dispute, library: Library, dossier: Dossier
) -> None:
    names.correct(say(Saying.NO_NAME, Reaching.HERE, mention(dispute, 2, "Ruiz")))
    names.correct(say(Saying.IS, Reaching.SPELLING, mention(dispute, 2, "Malvinas"), into="argentina"))
    before = (shown(dispute), counts(names))
    for id_, text in enumerate(TEXTS, 1):
        library.save_analysis(library.article(id_).text_id, found(text), dossier.hash)
    assert (shown(dispute), counts(names)) == before


def test_a_confirmed_mention_is_reviewed_and_the_word_can_be_taken_back(
    names: Corrections, dispute: Dispute
) -> None:
    on = mention(dispute, 1, "Malvinas")
    names.correct(say(Saying.CONFIRMED, Reaching.HERE, on))
    confirmed = mention(dispute, 1, "Malvinas")
    assert confirmed.reviewed and confirmed.mention.score == 1.0 and confirmed.found is None
    row = names.row("falkland-islands")
    assert row is not None and (row.mentions, row.reviewed) == (2, 1)
    names.correct(say(Saying.TAKEN_BACK, Reaching.HERE, confirmed))
    assert not mention(dispute, 1, "Malvinas").reviewed


def test_the_reach_of_a_correction_is_known_beforehand(names: Corrections, dispute: Dispute) -> None:
    on = mention(dispute, 2, "Ruiz")
    assert names.reach(say(Saying.NO_NAME, Reaching.HERE, on))[:2] == (1, 1)
    assert names.reach(say(Saying.NO_NAME, Reaching.TEXT, on))[:2] == (2, 1)
    assert names.reach(say(Saying.NO_NAME, Reaching.ALWAYS, on))[:2] == (3, 2)
    assert "Choose another" in names.reach(say(Saying.IS, Reaching.ALWAYS, on, into="?ruiz")).fault
    assert (
        "Nothing would change"
        in names.reach(
            say(
                Saying.FACTS,
                Reaching.ALWAYS,
                mention(dispute, 1, "Malvinas"),
                name="Falkland Islands",
                kind=EntityKind.PLACE,
            )
        ).fault
    )


def test_only_what_an_edit_touches_is_analysed_anew(
    names: Corrections, dispute: Dispute, library: Library
) -> None:
    assert dispute.look_through() == 0
    names.correct(
        say(
            Saying.FACTS,
            Reaching.ALWAYS,
            mention(dispute, 3, "Carla Ruiz"),
            name="Carla Ruiz",
            kind=EntityKind.PERSON,
            party="argentina",
        )
    )
    assert dispute.look_through() == 3, "a surname may be hers wherever it stands"
    for id_, text in enumerate(TEXTS, 1):
        library.save_analysis(library.article(id_).text_id, found(text), dispute.dossier.hash)
    assert dispute.look_through() == 0
    names.correct(say(Saying.IS, Reaching.ALWAYS, mention(dispute, 1, "Malvinas"), into="argentina"))
    assert dispute.look_through() == 0, "a merge of known names is shown over what was found"
    library.undo()
    library.undo()
    assert dispute.look_through() == 3


def test_a_whole_life_in_acts_goes_back_step_by_step(
    names: Corrections, dispute: Dispute, library: Library
) -> None:
    states = [(shown(dispute), counts(names))]
    for act, _ in ACTS.values():
        try:
            names.correct(act(dispute))
        except (IndexError, CorrectionRefused):
            continue
        states.append((shown(dispute), counts(names)))
    for state in reversed(states[:-1]):
        library.undo()
        assert (shown(dispute), counts(names)) == state


def test_edits_that_no_longer_fit_are_passed_over_and_told(library: Library, dossier: Dossier) -> None:
    edit = DossierEdit(action=EditAction.CHANGE_ENTITY, target="gone", content={"name": "X"})
    library.correct_names("An act", (), (edit,), dossier=dossier.id)
    standing = Corrections(library, dossier).standing
    assert [fault.edit.target for fault in standing.faults] == ["gone"]
    assert standing.dossier == dossier


def test_a_bare_surname_is_taken_for_the_only_one_who_bears_it(
    names: Corrections, dispute: Dispute, library: Library
) -> None:
    names.correct(say(Saying.NO_NAME, Reaching.HERE, mention(dispute, 3, "Elsa Ruiz")))
    names.correct(say(Saying.NO_NAME, Reaching.SPELLING, mention(dispute, 3, "Carla Ruiz")))
    library.undo()
    assert counts(names)["Ruiz"] == (3, 2), "one who is denied here may be meant elsewhere"
    library.undo()
    names.correct(say(Saying.NO_NAME, Reaching.SPELLING, mention(dispute, 3, "Elsa Ruiz")))
    row = names.row("?carla ruiz")
    assert row is not None and (row.mentions, row.articles, row.name) == (4, 3, "Carla Ruiz")
    assert row.keys == {"?ruiz", "?carla ruiz"} and set(row.spellings) == {"Ruiz", "Carla Ruiz"}
    assert len(names.mentions_of("?carla ruiz")) == 4


def test_words_that_the_machine_missed_become_a_name_at_once(
    names: Corrections, dispute: Dispute, library: Library
) -> None:
    text = TEXTS[1]
    start = text.index("home")
    missed = StoredMention(
        article=2,
        text_id=library.article(2).text_id,
        mention=Mention(
            start=start,
            end=start + 4,
            text="home",
            entity="?home",
            name="home",
            kind=EntityKind.PLACE,
            party=None,
        ),
        own=True,
    )
    facts = {"name": "The Home", "kind": EntityKind.PLACE}
    names.correct(say(Saying.FACTS, Reaching.ALWAYS, missed, **facts))
    marked = mention(dispute, 2, "home")
    assert (marked.own, marked.mention.entity, marked.mention.name) == (True, "the-home", "The Home")
    library.undo()
    assert "home" not in [each.mention.text for each in dispute.mentions(2)]
    names.correct(say(Saying.FACTS, Reaching.HERE, missed, **facts))
    assert counts(names)["The Home"] == (1, 1)


def test_ids_are_made_of_names() -> None:
    assert slug("José  Ruiz-Gómez", {"x"}) == "jose-ruiz-gomez"
    assert slug("x", {"x", "x-2"}) == "x-3"
    assert slug("日本", ()) == "name"

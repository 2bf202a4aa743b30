"""Any run of acts, undone and redone, against a simple model that keeps whole states."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from diptych.errors import NotFound
from diptych.library import Library
from diptych.model import (
    Analysis,
    ArticleDate,
    Block,
    BlockKind,
    ChangeKind,
    Changes,
    Correction,
    DatePrecision,
    Direction,
    Draft,
    EntityKind,
    Mention,
    Override,
    Span,
    Verdict,
    Voice,
)

TEXT = "A text of forty characters in all, 𝔘 or so."
IDS = st.sets(st.integers(0, 5), max_size=3)
NAMES = st.sampled_from(["one", "two", "étude"])
SPANS = st.tuples(st.integers(0, 20), st.integers(21, 43)).map(lambda pair: Span(*pair))
CORRECTIONS = st.builds(
    Correction,
    title=st.sampled_from([None, "Title 0", "new", "newer"]),
    outlet=st.sampled_from([None, "", "Outlet", "Other"]),
    date=st.sampled_from([None, "", "2017", "2018-03"]),
    authors=st.sampled_from([None, (), ("A B",)]),
    url=st.sampled_from([None, "", "u"]),
)

State = dict[str, Any]


class LibraryActs(RuleBasedStateMachine):
    """A library and its model: the state it should be in, and the states before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder / "library")
        self.state: State = {"articles": {}, "highlights": {}, "overrides": {}}
        self.past: list[State] = []
        self.future: list[State] = []
        self.number = 0

    def teardown(self) -> None:
        assert self.library.check() == []
        self.library.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.add(bundled=True)
        self.add(bundled=False)

    @rule(bundled=st.booleans())
    def add(self, bundled: bool) -> None:
        if len(self.state["articles"]) > 5:
            return
        number = len(self.state["articles"])
        draft = Draft(
            title=f"Title {number}",
            text=TEXT,
            blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(TEXT)),),
            importer="fuzz",
            outlet="Outlet",
            date=ArticleDate(value="2017", precision=DatePrecision.YEAR),
            tags=("stated",),
        )
        id_, changes = self.library.add(draft, b"", "a.txt", bundled=bundled)
        facts = {"title": draft.title, "outlet": "Outlet", "date": "2017", "authors": (), "url": ""}
        article = {
            "tags": {"stated"},
            "in": set(),
            "read": False,
            "binned": False,
            "stated": facts,
            "facts": facts,
        }
        for state in (*self.past, *self.future):
            state["articles"][id_] = _copy(article) | {"binned": not bundled}
        if bundled:
            self.state["articles"][id_] = article
            self._counts(changes)
        else:
            before = _copy(self.state)
            before["articles"][id_] = _copy(article) | {"binned": True}
            self.state["articles"][id_] = article
            self._acted(before, changes)

    @rule(ids=IDS, name=NAMES, give=st.booleans(), collection=st.booleans())
    def tag_or_collect(self, ids: set[int], name: str, give: bool, collection: bool) -> None:
        key = "in" if collection else "tags"
        method = {
            (True, False): self.library.tag,
            (False, False): self.library.untag,
            (True, True): self.library.collect,
            (False, True): self.library.uncollect,
        }[give, collection]

        def change(article: dict[str, Any]) -> None:
            article[key] = article[key] | {name} if give else article[key] - {name}

        self._on_articles(ids, change, lambda some: method(some, name))

    @rule(ids=IDS, on=st.booleans())
    def read(self, ids: set[int], on: bool) -> None:
        self._on_articles(
            ids, lambda article: article.update(read=on), lambda some: self.library.mark_read(some, on)
        )

    @rule(ids=IDS, on=st.booleans())
    def bin_or_restore(self, ids: set[int], on: bool) -> None:
        method = self.library.bin if on else self.library.restore
        self._on_articles(ids, lambda article: article.update(binned=on), method)

    @rule(id_=st.integers(1, 6), correction=CORRECTIONS)
    def correct(self, id_: int, correction: Correction) -> None:
        given = {
            field: value
            for field, value in msgspec.structs.asdict(correction).items()
            if value is not None and field in ("title", "outlet", "date", "authors", "url")
        }
        self._on_articles(
            {id_ - 1},
            lambda article: article.update(facts=article["facts"] | given),
            lambda some: self.library.correct(some[0], correction),
        )

    @rule(text=st.integers(1, 6), span=SPANS, colour=st.integers(0, 5), note=st.text(max_size=3))
    def highlight(self, text: int, span: Span, colour: int, note: str) -> None:
        before = _copy(self.state)
        try:
            id_, changes = self.library.add_highlight(text, span, colour, note)
        except NotFound:
            assert text > len(self.state["articles"])
            return
        assert id_ not in self.state["highlights"]
        self.state["highlights"][id_] = [text, span, colour, note]
        self._acted(before, changes)

    @precondition(lambda self: self.state["highlights"])
    @rule(data=st.data(), colour=st.integers(0, 5))
    def recolour(self, data: st.DataObject, colour: int) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.state["highlights"])))
        before = _copy(self.state)
        self.state["highlights"][id_][2] = colour
        self._acted(before, self.library.change_highlight(id_, colour=colour))

    @precondition(lambda self: self.state["highlights"])
    @rule(data=st.data())
    def unhighlight(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.state["highlights"])))
        before = _copy(self.state)
        del self.state["highlights"][id_]
        self._acted(before, self.library.remove_highlight(id_))

    @rule(span=SPANS, issue=NAMES, verdict=st.sampled_from(Verdict), way=st.sampled_from(Direction))
    def decide(self, span: Span, issue: str, verdict: Verdict, way: Direction) -> None:
        before = _copy(self.state)
        self.state["overrides"][span, issue] = (verdict, way)
        said = Override(
            text_id=1,
            start=span.start,
            end=span.end,
            holder="h",
            issue=issue,
            verdict=verdict,
            party="p",
            voice=Voice.OFFICIAL,
            direction=way,
        )
        self._acted(before, self.library.override(said))

    @precondition(lambda self: self.state["overrides"])
    @rule(data=st.data())
    def undecide(self, data: st.DataObject) -> None:
        kept = data.draw(st.sampled_from(self.library.overrides([1])))
        before = _copy(self.state)
        del self.state["overrides"][Span(kept.start, kept.end), kept.issue]
        self._acted(before, self.library.clear_override(kept.id))

    @rule()
    def undo(self) -> None:
        changes = self.library.undo()
        assert (changes is None) == (not self.past)
        if changes:
            self.future.append(self.state)
            self.state = self.past.pop()
            self._counts(changes)

    @rule()
    def redo(self) -> None:
        changes = self.library.redo()
        assert (changes is None) == (not self.future)
        if changes:
            self.past.append(self.state)
            self.state = self.future.pop()
            self._counts(changes)

    @rule(text=st.integers(1, 2), span=SPANS)
    def analyse(self, text: int, span: Span) -> None:
        start, end = span
        name = Mention(
            start=start,
            end=end,
            text=TEXT[start:end],
            entity="e",
            name="E",
            kind=EntityKind.PLACE,
            party=None,
        )
        analysis = Analysis(sentences=(span,), mentions=(name,), positions=())
        self._counts(self.library.save_analysis(text, analysis, "hash"))

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder / "library")

    @invariant()
    def is_as_the_model_says(self) -> None:
        shown = {each.id: each for each in (*self.library.articles(), *self.library.articles(binned=True))}
        assert shown.keys() == self.state["articles"].keys()
        for id_, expected in self.state["articles"].items():
            article, summary = self.library.article(id_), shown[id_]
            facts = {field: getattr(article, field) for field in ("title", "outlet", "url")}
            facts |= {"date": article.date.value or "", "authors": tuple(a.name for a in article.authors)}
            assert facts == expected["facts"]
            assert (summary.title, summary.date or "") == (facts["title"], facts["date"])
            assert set(article.corrected) == {
                field for field, value in facts.items() if value != expected["stated"][field]
            }
            assert (set(article.tags), set(article.collections)) == (expected["tags"], expected["in"])
            assert (article.read, article.binned) == (expected["read"], expected["binned"])
        marks = {
            mark.id: [mark.text_id, Span(mark.start, mark.end), mark.colour, mark.note]
            for id_ in shown
            for mark in self.library.highlights(id_)
            if mark.quote == TEXT[mark.start : mark.end] and not mark.broken
        }
        assert marks == self.state["highlights"]
        verdicts = {
            (Span(each.start, each.end), each.issue): (each.verdict, each.direction)
            for each in self.library.overrides([1])
        }
        assert verdicts == self.state["overrides"]

    @invariant()
    def history_is_as_long_as_the_model_says(self) -> None:
        history = self.library.history(10_000)
        assert [undone for *_, undone in history] == [True] * len(self.future) + [False] * len(self.past)
        assert self.library.change_number() == self.number

    def _on_articles(self, ids: set[int], change: Any, act: Any) -> None:
        some = [id_ + 1 for id_ in sorted(ids)]
        before = _copy(self.state)
        if any(id_ not in self.state["articles"] for id_ in some):
            try:
                act(some)
            except NotFound:
                return
            raise AssertionError("an article that is not there was not missed")
        for id_ in some:
            change(self.state["articles"][id_])
        self._acted(before, act(some))

    def _acted(self, before: State, changes: Changes) -> None:
        if self.state == before:
            assert changes == Changes(number=self.number)
            return
        self._counts(changes)
        assert changes.label
        self.past.append(before)
        self.future.clear()

    def _counts(self, changes: Changes) -> None:
        assert changes.number == self.number + 1
        assert changes.kinds <= set(ChangeKind)
        self.number = changes.number


def _copy(state: State) -> State:
    return {
        key: _copy(value) if isinstance(value, dict) else value[:] if isinstance(value, list) else value
        for key, value in state.items()
    }


TestLibraryActs = LibraryActs.TestCase
TestLibraryActs.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)

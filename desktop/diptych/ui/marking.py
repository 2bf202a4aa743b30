"""Marks what is found in the open articles and what the analyst highlighted, and keeps the marks true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from diptych.model import ChangeKind, Changes, Direction, EntityKind, Highlight, StoredMention
from diptych.ui.models import stances
from diptych.ui.models.wording import one_line
from diptych.ui.reader.layers import (
    Statement,
    entity_marks,
    highlight_marks,
    position_marks,
    roles,
    statements,
)
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.tasks import TaskPool
from diptych.workspace.usage import NameUsed, names_in_dispute

if TYPE_CHECKING:
    from diptych.workspace import Workspace

SWITCHES: Mapping[str, tuple[tuple[Layer, str | None], ...]] = MappingProxyType(
    {
        "people": ((Layer.ENTITIES, EntityKind.PERSON),),
        "organisations": ((Layer.ENTITIES, EntityKind.ORGANISATION), (Layer.ENTITIES, EntityKind.MEDIA)),
        "places": ((Layer.ENTITIES, EntityKind.PLACE),),
        "events": ((Layer.ENTITIES, EntityKind.EVENT), (Layer.ENTITIES, EntityKind.DOCUMENT)),
        "positions": ((Layer.POSITIONS, None),),
        "highlights": ((Layer.HIGHLIGHTS, None),),
        "search": ((Layer.SEARCH, None), (Layer.CURRENT, None)),
    }
)
"""What each switch shows and hides: a whole layer, or the marks of one kind."""

_FOUND = (ChangeKind.ENTITIES, ChangeKind.POSITIONS)


class Found(NamedTuple):
    """What analysis finds in an article: sound mentions and statements, in order, and names in dispute."""

    mentions: tuple[StoredMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    names: tuple[NameUsed, ...] = ()
    issues: Mapping[str, str] = MappingProxyType({})
    roles: Mapping[str, str] = MappingProxyType({})


class Marking(QObject):
    """The marks of both panes, and what stands behind each of them."""

    marked = Signal(object)
    """A ``ReaderPane`` shows other marks."""

    position_activated = Signal(object)
    """The ``Evidence`` whose sign was clicked, or that the keyboard has gone to."""

    highlighted = Signal(object, object)
    """An open article has these ``Highlight``s more than before, and those no more."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, panes: SideBySide, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool = workspace, pool
        self._panes = (panes.left, panes.right)
        self._found: dict[ReaderPane, Found] = {}
        self._highlights: dict[ReaderPane, tuple[Highlight, ...]] = {}
        self._position: dict[ReaderPane, int] = {}
        self._reads: dict[tuple[ReaderPane, str], int] = {}
        for pane in self._panes:
            pane.article_shown.connect(lambda _, pane=pane: self._read_all(pane))
            pane.article_closed.connect(lambda pane=pane: self._forget(pane))
            pane.pointer.explain = partial(self.explain, pane)
            pane.pointer.sign_clicked.connect(partial(self._on_sign_clicked, pane))

    def mentions(self, pane: ReaderPane) -> Sequence[StoredMention]:
        """The mentions marked in a pane; their places are those of the marks."""
        return self._found.get(pane, Found()).mentions

    def statements(self, pane: ReaderPane) -> Sequence[Statement]:
        """The statements marked in a pane; their places are those of the marks."""
        return self._found.get(pane, Found()).statements

    def highlights(self, pane: ReaderPane) -> Sequence[Highlight]:
        """The highlights marked in a pane; their places are those of the marks."""
        return self._highlights.get(pane, ())

    def switch(self, name: str, on: bool) -> None:
        """Show or hide what a switch stands for, in both panes."""
        for pane in self._panes:
            for layer, data in SWITCHES[name]:
                if data is None:
                    pane.toggle_layer(layer, on)
                else:
                    pane.toggle_data(layer, data, on)

    def step(self, pane: ReaderPane, way: int) -> None:
        """Go to the next (1) or previous (-1) position from the last one, else from the top of the view."""
        found = self.statements(pane)
        if not found:
            return
        last = self._position.get(pane)
        if last is not None and pane.pointer.rects_of(Layer.POSITIONS, last):
            index = (last + way) % len(found)
        else:
            top = pane.page.top_position()
            first = next((n for n, each in enumerate(found) if each.span.start >= top), 0)
            index = first if way > 0 else (first - 1) % len(found)
        self._position[pane] = index
        pane.go_to(found[index].span)
        self.position_activated.emit(found[index].evidence[0])

    def current(self, pane: ReaderPane) -> Statement | None:
        """The statement at the caret of a pane, else the one last gone to, else the first one in view."""
        found = self.statements(pane)
        if pane.page.caret_shown:
            caret = pane.page.selected_span().end
            if at_caret := [each for each in found if each.span.start <= caret < each.span.end]:
                return at_caret[-1]
        last = self._position.get(pane)
        if last is not None and last < len(found):
            return found[last]
        top = pane.page.top_position() if found else 0
        return next((each for each in found if each.span.start >= top), None)

    def on_changed(self, changes: Changes) -> None:
        """Mark anew what a write has changed. Changes that name no article may be in any."""
        for pane in self._panes:
            if pane.article is None or (changes.articles and pane.article.id not in changes.articles):
                continue
            if changes.touches(*_FOUND, ChangeKind.METADATA):
                self._read_found(pane)
            if changes.touches(ChangeKind.HIGHLIGHTS):
                self._read_highlights(pane)

    def explain(self, pane: ReaderPane, layer: Layer, index: int) -> str:
        """What a mark says, in words; "" for a mark that explains itself."""
        if layer is Layer.POSITIONS and index < len(self.statements(pane)):
            return self._statement_in_words(self._found[pane], self.statements(pane)[index])
        if layer is Layer.HIGHLIGHTS and index < len(self.highlights(pane)):
            return self.highlights(pane)[index].note
        return ""

    def _on_sign_clicked(self, pane: ReaderPane, index: int, direction: Direction) -> None:
        statement = self.statements(pane)[index]
        self._position[pane] = index
        meant = (each for each in statement.evidence if each.direction == direction)
        self.position_activated.emit(next(meant, statement.evidence[0]))

    def _statement_in_words(self, found: Found, statement: Statement) -> str:
        return "\n".join(
            self.tr("{holder} ({voice}): {direction}, on {issue}").format(
                holder=one_line(each.holder),
                voice=stances.voice(each.voice),
                direction=stances.direction(Direction(each.direction)).lower(),
                issue=found.issues.get(each.issue, each.issue),
            )
            for each in statement.evidence
        )

    def _read_all(self, pane: ReaderPane) -> None:
        self._forget(pane)
        self._read_highlights(pane)
        self._read_found(pane)

    def _forget(self, pane: ReaderPane) -> None:
        self._found.pop(pane, None)
        self._position.pop(pane, None)
        self._highlights.pop(pane, None)
        self.marked.emit(pane)

    def _read_found(self, pane: ReaderPane) -> None:
        workspace = self._workspace
        self._read(pane, "found", lambda id_, text: _found(workspace, id_, text), self._mark_found)

    def _read_highlights(self, pane: ReaderPane) -> None:
        workspace = self._workspace

        def sound(id_: int, text: int) -> tuple[Highlight, ...]:
            marks = workspace.notebook.highlights(id_)
            return tuple(mark for mark in marks if mark.text_id == text and not mark.broken)

        self._read(pane, "highlights", sound, self._mark_highlights)

    def _read(
        self,
        pane: ReaderPane,
        what: str,
        read: Callable[[int, int], Any],
        mark: Callable[[ReaderPane, Any], None],
    ) -> None:
        """Read on the pool and mark, unless another article or a later reading has come between."""
        article = pane.article
        if article is None:
            return
        number = self._reads[pane, what] = self._reads.get((pane, what), 0) + 1

        def done(answer: Any) -> None:
            newest = self._reads[pane, what] == number
            if newest and pane.article is not None and pane.article.text_id == article.text_id:
                mark(pane, answer)

        self._pool.run(read, article.id, article.text_id, on_done=done)

    def _mark_found(self, pane: ReaderPane, found: Found) -> None:
        if found == self._found.get(pane):
            return
        self._found[pane] = found
        self._position.pop(pane, None)
        pane.set_marks(Layer.ENTITIES, entity_marks(found.mentions, found.roles))
        pane.set_marks(Layer.POSITIONS, position_marks(found.statements))
        pane.header.set_names(tuple((name.name, name.count) for name in found.names))
        self.marked.emit(pane)

    def _mark_highlights(self, pane: ReaderPane, highlights: tuple[Highlight, ...]) -> None:
        before = self._highlights.get(pane)
        if highlights == before:
            return
        self._highlights[pane] = highlights
        pane.set_marks(Layer.HIGHLIGHTS, highlight_marks(highlights))
        self.marked.emit(pane)
        if before is not None:
            self.highlighted.emit(_lacking(highlights, before), _lacking(before, highlights))


def _lacking(some: Sequence[Highlight], others: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Those of some highlights that are not among the others, whatever became of their colour or note."""
    known = {each.id for each in others}
    return tuple(each for each in some if each.id not in known)


def _found(workspace: Workspace, article: int, text: int) -> Found:
    """What analysis found in one text of an article."""
    dispute = workspace.dispute
    mentions = sorted(
        (each for each in dispute.mentions(article) if each.text_id == text and not each.broken),
        key=lambda each: (each.mention.start, each.mention.end),
    )
    evidence = [each for each in dispute.evidence(article) if each.text_id == text]
    painted = roles(dispute.dossier)
    return Found(
        tuple(mentions),
        tuple(statements(evidence, painted)),
        names_in_dispute(mentions, dispute.dossier),
        {issue.id: issue.name for issue in dispute.dossier.issues},
        painted,
    )

"""Tells a screen reader what happens in the panes while the focus stays where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from diptych.model import Direction, Highlight
from diptych.ui.announcing import announce
from diptych.ui.marking import Marking
from diptych.ui.models import stances
from diptych.ui.models.entities import kind_in_words
from diptych.ui.models.wording import one_line
from diptych.ui.panels.marks_bar import NAMES
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace

GATHER_MS = 150
"""How long what changes quickly, as the hits while a word is being typed, is gathered before it is said."""

_LONGEST = 120


class Narrating(QObject):
    """Says the latest of each subject: articles, hits, positions, highlights, layers, marks at the caret."""

    def __init__(
        self,
        workspace: Workspace,
        panes: SideBySide,
        marking: Marking,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._panes, self._marking = workspace, panes, marking
        self._due: dict[str, str] = {}
        self._at_caret: dict[ReaderPane, frozenset[tuple[Layer, int]]] = {}
        self._gathering = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gathering.timeout.connect(self._say_all)
        for pane in (panes.left, panes.right):
            pane.article_shown.connect(lambda _, pane=pane: self._on_shown(pane))
            pane.article_closed.connect(partial(self._on_closed, pane))
            pane.hit_changed.connect(partial(self._on_hit, pane))
            pane.page.cursorPositionChanged.connect(partial(self._on_caret, pane))
        marking.position_activated.connect(self._on_position)
        marking.highlighted.connect(self._on_highlighted)
        for name in NAMES:
            action = actions[f"mark_{name}"]
            action.triggered.connect(lambda on, action=action: self._on_layer(action, on))

    def say(self, subject: str, words: str) -> None:
        """Say this soon, in place of what is still to be said of the same subject."""
        self._due[subject] = words
        self._gathering.start()

    def position(self, evidence: Evidence) -> str:
        """A piece of evidence in words: its column, its direction, its issue and whose words it is."""
        dossier = self._workspace.dispute.dossier
        columns = {each.id: each.name for each in stances.columns(dossier)}
        issues = {issue.id: issue.name for issue in dossier.issues}
        return self.tr("{party}: {direction}, on {issue}. {holder}: {quote}").format(
            party=columns.get(evidence.party, evidence.party),
            direction=stances.direction(Direction(evidence.direction)).lower(),
            issue=issues.get(evidence.issue, evidence.issue),
            holder=one_line(evidence.holder),
            quote=_short(evidence.quote),
        )

    def marks_at(self, pane: ReaderPane, at: int) -> list[tuple[Layer, int, str]]:
        """The marks that are shown over a code point, each in words: names, positions, highlights."""
        found = []
        for layer in (Layer.ENTITIES, Layer.POSITIONS, Layer.HIGHLIGHTS):
            overlay = pane.page.overlay
            for index in overlay.marks(layer).touching(at, at + 1):
                if overlay.shows(layer, index):
                    found.append((layer, index, self._mark_in_words(pane, layer, index)))
        return found

    def _mark_in_words(self, pane: ReaderPane, layer: Layer, index: int) -> str:
        words = self._marking.explain(pane, layer, index).replace("\n", "; ")
        if layer is Layer.POSITIONS:
            return self.tr("Position: {words}").format(words=words)
        if layer is Layer.HIGHLIGHTS:
            return self.tr("Highlighted. {note}").format(note=words).strip()
        mention = self._marking.mentions(pane)[index].mention
        columns = {each.id: each.name for each in stances.columns(self._workspace.dispute.dossier)}
        parts = (one_line(mention.name), kind_in_words(mention.kind), columns.get(mention.party or "", ""))
        return ", ".join(part for part in parts if part)

    def _on_shown(self, pane: ReaderPane) -> None:
        if pane.article is not None:
            title = one_line(pane.article.title) or self.tr("Untitled")
            words = self.tr("{pane}: {title}").format(pane=pane.accessibleName(), title=title)
            self.say(f"article {pane.side}", words)

    def _on_closed(self, pane: ReaderPane) -> None:
        self.say(f"article {pane.side}", self.tr("{pane}: empty").format(pane=pane.accessibleName()))

    def _on_hit(self, pane: ReaderPane, number: int, count: int) -> None:
        if number:
            words = self.tr("{number} of {count}").format(number=f"{number:,}", count=f"{count:,}")
        else:
            words = pane.find_bar.said if pane.find_bar.isVisible() else ""
        self.say(f"hits {pane.side}", words)

    def _on_position(self, evidence: Evidence) -> None:
        self.say("position", self.position(evidence))

    def _on_highlighted(self, made: Sequence[Highlight], gone: Sequence[Highlight]) -> None:
        said = [self.tr("Highlighted: {words}").format(words=_short(each.quote)) for each in made]
        said += [self.tr("Highlight removed: {words}").format(words=_short(each.quote)) for each in gone]
        self.say("highlights", ". ".join(said[:3]))

    def _on_layer(self, action: QAction, on: bool) -> None:
        words = self.tr("{what} shown") if on else self.tr("{what} hidden")
        self.say(action.objectName(), words.format(what=action.text().replace("&", "")))

    def _on_caret(self, pane: ReaderPane) -> None:
        """Say the marks that the caret has come into; those it was in already are not said again."""
        page = pane.page
        if not page.caret_shown or pane.article is None or not page.hasFocus():
            return
        here = self.marks_at(pane, page.offsets.to_canonical(page.textCursor().position()))
        before = self._at_caret.get(pane, frozenset())
        self._at_caret[pane] = frozenset((layer, index) for layer, index, _ in here)
        entered = [words for layer, index, words in here if (layer, index) not in before]
        if entered:
            self.say("caret", ". ".join(entered))

    def _say_all(self) -> None:
        due, self._due = self._due, {}
        for words in due.values():
            announce(self._panes, words)


def _short(words: str) -> str:
    plain = one_line(words)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"

"""The Compare mode: over what to compare, in what order, and the comparison itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from diptych.model import AnalysisState, BlockKind, ChangeKind, Changes
from diptych.ui.acts import Acts
from diptych.ui.models import stances
from diptych.ui.models.stances import Key, Order, Table
from diptych.ui.panels.choice import Choice
from diptych.ui.panels.compare.drawer import Drawer
from diptych.ui.panels.compare.matrix import MatrixView
from diptych.ui.panels.compare.strip import Strip
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.evidence import EvidenceItem
from diptych.ui.panels.latest import Latest
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace

_SHOWN = (ChangeKind.POSITIONS, ChangeKind.ARTICLES, ChangeKind.METADATA, ChangeKind.TEXTS)


class _Read(NamedTuple):
    table: Table
    states: tuple[AnalysisState, ...]


class ComparePanel(QWidget):
    """What the parties say, issue by issue."""

    evidence_opened = Signal(object)
    """The ``Evidence`` whose place is to be shown."""

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        theme: Theme,
        fonts: Fonts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._acts = workspace, pool, acts
        self._latest = Latest(pool, self)
        self._look = Look(theme, fonts)
        self._left: int | None = None
        self._right: int | None = None
        self._stale = True
        self._wanted = ""
        self._found: _Read | None = None
        self._make()

    def set_open(self, left: int | None, right: int | None) -> None:
        """Follow the panes."""
        changed = (left, right) != (self._left, self._right)
        self._left, self._right = left, right
        if changed and self.scope.currentData() == "open":
            self.refresh()
        elif changed and self.view.drawer is not None:
            self._read_places(self.view.drawer)

    def show_issue(self, issue: str) -> None:
        """Bring an issue into view, with the drawer of the first party that speaks on it."""
        self._wanted = issue
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._set_look(self._look._replace(theme=theme))

    def set_initials(self, initials: str) -> None:
        """How the analyst signs."""
        self._set_look(self._look._replace(initials=initials))

    def on_changed(self, changes: Changes) -> None:
        """Read anew what a write has changed."""
        if changes.touches(*_SHOWN):
            self.refresh()

    def refresh(self) -> None:
        """Compare anew, once the panel can be seen."""
        self._stale = not self.isVisible()
        if not self._stale:
            articles = self._articles()
            self._latest.read(lambda: _read(self._workspace, articles), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was missed out of sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _make(self) -> None:
        self.scope = Choice(self.tr("Scope"))
        self.scope.addItem(self.tr("The whole library"), "library")
        self.scope.addItem(self.tr("Both open articles"), "open")
        self.scope.activated.connect(lambda: self.refresh())
        self.order = Choice(self.tr("Sort"))
        self.order.addItem(self.tr("Most disagreement first"), Order.DISAGREEMENT)
        self.order.addItem(self.tr("Most evidence first"), Order.EVIDENCE)
        self.order.addItem(self.tr("By name"), Order.NAME)
        self.order.activated.connect(lambda: self._fill())
        self.note = _label("small", "")
        self.view = MatrixView(self._look, may_act=self._acts.allowed, parent=self)
        self.view.drawer_opened.connect(self._on_drawer)
        self._strip = Strip(self._look)
        self.setFocusProxy(self.view)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 7, 16, 7)
        bar.setSpacing(8)
        for words, choice in ((self.tr("Compare"), self.scope), (self.tr("Sort"), self.order)):
            label = _label("small", words)
            label.setBuddy(choice)
            bar.addWidget(label)
            bar.addWidget(choice)
            bar.addSpacing(8)
        bar.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._strip)

    def _articles(self) -> tuple[int, ...] | None:
        if self.scope.currentData() == "library":
            return None
        return tuple(id_ for id_ in (self._left, self._right) if id_ is not None)

    def _show(self, found: _Read) -> None:
        self._found = found
        self._fill()
        if self._wanted:
            issue, self._wanted = self._wanted, ""
            for column in found.table.columns:
                if self.view.drawer is None or self.view.drawer.row.issue != issue:
                    self.view.open(issue, column.id)

    def _fill(self) -> None:
        if self._found is None:
            return
        table, states = self._found
        self.view.show_table(table, Order(self.order.currentData()))
        said = (table.amounts[""], stances.not_analysed(states))
        self.note.setText("  ·  ".join(part for part in said if part))

    def _set_look(self, look: Look) -> None:
        self._look = look
        self.view.set_look(look)
        self._strip.set_look(look)

    def _on_drawer(self, drawer: Drawer) -> None:
        drawer.made.connect(self._on_row)
        self._read_places(drawer)

    def _on_row(self, item: EvidenceItem) -> None:
        item.opened.connect(self.evidence_opened)
        item.confirmed.connect(self._acts.confirm)
        item.rejected.connect(self._acts.reject)
        item.taken_back.connect(self._acts.take_back)

    def _read_places(self, drawer: Drawer) -> None:
        evidence = drawer.cell.evidence

        def show(numbers: Mapping[Key, int]) -> None:
            if self.view.drawer is drawer:
                drawer.set_places({stances.key(each): self._place(each, numbers) for each in evidence})

        self._pool.run(lambda: _paragraphs(self._workspace, evidence), on_done=show)

    def _place(self, evidence: Evidence, numbers: Mapping[Key, int]) -> str:
        number = numbers[stances.key(evidence)]
        if evidence.broken or not number:
            return ""
        words = {
            self._left: self.tr("open in the left pane, ¶ {n}"),
            self._right: self.tr("open in the right pane, ¶ {n}"),
        }
        return words.get(evidence.article, self.tr("¶ {n}")).format(n=number)


def _read(workspace: Workspace, articles: tuple[int, ...] | None) -> _Read:
    dispute = workspace.dispute
    states = dispute.states()
    wanted = states if articles is None else articles
    return _Read(
        table=stances.table(dispute.dossier, dispute.comparison(articles=articles)),
        states=tuple(states.get(id_, AnalysisState.PENDING) for id_ in wanted),
    )


def _paragraphs(workspace: Workspace, evidence: Sequence[Evidence]) -> dict[Key, int]:
    """In which paragraph of its article, counted from 1 without headings, each piece stands."""
    starts = {
        id_: [block.start for block in workspace.article(id_).blocks if block.kind is not BlockKind.HEADING]
        for id_ in {each.article for each in evidence}
    }
    return {stances.key(each): bisect_right(starts[each.article], each.start) for each in evidence}


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    give_role(label, role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""The right column: what each party says on the issue under the eye, with the words that show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diptych.model import ChangeKind, Changes
from diptych.ui.acts import Acts
from diptych.ui.models import stances, standing
from diptych.ui.models.deeds import Deed
from diptych.ui.models.stances import Column
from diptych.ui.models.standing import Standing
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.evidence import EvidenceItem, Piece, held, hold_again
from diptych.ui.panels.latest import Latest
from diptych.ui.panels.legend import Legend
from diptych.ui.panels.stance_parts import FIRST_PIECES, Card, Head, Pieces, Rejected
from diptych.ui.panels.stance_top import ARTICLE, LIBRARY, OPEN, StanceTop
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import EvidencePage, MatrixRow

_SHOWN = (
    ChangeKind.POSITIONS,
    ChangeKind.ARTICLES,
    ChangeKind.METADATA,
    ChangeKind.TEXTS,
    ChangeKind.FAMILIES,
    ChangeKind.SETTINGS,
)


class StancePanel(QStackedWidget):
    """How to read the marks while nothing is open, else the positions."""

    asked = Signal(object, object)
    """A ``Deed``, with what it is to be done with."""

    pair_asked = Signal(object, object)
    """The two ``Evidence`` whose places are to be shown side by side, the first party's on the left."""

    comparison_asked = Signal(str)
    """With the id of the issue."""

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
        self._workspace, self._acts = workspace, acts
        self._latest = Latest(pool, self)
        acts.refused.connect(lambda: self.refresh())
        self._look = Look(theme, fonts)
        self._open: tuple[int, ...] = ()
        self._active: int | None = None
        self._scope = OPEN
        self._issue = ""
        self._picked = False
        """Whether the issue was picked since the articles changed: it is shown though nothing is said."""
        self._stale = False
        self._standing: Standing | None = None
        self._make()
        self.set_open(None, None, None)

    @property
    def issue(self) -> str:
        """The id of the issue shown."""
        return self._top.issue

    @property
    def items(self) -> list[EvidenceItem]:
        """The pieces shown, column by column."""
        return [item for pieces in self._body.findChildren(Pieces) for item in pieces.items]

    def set_open(self, left: int | None, right: int | None, active: int | None) -> None:
        """Follow the panes: the articles on the left and on the right, and the active one."""
        open_ = tuple(id_ for id_ in (left, right) if id_ is not None)
        changed = (open_, active) != (self._open, self._active)
        self._open, self._active = open_, active
        self.setCurrentWidget(self._positions if open_ else self._marks)
        if changed:
            self._picked = False
            self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._look = self._look._replace(theme=theme)
        self._legend.set_theme(theme)
        self._top.set_look(self._look)
        self._build()

    def set_initials(self, initials: str) -> None:
        """How the analyst signs."""
        self._look = self._look._replace(initials=initials)
        self._build()

    def on_changed(self, changes: Changes) -> None:
        """Read anew what a write has changed."""
        if changes.touches(*_SHOWN):
            self.refresh()

    def refresh(self) -> None:
        """Read everything anew, once the panel can be seen."""
        self._stale = not self.isVisible()
        if self._open and not self._stale:
            scope, open_ = self._articles(), self._open
            issue, picked = self._issue, self._picked
            self._latest.read(
                lambda: standing.read(self._workspace, scope, open_, issue, even_silent=picked), self._show
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was missed out of sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def show_issue(self, issue: str) -> None:
        """Show an issue as if the analyst had picked it."""
        self._issue, self._picked = issue, True
        self.refresh()

    def follow(self, issue: str, place: str) -> None:
        """Show the issue under the eye, and say where the eye is."""
        self._top.say_where(place)
        if issue and issue != self.issue:
            self.show_issue(issue)

    def show_scope(self, scope: str) -> None:
        """Compare over "article", "open" or "library"."""
        self._scope, self._picked = scope, False
        self.scopes[scope].setChecked(True)
        self.refresh()

    # Building

    def _make(self) -> None:
        self._legend = Legend(self._look.theme)
        self._marks = QWidget()
        column = QVBoxLayout(self._marks)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addWidget(_label("heading", self.tr("How to read the marks")))
        column.addWidget(self._legend)
        column.addStretch(1)
        self._positions = QWidget()
        whole = QVBoxLayout(self._positions)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._top = StanceTop(self._look)
        self._top.issue_picked.connect(self._on_issue_picked)
        self._top.scope_picked.connect(self.show_scope)
        self.issues, self.scopes = self._top.issues, self._top.scopes
        whole.addWidget(self._top)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Positions"))
        self._body = QWidget()
        self._scroll.setWidget(self._body)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._make_foot())
        self.addWidget(self._marks)
        self.addWidget(self._positions)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        self.why = _label("small", "")
        self.why.hide()
        self.compare = QPushButton(self.tr("Open comparison"))
        self.compare.clicked.connect(lambda: self.comparison_asked.emit(self.issue))
        rule = QFrame()
        give_role(rule, "rule")
        self.pair = QPushButton(self.tr("Set latest side by side"))
        give_role(self.pair, "primary")
        self.pair.setToolTip(self.tr("The latest words of either party on this issue, left and right"))
        self.pair.clicked.connect(self._on_pair_asked)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(8)
        for button in (self.pair, self.compare):
            self._buttons.addWidget(button)
        for widget in (rule, self.why):
            column.addWidget(widget)
        column.addLayout(self._buttons)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the buttons stand side by side where there is room."""
        super().resizeEvent(event)
        room = self.pair.sizeHint().width() + self.compare.sizeHint().width() + 32
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(beside if self.width() >= room else below)

    # Showing

    def _articles(self) -> tuple[int, ...] | None:
        if self._scope == LIBRARY:
            return None
        return (self._active,) if self._scope == ARTICLE and self._active is not None else self._open

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self._top.offer(standing)
        self._build()

    def _on_pair_asked(self) -> None:
        if self._standing is not None and self._standing.latest is not None:
            self.pair_asked.emit(*self._standing.latest)

    def _on_issue_picked(self) -> None:
        self.show_issue(self.issue)

    def _build(self) -> None:
        """Make the body anew, with the focus and the place where they were."""
        standing = self._standing
        if standing is None or not self._open:
            return
        kept = held(self.items)
        at = self._scroll.verticalScrollBar().value()
        row = standing.row(self.issue)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(10, 2, 10, 12)
        column.setSpacing(12)
        if said := stances.not_analysed(standing.states):
            column.addWidget(_label("small", said))
        if row is not None:
            self._fill(column, standing, row)
        column.addStretch(1)
        self._scroll.setWidget(self._body)
        # Without this the body has no height yet, and nowhere to be scrolled to.
        self._body.adjustSize()
        self._scroll.verticalScrollBar().setValue(at)
        self.why.hide()
        self.pair.setEnabled(standing.latest is not None)
        hold_again(self.items, kept)

    def _fill(self, column: QVBoxLayout, standing: Standing, row: MatrixRow) -> None:
        first, both, second, third, analyst = standing.columns
        pair = QHBoxLayout()
        pair.setSpacing(10)
        for each in (first, second):
            pair.addLayout(self._party(each, standing, row), 1)
        column.addLayout(pair)
        for each in (both, third, analyst):
            cell, page = row.cell(each.id), standing.pages[each.id]
            if each is both or page.total:
                head = Head(each, cell, standing.matrix.analysed, self._look, bar=False)
                pieces = self._pieces(each, page, 2) if page.total else None
                column.addWidget(Card(head, pieces, self._look, each.badge.role))
        self._fill_rejected(column, standing, row)

    def _party(self, each: Column, standing: Standing, row: MatrixRow) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Head(each, row.cell(each.id), standing.matrix.analysed, self._look, bar=True))
        column.addWidget(self._pieces(each, standing.pages[each.id]))
        column.addStretch(1)
        return column

    def _pieces(self, column: Column, page: EvidencePage, first: int = FIRST_PIECES) -> Pieces:
        pieces = Pieces(page.evidence, lambda each: self._piece(each, column), first, page.total)
        pieces.rest_asked.connect(lambda: self.comparison_asked.emit(self.issue))
        return pieces

    def _piece(self, evidence: Evidence, column: Column) -> Piece:
        piece = Piece(evidence, column, self._look, may_act=self._acts.allowed)
        piece.asked.connect(self.asked)
        piece.looked_at.connect(self._explain)
        return piece

    def _fill_rejected(self, column: QVBoxLayout, standing: Standing, row: MatrixRow) -> None:
        rejected = [verdict for verdict in standing.rejected if verdict.issue == row.issue]
        if not rejected:
            return
        by_id = {each.id: each for each in standing.columns}
        column.addWidget(_label("strong", self.tr("Rejected ({n})").format(n=len(rejected))))
        for verdict in rejected:
            if verdict.party in by_id:
                part = Rejected(verdict, by_id[verdict.party], may_act=self._acts.allowed)
                part.taken_back.connect(partial(self.asked.emit, Deed.TAKE_BACK))
                column.addWidget(part)

    def _explain(self, evidence: Evidence) -> None:
        self.why.show()
        self.why.setText(
            self.tr("Why: {rule} · {reported} · {confidence:.2f}").format(
                rule=evidence.rule, reported=stances.reported(evidence), confidence=evidence.confidence
            )
        )


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    give_role(label, role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

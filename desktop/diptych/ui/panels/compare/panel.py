"""The Compare mode: over what to compare, in what order, and the comparison itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diptych.model import BlockKind, ChangeKind, Changes, EvidenceLink
from diptych.ui.acts import Acts
from diptych.ui.models import comparing, stances, wording
from diptych.ui.models.comparing import PAGE, Asked, Shown
from diptych.ui.models.stances import Key
from diptych.ui.panels.compare.drawer import Drawer
from diptych.ui.panels.compare.filters import ARTICLE, LIBRARY, OPEN, SEARCH, SELECTION, FilterBar
from diptych.ui.panels.compare.matrix import MatrixView
from diptych.ui.panels.compare.piece_row import PieceRow
from diptych.ui.panels.compare.roll import Places
from diptych.ui.panels.compare.strip import Strip
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.latest import Latest
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import Difference, EvidencePage, Matrix

_SHOWN = (
    ChangeKind.POSITIONS,
    ChangeKind.ARTICLES,
    ChangeKind.METADATA,
    ChangeKind.TEXTS,
    ChangeKind.FAMILIES,
    ChangeKind.SETTINGS,
)


class ComparePanel(QWidget):
    """What the parties say, issue by issue."""

    asked = Signal(object, object)
    """A ``Deed``, with what it is to be done with."""

    adding_asked = Signal(str, str)
    """Evidence is to be added from the selection: the party's and the issue's ids, "" for not known."""

    summary_asked = Signal(str, str)
    """A cell is to be summarised: the issue's and the column's ids."""

    pair_asked = Signal(str, object)
    """The latest on an issue is to be set side by side; a piece is to be one of the two, or None."""

    broken_asked = Signal()
    aside_asked = Signal(str, bool)
    issue_chosen = Signal(str)
    review_asked = Signal()
    taken = Signal(str)
    said = Signal(str, str)
    """What is shown, and how much of it is whose, for the bar at the bottom."""

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
        self._latest, self._latest_differences = Latest(pool, self), Latest(pool, self)
        acts.refused.connect(lambda: self.refresh())
        self._look = Look(theme, fonts)
        self._open: tuple[int | None, int | None, int | None] = (None, None, None)
        self.chosen: Callable[[], Sequence[int]] = list
        """Gives the articles selected in the list."""
        self.found: Callable[[], Callable[[], Sequence[int]]] = lambda: list
        """Gives what reads the articles that the search has found."""
        self._stale = True
        self._wanted = ""
        self._began = 0.0
        self.shown: Shown | None = None
        self._paragraphs: dict[int, list[int]] = {}
        """By text where its paragraphs begin."""
        self._make()

    def set_open(self, left: int | None, right: int | None, active: int | None = None) -> None:
        """Follow the panes."""
        changed = (left, right, active) != self._open
        self._open = (left, right, active)
        if changed and self.filters.scope.chosen in (OPEN, ARTICLE):
            self.refresh()
        elif changed and self.view.drawer is not None:
            self._read_places(self.view.drawer)

    def mark_eye(self, issue: str) -> None:
        """Mark the issue under the reader's eye."""
        self.view.mark_eye(issue)

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
            asked, drawer = self._asked(), self.view.drawer
            cell = (drawer.row.issue, drawer.column.id) if drawer is not None else None
            start = drawer.roll.page if drawer is not None else 0
            fold = drawer is None or drawer.folded
            self._began = perf_counter()
            self._latest.read(
                lambda: comparing.read(self._workspace, asked, cell, start, fold=fold), self._show
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was missed out of sight."""
        super().showEvent(event)
        # The list and the search have changed unheard.
        if self._stale or self.filters.scope.chosen in (SELECTION, SEARCH):
            self.refresh()

    def _make(self) -> None:
        self.filters = FilterBar(may_act=self._acts.allowed)
        self.filters.scope_changed.connect(self.refresh)
        self.filters.changed.connect(self.refresh)
        self.filters.review_asked.connect(self.review_asked)
        self.filters.taken.connect(self.taken)
        self.note = QLabel()
        give_role(self.note, "small")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setContentsMargins(16, 0, 16, 6)
        self.view = MatrixView(self._look, may_act=self._acts.allowed, parent=self)
        self.view.drawer_opened.connect(self._on_drawer)
        self.view.aside_asked.connect(self.aside_asked)
        self.view.issue_chosen.connect(self.issue_chosen)
        self._strip = Strip(self._look)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.filters, self.note, self.view, self._strip):
            column.addWidget(widget, widget is self.view)

    # Reading

    def _asked(self) -> Asked:
        filters = self.filters.filters
        return Asked(
            articles=self._articles(),
            start=filters.start,
            end=filters.end,
            voices=filters.voices,
            confidence=filters.confidence,
            quoted=filters.quoted,
            reviewed=filters.reviewed,
            sort=filters.sort,
        )

    def _articles(self) -> Callable[[], tuple[int, ...] | None]:
        scope, (left, right, active) = self.filters.scope.chosen, self._open
        if scope == LIBRARY:
            return lambda: None
        if scope == SELECTION:
            ids: tuple[int, ...] = tuple(self.chosen())
        elif scope in (OPEN, ARTICLE):
            open_ = (left, right) if scope == OPEN else (active or left or right,)
            ids = tuple(id_ for id_ in open_ if id_ is not None)
        else:
            find = self.found()
            return lambda: tuple(find())
        return lambda: ids

    # Showing

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.view.show_table(shown.table)
        self._say(shown.table.matrix)
        if self._wanted:
            issue, self._wanted = self._wanted, ""
            for column in shown.table.columns:
                if self.view.drawer is None or self.view.drawer.row.issue != issue:
                    self.view.open(issue, column.id)

    def _say(self, matrix: Matrix) -> None:
        words = stances.not_analysed(self.shown.states if self.shown is not None else ())
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.filters.say_left(stances.unreviewed(matrix.rows))
        reviewed = sum(cell.reviewed for row in matrix.rows for cell in row.cells)
        self.said.emit(
            self.tr("{quotes} in {articles}, shown in {time}").format(
                quotes=stances.quotes(matrix.statements),
                articles=wording.articles(matrix.articles),
                time=wording.seconds(perf_counter() - self._began),
            ),
            self.tr("{machine} by machine  ·  {analyst} by analyst").format(
                machine=wording.number(matrix.pieces - reviewed), analyst=wording.number(reviewed)
            ),
        )

    def _set_look(self, look: Look) -> None:
        self._look = look
        self.view.set_look(look)
        self._strip.set_look(look)

    # The drawer

    def _on_drawer(self, drawer: Drawer) -> None:
        shown = self.shown
        if shown is None:
            return
        cell = (drawer.row.issue, drawer.column.id)
        if not drawer.connected:
            self._connect_drawer(drawer)
        if shown.cell == cell and shown.page is not None:
            self._fill(drawer, shown.page)
        else:
            self._read_page(drawer, drawer.roll.page, first=True)

    def _connect_drawer(self, drawer: Drawer) -> None:
        issue, column = drawer.row.issue, drawer.column.id
        drawer.connected = True
        drawer.roll.wanted.connect(lambda start: self._read_page(drawer, start))
        drawer.roll.made.connect(self._on_row)
        drawer.fold_changed.connect(lambda: self._read_page(drawer, 0, first=True))
        drawer.summary_asked.connect(lambda: self.summary_asked.emit(issue, column))
        drawer.adding_asked.connect(lambda: self.adding_asked.emit(column, issue))
        drawer.beside_asked.connect(lambda: self.pair_asked.emit(issue, drawer.current))

    def _on_row(self, row: PieceRow) -> None:
        row.asked.connect(self.asked)

    def _read_page(self, drawer: Drawer, start: int, *, first: bool = False) -> None:
        assert self.shown is not None
        query, issue, column = self.shown.query, drawer.row.issue, drawer.column.id
        fold = drawer.folded

        def read() -> tuple[EvidencePage, tuple[EvidenceLink, ...]]:
            found = self._workspace.comparing
            page = found.evidence(query, issue, column, start=start, limit=PAGE, fold=fold)
            return page, tuple(found.judging.links()) if first else ()

        def show(answer: tuple[EvidencePage, tuple[EvidenceLink, ...]]) -> None:
            if self.view.drawer is drawer and self.shown is not None:
                page, links = answer
                if first:
                    self.shown = self.shown._replace(links=links)
                    self._fill(drawer, page)
                else:
                    drawer.roll.put(page)
                    self._read_places(drawer)

        self._pool.run(read, on_done=show)

    def _fill(self, drawer: Drawer, page: EvidencePage) -> None:
        assert self.shown is not None
        drawer.roll.begin(page, self.shown.links)
        drawer.say_how_many(page.total)
        self.view.show_drawer()
        self._read_places(drawer)
        self._read_differences(drawer)

    def _read_places(self, drawer: Drawer) -> None:
        evidence = drawer.roll.pieces

        def show(numbers: Mapping[Key, int]) -> None:
            if self.view.drawer is drawer:
                words = {stances.key(each): self._place(each, numbers) for each in evidence}
                open_ = self._open[:2]
                here = (stances.key(each) for each in evidence if each.article in open_ and not each.broken)
                drawer.roll.set_places(Places(words, frozenset(here)))

        self._pool.run(lambda: _numbers(self._workspace, evidence, self._paragraphs), on_done=show)

    def _read_differences(self, drawer: Drawer) -> None:
        if not any(each.verdict is not None for each in drawer.roll.pieces):
            return

        def show(found: list[Difference]) -> None:
            if self.view.drawer is drawer:
                drawer.roll.set_differences({each.verdict.id: each for each in found})

        self._latest_differences.read(lambda: self._workspace.comparing.differences.all(), show)

    def _place(self, evidence: Evidence, numbers: Mapping[Key, int]) -> str:
        number = numbers[stances.key(evidence)]
        if evidence.broken or not number:
            return ""
        words = {
            self._open[0]: self.tr("open in left pane, ¶ {n}"),
            self._open[1]: self.tr("open in right pane, ¶ {n}"),
        }
        return words.get(evidence.article, self.tr("¶ {n}")).format(n=number)


def _numbers(
    workspace: Workspace, evidence: Sequence[Evidence], known: dict[int, list[int]]
) -> dict[Key, int]:
    """In which paragraph of its article, counted from 1 without headings, each piece stands.

    ``known`` is by text where its paragraphs begin; what is read is added to it.
    """
    for id_ in {each.article for each in evidence if each.text_id not in known}:
        article = workspace.article(id_)
        known[article.text_id] = [b.start for b in article.blocks if b.kind is not BlockKind.HEADING]
    return {stances.key(each): bisect_right(known.get(each.text_id, []), each.start) for each in evidence}

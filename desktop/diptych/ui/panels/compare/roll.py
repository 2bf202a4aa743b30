"""A long list of pieces of evidence, of which only those in view are made and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from diptych.model import EvidenceLink
from diptych.ui.models import stances
from diptych.ui.models.stances import Column, Key
from diptych.ui.panels.compare.piece_row import ROW_HEIGHT, Known, PieceRow, links_of
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.evidence import Held

if TYPE_CHECKING:
    from diptych.workspace import Evidence
    from diptych.workspace.comparing import Difference, EvidencePage

PAGE = 50
"""Pieces that are read at a time."""

_AROUND = 4
"""Rows that are made above and below what is in view, so that the focus can go on."""


class Places:
    """Where each piece stands, in words, and which of them are in an open article."""

    def __init__(self, words: Mapping[Key, str] | None = None, here: frozenset[Key] = frozenset()) -> None:
        self.words, self.here = words or {}, here


class Roll(QScrollArea):
    """The pieces one below the other. The arrows walk through all of them."""

    wanted = Signal(int)
    """The page that begins with this piece is to be read."""

    made = Signal(object)
    """A ``PieceRow`` was made; its signals are to be connected."""

    def __init__(self, column: Column, look: Look, *, may_act: bool) -> None:
        super().__init__()
        self._column, self._look, self._may_act = column, look, may_act
        self._pieces: dict[int, Evidence] = {}
        self._asked: set[int] = set()
        self._made: dict[int, PieceRow] = {}
        self._spare: dict[Key, PieceRow] = {}
        self._links: Sequence[EvidenceLink] = ()
        self._differences: Mapping[int, Difference] = {}
        self._places = Places()
        self.total = 0
        self._body = QWidget()
        self.setWidget(self._body)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
        self.verticalScrollBar().valueChanged.connect(self._make_visible)
        self.setAccessibleName(self.tr("Evidence"))

    @property
    def rows(self) -> list[PieceRow]:
        """The rows that are made, from top to bottom."""
        return [self._made[number] for number in sorted(self._made)]

    @property
    def pieces(self) -> list[Evidence]:
        """What was read, in order."""
        return [self._pieces[number] for number in sorted(self._pieces)]

    @property
    def page(self) -> int:
        """The first piece of the page at the top of the view."""
        return self.verticalScrollBar().value() // ROW_HEIGHT // PAGE * PAGE

    def begin(self, page: EvidencePage, links: Sequence[EvidenceLink]) -> None:
        """Show the first page, in place of all that was shown; focus and place stay where they were."""
        kept, at = self._held(), self.verticalScrollBar().value()
        self._spare = {stances.key(row.evidence): row for row in self._made.values()}
        self._made, self._pieces, self._asked = {}, {}, set()
        self._links = links
        self.put(page)
        for row in self._spare.values():
            row.hide()
            row.deleteLater()
        self._spare = {}
        self.verticalScrollBar().setValue(at)
        self._hold_again(kept)

    def put(self, page: EvidencePage) -> None:
        """Add a page that was read."""
        self.total = page.total
        self._pieces.update(enumerate(page.evidence, page.start))
        for number in range(page.start, min(page.start + PAGE, page.total)):
            self._asked.discard(number // PAGE * PAGE)
        self._lay_out()
        self._make_visible()

    def set_places(self, places: Places) -> None:
        """Say where the pieces stand."""
        self._places = places
        for row in self._made.values():
            self._place(row)

    def set_differences(self, differences: Mapping[int, Difference]) -> None:
        """Say of which verdicts (by id) the machine thinks otherwise by now."""
        changed = {
            number
            for number, row in self._made.items()
            if self._difference(row.evidence, differences) != row.difference
        }
        self._differences = differences
        kept = self._held()
        for number in changed:
            self._made.pop(number).deleteLater()
        if changed:
            self._make_visible()
            self._hold_again(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows be as wide as the view."""
        super().resizeEvent(event)
        self._lay_out()
        self._make_visible()

    def _lay_out(self) -> None:
        self._body.resize(self.viewport().width(), self.total * ROW_HEIGHT)
        for number, row in self._made.items():
            row.setGeometry(0, number * ROW_HEIGHT, self._body.width(), ROW_HEIGHT)

    def _make_visible(self) -> None:
        """Make the rows in view and a few around; read what is not read; let go of those far away."""
        top = self.verticalScrollBar().value()
        first = max(0, top // ROW_HEIGHT - _AROUND)
        last = min(self.total, (top + self.viewport().height()) // ROW_HEIGHT + 1 + _AROUND)
        for number in [n for n in self._made if not first <= n < last]:
            if not self._has_focus(self._made[number]):
                self._made.pop(number).deleteLater()
        for number in range(first, last):
            if number in self._pieces and number not in self._made:
                self._make(number)
        for number in range(first, last):
            page = number // PAGE * PAGE
            if number not in self._pieces and page not in self._asked:
                self._asked.add(page)
                self.wanted.emit(page)

    def _make(self, number: int) -> None:
        piece = self._pieces[number]
        known = Known(links_of(self._links, piece), self._difference(piece, self._differences))
        row = self._spare.pop(stances.key(piece), None)
        if row is not None and row.shows(piece, known):
            self._made[number] = row
            row.setGeometry(0, number * ROW_HEIGHT, self._body.width(), ROW_HEIGHT)
            self._place(row)
            return
        if row is not None:
            row.hide()
            row.deleteLater()
        row = PieceRow(piece, self._column, self._look, known, may_act=self._may_act, parent=self._body)
        row.setGeometry(0, number * ROW_HEIGHT, self._body.width(), ROW_HEIGHT)
        self._made[number] = row
        before = [n for n in sorted(self._made) if n < number]
        if before:
            _follow(self._made[before[-1]], row)
        after = [n for n in sorted(self._made) if n > number]
        if after:
            _follow(row, self._made[after[0]])
        self._place(row)
        self.made.emit(row)
        row.show()

    def _place(self, row: PieceRow) -> None:
        key = stances.key(row.evidence)
        row.set_place(self._places.words.get(key, ""), here=key in self._places.here)

    @staticmethod
    def _difference(piece: Evidence, differences: Mapping[int, Difference]) -> Difference | None:
        return differences.get(piece.verdict.id) if piece.verdict is not None else None

    @staticmethod
    def _has_focus(row: PieceRow) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (row is focus or row.isAncestorOf(focus))

    def _held(self) -> Held | None:
        for number, row in self._made.items():
            if self._has_focus(row):
                return Held(stances.key(row.evidence), number)
        return None

    def _hold_again(self, kept: Held | None) -> None:
        """Give the focus back to a piece; to the next one where it is gone."""
        if kept is None or not self._made:
            return
        same = (row for row in self.rows if stances.key(row.evidence) == kept.key)
        nearest = min(self._made, key=lambda number: abs(number - min(kept.place, self.total - 1)))
        next(same, self._made[nearest]).setFocus(Qt.FocusReason.OtherFocusReason)


def _follow(one: PieceRow, other: PieceRow) -> None:
    """Let the focus go from the last control of one row to all of the other."""
    chain = [_stops(one)[-1], *_stops(other)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def _stops(row: PieceRow) -> list[QWidget]:
    return [row, *row.buttons, *row.verdict_buttons, *row.chips]

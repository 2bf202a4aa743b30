"""Beside the lanes: what changed, where the parties stood nearest, what is missing, what the marks mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from diptych.model import Direction, Strength
from diptych.ui import signs
from diptych.ui.models import stances, timeline, wording
from diptych.ui.models.wording import counted, tr
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.ui.models.stances import Column
    from diptych.ui.models.timeline import Shown

_MOST_GAPS = 3


class PartyLine(QWidget):
    """A party's badge and name, and whose words stand under them."""

    def __init__(self, column: Column, origin: tuple[str, bool], look: Look) -> None:
        super().__init__()
        self._column, self._origin, self._look = column, origin, look
        self.setFixedHeight(22)
        self.setAccessibleName(f"{column.name}, {origin[0]}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        look = self._look
        with QPainter(self) as painter:
            painter.setFont(look.words(12, bold=True))
            signs.paint_badge(painter, self._column.badge, look.theme, QRectF(0, 3, 16, 16))
            words, own = self._origin
            pill = signs.pill_width(words, look.words(11)) + 30
            name = broken(self._column.name, look.words(13, bold=True), self.width() - pill, 1)
            name.paint(painter, look.theme.text, QPointF(24, 2))
            at = QPointF(32 + name.width(), 4)
            signs.paint_pill(painter, words, look.words(11), look.theme, at, solid=own)


class Legend(QWidget):
    """What the signs and tiles mean."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Legend"))
        words = [*map(stances.direction, Direction), *map(stances.strength, Strength)]
        self.setAccessibleDescription(", ".join(words))

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines that it takes."""
        return round(max((y for _, y, _, _ in self._placed(width)), default=0.0)) + 24

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(240, self.heightForWidth(240))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entries."""
        look, theme = self._look, self._look.theme
        with QPainter(self) as painter:
            for x, y, words, paint in self._placed(self.width()):
                paint(painter, QRectF(x, y + 3, 15, 15))
                broken(words, look.words(), 200, 1).paint(painter, theme.muted, QPointF(x + 21, y + 2))

    def _placed(self, width: int) -> list[tuple[float, float, str, Callable[[QPainter, QRectF], None]]]:
        theme, placed = self._look.theme, []
        colors = signs.tint(theme, "analyst")

        def sign(which: Direction) -> Callable[[QPainter, QRectF], None]:
            return lambda painter, where: signs.paint_sign(
                painter, which, theme.text, where.adjusted(1, 1, -1, -1)
            )

        def tile(strength: Strength) -> Callable[[QPainter, QRectF], None]:
            return lambda painter, where: signs.paint_tile(
                painter, Direction.SUPPORTS, colors, theme.on, where, strength
            )

        entries = [(stances.direction(each).lower(), sign(each)) for each in Direction]
        entries += [(stances.strength(each), tile(each)) for each in Strength]
        x = y = 0.0
        for words, paint in entries:
            needs = 21 + broken(words, self._look.words(), 200, 1).width()
            if x and x + needs > width:
                x, y = 0.0, y + 24
            placed.append((x, y, words, paint))
            x += needs + 14
        return placed


class Aside(QWidget):
    """The column on the right: what is told goes up and down over the legend."""

    pair_asked = Signal(object)
    """The ``Nearest`` two statements are to be set side by side."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: Shown | None = None
        self.open_both: QPushButton | None = None
        self.said: list[str] = []
        self._page = QScrollArea()
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setWidgetResizable(True)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setAccessibleName(self.tr("What changed"))
        self._legend = Legend(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._page, 1)
        self._rule(column)
        column.addWidget(self._legend)

    def show_timeline(self, shown: Shown) -> None:
        """Tell of this."""
        self._shown = shown
        inner = QWidget()
        inner.setObjectName("timelinePaper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self.said = []
        self._tell_changes(column, shown)
        self._rule(column)
        self._head(column, self.tr("Nearest to each other"))
        self._say(column, timeline.nearest_words(shown.nearest, shown.parties))
        self.open_both = None
        if shown.nearest is not None:
            self.open_both = QPushButton(self.tr("Open both"))
            give_role(self.open_both, "button")
            self.open_both.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.open_both.clicked.connect(lambda: self.pair_asked.emit(shown.nearest))
            column.addWidget(self.open_both)
        self._rule(column)
        self._head(column, self.tr("Gaps in the record"))
        for words in _gap_sentences(shown):
            self._say(column, words)
        column.addStretch(1)
        self._page.setWidget(inner)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self._legend.set_look(look)
        if self._shown is not None:
            self.show_timeline(self._shown)

    def _tell_changes(self, column: QVBoxLayout, shown: Shown) -> None:
        title = QLabel(self.tr("What changed"))
        give_role(title, "heading")
        column.addWidget(title)
        for party, lane in zip(shown.parties, shown.lanes, strict=True):
            summary = shown.summaries.get(party.id)
            if summary is not None:
                day = wording.date((summary.changed or summary.created)[:10])
                origin = f"{self._look.initials or self.tr('you')} {day}".strip(), True
            else:
                origin = self.tr("auto"), False
            column.addWidget(PartyLine(party, origin, self._look))
            words = summary.words if summary is not None else timeline.change_words(lane)
            said = self._say(column, words)
            said.setFont(self._look.serif(14))
            column.addSpacing(4)

    def _head(self, column: QVBoxLayout, words: str) -> None:
        head = QLabel(words)
        give_role(head, "strong")
        column.addWidget(head)

    def _say(self, column: QVBoxLayout, words: str) -> QLabel:
        said = QLabel(words)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
        self.said.append(words)
        return said

    def _rule(self, column: QVBoxLayout) -> None:
        rule = QFrame()
        give_role(rule, "rule")
        column.addSpacing(6)
        column.addWidget(rule)
        column.addSpacing(2)


def _gap_sentences(shown: Shown) -> list[str]:
    found = [
        (gap, column.name)
        for column, lane in zip(shown.parties, shown.lanes, strict=True)
        for gap in lane.gaps
    ]
    found.sort(key=lambda each: -each[0].days)
    said = [timeline.gap_words(gap, name) for gap, name in found[:_MOST_GAPS]]
    if (more := len(found) - _MOST_GAPS) > 0:
        said.append(counted(more, tr("One shorter gap more."), tr("{n} shorter gaps more.")))
    for column, lane in zip(shown.parties, shown.lanes, strict=True):
        if lane.undated:
            words = tr("{quotes} from {party} without a date.")
            said.append(words.format(quotes=stances.quotes(len(lane.undated)), party=column.name))
    pending = stances.not_analysed(shown.states)
    if pending:
        said.append(pending)
    return said or [tr("No unusually long time without a quote.")]

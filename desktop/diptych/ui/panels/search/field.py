"""The search field: what makes no sense in a query is underlined at its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from diptych.model import QueryProblem
from diptych.ui import icons
from diptych.ui.theme import Theme

_WAVE, _STEP = 1.5, 2.5


class QueryField(QLineEdit):
    """One line for a query, with a glass, a cross that empties it, and an arrow to earlier searches."""

    entered = Signal()
    """Enter was pressed."""

    list_asked = Signal()
    """Down was pressed: on to what was found."""

    history_asked = Signal()
    """The earlier searches are wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[QueryProblem, ...] = ()
        self._bad = theme.bad
        self.setAccessibleName(self.tr("Search the library"))
        self._glass = QAction(self.tr("Search"), self)
        self._cross = QAction(self.tr("Clear the search"), self)
        self.past = QAction(self.tr("Earlier and saved searches"), self)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self.past, trailing)
        self.addAction(self._cross, trailing)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.defaultAction().text() if button.defaultAction() else "")
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear)
        self.past.triggered.connect(self.history_asked)
        self.textChanged.connect(self._on_text_changed)
        self.set_theme(theme)

    @property
    def problems(self) -> tuple[QueryProblem, ...]:
        """What is underlined."""
        return self._problems

    def set_problems(self, problems: Sequence[QueryProblem]) -> None:
        """Underline these; their spans count from the first character that is no space."""
        self._problems = tuple(problems)
        self.setAccessibleDescription(" ".join(problem.sentence for problem in problems))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._bad = theme.bad
        self._cross.setIcon(icons.icon("clear", theme.muted))
        self._glass.setIcon(icons.icon("search", theme.muted))
        self.past.setIcon(icons.icon("down", theme.muted))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep Down with Alt or Ctrl from the menus: here it opens the earlier searches."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the list, from an empty field to earlier searches; Escape empties the field."""
        wanted = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Down if wanted or not self.text().strip():
                self.history_asked.emit()
            case Qt.Key.Key_Down:
                self.list_asked.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a wave under what makes no sense."""
        super().paintEvent(event)
        if not self._problems:
            return
        text = self.text()
        before = len(text) - len(text.lstrip())
        metrics = QFontMetricsF(self.font())
        cursor = self.cursorRect().center().x()
        origin = cursor - metrics.horizontalAdvance(text[: self.cursorPosition()])
        y = self.height() / 2 + metrics.ascent() / 2 + 3
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(QRectF(self.rect()).adjusted(26, 0, -46, 0))
            painter.setPen(QPen(self._bad, 1.2))
            for problem in self._problems:
                start, end = (
                    origin + metrics.horizontalAdvance(text[: before + at])
                    for at in (problem.start, problem.end)
                )
                painter.drawPath(_wave(start, max(end, start + 6), y))

    def _on_text_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if self._problems:
            self.set_problems(())


def _wave(start: float, end: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(start, y))
    x, up = start, True
    while x < end:
        x += _STEP
        path.lineTo(x, y - _WAVE if up else y + _WAVE)
        up = not up
    return path

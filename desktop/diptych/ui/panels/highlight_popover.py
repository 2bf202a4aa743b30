"""The small panel of a highlight: its four colours, its note, and taking it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import Highlight
from diptych.ui.models.wording import tr
from diptych.ui.panels.floating import beside
from diptych.ui.theme import Theme, give_role

TYPING_MS = 700
"""How long the keys must be still before a note is kept; leaving the panel keeps it at once."""

WIDTH = 300


def colour_names() -> tuple[str, ...]:
    """What the four colours are called."""
    return (tr("yellow"), tr("green"), tr("pink"), tr("blue"))


class ColourButton(QToolButton):
    """A round sample of a colour; the one in use has a ring and a dot."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._color, self._line, self._ring = QColor(), QColor(), QColor()
        self.setCheckable(True)
        self.setFixedSize(26, 26)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_colors(self, color: QColor, line: QColor, ring: QColor) -> None:
        """The colour itself, the line around it, and the ring of the one in use or in focus."""
        self._color, self._line, self._ring = color, line, ring
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sample."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(self._ring, 1.5))
            painter.drawEllipse(middle, 11, 11)
        painter.setPen(QPen(self._line, 1))
        painter.setBrush(self._color)
        painter.drawEllipse(middle, 8, 8)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ring)
            painter.drawEllipse(middle, 3, 3)
        painter.end()


class HighlightPopover(QFrame):
    """Offers colours for a selection, or edits a highlight that there is."""

    colour_chosen = Signal(int)
    note_asked = Signal()
    """A selection is to be highlighted and given a note."""

    noted = Signal(str)
    removed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        give_role(self, "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Highlight"))
        self.colours = [
            ColourButton(self.tr("Highlight in {colour}").format(colour=name)) for name in colour_names()
        ]
        self.add_note = QPushButton(self.tr("Note…"))
        self.remove = QPushButton(self.tr("Remove"))
        self.note = QPlainTextEdit()
        self._kept = ""
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._arrange()
        self._connect()
        self.set_theme(theme)
        self.hide()

    def offer(self, anchor: QRect) -> None:
        """Offer to highlight what is selected; ``anchor`` is where it stands in the parent."""
        for button in self.colours:
            button.setChecked(False)
        self._show_editor(False)
        self._place(anchor)

    def edit(self, highlight: Highlight, anchor: QRect) -> None:
        """Edit a highlight; the caret stands in its note."""
        self._kept = highlight.note
        self.note.setPlainText(highlight.note)
        self._typing.stop()
        self.set_colour(highlight.colour)
        self._show_editor(True)
        self._place(anchor)
        self.note.setFocus(Qt.FocusReason.PopupFocusReason)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def set_colour(self, colour: int) -> None:
        """Say which colour is in use."""
        for number, button in enumerate(self.colours):
            button.setChecked(number == colour)

    def leave(self) -> None:
        """Keep what was typed and close."""
        self._keep_note()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        for button, color in zip(self.colours, theme.highlights, strict=True):
            button.set_colors(color, theme.deco, theme.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the note Escape closes, and Tab goes on to the buttons."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self._keep_note()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note on the highlight"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(76)
        self.note.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.colours:
            row.addWidget(button)
        row.addSpacing(6)
        row.addStretch(1)
        row.addWidget(self.add_note)
        row.addWidget(self.remove)
        for link in (self.add_note, self.remove):
            give_role(link, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.note)

    def _connect(self) -> None:
        for number, button in enumerate(self.colours):
            button.clicked.connect(lambda _=False, number=number: self._choose(number))
        self.add_note.clicked.connect(self.note_asked)
        self.remove.clicked.connect(self._remove)
        self.note.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._keep_note)

    def _choose(self, colour: int) -> None:
        self.set_colour(colour)
        self.colour_chosen.emit(colour)

    def _remove(self) -> None:
        self._typing.stop()
        self._kept = self.note.toPlainText()
        self.removed.emit()

    def _keep_note(self) -> None:
        self._typing.stop()
        text = self.note.toPlainText()
        if not self.note.isHidden() and text != self._kept:
            self._kept = text
            self.noted.emit(text)

    def _show_editor(self, editing: bool) -> None:
        self.note.setVisible(editing)
        self.remove.setVisible(editing)
        self.add_note.setVisible(not editing)

    def _place(self, anchor: QRect) -> None:
        parent = self.parentWidget()
        self.ensurePolished()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        size = QSize(WIDTH, self.sizeHint().height()) if not self.note.isHidden() else self.sizeHint()
        self.resize(size)
        self.move(beside(anchor, size, parent.rect() if parent is not None else anchor))
        self.show()
        self.raise_()

"""The bar under a page that finds in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from diptych.ui import icons
from diptych.ui.theme import Fonts, Theme, interface_font

NARROW, WIDEST = 380, 2_000
"""Pixels: a bar less wide than the first has two rows; nothing is as wide as the second."""


class FindBar(QWidget):
    """Asks what to find and shows how much was found; the pane does the finding."""

    query_changed = Signal()
    next_clicked = Signal()
    previous_clicked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in this article"))
        self.field.setAccessibleName(self.tr("Find in this article"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(72)
        self.case = self._switch("Aa", self.tr("Match capital and small letters"))
        self.words = self._switch("|ab|", self.tr("Find whole words only"))
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._previous = self._button(self.tr("Previous (Shift+F3)"), self.previous_clicked)
        self._next = self._button(self.tr("Next (F3)"), self.next_clicked)
        self._close = self._button(self.tr("Close (Esc)"), self.closed)
        for widget in (self.field, self.case, self.words, self._count):
            widget.setFont(interface_font(fonts, 12))
        self._arrange()
        self._connect()
        self.set_theme(theme)
        self.set_count(0, 0)

    @property
    def query(self) -> str:
        """What is to be found."""
        return self.field.text()

    @property
    def said(self) -> str:
        """What the bar says about the number of hits."""
        return self._count.text()

    def set_count(self, current: int, count: int) -> None:
        """Show the number of the current hit (from 1, 0 for none) and how many there are."""
        if not self.query:
            said = ""
        elif not count:
            said = self.tr("Not found")
        elif current:
            said = self.tr("{current} of {count}").format(current=f"{current:,}", count=f"{count:,}")
        else:
            said = self.tr("{count} found").format(count=f"{count:,}")
        self._count.setText(said)
        self._count.setAccessibleName(said)
        self._previous.setEnabled(count > 0)
        self._next.setEnabled(count > 0)
        palette = self._count.palette()
        missing = bool(self.query) and not count
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.bad if missing else self._theme.muted)
        self._count.setPalette(palette)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        self._theme = theme
        self._previous.setIcon(_up(theme.text))
        self._next.setIcon(icons.icon("down", theme.text))
        self._close.setIcon(icons.icon("close", theme.muted))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.panel)
            painter.fillRect(0, 0, self.width(), 1, self._theme.border)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Return finds the next, Shift+Return the previous."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.previous_clicked if back else self.next_clicked).emit()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, clicked: SignalInstance) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(26, 26)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button

    def _switch(self, sign: str, name: str) -> QToolButton:
        switch = QToolButton(self)
        switch.setText(sign)
        switch.setCheckable(True)
        switch.setAutoRaise(True)
        switch.setProperty("role", "switch")
        switch.setFixedHeight(26)
        switch.setToolTip(name)
        switch.setAccessibleName(name)
        switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return switch

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the field a row of its own where the pane is narrow."""
        super().resizeEvent(event)
        self._place(narrow=event.size().width() < NARROW)

    def _arrange(self) -> None:
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(8, 6, 6, 5)
        self._rows.setSpacing(4)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, self._lower):
            row.setSpacing(2)
            self._rows.addLayout(row)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._narrow: bool | None = None
        self._place(narrow=False)

    def _place(self, *, narrow: bool) -> None:
        """Field and closing button above the rest, or all in one row."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for row in (self._upper, self._lower):
            while row.count():
                row.takeAt(0)
        self.field.setMaximumWidth(WIDEST if narrow else 320)
        self._upper.addWidget(self.field, 3)
        rest = self._lower if narrow else self._upper
        for widget in (self._count, self._previous, self._next, self.case, self.words):
            rest.addWidget(widget)
        rest.addStretch(1)
        self._upper.addWidget(self._close)
        self.updateGeometry()

    def _connect(self) -> None:
        self.field.textChanged.connect(self.query_changed)
        self.case.toggled.connect(self.query_changed)
        self.words.toggled.connect(self.query_changed)


def _up(color: QColor) -> QIcon:
    return QIcon(icons.pixmap("down", color, 16, 3).transformed(QTransform.fromScale(1, -1)))

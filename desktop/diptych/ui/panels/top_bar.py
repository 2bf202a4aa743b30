"""The bar at the top: the mark, the menus, what one is doing, and what is open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenuBar, QToolButton, QWidget

from diptych.ui import icons
from diptych.ui.elided import Elided
from diptych.ui.theme import Theme, give_role

HEIGHT = 40

ROOMY = 1_000
"""Pixels of a bar that has room for a command's words beside its key."""


class TopBar(QWidget):
    """Menus on the left, modes in the middle, the library on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setAccessibleName(self.tr("Menus"))
        self._mark = QLabel()
        self._about = Elided(self.font(), self)
        give_role(self._about, "small")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._modes = QHBoxLayout()
        self._modes.setSpacing(0)
        self._offers: list[tuple[QToolButton, str, str]] = []
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._mark)
        left.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        left.addStretch(1)
        right.addStretch(1)
        right.addWidget(self._about)
        right.setSpacing(16)
        self._right = right
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 0, 14, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(self._modes, 0, 1)
        grid.addLayout(right, 0, 2)
        self.set_theme(theme)

    def add_mode(self, action: QAction) -> None:
        """Offer a mode in the middle."""
        button = QToolButton()
        give_role(button, "tab")
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._modes.addWidget(button)

    def offer(self, action: QAction) -> None:
        """Offer a command at the right end, with its key before its words."""
        words = action.text().replace("&", "").rstrip("…")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button = QToolButton()
        give_role(button, "offer")
        button.setDefaultAction(action)
        button.setText(f"{key}  {words}")
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._right.addWidget(button)
        self._offers.append((button, f"{key}  {words}", key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every menu: in a narrow window the right end says less."""
        super().resizeEvent(event)
        self.menus.setMinimumWidth(self.menus.sizeHint().width())
        for button, full, short in self._offers:
            button.setText(full if event.size().width() >= ROOMY else short)

    @property
    def about(self) -> str:
        """What is said to be open."""
        return self._about.text()

    def say(self, about: str) -> None:
        """Say on the right what is open."""
        self._about.setText(about)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._mark.setPixmap(icons.logo(theme).pixmap(QSize(20, 20), self.devicePixelRatioF()))

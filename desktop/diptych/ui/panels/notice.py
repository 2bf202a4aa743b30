"""A line over the panes that tells what happened, and stays until it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from diptych.ui import icons
from diptych.ui.announcing import announce
from diptych.ui.theme import Theme


class Notice(QFrame):
    """One sentence, perhaps with one thing to do about it; hidden while there is nothing to tell."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._bad = False
        self._do: Callable[[], None] | None = None
        self._sign = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.setToolTip(self.tr("Close this notice"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self._on_button)
        self.close_button.clicked.connect(self.hide)
        self.set_theme(theme)
        self.hide()

    @property
    def words(self) -> str:
        """What is being told; empty when nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def tell(
        self, words: str, *, bad: bool = False, offer: str = "", do: Callable[[], None] | None = None
    ) -> None:
        """Tell this; ``offer`` labels a button that does ``do``."""
        self._bad, self._do = bad, do
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
        self.set_theme(self._theme)
        self.show()
        announce(self, words)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        name, color = ("warning", theme.bad) if self._bad else ("check", theme.ok)
        self._sign.setPixmap(icons.pixmap(name, color, 16, self.devicePixelRatioF()))
        self.close_button.setIcon(icons.icon("close", theme.muted))

    def _on_button(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

"""The right column: how to read the marks while nothing is open, else the place of the positions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from diptych.ui.panels.legend import Legend
from diptych.ui.theme import Theme, give_role


class StancePanel(QStackedWidget):
    """What each party says on the issue that is being read; until articles are analysed it says so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend = Legend(theme)
        self._marks = _page([_label("heading", self.tr("How to read the marks")), self._legend])
        self._positions = _page(
            [
                _label("heading", self.tr("Positions")),
                _label(
                    "muted",
                    self.tr("What each party says on the issue you are reading about, in its own words."),
                ),
                _label("strong", self.tr("Not analysed")),
                _label(
                    "muted",
                    self.tr(
                        "No article of this library has been analysed, so no position is shown. "
                        "That is not the same as silence: the articles may say a great deal."
                    ),
                ),
            ]
        )
        self.addWidget(self._marks)
        self.addWidget(self._positions)

    def set_reading(self, reading: bool) -> None:
        """Whether an article is open."""
        self.setCurrentWidget(self._positions if reading else self._marks)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._legend.set_theme(theme)


def _page(widgets: Sequence[QWidget]) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(16, 14, 16, 16)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    give_role(label, role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

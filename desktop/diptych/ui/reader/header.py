"""The header of a pane: which side, outlet, authors, date as stated, and how long the reading takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from diptych.model import Article
from diptych.ui import icons
from diptych.ui.elided import Elided
from diptych.ui.models.wording import one_line
from diptych.ui.reader.display import tooltip
from diptych.ui.reader.facts import Facts
from diptych.ui.theme import Fonts, Theme, interface_font

Side = Literal["left", "right"]

HEIGHT = 52
_SIGN = 20
_BUTTON = 26
_GAP = 8


class PaneHeader(QWidget):
    """Two lines about the article of a pane, and the button that closes it."""

    close_clicked = Signal()

    def __init__(self, side: Side, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._theme = theme
        self._active = False
        self._facts: Facts | None = None
        self._names = ""
        self._sign = QLabel(self)
        self._outlet = Elided(interface_font(fonts, 13, weight=QFont.Weight.DemiBold), self)
        self._beside = Elided(interface_font(fonts, 12), self)
        self._below = Elided(interface_font(fonts, 12), self)
        self.close_button = QToolButton(self)
        self._arrange()
        self.set_side(side)
        self.set_theme(theme)
        self.set_article(None)

    def set_article(self, article: Article | None) -> None:
        """Show the facts of an article, or nothing."""
        self._facts = None if article is None else Facts.of(article)
        self._names = ""
        self.close_button.setVisible(article is not None)
        self._outlet.setText(self._facts.outlet if self._facts else "")
        evidence = tooltip(self._facts.evidence if self._facts else "")
        self._outlet.setToolTip(tooltip(self._facts.outlet if self._facts else ""))
        self._beside.setToolTip(evidence)
        self._below.setToolTip(evidence)
        self._share_lines()

    def set_names(self, names: Sequence[tuple[str, int]]) -> None:
        """Say which names in dispute the article uses, and how often."""
        said = ", ".join(f"{one_line(name)} {count}×" for name, count in names)
        self._names = self.tr("says {names}").format(names=said) if said else ""
        evidence = self._facts.evidence if self._facts else ""
        self._below.setToolTip(tooltip("\n".join(filter(None, (evidence, self._names)))))
        self._share_lines()

    @property
    def lines(self) -> tuple[str, str, str]:
        """What stands first, beside it and below."""
        return self._outlet.text(), self._beside.text(), self._below.text()

    def set_side(self, side: Side) -> None:
        """Say by the sign which of the two panes this is."""
        self._side = side
        left = side == "left"
        name = self.tr("Close the left article") if left else self.tr("Close the right article")
        self.close_button.setToolTip(self.tr("{what} (Ctrl+W)").format(what=name))
        self.close_button.setAccessibleName(name)
        self._show_sign()

    def set_active(self, active: bool) -> None:
        """Mark the pane as the one that the keyboard works on."""
        self._active = active
        self._show_sign()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        self._theme = theme
        self.close_button.setIcon(icons.icon("close", theme.muted))
        self._outlet.set_color(QPalette.ColorRole.Text, theme)
        self._beside.set_color(QPalette.ColorRole.PlaceholderText, theme)
        self._below.set_color(QPalette.ColorRole.PlaceholderText, theme)
        self._show_sign()
        self.update()

    def set_column(self, left: int, width: int) -> None:
        """Stand over the text column, given in pixels of the pane."""
        right = self.width() - left - width - _BUTTON - _GAP
        self._grid.setContentsMargins(max(8, left), 8, max(6, right), 8)
        self._share_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line under it, which is in the accent when the pane is active."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.bg)
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.border)
            if self._active and self._facts is not None:
                painter.fillRect(0, self.height() - 2, self.width(), 2, self._theme.accent)

    def _arrange(self) -> None:
        self.close_button.setAutoRaise(True)
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setFixedSize(_BUTTON, _BUTTON)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.close_clicked)
        first = QHBoxLayout()
        first.setSpacing(_GAP)
        first.addWidget(self._outlet)
        first.addWidget(self._beside)
        first.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self._sign, 0, 0)
        self._grid.addLayout(first, 0, 1)
        self._grid.addWidget(self.close_button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._below, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self.setFixedHeight(HEIGHT)

    def _show_sign(self) -> None:
        color = self._theme.accent if self._active else self._theme.muted
        self._sign.setPixmap(icons.pixmap(f"pane-{self._side}", color, _SIGN, 3))
        name = self.tr("Left pane") if self._side == "left" else self.tr("Right pane")
        self._sign.setToolTip(self.tr("{pane}, active").format(pane=name) if self._active else name)
        self._sign.setAccessibleName(self._sign.toolTip())

    def _share_lines(self) -> None:
        """Put who and when beside the outlet, or where that is too long before the other facts below it."""
        if self._facts is None:
            self._beside.setText("")
            self._below.setText("")
            return
        margins = self._grid.contentsMargins()
        room = self.width() - margins.left() - margins.right() - _SIGN - _BUTTON - 3 * _GAP
        beside = self._beside.fontMetrics().horizontalAdvance(self._facts.who_and_when)
        fits = self._outlet.sizeHint().width() + beside + 4 <= room
        self._beside.setText(self._facts.who_and_when if fits else "")
        self._beside.setVisible(fits)
        self._below.setText(
            self._facts.rest(self._names) if fits else self._facts.rest_with_when_and_who(self._names)
        )

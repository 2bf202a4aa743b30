"""The switch that lets the two panes scroll together by what they say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton

from diptych.ui.theme import Theme

_HEIGHT, _PAD, _SAMPLE = 26, 10, 18


class LinkedButton(QToolButton):
    """Two filled bars while the panes are linked, two empty ones while each scrolls alone."""

    def __init__(self, action: QAction, theme: Theme) -> None:
        super().__init__()
        self._action, self._theme = action, theme
        self.setText(self.tr("Linked"))
        self.setCheckable(True)
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(action.text().replace("&", ""))
        self.setAccessibleDescription(self.tr("Scrolling one pane moves the other to what belongs beside it"))
        words = self.tr("Scroll both panes together, by what they say ({key})")
        self.setToolTip(words.format(key=action.shortcut().toString()))
        self.clicked.connect(action.trigger)
        action.toggled.connect(self.setChecked)
        action.enabledChanged.connect(self.setEnabled)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the sample and the words."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PAD + _SAMPLE + 3, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for the sample; the words give way where there is no more."""
        return QSize(_SAMPLE + 12, _HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another type needs."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline, the bars and the words."""
        del event
        theme, on = self._theme, self.isChecked() and self.isEnabled()
        color = theme.shared if on else theme.deco
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = theme.accent if self.hasFocus() else theme.shared if on else theme.border2
            painter.setPen(QPen(outline, 2 if self.hasFocus() else 1))
            painter.setBrush(theme.sunk if self.underMouse() and self.isEnabled() else theme.card)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            room = self.width() - 2 * _PAD - _SAMPLE
            left = _PAD if room > 12 else (self.width() - 11) / 2
            painter.setPen(QPen(color, 1))
            painter.setBrush(color if on else Qt.BrushStyle.NoBrush)
            for x in (left, left + 7):
                painter.drawRoundedRect(QRectF(x + 0.5, self.height() / 2 - 6, 3, 12), 1, 1)
            if room > 12:
                painter.setFont(self.font())
                painter.setPen(theme.text if on else theme.muted)
                words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
                place = self.rect().adjusted(_PAD + _SAMPLE, 0, -_PAD + 2, 0)
                painter.drawText(
                    place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
                )

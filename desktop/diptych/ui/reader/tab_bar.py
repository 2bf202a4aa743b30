"""The tabs of a pane: one for each article that is kept open there, shown only where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from diptych.ui import icons
from diptych.ui.models.wording import one_line
from diptych.ui.reader.display import tooltip
from diptych.ui.theme import Fonts, Theme, interface_font

HEIGHT = 30
_WIDEST, _NARROWEST = 190, 76
_PAD, _BUTTON = 10, 20


class PaneTabs(QTabBar):
    """Titles, cut where room is short, each with a button that closes it."""

    tab_chosen = Signal(int)
    tab_closed = Signal(int)
    tab_moved_over = Signal(int)
    """The tab is to stand in the other pane."""

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._setting = False
        self.setFont(interface_font(fonts, 12))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.currentChanged.connect(self._on_current)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.hide()

    def set_titles(self, titles: Sequence[str], current: int) -> None:
        """Show these tabs, or none where there is but one."""
        self._setting = True
        shown = titles if len(titles) > 1 else ()
        while self.count() > len(shown):
            self.removeTab(self.count() - 1)
        while self.count() < len(shown):
            self.addTab("")
            self._add_button(self.count() - 1)
        for index, title in enumerate(shown):
            line = one_line(title).replace("&", "&&")
            self.setTabText(index, line)
            self.setTabToolTip(index, tooltip(one_line(title)))
            button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            button.setAccessibleName(self.tr("Close the tab {title}").format(title=one_line(title)))
        self.setCurrentIndex(current)
        self._setting = False
        self.setVisible(bool(shown))

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        self._theme = theme
        for index in range(self.count()):
            button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon("close", theme.muted))
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the title and the button, within bounds."""
        words = self.fontMetrics().horizontalAdvance(self.tabText(index).replace("&&", "&"))
        width = min(max(words + 2 * _PAD + _BUTTON, _NARROWEST), _WIDEST)
        room = self.width() // max(1, self.count()) if self.width() else width
        return QSize(max(_NARROWEST, min(width, room)), HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Room for a few letters and the button."""
        del index
        return QSize(_NARROWEST, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """No wider than one tab: the pane decides."""
        return QSize(_NARROWEST, HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab."""
        index = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and index >= 0:
            self.tab_closed.emit(index)
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the tabs; the current one joins the header below."""
        del event
        theme = self._theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.panel)
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.border)
            for index in range(self.count()):
                self._paint_tab(painter, index, self.tabRect(index))

    def _paint_tab(self, painter: QPainter, index: int, rect: QRect) -> None:
        theme, current = self._theme, index == self.currentIndex()
        if current:
            painter.fillRect(rect, theme.bg)
            if self.hasFocus():
                painter.fillRect(rect.left(), 0, rect.width(), 2, theme.accent)
            for x in (rect.left() - 1, rect.right()):
                painter.fillRect(x, 0, 1, rect.height(), theme.border)
        elif index + 1 != self.currentIndex():
            painter.fillRect(rect.right(), 8, 1, rect.height() - 16, theme.border)
        words = rect.adjusted(_PAD, 0, -_BUTTON - 6, 0)
        title = self.tabText(index).replace("&&", "&")
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.setFont(self.font())
        painter.setPen(theme.text if current else theme.muted)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _add_button(self, index: int) -> None:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(icons.icon("close", self._theme.muted))
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self.tr("Close the tab (Ctrl+W)"))
        button.clicked.connect(lambda: self._on_close_clicked(button))
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)

    def _on_close_clicked(self, button: QToolButton) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.tab_closed.emit(index)
                return

    def _on_current(self, index: int) -> None:
        if not self._setting and index >= 0:
            self.tab_chosen.emit(index)

    def _on_menu_asked(self, point: QPoint) -> None:
        index = self.tabAt(point)
        if index < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Move to the &other pane"), lambda: self.tab_moved_over.emit(index))
        menu.addAction(self.tr("&Close"), lambda: self.tab_closed.emit(index))
        menu.popup(self.mapToGlobal(point))

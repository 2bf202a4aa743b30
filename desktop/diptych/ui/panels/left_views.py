"""The left column's views, one at a time: the articles, the names in them, the analyst's highlights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from diptych.ui.theme import give_role


class LeftViews(QWidget):
    """A row of tabs, each of them a checkable action of the menus, over the view that is chosen."""

    def __init__(self, views: Sequence[tuple[QAction, str, QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = [view for _, _, view in views]
        self._actions = [action for action, _, _ in views]
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        for action, words, view in views:
            tab = QToolButton()
            tab.setDefaultAction(action)
            tab.setText(words)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_role(tab, "view")
            row.addWidget(tab)
            self._stack.addWidget(view)
            action.changed.connect(lambda tab=tab, words=words: tab.setText(words))
            action.triggered.connect(lambda _=False, view=view: self.show_view(view))
        row.addStretch(1)
        rule = QFrame()
        give_role(rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(rule)
        column.addWidget(self._stack, 1)
        self._actions[0].setChecked(True)

    @property
    def current(self) -> QWidget:
        """The view that is shown."""
        return self._views[self._stack.currentIndex()]

    def show_view(self, view: QWidget) -> None:
        """Show one of the views."""
        index = self._views.index(view)
        self._stack.setCurrentIndex(index)
        self._actions[index].setChecked(True)

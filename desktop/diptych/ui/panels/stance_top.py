"""The top of the positions column: which issue, and over which articles."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diptych.ui.models.standing import Standing
from diptych.ui.panels.axis import Axis
from diptych.ui.panels.choice import Choice
from diptych.ui.panels.drawing import Look
from diptych.ui.theme import give_role

ARTICLE, OPEN, LIBRARY = "article", "open", "library"
"""Over which articles the parties are compared."""


class StanceTop(QWidget):
    """Lets the analyst pick an issue and a scope."""

    issue_picked = Signal()
    scope_picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = Axis(look)
        self._place = QLabel()
        give_role(self._place, "small")
        self.scopes: dict[str, QToolButton] = {}
        self.issues = Choice(self.tr("Issue"))
        give_role(self.issues, "strong")
        self.issues.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.issues.setMinimumContentsLength(8)
        self.issues.activated.connect(lambda: self.issue_picked.emit())
        label = QLabel(self.tr("Issue under the eye"))
        give_role(label, "small")
        label.setBuddy(self.issues)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addStretch(1)
        top.addWidget(self._place)
        column.addLayout(top)
        column.addWidget(self.issues)
        column.addWidget(self._axis)
        column.addLayout(self._make_scopes())
        self.scopes[OPEN].setChecked(True)

    @property
    def issue(self) -> str:
        """The id of the issue chosen."""
        return str(self.issues.currentData() or "")

    def offer(self, standing: Standing) -> None:
        """Offer the issues, and show how far the parties lie apart on the one chosen."""
        self.issues.clear()
        for row in standing.matrix.rows:
            self.issues.addItem(f"{row.name}  ({row.pieces})", row.issue)
        self.issues.setCurrentIndex(max(0, self.issues.findData(standing.issue)))
        self._axis.show_row(standing.row(standing.issue), standing.columns)

    def say_where(self, words: str) -> None:
        """Say where the eye is: the paragraph and the pane."""
        self._place.setText(words)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._axis.set_look(look)

    def _make_scopes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        group = QButtonGroup(self)
        for scope, words, tip in (
            (ARTICLE, self.tr("This article"), self.tr("What the active article says")),
            (OPEN, self.tr("Both open"), self.tr("What the articles in the two panes say")),
            (LIBRARY, self.tr("Library"), self.tr("What all articles of the library say")),
        ):
            button = QToolButton()
            give_role(button, "switch")
            button.setText(words)
            button.setToolTip(tip)
            button.setCheckable(True)
            button.clicked.connect(lambda _, scope=scope: self.scope_picked.emit(scope))
            group.addButton(button)
            row.addWidget(button)
            self.scopes[scope] = button
        row.addStretch(1)
        return row

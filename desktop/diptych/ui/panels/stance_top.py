"""The top of the positions column: which issue, and over which articles."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diptych.ui.models import stances
from diptych.ui.models.standing import Standing
from diptych.ui.panels.choice import Choice
from diptych.ui.theme import give_role

ARTICLE, OPEN, LIBRARY = "article", "open", "library"
"""Over which articles the parties are compared."""


class StanceTop(QWidget):
    """Lets the analyst pick an issue and a scope."""

    issue_picked = Signal()
    scope_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        column.addWidget(label)
        column.addWidget(self.issues)
        column.addLayout(self._make_scopes())
        self.scopes[OPEN].setChecked(True)

    @property
    def issue(self) -> str:
        """The id of the issue chosen."""
        return str(self.issues.currentData() or "")

    def offer(self, standing: Standing, picked: str) -> None:
        """Offer the issues; the picked one stays chosen while there is evidence on it."""
        rows = {row.issue: row for row in standing.comparison.rows}
        kept = picked in rows and stances.total(rows[picked])
        self.issues.clear()
        for row in standing.comparison.rows:
            self.issues.addItem(f"{row.name}  ({stances.total(row)})", row.issue)
        chosen = picked if kept else standing.issue
        self.issues.setCurrentIndex(max(0, self.issues.findData(chosen)))

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

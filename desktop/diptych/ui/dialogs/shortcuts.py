"""All keys on one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from diptych.ui.dialogs.base import Button, Dialog, label


class ShortcutsDialog(Dialog):
    """What the keys do, under the headings of the menus."""

    def __init__(self, parent: QWidget | None, actions: Mapping[str, Sequence[QAction]]) -> None:
        super().__init__(parent, self.tr("Keyboard"), Button.Close, 620)
        self.resize(680, 620)
        page = QWidget()
        columns = QGridLayout(page)
        columns.setHorizontalSpacing(36)
        columns.setVerticalSpacing(14)
        for number, (heading, some) in enumerate(actions.items()):
            columns.addLayout(_group(heading, some), number // 2, number % 2)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(1, 1)
        columns.setRowStretch(columns.rowCount(), 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Keys"))
        self.body.addWidget(area, 1)

    @classmethod
    def ask(cls, parent: QWidget | None, actions: Mapping[str, Sequence[QAction]]) -> None:
        """Show the sheet until it is closed."""
        dialog = cls(parent, actions)
        dialog.exec()
        dialog.deleteLater()


def _group(heading: str, actions: Sequence[QAction]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(heading, "strong"))
    rows = QGridLayout()
    rows.setVerticalSpacing(3)
    for row, action in enumerate(action for action in actions if not action.shortcut().isEmpty()):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        rows.addWidget(label(action.text().replace("&", "").rstrip("…")), row, 0)
        rows.addWidget(label(keys, "small"), row, 1)
    rows.setColumnStretch(0, 1)
    rows.setColumnMinimumWidth(1, 110)
    column.addLayout(rows)
    column.addStretch(1)
    return column

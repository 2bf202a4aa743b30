"""What the dialogs about briefs share: lists to choose from, files to write to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from diptych.ui.theme import Theme, give_role

ITEM = Qt.ItemDataRole.UserRole + 1
"""Role of what a row stands for."""


def choose_file(parent: QWidget, name: str) -> str:
    """The file to write, "" for none."""
    words = parent.tr("Markdown (*.md);;HTML (*.html)")
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        parent.tr("Save the brief"),
        name,
        words,
        words.split(";;")[1 if name.endswith(".html") else 0],
    )
    return chosen


def choices(name: str) -> QListWidget:
    """An empty list of that name, of which rows can be chosen."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(False)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setIconSize(QSize(10, 26))
    give_role(made, "choices")
    return made


def add_choice(list_: QListWidget, item: QListWidgetItem, *, checked: bool, enabled: bool = True) -> None:
    """Add a row with a box."""
    flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
    item.setFlags(flags if enabled else flags & ~Qt.ItemFlag.ItemIsEnabled)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    list_.addItem(item)


def checked(list_: QListWidget) -> list[Any]:
    """What the rows stand for whose boxes are checked."""
    items = (list_.item(row) for row in range(list_.count()))
    return [item.data(ITEM) for item in items if item.checkState() is Qt.CheckState.Checked]


def set_all(list_: QListWidget, state: Qt.CheckState) -> None:
    """Check or uncheck every row that can be chosen."""
    for row in range(list_.count()):
        if list_.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
            list_.item(row).setCheckState(state)


def shortened(text: str, most: int = 90) -> str:
    """A quote in quotation marks, cut where it is long."""
    return text if len(text) <= most else text[: most - 2].rstrip() + "…\u201d"


def file_name(title: str) -> str:
    """The title as a file's name."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return "-".join(kept.split())[:80] or "brief"


def swatch(color: QColor, theme: Theme) -> QIcon:
    """A sample of a highlight's colour."""
    picture = QPixmap(10, 26)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setPen(theme.deco)
        painter.setBrush(color)
        painter.drawRoundedRect(1, 1, 6, 23, 2, 2)
    return QIcon(picture)

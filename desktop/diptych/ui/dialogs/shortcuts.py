"""All keys on one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.wording import tr

_WIDTH, _HEIGHT = 760, 640
_KEYS_WIDTH = 128
_HEADING_LINES = 2
"""How many lines of a group a heading and the space below a group are worth."""


class Line(NamedTuple):
    """What is done, and by which keys."""

    words: str
    keys: str


class ShortcutsDialog(Dialog):
    """What the keys do, under the headings of the menus, in two columns of like length."""

    def __init__(self, parent: QWidget | None, actions: Mapping[str, Sequence[QAction]]) -> None:
        super().__init__(parent, self.tr("Keyboard"), Button.Close, 640)
        self._groups = [(heading, _lines(some)) for heading, some in actions.items()]
        self._groups.append((self.tr("In the text"), _in_the_text()))
        self._groups = [group for group in self._groups if group[1]]
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(36)
        for groups in _shared_out(self._groups):
            column = QVBoxLayout()
            column.setSpacing(16)
            for heading, lines in groups:
                column.addLayout(_group(heading, lines))
            column.addStretch(1)
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Keys"))
        area.setAccessibleDescription(self.words)
        self.body.addWidget(area, 1)
        room = parent.window().height() - 40 if parent is not None else _HEIGHT
        self.resize(_WIDTH, min(_HEIGHT, room))
        area.setFocus()

    @property
    def words(self) -> str:
        """All that the sheet says, a line for each command."""
        return "\n".join(f"{line.words}: {line.keys}" for _, lines in self._groups for line in lines)

    @classmethod
    def ask(cls, parent: QWidget | None, actions: Mapping[str, Sequence[QAction]]) -> None:
        """Show the sheet until it is closed."""
        dialog = cls(parent, actions)
        dialog.exec()
        dialog.deleteLater()


def _lines(actions: Sequence[QAction]) -> list[Line]:
    """The actions that have keys."""
    native = QKeySequence.SequenceFormat.NativeText
    found = []
    for action in actions:
        keys = [key.toString(native) for key in action.shortcuts() if not key.isEmpty()]
        if keys:
            words = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
            found.append(Line(words, tr(" or ").join(keys)))
    return found


def _in_the_text() -> list[Line]:
    """The keys of a page, which stand in no menu."""
    return [
        Line(tr("Select, with a caret"), tr("Shift+Arrows")),
        Line(tr("Into the card of a name"), tr("Tab")),
        Line(tr("Close the card, the bar or full screen"), tr("Esc")),
    ]


def _shared_out(groups: Sequence[tuple[str, list[Line]]]) -> tuple[list[tuple[str, list[Line]]], ...]:
    """The groups in two columns: in their order, the first column about as long as the second."""
    lengths = [len(lines) + _HEADING_LINES for _, lines in groups]
    cut = min(range(len(groups) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
    return list(groups[:cut]), list(groups[cut:])


def _group(heading: str, lines: Sequence[Line]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(heading, "strong"))
    rows = QGridLayout()
    rows.setVerticalSpacing(4)
    rows.setHorizontalSpacing(12)
    for row, line in enumerate(lines):
        keys = label(line.keys, "small")
        rows.addWidget(label(line.words), row, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignTop)
    rows.setColumnStretch(0, 1)
    rows.setColumnMinimumWidth(1, _KEYS_WIDTH)
    column.addLayout(rows)
    return column

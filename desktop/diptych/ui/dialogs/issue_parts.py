"""Parts of the issue editor: the table of cue terms, and what they would match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diptych.dossier import Cue
from diptych.ui.dialogs.base import label
from diptych.ui.models.wording import articles, counted, one_line
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace.cue_preview import CuePreview

_LIGHTEST, _HEAVIEST = 0.05, 3.0


class CueTable(QWidget):
    """Terms with their weights, to be typed in; the last row takes a new term."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels([self.tr("Cue term"), self.tr("Weight")])
        self.table.setAccessibleName(self.tr("Cue terms and their weights"))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(1, 76)
        self.table.verticalHeader().setDefaultSectionSize(26)
        self.table.itemChanged.connect(self._on_changed)
        self.remove = QPushButton(self.tr("Remove the term"))
        give_role(self.remove, "button")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        hint = self.tr("Weight 1 suffices alone, less needs company, below 0 speaks against the issue.")
        row.addWidget(label(hint, "small"), 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def show_cues(self, cues: Sequence[Cue]) -> None:
        """Show these."""
        self._filling = True
        self.table.setRowCount(0)
        for cue in cues:
            self._add(cue.term, f"{cue.weight:g}")
        self._add("", "")
        self._filling = False

    def cues(self) -> tuple[Cue, ...]:
        """What stands in the table; each term once, the last weight counts."""
        found: dict[str, Cue] = {}
        for row in range(self.table.rowCount()):
            term = one_line(self._text(row, 0)).lower()
            if term:
                found[term] = Cue(term=term, weight=_weight(self._text(row, 1)))
        return tuple(found.values())

    def add_term(self, term: str, weight: str = "1") -> None:
        """Type a term into the last row."""
        last = self.table.rowCount() - 1
        self._item(last, 0).setText(term)
        self._item(last, 1).setText(weight)

    def _add(self, term: str, weight: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, words in enumerate((term, weight)):
            self.table.setItem(row, column, QTableWidgetItem(words))

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None
        return item

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text() if item is not None else ""

    def _on_changed(self, _: QTableWidgetItem) -> None:
        if self._filling:
            return
        self._filling = True
        if self._text(self.table.rowCount() - 1, 0).strip():
            self._add("", "")
        self._filling = False
        self.changed.emit()

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True)
        for row in rows or [self.table.currentRow()]:
            if 0 <= row < self.table.rowCount() - 1:
                self.table.removeRow(row)
        self.changed.emit()


class PreviewList(QWidget):
    """How much of the library the terms match, and the first sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "work")
        self.warning, self.unused = label("", "problem"), label("", "small")
        self.list = QListWidget()
        give_role(self.list, "choices")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Sentences that the terms match"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.said, self.warning, self.unused, self.list):
            column.addWidget(widget, widget is self.list)

    def wait(self) -> None:
        """Say that it is being looked up."""
        self.said.setText(self.tr("Looking through the library…"))
        self.unused.hide()

    def show_preview(self, found: CuePreview, cues: Sequence[Cue]) -> None:
        """Show what was found."""
        sentences = counted(found.sentences, self.tr("1 sentence"), self.tr("{n} sentences"))
        words = self.tr("Would match {sentences} in {articles}.")
        self.said.setText(words.format(sentences=sentences, articles=articles(found.articles)))
        some = ", ".join(found.unused[:4]) + (" …" if len(found.unused) > 4 else "")
        self.unused.setText(self.tr("Nowhere in the library: {terms}").format(terms=some))
        self.unused.setVisible(bool(found.unused))
        self.list.clear()
        for match in found.first:
            self.list.addItem(f"{one_line(match.words)}\n{one_line(match.title)}")

    def warn(self, cues: Sequence[Cue]) -> None:
        """Say in words where the terms do not suffice."""
        strong = sum(cue.weight for cue in cues if cue.weight > 0)
        if not cues:
            words = self.tr("This issue has no cue terms, so nothing can be found for it. Add some.")
        elif strong < 1:
            words = self.tr("Its cue terms do not suffice together: their weights must reach 1.")
        else:
            words = ""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))


def _weight(text: str) -> float:
    """A weight as typed; 1 for what is no number, held between the limits of a dossier."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return 1.0
    if value != value or abs(value) < _LIGHTEST:
        return 1.0
    return max(-_HEAVIEST, min(_HEAVIEST, value))

"""Issues and parties: everything about them can be changed here, and each change can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from diptych.dossier import Cue
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.dialogs.dossier_tabs import DossierTab, PartiesTab
from diptych.ui.dialogs.issue_parts import CueTable, PreviewList
from diptych.ui.models import stances
from diptych.ui.models.wording import one_line, tr
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.dossier import Party
    from diptych.workspace.cue_preview import CuePreview
    from diptych.workspace.issue_desk import IssueRow

_WAIT_MS = 350


class IssuesDialog(Dialog):
    """A list of issues with the facts and cue terms of one of them; parties; the dossier as a whole."""

    added = Signal(str)
    described = Signal(str, str, str)
    cues_kept = Signal(str, object)
    merged = Signal(str, str)
    split_asked = Signal(str)
    ordered = Signal(list)
    aside_asked = Signal(str, bool)
    preview_asked = Signal(object)

    def __init__(self, parent: QWidget | None, rows: Sequence[IssueRow], parties: Sequence[Party]) -> None:
        super().__init__(parent, self.tr("Issues and parties"), Button.Close, 860)
        self.rows: tuple[IssueRow, ...] = ()
        self._showing = False
        self._waiting = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._waiting.timeout.connect(lambda: self.preview_asked.emit(self.cue_table.cues()))
        self.parties, self.dossier = PartiesTab(), DossierTab()
        self.problem = label("", "problem")
        self.problem.hide()
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self._issues_tab(), self.tr("Issues"))
        tabs.addTab(self.parties, self.tr("Parties"))
        tabs.addTab(self.dossier, self.tr("Dossier"))
        self.tabs = tabs
        self.body.addWidget(tabs, 1)
        self.body.addWidget(self.problem)
        self.buttons.button(Button.Close).clicked.connect(self.accept)
        self.resize(940, 640)
        self.show_rows(rows, parties)

    # Showing

    def show_rows(self, rows: Sequence[IssueRow], parties: Sequence[Party]) -> None:
        """Show the issues and parties as they stand now; what is being typed of the same issue stays."""
        chosen = self.chosen
        before = next((row for row in self.rows if row.issue.id == chosen), None)
        self.rows = tuple(rows)
        self._showing = True
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(_line(row))
            item.setData(Qt.ItemDataRole.UserRole, row.issue.id)
            if row.aside:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)
        ids = [row.issue.id for row in rows]
        at = ids.index(chosen) if chosen in ids else 0
        self.list.setCurrentRow(at)
        self._showing = False
        self.parties.show_parties(parties)
        now = next((row for row in rows if row.issue.id == chosen), None)
        if now is None or before is None or now.issue != before.issue:
            self._show_issue()
        self._show_aside()

    def say(self, problem: str) -> None:
        """Say why something was not done; "" for nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def show_preview(self, found: CuePreview, cues: Sequence[Cue]) -> None:
        """Show what cue terms would match, if they are still those in the table."""
        if tuple(cues) == self.cue_table.cues():
            self.preview.show_preview(found, cues)

    @property
    def chosen(self) -> str:
        """The id of the chosen issue."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def choose(self, issue: str) -> None:
        """Choose an issue."""
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) == issue:
                self.list.setCurrentRow(at)

    @property
    def row(self) -> IssueRow | None:
        """The chosen issue."""
        return next((row for row in self.rows if row.issue.id == self.chosen), None)

    # Building

    def _issues_tab(self) -> QWidget:
        tab = QWidget()
        row = QHBoxLayout(tab)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addLayout(self._left(), 5)
        row.addLayout(self._right(), 8)
        return tab

    def _left(self) -> QVBoxLayout:
        self.list = QListWidget()
        give_role(self.list, "choices")
        self.list.setAccessibleName(self.tr("Issues"))
        self.list.setAccessibleDescription(self.tr("Alt+Up and Alt+Down move an issue"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.currentRowChanged.connect(lambda _: self._on_chosen())
        self.list.model().rowsMoved.connect(lambda: self._tell_order())
        self.list.installEventFilter(self)
        grid = QGridLayout()
        grid.setSpacing(6)
        self.add, self.merge = QPushButton(self.tr("Add…")), QPushButton(self.tr("Merge into"))
        self.split, self.aside = QPushButton(self.tr("Split…")), QPushButton(self.tr("Not relevant"))
        self.up, self.down = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        buttons = (self.add, self.merge, self.split, self.aside, self.up, self.down)
        for at, button in enumerate(buttons):
            give_role(button, "button")
            button.setAutoDefault(False)
            grid.addWidget(button, at // 2, at % 2)
        self.add.clicked.connect(self._add)
        self.merge.clicked.connect(self._offer_merge)
        self.split.clicked.connect(lambda: self.split_asked.emit(self.chosen))
        self.aside.clicked.connect(self._set_aside)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(grid)
        return column

    def _right(self) -> QVBoxLayout:
        self.name, self.description = QLineEdit(), QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.description.setAccessibleName(self.tr("What it is about"))
        for field in (self.name, self.description):
            field.editingFinished.connect(self._tell_words)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("About"), self.description)
        self.cue_table, self.preview = CueTable(), PreviewList()
        self.cue_table.changed.connect(self._on_cues)
        self.keep = QPushButton(self.tr("Keep the cue terms"))
        self.revert = QPushButton(self.tr("As before"))
        give_role(self.keep, "primary")
        give_role(self.revert, "button")
        for button in (self.keep, self.revert):
            button.setAutoDefault(False)
        self.keep.clicked.connect(lambda: self.cues_kept.emit(self.chosen, self.cue_table.cues()))
        self.revert.clicked.connect(self._show_issue)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.revert)
        row.addWidget(self.keep)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.cue_table, 5)
        column.addLayout(row)
        column.addWidget(self.preview, 4)
        return column

    # What is done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with the arrows moves the chosen issue."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_by(by)
                return True
        return super().eventFilter(watched, event)

    def move_by(self, by: int) -> None:
        """Move the chosen issue up or down."""
        at = self.list.currentRow()
        ids = [row.issue.id for row in self.rows]
        if 0 <= at + by < len(ids):
            ids.insert(at + by, ids.pop(at))
            self.ordered.emit(ids)

    def _tell_order(self) -> None:
        items = [self.list.item(at) for at in range(self.list.count())]
        ids = [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]
        if ids != [row.issue.id for row in self.rows]:
            # Only when the drop is done: the list is filled anew by it.
            QTimer.singleShot(0, self, lambda: self.ordered.emit(ids))

    def _on_chosen(self) -> None:
        if not self._showing:
            self._show_issue()
            self._show_aside()

    def _show_issue(self) -> None:
        row = self.row
        if row is None:
            return
        self.name.setText(row.issue.name)
        self.description.setText(row.issue.description)
        self.description.setCursorPosition(0)
        self.cue_table.show_cues(row.issue.cues)
        self._on_cues()

    def _show_aside(self) -> None:
        row = self.row
        self.aside.setText(self.tr("Relevant again") if row and row.aside else self.tr("Not relevant"))
        self.merge.setEnabled(len(self.rows) > 1)
        self.split.setEnabled(row is not None and len(row.issue.cues) > 1)
        self.up.setEnabled(self.list.currentRow() > 0)
        self.down.setEnabled(self.list.currentRow() < len(self.rows) - 1)

    def _on_cues(self) -> None:
        row, cues = self.row, self.cue_table.cues()
        differs = row is not None and set(cues) != set(row.issue.cues)
        self.keep.setEnabled(differs)
        self.revert.setEnabled(differs)
        self.preview.warn(cues)
        self.preview.wait()
        self._waiting.start()

    def _tell_words(self) -> None:
        row = self.row
        name, about = one_line(self.name.text()), one_line(self.description.text())
        if row is None or (name, about) == (one_line(row.issue.name), one_line(row.issue.description)):
            return
        if not name:
            self.say(self.tr("An issue needs a name."))
            self.name.setText(row.issue.name)
            return
        self.described.emit(row.issue.id, name, about)

    def _add(self) -> None:
        name, said = QInputDialog.getText(self, self.tr("Add an issue"), self.tr("Its name"))
        if said and one_line(name):
            self.added.emit(one_line(name))

    def _offer_merge(self) -> None:
        menu = QMenu(self)
        for row in self.rows:
            if row.issue.id != self.chosen:
                action = menu.addAction(one_line(row.issue.name).replace("&", "&&"))
                action.setData(row.issue.id)
        menu.triggered.connect(lambda action: self.merged.emit(self.chosen, action.data()))
        menu.popup(self.merge.mapToGlobal(self.merge.rect().bottomLeft()))
        self.menu = menu

    def _set_aside(self) -> None:
        row = self.row
        if row is not None:
            self.aside_asked.emit(row.issue.id, not row.aside)


def _line(row: IssueRow) -> str:
    parts = [one_line(row.issue.name), stances.quotes(row.pieces)]
    parts += [tr("not relevant")] if row.aside else []
    parts += [tr("lacks cue terms")] if row.weak else []
    return "  ·  ".join(parts)

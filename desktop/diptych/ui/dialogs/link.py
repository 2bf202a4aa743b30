"""Asks to which other piece of evidence one is to be linked, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from diptych.model import LinkKind
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import stances
from diptych.ui.models.stances import Column
from diptych.ui.panels.choice import Choice
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence


class Link(NamedTuple):
    """How a piece is linked to which other."""

    kind: LinkKind
    other: Evidence
    note: str


class LinkDialog(Dialog):
    """The kinds of link and the other pieces on the issue, to be narrowed by typing."""

    def __init__(
        self,
        parent: QWidget | None,
        evidence: Evidence,
        others: Sequence[Evidence],
        columns: Sequence[Column],
    ) -> None:
        super().__init__(parent, self.tr("Link evidence"), Button.Ok | Button.Cancel, 620)
        names = {column.id: column.name for column in columns}
        self._others = list(others)
        self.body.addWidget(label(f"{names[evidence.party]}: {stances.quote(evidence.quote)}"))
        self.kind = Choice(self.tr("How"))
        for kind in LinkKind:
            self.kind.addItem(stances.link(kind), kind)
        self.filter, self.note = QLineEdit(), QLineEdit()
        self.filter.setPlaceholderText(self.tr("Words of the other piece, its speaker or outlet"))
        self.list = QListWidget()
        give_role(self.list, "choices")
        self.list.setAccessibleName(self.tr("The other piece"))
        self.list.setMinimumHeight(220)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in self._others:
            who = f"{names.get(each.party, each.party)}, {stances.brief_facts(each)}"
            self.list.addItem(QListWidgetItem(f"{who}: {stances.quote(each.quote)}"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for name, field in (
            (self.tr("&It"), self.kind),
            (self.tr("&Find"), self.filter),
            (self.tr("&Note"), self.note),
        ):
            field.setAccessibleName(name.replace("&", ""))
            form.addRow(name, field)
        self.body.addLayout(form)
        self.body.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._narrow)
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.currentRowChanged.connect(self._allow)
        self.list.setCurrentRow(0)
        self._allow()

    def link(self) -> Link | None:
        """What was chosen, None where nothing is."""
        row, item = self.list.currentRow(), self.list.currentItem()
        if row < 0 or item is None or item.isHidden():
            return None
        return Link(LinkKind(self.kind.currentData()), self._others[row], self.note.text().strip())

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        first = -1
        for number in range(self.list.count()):
            item = self.list.item(number)
            text = item.text().casefold()
            item.setHidden(not all(word in text for word in wanted))
            if first < 0 and not item.isHidden():
                first = number
        self.list.setCurrentRow(first)
        self._allow()

    def _allow(self) -> None:
        self.buttons.button(Button.Ok).setEnabled(self.link() is not None)

    @classmethod
    def ask(
        cls, parent: QWidget, evidence: Evidence, others: Sequence[Evidence], columns: Sequence[Column]
    ) -> Link | None:
        """The link to be made, None when it was cancelled."""
        dialog = cls(parent, evidence, others, columns)
        dialog.filter.setFocus(Qt.FocusReason.PopupFocusReason)
        link = dialog.link() if dialog.exec() else None
        dialog.deleteLater()
        return link

"""Asks for the analyst's summary of a cell and for the pieces that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from diptych.model import EvidenceEnd
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import stances
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence


class SummaryDialog(Dialog):
    """The words above, the pieces below, each to be ticked. No words: no summary."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        words: str,
        evidence: Sequence[Evidence],
        rests_on: Sequence[EvidenceEnd],
    ) -> None:
        super().__init__(parent, self.tr("Summary"), Button.Save | Button.Cancel, 620)
        self._evidence = list(evidence)
        self.body.addWidget(label(title, "strong"))
        self.words = QPlainTextEdit(words)
        self.words.setAccessibleName(self.tr("Summary"))
        self.words.setPlaceholderText(self.tr("What the party says on the issue, in your words"))
        self.words.setFixedHeight(96)
        self.words.setTabChangesFocus(True)
        self.body.addWidget(self.words)
        self.body.addWidget(label(self.tr("It rests on"), "small"))
        self.list = QListWidget()
        give_role(self.list, "choices")
        self.list.setAccessibleName(self.tr("Evidence that the summary rests on"))
        self.list.setMinimumHeight(200)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(False)
        kept = {(end.text_id, end.start, end.end, end.holder, end.issue) for end in rests_on}
        for each in self._evidence:
            item = QListWidgetItem(f"{stances.quote(each.quote)}\n{stances.brief_facts(each)}")
            end = stances.end(each)
            ticked = (end.text_id, end.start, end.end, end.holder, end.issue) in kept
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)

    def answer(self) -> tuple[str, list[Evidence]]:
        """The words, and the pieces that are ticked."""
        ticked = [
            each
            for number, each in enumerate(self._evidence)
            if self.list.item(number).checkState() is Qt.CheckState.Checked
        ]
        return self.words.toPlainText().strip(), ticked

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        words: str,
        evidence: Sequence[Evidence],
        rests_on: Sequence[EvidenceEnd],
    ) -> tuple[str, list[Evidence]] | None:
        """The summary, None when it was cancelled."""
        dialog = cls(parent, title, words, evidence, rests_on)
        answer = dialog.answer() if dialog.exec() else None
        dialog.deleteLater()
        return answer

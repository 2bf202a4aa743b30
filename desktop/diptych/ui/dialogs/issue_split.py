"""Split an issue: which cue terms the new one takes, and which evidence goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from diptych.dossier import Issue
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import stances
from diptych.ui.models.wording import counted, one_line
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence


class Split(NamedTuple):
    """The answer: the new issue's name and terms; evidence that was sent or kept by hand."""

    name: str
    terms: tuple[str, ...]
    goes: tuple[Evidence, ...]
    stays: tuple[Evidence, ...]


class SplitDialog(Dialog):
    """Terms on the left, evidence on the right. A tick sends; all others follow the terms."""

    def __init__(self, parent: QWidget | None, issue: Issue, evidence: Sequence[Evidence]) -> None:
        super().__init__(
            parent, self.tr("Split “{name}”").format(name=issue.name), Button.Ok | Button.Cancel, 820
        )
        self._evidence, self._by_hand = list(evidence), set[int]()
        self._filling = False
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the new issue"))
        self.name.setPlaceholderText(self.tr("Name of the new issue"))
        self.terms = _list(self.tr("Cue terms that the new issue takes"))
        for cue in issue.cues:
            self.terms.addItem(_item(cue.term))
        self.pieces = _list(self.tr("Evidence that goes to the new issue"))
        for each in self._evidence:
            self.pieces.addItem(_item(f"{stances.quote(each.quote)}\n{stances.brief_facts(each)}"))
        self.effect = label("", "small")
        self.body.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(16)
        for words, list_, share in (
            (self.tr("Terms to take"), self.terms, 2),
            (self.tr("Evidence to take"), self.pieces, 3),
        ):
            column = QVBoxLayout()
            column.addWidget(label(words, "strong"))
            column.addWidget(list_, 1)
            row.addLayout(column, share)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.effect)
        self.name.textChanged.connect(self._check)
        self.terms.itemChanged.connect(lambda _: self._follow())
        self.pieces.itemChanged.connect(self._on_ticked)
        self.resize(880, 560)
        self._follow()

    @classmethod
    def ask(cls, parent: QWidget | None, issue: Issue, evidence: Sequence[Evidence]) -> Split | None:
        """How it is to be split, None when the dialog was left."""
        dialog = cls(parent, issue, evidence)
        answer = dialog.answer() if dialog.exec() else None
        dialog.deleteLater()
        return answer

    def answer(self) -> Split:
        """What the fields say."""
        hand = sorted(self._by_hand)
        ticked = {at for at in range(self.pieces.count()) if _ticked(self.pieces.item(at))}
        return Split(
            one_line(self.name.text()),
            self._taken(),
            tuple(self._evidence[at] for at in hand if at in ticked),
            tuple(self._evidence[at] for at in hand if at not in ticked),
        )

    def _taken(self) -> tuple[str, ...]:
        items = (self.terms.item(at) for at in range(self.terms.count()))
        return tuple(item.text() for item in items if _ticked(item))

    def _follow(self) -> None:
        """Tick the evidence whose words hold a term that is taken, but for what was ticked by hand."""
        from diptych.dossier import Cue
        from diptych.workspace.cue_preview import marks

        cues = [Cue(term=term) for term in self._taken()]
        self._filling = True
        for at, each in enumerate(self._evidence):
            if at not in self._by_hand:
                goes = bool(marks(each.quote, cues))
                self.pieces.item(at).setCheckState(_state(goes))
        self._filling = False
        self._check()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self._by_hand.add(self.pieces.row(item))
            self._check()

    def _check(self) -> None:
        taken, all_ = len(self._taken()), self.terms.count()
        goes = sum(_ticked(self.pieces.item(at)) for at in range(self.pieces.count()))
        stays = self.pieces.count() - goes
        words = self.tr("{goes} to the new issue, {stays} stay.").format(
            goes=counted(goes, self.tr("1 quote goes"), self.tr("{n} quotes go")), stays=stays
        )
        if taken == 0:
            words = self.tr("Tick the cue terms that the new issue takes.")
        elif taken == all_:
            words = self.tr("All terms would go; leave at least one, or rename the issue instead.")
        elif not one_line(self.name.text()):
            words = self.tr("{words} Give the new issue a name.").format(words=words)
        self.effect.setText(words)
        ready = 0 < taken < all_ and bool(one_line(self.name.text()))
        self.buttons.button(Button.Ok).setEnabled(ready)


def _list(name: str) -> QListWidget:
    made = QListWidget()
    give_role(made, "choices")
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _item(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    return item


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked

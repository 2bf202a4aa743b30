"""Broken evidence: what it said, and where its words may stand now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import stances
from diptych.ui.models.wording import one_line
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace.comparing import Broken, Candidate


class RepairDialog(Dialog):
    """One broken piece after the other, with its old quote and the places to move it to."""

    moved = Signal(object, object)
    """The ``Broken`` evidence is to stand on this ``Span``."""

    dropped = Signal(object)
    """The ``Broken`` evidence is to be given up."""

    def __init__(
        self,
        parent: QWidget | None,
        found: Sequence[tuple[Broken, Sequence[Candidate]]],
        first: int = 0,
    ) -> None:
        super().__init__(parent, self.tr("Broken evidence"), Button.Close, 680)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found = list(found)
        self.body.addWidget(
            label(self.tr("Your word stands on words that the text no longer has in that place."), "small")
        )
        self.pieces, self.places = QListWidget(), QListWidget()
        for each, name in (
            (self.pieces, self.tr("Broken evidence")),
            (self.places, self.tr("Where it may stand now")),
        ):
            give_role(each, "choices")
            each.setAccessibleName(name)
            each.setWordWrap(True)
            each.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            each.setMinimumHeight(130)
            self.body.addWidget(label(name, "strong"))
            self.body.addWidget(each, 1)
        for broken, _ in self._found:
            words = f"{stances.quote(broken.verdict.quote)}\n{one_line(broken.title)}"
            self.pieces.addItem(QListWidgetItem(words))
        row = QHBoxLayout()
        self.move_ = QPushButton(self.tr("Move it there"))
        give_role(self.move_, "primary")
        self.drop = QPushButton(self.tr("Give it up"))
        row.addWidget(self.move_)
        row.addWidget(self.drop)
        row.addStretch(1)
        self.body.addLayout(row)
        self.move_.clicked.connect(self._move)
        self.drop.clicked.connect(self._drop)
        self.places.itemDoubleClicked.connect(lambda: self._move())
        self.pieces.currentRowChanged.connect(self._show_places)
        wanted = (n for n, (each, _) in enumerate(self._found) if each.verdict.id == first)
        self.pieces.setCurrentRow(next(wanted, 0))

    def _show_places(self, number: int) -> None:
        self.places.clear()
        candidates = self._found[number][1] if 0 <= number < len(self._found) else ()
        for each in candidates:
            self.places.addItem(f"{stances.quote(each.words)}\n{self._likeness(each)}")
        if not candidates:
            item = QListWidgetItem(self.tr("Nothing like it stands in the text any more."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.places.addItem(item)
        self.places.setCurrentRow(0)
        self.move_.setEnabled(bool(candidates))

    def _likeness(self, candidate: Candidate) -> str:
        if candidate.score >= 1.0:
            return self.tr("the same words")
        return self.tr("{percent} % alike").format(percent=round(candidate.score * 100))

    def _move(self) -> None:
        broken, candidates = self._found[self.pieces.currentRow()]
        if candidates:
            self.moved.emit(broken, candidates[max(0, self.places.currentRow())].span)
            self._done()

    def _drop(self) -> None:
        self.dropped.emit(self._found[self.pieces.currentRow()][0])
        self._done()

    def _done(self) -> None:
        """Go on to the next one, or close after the last."""
        row = self.pieces.currentRow()
        del self._found[row]
        self.pieces.takeItem(row)
        if not self._found:
            self.accept()
        else:
            self._show_places(self.pieces.currentRow())

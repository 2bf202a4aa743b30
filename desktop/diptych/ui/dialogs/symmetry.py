"""How the symmetry check ended: the sentences that are read otherwise with the parties changed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from diptych.model import Direction
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import stances
from diptych.ui.models.wording import articles, counted, number, one_line
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace.symmetry import Leaning, Reading, SymmetryReport

_MOST = 200


class SymmetryDialog(Dialog):
    """A sentence on the whole, then a card for each sentence that leans."""

    article_opened = Signal(int, object)
    """An article is to be opened at a span."""

    def __init__(self, parent: QWidget | None, report: SymmetryReport, names: Mapping[str, str]) -> None:
        super().__init__(parent, self.tr("Symmetry check"), Button.Close, 720)
        self._names = names
        self.said = label(self._whole(report), "")
        self.body.addWidget(self.said)
        why = self.tr(
            "Each article was read twice, the second time with every name and nationality of one party in "
            "place of the other's. What is found must be the same with the parties changed over; where it is "
            "not, the rules lean, or a name in the sentence has no counterpart on the other side."
        )
        self.body.addWidget(label(why, "small"))
        inner = QWidget()
        inner.setObjectName("timelinePaper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(8)
        self.cards = [self._card(each) for each in report.leans[:_MOST]]
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        page = QScrollArea()
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setWidgetResizable(True)
        page.setWidget(inner)
        page.setAccessibleName(self.tr("Sentences that lean"))
        page.setVisible(bool(self.cards))
        self.body.addWidget(page, 1)
        self.buttons.button(Button.Close).clicked.connect(self.accept)
        self.resize(760, 600 if self.cards else 240)

    def _whole(self, report: SymmetryReport) -> str:
        sentences = counted(report.sentences, self.tr("1 sentence"), self.tr("{n} sentences"))
        where = articles(report.articles)
        if not report.sentences:
            words = self.tr("No position was found in {articles}, so there is nothing to compare.")
            said = words.format(articles=where)
        elif not report.leans:
            words = self.tr("The mirror image holds: {sentences} with a position in {articles}, none leans.")
            said = words.format(sentences=sentences, articles=where)
        else:
            words = self.tr("{leans} of {sentences} with a position, in {articles}, read otherwise ({rate}).")
            said = words.format(
                leans=number(len(report.leans)),
                sentences=sentences,
                articles=where,
                rate=f"{report.rate:.1%}",
            )
        if report.articles + len(report.failed) < report.wanted:
            said += " " + self.tr("It was cancelled before the other articles were read.")
        if report.failed:
            said += " " + self.tr("Could not be read: {titles}.").format(
                titles=", ".join(map(one_line, report.failed[:3]))
            )
        return said

    def _card(self, lean: Leaning) -> QFrame:
        card = QFrame()
        give_role(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        for words, role in (
            (one_line(lean.title), "strong"),
            (stances.quote(lean.words), ""),
            (self.tr("As it stands: {found}").format(found=self._found(lean.found)), "small"),
            (stances.quote(lean.swapped), ""),
            (self.tr("Changed over: {found}").format(found=self._found(lean.mirrored)), "small"),
        ):
            column.addWidget(label(words, role, selectable=True))
        button = QPushButton(self.tr("Show it in its article"))
        give_role(button, "link")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.article_opened.emit(lean.article, lean.span))
        column.addWidget(button)
        card.setAccessibleName(one_line(lean.words))
        return card

    def _found(self, readings: tuple[Reading, ...]) -> str:
        if not readings:
            return self.tr("no position")
        return "; ".join(
            f"{self._names.get(party, party)}, {self._names.get(issue, issue)}: "
            f"{stances.direction(Direction(direction)).lower()}"
            for party, issue, direction in readings
        )

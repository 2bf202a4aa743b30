"""Asks what a piece of evidence says: who, on what, which way, how strongly, in what voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QPushButton, QWidget

from diptych.model import Direction, Span, Strength, Voice
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import stances
from diptych.ui.models.wording import one_line
from diptych.ui.panels.choice import Choice
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence
    from diptych.workspace.comparing import Judgement

_SHOWN = 320


class Choices(NamedTuple):
    """The parties (and other columns) and the issues by id and name."""

    parties: tuple[tuple[str, str], ...]
    issues: tuple[tuple[str, str], ...]


class Words(NamedTuple):
    """Words selected in a text."""

    text_id: int
    span: Span
    quote: str


class Answer(NamedTuple):
    """What the analyst says of a piece. ``span`` None: where it stands."""

    party: str
    issue: str
    direction: Direction
    strength: Strength
    voice: Voice
    holder: str
    note: str
    span: Span | None = None

    def judgement(self) -> Judgement:
        """The answer as the workspace takes it."""
        from diptych.workspace.comparing import Judgement

        return Judgement(**self._asdict())


class PositionDialog(Dialog):
    """Edits a piece, or makes one of selected words."""

    def __init__(
        self,
        parent: QWidget | None,
        choices: Choices,
        evidence: Evidence | None,
        words: Words | None,
        *,
        party: str = "",
        issue: str = "",
    ) -> None:
        title = self.tr("Edit a position") if evidence else self.tr("Add evidence")
        super().__init__(parent, title, Button.Ok | Button.Cancel, 520)
        quote = evidence.quote if evidence is not None else words.quote if words is not None else ""
        shown = one_line(quote)
        cut = shown[:_SHOWN] + ("…" if len(shown) > _SHOWN else "")
        self.body.addWidget(label(f"“{cut}”"))
        self.respan = QCheckBox(self.tr("Put it on the words that are selected in the text"))
        self._words = words
        if evidence is not None and words is not None and words.span != evidence.span:
            self.respan.setToolTip(stances.quote(words.quote).replace("<", "\u2039"))
            self.body.addWidget(self.respan)
        self.party, self.issue = Choice(self.tr("Party")), Choice(self.tr("Issue"))
        self.direction, self.strength = Choice(self.tr("Direction")), Choice(self.tr("Strength"))
        self.voice = Choice(self.tr("Voice"))
        self.holder, self.note = QLineEdit(), QLineEdit()
        for id_, name in choices.parties:
            self.party.addItem(name, id_)
        for id_, name in choices.issues:
            self.issue.addItem(name, id_)
        for direction in Direction:
            self.direction.addItem(stances.direction(direction), direction)
        for strength in Strength:
            self.strength.addItem(stances.strength(strength).capitalize(), strength)
        for voice in Voice:
            self.voice.addItem(stances.voice(voice).capitalize(), voice)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, field in (
            (self.tr("&Party"), self.party),
            (self.tr("&Issue"), self.issue),
            (self.tr("&Direction"), self.direction),
            (self.tr("&Strength"), self.strength),
            (self.tr("&Voice"), self.voice),
            (self.tr("&Holder"), self.holder),
            (self.tr("&Note"), self.note),
        ):
            field.setAccessibleName(name.replace("&", ""))
            form.addRow(name, field)
        self.holder.setPlaceholderText(self.tr("Who says it, as the text names them"))
        self.body.addLayout(form)
        self._fill(evidence, party, issue)
        ok = self.buttons.button(Button.Ok)
        if isinstance(ok, QPushButton):
            ok.setText(self.tr("Save") if evidence else self.tr("Add"))
            give_role(ok, "primary")

    def _fill(self, evidence: Evidence | None, party: str, issue: str) -> None:
        chosen: tuple[tuple[Choice, object], ...] = (
            (self.party, evidence.party if evidence else party),
            (self.issue, evidence.issue if evidence else issue),
            (self.direction, evidence.direction if evidence else Direction.SUPPORTS),
            (self.strength, evidence.strength if evidence else Strength.CLEAR),
            (self.voice, evidence.voice if evidence else Voice.OFFICIAL),
        )
        for field, value in chosen:
            field.setCurrentIndex(max(0, field.findData(value)))
        if evidence is not None:
            self.holder.setText(evidence.found_as[0] if evidence.found_as else evidence.holder)
            self.note.setText(evidence.verdict.note if evidence.verdict else "")

    def answer(self) -> Answer:
        """What is said."""
        return Answer(
            party=str(self.party.currentData()),
            issue=str(self.issue.currentData()),
            direction=Direction(self.direction.currentData()),
            strength=Strength(self.strength.currentData()),
            voice=Voice(self.voice.currentData()),
            holder=self.holder.text().strip(),
            note=self.note.text().strip(),
            span=self._words.span if self._words is not None and self.respan.isChecked() else None,
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        choices: Choices,
        evidence: Evidence | None,
        words: Words | None,
        *,
        party: str = "",
        issue: str = "",
    ) -> Answer | None:
        """What the analyst says, None when it was cancelled."""
        dialog = cls(parent, choices, evidence, words, party=party, issue=issue)
        answer = dialog.answer() if dialog.exec() else None
        dialog.deleteLater()
        return answer

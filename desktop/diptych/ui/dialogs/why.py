"""Why a statement was taken for a position: the sentence with its cue, and each step in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from diptych.model import Reason, ReasonStep
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.wording import one_line, tr
from diptych.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.workspace.comparison import Evidence


_WIDTH = 560


class WhyDialog(Dialog):
    """The sentence, its cue marked; holder, rule, issue, direction, strength and confidence."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        evidence: Evidence,
        reasons: Sequence[Reason],
        issue: str,
    ) -> None:
        super().__init__(parent, self.tr("Why is this a position?"), Button.Close, _WIDTH)
        sentence = QLabel()
        sentence.setTextFormat(Qt.TextFormat.RichText)
        sentence.setWordWrap(True)
        sentence.setText(marked(evidence, reasons, theme))
        sentence.setAccessibleName(one_line(evidence.quote))
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.addWidget(sentence)
        origin = " · ".join(part for part in (evidence.title, evidence.outlet, evidence.date or "") if part)
        self.body.addWidget(label(one_line(origin), "muted"))
        self.body.addSpacing(4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, words) in enumerate(self.rows(evidence, reasons, issue)):
            grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, selectable=True), at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        layout = self.layout()
        if layout is not None:
            self.resize(_WIDTH, layout.heightForWidth(_WIDTH))

    def rows(self, evidence: Evidence, reasons: Sequence[Reason], issue: str) -> list[tuple[str, str]]:
        """Each step with its words; what an analyst added says so."""
        if not reasons:
            return [(self.tr("Found by"), one_line(evidence.rule))]
        names = step_names()
        rows = []
        for reason in reasons:
            words = reason.words
            if reason.step is ReasonStep.ISSUE:
                id_, _, grounds = words.partition(": ")
                if id_ != evidence.issue:
                    continue
                words = f"{issue}: {grounds}"
            rows.append((names[reason.step], one_line(words)))
        return rows

    @classmethod
    def show_for(
        cls, parent: QWidget, theme: Theme, evidence: Evidence, reasons: Sequence[Reason], issue: str
    ) -> WhyDialog:
        """Open it beside the window, which stays usable."""
        dialog = cls(parent, theme, evidence, reasons, issue)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog


def step_names() -> dict[ReasonStep, str]:
    """What each step is called."""
    return {
        ReasonStep.CUE: tr("Cue"),
        ReasonStep.HOLDER: tr("Holder"),
        ReasonStep.RULE: tr("Rule"),
        ReasonStep.ISSUE: tr("Issue"),
        ReasonStep.DIRECTION: tr("Direction"),
        ReasonStep.STRENGTH: tr("Strength"),
        ReasonStep.CONFIDENCE: tr("Confidence"),
    }


def marked(evidence: Evidence, reasons: Sequence[Reason], theme: Theme) -> str:
    """The sentence as HTML, its cue on the colour of a search hit; every character of it escaped."""
    quote = evidence.quote
    cue = next((reason for reason in reasons if reason.step is ReasonStep.CUE), None)
    start = cue.start - evidence.start if cue is not None else 0
    end = cue.end - evidence.start if cue is not None else 0
    if not 0 <= start < end <= len(quote) or end - start == len(quote):
        return f"“{escape(quote)}”"
    before, word, after = escape(quote[:start]), escape(quote[start:end]), escape(quote[end:])
    return f'“{before}<b style="background-color:{theme.find_bg.name()}">{word}</b>{after}”'

"""What a statement of the timeline says, beside its tile: the words, the speaker and the source."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from diptych.ui.models import stances, timeline
from diptych.ui.models.timescale import Stop
from diptych.ui.models.wording import tr
from diptych.ui.panels.drawing import Look
from diptych.ui.theme import give_role
from diptych.workspace import Evidence

_WIDTH, _AWAY = 340, 8


class Tip(QFrame):
    """A card over the lanes that lets the pointer through."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        give_role(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(_WIDTH)
        self.what, self.quote, self.facts = QLabel(), QLabel(), QLabel()
        give_role(self.what, "work")
        give_role(self.facts, "small")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        for label in (self.what, self.quote, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Write so from now on."""
        self.quote.setFont(look.serif(14))

    def show_stop(self, stop: Stop, party: str, place: QRectF) -> None:
        """Tell of a stop that stands at ``place`` in the parent."""
        self.what.setText(timeline.point_words(stop.best, party))
        self.quote.setText(_short(stances.quote(stop.best.quote)))
        self.facts.setText(" ")
        if len(stop.points) > 1:
            self.facts.setText(_several(len(stop.points)))
        self._put(place)

    def say_source(self, evidence: Evidence, more: int) -> None:
        """Add who says it, and where."""
        words = " · ".join(filter(None, (stances.speaker(evidence), stances.source(evidence))))
        self.facts.setText("\n".join((words, _several(more + 1))) if more else words)
        self._fit()

    def _put(self, place: QRectF) -> None:
        self._fit()
        around = self._over.rect()
        x = min(max(4, round(place.center().x() - _WIDTH / 2)), max(4, around.width() - _WIDTH - 4))
        above = round(place.top()) - self.height() - _AWAY
        below = round(place.bottom()) + _AWAY
        self.move(x, above if above >= 0 else min(below, max(0, around.height() - self.height())))
        self.raise_()
        self.show()

    def _fit(self) -> None:
        self._column.activate()
        self.resize(_WIDTH, self._column.heightForWidth(_WIDTH))


def _several(n: int) -> str:
    return tr("{quotes} here; a click lists them, + zooms in.").format(quotes=stances.quotes(n))


def _short(words: str) -> str:
    return words if len(words) <= 280 else f"{words[:279]}\u2026”"

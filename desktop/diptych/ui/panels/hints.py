"""Searches to try, made from what the library holds, so that each of them finds something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from diptych.model import ArticleSummary
from diptych.ui.models.wording import one_line, tr

_LONGEST = 22


class Hint(NamedTuple):
    """A query, and what it shows of the query language."""

    query: str
    words: str


def hints(articles: Sequence[ArticleSummary]) -> list[Hint]:
    """Up to four searches over these articles."""
    if not articles:
        return []
    titles = [one_line(article.title) for article in articles]
    made = [Hint(_longest_word(titles[0]), tr("in any form of the word"))]
    if phrase := next(filter(None, map(_phrase, titles)), ""):
        made.append(Hint(f'"{phrase}"', tr("these words exactly")))
    if years := sorted({article.date[:4] for article in articles if article.date}):
        made.append(Hint(f"date:{years[0]}..{years[-1]}", tr("between two years")))
    outlet = next((one_line(article.outlet) for article in articles if article.outlet), "")
    if outlet and len(outlet) <= _LONGEST and '"' not in outlet:
        made.append(Hint(f'outlet:"{outlet}"', tr("from one outlet")))
    return [hint for hint in made if hint.query]


class HintsPanel(QWidget):
    """The hints under the search field, each a button."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 0, 12, 10)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._shown: list[Hint] = []

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Offer these."""
        if list(hints) == self._shown:
            return
        self._shown = list(hints)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not hints:
            return
        self._grid.addWidget(_small(self.tr("Try a search")), 0, 0, 1, 2)
        for row, hint in enumerate(hints, 1):
            button = QPushButton(hint.query.replace("&", "&&"))
            button.setProperty("role", "chip")
            button.setAccessibleName(self.tr("Search for {query}").format(query=hint.query))
            button.clicked.connect(lambda _=False, query=hint.query: self.chosen.emit(query))
            self._grid.addWidget(button, row, 0)
            self._grid.addWidget(_small(hint.words), row, 1)


def _longest_word(title: str) -> str:
    words = [word.strip(".,:;!?()'\"“”‘’") for word in title.split()]
    return max((word for word in words if word.isalpha()), key=len, default="").lower()


def _phrase(title: str) -> str:
    for pair in pairwise(title.split()):
        phrase = " ".join(pair)
        if len(phrase) <= _LONGEST and all(len(word) > 3 and word.isalpha() for word in pair):
            return phrase.lower()
    return ""


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "small")
    return label

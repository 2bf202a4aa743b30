"""Searches to try, made from what the library holds, so that each of them finds something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diptych.model import ArticleSummary
from diptych.ui.models.wording import one_line, tr
from diptych.ui.theme import give_role

_LONGEST = 22
_LOOKED_AT = 40


class Hint(NamedTuple):
    """A query, and what it shows of the query language."""

    query: str
    words: str


def hints(articles: Sequence[ArticleSummary]) -> list[Hint]:
    """Up to four searches over the first of these articles."""
    if not articles:
        return []
    articles = articles[:_LOOKED_AT]
    titles = [one_line(article.title) for article in articles]
    made = [Hint(_telling_word(titles), tr("in any form"))]
    if phrase := next(filter(None, map(_phrase, titles)), ""):
        made.append(Hint(f'"{phrase}"', tr("exactly so")))
    outlet = next((one_line(article.outlet) for article in articles if article.outlet), "")
    if outlet and len(outlet) <= _LONGEST and '"' not in outlet:
        made.append(Hint(f'outlet:"{outlet}"', tr("one outlet")))
    if len(titles) > 1 and (word := _longest_word(titles[1])):
        made.append(Hint(f"title:{word}", tr("in titles only")))
    return [hint for hint in made if hint.query]


class HintsPanel(QWidget):
    """The hints under the search field, each a button."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._body)
        self._shown: list[Hint] = []

    @property
    def queries(self) -> list[str]:
        """What is offered to be searched for."""
        return [hint.query for hint in self._shown]

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Offer these."""
        if list(hints) == self._shown:
            return
        self._shown = list(hints)
        old = self._body
        self._body = QWidget()
        lines = QVBoxLayout(self._body)
        lines.setContentsMargins(14, 0, 12, 10)
        lines.setSpacing(6)
        lines.addWidget(_small(self.tr("Try a search")))
        for hint in hints:
            button = QPushButton(hint.query.replace("&", "&&"))
            give_role(button, "chip")
            button.setAccessibleName(self.tr("Search for {query}").format(query=hint.query))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, query=hint.query: self.chosen.emit(query))
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(button)
            line.addWidget(_small(hint.words), 1)
            lines.addLayout(line)
        self._column.replaceWidget(old, self._body)
        old.deleteLater()


def _telling_word(titles: Sequence[str]) -> str:
    """The word that stands in most titles, the longest of those."""
    found = Counter(word for title in titles for word in set(_words(title)))
    return max(found, key=lambda word: (found[word], len(word), word), default="")


def _longest_word(title: str) -> str:
    return max(_words(title), key=len, default="")


def _words(title: str) -> list[str]:
    words = (word.strip(".,:;!?()'\"“”‘’").lower() for word in title.split())
    return [word for word in words if word.isalpha() and len(word) > 4]


def _phrase(title: str) -> str:
    for pair in pairwise(title.split()):
        phrase = " ".join(pair)
        if len(phrase) <= _LONGEST and all(len(word) > 3 and word.isalpha() for word in pair):
            return phrase.lower()
    return ""


def _small(text: str) -> QLabel:
    label = QLabel(text)
    give_role(label, "small")
    return label

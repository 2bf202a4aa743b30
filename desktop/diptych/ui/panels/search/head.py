"""The line above the hits: how many there are, how fast they came, and in what order they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from diptych.model import SearchResult
from diptych.ui.models import wording
from diptych.ui.models.asked import NEWEST, OLDEST, OUTLET, RELEVANCE, Asked
from diptych.ui.models.wording import tr
from diptych.ui.theme import give_role

_DOWN = " \u25be"


class FittingLabel(QLabel):
    """Says the first of several wordings that there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ("",)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: tuple[str, ...]) -> None:
        """Say one of these, the longest first."""
        self.words = words
        self.setToolTip(words[0])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measure = self.fontMetrics().horizontalAdvance
        self.setText(next((each for each in self.words if measure(each) <= self.width()), self.words[-1]))


class ResultsHead(QWidget):
    """Counts on the left, the order on the right."""

    sorted_by = Signal(str)
    recency_switched = Signal(bool)
    facets_switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._time = QLabel(), FittingLabel()
        for label, role in ((self._count, "strong"), (self._time, "small")):
            give_role(label, role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.order = QToolButton()
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.order.setMenu(QMenu(self.order))
        self.order.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._orders = {
            RELEVANCE: self.tr("Best first"),
            NEWEST: self.tr("Newest first"),
            OLDEST: self.tr("Oldest first"),
            OUTLET: self.tr("By outlet"),
        }
        self._fill()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 2)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self._time, 1)
        row.addWidget(self.order)

    @property
    def count_words(self) -> str:
        """How many articles are said to be found."""
        return self._count.text()

    @property
    def time_words(self) -> str:
        """How many passages are said to be found, and how fast."""
        return self._time.words[0]

    def show_result(self, result: SearchResult, asked: Asked) -> None:
        """Say how much was found, and in what order it stands."""
        self._count.setText(wording.articles(result.count))
        self._time.say(_passages(result))
        self.order.setVisible(not asked.like)
        self.order.setText(self._orders[asked.sort] + _DOWN)
        words = self.tr("Order of the hits: {order}").format(order=self._orders[asked.sort])
        self.order.setAccessibleName(words)
        self.order.setToolTip(words)
        for action in self._group.actions():
            action.setChecked(action.data() == asked.sort)
        self._recent.setChecked(asked.recent)
        self._recent.setEnabled(asked.sort == RELEVANCE)

    def say(self, count: str) -> None:
        """Say how much was found of something else than articles."""
        self._count.setText(count)
        self._time.say(("",))
        self.order.hide()

    def _fill(self) -> None:
        menu = self.order.menu()
        self._group = QActionGroup(menu)
        for name, words in self._orders.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: self.sorted_by.emit(name))
        menu.addSeparator()
        self._recent = menu.addAction(self.tr("Newer ones weigh more"))
        self._recent.setCheckable(True)
        self._recent.triggered.connect(self.recency_switched)
        menu.addSeparator()
        self.facets = menu.addAction(self.tr("Years and facets above the list"))
        self.facets.setCheckable(True)
        self.facets.setChecked(True)
        self.facets.toggled.connect(self.facets_switched)


def _passages(result: SearchResult) -> tuple[str, ...]:
    passages = sum(len(hit.spans) for hit in result.hits)
    time = wording.seconds(result.seconds)
    if result.count > len(result.hits):
        # Only those of the articles listed are counted.
        words = tr("{n}+ passages").format(n=wording.number(passages))
    else:
        words = wording.counted(passages, tr("1 passage"), tr("{n} passages"))
    return tr("{passages} in {time}").format(passages=words, time=time), words, time, ""

"""Over what to compare: the scope, the filters and the order, in one bar."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from diptych.model import Voice
from diptych.ui.models import stances, wording
from diptych.ui.panels.pick import Pick
from diptych.ui.theme import give_role

ARTICLE, OPEN, SELECTION, SEARCH, LIBRARY = "article", "open", "selection", "search", "library"
"""The scopes."""

DISAGREEMENT, EVIDENCE, DATE, NAME, DOSSIER = "disagreement", "evidence", "date", "name", "dossier"
"""The orders, by the words of the workspace."""

_JUST_OVER = 1e-6


class Filters(NamedTuple):
    """What is asked for, but for the articles; ``dots`` is the least confidence in dots."""

    start: str = ""
    end: str = ""
    voices: tuple[Voice, ...] = ()
    dots: int = 1
    quoted: bool = False
    reviewed: bool = False
    sort: str = DISAGREEMENT

    @property
    def confidence(self) -> float:
        """The least confidence, 0..1, that is shown as so many dots."""
        return (self.dots - 1) / 4 + _JUST_OVER if self.dots > 1 else 0.0


class DatesPopup(QFrame):
    """From when to when, as 2017, 2017-03 or 2017-03-06."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.start, self.end = QLineEdit(), QLineEdit()
        give_role(self, "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        for at, (words, field) in enumerate(((self.tr("From"), self.start), (self.tr("To"), self.end))):
            label = QLabel(words)
            give_role(label, "small")
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.setPlaceholderText(self.tr("2017 or 2017-03-06"))
            field.editingFinished.connect(self.changed)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
        clear = QPushButton(self.tr("All dates"))
        clear.clicked.connect(self._clear)
        grid.addWidget(clear, 2, 1)

    def _clear(self) -> None:
        self.start.clear()
        self.end.clear()
        self.changed.emit()
        self.hide()


class FilterBar(QWidget):
    """Scope, dates, voices, confidence, quoted, reviewed, order; and what can be done with it all."""

    scope_changed = Signal()
    changed = Signal()
    review_asked = Signal()
    taken = Signal(str)
    """It is to be taken along: "table" or "page" to the clipboard, or the ending of a file."""

    def __init__(self, *, may_act: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What is compared"))
        self.scope = Pick(self.tr("Scope"))
        self.dates, self.voices = Pick(self.tr("Dates")), Pick(self.tr("Voices"))
        self.confidence, self.sort = Pick(self.tr("Confidence")), Pick(self.tr("Sort"))
        self.quoted = QCheckBox(self.tr("Quoted only"))
        self.reviewed = QCheckBox(self.tr("Reviewed only"))
        self.review = QPushButton(self.tr("Review"))
        give_role(self.review, "primary")
        self.review.setVisible(may_act)
        self.take_button = QPushButton(self.tr("Take it with you"))
        self._popup = DatesPopup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for widget in (self.scope, self.dates, self.voices, self.confidence, self.quoted, self.reviewed):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.sort)
        row.addWidget(self.review)
        row.addWidget(self.take_button)
        self._offer()
        self._said = self.filters

    @property
    def filters(self) -> Filters:
        """What is asked for."""
        voices = tuple(voice for voice in Voice if voice in self.voices.all_chosen)
        return Filters(
            start=self._popup.start.text().strip(),
            end=self._popup.end.text().strip(),
            voices=voices if len(voices) < len(Voice) else (),
            dots=int(str(self.confidence.chosen)),
            quoted=self.quoted.isChecked(),
            reviewed=self.reviewed.isChecked(),
            sort=str(self.sort.chosen),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the labels go where there is no room for all of them."""
        super().resizeEvent(event)
        self._share()

    def set_dates(self, start: str, end: str) -> None:
        """Ask for these dates, as if they were typed."""
        self._popup.start.setText(start)
        self._popup.end.setText(end)
        self._tell()

    def say_left(self, unreviewed: int) -> None:
        """Say how much is not reviewed yet."""
        self.review.setText(self.tr("Review {n} left").format(n=wording.number(unreviewed)))
        self.review.setEnabled(unreviewed > 0)
        self._share()

    def _offer(self) -> None:
        for words, scope in (
            (self.tr("The whole library"), LIBRARY),
            (self.tr("This article"), ARTICLE),
            (self.tr("Both open articles"), OPEN),
            (self.tr("Articles selected in the list"), SELECTION),
            (self.tr("Articles found by the search"), SEARCH),
        ):
            self.scope.add(words, scope)
        self.scope.picked.connect(self._share)
        self.scope.picked.connect(self.scope_changed)
        for voice in Voice:
            self.voices.add(stances.voice_name(voice), voice, several=True)
        for words, dots in (
            (self.tr("any"), 1),
            (self.tr("2 dots or more"), 2),
            (self.tr("3 dots or more"), 3),
            (self.tr("4 dots"), 4),
        ):
            self.confidence.add(words, dots)
        for words, order in (
            (self.tr("Disagreement"), DISAGREEMENT),
            (self.tr("Evidence"), EVIDENCE),
            (self.tr("Latest date"), DATE),
            (self.tr("Name"), NAME),
            (self.tr("Dossier order"), DOSSIER),
        ):
            self.sort.add(words, order)
        for pick in (self.voices, self.confidence, self.sort):
            pick.picked.connect(self._tell)
        for box in (self.quoted, self.reviewed):
            box.toggled.connect(self._tell)
        self.dates.clicked.connect(self._open_dates)
        self._popup.changed.connect(self._tell)
        self.review.clicked.connect(self.review_asked)
        menu = QMenu(self.take_button)
        for words, what in (
            (self.tr("Copy as a table"), "table"),
            (self.tr("Copy as a page with its sources"), "page"),
            (self.tr("Save as a web page (HTML)\u2026"), ".html"),
            (self.tr("Save for Word (DOCX)\u2026"), ".docx"),
            (self.tr("Save for Excel (XLSX)\u2026"), ".xlsx"),
            (self.tr("Save the evidence as CSV\u2026"), ".csv"),
            (self.tr("Save as JSON\u2026"), ".json"),
            (self.tr("Save as Markdown\u2026"), ".md"),
        ):
            menu.addAction(words, partial(self.taken.emit, what))
        self.take_menu = menu
        self.take_button.clicked.connect(
            lambda: menu.popup(self.take_button.mapToGlobal(QPoint(0, self.take_button.height() + 2)))
        )
        self._say()

    def _share(self) -> None:
        picks = (self.scope, self.dates, self.voices, self.confidence, self.sort)
        for pick in picks:
            pick.show_name(on=True)
        row = self.layout()
        if row is not None and row.sizeHint().width() > self.width():
            for pick in picks:
                pick.show_name(on=False)

    def _open_dates(self) -> None:
        self._popup.move(self.dates.mapToGlobal(QPoint(0, self.dates.height() + 2)))
        self._popup.show()
        self._popup.start.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self) -> None:
        self._say()
        if self.filters != self._said:
            self._said = self.filters
            self.changed.emit()

    def _say(self) -> None:
        filters = self.filters
        start, end = wording.date(filters.start), wording.date(filters.end)
        both = self.tr("{start} – {end}").format(start=start, end=end)
        one = self.tr("from {start}").format(start=start) if start else self.tr("to {end}").format(end=end)
        self.dates.say(both if start and end else one if start or end else self.tr("all"))
        names = [stances.voice_name(voice) for voice in filters.voices]
        self.voices.say(", ".join(names[:2]) + (" …" if len(names) > 2 else "") if names else self.tr("all"))
        self._share()

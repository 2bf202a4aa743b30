"""What else was searched, and what the search was narrowed to, as chips that a click takes away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import Expansion
from diptych.ui import icons
from diptych.ui.models.asked import Asked, Tag, telling
from diptych.ui.models.wording import one_line
from diptych.ui.panels.flow import Flow
from diptych.ui.signs import Badge, badge_icon
from diptych.ui.theme import Theme, give_role

FORMS = 3
"""Forms of one name that are shown; the rest are counted."""


def chip(words: str, said: str, parent: QWidget, role: str = "chip") -> QPushButton:
    """A small button; ``said`` is what a click does."""
    made = QPushButton(words.replace("&", "&&"), parent)
    give_role(made, role)
    made.setAccessibleName(said)
    made.setToolTip(said.replace("<", "\u2039"))
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


class Chips(QWidget):
    """Chips in as many lines as they need; they are made anew only when they change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def widgets(self) -> list[QWidget]:
        """What it holds, from left to right."""
        found = (self._flow.itemAt(at) for at in range(self._flow.count()))
        return [widget for item in found if item is not None and (widget := item.widget()) is not None]

    @property
    def words(self) -> list[str]:
        """What the buttons say."""
        return [each.text().replace("&&", "&") for each in self.widgets if isinstance(each, QPushButton)]

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self._flow.addWidget(widget)
        widget.show()

    def empty(self) -> None:
        """Take everything away."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class ChoiceChips(Chips):
    """The choices that narrow a search."""

    removed = Signal(str, str)
    """A facet and its value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tags = theme, list[Tag]()
        self.setAccessibleName(self.tr("The search is narrowed to"))

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show these choices."""
        if list(tags) == self._tags:
            return
        self._tags = list(tags)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self._fill()

    def _fill(self) -> None:
        self.empty()
        for words, facet, value in self._tags:
            short = words if len(words) <= 26 else words[:25].rstrip() + "…"
            made = chip(short, self.tr("Take away: {choice}").format(choice=words), self)
            made.setIcon(icons.icon("close", self._theme.muted, 12))
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            made.clicked.connect(lambda _=False, facet=facet, value=value: self.removed.emit(facet, value))
            self.add(made)

    @property
    def some(self) -> bool:
        """Whether there are any."""
        return bool(self._tags)


class AlsoSearched(QFrame):
    """The other forms of the names in a query; a click leaves out one name's, the cross all of them."""

    left_out = Signal(str)
    """An entity's id, "" for all."""

    taken_in = Signal()
    """All names are to stand for all their forms again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[Expansion, ...], bool] = (), False
        self._badges: Mapping[str, Badge] = {}
        give_role(self, "note")
        self.setAccessibleName(self.tr("Also searched"))
        self.some = False
        self.chips = Chips()
        self.cross = QToolButton()
        self.cross.setFixedSize(22, 20)
        self.cross.setIconSize(QSize(13, 13))
        self.cross.setAccessibleName(self.tr("Search only what was typed"))
        self.cross.setToolTip(self.cross.accessibleName())
        self.cross.clicked.connect(lambda: self.left_out.emit(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 0, 6)
        row.setSpacing(0)
        row.addWidget(self.chips, 1)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_expansions(
        self, expansions: Sequence[Expansion], asked: Asked, badges: Mapping[str, Badge]
    ) -> None:
        """Show these, and whether something is left out."""
        off = not asked.expand or bool(asked.unexpanded)
        wanted = tuple(each for each in expansions if telling(each, 1)), off
        if wanted == self._shown and badges == self._badges:
            return
        self._shown, self._badges = wanted, badges
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self._fill()

    def _fill(self) -> None:
        expansions, off = self._shown
        self.cross.setIcon(icons.icon("close", self._theme.muted))
        self.cross.setVisible(bool(expansions))
        self.chips.empty()
        if expansions:
            label = _small(self.tr("Also searched"))
            self.chips.add(label)
        for expansion in expansions:
            self._add(expansion)
        if off:
            words = (
                self.tr("All forms of the names") if expansions else self.tr("Search all forms of the names")
            )
            back = QPushButton(words, self)
            give_role(back, "link")
            back.clicked.connect(self.taken_in)
            self.chips.add(back)
        self.some = bool(expansions) or off

    def _add(self, expansion: Expansion) -> None:
        name = one_line(expansion.name)
        forms = telling(expansion, FORMS)
        others = self.tr("Leave out the other names of {name}").format(name=name)
        for form in forms:
            text = one_line(form.text)
            made = chip(text, f"{text}. {others}", self, "pill")
            if form.party is not None and form.party in self._badges:
                made.setIcon(badge_icon(self._badges[form.party], self._theme, 13))
                made.setIconSize(QSize(13, 13))
            made.clicked.connect(lambda _=False, entity=expansion.entity: self.left_out.emit(entity))
            self.chips.add(made)
        left = len(telling(expansion, len(expansion.forms))) - len(forms)
        if left > 0:
            rest = ", ".join(one_line(form.text) for form in telling(expansion, 40)[FORMS:])
            more = _small(self.tr("+{n}").format(n=left))
            more.setToolTip(rest.replace("<", "\u2039"))
            more.setAccessibleName(rest)
            self.chips.add(more)


class Notes(QWidget):
    """How the query was read, and what may have been meant."""

    meant = Signal(str)
    """The query that was offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        give_role(self._words, "small")
        self.suggestion = QPushButton()
        give_role(self.suggestion, "link")
        self._suggested, self.some = "", False
        self.suggestion.clicked.connect(lambda: self.meant.emit(self._suggested))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._words.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, sentences: Sequence[str], suggestion: str) -> None:
        """Say these sentences, and offer a query."""
        self._words.setText("\n".join(sentences))
        self._words.setVisible(bool(sentences))
        self._suggested, self.some = suggestion, bool(sentences or suggestion)
        words = self.tr("Did you mean “{query}”?").format(query=one_line(suggestion))
        self.suggestion.setText(words.replace("&", "&&"))
        self.suggestion.setVisible(bool(suggestion))


def _small(words: str) -> QLabel:
    label = QLabel(words)
    give_role(label, "pill")
    label.setMinimumHeight(20)
    return label

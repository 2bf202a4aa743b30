"""The card of a named thing: who or what it is, whose, in what office then, and where else it is named."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from diptych.ui import icons
from diptych.ui.announcing import announce
from diptych.ui.models.entities import kind_in_words, method_in_words
from diptych.ui.models.wording import articles, number, one_line
from diptych.ui.panels.floating import beside
from diptych.ui.signs import Badge, badge_icon
from diptych.ui.theme import Theme, give_role
from diptych.workspace.cards import EntityCard

WIDTH = 300
_BADGE = 18


class Named(NamedTuple):
    """What the card shows. ``number`` is which of the mentions here the card is for, from 1."""

    card: EntityCard
    badge: Badge | None
    number: int


class EntityCardPanel(QFrame):
    """A card that floats beside a mention; it never covers it."""

    stepped = Signal(int)
    """The next (1) or previous (-1) mention of the same thing is asked for."""

    find_asked = Signal()
    correct_asked = Signal()
    entered = Signal()
    left = Signal()
    closed = Signal()
    """Escape was pressed in the card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._named: Named | None = None
        give_role(self, "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._badge, self._name, self._facts = QLabel(), QLabel(), QLabel()
        self._roles, self._counts = QLabel(), QLabel()
        for label, role in (
            (self._name, "strong"),
            (self._facts, "small"),
            (self._roles, ""),
            (self._counts, "small"),
        ):
            give_role(label, role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.previous = self._tool(self.tr("Previous mention here"), -1)
        self.next = self._tool(self.tr("Next mention here"), 1)
        self.find_button = QPushButton(self.tr("Find everywhere"))
        self.find_button.setToolTip(self.tr("Search the library for this name"))
        give_role(self.find_button, "link")
        self.find_button.clicked.connect(self.find_asked)
        self.correct_button = QPushButton(self.tr("Correct…"))
        self.correct_button.setToolTip(self.tr("Say what this name is, here or always"))
        self.correct_button.setAccessibleName(self.tr("Correct this name"))
        give_role(self.correct_button, "link")
        self.correct_button.clicked.connect(self.correct_asked)
        for button in (self.find_button, self.correct_button, self.previous, self.next):
            button.installEventFilter(self)
        self._arrange()
        self.setFixedWidth(WIDTH)
        self.set_theme(theme)
        self.hide()

    @property
    def words(self) -> str:
        """All that the card says, in one line."""
        labels = (self._name, self._facts, self._roles, self._counts)
        return ". ".join(one_line(label.text()) for label in labels if label.text())

    def show_named(self, named: Named) -> None:
        """Fill the card; ``place`` shows it."""
        card = named.card
        self._named = named
        self._name.setText(one_line(card.name))
        facts = [kind_in_words(card.kind), one_line(card.party)]
        if not card.known:
            facts.append(self.tr("not in the dossier"))
        if card.reviewed:
            facts.append(self.tr("reviewed"))
        self._facts.setText("  ·  ".join(filter(None, facts)))
        self._facts.setToolTip(method_in_words(card.method, card.score))
        self._roles.setText("\n".join(one_line(role) for role in card.roles))
        self._roles.setVisible(bool(card.roles))
        here = self.tr("Mention {n} of {count} here").format(n=named.number, count=card.here)
        everywhere = self.tr("{n} in {articles}").format(
            n=number(card.in_library), articles=articles(card.articles)
        )
        self._counts.setText(f"{here}  ·  {everywhere}")
        for button in (self.previous, self.next):
            button.setEnabled(card.here > 1)
        self._show_badge()
        self.setAccessibleName(self.words)

    def place(self, mention: QRect) -> None:
        """Show the card below the mention (a rectangle in the parent), or above it where there is no room."""
        parent = self.parentWidget()
        room = parent.rect() if parent is not None else mention
        height = self.heightForWidth(WIDTH) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(QSize(WIDTH, height))
        self.move(beside(mention, self.size(), room))
        announced = self.isHidden() or self.accessibleDescription() != self.words
        self.setAccessibleDescription(self.words)
        self.show()
        self.raise_()
        if announced:
            announce(self, self.words)

    def set_writable(self, writable: bool) -> None:
        """Offer correcting, or not."""
        self.correct_button.setVisible(writable)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.previous.setIcon(icons.icon("up", theme.text))
        self.next.setIcon(icons.icon("down", theme.text))
        self._show_badge()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came from the mention into the card."""
        self.entered.emit()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left."""
        self.left.emit()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On its buttons the arrows go along the mentions of the name, not from button to button."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if way is not None:
                if self.next.isEnabled():
                    self.stepped.emit(way)
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.find_button)
        foot.addWidget(self.correct_button)
        foot.addStretch(1)
        foot.addWidget(self.previous)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 6)
        column.setSpacing(4)
        column.addLayout(head)
        for label in (self._facts, self._roles, self._counts):
            column.addWidget(label)
        column.addLayout(foot)

    def _tool(self, name: str, way: int) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.stepped.emit(way))
        return button

    def _show_badge(self) -> None:
        badge = self._named.badge if self._named else None
        self._badge.setVisible(badge is not None)
        if badge is not None:
            self._badge.setPixmap(badge_icon(badge, self._theme, _BADGE).pixmap(_BADGE, _BADGE))

"""The page that stands where no article is open: what the program does, and three ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diptych.ui import icons
from diptych.ui.models import wording
from diptych.ui.panels.pictures import Picture
from diptych.ui.theme import Fonts, Theme, give_role

_WIDEST = 900


class Card(NamedTuple):
    """One way to begin."""

    picture: str
    title: str
    text: str


class FirstRun(QScrollArea):
    """Three actions, a place to drop files, and the promise that nothing leaves the computer."""

    first_two_asked = Signal()
    search_asked = Signal()
    files_asked = Signal()
    folder_asked = Signal()
    help_asked = Signal()

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fonts = fonts
        self.setObjectName("firstRun")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("How to begin"))
        self._intro = _label("", "")
        self._pictures: list[Picture] = []
        self.open_two = _button(self.tr("Open the first two"), "primary")
        self.try_search = _button(self.tr("Search the library"))
        self.choose_files = _button(self.tr("Choose files"))
        self.choose_folder = _button(self.tr("Choose a folder"))
        self.add_files = _button(self.tr("Add articles"))
        self.help = _button(self.tr("How to read the marks  F1"), "link")
        self._zone = DropZone(theme)
        self._tick = QLabel()
        self._assemble(theme)
        self._connect()
        self.set_theme(theme)
        self.open_two.setEnabled(False)
        self.try_search.setEnabled(False)

    def set_library(self, articles: int, bundled: int) -> None:
        """Say what the library holds."""
        self._intro.setText(self._introduction(articles, bundled))
        self.open_two.setEnabled(articles > 0)
        self.open_two.setText(self.tr("Open the first two") if articles != 1 else self.tr("Open it"))
        self.try_search.setEnabled(articles > 0)

    def set_writable(self, writable: bool) -> None:
        """Offer to add articles only where that can be done."""
        for button in (self.add_files, self.choose_files, self.choose_folder):
            button.setEnabled(writable)

    @property
    def introduction(self) -> str:
        """What is said of the library."""
        return self._intro.text()

    @property
    def first_button(self) -> QPushButton:
        """The button that the keyboard comes to first."""
        return self.open_two if self.open_two.isEnabled() else self.add_files

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._tick.setPixmap(icons.pixmap("check", theme.ok, 16, self.devicePixelRatioF()))
        self._zone.set_theme(theme)
        for picture in self._pictures:
            picture.set_theme(theme)

    def set_dropping(self, over: bool) -> None:
        """Show that files are held over the window."""
        self._zone.set_hot(over)

    def _introduction(self, articles: int, bundled: int) -> str:
        if not articles:
            return self.tr("This library is empty. Add the articles that your briefing stands on.")
        words = wording.articles(articles)
        if bundled == articles:
            return self.tr(
                "This library holds {articles} that come with the program: short summaries, written for it, "
                "of what others published on the dispute. Begin with them, or add your own."
            ).format(articles=words)
        return self.tr("This library holds {articles}. Open two of them, search, or add more.").format(
            articles=words
        )

    def _assemble(self, theme: Theme) -> None:
        page = QWidget()
        page.setObjectName("firstRunPage")
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 32, 32, 24)
        column.setSpacing(0)
        column.addWidget(_serif(_label(self.tr("Two sides, in their own words"), ""), self._fonts, 27, True))
        column.addSpacing(12)
        column.addWidget(_serif(self._intro, self._fonts, 16))
        self._intro.setMinimumHeight(44)
        self._intro.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addSpacing(24)
        column.addLayout(self._cards(theme))
        column.addSpacing(24)
        column.addWidget(self._zone, 4)
        self._fill_zone()
        column.addSpacing(20)
        column.addLayout(self._foot())
        column.addStretch(1)
        around = QWidget()
        around.setObjectName("firstRun")
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page, 1)
        self.setWidget(around)

    def _cards(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        cards = (
            (
                Card(
                    "read",
                    self.tr("Read two side by side"),
                    self.tr(
                        "Two articles, one window. Each pane keeps its place; F6 goes from one to the next."
                    ),
                ),
                (self.open_two,),
                "Ctrl+1",
            ),
            (
                Card(
                    "search",
                    self.tr("Find the words"),
                    self.tr("Every passage is marked in the text and on the ruler at its edge."),
                ),
                (self.try_search,),
                "Ctrl+Shift+F",
            ),
            (
                Card(
                    "add",
                    self.tr("Add your own"),
                    self.tr("Text, Markdown or saved web pages. The original file is kept with the article."),
                ),
                (self.add_files,),
                "Ctrl+O",
            ),
        )
        for card, buttons, keys in cards:
            row.addWidget(self._card(card, buttons, keys, theme), 1)
        return row

    def _card(self, card: Card, buttons: Sequence[QPushButton], keys: str, theme: Theme) -> QFrame:
        frame = QFrame()
        give_role(frame, "card")
        picture = Picture(card.picture, theme)
        self._pictures.append(picture)
        below = QVBoxLayout()
        below.setContentsMargins(16, 14, 16, 14)
        below.setSpacing(8)
        below.addWidget(_label(card.title, "heading"))
        below.addWidget(_label(card.text, ""), 1, Qt.AlignmentFlag.AlignTop)
        below.addSpacing(4)
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        hint = _label(keys, "small")
        hint.setWordWrap(False)
        row.addWidget(hint)
        below.addLayout(row)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(picture)
        column.addLayout(below, 1)
        return frame

    def _fill_zone(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(_label(self.tr("Drop your articles here"), "heading"))
        words.addWidget(
            _label(
                self.tr(
                    "Files or folders: text, Markdown, HTML. Every file ends as added, duplicate or failed, "
                    "with the reason, in a report you can keep."
                ),
                "",
            )
        )
        words.addStretch(1)
        row = QHBoxLayout(self._zone)
        row.setContentsMargins(84, 24, 24, 24)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addSpacing(12)
        row.addWidget(self.choose_files)
        row.addWidget(self.choose_folder)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        promise = _label(
            self.tr("Nothing leaves this computer: Diptych never opens a network connection."), ""
        )
        give_role(promise, "muted")
        row.addWidget(self._tick)
        row.addWidget(promise, 1)
        row.addWidget(self.help)
        return row

    def _connect(self) -> None:
        self.open_two.clicked.connect(lambda: self.first_two_asked.emit())
        self.try_search.clicked.connect(lambda: self.search_asked.emit())
        self.add_files.clicked.connect(lambda: self.files_asked.emit())
        self.choose_files.clicked.connect(lambda: self.files_asked.emit())
        self.choose_folder.clicked.connect(lambda: self.folder_asked.emit())
        self.help.clicked.connect(lambda: self.help_asked.emit())


class DropZone(QWidget):
    """A dashed frame with the sign of a sheet going in. The window takes the drop, wherever it falls."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hot = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(190)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.update()

    def set_hot(self, hot: bool) -> None:
        """Show that a drop is awaited."""
        self._hot = hot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the sign."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(self._theme.accent if self._hot else self._theme.border2, 1.5)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            if self._hot:
                painter.setBrush(self._theme.accbg)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            middle = self.height() / 2
            icons.paint(painter, "sheet", self._theme.muted, QRectF(28, middle - 20, 40, 40))
            icons.paint(painter, "arrow", self._theme.accent, QRectF(38, middle - 8, 20, 20))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    give_role(label, role)
    return label


def _serif(label: QLabel, fonts: Fonts, size: int, strong: bool = False) -> QLabel:
    font = QFont(fonts.reading)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    label.setFont(font)
    return label


def _button(text: str, role: str = "button") -> QPushButton:
    button = QPushButton(text)
    give_role(button, role)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button

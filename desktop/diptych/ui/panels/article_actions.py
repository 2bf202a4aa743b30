"""What can be done to the articles that are chosen: for menus, the context menu and the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from diptych.model import ArticleSummary
from diptych.ui.acts import Acts
from diptych.ui.models.wording import one_line


class ArticleActions(QObject):
    """Actions on the chosen articles, enabled as far as they make sense for them.

    What needs a question first is sent out with the articles' ids; the window asks.
    """

    opened = Signal(int, str)
    tagging_asked = Signal(list)
    collecting_asked = Signal(list)
    correcting_asked = Signal(int)
    similar_asked = Signal(int)

    def __init__(self, acts: Acts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts = acts
        self._articles: tuple[ArticleSummary, ...] = ()
        self.open_left = self._action(self.tr("Open on the &left"), "Alt+Shift+Left")
        self.open_left.triggered.connect(lambda: self.opened.emit(self._ids()[0], "left"))
        self.open_right = self._action(self.tr("Open on the &right"), "Alt+Shift+Right")
        self.open_right.triggered.connect(lambda: self.opened.emit(self._ids()[0], "right"))
        self.open_tab = self._action(self.tr("Open in a &new tab"), "Ctrl+Return")
        self.open_tab.triggered.connect(lambda: self.opened.emit(self._ids()[0], "tab"))
        self.mark = self._action(self.tr("Mark as rea&d"), "Ctrl+M")
        self.mark.triggered.connect(self._mark)
        self.tag = self._action(self.tr("&Tag…"), "Ctrl+T")
        self.tag.triggered.connect(lambda: self.tagging_asked.emit(self._ids()))
        self.collect = self._action(self.tr("Add to &collection…"), "Ctrl+L")
        self.collect.triggered.connect(lambda: self.collecting_asked.emit(self._ids()))
        self.correct = self._action(self.tr("Correct &facts…"), "Ctrl+F2")
        self.correct.triggered.connect(lambda: self.correcting_asked.emit(self._ids()[0]))
        self.similar = self._action(self.tr("M&ore like this"), "Ctrl+Shift+M")
        self.similar.triggered.connect(lambda: self.similar_asked.emit(self._ids()[0]))
        self.bin = self._action(self.tr("Move to the &bin"), "Del")
        # Only where the list has the focus, lest the key bins the article that is being read.
        self.bin.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.bin.triggered.connect(lambda: acts.bin(self._ids()))
        self.restore = self._action(self.tr("Re&store from the bin"))
        self.restore.triggered.connect(lambda: acts.restore(self._ids()))
        self.set_articles(())

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of the menus."""
        return (
            self.open_left,
            self.open_right,
            self.open_tab,
            self.mark,
            self.tag,
            self.collect,
            self.correct,
            self.similar,
            self.bin,
            self.restore,
        )

    def set_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Say which articles are chosen."""
        self._articles = tuple(articles)
        some, one = bool(articles), len(articles) == 1
        may = some and self._acts.allowed
        binned = some and all(article.binned for article in articles)
        self.open_left.setEnabled(some)
        self.open_right.setEnabled(some)
        self.open_tab.setEnabled(some)
        self.mark.setEnabled(may)
        unread = not some or any(not article.read for article in articles)
        self.mark.setText(self.tr("Mark as rea&d") if unread else self.tr("Mark as unrea&d"))
        for action in (self.tag, self.collect):
            action.setEnabled(may)
        self.correct.setEnabled(may and one)
        self.similar.setEnabled(one)
        self.bin.setEnabled(may and not binned)
        self.restore.setEnabled(may and binned)

    def fill(self, menu: QMenu, collection: str = "") -> None:
        """Put the actions into a menu; there tags, and articles of ``collection``, can be taken away too."""
        menu.addActions([self.open_left, self.open_right, self.open_tab])
        menu.addSeparator()
        menu.addActions([self.mark, self.tag])
        self._offer_tags(menu)
        menu.addAction(self.collect)
        if collection and self._acts.allowed:
            words = self.tr("Take &out of “{name}”").format(name=one_line(collection).replace("&", "&&"))
            out = menu.addAction(words)
            out.triggered.connect(lambda: self._acts.uncollect(self._ids(), collection))
        menu.addAction(self.correct)
        menu.addAction(self.similar)
        menu.addSeparator()
        menu.addAction(self.restore if self.restore.isEnabled() else self.bin)

    def _offer_tags(self, menu: QMenu) -> None:
        tags = sorted({tag for article in self._articles for tag in article.tags})
        if not tags or not self._acts.allowed:
            return
        away = menu.addMenu(self.tr("Remove ta&g"))
        for tag in tags:
            action = away.addAction(one_line(tag).replace("&", "&&"))
            action.triggered.connect(lambda _=False, tag=tag: self._acts.untag(self._ids(), tag))

    def _action(self, text: str, shortcut: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        return action

    def _ids(self) -> list[int]:
        return [article.id for article in self._articles]

    def _mark(self) -> None:
        self._acts.mark_read(self._ids(), any(not article.read for article in self._articles))

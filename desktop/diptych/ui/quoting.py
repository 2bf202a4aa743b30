"""Taking words out of a page: copied with their citation, or looked up in the whole library."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from diptych.ui.marking import Marking
from diptych.ui.models.wording import one_line
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.workspace.citing import cited

LONGEST = 200
"""Characters of a selection that are looked up; nobody else has more words in the same order."""


class Quoting(QObject):
    """Works on the selection of the active pane, by key and in the page's context menu."""

    find_asked = Signal(str)
    """A query is to be searched for in the library."""

    def __init__(self, window: QWidget, panes: SideBySide, marking: Marking) -> None:
        super().__init__(window)
        self._panes, self._marking = panes, marking
        for pane in (panes.left, panes.right):
            pane.page.menu_asked.connect(partial(self._fill_menu, pane))

    def copy(self) -> None:
        """Copy what is selected as plain text."""
        self._panes.active_pane.page.copy()

    def copy_cited(self) -> None:
        """Copy what is selected in quotation marks, with its source and paragraph."""
        pane = self._panes.active_pane
        if pane.article is not None and self._words(pane):
            QGuiApplication.clipboard().setText(cited(pane.article, pane.page.selected_span()))

    def look_up(self) -> None:
        """Search the library for the words that are selected, in their order."""
        if words := self._words(self._panes.active_pane):
            self.find_asked.emit(phrase(words))

    def _words(self, pane: ReaderPane) -> str:
        if pane.article is None:
            return ""
        start, end = pane.page.selected_span()
        return pane.article.text[start:end].strip()

    def _fill_menu(self, pane: ReaderPane, menu: QMenu) -> None:
        if self._words(pane):
            for words, keys, do in (
                (self.tr("Copy with Citation"), "Ctrl+Shift+C", self.copy_cited),
                (self.tr("Look Up in the Library"), "Ctrl+Shift+L", self.look_up),
            ):
                action = menu.addAction(words)
                action.setShortcut(QKeySequence(keys))
                action.triggered.connect(do)
        index = pane.pointer.marked_at(pane.page.menu_point, Layer.ENTITIES)
        if index >= 0:
            mention = self._marking.mentions(pane)[index].mention
            name = one_line(mention.name if "(" not in mention.name else mention.text)
            find = menu.addAction(self.tr("Find “{name}” Everywhere").format(name=name.replace("&", "&&")))
            find.triggered.connect(lambda: self.find_asked.emit(phrase(name)))


def phrase(words: str) -> str:
    """A query that finds words in their order."""
    return '"{}"'.format(one_line(words[:LONGEST]).replace('"', " ").strip())

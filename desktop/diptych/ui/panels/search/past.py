"""Saved and earlier searches: a menu that drops from the field, and chips under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from diptych.model import PastSearch, SavedSearch
from diptych.ui.models import wording
from diptych.ui.models.wording import one_line, tr
from diptych.ui.panels.search.chips import Chips, chip
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace

LATELY, _LONGEST, _CHIPS = 12, 44, 6


class Kept(NamedTuple):
    """The saved searches, how much is new in each since the last look, and what was asked lately."""

    saved: Sequence[SavedSearch] = ()
    new: Mapping[int, int] = {}
    past: Sequence[PastSearch] = ()


def read(workspace: Workspace, *, news: bool) -> Kept:
    """What is kept; ``news`` has the saved searches searched too."""
    finding = workspace.finding
    saved = finding.saved()
    new = {each.id: len(finding.news(each.id).new) for each in saved} if news else {}
    return Kept(saved, new, finding.history(LATELY))


def news_words(new: int) -> str:
    """ "3 new"; empty for none."""
    return tr("{n} new").format(n=wording.number(new)) if new else ""


class PastMenu(QObject):
    """The menu under the field."""

    chosen = Signal(object)
    """A ``SavedSearch`` or ``PastSearch`` that is to be asked again."""

    saving_asked = Signal()
    writing_asked = Signal()
    renaming_asked = Signal(object)
    updating_asked = Signal(object)
    removing_asked = Signal(object)
    forgetting_asked = Signal()

    def menu(self, kept: Kept, parent: QWidget, *, asked: bool, may: bool) -> QMenu:
        """The menu; ``asked``: there is a search to keep or to write, ``may``: the library can be changed."""
        menu = QMenu(parent)
        menu.setAccessibleName(self.tr("Earlier and saved searches"))
        if asked:
            self._add(menu, self.tr("Save this search…"), self.saving_asked.emit).setEnabled(may)
            self._add(menu, self.tr("Write the hits to a file…"), self.writing_asked.emit)
        if kept.saved:
            menu.addSection(self.tr("Saved"))
            for each in kept.saved:
                words = _elided(each.name)
                new = news_words(kept.new.get(each.id, 0))
                line = f"{words}\t{new}" if new else words
                self._add(menu, line, lambda each=each: self.chosen.emit(each))
            if may:
                self.manage(menu.addMenu(self.tr("Change a saved search")), kept.saved, asked=asked)
        if kept.past:
            menu.addSection(self.tr("Lately"))
            for past in kept.past:
                words = f"{_elided(past.query)}\t{wording.number(past.count)}"
                self._add(menu, words, lambda past=past: self.chosen.emit(past))
            if may:
                menu.addSeparator()
                self._add(menu, self.tr("Forget these searches"), self.forgetting_asked.emit)
        if menu.isEmpty():
            menu.addAction(self.tr("Searches that you make and save will be listed here")).setEnabled(False)
        return menu

    def manage(self, menu: QMenu, saved: Sequence[SavedSearch], *, asked: bool) -> None:
        """Offer to rename, change and remove."""
        for each in saved:
            inner = menu.addMenu(_elided(each.name)) if len(saved) > 1 else menu
            self._add(inner, self.tr("Rename…"), lambda each=each: self.renaming_asked.emit(each))
            if asked:
                words = self.tr("Let it be the search made now")
                self._add(inner, words, lambda each=each: self.updating_asked.emit(each))
            self._add(inner, self.tr("Remove"), lambda each=each: self.removing_asked.emit(each))

    def _add(self, menu: QMenu, words: str, do: object) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: do())  # type: ignore[operator]
        return action


class SavedStrip(QWidget):
    """Saved searches as chips, those with something new first; shown while nothing is searched."""

    chosen = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = Chips()
        self.setAccessibleName(self.tr("Saved searches"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self._chips)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What the chips say."""
        return self._chips.words

    def show_saved(self, kept: Kept) -> None:
        """Show them."""
        self._chips.empty()
        ordered = sorted(kept.saved, key=lambda each: -kept.new.get(each.id, 0))
        if ordered:
            label = QLabel(self.tr("Saved"))
            give_role(label, "small")
            label.setMinimumHeight(22)
            self._chips.add(label)
        for each in ordered[:_CHIPS]:
            new = news_words(kept.new.get(each.id, 0))
            name = one_line(each.name)
            short = name if len(name) <= 24 else name[:23].rstrip() + "…"
            said = self.tr("{name}, {new} since the last look").format(name=name, new=new) if new else name
            made = chip(f"{short}  {new}".strip(), said, self)
            made.setProperty("new", bool(new))
            made.clicked.connect(lambda _=False, each=each: self.chosen.emit(each))
            made.customContextMenuRequested.connect(
                lambda point, each=each, made=made: self.menu_asked.emit(each, made.mapToGlobal(point))
            )
            made.setContextMenuPolicy(made.contextMenuPolicy().CustomContextMenu)
            self._chips.add(made)
        self.setVisible(bool(ordered))


def _elided(words: str) -> str:
    line = one_line(words)
    return (line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…").replace("&", "&&")

"""The analyst's highlights in the open articles or in the whole library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import ChangeKind, Changes, Highlight, Span
from diptych.ui.acts import Acts
from diptych.ui.models.articles import Index
from diptych.ui.models.excerpts import EXCERPT, Excerpt, ExcerptDelegate, ExcerptList, fitting
from diptych.ui.models.wording import counted
from diptych.ui.panels.empty import EmptyState
from diptych.ui.panels.highlight_popover import colour_names
from diptych.ui.panels.rows_view import RowsView
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace

_CHANGED = (ChangeKind.HIGHLIGHTS, ChangeKind.TEXTS, ChangeKind.ARTICLES, ChangeKind.METADATA)


class ExcerptsPanel(QWidget):
    """Lists highlights; a click goes to the passage, a menu and keys change or remove the highlight."""

    excerpt_opened = Signal(int, object)
    """The article's id, and the ``Span``; None for a broken one, which has no place any more."""

    note_asked = Signal(object, QRect)
    """A ``Highlight`` whose note is to be edited, and where its row stands in the window."""

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        theme: Theme,
        fonts: Fonts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._acts = workspace, pool, acts
        self._excerpts: list[Excerpt] = []
        self._open: tuple[int, ...] = ()
        self._stale, self._reading = True, 0
        self.field = QLineEdit()
        self.model = ExcerptList(self)
        self.view = RowsView(self.model, self.tr("Highlights"), self)
        self._delegate = ExcerptDelegate(theme, fonts, self.view)
        self.view.dress(self._delegate)
        self.view.setUniformItemSizes(False)
        self.view.setResizeMode(RowsView.ResizeMode.Adjust)
        self.only_open = QToolButton()
        self._count = QLabel()
        self._empty = EmptyState()
        self._listed = QStackedWidget()
        self.edit = self._action(self.tr("Edit the note…"), "F4", self._edit_note)
        self.remove = self._action(self.tr("Remove the highlight"), "", self._remove)
        self._assemble()
        self._connect()

    @property
    def empty_words(self) -> tuple[str, str]:
        """What is said in place of the list; empty while there is something to list."""
        return self._empty.words if self._listed.currentWidget() is self._empty else ("", "")

    def refresh(self) -> None:
        """Read the highlights anew, off the window's thread."""
        self._stale = False
        self._reading += 1
        number = self._reading

        def show(excerpts: list[Excerpt]) -> None:
            if number == self._reading:
                self._excerpts = excerpts
                self._list()

        self._pool.run(_read, self._workspace, on_done=show)

    def set_open(self, left: int | None, right: int | None) -> None:
        """Say which articles are open."""
        self._open = tuple(id_ for id_ in (left, right) if id_ is not None)
        self._list()

    def on_changed(self, changes: Changes) -> None:
        """Show what a write has changed, at once where it is seen."""
        if changes.touches(*_CHANGED):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._delegate.set_theme(theme)
        self.view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the chosen highlights."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the highlights when they are first seen and after they changed unseen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _assemble(self) -> None:
        self.field.setPlaceholderText(self.tr("Filter the highlights"))
        self.field.setAccessibleName(self.tr("Filter the highlights"))
        self.field.setClearButtonEnabled(True)
        give_role(self._count, "strong")
        self.only_open.setText(self.tr("Open articles only"))
        self.only_open.setCheckable(True)
        self.only_open.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        give_role(self.only_open, "switch")
        above = QVBoxLayout()
        above.setContentsMargins(12, 6, 12, 2)
        above.addWidget(self.field)
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 12, 4)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.only_open)
        self._listed.addWidget(self.view)
        self._listed.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(head)
        column.addWidget(self._listed, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._list())
        self.only_open.toggled.connect(lambda _: self._list())
        self.view.row_opened.connect(lambda row, _: self._open_row(row))
        self.view.clicked.connect(self._on_clicked)
        self.view.customContextMenuRequested.connect(self._on_menu_asked)

    def _action(self, words: str, key: str, do: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: do())
        self.view.addAction(action)
        return action

    def _list(self) -> None:
        articles = self._open if self.only_open.isChecked() else None
        found = fitting(self._excerpts, articles, self.field.text())
        self.model.set_excerpts(found)
        self._count.setText(counted(len(found), self.tr("1 highlight"), self.tr("{n} highlights")))
        if self._excerpts:
            self._empty.say(self.tr("None fits"), self.tr("No highlight fits what is asked for here."))
        else:
            self._empty.say(
                self.tr("No highlights yet"),
                self.tr("Select words in an article and press Ctrl+H, or choose a colour beside them."),
            )
        self._listed.setCurrentWidget(self.view if found else self._empty)

    def _chosen(self) -> list[Highlight]:
        return [self.model.index(row).data(EXCERPT).highlight for row in self.view.rows()]

    def _on_clicked(self, index: Index) -> None:
        if len(self.view.rows()) == 1:
            self._open_row(index.row())

    def _open_row(self, row: int) -> None:
        mark: Highlight = self.model.index(row).data(EXCERPT).highlight
        self.excerpt_opened.emit(mark.article, None if mark.broken else Span(mark.start, mark.end))

    def _edit_note(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and self._acts.allowed:
            rect = self.view.visualRect(index)
            corner = self.view.viewport().mapTo(self.window(), QPoint(0, 0))
            self.note_asked.emit(index.data(EXCERPT).highlight, rect.translated(corner))

    def _remove(self) -> None:
        if self._acts.allowed:
            for mark in self._chosen():
                self._acts.remove_highlight(mark.id)

    def _colour(self, colour: int) -> None:
        for mark in self._chosen():
            self._acts.change_highlight(mark.id, colour=colour)

    def _on_menu_asked(self, point: QPoint) -> None:
        if not self.view.rows() or not self._acts.allowed:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.edit.setEnabled(len(self.view.rows()) == 1)
        menu.addAction(self.edit)
        colours = menu.addMenu(self.tr("Colour"))
        for number, name in enumerate(colour_names()):
            action = colours.addAction(name.capitalize())
            action.triggered.connect(lambda _=False, number=number: self._colour(number))
        menu.addSeparator()
        menu.addAction(self.remove)
        menu.aboutToHide.connect(lambda: self.edit.setEnabled(True))
        menu.popup(self.view.viewport().mapToGlobal(point))


def _read(workspace: Workspace) -> list[Excerpt]:
    articles = {article.id: article for article in workspace.articles()}
    marks = workspace.notebook.highlights()
    return [Excerpt(mark, articles[mark.article]) for mark in marks if mark.article in articles]

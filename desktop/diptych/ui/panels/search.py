"""The search field, and what was found; while the field is empty the place belongs to another widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diptych.model import ChangeKind, Changes, Hit, SearchResult
from diptych.ui import icons
from diptych.ui.models import wording
from diptych.ui.models.hits import HIT, HitList
from diptych.ui.models.rows import HitDelegate
from diptych.ui.panels.empty import EmptyState
from diptych.ui.panels.rows_view import RowsView
from diptych.ui.tasks import Task, TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace

WAIT_MS = 60
"""How long the field must be still before a search starts."""

SHOWN = 50
"""Hits listed at first; a button lists more."""


class SearchPanel(QWidget):
    """Searches while one types. Only the latest query is ever searched for and shown."""

    hit_opened = Signal(object, str)
    """The ``Hit``, and the side: "left", "right", or "" for where there is room."""

    searched = Signal(str)
    """A query that was answered; "" when the field was emptied."""

    hits_chosen = Signal(list)

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        idle: QWidget,
        theme: Theme,
        fonts: Fonts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool = workspace, pool
        self._task: Task | None = None
        self._again = False
        self._limit = SHOWN
        self.result: SearchResult | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Search the library"))
        self._clear = QAction(self.tr("Clear the search"), self)
        self._glass = QAction(self.tr("Search"), self)
        self.model = HitList(self)
        self.view = RowsView(self.model, self.tr("Search results"), self)
        self._delegate = HitDelegate(theme, fonts, self.view)
        self.view.dress(self._delegate)
        self._count, self._time, self._notes = QLabel(), QLabel(), QLabel()
        self._notes_frame = QFrame()
        self.more = QPushButton(self.tr("List more"))
        self._empty = EmptyState()
        self._found = QStackedWidget()
        self._pages = QStackedWidget()
        self._assemble(idle)
        self._connect()
        self.set_theme(theme)
        self.field.setPlaceholderText(self.tr("Search the library"))

    @property
    def query(self) -> str:
        """What stands in the field, without spaces around it."""
        return self.field.text().strip()

    @property
    def empty_words(self) -> tuple[str, str]:
        """What is said in place of the results; empty while there are some."""
        return self._empty.words if self._found.currentWidget() is self._empty else ("", "")

    @property
    def count_words(self) -> str:
        """How many articles are said to be found."""
        return self._count.text()

    def chosen(self) -> list[int]:
        """The ids of the selected hits from top to bottom."""
        return [self._hit(row).id for row in self.view.rows()]

    def search(self, query: str) -> None:
        """Put a query into the field and answer it at once."""
        self.field.setText(query)
        self._timer.stop()
        self._start()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def set_library_size(self, articles: int) -> None:
        """Say how many articles there are to search."""
        self.field.setPlaceholderText(
            self.tr("Search {articles}").format(articles=wording.articles(articles))
        )

    def set_open(self, left: int | None, right: int | None) -> None:
        """Mark the articles that the panes show."""
        self.model.set_open(left, right)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._delegate.set_theme(theme)
        self._clear.setIcon(icons.icon("clear", theme.muted))
        self._glass.setIcon(icons.icon("search", theme.muted))
        self.view.viewport().update()

    def on_changed(self, changes: Changes) -> None:
        """Answer the query anew when a write may have changed what it finds."""
        if self.query and changes.touches(ChangeKind.ARTICLES, ChangeKind.METADATA, ChangeKind.TEXTS):
            self._start()

    def repeat(self) -> None:
        """Answer the query anew, as when the index has caught up."""
        if self.query:
            self._start()

    def _assemble(self, idle: QWidget) -> None:
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.field.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        for label, role in ((self._count, "strong"), (self._time, "small"), (self._notes, "")):
            give_role(label, role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setWordWrap(True)
        give_role(self._notes_frame, "note")
        notes = QVBoxLayout(self._notes_frame)
        notes.setContentsMargins(10, 8, 10, 8)
        notes.addWidget(self._notes)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 12, 6)
        head.setSpacing(10)
        head.addWidget(self._count)
        head.addWidget(self._time)
        head.addStretch(1)
        found = QWidget()
        below = QVBoxLayout(found)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(12, 0, 12, 0)
        framed.addWidget(self._notes_frame)
        below.addLayout(framed)
        below.addLayout(head)
        below.addWidget(self._found, 1)
        below.addWidget(self.more)
        self._found.addWidget(self.view)
        self._found.addWidget(self._empty)
        self._pages.addWidget(idle)
        self._pages.addWidget(found)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self._timer.timeout.connect(self._start)
        self._clear.triggered.connect(self.field.clear)
        self.more.clicked.connect(self._on_more)
        self.view.row_opened.connect(
            lambda row, right: self.hit_opened.emit(self._hit(row), "right" if right else "")
        )
        self.view.tab_asked.connect(lambda row: self.hit_opened.emit(self._hit(row), "tab"))
        self.view.chosen.connect(
            lambda: self.hits_chosen.emit([self._hit(row).id for row in self.view.rows()])
        )
        self.view.customContextMenuRequested.connect(self._on_menu_asked)
        self._delegate.side_chosen.connect(lambda index, side: self.hit_opened.emit(index.data(HIT), side))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to the results, Escape empties the field, Enter searches for whole words at once."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down:
                    self._enter_list()
                    return True
                case Qt.Key.Key_Escape if self.field.text():
                    self.field.clear()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.search(self.field.text())
                    return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        if self.query and self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.go_to(self.model.index(0))
        else:
            self.field.focusNextChild()

    def _on_text_changed(self) -> None:
        self._clear.setVisible(bool(self.field.text()))
        self._limit = SHOWN
        if self.query:
            self._timer.start()
            return
        self._timer.stop()
        self._again = False
        self.result = None
        self.model.set_hits(())
        self._pages.setCurrentIndex(0)
        self.searched.emit("")

    def _on_more(self) -> None:
        self._limit *= 4
        self._start()

    def _start(self) -> None:
        if not self.query:
            return
        if self._task is not None:
            self._again = True
            return
        query, limit, typing = self.query, self._limit, self.field.hasFocus()
        task = self._pool.run(
            lambda: self._workspace.search(query, limit=limit, typing=typing), on_done=self._show
        )
        if task in self._pool.tasks:
            self._task = task
            task.finished.connect(self._on_task_finished)

    def _on_task_finished(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            self._start()

    def _show(self, result: SearchResult) -> None:
        if result.query != self.query:
            return
        self.result = result
        self.model.set_hits(result.hits)
        self._count.setText(wording.articles(result.count))
        passages = sum(len(hit.spans) for hit in result.hits)
        words = wording.counted(passages, self.tr("1 passage"), self.tr("{n} passages"))
        self._time.setText(
            self.tr("{passages} in {time}").format(passages=words, time=wording.seconds(result.seconds))
        )
        notes = list(result.notes)
        if not result.complete:
            notes.append(self.tr("The index is still catching up with the library; more may be found soon."))
        self._notes.setText("\n".join(notes))
        self._notes_frame.setVisible(bool(notes))
        self.more.setVisible(result.count > len(result.hits) >= self._limit)
        self._empty.say(
            self.tr("Nothing found"), self.tr("No article holds these words. Try fewer or other ones.")
        )
        self._found.setCurrentWidget(self.view if result.hits else self._empty)
        self._pages.setCurrentIndex(1)
        self.searched.emit(result.query)

    def _hit(self, row: int) -> Hit:
        hit: Hit = self.model.index(row).data(HIT)
        return hit

    def _on_menu_asked(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, side in ((self.tr("Open on the &left"), "left"), (self.tr("Open on the &right"), "right")):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, side=side: self.hit_opened.emit(index.data(HIT), side))
        menu.popup(self.view.viewport().mapToGlobal(point))

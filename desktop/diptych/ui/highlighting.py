"""Highlighting: from a selection to a highlight, and its colour, its note and its end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from diptych.model import Highlight, Span
from diptych.ui.acts import Acts
from diptych.ui.marking import Marking
from diptych.ui.panels.highlight_popover import HighlightPopover, colour_names
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.theme import Theme


class Highlighting(QObject):
    """Works on the highlights of both panes through the analyst's acts."""

    def __init__(
        self, window: QWidget, acts: Acts, panes: SideBySide, marking: Marking, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._acts, self._panes, self._marking = window, acts, panes, marking
        self.popover = HighlightPopover(theme, window)
        self._pane: ReaderPane | None = None
        self._highlight: int | None = None
        self._wanted: tuple[ReaderPane, int] | None = None
        # After the page has had its turn, which ends the selection of a plain click.
        self._offering = QTimer(self, singleShot=True, interval=0)
        self._offering.timeout.connect(self._offer)
        self._connect()

    def highlight(self, colour: int, *, with_note: bool = False) -> None:
        """Highlight what is selected in the active pane; a highlight of the same words changes its colour."""
        pane = self._panes.active_pane
        span = _trimmed(pane)
        if pane.article is None or not self._acts.allowed or span.end <= span.start:
            return
        same = next((each for each in self._marking.highlights(pane) if (each.start, each.end) == span), None)
        self._unselect(pane)
        if same is not None:
            self._acts.change_highlight(same.id, colour=colour)
            if with_note:
                self._edit(pane, same)
            return

        def made(id_: int) -> None:
            self._wanted = (pane, id_) if with_note else None
            self._edit_wanted()

        self._acts.highlight(pane.article.text_id, span, colour, made)

    def edit_note(self) -> None:
        """Edit the note of the highlight that the selection or the caret touches, else of the first in view.

        Selected words that are not highlighted yet are highlighted first.
        """
        pane = self._panes.active_pane
        span = pane.page.selected_span()
        held = self._marking.highlights(pane)
        touched = [each for each in held if each.start <= span.end and span.start <= each.end]
        if not touched and span.end > span.start:
            self.highlight(0, with_note=True)
            return
        seen = [each for index, each in enumerate(held) if pane.pointer.rects_of(Layer.HIGHLIGHTS, index)]
        if found := touched or seen:
            self._edit(pane, found[0])

    def edit_at(self, highlight: Highlight, anchor: QRect) -> None:
        """Edit any highlight of the library; ``anchor`` is a rectangle of the window."""
        if self._acts.allowed:
            self.popover.leave()
            self._pane, self._highlight = None, highlight.id
            self.popover.edit(highlight, anchor)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.popover.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer colours when a selection by the pointer ends; Escape in a page closes the offer."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._offering.start()
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.popover.leave()
        elif _is_escape(event) and self.popover.isVisible():
            self.popover.leave()
            return True
        return super().eventFilter(watched, event)

    def _both(self) -> tuple[ReaderPane, ReaderPane]:
        return self._panes.left, self._panes.right

    def _connect(self) -> None:
        for pane in self._both():
            pane.page.viewport().installEventFilter(self)
            pane.page.installEventFilter(self)
            pane.pointer.highlight_clicked.connect(partial(self._on_clicked, pane))
            pane.page.menu_asked.connect(partial(self._fill_menu, pane))
            pane.article_closed.connect(self.popover.leave)
            pane.page.column_moved.connect(self.popover.leave)
            pane.page.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._marking.marked.connect(self._on_marked)
        self.popover.colour_chosen.connect(self._on_colour)
        self.popover.note_asked.connect(lambda: self.highlight(0, with_note=True))
        self.popover.noted.connect(self._on_noted)
        self.popover.removed.connect(self._on_removed)
        self.popover.closed.connect(self._on_closed)

    def _offer(self) -> None:
        pane = self._panes.active_pane
        span = _trimmed(pane)
        if not self._acts.allowed or span.end <= span.start:
            return
        self._pane, self._highlight = pane, None
        corner = pane.page.viewport().mapTo(self._window, QPoint(0, 0))
        cursor = pane.page.textCursor()
        end = pane.page.cursorRect(cursor)
        cursor.setPosition(cursor.anchor())
        start = pane.page.cursorRect(cursor)
        self.popover.offer(start.united(end).translated(corner))

    def _on_scrolled(self) -> None:
        """An offer goes when what is selected moves away; a note that is being written stays."""
        if self._highlight is None:
            self.popover.leave()

    def _on_clicked(self, pane: ReaderPane, index: int) -> None:
        if self._acts.allowed:
            self._edit(pane, self._marking.highlights(pane)[index])

    def _edit(self, pane: ReaderPane, highlight: Highlight) -> None:
        index = list(self._marking.highlights(pane)).index(highlight)
        rects = pane.pointer.rects_of(Layer.HIGHLIGHTS, index)
        if not rects:
            pane.go_to(Span(highlight.start, highlight.end))
            rects = pane.pointer.rects_of(Layer.HIGHLIGHTS, index)
        if not rects:
            return
        self.popover.leave()
        self._pane, self._highlight = pane, highlight.id
        united = rects[0]
        for rect in rects[1:]:
            united = united.united(rect)
        corner = pane.page.viewport().mapTo(self._window, QPoint(0, 0))
        self.popover.edit(highlight, united.translated(corner))

    def _on_marked(self, pane: ReaderPane) -> None:
        self._edit_wanted()
        held = self._marking.highlights(pane)
        edited = next((each for each in held if each.id == self._highlight), None)
        if edited is not None:
            self.popover.set_colour(edited.colour)

    def _edit_wanted(self) -> None:
        """Edit the highlight that was just made, as soon as it is marked."""
        if self._wanted is None:
            return
        pane, id_ = self._wanted
        found = next((each for each in self._marking.highlights(pane) if each.id == id_), None)
        if found is not None:
            self._wanted = None
            self._edit(pane, found)

    def _fill_menu(self, pane: ReaderPane, menu: QMenu) -> None:
        """Add what can be done about highlights to the context menu of a page."""
        if not self._acts.allowed:
            return
        before = menu.actions()[0]
        if _trimmed(pane) != Span(0, 0):
            marks = QMenu(self.tr("Highlight"), menu)
            for number, name in enumerate(colour_names()):
                action = marks.addAction(name.capitalize())
                action.triggered.connect(partial(self._highlight_from_menu, number))
            menu.insertMenu(before, marks)
            menu.insertSeparator(before)
        index = pane.pointer.marked_at(pane.page.menu_point, Layer.HIGHLIGHTS)
        if index >= 0:
            highlight = self._marking.highlights(pane)[index]
            edit = menu.addAction(self.tr("Edit Note…"))
            edit.triggered.connect(lambda: self._edit(pane, highlight))
            remove = menu.addAction(self.tr("Remove Highlight"))
            remove.triggered.connect(lambda: self._acts.remove_highlight(highlight.id))

    def _highlight_from_menu(self, colour: int, _: bool = False) -> None:
        self.highlight(colour)

    def _on_colour(self, colour: int) -> None:
        if self._highlight is not None:
            self._acts.change_highlight(self._highlight, colour=colour)
        else:
            self.highlight(colour)

    def _on_noted(self, note: str) -> None:
        if self._highlight is not None:
            self._acts.change_highlight(self._highlight, note=note)

    def _on_removed(self) -> None:
        if self._highlight is not None:
            self._acts.remove_highlight(self._highlight)
        self.popover.leave()

    def _on_closed(self) -> None:
        if self._pane is not None and self._highlight is not None:
            self._pane.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pane, self._highlight = None, None

    def _unselect(self, pane: ReaderPane) -> None:
        self.popover.leave()
        cursor = pane.page.textCursor()
        cursor.clearSelection()
        pane.page.setTextCursor(cursor)


def _is_escape(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape


def _trimmed(pane: ReaderPane) -> Span:
    """What is selected of a text of the library, without blanks around it; ``Span(0, 0)`` when nothing is."""
    if pane.article is None or pane.article.text_id < 0:
        return Span(0, 0)
    start, end = pane.page.selected_span()
    text = pane.article.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Span(start, end) if end > start else Span(0, 0)

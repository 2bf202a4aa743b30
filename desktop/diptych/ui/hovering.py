"""Shows the card of the name under the pointer, or of the name that the keyboard has gone to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from diptych.model import Span, StoredMention
from diptych.ui.marking import Marking
from diptych.ui.models import stances
from diptych.ui.panels.entity_card import EntityCardPanel, Named
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.signs import Badge
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Theme

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.cards import EntityCard

REST_MS = 350
"""How long the pointer rests on a name before its card is shown."""

LEAVE_MS = 250
"""How long the pointer may be on its way from a name to its card."""


class Hovering(QObject):
    """The one card of the window and what brings it and sends it away."""

    find_asked = Signal(str)
    """A name is to be searched for in the library."""

    correct_asked = Signal(object)
    """The ``StoredMention`` that is to be corrected."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        pool: TaskPool,
        panes: SideBySide,
        marking: Marking,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool = window, workspace, pool
        self._panes, self._marking = panes, marking
        self.card = EntityCardPanel(theme, window)
        self._at: tuple[ReaderPane, int] | None = None
        self._last: dict[ReaderPane, int] = {}
        self._by_keyboard = self._enter_when_shown = False
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._ask)
        self._leaving = QTimer(self, singleShot=True, interval=LEAVE_MS)
        self._leaving.timeout.connect(self.close)
        self._connect()

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) marked name of the active pane and show its card."""
        pane = self._panes.active_pane
        shown = [
            index
            for index in range(len(self._marking.mentions(pane)))
            if pane.page.overlay.shows(Layer.ENTITIES, index)
        ]
        if not shown:
            return
        last = self._last.get(pane, -1)
        if last in shown and pane.pointer.rects_of(Layer.ENTITIES, last):
            found = shown[(shown.index(last) + way) % len(shown)]
        else:
            top = pane.page.top_position()
            after = [index for index in shown if self._span(pane, index).start >= top]
            before = [index for index in shown if self._span(pane, index).start < top]
            found = (after or shown)[0] if way > 0 else (before or shown)[-1]
        self._go_to(pane, found)

    def show_at_caret(self) -> None:
        """Show the card of the name at the caret, or of the next one after it, and go into it."""
        pane = self._panes.active_pane
        cursor = pane.page.textCursor()
        caret = pane.page.offsets.to_canonical(cursor.selectionStart())
        if not pane.page.viewport().rect().intersects(pane.page.cursorRect(cursor)):
            caret = pane.page.top_position()
        shown = [
            index
            for index in range(len(self._marking.mentions(pane)))
            if pane.page.overlay.shows(Layer.ENTITIES, index)
        ]
        if shown:
            after = [index for index in shown if self._span(pane, index).end >= caret]
            self._enter_when_shown = True
            self._go_to(pane, (after or shown)[0])

    def shown_mention(self) -> StoredMention | None:
        """The mention whose card is shown."""
        if self._at is None or not self.card.isVisible():
            return None
        pane, index = self._at
        return self._marking.mentions(pane)[index]

    def close(self) -> None:
        """Send the card away; the focus goes back to the page if it was in the card."""
        self._resting.stop()
        self._leaving.stop()
        at, self._at = self._at, None
        if at is not None and self.card.isAncestorOf(self._window.focusWidget() or self._window):
            at[0].page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.card.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a page, Escape closes the card and Tab goes into it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.card.isVisible():
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.key() == Qt.Key.Key_Tab:
                self.card.find_button.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        for pane in (self._panes.left, self._panes.right):
            pane.pointer.mention_entered.connect(partial(self._on_entered, pane))
            pane.pointer.mention_left.connect(self._on_left)
            pane.page.verticalScrollBar().valueChanged.connect(lambda _: self._follow())
            pane.page.column_moved.connect(self._follow)
            pane.article_closed.connect(self.close)
            pane.page.installEventFilter(self)
        self._marking.marked.connect(self._on_marked)
        self.card.entered.connect(self._leaving.stop)
        self.card.left.connect(self._on_left)
        self.card.closed.connect(self.close)
        self.card.stepped.connect(self._step_along)
        self.card.find_asked.connect(self._find)
        self.card.correct_asked.connect(self._correct)

    def _on_entered(self, pane: ReaderPane, index: int) -> None:
        self._leaving.stop()
        if self._at == (pane, index) and self.card.isVisible():
            return
        self._at, self._by_keyboard = (pane, index), False
        self.card.hide()
        self._resting.start()

    def _on_left(self) -> None:
        self._resting.stop()
        if not self._by_keyboard:
            self._leaving.start()

    def _on_marked(self, pane: ReaderPane) -> None:
        self._last.pop(pane, None)
        if self._at is not None and self._at[0] is pane:
            self.close()

    def _ask(self) -> None:
        if self._at is None:
            return
        pane, index = self._at
        mention = self._marking.mentions(pane)[index]

        def show(answer: tuple[EntityCard, Badge | None]) -> None:
            if self._at == (pane, index):
                self._show(pane, index, *answer)

        self._pool.run(_card, self._workspace, mention, on_done=show)

    def _show(self, pane: ReaderPane, index: int, card: EntityCard, badge: Badge | None) -> None:
        alike = self._alike(pane, index)
        self._last[pane] = index
        self.card.show_named(Named(card, badge, alike.index(index) + 1))
        self._follow(show=True)
        if self._enter_when_shown and self.card.isVisible():
            self.card.find_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._enter_when_shown = False

    def _follow(self, *, show: bool = False) -> None:
        """Keep the card beside its mention; the one under the pointer goes when the page moves away."""
        if self._at is None or not (show or self.card.isVisible()):
            return
        pane, index = self._at
        rects = pane.pointer.rects_of(Layer.ENTITIES, index)
        if not rects or not (show or self._by_keyboard):
            self.close()
            return
        united = rects[0]
        for rect in rects[1:]:
            united = united.united(rect)
        corner = pane.page.viewport().mapTo(self._window, QPoint(0, 0))
        left = rects[0].left() + corner.x()
        self.card.place(QRect(left, united.top() + corner.y(), rects[0].width(), united.height()))

    def _step_along(self, way: int) -> None:
        """Go to the next or previous mention of the same thing."""
        if self._at is not None:
            pane, index = self._at
            alike = self._alike(pane, index)
            inside = self.card.isAncestorOf(self._window.focusWidget() or self._window)
            self._go_to(pane, alike[(alike.index(index) + way) % len(alike)], keep_focus=inside)

    def _go_to(self, pane: ReaderPane, index: int, *, keep_focus: bool = False) -> None:
        if not keep_focus:
            pane.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._resting.stop()
        self._leaving.stop()
        self._at, self._by_keyboard = (pane, index), True
        self._last[pane] = index
        pane.go_to(self._span(pane, index))
        self._ask()

    def _find(self) -> None:
        if self._at is None:
            return
        pane, index = self._at
        mention = self._marking.mentions(pane)[index].mention
        plain = mention.name if "(" not in mention.name else mention.text
        self.close()
        self.find_asked.emit('"{}"'.format(" ".join(plain.replace('"', " ").split())))

    def _correct(self) -> None:
        mention = self.shown_mention()
        if mention is not None:
            self.correct_asked.emit(mention)

    def _alike(self, pane: ReaderPane, index: int) -> list[int]:
        mentions = self._marking.mentions(pane)
        entity = mentions[index].mention.entity
        return [each for each, stored in enumerate(mentions) if stored.mention.entity == entity]

    def _span(self, pane: ReaderPane, index: int) -> Span:
        mention = self._marking.mentions(pane)[index].mention
        return Span(mention.start, mention.end)


def _card(workspace: Workspace, mention: StoredMention) -> tuple[EntityCard, Badge | None]:
    dispute = workspace.dispute
    badges = {column.id: column.badge for column in stances.columns(dispute.dossier)}
    return dispute.entity_card(mention), badges.get(mention.mention.party or "")

"""The lanes: each party's statements as a line of steps over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from diptych.ui.models import timeline, timescale, wording
from diptych.ui.models.timescale import Scale, Span, Stop
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.timeline import lanes_painting
from diptych.ui.panels.timeline.lanes_painting import GUTTER, RIGHT, TILE, Drawn, Frame

if TYPE_CHECKING:
    from diptych.ui.models.timeline import Shown
    from diptych.workspace.comparing import Point

_NEAR = 12.0
_STEP = 0.6
_HEIGHT = 316


class LanesView(QWidget):
    """Two lanes with an axis between them. Arrows go through the statements, + and − zoom, 0 shows all."""

    opened = Signal(object, QPoint)
    """A ``Stop`` was chosen, at a place on the screen."""

    pointed = Signal(object, QRectF)
    """A ``Stop`` is under the pointer or the keys, with its place; None when there is none."""

    ranged = Signal(bool)
    """Another time is shown; whether it is less than all."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.shown: Shown | None = None
        self._whole = self.span = timescale.whole(None, None)
        self._stops: tuple[list[Stop], list[Stop]] = ([], [])
        self._current: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self._dense = False
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(248)
        self.setAccessibleName(self.tr("Timeline"))

    def show_timeline(self, shown: Shown) -> None:
        """Show this; the time that is shown stays where the issue does."""
        before, self.shown = self.shown, shown
        bounds = timescale.whole(shown.timeline.start, shown.timeline.end)
        same = before is not None and before.timeline.issue == shown.timeline.issue
        was_whole = self.span == self._whole
        self._whole = bounds
        self._current = self._hovered = None
        self.setAccessibleDescription(timeline.about(shown))
        self.show_span(timescale.within(self.span, bounds) if same and not was_whole else bounds)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.update()

    @property
    def scale(self) -> Scale:
        """The time over the width of the lanes."""
        return Scale(self.span, GUTTER, max(80.0, self.width() - GUTTER - RIGHT))

    @property
    def stops(self) -> tuple[list[Stop], list[Stop]]:
        """What stands in each lane, from left to right."""
        return self._stops

    @property
    def current(self) -> Stop | None:
        """What the keys are on."""
        return None if self._current is None else self._stops[self._current[0]][self._current[1]]

    def show_span(self, span: Span) -> None:
        """Show this time."""
        best = None if self.current is None else self.current.best
        self.span = span
        self._lay_out()
        self._current = None if best is None else self._place_of(best)
        self.ranged.emit(span != self._whole)

    def show_all(self) -> None:
        """Show all that is known."""
        self.show_span(self._whole)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show a time ``factor`` times as long; ``around`` is the day that keeps its place."""
        if around is None:
            at = self.current
            around = timescale.middle(at.best) if at is not None else (self.span.start + self.span.end) / 2
        self.show_span(timescale.zoomed(self.span, factor, around, self._whole))

    def pan(self, part: float) -> None:
        """Go forward by a part of the time that is shown."""
        by = self.span.days * part
        self.show_span(timescale.within(Span(self.span.start + by, self.span.end + by), self._whole))

    # Laying out

    def sizeHint(self) -> QSize:
        """Room for both lanes."""
        return QSize(720, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        best = None if self.current is None else self.current.best
        self._lay_out()
        self._current = None if best is None else self._place_of(best)

    def _lay_out(self) -> None:
        self._current = self._hovered = None
        if self.shown is not None:
            first, second = self.shown.lanes
            scale, span = self.scale, self.span
            seen = sum(
                span.start <= timescale.middle(each) <= span.end for each in (*first.points, *second.points)
            )
            room = timescale.room_for(seen, TILE)
            self._stops = (
                timescale.stops(first.points, scale, room),
                timescale.stops(second.points, scale, room),
            )
            self._dense = seen > timescale.MANY
        self.pointed.emit(None, QRectF())
        self.update()

    def _place_of(self, point: Point) -> tuple[int, int] | None:
        for lane, found in enumerate(self._stops):
            for at, stop in enumerate(found):
                if point in stop.points:
                    return lane, at
        return None

    def _frame(self) -> Frame:
        return Frame.of(self.width(), self.height())

    def place(self, lane: int, stop: Stop) -> QRectF:
        """Where a stop's tile stands."""
        return self._frame().tile(lane, stop)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all of it."""
        if self.shown is None:
            return
        drawn = Drawn(self.shown, self._stops, self.scale, self._frame(), self._look, self._dense)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lanes_painting.paint(painter, drawn)
            marked = self._hovered, self._current if self.hasFocus() else None
            for place in marked:
                if place is not None:
                    lane, at = place
                    lanes_painting.paint_ring(painter, drawn, lane, self._stops[lane][at])
            if self._pressed is not None and self._dragged is not None:
                lanes_painting.paint_range(painter, drawn, self._pressed.x(), self._dragged.x())

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a statement, or begin to draw out a time."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw out a time, or point."""
        if self._pressed is not None:
            if abs(event.position().x() - self._pressed.x()) > QApplication.startDragDistance():
                self._dragged = event.position()
                self.update()
            return
        self._point_at(self._under(event.position()))
        self.setToolTip(self._event_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the time that was drawn out, or open what was clicked."""
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        if pressed is None:
            return
        if dragged is not None:
            left, right = sorted((pressed.x(), event.position().x()))
            scale = self.scale
            wanted = Span(scale.day(left), scale.day(right))
            self.show_span(timescale.within(wanted, self._whole))
        elif (under := self._under(event.position())) is not None:
            self._go(under)
            self._open()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all."""
        if self._under(event.position()) is None:
            self.show_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl zoom where the pointer is, sideways go on; else leave it to the page."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned.y():
            factor = _STEP if turned.y() > 0 else 1 / _STEP
            self.zoom(factor, self.scale.day(event.position().x()))
        elif turned.x():
            self.pan(-turned.x() / 960)
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._point_at(None)

    def _under(self, at: QPointF) -> tuple[int, int] | None:
        frame = self._frame()
        near = [
            ((frame.tile(lane, stop).center() - at).manhattanLength(), (lane, number))
            for lane, found in enumerate(self._stops)
            for number, stop in enumerate(found)
        ]
        distance, place = min(near, default=(_NEAR + 1, None))
        return place if distance <= _NEAR else None

    def _event_at(self, at: QPointF) -> str:
        """What the dossier dates under the pointer, "" for nothing."""
        if self.shown is None or not self._frame().axis.contains(at):
            return ""
        scale = self.scale
        near = [e for e in self.shown.events if abs(scale.x(e.day.toordinal()) - at.x()) <= _NEAR / 2]
        return "\n".join(f"{wording.date(each.date)}: {each.name}" for each in near).replace("<", "\u2039")

    def _point_at(self, place: tuple[int, int] | None) -> None:
        if place == self._hovered:
            return
        self._hovered = place
        self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
        self._tell(place)
        self.update()

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about, zoom, open."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        keys = Qt.Key
        if control and key in (keys.Key_Left, keys.Key_Right):
            self.pan(-0.25 if key == keys.Key_Left else 0.25)
        elif key in (keys.Key_Left, keys.Key_Right):
            self.step(-1 if key == keys.Key_Left else 1)
        elif key in (keys.Key_Up, keys.Key_Down):
            self._cross(0 if key == keys.Key_Up else 1)
        elif key in (keys.Key_Home, keys.Key_End):
            self._go_to_end(-1 if key == keys.Key_End else 0)
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self._open()
        elif key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self.zoom(1 / _STEP if key == keys.Key_Minus else _STEP)
        elif key == keys.Key_0 or (key == keys.Key_Escape and self.span != self._whole):
            self.show_all()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first statement where the keyboard came here by itself."""
        super().focusInEvent(event)
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._current is None and event.reason() in tab:
            self._go_to_end(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say no more of the statement."""
        super().focusOutEvent(event)
        self._tell(None)
        self.update()

    def step(self, by: int) -> None:
        """Go to the next statement of the lane, or the one before; further ones come into sight."""
        if self._current is None:
            self._go_to_end(0 if by > 0 else -1)
            return
        lane, at = self._current
        if 0 <= at + by < len(self._stops[lane]):
            self._go((lane, at + by))
            return
        edge, far = self._stops[lane][at].best, self.span.end if by > 0 else self.span.start
        assert self.shown is not None
        beyond = [
            point
            for point in self.shown.lanes[lane].points
            if (timescale.middle(point) > far if by > 0 else timescale.middle(point) < far)
        ]
        if beyond:
            nearest = min(beyond, key=lambda point: abs(timescale.middle(point) - timescale.middle(edge)))
            by_days = timescale.middle(nearest) - (self.span.start + self.span.end) / 2
            moved = Span(self.span.start + by_days, self.span.end + by_days)
            self.show_span(timescale.within(moved, self._whole))
            if (place := self._place_of(nearest)) is not None:
                self._go(place)

    def _cross(self, lane: int) -> None:
        if self._current is None or not self._stops[lane]:
            self._go_to_end(0)
            return
        here = self._stops[self._current[0]][self._current[1]].x
        found = self._stops[lane]
        self._go((lane, min(range(len(found)), key=lambda at: abs(found[at].x - here))))

    def _go_to_end(self, at: int) -> None:
        lane = self._current[0] if self._current is not None else 0 if self._stops[0] else 1
        if self._stops[lane]:
            self._go((lane, at % len(self._stops[lane])))

    def _go(self, place: tuple[int, int]) -> None:
        self._current = place
        self._tell(place)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _tell(self, place: tuple[int, int] | None) -> None:
        if place is None or self.shown is None:
            self.pointed.emit(None, QRectF())
            return
        lane, at = place
        stop = self._stops[lane][at]
        party = self.shown.parties[lane].name
        self.setAccessibleDescription(timeline.stop_words(stop.points, stop.best, party))
        self.pointed.emit(stop, self.place(lane, stop))

    def _open(self) -> None:
        if self._current is not None:
            lane, at = self._current
            stop = self._stops[lane][at]
            below = self.place(lane, stop).bottomLeft().toPoint() + QPoint(0, 4)
            self.opened.emit(stop, self.mapToGlobal(below))

"""How the lanes are painted: grounds, guides, gaps, the axis with its events, the steps and their tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from diptych.model import Direction
from diptych.ui import signs
from diptych.ui.models import timescale
from diptych.ui.models.timescale import LEVELS, Scale, Stop
from diptych.ui.models.wording import number, tr
from diptych.ui.panels.drawing import Look, broken

if TYPE_CHECKING:
    from diptych.ui.models.stances import Column
    from diptych.ui.models.timeline import Shown
    from diptych.workspace.comparing import Lane

GUTTER, RIGHT = 132.0, 16.0
TILE = 18.0
_MARK, _MARKS, _AXIS = 17.0, 24.0, 46.0
_LABEL_ROOM = 8.0


class Frame(NamedTuple):
    """Where the lanes and the axis between them stand."""

    lanes: tuple[QRectF, QRectF]
    axis: QRectF

    @classmethod
    def of(cls, width: float, height: float) -> Frame:
        """In a widget of this size."""
        lane = (height - _AXIS - 2 * _MARKS) / 2
        across = max(80.0, width - GUTTER - RIGHT)
        return cls(
            (
                QRectF(GUTTER, _MARKS, across, lane),
                QRectF(GUTTER, _MARKS + lane + _AXIS, across, lane),
            ),
            QRectF(GUTTER, _MARKS + lane, across, _AXIS),
        )

    def y(self, lane: int, direction: Direction) -> float:
        """The height at which a direction stands in a lane."""
        inside = self.lanes[lane].adjusted(0, TILE / 2, 0, -TILE / 2)
        return inside.top() + inside.height() * (LEVELS[direction] - 0.06) / 0.88

    def tile(self, lane: int, stop: Stop) -> QRectF:
        """The place of a stop."""
        return QRectF(stop.x - TILE / 2, self.y(lane, stop.direction) - TILE / 2, TILE, TILE)


class Drawn(NamedTuple):
    """All that is painted, and where; ``dense``: what the lines do not go through is painted small."""

    shown: Shown
    stops: tuple[list[Stop], list[Stop]]
    scale: Scale
    frame: Frame
    look: Look
    dense: bool


def paint(painter: QPainter, drawn: Drawn) -> None:
    """Paint the lanes and the axis."""
    for lane in (0, 1):
        _ground(painter, drawn, lane)
    _axis(painter, drawn)
    for lane in (0, 1):
        painter.save()
        painter.setClipRect(drawn.frame.lanes[lane].adjusted(-TILE, -_MARKS, TILE, _MARKS))
        _gaps(painter, drawn, lane)
        _steps(painter, drawn, lane)
        _shifts(painter, drawn, lane)
        _tiles(painter, drawn, lane)
        painter.restore()


def paint_ring(painter: QPainter, drawn: Drawn, lane: int, stop: Stop) -> None:
    """Mark what is under the pointer or the keys."""
    painter.setPen(QPen(drawn.look.theme.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(drawn.frame.tile(lane, stop).adjusted(-3, -3, 3, 3), 5, 5)


def paint_range(painter: QPainter, drawn: Drawn, one: float, other: float) -> None:
    """Show the time that is drawn out."""
    first, second = drawn.frame.lanes
    left, right = sorted((one, other))
    over = QRectF(left, first.top(), right - left, second.bottom() - first.top())
    wash = QColor(drawn.look.theme.accent)
    wash.setAlpha(36)
    painter.fillRect(over, wash)
    painter.setPen(QPen(drawn.look.theme.accent, 1))
    for x in (left, right):
        painter.drawLine(QPointF(x, over.top()), QPointF(x, over.bottom()))


def _ground(painter: QPainter, drawn: Drawn, lane: int) -> None:
    look, column, where = drawn.look, drawn.shown.parties[lane], drawn.frame.lanes[lane]
    theme, colors = look.theme, signs.tint(look.theme, column.badge.role)
    ground = QColor(colors.ground)
    painter.fillRect(where, ground)
    painter.setFont(look.words(11))
    for words, direction in (
        (tr("for"), Direction.SUPPORTS),
        (tr("conditional"), Direction.CONDITIONAL),
        (tr("demands"), Direction.DEMANDS),
        (tr("against"), Direction.OPPOSES),
    ):
        y = drawn.frame.y(lane, direction)
        painter.setPen(QPen(theme.border2, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(where.left(), y), QPointF(where.right(), y))
        painter.setPen(theme.muted)
        room = QRectF(0, y - 8, GUTTER - _LABEL_ROOM, 16)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
    painter.setFont(look.words(12, bold=True))
    badge = QRectF(0, where.top() - 6, 16, 16)
    signs.paint_badge(painter, column.badge, theme, badge)
    name = broken(column.name, look.words(13, bold=True), GUTTER - 34, 1)
    name.paint(painter, theme.text, badge.topRight() + QPointF(8, -1))


def _axis(painter: QPainter, drawn: Drawn) -> None:
    look, theme, axis = drawn.look, drawn.look.theme, drawn.frame.axis
    locale = QLocale()
    months = [locale.standaloneMonthName(each, QLocale.FormatType.ShortFormat) for each in range(1, 13)]
    middle = axis.center().y() - 1
    font = look.words(11)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for tick in timescale.ticks(drawn.scale, 64, months):
        x = drawn.scale.x(tick.day)
        painter.setPen(QPen(theme.border, 1))
        for lane in drawn.frame.lanes:
            painter.drawLine(QPointF(x, lane.top()), QPointF(x, lane.bottom()))
        painter.drawLine(QPointF(x, middle), QPointF(x, middle + 5))
        if x + 4 + metrics.horizontalAdvance(tick.words) <= axis.right() + RIGHT:
            painter.setPen(theme.muted)
            painter.drawText(QPointF(x + 4, middle + 15), tick.words)
    painter.setPen(QPen(theme.deco, 1))
    painter.drawLine(QPointF(axis.left(), middle), QPointF(axis.right(), middle))
    taken = axis.left() - 40
    for event in drawn.shown.events:
        x = drawn.scale.x(event.day.toordinal())
        if not axis.left() <= x <= axis.right():
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text)
        painter.drawEllipse(QPointF(x, middle), 2.5, 2.5)
        words = metrics.elidedText(event.name, Qt.TextElideMode.ElideRight, 150)
        width = metrics.horizontalAdvance(words)
        left = min(max(x - width / 2, axis.left()), axis.right() + RIGHT - width)
        if left >= taken + 10:
            painter.setPen(theme.text)
            painter.drawText(QPointF(left, middle - 7), words)
            taken = left + width


def _gaps(painter: QPainter, drawn: Drawn, lane: int) -> None:
    where = drawn.frame.lanes[lane]
    for gap in _lane(drawn, lane).gaps:
        left = max(where.left(), drawn.scale.x(gap.start.toordinal()) + TILE / 2 + 2)
        right = min(where.right(), drawn.scale.x(gap.end.toordinal()) - TILE / 2 - 2)
        if right > left:
            hatch = QRectF(left, where.top(), right - left, where.height())
            signs.paint_hatch(painter, drawn.look.theme.hatch, hatch)


def _steps(painter: QPainter, drawn: Drawn, lane: int) -> None:
    where, ink = drawn.frame.lanes[lane], _ink(drawn, lane)
    leading = [stop for stop in drawn.stops[lane] if stop.leads]
    points = _lane(drawn, lane).points
    held = timescale.held_before(points, drawn.scale.span.start)
    last = None if held is None else QPointF(where.left(), drawn.frame.y(lane, held))
    painter.setPen(QPen(ink, 1.6))
    for stop in leading:
        here = QPointF(stop.x, drawn.frame.y(lane, stop.direction))
        if last is not None:
            painter.drawLine(last, QPointF(here.x(), last.y()))
            painter.drawLine(QPointF(here.x(), last.y()), here)
        last = here
    if last is not None:
        further = any(timescale.middle(point) > drawn.scale.span.end for point in points)
        end = where.right() if further else min(where.right(), last.x() + 18)
        painter.drawLine(last, QPointF(end, last.y()))


def _shifts(painter: QPainter, drawn: Drawn, lane: int) -> None:
    """The numbers of the shifts over or under the lane, each with a line to where it begins."""
    where, ink, look = drawn.frame.lanes[lane], _ink(drawn, lane), drawn.look
    column = drawn.shown.parties[lane]
    taken = -_MARK
    for count, shift in drawn.shown.shifts:
        x = drawn.scale.x(timescale.middle(shift.after))
        if shift.party != column.id or not where.left() <= x <= where.right() or x - taken < _MARK + 1:
            continue
        taken = x
        before, after = (drawn.frame.y(lane, each.direction) for each in (shift.before, shift.after))
        painter.setPen(QPen(ink, 4))
        painter.drawLine(QPointF(x, before), QPointF(x, after))
        edge = where.top() - 4 if lane == 0 else where.bottom() + 4
        painter.setPen(QPen(ink, 1.2))
        painter.drawLine(QPointF(x, edge), QPointF(x, after))
        top = edge - _MARK if lane == 0 else edge
        paint_number(painter, count, column, look, QRectF(x - _MARK / 2, top, _MARK, _MARK))


def paint_number(painter: QPainter, count: int, column: Column, look: Look, where: QRectF) -> None:
    """A shift's number in the shape of its party."""
    ink = signs.tint(look.theme, column.badge.role).ink
    corner = where.width() / 2 if column.badge.round else 4
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(look.theme.card)
    painter.drawRoundedRect(where.adjusted(0.7, 0.7, -0.7, -0.7), corner, corner)
    painter.setFont(look.words(11, bold=True))
    painter.setPen(ink)
    painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), number(count))


def _tiles(painter: QPainter, drawn: Drawn, lane: int) -> None:
    look = drawn.look
    theme, colors = look.theme, signs.tint(look.theme, drawn.shown.parties[lane].badge.role)
    large = [stop for stop in drawn.stops[lane] if stop.leads or not drawn.dense]
    for stop in drawn.stops[lane]:
        where = drawn.frame.tile(lane, stop)
        if drawn.dense and not stop.leads:
            signs.paint_sign(painter, stop.direction, colors.middle, where.adjusted(4, 4, -4, -4))
    for stop in large:
        where = drawn.frame.tile(lane, stop)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.card)
        painter.drawRoundedRect(where, 3, 3)
        signs.paint_tile(painter, stop.direction, colors, theme.on, where, stop.strength)
    painter.setFont(look.words(11, bold=True))
    metrics = QFontMetricsF(painter.font())
    for stop in large:
        if len(stop.points) > 1:
            words = number(len(stop.points))
            where = drawn.frame.tile(lane, stop)
            pill = QRectF(
                where.right() - 5, where.top() - 7, max(13.0, metrics.horizontalAdvance(words) + 6), 13
            )
            painter.setPen(QPen(theme.card, 1))
            painter.setBrush(theme.text)
            painter.drawRoundedRect(pill, 6.5, 6.5)
            painter.setPen(theme.card)
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)


def _lane(drawn: Drawn, lane: int) -> Lane:
    return drawn.shown.lanes[lane]


def _ink(drawn: Drawn, lane: int) -> QColor:
    return signs.tint(drawn.look.theme, drawn.shown.parties[lane].badge.role).ink

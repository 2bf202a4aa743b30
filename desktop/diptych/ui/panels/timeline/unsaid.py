"""The silence map and the usage chart as tables with bars."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from diptych.ui import signs
from diptych.ui.models.unsaid import CELL, Silence, SilenceModel, UsageModel, Use
from diptych.ui.models.wording import number
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.theme import Theme
from diptych.workspace import CellState

Index = QModelIndex | QPersistentModelIndex

ROW, HEADING, NAMES = 24, 30, 220
_SIDE, _OUTLET, _USE, _ALL = 100, 132, 104, 168


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        state, rect = option.state, QRectF(option.rect)
        found, theme = index.data(CELL), self.look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = rect.adjusted(3, 2, -5, -2)
        if isinstance(found, Silence):
            _paint_silence(painter, where, found, self.look)
        elif isinstance(found, Use):
            _paint_use(painter, where, found, self.look)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(where.adjusted(-1, -1, 1, 1), 3, 3)
        painter.restore()


class Names(QHeaderView):
    """The issues or outlets at the left; one of them can be marked."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.look = look
        self.marked = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW)
        self.setMinimumSectionSize(ROW)
        self.setFixedWidth(NAMES)

    def sizeHint(self) -> QSize:
        """As wide as the names' column."""
        return QSize(NAMES, ROW)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name."""
        theme, where = self.look.theme, QRectF(rect)
        painter.save()
        painter.fillRect(where, theme.accbg if section == self.marked else theme.bg)
        if section == self.marked:
            painter.fillRect(QRectF(where.left(), where.top(), 3, where.height()), theme.accent)
        words = str(self.model().headerData(section, Qt.Orientation.Vertical) or "")
        name = broken(words, self.look.words(), where.width() - 28, 1)
        name.paint(painter, theme.text, where.topLeft() + QPointF(16, 4))
        painter.restore()


class Sources(QHeaderView):
    """The sources or years at the top, the two sides with their badges."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(HEADING)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name."""
        look, where = self.look, QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(where, look.theme.bg)
        model, left = self.model(), 4.0
        source = model.source(section) if isinstance(model, SilenceModel) else None
        if source is not None and source.party is not None:
            painter.setFont(look.words(12, bold=True))
            place = QRectF(where.left() + 4, where.top() + 8, 14, 14)
            signs.paint_badge(painter, source.party.badge, look.theme, place)
            left = 24.0
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        name = broken(words, look.words(12, bold=True), where.width() - left - 6, 1)
        name.paint(painter, look.theme.text, where.topLeft() + QPointF(left, 7))
        painter.restore()


class UnsaidTable(QTableView):
    """A table of bars; Enter or a click opens what stands behind one."""

    opened = Signal(object, object)
    """A ``Silence`` or ``Use`` was chosen, with its place on the screen."""

    def __init__(self, model: SilenceModel | UsageModel, name: str, look: Look) -> None:
        super().__init__()
        self.table = model
        self.setObjectName("unsaid")
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._delegate = _Delegate(look, self)
        self.setItemDelegate(self._delegate)
        self.names, self.sources = Names(look, self), Sources(look, self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.sources)
        self.clicked.connect(self._open)
        model.modelReset.connect(self._size)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        for part in (self._delegate, self.names, self.sources):
            part.look = look
        self.viewport().update()
        self.names.viewport().update()
        self.sources.viewport().update()

    def mark(self, row: int) -> None:
        """Mark a row."""
        self.names.marked = row
        self.names.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _size(self) -> None:
        for column in range(self.table.columnCount()):
            if isinstance(self.table, SilenceModel):
                source = self.table.source(column)
                wide = _SIDE if source is not None and source.speaks else _OUTLET
            else:
                wide = _USE if column else _ALL
            self.setColumnWidth(column, wide)

    def _open(self, index: Index) -> None:
        found = index.data(CELL)
        if found is not None:
            rect = self.visualRect(index)
            self.opened.emit(found, self.viewport().mapToGlobal(rect.bottomLeft()))


def _paint_silence(painter: QPainter, where: QRectF, found: Silence, look: Look) -> None:
    theme, cell = look.theme, found.said
    if cell.state is CellState.NOTHING:
        signs.paint_hatch(painter, theme.deco, where)
        return
    if cell.state is CellState.NOT_ANALYSED:
        painter.setPen(QPen(theme.border2, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.sunk)
    painter.drawRoundedRect(where, 2, 2)
    bar = theme.analyst_mid
    if found.source.speaks and found.source.party is not None:
        bar = signs.tint(theme, found.source.party.badge.role).middle
    long = QRectF(where.left(), where.top(), max(4.0, (where.width() - 44) * found.share), where.height())
    if cell.state is CellState.NEUTRAL:
        signs.paint_dashed_frame(painter, theme.muted, where, 2)
    else:
        painter.setBrush(bar)
        painter.drawRoundedRect(long, 2, 2)
    _number(painter, where, number(cell.articles), look)


def _paint_use(painter: QPainter, where: QRectF, found: Use, look: Look) -> None:
    """Each party's share of the names, with its letter where there is room; the second one is striped."""
    theme = look.theme
    if not found.total:
        painter.setPen(QPen(theme.border, 1))
        painter.drawLine(where.center() - QPointF(8, 0), where.center() + QPointF(8, 0))
        return
    room = QRectF(where.left(), where.top(), where.width() - 30, where.height())
    left = room.left()
    painter.setFont(look.words(11, bold=True))
    for place, (column, count) in enumerate(found.counts):
        if not count:
            continue
        colors = signs.tint(theme, column.badge.role)
        part = QRectF(left, room.top(), room.width() * count / found.total, room.height())
        left = part.right()
        painter.fillRect(part, colors.middle)
        if place:
            _stripe(painter, part, colors.ink)
        painter.setPen(QPen(colors.ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5))
        _letter(painter, part, column.badge.letter, theme, colors.ink)
    _number(painter, where, number(found.total), look)


def _stripe(painter: QPainter, part: QRectF, ink: QColor) -> None:
    faint = QColor(ink)
    faint.setAlpha(110)
    painter.fillRect(part, QBrush(faint, Qt.BrushStyle.FDiagPattern))


def _letter(painter: QPainter, part: QRectF, letter: str, theme: Theme, ink: QColor) -> None:
    width = QFontMetricsF(painter.font()).horizontalAdvance(letter) + 6
    if part.width() < width + 4:
        return
    pill = QRectF(part.left() + 3, part.center().y() - 7, max(width, 13.0), 14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.card)
    painter.drawRoundedRect(pill, 3, 3)
    painter.setPen(ink)
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), letter)


def _number(painter: QPainter, where: QRectF, words: str, look: Look) -> None:
    painter.setFont(look.words())
    painter.setPen(look.theme.text)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(where.adjusted(0, 0, -7, 0), int(right), words)

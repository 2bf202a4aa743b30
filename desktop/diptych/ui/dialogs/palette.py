"""The command palette: type a few letters of what is wanted, and Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from diptych.ui.announcing import announce
from diptych.ui.models.palette import Entry, chosen
from diptych.ui.theme import Theme, give_role

WIDTH, ROW, SHOWN = 560, 34, 11

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: SHOWN,
    Qt.Key.Key_PageUp: -SHOWN,
}


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _Role.DisplayRole:
            return entry.words
        if role == _Role.AccessibleTextRole:
            return ", ".join(filter(None, (entry.words, entry.place, entry.keys)))
        return entry if role == _Role.UserRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.entries[index.row()].enabled else Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(WIDTH, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry, theme, rect = index.data(_Role.UserRole), self._theme, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.accbg)
        rect.adjust(14, 0, -14, 0)
        small = QFont(option.font)
        small.setPixelSize(11)
        words = theme.text if entry.enabled else theme.muted
        left = self._text(painter, option.font, words, rect, Qt.AlignmentFlag.AlignLeft, entry.words)
        keys = self._text(painter, small, theme.muted, rect, Qt.AlignmentFlag.AlignRight, entry.keys)
        between = QRect(rect)
        between.setLeft(left.right() + 12)
        between.setRight(keys.left() - 12 if entry.keys else rect.right())
        self._text(painter, small, theme.muted, between, Qt.AlignmentFlag.AlignLeft, entry.place)
        painter.restore()

    @staticmethod
    def _text(
        painter: QPainter, font: QFont, color: QColor, rect: QRect, side: Qt.AlignmentFlag, text: str
    ) -> QRect:
        painter.setFont(font)
        painter.setPen(color)
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        flags = side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, line)
        return painter.boundingRect(rect, flags, line)


class Palette(QDialog):
    """A field over the entries; the arrows choose while the caret stays in the field."""

    def __init__(self, parent: QWidget | None, entries: Sequence[Entry], theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Commands"))
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._entries = tuple(entries)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command, an article or an issue"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = _Entries(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Painter(theme, self))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._nothing = QLabel(self.tr("No command fits. Try fewer letters."))
        give_role(self._nothing, "muted")
        self._nothing.setContentsMargins(14, 8, 14, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(self.field)
        column.addLayout(top)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.field.textChanged.connect(self._on_typed)
        self.setFixedWidth(WIDTH)
        self._on_typed("")
        self.field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, entries: Sequence[Entry], theme: Theme) -> Entry | None:
        """The entry chosen, not yet done; None when it was left."""
        palette = cls(parent, entries, theme)
        if parent is not None:
            corner = parent.mapToGlobal(parent.rect().topLeft())
            palette.move(corner.x() + (parent.width() - WIDTH) // 2, corner.y() + 48)
        entry = palette.entry() if palette.exec() else None
        palette.deleteLater()
        return entry

    def entry(self) -> Entry | None:
        """The entry that is chosen now."""
        index = self.list.currentIndex()
        return self.model.entries[index.row()] if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list, and take from it, while the field has the keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (by := _STEPS.get(event.key())) is not None:
                self._choose(self.list.currentIndex().row() + by)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, typed: str) -> None:
        self.model.show(chosen(self._entries, typed))
        self.list.setVisible(bool(self.model.entries))
        self.list.setFixedHeight(min(len(self.model.entries), SHOWN) * ROW)
        self._nothing.setVisible(not self.model.entries)
        self._choose(0)
        self.adjustSize()

    def _choose(self, row: int) -> None:
        count = len(self.model.entries)
        if not count:
            return
        index = self.model.index(max(0, min(row, count - 1)))
        self.list.setCurrentIndex(index)
        announce(self.field, str(index.data(_Role.AccessibleTextRole)))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self.model.entries) and self.model.entries[row].enabled:
            self.list.setCurrentIndex(self.model.index(row))
            self.accept()

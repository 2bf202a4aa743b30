"""By what the hits can be chosen: outlet, position, person and so on, each with how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diptych.ui import icons
from diptych.ui.models import wording
from diptych.ui.models.asked import Asked, Chosen
from diptych.ui.models.facet_words import names, value_words
from diptych.ui.models.wording import tr
from diptych.ui.panels.drawing import Look
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace.finding import Facet, FacetValue

FIRST, FEW, MOST = 3, 2, 12
"""Values shown at first, at first in a low window, and after more were asked for."""

MOST_OPEN = 2
_ROW, _BOX, _BAR = 21, 14, 52


class ValueRow(QAbstractButton):
    """One value: Space wants it, X excludes it; each takes itself back."""

    switched = Signal(str, bool)
    """The value, and whether it is to be excluded rather than wanted."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._words, self._value = look, "", ""
        self._count, self._share, self._excluded, self._hovered = 0, 0.0, False, False
        self.setCheckable(True)
        self.setFixedHeight(_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: self.switched.emit(self._value, self._excluded))

    @property
    def words(self) -> str:
        """What it is called."""
        return self._words

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.update()

    def show_value(self, words: str, value: FacetValue, most: int, state: bool | None) -> None:
        """Show a value; ``state``: True where it is wanted, False where it is excluded."""
        self._words, self._value, self._count = words, value.value, value.count
        self._share = value.count / most if most else 0.0
        self._excluded = state is False
        self.setChecked(state is not None)
        said = {True: tr("wanted"), False: tr("excluded"), None: ""}[state]
        parts = (self._words, wording.articles(self._count), said)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(tr("Space wants it, X excludes it"))
        self.setToolTip(wording.one_line(self._words).replace("<", "\u2039"))
        self.update()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(160, _ROW)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer to exclude it."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Offer it no more."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The sign at the end, and a click with Alt, exclude."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.button() == Qt.MouseButton.LeftButton and (
            alt or (self._hovered and event.position().x() > self.width() - 18)
        ):
            self.setDown(False)
            self.switched.emit(self._value, True)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """X excludes; the arrows go from value to value."""
        match event.key():
            case Qt.Key.Key_X | Qt.Key.Key_Minus | Qt.Key.Key_Delete:
                self.switched.emit(self._value, True)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer both."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, excluded in ((tr("Only these"), False), (tr("All but these"), True)):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self.isChecked() and self._excluded == excluded)
            action.triggered.connect(
                lambda _=False, excluded=excluded: self.switched.emit(self._value, excluded)
            )
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, words, bar and count."""
        theme = self._look.theme
        font = self._look.words(12)
        metrics = QFontMetrics(font)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_box(painter)
            painter.setFont(self._struck(font))
            painter.setPen(theme.muted if self._excluded else theme.text)
            middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            bar = self.width() - _BAR - 34
            room = QRectF(_BOX + 8, 0, bar - _BOX - 16, self.height())
            words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, middle, words)
            painter.setPen(Qt.PenStyle.NoPen)
            track = QRectF(bar, self.height() / 2 - 1.5, _BAR, 3)
            painter.setBrush(theme.sunk)
            painter.drawRoundedRect(track, 1.5, 1.5)
            painter.setBrush(theme.muted)
            track.setWidth(max(3.0, _BAR * self._share))
            painter.drawRoundedRect(track, 1.5, 1.5)
            painter.setFont(font)
            painter.setPen(theme.muted)
            if self._hovered:
                icons.paint(painter, "close", theme.muted, QRectF(self.width() - 14, _ROW / 2 - 7, 14, 14))
            else:
                end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
                painter.drawText(QRectF(self.rect()), end, wording.number(self._count))

    def _paint_box(self, painter: QPainter) -> None:
        theme = self._look.theme
        box = QRectF(0.5, (_ROW - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        on = self.isChecked()
        color = theme.bad if self._excluded else theme.accent
        painter.setPen(QPen(color if on else theme.accent if self.hasFocus() else theme.deco, 1))
        painter.setBrush(color if on else theme.card)
        painter.drawRoundedRect(box, 3, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-0.5, 1.5, -0.5, -1.5), 3, 3)
        if on:
            icons.paint(
                painter, "close" if self._excluded else "check", theme.onacc, box.adjusted(1, 1, -1, -1)
            )

    def _struck(self, font: QFont) -> QFont:
        made = QFont(font)
        made.setStrikeOut(self._excluded)
        return made


class FoldButton(QAbstractButton):
    """A heading that folds away what stands below it."""

    def __init__(self, words: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setText(words)
        self.setAccessibleName(tr("{facet}, fold it away").format(facet=words))
        self.setFixedHeight(23)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(160, 23)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words and the arrow."""
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._look.words(12, bold=True))
            painter.setPen(theme.text)
            at = QPointF(0, self.height() / 2 + 4.5)
            painter.drawText(at, self.text())
            icons.paint(painter, "up", theme.muted, QRectF(self.width() - 14, self.height() / 2 - 7, 14, 14))
            if self.hasFocus():
                painter.setPen(QPen(theme.accent, 1))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(-0.5, 1.5, -0.5, -1.5), 3, 3)


class Section(QWidget):
    """One facet: its values under its name, the commonest first."""

    folded = Signal()
    switched = Signal(str, bool)

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.name, self._look, self._all, self._few = name, look, False, FIRST
        self._facet: Facet | None = None
        self._asked = Asked()
        self.head = FoldButton(names()[name], look)
        self.rows: list[ValueRow] = []
        self.more = QPushButton()
        give_role(self.more, "link")
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._body.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        inside = QHBoxLayout(self.head)
        inside.setContentsMargins(0, 0, 18, 0)
        inside.addStretch(1)
        inside.addWidget(self.more)
        column.addWidget(self.head)
        column.addLayout(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.head.text())
        self.head.clicked.connect(self.folded)
        self.more.clicked.connect(self._show_more)

    def show_facet(self, facet: Facet, asked: Asked) -> None:
        """Show the values, and which of them are chosen."""
        self._facet, self._asked = facet, asked
        states = {each.value: not each.excluded for each in asked.chosen if each.facet == self.name}
        shown = _shown(facet.values, states, MOST if self._all else self._few)
        self._have(len(shown))
        most = max((value.count for value in facet.values), default=0)
        for row, value in zip(self.rows, shown, strict=True):
            row.show_value(value_words(self.name, value), value, most, states.get(value.value))
        hidden = min(len(facet.values), MOST) - len(shown)
        self.more.setVisible(self._all or hidden > 0)
        self.more.setText(tr("Fewer") if self._all else tr("{n} more").format(n=wording.number(hidden)))
        words = tr("{facet}: {more}").format(facet=self.head.text(), more=self.more.text())
        self.more.setAccessibleName(words)

    def set_few(self, few: int) -> None:
        """Show so many values at first."""
        if few != self._few:
            self._few = few
            if self._facet is not None:
                self.show_facet(self._facet, self._asked)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.head.set_look(look)
        for row in self.rows:
            row.set_look(look)

    def _have(self, count: int) -> None:
        while len(self.rows) < count:
            row = ValueRow(self._look)
            row.switched.connect(self.switched)
            self.rows.append(row)
            self._body.addWidget(row)
        while len(self.rows) > count:
            row = self.rows.pop()
            self._body.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _show_more(self) -> None:
        self._all = not self._all
        if self._facet is not None:
            self.show_facet(self._facet, self._asked)


class Links(QWidget):
    """Links on one line; those for which there is no room are in a menu at its end."""

    def __init__(self, links: Sequence[QPushButton]) -> None:
        super().__init__()
        self._wanted: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self.more = QPushButton(tr("More"))
        give_role(self.more, "link")
        self.more.setAccessibleName(tr("Narrow by something else"))
        self.more.clicked.connect(self._open)
        for link in (*links, self.more):
            self._row.addWidget(link)
            link.hide()
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_links(self, links: Sequence[QPushButton]) -> None:
        """Offer these."""
        for link in set(self._wanted) - set(links):
            link.hide()
        self._wanted = list(links)
        self.setVisible(bool(links))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew what stands on the line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widths = [link.sizeHint().width() + self._row.spacing() for link in self._wanted]
        room = self.width()
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + self._row.spacing()
        used, crowded = 0, False
        for link, width in zip(self._wanted, widths, strict=True):
            used += width
            crowded = crowded or used > room
            link.setVisible(not crowded)
        self.more.setVisible(crowded)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for link in self._wanted:
            if link.isHidden():
                menu.addAction(link.text()).triggered.connect(link.click)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


class FacetsBox(QWidget):
    """Two facets open, the others as links below them."""

    switched = Signal(object)
    """A ``Chosen`` that is to be switched."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._open = ["outlet", "position"]
        self._facets: dict[str, Facet] = {}
        self._asked = Asked()
        self._sections = {name: Section(name, look) for name in names()}
        self.links = {name: QPushButton(words) for name, words in names().items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, section in self._sections.items():
            column.addWidget(section)
            section.folded.connect(lambda name=name: self.toggle(name))
            section.switched.connect(
                lambda value, excluded, name=name: self.switched.emit(Chosen(name, value, excluded))
            )
        for name, link in self.links.items():
            give_role(link, "link")
            link.setAccessibleName(tr("Narrow by {facet}").format(facet=link.text()))
            link.clicked.connect(lambda _=False, name=name: self.toggle(name))
        self._links = Links(list(self.links.values()))
        column.addWidget(self._links)
        self.setAccessibleName(tr("Narrow the search"))
        self._arrange()

    @property
    def open_facets(self) -> list[str]:
        """The facets whose values are wanted to be seen."""
        return list(self._open)

    def section(self, name: str) -> Section:
        """A facet's section."""
        return self._sections[name]

    def toggle(self, name: str) -> None:
        """Open a facet, for which the one opened first gives way, or fold it away."""
        if name in self._open:
            self._open.remove(name)
        else:
            self._open = [*self._open[-(MOST_OPEN - 1) :], name]
        self._arrange()
        focus = self._sections[name].head if name in self._open else self.links[name]
        if self.isAncestorOf(self.focusWidget() or self):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_facets(self, facets: Iterable[Facet], asked: Asked) -> None:
        """Show what the hits can be chosen by."""
        self._facets = {str(facet.name): facet for facet in facets}
        self._asked = asked
        self._arrange()

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        for section in self._sections.values():
            section.set_look(look)

    def set_few(self, few: int) -> None:
        """Show so many values of each facet at first."""
        for section in self._sections.values():
            section.set_few(few)

    def _arrange(self) -> None:
        wanted: dict[QPushButton, bool] = {}
        for name, section in self._sections.items():
            facet = self._facets.get(name)
            some = facet is not None and bool(facet.values)
            shown = some and name in self._open
            if facet is not None and shown:
                section.show_facet(facet, self._asked)
            section.setVisible(shown)
            wanted[self.links[name]] = some and not shown
        self._links.show_links([link for link, on in wanted.items() if on])


def _shown(values: Sequence[FacetValue], states: dict[str, bool], most: int) -> list[FacetValue]:
    """The commonest values, and all that are chosen."""
    return [value for at, value in enumerate(values) if at < most or value.value in states]

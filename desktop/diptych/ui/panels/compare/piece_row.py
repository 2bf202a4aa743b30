"""One piece of evidence over the whole width of the drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from diptych.model import EvidenceEnd, EvidenceLink, Verdict
from diptych.ui import icons, signs
from diptych.ui.models import stances, wording
from diptych.ui.models.deeds import Deed
from diptych.ui.models.stances import Column
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.panels.evidence import EvidenceItem

if TYPE_CHECKING:
    from diptych.workspace import Evidence
    from diptych.workspace.comparing import Difference

ROW_HEIGHT = 60
_SIDE_ROOM, _TEXT = 338, 40
_CHIPS = 3


class Known(NamedTuple):
    """What is known of a piece besides itself: its links, and what the machine thinks by now."""

    links: tuple[EvidenceLink, ...] = ()
    difference: Difference | None = None


class LinkChip(QAbstractButton):
    """A link from or to a piece. A click opens its other end; the menu takes the link away."""

    def __init__(self, link: EvidenceLink, here: EvidenceEnd, row: PieceRow) -> None:
        super().__init__(row)
        self._link, self._row = link, row
        from_here = bare(link.evidence) == here
        self.other = link.other if from_here else link.evidence
        word = stances.link(link.kind) if from_here else stances.linked(link.kind)
        self.setText(f"{word} {stances.quote(self.other.quote)}")
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.tr("Delete takes the link away"))
        self.setToolTip(self.text().replace("<", "\u2039"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(18)
        self.clicked.connect(lambda: row.asked.emit(Deed.OPEN, self.other))

    def remove(self) -> None:
        """Ask that the link be taken away."""
        if self._row.may_act:
            self._row.asked.emit(Deed.UNLINK, self._link)

    def sizeHint(self) -> QSize:
        """As wide as a few words."""
        wide = QFontMetricsF(self._row.look.words(11)).horizontalAdvance(self.text())
        return QSize(round(min(wide, 190) + 30), 18)

    def keyPressEvent(self, event: object) -> None:
        """Enter opens the other end, Delete takes the link away."""
        key = event.key()  # type: ignore[attr-defined]
        if key == Qt.Key.Key_Delete:
            self.remove()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to open the other end and to take the link away."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open the other end"), self.click)
        if self._row.may_act:
            menu.addAction(self.tr("Take the link away"), self.remove)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        theme, font = self._row.look.theme, self._row.look.words(11)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focused = self.hasFocus() or self.underMouse()
            painter.setPen(QPen(theme.accent if focused else theme.border2, 1))
            painter.setBrush(theme.accbg)
            painter.drawRoundedRect(rect, 9, 9)
            icons.paint(painter, "link", theme.muted, QRectF(6, 3, 12, 12))
            words = broken(self.text(), font, self.width() - 30, 1)
            words.paint(painter, theme.text, QPointF(22, 2))


class PieceRow(EvidenceItem):
    """A piece with its reason, its buttons, and what is linked to it."""

    def __init__(
        self, evidence: Evidence, column: Column, look: Look, known: Known, *, may_act: bool, parent: QWidget
    ) -> None:
        super().__init__(evidence, column, look, may_act=may_act, parent=parent)
        self.resize(600, ROW_HEIGHT)
        self.place, self.here = "", False
        self.buttons: list[QPushButton] = []
        self.chips: list[LinkChip] = []
        self._known = known
        self.difference = known.difference
        self._make_buttons()
        self.verdict_buttons: list[QPushButton] = []
        if known.difference is not None and may_act:
            for words, deed in ((self.tr("Accept"), Deed.ACCEPT), (self.tr("Keep"), Deed.KEEP)):
                button = QPushButton(words, self)
                button.setProperty("role", "link")
                button.setAccessibleName(f"{words}: {self.machine_words}")
                button.clicked.connect(lambda _, deed=deed: self.asked.emit(deed, known.difference))
                self.verdict_buttons.append(button)
        here = stances.end(evidence)
        self.chips = [LinkChip(link, here, self) for link in known.links[:_CHIPS]]

    def shows(self, evidence: Evidence, known: Known) -> bool:
        """Whether the row would be made just so again."""
        return self.judged is None and (evidence, known) == (self.evidence, self._known)

    @property
    def machine_words(self) -> str:
        """What the machine thinks by now, "" where it has not changed its mind."""
        return stances.machine_now(self.difference.now) if self.difference is not None else ""

    def set_place(self, words: str, *, here: bool) -> None:
        """Say where it stands; ``here``: in an article that is open."""
        self.place, self.here = words, here
        self.setAccessibleDescription(words)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons on the right and the chips at the end of the words."""
        super().resizeEvent(event)
        right = self.width() - 12
        for button in reversed(self.buttons):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, 4, size.width(), 28)
            right -= 6
        left = _TEXT
        for button in self.verdict_buttons:
            left_of = self._machine_right() + 8 if button is self.verdict_buttons[0] else left
            button.setGeometry(round(left_of), 38, button.sizeHint().width(), 20)
            left = round(left_of) + button.width() + 4
        x = self.width() - _SIDE_ROOM - 8
        for chip in reversed(self.chips):
            x -= chip.sizeHint().width()
            chip.setGeometry(x, 38, chip.sizeHint().width(), 18)
            x -= 6
            chip.setVisible(x > _TEXT + 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        look, theme, evidence = self.look, self.look.theme, self.evidence
        room = self.width() - 44 - _SIDE_ROOM
        colors = signs.tint(theme, self.column.badge.role)
        with QPainter(self) as painter:
            if self.here:
                painter.fillRect(self.rect(), colors.ground)
            self.paint_ground(painter)
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.border)
            ink = theme.bad if evidence.broken else colors.ink
            signs.paint_sign(painter, evidence.direction, ink, QRectF(14, 7, 14, 14))
            struck = evidence.broken or self.judged is Deed.REJECT
            font = look.serif(14, struck=struck)
            quote = broken(stances.quote(evidence.quote), font, room, 1)
            quote.paint(painter, theme.bad if evidence.broken else theme.text, QPointF(_TEXT, 3))
            speaker = broken(stances.speaker(evidence), look.words(bold=True), room, 1)
            speaker.paint(painter, theme.text, QPointF(_TEXT, 22))
            facts = (stances.voice(evidence.voice), stances.reported(evidence), stances.source(evidence))
            words = "".join(f" · {fact}" for fact in facts if fact)
            rest = broken(words, look.words(), room - speaker.width() - 4, 1)
            rest.paint(painter, theme.muted, QPointF(_TEXT + 4 + speaker.width(), 22))
            self._paint_reason(painter, room)
            self._paint_origin(painter)

    def _reason(self) -> str:
        evidence = self.evidence
        if evidence.broken:
            return self.tr("Broken, not counted: the text no longer reads so")
        if self.difference is not None:
            return self.machine_words
        note = evidence.verdict.note if evidence.verdict else ""
        if evidence.own:
            return self.tr("Added by you") + (f" · {wording.one_line(note)}" if note else "")
        why = self.tr("Why: {rule}").format(rule=evidence.rule)
        return f"{why} · {wording.one_line(note)}" if note else why

    def _machine_right(self) -> float:
        return _TEXT + signs.pill_width(self._reason(), self.look.words(11))

    def _paint_reason(self, painter: QPainter, room: float) -> None:
        look, theme = self.look, self.look.theme
        if self.difference is not None and not self.evidence.broken:
            signs.paint_pill(painter, self._reason(), look.words(11), theme, QPointF(_TEXT, 40), solid=False)
            return
        taken = sum(chip.width() + 6 for chip in self.chips if chip.isVisibleTo(self))
        color = theme.bad if self.evidence.broken else theme.muted
        broken(self._reason(), look.words(), room - taken, 1).paint(painter, color, QPointF(_TEXT, 39))

    def _paint_origin(self, painter: QPainter) -> None:
        look, theme, evidence = self.look, self.look.theme, self.evidence
        right = self.width() - 14 - signs.dots_size().width()
        signs.paint_dots(painter, evidence.confidence, theme.text, right, 45)
        number = broken(f"{evidence.confidence:.2f}", look.words(), 60, 1)
        right -= number.width() + 8
        number.paint(painter, theme.muted, QPointF(right, 37))
        words, own = stances.signed(evidence.verdict, look.initials)
        if self.judged is not None:
            words, own = stances.judged(self.judged is Deed.CONFIRM, look.initials), True
        right -= signs.pill_width(words, look.words(11)) + 8
        signs.paint_pill(painter, words, look.words(11), theme, QPointF(right, 37), solid=own)
        if self.place:
            place = broken(self.place, look.words(), right - (self.width() - _SIDE_ROOM) - 8, 1)
            color = theme.accent if self.here else theme.muted
            place.paint(painter, color, QPointF(right - place.width() - 8, 37))

    def _make_buttons(self) -> None:
        evidence = self.evidence
        if not self.may_act:
            return
        if evidence.broken:
            if evidence.verdict is not None:
                self._add_button(
                    self.tr("Repair\u2026"), lambda: self.asked.emit(Deed.REPAIR, evidence.verdict)
                )
            return
        if self.may_confirm:
            self._add_button(self.tr("Confirm"), self.confirm)
        else:
            words = {Verdict.EDITED: self.tr("Edited"), Verdict.ADDED: self.tr("Added")}
            said = evidence.verdict.verdict if evidence.verdict else Verdict.CONFIRMED
            back = self._add_button(
                words.get(said, self.tr("Confirmed")),
                lambda: self.asked.emit(Deed.TAKE_BACK, evidence.verdict),
            )
            back.setProperty("role", "done")
            back.setIcon(icons.icon("check", self.look.theme.ok, 14))
            back.setToolTip(self.tr("Take it back"))
            back.setAccessibleDescription(self.tr("Take it back"))
        self._add_button(self.tr("Reject"), self.reject)
        self._add_button(self.tr("Edit"), self.edit)

    def _add_button(self, words: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(f"{words}: {stances.quote(self.evidence.quote)}")
        button.clicked.connect(do)
        self.buttons.append(button)
        return button


def bare(end: EvidenceEnd) -> EvidenceEnd:
    """What an end is known by alone."""
    return EvidenceEnd(text_id=end.text_id, start=end.start, end=end.end, holder=end.holder, issue=end.issue)


def links_of(links: Sequence[EvidenceLink], evidence: Evidence) -> tuple[EvidenceLink, ...]:
    """The links from and to a piece."""
    here = stances.end(evidence)
    return tuple(link for link in links if here in (bare(link.evidence), bare(link.other)))

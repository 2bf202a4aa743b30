"""The analyst's highlights as an item model, and how each is painted: colour, quote, note, source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from diptych.model import ArticleSummary, Highlight, Snippet
from diptych.ui import icons
from diptych.ui.models import wording
from diptych.ui.models.articles import NOWHERE, Index
from diptych.ui.models.rows import LEFT_EDGE, PAD, RIGHT_EDGE, RowDelegate
from diptych.ui.models.snippets import laid_out
from diptych.ui.models.wording import one_line, tr

EXCERPT = Qt.ItemDataRole.UserRole + 1
"""Role of the ``Excerpt`` itself."""

_QUOTE_LINES = 3
_BAR = 4


class Excerpt(NamedTuple):
    """A highlight with the article it stands in."""

    highlight: Highlight
    article: ArticleSummary


def fitting(excerpts: Sequence[Excerpt], articles: Collection[int] | None, words: str) -> list[Excerpt]:
    """Those in some articles (None: in all) whose quote, note or title holds all the words."""
    wanted = words.casefold().split()

    def holds(excerpt: Excerpt) -> bool:
        mark, article = excerpt
        text = f"{mark.quote} {mark.note} {article.title} {article.outlet}".casefold()
        return all(word in text for word in wanted)

    return [each for each in excerpts if (articles is None or each.article.id in articles) and holds(each)]


def source(article: ArticleSummary) -> str:
    """Where an excerpt stands: title, outlet and date."""
    parts = (wording.headline(article), one_line(article.outlet), wording.date(article.date))
    return ", ".join(part for part in parts if part)


class ExcerptList(QAbstractListModel):
    """A flat list of excerpts, those of one article in the order of its text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._excerpts: list[Excerpt] = []
        self._shown: dict[int, Callable[[Excerpt], Any]] = {
            EXCERPT: lambda each: each,
            Qt.ItemDataRole.DisplayRole: lambda each: quoted(each.highlight),
            Qt.ItemDataRole.ToolTipRole: lambda each: spoken(each).replace("<", "\u2039"),
            Qt.ItemDataRole.AccessibleTextRole: spoken,
        }

    def set_excerpts(self, excerpts: Sequence[Excerpt]) -> None:
        """Show these; the same ones with other notes or colours keep selection and place."""
        ids = [each.highlight.id for each in excerpts]
        if ids == [each.highlight.id for each in self._excerpts]:
            self._excerpts = list(excerpts)
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._excerpts = list(excerpts)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many excerpts are listed."""
        return 0 if parent.isValid() else len(self._excerpts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the row shows in that role."""
        if not index.isValid() or index.row() >= len(self._excerpts):
            return None
        show = self._shown.get(role)
        return show(self._excerpts[index.row()]) if show else None


class ExcerptDelegate(RowDelegate):
    """Rows of excerpts."""

    def height(self) -> int:
        """The height of a row with a note, in logical pixels."""
        return 2 * PAD + _QUOTE_LINES * self._line() + 2 * (self.fact_height + 4) + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the quote, the note and the source need."""
        mark = index.data(EXCERPT).highlight
        width = max(60, option.rect.width() - LEFT_EDGE - RIGHT_EDGE - 2 * _BAR)
        lines = laid_out(
            Snippet(text=quoted(mark), marks=()), self.text_font, width, _QUOTE_LINES, self.theme.sel
        )
        extra = bool(mark.note.strip()) + mark.broken
        below = (1 + extra) * (self.fact_height + 4)
        return QSize(120, 2 * PAD + lines.lineCount() * self._line() + below + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        painter.save()
        self._paint_ground(painter, option, index)
        mark, article = index.data(EXCERPT)
        theme = self.theme
        rect: QRect = option.rect.adjusted(LEFT_EDGE + 2 * _BAR, PAD, -RIGHT_EDGE, -PAD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.deco, 1))
        painter.setBrush(
            Qt.BrushStyle.NoBrush if mark.broken else theme.highlights[mark.colour % len(theme.highlights)]
        )
        bar = QRectF(LEFT_EDGE - 0.5, rect.top() + 0.5, _BAR + 1, rect.height())
        painter.drawRoundedRect(bar.translated(option.rect.left(), 0), 2, 2)
        layout = laid_out(
            Snippet(text=quoted(mark), marks=()), self.text_font, rect.width(), _QUOTE_LINES, theme.sel
        )
        painter.setPen(theme.muted if mark.broken else theme.text)
        layout.draw(painter, QPointF(rect.left(), rect.top()))
        y = rect.top() + layout.lineCount() * self._line() + 4
        if mark.note.strip():
            icons.paint(painter, "note", theme.muted, QRectF(rect.left(), y + 1, 12, 12))
            note = QRect(rect.left() + 18, y, rect.width() - 18, self.fact_height)
            self._text(painter, note, self.fact_font, theme.text, one_line(mark.note))
            y += self.fact_height + 4
        if mark.broken:
            icons.paint(painter, "warning", theme.bad, QRectF(rect.left(), y + 1, 12, 12))
            broken = QRect(rect.left() + 18, y, rect.width() - 18, self.fact_height)
            self._text(painter, broken, self.fact_font, theme.bad, tr("Broken: the article reads otherwise"))
            y += self.fact_height + 4
        below = QRect(rect.left(), y, rect.width(), self.fact_height)
        self._text(painter, below, self.fact_font, theme.muted, source(article))
        painter.restore()

    def _line(self) -> int:
        return QFontMetrics(self.text_font).height() + 1

    def _side_at(self, point: QPointF, rect: QRect) -> str:
        return ""


def quoted(mark: Highlight) -> str:
    """The words in quotation marks."""
    return f"\u201c{one_line(mark.quote)}\u201d"


def spoken(excerpt: Excerpt) -> str:
    """All that a row says."""
    mark, article = excerpt
    parts = (
        quoted(mark),
        tr("note: {note}").format(note=one_line(mark.note)) if mark.note.strip() else "",
        tr("broken: the article reads otherwise") if mark.broken else "",
        source(article),
    )
    return ", ".join(part for part in parts if part)

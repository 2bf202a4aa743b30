"""The header of a pane: which side, outlet, authors, date as stated, and how long the reading takes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from diptych.model import Article, ArticleDate
from diptych.ui import icons
from diptych.ui.reader.display import one_line
from diptych.ui.theme import Fonts, Theme, interface_font

Side = Literal["left", "right"]

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019), a little less for marks."""

_HEIGHT = 52


class Elided(QLabel):
    """A label of plain text that is cut with an ellipsis where it does not fit, and then has a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(28, super().sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut at the end."""
        del event
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class PaneHeader(QWidget):
    """Two lines about the article of a pane, and the button that closes it."""

    close_clicked = Signal()

    def __init__(self, side: Side, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._active = False
        self._article: Article | None = None
        self._sign = QLabel(self)
        self._outlet = self._label(interface_font(fonts, 13, weight=QFont.Weight.DemiBold))
        self._who = self._label(interface_font(fonts, 12))
        self._facts = self._label(interface_font(fonts, 12))
        self._close = QToolButton(self, autoRaise=True)
        self._close.setIconSize(QSize(16, 16))
        self._close.setFixedSize(26, 26)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close_clicked)
        self.setFixedHeight(_HEIGHT)
        self._arrange()
        self.set_side(side)
        self.set_theme(theme)
        self.set_article(None)

    def set_article(self, article: Article | None) -> None:
        """Show the facts of an article, or nothing."""
        self._article = article
        self._close.setEnabled(article is not None)
        self._close.setVisible(article is not None)
        if article is None:
            for label in (self._outlet, self._who, self._facts):
                label.setText("")
                label.setToolTip("")
            return
        self._outlet.setText(one_line(article.outlet) or self.tr("Outlet not stated"))
        self._who.setText(" · ".join(filter(None, (self._authors(article), self.date_text(article.date)))))
        self._facts.setText(" · ".join(filter(None, (self._minutes(article), self._reported(article)))))
        self._outlet.setToolTip(self._outlet.text())
        self._who.setToolTip("\n".join(filter(None, (self._who.text(), *self._date_evidence(article.date)))))
        self._facts.setToolTip(self._facts.text())

    def set_side(self, side: Side) -> None:
        """Say by the sign which of the two panes this is."""
        self._side = side
        left = side == "left"
        name = self.tr("Close the left article") if left else self.tr("Close the right article")
        self._close.setToolTip(self.tr("{what} (Ctrl+W)").format(what=name))
        self._close.setAccessibleName(name)
        self._paint_sign()

    def set_active(self, active: bool) -> None:
        """Mark the pane as the one that the keyboard works on."""
        self._active = active
        self._paint_sign()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        self._theme = theme
        self._close.setIcon(icons.icon("close", theme.muted))
        for label, color in (
            (self._outlet, theme.text),
            (self._who, theme.muted),
            (self._facts, theme.muted),
        ):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, color)
            label.setPalette(palette)
        self._paint_sign()
        self.update()

    def set_column(self, left: int, width: int) -> None:
        """Stand over the text column, given in pixels of the pane."""
        spare = self.width() - left - width
        self._grid.setContentsMargins(
            max(12, left), 8, min(max(10, spare - 26), max(10, self.width() - 220)), 8
        )

    def date_text(self, date: ArticleDate) -> str:
        """The stated date in the reader's words, cut to its precision; says so where none is stated."""
        if not date.value:
            return one_line(date.as_printed) or self.tr("date not stated")
        day, _, time = date.value.partition("T")
        parts = day.split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return one_line(date.as_printed) or one_line(date.value)
        words = [str(int(parts[2]))] if len(parts) > 2 else []
        if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
            words.append(QLocale().standaloneMonthName(int(parts[1]), QLocale.FormatType.ShortFormat))
        return " ".join([*words, parts[0], *([time] if time else [])])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line under it, in the accent when the pane is active."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.bg)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.border)
        if self._active and self._article is not None:
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(self._theme.accent))
        painter.end()

    def _label(self, font: QFont) -> Elided:
        label = Elided(self)
        label.setFont(font)
        return label

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._outlet)
        first.addWidget(self._who)
        first.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(44, 8, 10, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self._sign, 0, 0)
        self._grid.addLayout(first, 0, 1)
        self._grid.addWidget(self._close, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._facts, 1, 1)
        self._grid.setColumnStretch(1, 1)

    def _paint_sign(self) -> None:
        color = self._theme.accent if self._active else self._theme.muted
        self._sign.setPixmap(icons.pixmap(f"pane-{self._side}", color, 20, 3))
        name = self.tr("Left pane") if self._side == "left" else self.tr("Right pane")
        self._sign.setToolTip(self.tr("{pane}, active").format(pane=name) if self._active else name)
        self._sign.setAccessibleName(name)

    def _authors(self, article: Article) -> str:
        names = [one_line(author.name) for author in article.authors]
        if len(names) > 3:
            return self.tr("{first} and {count} others").format(first=names[0], count=len(names) - 1)
        return ", ".join(names)

    def _minutes(self, article: Article) -> str:
        words = article.words or len(article.text.split())
        return self.tr("{minutes} min").format(minutes=max(1, round(words / WORDS_A_MINUTE)))

    def _reported(self, article: Article) -> str:
        if article.reports is None:
            return ""
        said = filter(None, (article.reports.title, article.reports.outlet, article.reports.date))
        return self.tr("a summary of {what}").format(what=", ".join(one_line(part) for part in said))

    def _date_evidence(self, date: ArticleDate) -> list[str]:
        printed = (
            self.tr("Printed as: {text}").format(text=one_line(date.as_printed)) if date.as_printed else ""
        )
        return [printed, one_line(date.evidence)]

"""Printing the article of the active pane with its marks: preview, printer, PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.errors import DiptychError
from diptych.model import Article
from diptych.ui.models.wording import one_line
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.paper import ZOOM, Paper, paint_all, sheets
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.theme import Fonts, load_theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 600
"""Dots to the inch of a PDF."""

MARGIN_MM = 15.0

_PASSING = (Layer.FIND, Layer.CURRENT, Layer.FLASH)


class Printing(QObject):
    """Prints what the active pane shows."""

    told = Signal(str)
    """Why something could not be written, for the user."""

    def __init__(self, window: QWidget, panes: SideBySide, fonts: Fonts) -> None:
        super().__init__(window)
        self._window, self._panes, self._fonts = window, panes, fonts

    def ask(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog

        article = self._panes.active_pane.article
        if article is None:
            return
        printer = self._printer(article)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec():
            self._print(article, printer)
        dialog.deleteLater()

    def preview(self) -> None:
        """Show the sheets as they would be printed."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        article = self._panes.active_pane.article
        if article is None:
            return
        dialog = QPrintPreviewDialog(self._printer(article), self._window)
        dialog.setWindowTitle(self.tr("Print preview"))
        dialog.resize(self._window.size().boundedTo(dialog.screen().availableSize()) * 0.9)
        dialog.paintRequested.connect(lambda printer: self._print(article, printer))
        dialog.exec()
        dialog.deleteLater()

    def ask_for_pdf(self) -> None:
        """Ask for a file, and write the article into it as PDF."""
        article = self._panes.active_pane.article
        if article is None:
            return
        offered = f"{file_name(article)}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save as PDF"), offered, self.tr("PDF (*.pdf)")
        )
        if chosen:
            try:
                self.write_pdf(Path(chosen))
            except DiptychError as error:
                self.told.emit(str(error))

    def write_pdf(self, file: Path) -> None:
        """Write the article of the active pane as PDF; raises ``DiptychError`` where the file cannot be."""
        article = self._panes.active_pane.article
        if article is None:
            return
        try:
            file.open("ab").close()
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise DiptychError(f"{file} could not be written ({reason}); choose another place.") from error
        writer = QPdfWriter(str(file))
        writer.setResolution(RESOLUTION)
        writer.setTitle(one_line(article.title))
        writer.setCreator("Diptych")
        _set_up(writer)
        self._paint(article, writer, RESOLUTION)

    def _printer(self, article: Article) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(one_line(article.title))
        printer.setCreator("Diptych")
        _set_up(printer)
        return printer

    def _print(self, article: Article, printer: QPrinter) -> None:
        self._paint(article, printer, printer.resolution())

    def _paint(self, article: Article, device: QPagedPaintDevice, resolution: int) -> None:
        theme = load_theme("light")
        page = self._panes.active_pane.page
        style = PageStyle(page.style_.family, ZOOM, numbered=page.style_.numbered)
        overlay = page.overlay.copied(theme, without=_PASSING)
        paper = Paper(article, self._fonts, style, overlay, sheets(device, resolution))
        for _ in paint_all(paper, device, resolution, theme):
            pass
        paper.deleteLater()


def file_name(article: Article) -> str:
    """A name for a file that holds the article."""
    return re.sub(r"[^\w\- ]+", "", one_line(article.title)).strip()[:80] or "article"


def _set_up(device: QPagedPaintDevice) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)

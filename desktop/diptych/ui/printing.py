"""Printing the article of the active pane with its marks: preview, printer, PDF."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, Qt, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from diptych.errors import DiptychError
from diptych.model import Article
from diptych.ui.marking import Marking
from diptych.ui.models.wording import one_line
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.own_notes import with_notes
from diptych.ui.reader.paper import ZOOM, Paper, paint_all, sheets
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.theme import Fonts, Theme, load_theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 600
"""Dots to the inch of a PDF."""

MARGIN_MM = 15.0

PATIENCE_MS = 80
"""How long printing may take before its progress is shown."""

_PERMILLE = 1_000
_PASSING = (Layer.FIND, Layer.CURRENT, Layer.FLASH)


class Printing(QObject):
    """Prints what the active pane shows."""

    told = Signal(str)
    """Why something could not be written, for the user."""

    def __init__(self, window: QWidget, panes: SideBySide, marking: Marking, fonts: Fonts) -> None:
        super().__init__(window)
        self._window, self._panes, self._marking, self._fonts = window, panes, marking, fonts

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
        printer = self._printer(article)  # The dialog does not keep it alive.
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print preview"))
        dialog.resize(self._window.size().boundedTo(dialog.screen().availableSize()) * 0.9)
        # Qt's preview must not be painted again, or closed, while it is being painted.
        dialog.paintRequested.connect(lambda printer: self._print(article, printer, at_once=True))
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
        """Write the article of the active pane as PDF; raises ``DiptychError`` where the file cannot be.

        A file whose writing is cancelled is taken away again.
        """
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
        if not self._paint(article, writer, RESOLUTION):
            del writer
            file.unlink(missing_ok=True)

    def _printer(self, article: Article) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(one_line(article.title))
        printer.setCreator("Diptych")
        _set_up(printer)
        return printer

    def _print(self, article: Article, printer: QPrinter, *, at_once: bool = False) -> None:
        self._paint(article, printer, printer.resolution(), at_once=at_once)

    def _paint(
        self, article: Article, device: QPagedPaintDevice, resolution: int, *, at_once: bool = False
    ) -> bool:
        """Paint all sheets step by step, with progress where it takes long; False when it was cancelled."""
        theme = load_theme("light")
        pane = self._panes.active_pane
        page = pane.page
        if Layer.HIGHLIGHTS in page.overlay.shown():
            article = with_notes(article, self._marking.highlights(pane))
        style = PageStyle(page.style_.family, ZOOM, numbered=page.style_.numbered)
        overlay = page.overlay.copied(theme, without=_PASSING)
        paper = Paper(article, self._fonts, style, overlay, sheets(device, resolution))
        steps = _all_steps(paper, device, resolution, theme)
        finished = all(part <= 1 for part in steps) if at_once else self._go_through(steps)
        paper.deleteLater()
        return finished

    def _go_through(self, steps: Generator[float, None, None]) -> bool:
        """Take the steps, which say what part is done, while the window lives on; False when cancelled."""
        progress = QProgressDialog(
            self.tr("Preparing the sheets…"), self.tr("Cancel"), 0, _PERMILLE, self._window
        )
        progress.setWindowTitle(self.tr("Printing"))
        progress.setWindowModality(Qt.WindowModality.ApplicationModal)
        progress.setMinimumDuration(PATIENCE_MS)
        progress.setValue(0)
        try:
            for part in steps:
                # One less than the whole, which would close the dialog before the last sheet.
                progress.setValue(min(_PERMILLE - 1, round(_PERMILLE * part)))
                if progress.wasCanceled():
                    return False
            return True
        finally:
            # Ends the painting of a device that is not to be painted further.
            steps.close()
            progress.close()
            progress.deleteLater()


def file_name(article: Article) -> str:
    """A name for a file that holds the article."""
    return re.sub(r"[^\w\- ]+", "", one_line(article.title)).strip()[:80] or "article"


def _all_steps(
    paper: Paper, device: QPagedPaintDevice, resolution: int, theme: Theme
) -> Generator[float, None, None]:
    """Lay out the sheets, then paint them; yields the part that is done, 0 to 1."""
    for part in paper.steps():
        yield part / 2
    for number in paint_all(paper, device, resolution, theme):
        yield 0.5 + number / paper.count / 2


def _set_up(device: QPagedPaintDevice) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)

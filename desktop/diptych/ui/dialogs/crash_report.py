"""What the user sees of a fault of ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class CrashDialog(QDialog):
    """One sentence, the report, and what can be done with it."""

    def __init__(self, text: str, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.setWindowTitle(self.tr("Diptych has a fault"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)
        words = self.tr("Something in Diptych failed; your library is safe, and you can go on working.")
        kept = (
            self.tr("The report is kept in {file}.")
            if file
            else self.tr("The report could not be written to disk.")
        )
        self._sentence = QLabel(f"{words}\n{kept.format(file=file)}")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.copy = self.buttons.addButton(self.tr("Copy"), role)
        self.folder = self.buttons.addButton(self.tr("Open folder"), role)
        self.folder.setEnabled(bool(file))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._sentence)
        column.addWidget(self.text, 1)
        column.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.folder.clicked.connect(self._on_folder)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._file).parent)))

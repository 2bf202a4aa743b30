"""How to read the window: the first three things to do, and what the marks mean."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.panels.legend import Legend
from diptych.ui.theme import Theme


class LegendDialog(Dialog):
    """Three steps, and the marks."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, self.tr("How to read the window"), Button.Close, 520)
        for step in (
            self.tr("1. Choose an article and press Enter. Shift+Enter opens it in the right pane."),
            self.tr("2. Type into the search field (Ctrl+Shift+F). F3 goes from hit to hit in an article."),
            self.tr("3. Drop files on the window to add them. Ctrl+Z takes back whatever you did last."),
        ):
            self.body.addWidget(label(step))
        self.body.addSpacing(4)
        self.body.addWidget(label(self.tr("The marks"), "strong"))
        self.body.addWidget(Legend(theme))

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme) -> None:
        """Show it until it is closed."""
        dialog = cls(parent, theme)
        dialog.exec()
        dialog.deleteLater()

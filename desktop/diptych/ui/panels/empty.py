"""What stands where there is nothing to list: one sentence, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diptych.ui.theme import give_role


class EmptyState(QWidget):
    """A heading and a sentence in the upper third of the space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = _label("strong")
        self._sentence = _label("small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addWidget(self._heading)
        layout.addWidget(self._sentence)
        layout.addStretch(3)

    @property
    def words(self) -> tuple[str, str]:
        """The heading and the sentence."""
        return self._heading.text(), self._sentence.text()

    def say(self, heading: str, sentence: str) -> None:
        """Say this."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)


def _label(role: str) -> QLabel:
    label = QLabel()
    give_role(label, role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label

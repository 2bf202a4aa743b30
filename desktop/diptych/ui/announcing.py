"""What a screen reader says aloud although the focus stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(source: QObject, words: str) -> None:
    """Have a screen reader say the words, politely: after what it is saying; nothing where none listens."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))

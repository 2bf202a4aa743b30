"""What a search found as an item model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from diptych.model import Hit
from diptych.ui.models import wording
from diptych.ui.models.articles import NOWHERE, SIDE, Index
from diptych.ui.models.wording import tr

HIT = Qt.ItemDataRole.UserRole + 1
"""Role of the ``Hit`` itself."""


class HitList(QAbstractListModel):
    """The articles found, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._sides: dict[int, str] = {}
        self._shown: dict[int, Callable[[Hit], Any]] = {
            HIT: lambda hit: hit,
            SIDE: lambda hit: self._sides.get(hit.id),
            Qt.ItemDataRole.DisplayRole: _title,
            Qt.ItemDataRole.ToolTipRole: lambda hit: _title(hit).replace("<", "\u2039"),
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
        }

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Show these."""
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def set_open(self, left: int | None, right: int | None) -> None:
        """Say which articles the two panes show."""
        self._sides = {id_: side for id_, side in ((right, "right"), (left, "left")) if id_ is not None}
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1), [SIDE])

    def hit(self, id_: int) -> Hit | None:
        """The hit of an article; None when it was not found."""
        return next((hit for hit in self._hits if hit.id == id_), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many hits are listed."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the row shows in that role."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        show = self._shown.get(role)
        return show(self._hits[index.row()]) if show else None


def count(hit: Hit) -> str:
    """How many passages were found in the article."""
    return wording.counted(len(hit.spans), tr("1 hit"), tr("{n} hits")) if hit.spans else tr("in its heading")


def _title(hit: Hit) -> str:
    return wording.one_line(hit.title) or tr("Untitled")


def _spoken(hit: Hit) -> str:
    parts = [
        _title(hit),
        wording.one_line(hit.outlet),
        wording.date(hit.date),
        count(hit),
        *(wording.one_line(snippet.text) for snippet in hit.snippets[:1]),
    ]
    return ", ".join(part for part in parts if part)

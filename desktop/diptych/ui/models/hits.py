"""What a search found as an item model; copies of an article are folded under the best of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from diptych.model import Expansion, Hit, Span
from diptych.ui.models import wording
from diptych.ui.models.articles import NOWHERE, SIDE, Index
from diptych.ui.models.asked import usages
from diptych.ui.models.wording import tr
from diptych.ui.signs import Badge

HIT = Qt.ItemDataRole.UserRole + 1
"""Role of the ``Hit`` itself."""

COPIES = Qt.ItemDataRole.UserRole + 11
"""Role of how many copies stand or would stand below the row."""

UNFOLDED = Qt.ItemDataRole.UserRole + 12
"""Role of whether those copies are shown."""

COPY = Qt.ItemDataRole.UserRole + 13
"""Role of whether the row is itself such a copy."""

BADGES = Qt.ItemDataRole.UserRole + 14
"""Role of the badges of the parties whose names the article uses."""


class _Row(NamedTuple):
    hit: Hit
    copies: tuple[Hit, ...] = ()
    copy: bool = False


class HitList(QAbstractListModel):
    """The articles found, in the order found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Hit, ...] = ()
        self._rows: list[_Row] = []
        self._unfolded: set[int] = set()
        self._expansions: Sequence[Expansion] = ()
        self._badges: dict[str, Badge] = {}
        self._sides: dict[int, str] = {}
        self._shown: dict[int, Callable[[_Row], Any]] = {
            HIT: lambda row: row.hit,
            SIDE: lambda row: self._sides.get(row.hit.id),
            COPIES: lambda row: len(row.copies),
            UNFOLDED: lambda row: row.hit.family in self._unfolded,
            COPY: lambda row: row.copy,
            BADGES: lambda row: self._of_parties(row.hit),
            Qt.ItemDataRole.DisplayRole: lambda row: _title(row.hit),
            Qt.ItemDataRole.ToolTipRole: lambda row: _tip(row.hit),
            Qt.ItemDataRole.AccessibleTextRole: lambda row: self._spoken(row),
        }

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All that was found, in order, also what is folded."""
        return self._found

    def set_hits(
        self,
        hits: Sequence[Hit],
        expansions: Sequence[Expansion] = (),
        badges: dict[str, Badge] | None = None,
    ) -> None:
        """Show these; where they are the articles shown before, the rows stay as they are."""
        same = [hit.id for hit in hits] == [hit.id for hit in self._found]
        families = [hit.family for hit in hits] == [hit.family for hit in self._found]
        self._expansions, self._badges = expansions, badges or {}
        if same and families and hits:
            self._found = tuple(hits)
            self._rows = self._arranged()
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._found = tuple(hits)
        self._unfolded.clear()
        self._rows = self._arranged()
        self.endResetModel()

    def set_open(self, left: int | None, right: int | None) -> None:
        """Say which articles the two panes show."""
        self._sides = {id_: side for id_, side in ((right, "right"), (left, "left")) if id_ is not None}
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [SIDE])

    def hit(self, id_: int) -> Hit | None:
        """The hit of an article; None when it was not found."""
        return next((hit for hit in self._found if hit.id == id_), None)

    def row_of(self, id_: int) -> int:
        """The row of an article, -1 where it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.hit.id == id_), -1)

    def fold(self, row: int, on: bool) -> None:
        """Fold the copies of a row away, or show them below it."""
        whole = self._rows[row]
        family = whole.hit.family
        if not whole.copies or family is None or (family in self._unfolded) != on:
            return
        first, last = row + 1, row + len(whole.copies)
        if on:
            self.beginRemoveRows(NOWHERE, first, last)
            self._unfolded.discard(family)
            self._rows = self._arranged()
            self.endRemoveRows()
        else:
            self.beginInsertRows(NOWHERE, first, last)
            self._unfolded.add(family)
            self._rows = self._arranged()
            self.endInsertRows()
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the row shows in that role."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        show = self._shown.get(role)
        return show(self._rows[index.row()]) if show else None

    def _arranged(self) -> list[_Row]:
        families: dict[int, list[Hit]] = {}
        for hit in self._found:
            if hit.family is not None:
                families.setdefault(hit.family, []).append(hit)
        rows: list[_Row] = []
        for hit in self._found:
            copies = families.get(hit.family, []) if hit.family is not None else []
            if copies and copies[0] is not hit:
                continue
            rows.append(_Row(hit, tuple(copies[1:])))
            if hit.family in self._unfolded:
                rows += [_Row(each, copy=True) for each in copies[1:]]
        return rows

    def _of_parties(self, hit: Hit) -> tuple[Badge, ...]:
        parties = usages(hit.names, self._expansions)
        return tuple(self._badges[party] for party in self._badges if party in parties)

    def _spoken(self, row: _Row) -> str:
        hit = row.hit
        copies = wording.counted(len(row.copies), tr("1 repost"), tr("{n} reposts")) if row.copies else ""
        parts = [
            _title(hit),
            wording.one_line(hit.outlet),
            wording.date(hit.date),
            count(hit),
            says(hit),
            copies,
            *(wording.one_line(snippet.text) for snippet in hit.snippets[:1]),
        ]
        return ", ".join(part for part in parts if part)


def count(hit: Hit) -> str:
    """How many passages were found in the article."""
    return wording.counted(len(hit.spans), tr("1 hit"), tr("{n} hits")) if hit.spans else tr("in its heading")


def says(hit: Hit) -> str:
    """Which forms of a name the article uses; empty where none was asked for."""
    names = ", ".join(wording.one_line(name) for name in hit.names)
    return tr("says {names}").format(names=names) if names else ""


def best(hit: Hit) -> Span | None:
    """Where the best passage has its first mark; None where only the heading was found."""
    for snippet in hit.snippets:
        for mark in snippet.marks:
            return Span(snippet.start + mark.start, snippet.start + mark.end)
    return hit.spans[0] if hit.spans else None


def _title(hit: Hit) -> str:
    return wording.one_line(hit.title) or tr("Untitled")


def _tip(hit: Hit) -> str:
    return "\n".join(part for part in (_title(hit), says(hit)) if part).replace("<", "\u2039")

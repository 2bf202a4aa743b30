"""Tables of what is not said and of the names that outlets use, as Qt item models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from diptych.ui.models import timeline, wording
from diptych.ui.models.stances import Column
from diptych.ui.models.wording import tr
from diptych.workspace import CellState

if TYPE_CHECKING:
    from diptych.ui.models.timeline import Said, Shown, Source
    from diptych.workspace.comparing import OutletUsage

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1


class Silence(NamedTuple):
    """A cell of the silence map: what is said there, by which source, on an issue with this id and name.

    ``share`` is its number of articles beside the greatest of sources of its sort.
    """

    said: Said
    source: Source
    issue: str
    name: str
    share: float


class Use(NamedTuple):
    """A cell of the usage chart: how often each party's names are used, in how many articles."""

    counts: tuple[tuple[Column, int], ...]
    articles: int
    outlet: str
    period: str

    @property
    def total(self) -> int:
        """All uses."""
        return sum(count for _, count in self.counts)


class _Model(QAbstractTableModel):
    """A table that is shown whole, anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a row or column."""
        names = self.columns if orientation is Qt.Orientation.Horizontal else self.rows
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) and section < len(names):
            return names[section].replace("<", "\u2039")
        return None


class SilenceModel(_Model):
    """Issues in rows, sources in columns: the two parties first, then outlets."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._most = {True: 1, False: 1}

    def show_map(self, shown: Shown) -> None:
        """Show this."""
        self.beginResetModel()
        self.shown = shown
        self.rows = tuple(wording.one_line(name) for _, name in shown.issues)
        self.columns = tuple(source.name for source in shown.sources)
        self._most = {speaks: _most(shown.sources, speaks=speaks) for speaks in (True, False)}
        self.endResetModel()

    def source(self, column: int) -> Source | None:
        """The source of a column."""
        return self.shown.sources[column] if self.shown and column < len(self.shown.sources) else None

    def at(self, index: Index) -> Silence | None:
        """What stands there."""
        source = self.source(index.column()) if index.isValid() else None
        if source is None or self.shown is None:
            return None
        said = source.cells[index.row()]
        issue, name = self.shown.issues[index.row()]
        return Silence(said, source, issue, name, said.articles / self._most[source.speaks])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A number, and in words what it means."""
        found = self.at(index)
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.number(found.said.articles) if found.said.articles else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return silence_words(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return silence_words(found).replace("<", "\u2039")
        return found if role == CELL else None


class UsageModel(_Model):
    """Outlets in rows, all time and each year in columns."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.outlets: tuple[OutletUsage, ...] = ()
        self._periods: tuple[str, ...] = ()

    def show_usage(self, shown: Shown) -> None:
        """Show this."""
        self.beginResetModel()
        self.shown = shown
        self.outlets = shown.usage
        periods = {time.period for each in shown.usage for time in each.times}
        self._periods = (*sorted(periods - {""}), *(periods & {""}))
        self.rows = tuple(timeline.outlet_name(each.outlet) for each in shown.usage)
        self.columns = (tr("All"), *(period or tr("No date") for period in self._periods))
        self.endResetModel()

    def at(self, index: Index) -> Use | None:
        """What stands there."""
        if not index.isValid() or self.shown is None or index.row() >= len(self.outlets):
            return None
        outlet = self.outlets[index.row()]
        counts, articles = outlet.counts, outlet.articles
        if index.column():
            period = self._periods[index.column() - 1]
            time = next((time for time in outlet.times if time.period == period), None)
            counts, articles = ({}, 0) if time is None else (time.counts, time.articles)
        uses = tuple((column, counts.get(column.id, 0)) for column in self.shown.parties)
        return Use(uses, articles, self.rows[index.row()], self.columns[index.column()])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """How often, and in words whose names."""
        found = self.at(index)
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.number(found.total) if found.total else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return use_words(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return use_words(found).replace("<", "\u2039")
        return found if role == CELL else None


def _most(sources: Sequence[Source], *, speaks: bool) -> int:
    """The greatest number in a cell of the parties, or of the outlets; at least 1."""
    counts = (said.articles for each in sources if each.speaks is speaks for said in each.cells)
    return max(1, max(counts, default=1))


def silence_words(found: Silence) -> str:
    """What a cell of the silence map says, in one sentence."""
    said, source = found.said, found.source
    on = tr("{source} on {issue}").format(source=source.name, issue=found.name)
    if said.articles:
        words = tr("{on}: {said} of {articles}")
        if said.state is CellState.NEUTRAL:
            words = tr("{on}: {said} of {articles}, none of which leans")
        number = wording.number(said.articles)
        return words.format(on=on, said=number, articles=wording.articles(source.articles))
    if said.state is not CellState.NOT_ANALYSED:
        words = tr("{on}: silent in {articles}; that is not neutrality")
        return words.format(on=on, articles=wording.articles(source.analysed))
    if not source.articles:
        return tr("{on}: no article was read").format(on=on)
    words = tr("{on}: none of {articles} is analysed")
    return words.format(on=on, articles=wording.articles(source.articles))


def use_words(found: Use) -> str:
    """What a cell of the usage chart says, in one sentence."""
    if not found.total:
        return tr("{outlet}, {period}: no name in dispute").format(outlet=found.outlet, period=found.period)
    each = ", ".join(
        tr("{party}'s names {n} times").format(party=column.name, n=wording.number(count))
        for column, count in found.counts
    )
    return tr("{outlet}, {period}: {each}, in {articles}").format(
        outlet=found.outlet, period=found.period, each=each, articles=wording.articles(found.articles)
    )

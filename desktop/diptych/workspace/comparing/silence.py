"""What is not said: which issues each side's sources and each outlet never mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from diptych.dossier import Dossier
from diptych.model import AnalysisState, Direction, EntityKind, Value
from diptych.workspace.comparing.columns import DIRECTIONS, STATES, Array, Columns
from diptych.workspace.comparing.selection import Selection
from diptych.workspace.comparison import CellState
from diptych.workspace.usage import plain

_NEUTRAL = DIRECTIONS.index(Direction.NEUTRAL)
_DONE = STATES.index(AnalysisState.DONE)


class Source(StrEnum):
    """Whose articles a row is of: all of one side's outlets, those of neither side, or one outlet."""

    SIDE = "side"
    OTHERS = "others"
    OUTLET = "outlet"


class SilenceCell(Value, frozen=True, omit_defaults=False):
    """What some articles say of an issue, whoever holds it; ``articles`` hold evidence on it."""

    issue: str
    state: CellState
    articles: int


class SilenceRow(Value, frozen=True, omit_defaults=False):
    """A source and the issues. ``id`` is a party's id or an outlet's name ("" where none is stated).

    ``party`` is the side that the outlet is on by the dossier, "" for neither. ``analysed`` of the
    ``articles`` were; where none was, nothing is known.
    """

    source: Source
    id: str
    party: str
    articles: int
    analysed: int
    cells: tuple[SilenceCell, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The issues that its analysed articles never mention."""
        return tuple(cell.issue for cell in self.cells if cell.state is CellState.NOTHING)


class SilenceMap(Value, frozen=True, omit_defaults=False):
    """The issues against those who may be silent on them: sides first, then outlets by articles."""

    issues: tuple[str, ...]
    rows: tuple[SilenceRow, ...]


def sides(dossier: Dossier) -> dict[str, str]:
    """The side of the outlets that the dossier knows, by plain name."""
    return {
        plain(name): entity.party
        for entity in dossier.entities
        if entity.party and entity.kind in (EntityKind.MEDIA, EntityKind.ORGANISATION)
        for name in (entity.name, *(alias.text for alias in entity.aliases))
    }


def silence_map(
    held: Columns,
    chosen: Selection,
    issues: Sequence[str],
    parties: Sequence[str],
    side_of: Mapping[str, str],
) -> SilenceMap:
    """The map over what a selection takes; its cells are counted issue by issue, ``len(parties)`` each."""
    rows, known = held.rows, held.articles
    sound = ~rows.broken[chosen.at]
    at, issue = chosen.at[sound], chosen.cell[sound] // max(1, len(parties))
    said = np.zeros((len(known), len(issues)), np.bool_)
    leans = np.zeros_like(said)
    said[rows.slot[at], issue] = True
    leaning = rows.direction[at] != _NEUTRAL
    leans[rows.slot[at][leaning], issue[leaning]] = True
    taken = np.flatnonzero(chosen.articles)
    outlets = known.outlet[taken]
    words = held.names.outlets.words
    side = {number: side_of.get(plain(words[number]), "") for number in np.unique(outlets).tolist()}

    def row(source: Source, id_: str, party: str, slots: Array) -> SilenceRow:
        analysed = int((known.state[slots] == _DONE).sum())
        counts: list[int] = said[slots].sum(axis=0).tolist()
        stated: list[int] = leans[slots].sum(axis=0).tolist()
        return SilenceRow(
            source=source,
            id=id_,
            party=party,
            articles=len(slots),
            analysed=analysed,
            cells=tuple(
                SilenceCell(issue=issue, state=_state(count, bool(leaned), analysed), articles=count)
                for issue, count, leaned in zip(issues, counts, stated, strict=True)
            ),
        )

    def of_side(party: str) -> Array:
        mine = [number for number, of in side.items() if of == party]
        return taken[np.isin(outlets, mine)]

    two = [row(Source.SIDE, party, party, of_side(party)) for party in parties[:2]]
    others = row(Source.OTHERS, "", "", of_side(""))
    each = [row(Source.OUTLET, words[number], of, taken[outlets == number]) for number, of in side.items()]
    each.sort(key=lambda found: (-found.articles, found.id.casefold()))
    return SilenceMap(issues=tuple(issues), rows=(*two, others, *each))


def _state(count: int, leaned: bool, analysed: int) -> CellState:
    if count:
        return CellState.STATED if leaned else CellState.NEUTRAL
    return CellState.NOTHING if analysed else CellState.NOT_ANALYSED

"""From what is found in an article, and what the analyst marked, to the marks of each layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from diptych.dossier import Dossier
from diptych.model import Direction, Highlight, Span, StoredMention
from diptych.ui.reader.marks import Held, Layer, Mark, Named, Pen
from diptych.workspace import Evidence
from diptych.workspace.comparison import BOTH


class Statement(NamedTuple):
    """What one holder's column says in one span, with a piece of evidence for each issue."""

    span: Span
    role: str
    evidence: tuple[Evidence, ...]

    @property
    def directions(self) -> tuple[Direction, ...]:
        """The directions it leans in, each once."""
        return tuple(dict.fromkeys(each.direction for each in self.evidence))


def roles(dossier: Dossier) -> dict[str, str]:
    """The role in which the theme paints each column; a column that is not named is an analyst's."""
    return {BOTH: "shared", **{party.id: f"party{n}" for n, party in enumerate(dossier.parties, 1)}}


def statements(evidence: Sequence[Evidence], roles: Mapping[str, str]) -> list[Statement]:
    """The evidence of an article by span and holder's column, in order; what is broken is left out."""
    grouped: dict[tuple[int, int, str], list[Evidence]] = {}
    for each in evidence:
        if not each.broken:
            key = (each.start, each.end, roles.get(each.party, "analyst"))
            grouped.setdefault(key, []).append(each)
    return [
        Statement(Span(start, end), role, tuple(found))
        for (start, end, role), found in sorted(grouped.items(), key=lambda item: item[0])
    ]


def entity_marks(mentions: Sequence[StoredMention], roles: Mapping[str, str]) -> list[Mark]:
    """A mark for each mention."""
    return [
        Mark(
            each.mention.start,
            each.mention.end,
            Layer.ENTITIES,
            Named(str(each.mention.kind), roles.get(each.mention.party or "", "analyst")),
        )
        for each in mentions
    ]


def position_marks(found: Sequence[Statement]) -> list[Mark]:
    """A mark for each statement; those that share words stand in lanes of their own."""
    placed = lanes([statement.span for statement in found])
    return [
        Mark(*each.span, Layer.POSITIONS, Held(each.role, each.directions, lane, of))
        for each, (lane, of) in zip(found, placed, strict=True)
    ]


def highlight_marks(highlights: Sequence[Highlight]) -> list[Mark]:
    """A mark for each highlight."""
    return [
        Mark(each.start, each.end, Layer.HIGHLIGHTS, Pen(each.colour, bool(each.note.strip())))
        for each in highlights
    ]


def lanes(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """For each span, in order of their starts, a lane in which no other covers it, and of how many.

    Spans that do not touch others, directly or through third ones, have one lane.
    """
    placed: list[tuple[int, int]] = []
    group: list[int] = []
    ends: list[int] = []
    for span in spans:
        if ends and span.start >= max(ends):
            placed += [(lane, len(ends)) for lane in group]
            group, ends = [], []
        lane = next((number for number, end in enumerate(ends) if end <= span.start), len(ends))
        if lane == len(ends):
            ends.append(span.end)
        else:
            ends[lane] = span.end
        group.append(lane)
    return placed + [(lane, len(ends)) for lane in group]

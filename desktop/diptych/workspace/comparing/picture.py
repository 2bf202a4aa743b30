"""A timeline as a chart, ready to be drawn."""

from __future__ import annotations

import tomllib

from diptych import paths
from diptych.briefing import Chart, ChartGap, ChartLane, ChartPoint, ChartShift, as_svg
from diptych.dossier import Dossier
from diptych.model import Direction
from diptych.workspace.comparing.columns import DIRECTIONS
from diptych.workspace.comparing.timeline import Lane, Point, Timeline
from diptych.workspace.comparison import ANALYST, BOTH, THIRD, column_name

_QUOTE = 130


def picture(timeline: Timeline, dossier: Dossier, theme: str = "light") -> str:
    """The timeline as SVG in the colours of a theme; columns without a statement are left out."""
    return as_svg(chart(timeline, dossier), palette(theme))


def chart(timeline: Timeline, dossier: Dossier) -> Chart:
    """The timeline as a chart: a row for each direction, the two parties always, others if they speak."""
    first, second = (party.id for party in dossier.parties)
    colours = {first: "party1", second: "party2", BOTH: "shared", THIRD: "analyst", ANALYST: "analyst"}
    shown = [lane for lane in timeline.lanes if lane.points or lane.party in (first, second)]
    return Chart(
        title=f"{timeline.name}: what was said when",
        rows=tuple(direction.capitalize() for direction in DIRECTIONS),
        lanes=tuple(_lane(lane, column_name(dossier, lane.party), colours[lane.party]) for lane in shown),
        start=timeline.start,
        end=timeline.end,
        source=f"{dossier.name}. Hatched: a long time without a statement, which is no position.",
    )


def palette(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    file = paths.resources() / "themes" / f"{theme}.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: value for name, value in content.items() if isinstance(value, str)}


def _lane(lane: Lane, name: str, colour: str) -> ChartLane:
    undated = len(lane.undated)
    said = "1 statement without a date" if undated == 1 else f"{undated} statements without a date"
    return ChartLane(
        name=name,
        colour=colour,
        points=tuple(
            ChartPoint(
                first=point.first,
                last=point.last,
                row=DIRECTIONS.index(point.direction),
                words=_words(point),
                reviewed=point.reviewed,
                neutral=point.direction is Direction.NEUTRAL,
            )
            for point in lane.points
        ),
        shifts=tuple(
            ChartShift(
                first=shift.before.last,
                last=shift.after.first,
                before=_words(shift.before),
                after=_words(shift.after),
            )
            for shift in lane.shifts
        ),
        gaps=tuple(ChartGap(start=gap.start, end=gap.end, empty=not gap.articles) for gap in lane.gaps),
        note=said if undated else "",
    )


def _words(point: Point) -> str:
    quote = " ".join(point.quote.split())
    short = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
    return f"{point.date}, {point.direction}: “{short}”"

"""A timeline as a picture: scalable vector graphics that need nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import NamedTuple

from diptych.model import Value


class ChartPoint(Value, frozen=True):
    """A statement: the first and last day it may be of, the row of its direction, and what it says."""

    first: date
    last: date
    row: int
    words: str
    reviewed: bool = False
    neutral: bool = False


class ChartShift(Value, frozen=True):
    """Where a direction changes and holds: between which days, and what was said before and after."""

    first: date
    last: date
    before: str
    after: str


class ChartGap(Value, frozen=True):
    """A time without a statement; ``empty`` where nothing was read from it either."""

    start: date
    end: date
    empty: bool


class ChartLane(Value, frozen=True):
    """One column's statements; ``colour`` names a colour of the palette, ``note`` says what is not shown."""

    name: str
    colour: str
    points: tuple[ChartPoint, ...]
    shifts: tuple[ChartShift, ...] = ()
    gaps: tuple[ChartGap, ...] = ()
    note: str = ""


class Chart(Value, frozen=True):
    """A timeline. ``rows`` are the directions, from the top of each lane down."""

    title: str
    rows: tuple[str, ...]
    lanes: tuple[ChartLane, ...]
    start: date | None
    end: date | None
    source: str = ""


class _Scale(NamedTuple):
    """From days to the width of the picture."""

    start: int
    days: int

    def x(self, day: date) -> float:
        """How far from the left a day stands."""
        return _LEFT + (day.toordinal() - self.start) * (_WIDTH - _LEFT - _RIGHT) / self.days


_WIDTH, _LEFT, _RIGHT, _TOP = 1200, 220, 32, 72
_ROW, _HEAD, _BETWEEN, _FOOT, _LINE = 22, 28, 16, 56, 18
_RADIUS = 4.5
_FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def as_svg(chart: Chart, palette: Mapping[str, str]) -> str:
    """The timeline as an SVG, 1,200 units wide. ``palette`` has the colours of a theme by name.

    A round mark is a statement, a hollow one neutral, a bar as long as its date is vague; a mark that the
    analyst has reviewed has a ring. Hatching is a time without a statement. Hovering tells the words;
    shifts are numbered and told below with both quotes.
    """
    lane_height = _HEAD + _ROW * len(chart.rows) + _BETWEEN
    shifts = [(lane, shift) for lane in chart.lanes for shift in lane.shifts]
    below = _TOP + lane_height * len(chart.lanes)
    height = below + _FOOT + _LINE * 3 * len(shifts)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
            f'height="{height}" role="img" aria-label="{escape(_fit(chart.title))}" font-family="{_FONT}">'
        ),
        f"<title>{escape(_fit(chart.title))}</title>",
        _hatching(palette),
        f'<rect width="{_WIDTH}" height="{height}" fill="{palette["bg"]}"/>',
        _text(32, 40, chart.title, palette["text"], size=20, weight=600),
    ]
    scale = _scale(chart)
    if scale is None:
        parts.append(_text(_LEFT, _TOP, "No statement on this has a date.", palette["muted"]))
    else:
        parts += _years(scale, chart, below, palette)
    first = 1
    for number, lane in enumerate(chart.lanes):
        parts += _lane(lane, chart.rows, _TOP + number * lane_height, scale, palette, first)
        first += len(lane.shifts)
    for number, (lane, shift) in enumerate(shifts, 1):
        top = below + _LINE * 3 * (number - 1) + _LINE
        parts.append(_text(32, top, f"{number}  {lane.name}", palette["text"], size=11, weight=600))
        parts.append(_text(_LEFT, top, f"Before: {shift.before}", palette["text"], size=11))
        parts.append(_text(_LEFT, top + _LINE, f"After: {shift.after}", palette["text"], size=11))
    parts.append(_text(32, height - 16, chart.source, palette["muted"], size=11))
    return "\n".join([*parts, "</svg>", ""])


def _scale(chart: Chart) -> _Scale | None:
    if chart.start is None or chart.end is None:
        return None
    start = date(chart.start.year, 1, 1).toordinal()
    return _Scale(start, max(1, date(chart.end.year, 12, 31).toordinal() - start))


def _years(scale: _Scale, chart: Chart, bottom: int, palette: Mapping[str, str]) -> Iterator[str]:
    assert chart.start and chart.end
    years = range(chart.start.year, chart.end.year + 1)
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if len(years) / s <= 16), 200)
    for year in years:
        if year % step == 0 or len(years) <= step:
            x = scale.x(date(year, 1, 1))
            yield (
                f'<line x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{bottom}" '
                f'stroke="{palette["border"]}"/>'
            )
            yield _text(x + 4, _TOP - 8, str(year), palette["muted"], size=11)


def _lane(
    lane: ChartLane,
    rows: tuple[str, ...],
    top: int,
    scale: _Scale | None,
    palette: Mapping[str, str],
    first_shift: int,
) -> Iterator[str]:
    colour = palette[lane.colour]
    yield f'<rect x="32" y="{top + 8}" width="4" height="{_ROW * len(rows) + 20}" fill="{colour}"/>'
    yield _text(44, top + 20, lane.name, palette["text"], size=13, weight=600)
    if lane.note:
        yield _text(_LEFT, top + 20, lane.note, palette["muted"], size=11)
    for number, row in enumerate(rows):
        y = _y(top, number)
        yield _text(44, y + 4, row, palette["muted"], size=11)
        yield f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}" stroke="{palette["border"]}"/>'
    if scale is None:
        return
    for gap in lane.gaps:
        yield _gap(gap, top, len(rows), scale)
    for number, shift in enumerate(lane.shifts, first_shift):
        yield _shift(shift, number, top, len(rows), scale, palette)
    for point in lane.points:
        yield _point(point, _y(top, point.row), scale, colour, palette)


def _gap(gap: ChartGap, top: int, rows: int, scale: _Scale) -> str:
    x, end = scale.x(gap.start), scale.x(gap.end)
    why = "no article from this time" if gap.empty else "nothing found in the articles of this time"
    return (
        f'<rect x="{x:.1f}" y="{top + _HEAD}" width="{end - x:.1f}" height="{_ROW * rows}" '
        f'fill="url(#hatch)"><title>{gap.start} to {gap.end}: {why}</title></rect>'
    )


def _shift(
    shift: ChartShift, number: int, top: int, rows: int, scale: _Scale, palette: Mapping[str, str]
) -> str:
    x = (scale.x(shift.first) + scale.x(shift.last)) / 2
    line = (
        f'<line x1="{x:.1f}" y1="{top + _HEAD - 6}" x2="{x:.1f}" y2="{top + _HEAD + _ROW * rows}" '
        f'stroke="{palette["accent"]}" stroke-width="2" stroke-dasharray="4 3">'
        f"<title>{escape(_fit(f'Before: {shift.before} After: {shift.after}'))}</title></line>"
    )
    return line + _text(x - 3, top + _HEAD - 10, str(number), palette["accent"], size=11, weight=600)


def _point(point: ChartPoint, y: float, scale: _Scale, colour: str, palette: Mapping[str, str]) -> str:
    start, end = scale.x(point.first), scale.x(point.last)
    left, width = start - _RADIUS, max(end - start, 0.0) + 2 * _RADIUS
    fill = palette["bg"] if point.neutral else colour
    ring = palette["accent"] if point.reviewed else colour
    opacity = "" if point.first == point.last else ' fill-opacity=".55"'
    return (
        f'<rect x="{left:.1f}" y="{y - _RADIUS}" width="{width:.1f}" height="{2 * _RADIUS}" '
        f'rx="{_RADIUS}" fill="{fill}"{opacity} stroke="{ring}" stroke-width="1.5">'
        f"<title>{escape(_fit(point.words))}</title></rect>"
    )


def _hatching(palette: Mapping[str, str]) -> str:
    return (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><line y2="6" stroke="{palette["hatch"]}" stroke-width="2"/>'
        "</pattern></defs>"
    )


def _text(x: float, y: float, words: str, colour: str, *, size: int = 13, weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(_fit(words))}</text>"
    )


def _fit(words: str) -> str:
    return "".join(c if c.isprintable() else " " for c in words)


def _y(top: int, row: int) -> float:
    return top + _HEAD + _ROW * row + _ROW / 2

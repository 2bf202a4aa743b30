"""A scraped page under reading: its lines, which of them are dropped and why, and what those state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from diptych.importing import dates, shapes
from diptych.importing.layout import Line, weight
from diptych.importing.lexicon import Kind, fold, lexicon
from diptych.model import ArticleDate

_LAST = 15
_INLINE = re.compile(r"[:：»→>]\s*\S")


@dataclass
class Page:
    """What is known of a page so far.

    ``reasons`` has an entry for each dropped line by its index; ``notes`` maps the index of a note's
    line to its marker and the offset of its text. ``end`` is the index after the last line that can
    belong to the article (below it are readers' comments).
    """

    lines: list[Line]
    end: int = 0
    title: str = ""
    subtitle: str = ""
    sections: list[str] = field(default_factory=list)
    dates: list[tuple[str, ArticleDate]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    outlet_guess: str = ""
    guess_evidence: str = ""
    publisher: str = ""
    reasons: dict[int, str] = field(default_factory=dict)
    notes: dict[int, tuple[str, int]] = field(default_factory=dict)

    def text(self, index: int) -> str:
        """The text of a line."""
        return self.lines[index].text

    def drop(self, index: int, reason: str) -> None:
        """Leave a line out of the article; the first reason given stays."""
        self.reasons.setdefault(index, reason)

    def kept(self) -> list[int]:
        """The indices of the lines that are not dropped, in order."""
        return [i for i in range(self.end) if i not in self.reasons]

    def kind(self, index: int) -> Kind | None:
        """The kind of furniture that a line is by its words."""
        if index not in self._kinds:
            self._kinds[index] = lexicon().kind(self.text(index))
        return self._kinds[index]

    def repeats_title(self, index: int) -> bool:
        """Whether a line says nothing but the title."""
        return bool(self.title) and fold(self.text(index)) == self._folded_title

    def group(self, index: int) -> range:
        """The indices of the lines that stand together with this one, without a blank line between."""
        start = index
        while start > 0 and self.lines[start].gap == 0 and index - start < 20:
            start -= 1
        stop = index + 1
        while stop < len(self.lines) and self.lines[stop].gap == 0 and stop - index < 20:
            stop += 1
        return range(start, stop)

    def is_widget_block(self, index: int) -> bool:
        """Whether a short line stands in a block of short lines of which half at least are furniture."""
        group = self.group(index)
        if not 1 < len(group) <= 8 or any(weight(self.text(i)) > 15 for i in group):
            return False
        return sum(self.kind(i) is not None for i in group) * 2 >= len(group)

    def opens_links(self, index: int) -> bool:
        """Whether a line is the heading of a list of links or labels, not itself such a link."""
        kind = self.kind(index)
        return kind is not None and kind.opens == "links" and not _INLINE.search(self.text(index))

    def link_list(self, index: int) -> Kind | None:
        """The kind of the list of links or labels in which a short line stands close under its heading."""
        if self.lines[index].gap or weight(self.text(index)) > 16:
            return None
        group = self.group(index)
        kind = self.kind(group[0])
        if kind is None or kind.opens != "links" or _INLINE.search(self.text(group[0])) or len(group) > 12:
            return None
        texts = [self.text(i) for i in group]
        return None if any(weight(text) > 16 or shapes.is_terminal(text) for text in texts) else kind

    def stands_below(self, index: int) -> bool:
        """Whether a later line says the same as this one."""
        return self._last_of[self.text(index)] > index

    def says(self, phrase: str) -> bool:
        """Whether the text speaks of the phrase; last lines that begin with it tell of an author."""
        last = self.lines[-_LAST].number if len(self.lines) > _LAST else 0
        return any(
            phrase in line.text and not (line.number >= last and line.text.startswith(phrase))
            for line in self._prose
        )

    @cached_property
    def _kinds(self) -> dict[int, Kind | None]:
        return {}

    @cached_property
    def _last_of(self) -> dict[str, int]:
        return {line.text: i for i, line in enumerate(self.lines[: self.end])}

    @cached_property
    def _prose(self) -> list[Line]:
        return [line for line in self.lines if shapes.is_prose(line.text)]

    @property
    def _folded_title(self) -> str:
        return fold(self.title)

    def guess_outlet(self, name: str, evidence: str) -> None:
        """Note an outlet that the page only hints at; the first hint stays."""
        if name and not self.outlet_guess:
            self.outlet_guess, self.guess_evidence = name, evidence

    def state_date(self, text: str, line: shapes.DateLine, where: str) -> None:
        """Note a date that a line states, with what the line calls it."""
        self.dates.append((line.label, dates.as_article_date(text, line.date, where)))

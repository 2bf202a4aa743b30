"""What the links of a page lead to: addresses, which are never opened here, and notes."""

from __future__ import annotations

from diptych.model import Run, Span, Style
from diptych.ui.reader.formats import is_address

_LONGEST_EXPLANATION = 600


class Links:
    """The links of one page. A target is an address, "note:" or "reference:" and a note's marker."""

    def __init__(self, text: str) -> None:
        self.addresses: list[Span] = []
        self._text = text
        self._notes: dict[str, Span] = {}
        self._references: dict[str, Span] = {}

    def add_run(self, run: Run) -> None:
        """Take in a run, if it is a link or refers to a note."""
        if run.style is Style.LINK and is_address(run.target):
            self.addresses.append(Span(run.start, run.end))
        elif run.style is Style.NOTE_REF:
            self._references.setdefault(run.target, Span(run.start, run.end))

    def add_note(self, marker: str, span: Span) -> None:
        """Take in a note."""
        self._notes.setdefault(marker, span)

    def destination(self, target: str) -> Span | None:
        """The note that a reference leads to, or the reference that a note leads back to."""
        kind, _, marker = target.partition(":")
        return {"note": self._notes, "reference": self._references}.get(kind, {}).get(marker)

    def explained(self, target: str) -> str:
        """What a target is, in words: its address, or the text of the note; empty for no target."""
        if is_address(target):
            return target
        span = self.destination(target)
        return self._text[span.start : span.end][:_LONGEST_EXPLANATION] if span else ""

"""Whose words a sentence reports, and which words they are."""

from __future__ import annotations

from typing import NamedTuple

from diptych.analysis.holders import Holder
from diptych.analysis.reading import Reading, Resolved, Sentence
from diptych.analysis.weighing import REPORTING, is_empty
from diptych.model import Voice

_STANCES = frozenset({"offers", "demands", "opposes", "supports", "agrees", "wants", "commits"})
_DEEPEST = {"phrase": 2, "verb": 0}


class Report(NamedTuple):
    """Whose words a sentence reports. ``resolved`` is the frame that says so, None inside a quotation."""

    holder: Holder
    resolved: Resolved | None
    rule: str

    def content(self, sentence: Sentence) -> str:
        """What is said."""
        if self.resolved is None or not self.resolved.frame.content:
            return sentence.text
        return sentence.words(self.resolved.frame.content)

    def holds(self, found: Resolved) -> bool:
        """Whether a frame stands inside what is said."""
        if found is self.resolved:
            return False
        if self.resolved is None:
            return found.quote is not None
        return found.frame.cue in self.resolved.frame.content


def report(sentence: Sentence, reading: Reading) -> Report | None:
    """Whose words a sentence reports: a quotation's speaker, or the source of its reporting cue."""
    quote = sentence.main_quote()
    if quote is not None:
        speaker = reading.speakers.get(quote)
        return Report(speaker, None, "quotation") if speaker is not None else None
    found = [each for each in reading.resolved[sentence.index] if _reports(each)]
    best = min(found, key=_rank, default=None)
    if best is None or best.holder is None or _acts_first(sentence, best, reading):
        return None
    return Report(best.holder, best, f"cue “{sentence.tree.tokens[best.frame.cue].text}”")


def _acts_first(sentence: Sentence, best: Resolved, reading: Reading) -> bool:
    """Whether the main verb tells a stance of the same holder, and its words come second."""
    return any(
        sentence.tree.tokens[each.frame.cue].dep == "ROOT"
        and each.frame.cue < best.frame.cue
        and each.frame.kind == best.frame.kind == "verb"
        and each.frame.group in _STANCES
        and each.holder is not None
        and each.holder.party == best.holder.party
        for each in reading.resolved[sentence.index]
        if best.holder is not None and each.quote is None
    )


def _rank(found: Resolved) -> tuple[bool, bool, int, int]:
    """Who counts first: not who passes words on; then phrases; then what stands higher; then earlier."""
    passes_on = found.holder is not None and found.holder.voice is Voice.MEDIA
    return passes_on, found.frame.kind != "phrase", found.frame.depth, found.frame.cue


def _reports(found: Resolved) -> bool:
    frame, holder = found.frame, found.holder
    if holder is None or not holder.can_speak or found.quote is not None:
        return False
    if frame.passive or frame.group not in REPORTING or is_empty(frame):
        return False
    return frame.depth <= _DEEPEST.get(frame.kind, -1)

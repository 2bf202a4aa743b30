"""A paragraph as the rules see it: sentences with tree, mentions, frames, and who speaks in quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from diptych.analysis import lexicons
from diptych.analysis.attribution import frames
from diptych.analysis.frames import Frame
from diptych.analysis.holders import Holder, Sides
from diptych.analysis.interviews import introduced
from diptych.analysis.parsing import Parse
from diptych.analysis.phrases import Phrases
from diptych.analysis.quotes import Quote
from diptych.analysis.reference import Discourse
from diptych.analysis.surface import Surface
from diptych.analysis.tree import Tree
from diptych.model import EntityKind, Mention, Span

_SPEAKING = frozenset(
    {"says", "believes", "views", "demands", "opposes", "supports", "offers", "regrets", "agrees"}
)
_SPEAKERS = frozenset({EntityKind.PERSON, EntityKind.MEDIA, EntityKind.ORGANISATION})
_NAMING = frozenset({"call", "label", "refer to"})
_MOSTLY = 0.6


class Sentence:
    """One sentence. Token indices are those of its tree, characters those of the text."""

    def __init__(
        self,
        index: int,
        span: Span,
        text: str,
        parse: Parse,
        mentions: Sequence[Mention],
        quotes: Sequence[Quote],
        sides: Sides,
    ) -> None:
        self.index = index
        self.span = span
        self.text = text
        self.tree = Tree(parse.tokens)
        self.mentions = mentions
        self.quotes = [quote for quote in quotes if quote.start < span.end and span.start < quote.end]
        surface = Surface(self.tree, mentions, parse.names, span.start, sides)
        self.phrases = Phrases(surface, sides)
        self.parties = surface.parties(range(len(self.tree)))
        found = frames(self.tree, lexicons.load())
        self.frames = [frame for frame in found if not self._only_names(frame)]

    def quote_at(self, token: int) -> Quote | None:
        """The spoken quotation that a token stands in."""
        at = self.tree.tokens[token].start + self.span.start
        return next((quote for quote in self.quotes if quote.start <= at < quote.end), None)

    def _only_names(self, frame: Frame) -> bool:
        """Whether a cue tells what a place is called: "X calls them the Y"."""
        if frame.kind != "verb" or frame.base not in _NAMING:
            return False
        complements = self.tree.children(frame.cue, "oprd", "attr")
        complements += [i for i in frame.content if self.tree.lower(self.tree.tokens[i].head) == "as"]
        spans = [self.tree.tokens[i].start + self.span.start for i in complements]
        places = [mention for mention in self.mentions if mention.kind is EntityKind.PLACE]
        return any(place.start <= at < place.end for at in spans for place in places)

    def main_quote(self) -> Quote | None:
        """The quotation that most of the sentence stands in."""
        for quote in self.quotes:
            inside = min(quote.end, self.span.end) - max(quote.start, self.span.start)
            if inside >= _MOSTLY * (self.span.end - self.span.start):
                return quote
        return None

    def asks(self) -> bool:
        """Whether the sentence is a question of the author's, as in an interview."""
        return not self.quotes and self.text.rstrip("\"'”’»)*_ ").endswith("?")

    @property
    def own_words(self) -> bool:
        """Whether quotation marks stand around words of somebody in this sentence."""
        return bool(self.quotes)

    def words(self, indices: Sequence[int]) -> str:
        """The text of some tokens, as it stands where they are neighbours."""
        parts: list[str] = []
        first, previous = -1, -2
        for index in [*indices, -1]:
            if index != previous + 1 or index == -1:
                if first >= 0:
                    parts.append(self.text[self.tree.tokens[first].start : self.tree.tokens[previous].end])
                first = index
            previous = index
        return " ".join(parts)


@dataclass(frozen=True)
class Resolved:
    """A frame with its holder and the quotation that its cue stands in."""

    frame: Frame
    holder: Holder | None
    quote: Quote | None


@dataclass
class Reading:
    """A paragraph with every frame resolved, every quotation given its speaker, and the holders that
    are the subjects of sentences or were named before them."""

    sentences: list[Sentence]
    resolved: dict[int, list[Resolved]] = field(default_factory=dict)
    speakers: dict[Quote, Holder | None] = field(default_factory=dict)
    subjects: dict[int, Holder] = field(default_factory=dict)
    recent: dict[int, tuple[Holder, ...]] = field(default_factory=dict)


def read(sentences: list[Sentence], discourse: Discourse, sides: Sides) -> Reading:
    """Resolve a paragraph: first the text outside quotations, in order, then what stands inside them."""
    reading = Reading(sentences)
    quoted = sentences[0].main_quote() is not None
    answer = quoted and (discourse.asked or discourse.interview)
    discourse.interview = discourse.interview or answer
    asking = any(sentence.asks() for sentence in sentences) or (
        discourse.interview and not any(sentence.quotes for sentence in sentences)
    )
    if not asking and not quoted and discourse.begins:
        guest = introduced(
            " ".join(s.text for s in sentences), [m for s in sentences for m in s.mentions], sides
        )
        if guest is not None:
            discourse.introduce(guest)
    for sentence in sentences:
        reading.recent[sentence.index] = discourse.recent()
        _read_outside(sentence, discourse, reading, asking=asking)
    quotes = sorted({quote for sentence in sentences for quote in sentence.quotes})
    if answer and discourse.guest is not None:
        discourse.speaker = discourse.guest
    for quote in quotes:
        reading.speakers.setdefault(quote, _neighbour(quote, reading) or discourse.speaker)
    discourse.asked, discourse.begins = asking, False
    inner = {quote: Discourse(sides) for quote in quotes}
    for sentence in sentences:
        _read_inside(sentence, inner, reading)
        reading.resolved[sentence.index].sort(key=lambda r: r.frame.cue)
    return reading


def _read_outside(sentence: Sentence, discourse: Discourse, reading: Reading, *, asking: bool) -> None:
    discourse.begin()
    found: list[Resolved] = []
    waiting = [m for m in sentence.mentions if not any(q.start <= m.start < q.end for q in sentence.quotes)]
    outside = [frame for frame in sentence.frames if sentence.quote_at(frame.cue) is None]
    for frame in sorted(outside, key=lambda frame: (-1 if frame.source is None else frame.source, frame.cue)):
        waiting = _note_before(sentence, frame.source, waiting, discourse)
        holder = None if frame.source is None else sentence.phrases.resolve(frame.source, discourse)
        if holder is None and frame.passive and frame.group == "agrees":
            holder = sentence.phrases.both_named()
        found.append(Resolved(frame, holder, None))
        if holder is not None and frame.group in _SPEAKING and frame.kind in {"verb", "phrase"}:
            _give_speaker(sentence, frame, holder, reading)
    reading.resolved[sentence.index] = found
    _note_before(sentence, len(sentence.tree), waiting, discourse)
    _note_subjects(sentence, found, discourse, reading, asking=asking)


def _note_before(
    sentence: Sentence, source: int | None, waiting: list[Mention], discourse: Discourse
) -> list[Mention]:
    """Remember the names that stand before a source; what is left waits."""
    if source is None:
        return waiting
    tokens = sentence.tree.tokens
    limit = sentence.span.end if source >= len(tokens) else sentence.span.start + tokens[source].start
    for mention in waiting:
        if mention.end <= limit and (mention.kind in _SPEAKERS or mention.party is not None):
            discourse.note(sentence.phrases.mention_holder(mention, discourse))
    return [mention for mention in waiting if mention.end > limit]


def _give_speaker(sentence: Sentence, frame: Frame, holder: Holder, reading: Reading) -> None:
    cue = sentence.tree.tokens[frame.cue].start + sentence.span.start
    for quote in sentence.quotes:
        known = reading.speakers.get(quote)
        nearer = known is None or min(abs(cue - quote.end), abs(cue - quote.start)) < 60
        if nearer and (frame.group in {"says", "views", "believes"} or known is None):
            reading.speakers[quote] = holder


def _neighbour(quote: Quote, reading: Reading) -> Holder | None:
    """The speaker of the quotation that this one goes on from, in the same paragraph."""
    before = [q for q in reading.speakers if q.end <= quote.start and reading.speakers[q] is not None]
    return reading.speakers[max(before)] if before else None


def _note_subjects(
    sentence: Sentence, found: Sequence[Resolved], discourse: Discourse, reading: Reading, *, asking: bool
) -> None:
    subjects = [r for r in found if r.holder is not None and r.frame.depth == 0 and r.frame.kind != "noun"]
    for resolved in subjects:
        assert resolved.holder is not None
        speaks = not asking and resolved.frame.group in {"says", "believes", "views"}
        discourse.note(resolved.holder, speaks=speaks, subject=True)
    main = sentence.phrases.main_subject(discourse) if sentence.main_quote() is None else None
    if main is not None:
        reading.subjects[sentence.index] = main
    if main is not None and not subjects:
        discourse.note(main, subject=True)


def _read_inside(sentence: Sentence, inner: dict[Quote, Discourse], reading: Reading) -> None:
    for each in sentence.quotes:
        inner[each].begin()
    for frame in sentence.frames:
        quote = sentence.quote_at(frame.cue)
        if quote is None:
            continue
        discourse = inner[quote]
        holder = (
            None
            if frame.source is None
            else sentence.phrases.resolve(frame.source, discourse, reading.speakers[quote])
        )
        reading.resolved[sentence.index].append(Resolved(frame, holder, quote))
        if holder is not None and frame.depth <= 1:
            discourse.note(holder, subject=frame.depth == 0)
    quote = sentence.main_quote()
    main = sentence.phrases.main_subject(inner[quote], reading.speakers[quote]) if quote is not None else None
    if main is not None and quote is not None:
        reading.subjects[sentence.index] = main
        inner[quote].note(main, subject=True)

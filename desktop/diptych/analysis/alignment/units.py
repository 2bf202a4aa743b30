"""An article as the passages that are aligned, each with what it can be told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from diptych.analysis import issues, sentences
from diptych.analysis.alignment import dates
from diptych.analysis.alignment.dates import When
from diptych.analysis.alignment.rarity import Rarity
from diptych.analysis.alignment.roles import Titles
from diptych.analysis.alignment.words import Token, common, kinds, tokens
from diptych.dossier import Dossier
from diptych.model import Block, BlockKind, EntityKind, Mention, Span

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
_LONGEST = 2_400
_PIECE = 1_200
_MOST_UNITS = 20_000
_RARE = 0.7
_COMMON = 0.5
_KIND_WORDS = 80
"""Words among which one that tells of a kind of thing is to be expected anyway."""
_TITLED = 0.8
"""Weight of an office holder known by title only, as a share of one named."""
_PART = 0.5
_PLACE_WORDS = frozenset(
    [
        "in",
        "at",
        "near",
        "off",
        "from",
        "to",
        "around",
        "outside",
        "toward",
        "towards",
        "over",
        "в",
        "на",
        "из",
    ]
)


@dataclass(frozen=True)
class Side:
    """One of two articles to be aligned. ``date`` is ISO, cut to its precision, or None.

    With the dossier, titles that stand for office holders and the dossier's issues are read as well.
    """

    text: str
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...] = ()
    date: str | None = None
    dossier: Dossier | None = None


class Weighed(NamedTuple):
    """Features with their weights, and the sum of these."""

    by_key: Mapping[str, float]
    mass: float

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Weighed:
        """The features of a mapping."""
        return cls(weights, sum(weights.values()))

    def toned(self, down: Mapping[str, float]) -> Weighed:
        """The same features, those named in ``down`` at that share of their weight."""
        return Weighed.of({key: weight * down.get(key, 1.0) for key, weight in self.by_key.items()})


@dataclass(frozen=True)
class Unit:
    """A passage with its features and how much each weighs.

    ``rare`` holds words that few texts have, ``plain`` other words and phrases, ``names`` named things,
    ``topics`` what kind of thing is told and the dossier's issues, ``numbers`` figures. ``counted`` maps
    a noun to the numbers that stand before it, ``ranked`` to its ordinals ("the third round").
    """

    span: Span
    rare: Weighed
    plain: Weighed
    names: Weighed
    topics: Weighed
    numbers: Weighed
    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    counted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ranked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: tuple[When, ...] = ()

    def toned(self, down: Mapping[str, float]) -> Unit:
        """The same passage with less weight for what is common in its article."""
        rare, plain, names, topics = (
            part.toned(down) for part in (self.rare, self.plain, self.names, self.topics)
        )
        return replace(self, rare=rare, plain=plain, names=names, topics=topics)


class Known:
    """What a dossier knows, made ready for one article."""

    def __init__(self, dossier: Dossier) -> None:
        self.titles = Titles(dossier)
        self.issues = issues.finder(dossier)
        self.entities = {entity.id: entity for entity in dossier.entities}


def units(side: Side, rarity: Rarity) -> list[Unit]:
    """The passages of an article in order: its paragraphs, quotes and items; long ones in pieces.

    Headings, notes and tables are none. At most 20,000 are read.
    """
    article = dates.parsed(side.date)
    known = Known(side.dossier) if side.dossier is not None else None
    mentions = sorted(side.mentions, key=lambda mention: mention.start)
    found: list[Unit] = []
    at = 0
    for span in _spans(side):
        while at < len(mentions) and mentions[at].start < span.start:
            at += 1
        stop = at
        while stop < len(mentions) and mentions[stop].start < span.end:
            stop += 1
        unit = _unit(side, span, mentions[at:stop], article, rarity, known)
        if unit is not None:
            found.append(unit)
        if len(found) >= _MOST_UNITS:
            break
    return found


def _spans(side: Side) -> Iterator[Span]:
    for block in side.blocks:
        if block.kind in _KINDS and block.start < block.end:
            yield from _pieces(side.text, Span(block.start, block.end))


def _pieces(text: str, block: Span) -> Iterator[Span]:
    if block.end - block.start <= _LONGEST:
        yield block
        return
    start, last = block.start, block.start
    for sentence in sentences.split(text, block):
        if sentence.end - start > _PIECE and last > start:
            yield Span(start, last)
            start = sentence.start
        last = sentence.end
    yield Span(start, block.end)


def _unit(
    side: Side,
    span: Span,
    mentions: Sequence[Mention],
    article: When | None,
    rarity: Rarity,
    dispute: Known | None,
) -> Unit | None:
    text = side.text
    read = list(tokens(text, span.start, span.end))
    known = [mention for mention in mentions if not mention.entity.startswith("?")]
    names, places, people = _names(read, known, rarity)
    words = _words(read, known, rarity)
    numbers, counted, ranked = _numbers(read)
    if not words and not names:
        return None
    passage = text[span.start : span.end]
    told = dates.told(passage, article)
    if dispute is not None:
        titled = {f"@{each.id}": each for each in dispute.titles.named(passage, _day(told, article))}
        for key in titled.keys() - names.keys():
            names[key] = _TITLED * rarity.entity(key[1:], titled[key].name)
        people |= titled.keys()
        names |= _wholes(names, dispute)
    return Unit(
        span=span,
        rare=Weighed.of({key: weight for key, weight in words.items() if weight >= _RARE}),
        plain=Weighed.of({key: weight for key, weight in words.items() if weight < _RARE}),
        names=Weighed.of(names),
        topics=Weighed.of(_topics(read, passage, dispute)),
        numbers=Weighed.of(numbers),
        places=places,
        people=people,
        counted=counted,
        ranked=ranked,
        dates=told,
    )


def _day(told: Sequence[When], article: When | None) -> str:
    """The ISO date by which titles are read: the first that the passage tells, else the article's."""
    when = next((each for each in told if each.year and not each.named), article)
    if when is None or when.year is None:
        return ""
    parts = [f"{when.year:04}", *(f"{part:02}" for part in (when.month, when.day) if part)]
    return "-".join(parts)


def _wholes(names: Mapping[str, float], dispute: Known) -> dict[str, float]:
    """The things that named ones are part of: an island's group, a ministry's government."""
    found: dict[str, float] = {}
    for key, weight in names.items():
        entity = dispute.entities.get(key[1:]) if key.startswith("@") else None
        if entity is not None and entity.part_of and f"@{entity.part_of}" not in names:
            found[f"@{entity.part_of}"] = _PART * weight
    return found


def _topics(read: Sequence[Token], passage: str, dispute: Known | None) -> dict[str, float]:
    """The kinds of thing that the words tell of, each by how many words of how many do, and the issues."""
    found: dict[str, float] = {}
    for key in {token.key for token in read if token.kind == "word"}:
        for kind in kinds().get(key, ()):
            found[kind] = found.get(kind, 0.0) + 1.0
    room = 0.5 + len(read) / _KIND_WORDS
    found = {f"~{kind}": count / (count + room) for kind, count in found.items()}
    if dispute is not None:
        scores = dispute.issues.scores(passage)
        found |= {f"?{issue}": min(1.0, weight / 2.5) for issue, weight in scores.items() if weight >= 0.7}
    return found


def _words(read: Sequence[Token], mentions: Sequence[Mention], rarity: Rarity) -> dict[str, float]:
    """Words that are no names, and pairs of words that both tell something."""
    found: dict[str, float] = {}
    before: tuple[str, float] | None = None
    inside = _Inside(mentions)
    for token in read:
        if token.kind == "dense":
            found |= dict.fromkeys(_pairs(token.text), 0.5)
        if token.kind != "word" or _is_name(token) or inside.holds(token):
            before = None
            continue
        key = common().same.get(token.key, token.key)
        weight = rarity.word(token.text, key)
        if weight <= 0 or len(key) < 2:
            continue
        found[key] = weight
        if before is not None and before[0] != key:
            found[f"{before[0]} {key}"] = 0.5 * min(before[1], weight)
        before = key, weight
    return found


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(max(1, len(run) - 1))]


def _is_name(token: Token) -> bool:
    """Whether a word is written as a name: a capital where no sentence begins, or all in capitals."""
    if token.kind != "word" or not token.text[0].isupper():
        return False
    weight = common().weights.get(token.key, 1.0)
    if token.opens:
        return weight == 1.0 and len(token.text) > 3
    return weight > _COMMON or (len(token.text) > 1 and token.text.isupper())


class _Inside:
    """Whether tokens, asked for in order, lie inside mentions."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._at = 0

    def holds(self, token: Token) -> bool:
        while self._at < len(self._mentions) and self._mentions[self._at].end <= token.start:
            self._at += 1
        return self._at < len(self._mentions) and self._mentions[self._at].start <= token.start


def _names(
    read: Sequence[Token], mentions: Sequence[Mention], rarity: Rarity
) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
    """Named things by the dossier and by their capitals, which of them are places, and people."""
    found = {f"@{mention.entity}": rarity.entity(mention.entity, mention.name) for mention in mentions}
    places = {f"@{m.entity}" for m in mentions if m.kind is EntityKind.PLACE}
    people = {f"@{m.entity}" for m in mentions if m.kind is EntityKind.PERSON}
    inside = _Inside(mentions)
    before = ""
    for token in read:
        if _is_name(token) and not inside.holds(token):
            key = common().same.get(token.key, token.key)
            found[key] = rarity.word(token.text, key) * (0.7 if token.opens else 1.0)
            if before in _PLACE_WORDS:
                places.add(key)
        before = token.text.lower()
    return {key: weight for key, weight in found.items() if weight > 0}, frozenset(places), frozenset(people)


def _numbers(
    read: Sequence[Token],
) -> tuple[dict[str, float], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Figures by how rare they are, and the nouns that they count or rank."""
    found: dict[str, float] = {}
    counted: dict[str, set[str]] = {}
    ranked: dict[str, set[str]] = {}
    for at, token in enumerate(read):
        if token.kind not in ("number", "ordinal") or _is_day(read, at):
            continue
        if token.kind == "number" and not _is_year(token.key):
            found[token.key] = min(1.0, 0.2 + 0.2 * len(token.key.replace(".", "")))
        table = ranked if token.kind == "ordinal" else counted
        for noun in _nouns_after(read, at):
            table.setdefault(noun, set()).add(token.key)
    return found, _frozen(counted), _frozen(ranked)


def _is_day(read: Sequence[Token], at: int) -> bool:
    return any(dates.is_month(token.text) for token in (*read[max(0, at - 1) : at], *read[at + 1 : at + 2]))


def _is_year(key: str) -> bool:
    return len(key) == 4 and key.isdigit() and 1500 <= int(key) <= 2100


def _nouns_after(read: Sequence[Token], at: int) -> Iterator[str]:
    for token in read[at + 1 : at + 3]:
        if token.kind != "word" or token.opens or common().weights.get(token.key) == 0.0:
            return
        yield common().same.get(token.key, token.key)


def _frozen(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}

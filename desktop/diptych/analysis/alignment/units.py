"""An article as the passages that are aligned, each with what it can be told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diptych.analysis import sentences
from diptych.analysis.alignment import dates
from diptych.analysis.alignment.dates import When
from diptych.analysis.alignment.rarity import Rarity
from diptych.analysis.alignment.words import Token, common, tokens
from diptych.model import Block, BlockKind, EntityKind, Mention, Span

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
_LONGEST = 2_400
_PIECE = 1_200
_MOST_UNITS = 20_000
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
    """One of two articles to be aligned. ``date`` is ISO, cut to its precision, or None."""

    text: str
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...] = ()
    date: str | None = None


@dataclass(frozen=True)
class Unit:
    """A passage with its features and how much each weighs.

    ``words`` holds words and phrases, ``names`` named things, ``numbers`` figures. ``counted`` maps a
    noun to the numbers that stand before it, ``ranked`` to its ordinals ("the third round").
    """

    span: Span
    words: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    counted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ranked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: tuple[When, ...] = ()


def units(side: Side, rarity: Rarity) -> list[Unit]:
    """The passages of an article in order: its paragraphs, quotes and items; long ones in pieces.

    Headings, notes and tables are none. At most 20,000 are read.
    """
    article = dates.parsed(side.date)
    mentions = sorted(side.mentions, key=lambda mention: mention.start)
    found: list[Unit] = []
    at = 0
    for span in _spans(side):
        while at < len(mentions) and mentions[at].start < span.start:
            at += 1
        inside = []
        for mention in mentions[at:]:
            if mention.start >= span.end:
                break
            inside.append(mention)
        unit = _unit(side.text, span, inside, article, rarity)
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
    text: str, span: Span, mentions: Sequence[Mention], article: When | None, rarity: Rarity
) -> Unit | None:
    read = list(tokens(text, span.start, span.end))
    known = [mention for mention in mentions if not mention.entity.startswith("?")]
    names, places, people = _names(read, known, rarity)
    words = _words(read, known, rarity)
    numbers, counted, ranked = _numbers(read)
    if not words and not names:
        return None
    return Unit(
        span=span,
        words=words,
        names=names,
        numbers=numbers,
        places=places,
        people=people,
        counted=counted,
        ranked=ranked,
        dates=dates.told(text[span.start : span.end], article),
    )


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
    return weight > 0.3 or (len(token.text) > 1 and token.text.isupper())


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
    found = {f"@{mention.entity}": rarity.entity(mention.entity) for mention in mentions}
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
        if token.kind not in ("number", "ordinal"):
            continue
        if token.kind == "number" and not _is_year(token.key):
            found[token.key] = min(1.0, 0.2 + 0.2 * len(token.key.replace(".", "")))
        table = ranked if token.kind == "ordinal" else counted
        for noun in _nouns_after(read, at):
            table.setdefault(noun, set()).add(token.key)
    return found, _frozen(counted), _frozen(ranked)


def _is_year(key: str) -> bool:
    return len(key) == 4 and key.isdigit() and 1500 <= int(key) <= 2100


def _nouns_after(read: Sequence[Token], at: int) -> Iterator[str]:
    for token in read[at + 1 : at + 3]:
        if token.kind != "word" or token.opens or common().weights.get(token.key) == 0.0:
            return
        yield common().same.get(token.key, token.key)


def _frozen(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}

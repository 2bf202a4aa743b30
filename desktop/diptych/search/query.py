"""The query language: words, "phrases", OR, NOT or -word, title: outlet: author:, parentheses, word*.

Any string can be read. What makes no sense is left out, with a note that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from diptych.search.words import FUNCTION_WORDS, Token, is_dense, tokens

FIELDS = {"title": "title", "outlet": "outlet", "author": "authors", "authors": "authors"}
"""The prefixes of a query and the fields that they name."""

MOST_CHARACTERS = 2000
MOST_WORDS = 64
DEEPEST = 20


class Slot(NamedTuple):
    """A place in a phrase. ``dense``: one character of a script without spaces, ``term`` its pair."""

    offset: int
    word: str
    term: str
    kind: Literal["word", "prefix", "dense"]

    def accepts(self, word: str, term: str) -> bool:
        """Whether a word of a text, or a character of a dense script, can stand in this place."""
        if self.kind == "dense":
            return word == self.word
        return term == self.term or (self.kind == "prefix" and word.startswith(self.word))


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other, or one word; in one field, or in any where ``field`` is empty."""

    slots: tuple[Slot, ...]
    field: str = ""
    quoted: bool = False

    @property
    def is_compound(self) -> bool:
        """Whether these are several words that hyphens or dots join, and not quotes or a script's habit."""
        return len(self.slots) > 1 and not self.quoted and all(slot.kind != "dense" for slot in self.slots)

    @property
    def label(self) -> str:
        """The words as they are shown."""
        dense = self.slots[0].kind == "dense"
        return ("" if dense else " ").join(slot.word for slot in self.slots)


@dataclass(frozen=True)
class AnyOf:
    """At least one of the parts. ``spelling``: the parts are ways to write the same compound."""

    parts: tuple[Node, ...]
    spelling: bool = False


@dataclass(frozen=True)
class AllOf:
    """Each of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Without the part."""

    part: Node


Node = Phrase | AnyOf | AllOf | Not


class Query(NamedTuple):
    """How a query was read: None where there is nothing to look for."""

    node: Node | None
    notes: tuple[str, ...]


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query; with ``typing`` its last word, when no space or quote ends it, is a prefix."""
    notes: list[str] = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        notes.append(f"Only the first {MOST_CHARACTERS} characters of the query were read.")
    pieces = list(_scan(text))
    if len(pieces) > MOST_WORDS:
        pieces = pieces[:MOST_WORDS]
        notes.append(f"Only the first {MOST_WORDS} words of the query were read.")
    node = _Reader(pieces, typing, notes).read()
    if node is None and text.strip() and not notes:
        notes.append("The query has no word to search for.")
    return Query(node, tuple(notes))


def leaves(node: Node | None) -> Iterator[Phrase]:
    """The phrases that a match may hold; what stands under a Not is left out."""
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, AnyOf | AllOf):
        for part in node.parts:
            yield from leaves(part)


def relaxed(node: Node) -> tuple[list[Node], list[Not]]:
    """What stands side by side in a query, of which some may do, and what it excludes.

    The words of a compound that hyphens join count singly; a phrase in quotes stays one.
    """
    parts = node.parts if isinstance(node, AllOf) else (node,)
    wanted: list[Node] = []
    for part in parts:
        first = part.parts[0] if isinstance(part, AnyOf) and part.spelling else part
        if isinstance(first, Phrase) and first.is_compound:
            wanted += [Phrase((slot._replace(offset=0),), first.field) for slot in first.slots]
        elif not isinstance(part, Not):
            wanted.append(part)
    return wanted, [part for part in parts if isinstance(part, Not)]


class _Piece(NamedTuple):
    kind: Literal["word", "phrase", "open phrase", "(", ")", "OR", "AND", "NOT"]
    text: str = ""
    field: str = ""
    last: bool = False


_QUOTES = '"“”„‟«»＂「」『』'
_NAME = "|".join(FIELDS)
_PIECE = re.compile(
    rf"(?P<space>\s+)|(?P<field>(?:{_NAME})\s*[:：]\s*(?=\S))|(?P<quote>[{_QUOTES}])|(?P<paren>[()（）])"
    rf"|(?P<minus>[-−](?=[^\s\-−]))|(?P<word>[^\s{_QUOTES}()（）]+)",
    re.IGNORECASE,
)
_CLOSING = re.compile(f"[{_QUOTES}]")
_OPERATORS: dict[str, Literal["OR", "AND", "NOT"]] = {
    "OR": "OR", "|": "OR", "||": "OR", "AND": "AND", "&": "AND", "&&": "AND", "NOT": "NOT",
}  # fmt: skip


def _scan(text: str) -> Iterator[_Piece]:
    """The pieces of a query from left to right."""
    at, field = 0, ""
    while match := _PIECE.match(text, at):
        at, found = match.end(), match.group()
        kind = match.lastgroup
        if kind == "field":
            field = FIELDS[re.split(r"\s*[:：]", found)[0].lower()]
            continue
        if kind == "quote":
            closing = _CLOSING.search(text, at)
            end = closing.start() if closing else len(text)
            yield _Piece("phrase" if closing else "open phrase", text[at:end], field, closing is None)
            at = closing.end() if closing else end
        elif kind == "paren":
            yield _Piece("(" if found in "(（" else ")", field=field)
        elif kind == "minus":
            yield _Piece("NOT")
            continue
        elif kind == "word":
            operator = _OPERATORS.get(found)
            yield _Piece(operator) if operator else _Piece("word", found, field, at == len(text))
        field = ""


class _Reader:
    """Reads pieces by recursive descent; never fails."""

    def __init__(self, pieces: list[_Piece], typing: bool, notes: list[str]) -> None:
        self._pieces = pieces
        self._at = 0
        self._depth = 0
        self._typing = typing
        self._notes = notes

    def read(self) -> Node | None:
        parts = []
        while self._at < len(self._pieces):
            part = self._either("")
            if part is not None:
                parts.append(part)
            if self._peek() == ")":
                self._at += 1
                self._note("A closing parenthesis has no opening one; it was left out.")
        return _all(parts)

    def _note(self, sentence: str) -> None:
        if not self._typing and sentence not in self._notes:
            self._notes.append(sentence)

    def _peek(self) -> str:
        return self._pieces[self._at].kind if self._at < len(self._pieces) else ""

    def _either(self, field: str) -> Node | None:
        """Alternatives, up to a closing parenthesis or the end."""
        parts = [self._sequence(field)]
        while self._peek() == "OR":
            self._at += 1
            parts.append(self._sequence(field))
        present = tuple(part for part in parts if part is not None)
        if len(present) < len(parts) and len(parts) > 1:
            self._note("OR needs a word on both sides; it was left out.")
        return AnyOf(present) if len(present) > 1 else present[0] if present else None

    def _sequence(self, field: str) -> Node | None:
        """What stands side by side: all of it is wanted."""
        parts: list[Node] = []
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self._at += 1
                continue
            parts.extend(self._item(field))
        return _all(_without_function_words(parts))

    def _item(self, field: str, negated: bool = False) -> list[Node]:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind == "NOT":
            return self._negation(field)
        if piece.kind == "(":
            group = self._group(piece.field or field)
            return [] if group is None else [group]
        prefix = self._typing and piece.last and not negated
        if piece.kind == "open phrase":
            self._note("The quotation mark is not closed; the phrase was read to the end of the query.")
        if piece.kind in ("phrase", "open phrase"):
            found = any(True for _ in tokens(piece.text))
            return [_spelt(piece.text, piece.field or field, prefix, quoted=True)] if found else []
        return self._words(piece.text, piece.field or field, prefix)

    def _negation(self, field: str) -> list[Node]:
        while self._peek() in ("NOT", "AND"):
            self._at += 1
        if self._peek() in ("", ")", "OR"):
            self._note("NOT needs a word after it; it was left out.")
            return []
        excluded = self._item(field, negated=True)
        return [Not(part) for part in excluded]

    def _group(self, field: str) -> Node | None:
        if self._depth >= DEEPEST:
            self._note("The parentheses are nested too deep; the innermost were left out.")
            return None
        self._depth += 1
        node = self._either(field)
        self._depth -= 1
        if self._peek() == ")":
            self._at += 1
        else:
            self._note("A parenthesis is not closed; it was read to the end of the query.")
        return node

    def _words(self, text: str, field: str, prefix: bool) -> list[Node]:
        starred = text.endswith("*") and len(text) > 1
        if text.startswith(("*", "?")):
            self._note("A word cannot begin with a wildcard; it was left out.")
        unknown = re.match(r"([^\W\d_]+):(?=\w)", text)
        if unknown:
            self._note(f"There is no field “{unknown.group(1)}”; its name was searched as a word.")
        return [_spelt(whole, field, last and (prefix or starred)) for whole, last in _compounds(text)]


def _all(parts: list[Node]) -> Node | None:
    return AllOf(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _without_function_words(parts: list[Node]) -> list[Node]:
    """Without "the" and its like, as long as another word is wanted."""
    kept = [part for part in parts if not _is_function_word(part)]
    return kept if any(not isinstance(part, Not) for part in kept) else parts


def _is_function_word(part: Node) -> bool:
    if not isinstance(part, Phrase) or len(part.slots) > 1 or part.field:
        return False
    slot = part.slots[0]
    return slot.kind == "word" and slot.word in FUNCTION_WORDS


_JOINTS = re.compile(r"[-‐‑‒–_.@&:+'’\u00ad]+")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑‒–]+(?=\w)")
_PARTED = re.compile(r"(?:anti|co|inter|multi|non|post|pre)(?=[a-z]{4})")


def _compounds(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a piece, those together that hyphens or dots join, and whether it is the last."""
    groups: list[list[Token]] = []
    for token in tokens(text):
        if groups and _follows(text, groups[-1][-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    for group in groups:
        yield text[group[0].start : group[-1].end], group is groups[-1]


def _follows(text: str, before: Token, after: Token) -> bool:
    between = text[before.end : after.start]
    return not between or _JOINTS.fullmatch(between) is not None


def _spelt(text: str, field: str, prefix: bool, *, quoted: bool = False) -> Node:
    """Words in a row, with the other spellings of compounds: "co-operation" and "cooperation"."""
    spellings = dict.fromkeys(
        Phrase(_slots(found, prefix), field, quoted)
        for spelling in (text, _HYPHEN.sub("", text), *_parted(text))
        if (found := list(tokens(spelling)))
    )
    phrases = tuple(spellings)
    return AnyOf(phrases, spelling=True) if len(phrases) > 1 else phrases[0]


def _parted(text: str) -> Iterator[str]:
    """The text with a hyphen put after a word's first syllable, where such a syllable is often set apart."""
    for token in tokens(text):
        if first := _PARTED.match(token.word):
            rest = token.word[first.end() :]
            yield f"{text[: token.start]}{first.group()}-{rest}{text[token.end :]}"


def _slots(found: list[Token], prefix: bool) -> tuple[Slot, ...]:
    first = found[0].position
    slots = []
    for token in found:
        kind: Literal["word", "prefix", "dense"] = "word"
        if is_dense(token.word):
            kind = "dense"
        elif prefix and token is found[-1]:
            kind = "prefix"
        slots.append(Slot(token.position - first, token.word, token.term, kind))
    return tuple(slots)

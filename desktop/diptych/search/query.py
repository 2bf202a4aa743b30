"""The query language: words, "phrases", near, OR, NOT or -word, fields, brackets, word*, word~.

Any string can be read. What makes no sense is left out, with a problem that says so at its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from diptych.model import Expansion, QueryProblem
from diptych.search import dates
from diptych.search.distance import allowed
from diptych.search.names import Names, Subject
from diptych.search.naming import Part, with_names
from diptych.search.nodes import AllOf, AnyOf, Filter, Named, Node, Not, Phrase, Slot
from diptych.search.scanning import ENTITY, EXACT, FILTERS, Piece, pieces
from diptych.search.spelt import compounds, spelt
from diptych.search.wildcards import beginning
from diptych.search.words import FUNCTION_WORDS, QUESTION_WORDS, fold, stem, tokens

MOST_CHARACTERS = 2000
MOST_WORDS = 64
DEEPEST = 20

QUESTION = 5
"""Words in a row from which on a query is a question: not every word of it can be wanted."""

_SHORTEST_FUZZY = 3


class Query(NamedTuple):
    """How a query was read: ``node`` is None where there is nothing to look for.

    ``question``: it is a sentence, of which the informative words count. ``cut`` are the words that
    begin so many others that not all are searched. ``subjects`` are what it is about.
    """

    node: Node | None
    problems: tuple[QueryProblem, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    question: bool = False
    cut: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the problems say."""
        return tuple(dict.fromkeys(problem.sentence for problem in self.problems))


def parse(
    text: str, *, typing: bool = False, names: Names | None = None, off: frozenset[str] = frozenset()
) -> Query:
    """Read a query; with ``typing`` its last word, when no space or quote ends it, is a prefix.

    Names among its words stand for all their forms, but for those of entities that are ``off``.
    """
    problems: list[QueryProblem] = []
    if len(text) > MOST_CHARACTERS:
        sentence = f"Only the first {MOST_CHARACTERS} characters of the query were read."
        problems.append(QueryProblem(start=MOST_CHARACTERS, end=len(text), sentence=sentence))
        text = text[:MOST_CHARACTERS]
    found = list(pieces(text))
    if len(found) > MOST_WORDS:
        sentence = f"Only the first {MOST_WORDS} words of the query were read."
        problems.append(QueryProblem(start=found[MOST_WORDS].start, end=len(text), sentence=sentence))
        found = found[:MOST_WORDS]
    known = names or Names(())
    reader = _Reader(found, typing, problems, known, off)
    node = reader.read()
    if node is None and text.strip() and not problems:
        sentence = "The query has no word to search for."
        problems.append(QueryProblem(start=0, end=len(text), sentence=sentence))
    plain = all(piece.kind == "word" and not piece.field for piece in found)
    subjects = known.subjects(text) if plain and len(found) > 1 else ()
    return Query(
        node,
        tuple(problems),
        tuple(reader.expansions),
        plain and _is_question(found, node),
        subjects=tuple(each for each in subjects if each.name not in off),
    )


def _is_question(found: Sequence[Piece], node: Node | None) -> bool:
    return (
        len(found) >= QUESTION
        and isinstance(node, AllOf)
        and not any(isinstance(part, Not) for part in node.parts)
    )


class _Reader:
    """Reads pieces by recursive descent; never fails."""

    def __init__(
        self,
        found: list[Piece],
        typing: bool,
        problems: list[QueryProblem],
        names: Names,
        off: frozenset[str],
    ) -> None:
        self._pieces = found
        self._at = 0
        self._depth = 0
        self._typing = typing
        self._problems = problems
        self._names = names
        self._off = off
        self.expansions: list[Expansion] = []

    def read(self) -> Node | None:
        parts = []
        while self._at < len(self._pieces):
            part = self._either("")
            if part is not None:
                parts.append(part)
            if self._peek() == ")":
                self._note(self._pieces[self._at], "A closing bracket has no opening one; it was left out.")
                self._at += 1
        return _all(parts)

    def _note(self, piece: Piece, sentence: str, *, always: bool = False) -> None:
        known = any(problem.sentence == sentence for problem in self._problems)
        if (always or not self._typing) and not known:
            self._problems.append(QueryProblem(start=piece.start, end=piece.end, sentence=sentence))

    def _peek(self) -> str:
        return self._pieces[self._at].kind if self._at < len(self._pieces) else ""

    def _either(self, field: str) -> Node | None:
        """Alternatives, up to a closing bracket or the end."""
        parts = [self._sequence(field)]
        while self._peek() == "OR":
            operator = self._pieces[self._at]
            self._at += 1
            parts.append(self._sequence(field))
            if parts[-1] is None or parts[-2] is None:
                self._note(operator, "OR needs a word on both sides; it was left out.")
        present = tuple(part for part in parts if part is not None)
        return AnyOf(present) if len(present) > 1 else present[0] if present else None

    def _sequence(self, field: str) -> Node | None:
        """What stands side by side: all of it is wanted."""
        parts: list[Part] = []
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self._at += 1
                continue
            parts.extend(self._item(field))
        nodes, found = with_names(parts, self._names, self._off)
        self.expansions += [each for each in found if each not in self.expansions]
        return _all(_without_function_words(nodes))

    def _item(self, field: str, negated: bool = False) -> list[Part]:
        piece = self._pieces[self._at]
        self._at += 1
        field = piece.field or field
        if piece.kind == "NOT":
            return self._negation(piece, field)
        if piece.kind == "(":
            group = self._group(piece, field)
            return [] if group is None else [Part(group)]
        prefix = self._typing and piece.last and not negated
        if piece.kind == "open phrase":
            self._note(
                piece, "The quotation mark is not closed; the phrase was read to the end of the query."
            )
        if field in FILTERS:
            return self._filter(piece, field)
        if field == ENTITY:
            return self._entity(piece, prefix)
        exact = field == EXACT
        field = "" if exact else field
        if piece.kind in ("phrase", "open phrase"):
            found = any(True for _ in tokens(piece.text))
            within = piece.within
            return [Part(spelt(piece.text, field, prefix, quoted=True, within=within))] if found else []
        return [
            part._replace(text="") if exact or field else part for part in self._words(piece, field, prefix)
        ]

    def _negation(self, operator: Piece, field: str) -> list[Part]:
        while self._peek() in ("NOT", "AND"):
            self._at += 1
        if self._peek() in ("", ")", "OR"):
            self._note(operator, "NOT needs a word after it; it was left out.")
            return []
        excluded = self._item(field, negated=True)
        nodes, found = with_names(excluded, self._names, self._off)
        self.expansions += [each for each in found if each not in self.expansions]
        return [Part(Not(node)) for node in nodes]

    def _group(self, opening: Piece, field: str) -> Node | None:
        if self._depth >= DEEPEST:
            self._note(opening, "The brackets are nested too deep; the innermost were left out.")
            return None
        self._depth += 1
        node = self._either(field)
        self._depth -= 1
        if self._peek() == ")":
            self._at += 1
        else:
            self._note(opening, "A bracket is not closed; it was read to the end of the query.")
        return node

    def _filter(self, piece: Piece, field: str) -> list[Part]:
        value = piece.text.strip()
        if field == "date" and dates.interval(value) is None:
            if not piece.last:
                self._note(piece, f"“{value}” is no date; write 2016, 2016-12, 2015..2017 or >2016-12.")
            return []
        return [Part(Filter(field, value, piece.start, piece.end))] if value else []

    def _entity(self, piece: Piece, prefix: bool) -> list[Part]:
        things = self._names.called(piece.text)
        if things:
            nodes, found = with_names(
                [Part(_any_form(things[0].name), things[0].name)], self._names, self._off
            )
            self.expansions += [each for each in found if each not in self.expansions]
            return [Part(node) for node in nodes]
        if not any(True for _ in tokens(piece.text)):
            return []
        if not prefix:
            self._note(piece, f"No name “{piece.text}” is known; it was searched as words.")
        return [Part(spelt(piece.text, "", prefix, quoted=True))]

    def _words(self, piece: Piece, field: str, prefix: bool) -> list[Part]:
        text = piece.text
        if (fuzzy := re.fullmatch(r"(.+?)[~～]([12])?", text)) and (made := _fuzzy(fuzzy, field)):
            return [Part(made)]
        inner = text.rstrip("?？!！.,;:…")
        if re.search(r"[*?]", inner.rstrip("*")) and (made := self._wildcard(piece, inner, field)):
            return [Part(made)]
        starred = text.endswith("*") and len(text) > 1
        unknown = re.match(r"([^\W\d_]+):(?=\w)", text)
        if unknown:
            self._note(piece, f"There is no field “{unknown.group(1)}”; its name was searched as a word.")
        return [
            Part(spelt(whole, field, last and (prefix or starred)), "" if last and starred else whole)
            for whole, last in compounds(text)
        ]

    def _wildcard(self, piece: Piece, text: str, field: str) -> Node | None:
        """A word with wildcards in it; None where nothing but words and signs remain."""
        parts = re.split(r"([*?]+)", text)
        letters = [fold(part) if n % 2 == 0 else part for n, part in enumerate(parts)]
        word = "".join(letters)
        if not any(letters[::2]):
            return None
        if not beginning(word) and sum(map(len, letters[::2])) < _SHORTEST_FUZZY:
            self._note(
                piece, "A word that begins with a wildcard needs three letters; the wildcard was left out."
            )
            return None
        return Phrase((Slot(0, word, word, "wildcard"),), field)


def _any_form(name: str) -> Node:
    return spelt(name, "", False, quoted=True)


def _fuzzy(match: re.Match[str], field: str) -> Node | None:
    found = list(tokens(match[1]))
    if len(found) != 1 or len(found[0].word) < _SHORTEST_FUZZY or len(found[0].term) > len(found[0].word):
        return None
    word = found[0].word
    edits = int(match[2]) if match[2] else allowed(word)
    return Phrase((Slot(0, word, stem(word), "fuzzy", edits=edits),), field)


def _all(parts: list[Node]) -> Node | None:
    return AllOf(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _without_function_words(parts: list[Node]) -> list[Node]:
    """Without "the" and its like as long as another word is wanted; in a question without "who" too."""
    words = FUNCTION_WORDS | QUESTION_WORDS if len(parts) >= QUESTION else FUNCTION_WORDS
    kept = [part for part in parts if not _is_of(part, words)]
    return kept if any(not isinstance(part, Not | Filter) for part in kept) else parts


def _is_of(part: Node, words: frozenset[str]) -> bool:
    if not isinstance(part, Phrase) or len(part.slots) > 1 or part.field:
        return False
    slot = part.slots[0]
    return slot.kind == "word" and slot.word in words


__all__ = ["AllOf", "AnyOf", "Filter", "Named", "Node", "Not", "Phrase", "Query", "parse"]

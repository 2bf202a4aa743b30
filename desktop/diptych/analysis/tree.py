"""A sentence's dependency tree, with the few questions that the rules ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.analysis import lexicons
from diptych.analysis.parsing import Token

_NOUN_TAGS = ("NN", "PRP", "WP", "DT", "CD", "EX")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})


class Tree:
    """The tokens of one sentence and how they hang together. Indices are those of ``tokens``."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._children: list[list[int]] = [[] for _ in tokens]
        for index, token in enumerate(tokens):
            if token.head != index:
                self._children[token.head].append(index)

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *deps: str) -> list[int]:
        """The dependents of a token in order, or those with one of the labels."""
        return [c for c in self._children[index] if not deps or self.tokens[c].dep in deps]

    def child(self, index: int, *deps: str) -> int | None:
        """The first dependent with one of the labels."""
        return next((c for c in self._children[index] if self.tokens[c].dep in deps), None)

    def head(self, index: int) -> int | None:
        """The token that governs this one, None for a root."""
        head = self.tokens[index].head
        return None if head == index else head

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        head = self.head(index)
        while head is not None:
            yield head
            head = self.head(head)

    def subtree(self, index: int) -> list[int]:
        """A token and everything under it, in order."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(self._children[at])
        return sorted(found)

    def lower(self, index: int) -> str:
        """The form in lower case."""
        return self.tokens[index].lower

    def is_verb(self, index: int) -> bool:
        """Whether a token is tagged as a verb (a modal is none)."""
        return self.tokens[index].tag.startswith("VB")

    def is_nominal(self, index: int) -> bool:
        """Whether a token can head a noun phrase."""
        return self.tokens[index].tag.startswith(_NOUN_TAGS)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, or the one it shares with the clause it hangs on."""
        seen: set[int] = set()
        at: int | None = verb
        while at is not None and at not in seen:
            seen.add(at)
            own = self.child(at, "nsubj", "nsubjpass")
            if own is not None:
                return self._antecedent(at, own)
            token = self.tokens[at]
            if token.dep in {"acl", "relcl"} and token.head != at:
                return token.head if self.is_nominal(token.head) else None
            if token.dep not in {"conj", "xcomp", "advcl", "aux", "ccomp", "pcomp"}:
                return None
            at = self._clause_above(at)
        return None

    def _antecedent(self, verb: int, subject: int) -> int:
        """What a relative pronoun stands for, else the subject itself."""
        head = self.head(verb)
        if (
            self.lower(subject) in {"who", "which", "that"}
            and self.tokens[verb].dep == "relcl"
            and head is not None
        ):
            return head
        return subject

    def _clause_above(self, verb: int) -> int | None:
        for above in self.ancestors(verb):
            if self.is_verb(above) or self.tokens[above].tag == "MD" or self.tokens[above].dep == "ROOT":
                return above
        return None

    def is_passive(self, verb: int) -> bool:
        """Whether a verb stands in the passive."""
        return self.child(verb, "auxpass", "nsubjpass") is not None

    def agent(self, verb: int) -> int | None:
        """Who does what a passive verb tells ("by X")."""
        by = self.child(verb, "agent")
        return None if by is None else self.child(by, "pobj")

    def is_negated(self, index: int) -> bool:
        """Whether "not", "never" or "no longer" stands with a token, or with the verb that carries it."""
        negators = {"not", "n't", "never", "neither", "nor", "hardly", "no"}
        near = [
            *self._children[index],
            *(self._children[self.tokens[index].head] if self.tokens[index].dep == "xcomp" else ()),
        ]
        return any(
            self.lower(c) in negators and self.tokens[c].dep in {"neg", "advmod", "preconj", "det"}
            for c in near
        )

    def modal(self, verb: int) -> str:
        """The modal of a verb in lower case, or ""."""
        return next((self.lower(c) for c in self._children[verb] if self.tokens[c].tag == "MD"), "")

    def depth(self, index: int) -> int:
        """How many clauses a token lies under the main one."""
        chain = (index, *self.ancestors(index))
        return sum(self.tokens[at].dep in _CLAUSES and not self._prolongs(at) for at in chain)

    def _prolongs(self, index: int) -> bool:
        aspectual = lexicons.load().grammar["aspectual"]
        return (
            self.tokens[index].dep in {"xcomp", "ccomp"} and self.lower(self.tokens[index].head) in aspectual
        )

    def coordinated(self, index: int) -> list[int]:
        """A noun and the nouns joined to it ("A, B and C")."""
        found, at = [index], index
        while (following := self.child(at, "conj")) is not None and following not in found:
            found.append(following)
            at = following
        return found

    def span(self, indices: Sequence[int]) -> tuple[int, int]:
        """The characters from the first to the last of some tokens."""
        return self.tokens[indices[0]].start, self.tokens[indices[-1]].end

    def left_edge(self, index: int) -> int:
        """The first token of the phrase that a token heads, leaving out what stands after the head."""
        return min([i for i in self.subtree(index) if i <= index])

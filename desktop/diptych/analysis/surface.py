"""What stands on the face of a sentence: names, nationalities and the nouns that say what somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.analysis import lexicons
from diptych.analysis.gazetteer import folded
from diptych.analysis.holders import THIRD, Sides, voice_of
from diptych.analysis.parsing import Name
from diptych.analysis.tree import Tree
from diptych.model import EntityKind, Mention, Voice

_NEARBY = 9


class Surface:
    """The tokens of one sentence with what they name. ``offset`` is where the sentence stands in the text."""

    def __init__(
        self, tree: Tree, mentions: Sequence[Mention], names: Sequence[Name], offset: int, sides: Sides
    ) -> None:
        self.tree = tree
        self._sides = sides
        self._mention_at = {
            index: mention
            for mention in mentions
            for index, token in enumerate(tree.tokens)
            if mention.start <= token.start + offset < mention.end
        }
        self._foreign = _labelled(tree, names, "NORP")
        self._landscape = _labelled(tree, names, "LOC")

    def mention(self, index: int) -> Mention | None:
        """The mention that a token is part of."""
        return self._mention_at.get(index)

    def tokens_of(self, mention: Mention) -> list[int]:
        """The tokens of a mention."""
        return [index for index, known in self._mention_at.items() if known == mention]

    def is_landscape(self, index: int) -> bool:
        """Whether a token is part of an island, a sea or another place that is no state and no town."""
        return index in self._landscape

    def is_national(self, index: int) -> bool:
        """Whether a token is an adjective or noun of nationality."""
        return index in self._foreign or folded(self.tree.lower(index)) in self._sides.demonyms

    def party_at(self, index: int) -> str:
        """The party that a token points to by name or nationality, "third" for another state, or ""."""
        mention = self._mention_at.get(index)
        if mention is not None:
            known_body = mention.kind is EntityKind.ORGANISATION and not mention.entity.startswith("?")
            another = known_body or (mention.kind is EntityKind.PLACE and not self.is_landscape(index))
            return mention.party or (THIRD if another else "")
        party = self._sides.demonyms.get(folded(self.tree.lower(index)), "")
        return party or (THIRD if index in self._foreign else "")

    def parties(self, indices: Sequence[int]) -> set[str]:
        """The two parties, as far as tokens name them."""
        return {party for index in indices if (party := self.party_at(index)) in self._sides.parties}

    def parties_around(self, head: int) -> set[str]:
        """The two parties, as far as the sentence names them outside of what the phrase's verb governs."""
        verb = self.tree.head(head)
        governed = () if verb is None else self.tree.children(verb, "ccomp", "xcomp", "dobj", "prep", "advcl")
        apart = {i for child in governed if child > head for i in self.tree.subtree(child)}
        return self.parties([i for i in range(len(self.tree)) if i not in apart])

    def voice(self, head: int) -> Voice | None:
        """What kind of holder a noun names."""
        voices = lexicons.load().roles.voices
        word = self.tree.lower(head)
        singular = word.removesuffix("s")
        if singular.endswith(("ologist", "scientist")):
            return Voice.ANALYST
        if word in {"agency", "service"} and self._left(head) & {"news", "press"}:
            return Voice.MEDIA
        named = voices.get(word) or voices.get(singular)
        return Voice(named) if named is not None else None

    def voice_after(self, head: int) -> Voice | None:
        """What kind of holder the words after a name and a comma describe."""
        following = range(head + 1, min(len(self.tree), head + _NEARBY))
        if following and self.tree.tokens[head + 1].text == ",":
            return voice_of(self.words(following))
        return None

    def is_former(self, head: int) -> bool:
        """Whether a noun names what somebody once was."""
        return bool(self._left(head) & {"former", "ex", "retired"})

    def is_definite(self, head: int) -> bool:
        """Whether a phrase names somebody known: no "a", "some" or "many" before its head."""
        return not self._left(head) & lexicons.load().grammar["undefined"]

    def is_pair(self, head: int) -> bool:
        """Whether a plural noun without an owner means the two parties ("both sides", "the leaders")."""
        roles = lexicons.load().roles
        if self.tree.lower(head) not in roles.together or self.tree.tokens[head].tag != "NNS":
            return False
        left = self._left(head)
        return bool(left & {*roles.determiners, "joint"}) or left <= {"the", "these", "respective"}

    def is_plural(self, head: int) -> bool:
        """Whether a noun is tagged as a plural."""
        return self.tree.tokens[head].tag == "NNS"

    def person_after(self, head: int) -> Mention | None:
        """The person whose name follows a title."""
        following = self._mention_at.get(head + 1)
        return following if following is not None and following.kind is EntityKind.PERSON else None

    def of(self, head: int) -> int | None:
        """The noun that an "of" ties to another."""
        of = next((p for p in self.tree.children(head, "prep") if self.tree.lower(p) == "of"), None)
        return None if of is None else self.tree.child(of, "pobj")

    def core(self, head: int) -> range:
        """A phrase without clauses and appositions: what stands before its head, and its "of" phrase."""
        of = self.of(head)
        right = head if of is None else max((i for i in self.tree.subtree(of) if i <= of), default=head)
        return range(self.tree.left_edge(head), right + 1)

    def joined_before(self, head: int) -> list[int]:
        """The name that "and" joins to the one before a verb, where the parser took it for a modifier."""
        mention = self._mention_at.get(head)
        if mention is None:
            return []
        first = min(self.tokens_of(mention))
        other = self._mention_at.get(first - 2)
        if other is None or other.kind is not mention.kind or self.tree.lower(first - 1) != "and":
            return []
        return [first - 2] if first - 2 in self.tree.subtree(head) else []

    def words(self, indices: Sequence[int]) -> str:
        """The words of some tokens with blanks between them."""
        return " ".join(self.tree.tokens[i].text for i in indices)

    def _left(self, head: int) -> set[str]:
        return {self.tree.lower(i) for i in self.core(head) if i < head}


def _labelled(tree: Tree, names: Sequence[Name], label: str) -> set[int]:
    return {
        index
        for index, token in enumerate(tree.tokens)
        for name in names
        if name.label == label and name.start <= token.start < name.end
    }

"""Noun phrases of one sentence resolved to holders."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.analysis import lexicons
from diptych.analysis.gazetteer import folded
from diptych.analysis.holders import ANALYST, BOTH, THIRD, Holder, Sides, together, voice_of
from diptych.analysis.parsing import Name
from diptych.analysis.reference import Discourse, of_both
from diptych.analysis.tree import Tree
from diptych.model import EntityKind, Mention, Voice


class Phrases:
    """Resolves the phrases of one sentence. ``offset`` is where the sentence stands in the text."""

    def __init__(
        self, tree: Tree, mentions: Sequence[Mention], names: Sequence[Name], offset: int, sides: Sides
    ) -> None:
        self._tree = tree
        self._sides = sides
        self._mention_at: dict[int, Mention] = {}
        for mention in mentions:
            for index, token in enumerate(tree.tokens):
                if mention.start <= token.start + offset < mention.end:
                    self._mention_at[index] = mention
        self._foreign = {
            index for index, token in enumerate(tree.tokens) for name in names
            if name.label == "NORP" and name.start <= token.start < name.end
        }  # fmt: skip
        self._text = " ".join(token.text for token in tree.tokens)

    def resolve(self, head: int, discourse: Discourse, speaker: Holder | None = None) -> Holder | None:
        """The holder that the phrase headed by a token names, or None if it names none."""
        heads = [*self._joined_before(head), *self._tree.coordinated(head)]
        holders = [h for index in heads if (h := self._single(index, discourse, speaker)) is not None]
        if len(heads) > 1 and len(holders) < len(heads):
            return holders[0] if holders else None
        return together(holders, self._sides.parties)

    def parties(self, indices: Sequence[int]) -> set[str]:
        """The parties that tokens name by name or nationality."""
        return {party for index in indices if (party := self._party_at(index)) in self._sides.parties}

    def mention_holder(self, mention: Mention, discourse: Discourse) -> Holder:
        """The holder that a mention of this sentence names, described by the words around it if unknown."""
        heads = [index for index, known in self._mention_at.items() if known == mention]
        return self._named(heads[-1], mention, discourse) if heads else self._sides.of_mention(mention)

    def main_subject(self, discourse: Discourse, speaker: Holder | None = None) -> Holder | None:
        """The holder that is the subject of the main clause."""
        for index, token in enumerate(self._tree.tokens):
            if token.head == index and (subject := self._tree.child(index, "nsubj", "nsubjpass")) is not None:
                return self.resolve(subject, discourse, speaker)
        return None

    def _joined_before(self, head: int) -> list[int]:
        """The name that "and" joins to the one before a verb, where the parser took it for a modifier."""
        mention = self._mention_at.get(head)
        if mention is None:
            return []
        first = min(index for index, known in self._mention_at.items() if known == mention)
        if first < 2 or self._tree.lower(first - 1) != "and":
            return []
        other = self._mention_at.get(first - 2)
        under = first - 2 in self._tree.subtree(head)
        return [first - 2] if other is not None and other.kind is mention.kind and under else []

    def _single(self, head: int, discourse: Discourse, speaker: Holder | None) -> Holder | None:
        tree = self._tree
        word = tree.lower(head)
        if tree.tokens[head].tag.startswith("PRP"):
            return None if self._is_impersonal(head) else discourse.pronoun(word, speaker)
        if word in {"latter", "former"}:
            return discourse.latter(former=word == "former")
        mention = self._mention_at.get(head)
        if mention is not None:
            return self._named(head, mention, discourse)
        if (
            word in lexicons.load().grammar["quantifiers"]
            and (inner := self._of(head)) is not None
            and word not in lexicons.load().roles.voices
        ):
            return self._single(inner, discourse, speaker)
        if head in self._nationals():
            return self._national(head)
        return self._common(head, discourse, speaker)

    def _is_impersonal(self, head: int) -> bool:
        """Whether "it" stands for nothing: "it is clear that", "it should be noted"."""
        tree = self._tree
        verb = tree.head(head)
        if tree.lower(head) != "it" or verb is None:
            return False
        plain = tree.lower(verb) in lexicons.load().grammar["copulas"] or tree.is_passive(verb)
        clause = tree.child(verb, "ccomp", "xcomp", "acomp", "csubj")
        return tree.tokens[head].dep == "expl" or (plain and clause is not None)

    def _nationals(self) -> set[int]:
        return self._foreign | {
            i for i in range(len(self._tree)) if folded(self._tree.lower(i)) in self._sides.demonyms
        }

    def _national(self, head: int) -> Holder | None:
        party = self._party_at(head)
        if not party or not self._tree.tokens[head].tag.startswith("NN"):
            return (
                Holder(party, self._tree.tokens[head].text, Voice.OFFICIAL, "a nationality", plural=True)
                if party
                else None
            )
        return Holder(
            party, self._tree.tokens[head].text, Voice.NON_OFFICIAL, "people of a nationality", plural=True
        )

    def _named(self, head: int, mention: Mention, discourse: Discourse) -> Holder:
        holder = self._sides.of_mention(mention)
        if holder.party or mention.kind is EntityKind.EVENT:
            return holder
        if mention.kind in {EntityKind.DOCUMENT, EntityKind.ORGANISATION}:
            own = self.parties([i for i in self._core(head) if i not in self._mention_at or i <= head])
            named = own or self._in_name(mention)
            if set(self._sides.parties) <= named:
                return of_both(holder.name)
            return (
                holder._replace(party=named.pop(), rule="the party in its name")
                if len(named) == 1
                else holder
            )
        return self._described(head, holder, discourse)

    def _described(self, head: int, holder: Holder, discourse: Discourse) -> Holder:
        """An unknown name by the nouns that stand with it; a nationality counts only before the name."""
        known = next(
            (h for h in (discourse.person(), discourse.analyst()) if h and h.entity == holder.entity), None
        )
        if known is not None and known.party:
            return known
        tree = self._tree
        before = [i for i in tree.subtree(head) if i < head]
        after = [i for c in tree.children(head, "appos", "relcl", "acl") for i in tree.subtree(c)]
        voice = voice_of(self._words(before)) or voice_of(self._words(after)) or self._voice_nearby(head)
        if voice in {Voice.ANALYST, Voice.MEDIA}:
            return holder._replace(
                party=ANALYST if voice is Voice.ANALYST else THIRD,
                voice=voice,
                rule="described as an observer",
            )
        parties = self.parties(before) or (self.parties(after) if not before else set())
        party = parties.pop() if len(parties) == 1 else ""
        rule = "the nationality named with it" if party else holder.rule
        return holder._replace(party=party, voice=voice or holder.voice, rule=rule)

    def _in_name(self, mention: Mention) -> set[str]:
        words = {folded(word) for word in mention.text.replace("-", " ").split()}
        return {party for word, party in self._sides.names.items() if word in words}

    def _voice_nearby(self, head: int) -> Voice | None:
        window = range(head + 1, min(len(self._tree), head + 9))
        if head + 1 < len(self._tree) and self._tree.tokens[head + 1].text == ",":
            return voice_of(self._words(list(window)))
        return None

    def _common(self, head: int, discourse: Discourse, speaker: Holder | None) -> Holder | None:
        tree = self._tree
        phrase = self._words(self._core(head))
        voice = self._voice(head)
        if voice is None:
            return self._proxy(head, phrase)
        owners = self._owners(head, discourse, speaker)
        if voice is Voice.ANALYST or self._is_former(head):
            return self._observer(head, phrase, discourse)
        if voice is Voice.MEDIA:
            known = discourse.medium() if self._definite(head) and not owners else None
            return known or Holder(
                THIRD, phrase, Voice.MEDIA, "a medium", plural=tree.tokens[head].tag == "NNS"
            )
        if self._is_together(head, owners):
            return of_both(phrase)
        if len(owners) == 1:
            owned = self._owned(head, phrase, voice, next(iter(owners)), discourse)
            return self._person_after(head) or owned
        return self._person_after(head) or self._unowned(head, phrase, voice, discourse)

    def _owned(self, head: int, phrase: str, voice: Voice, party: str, discourse: Discourse) -> Holder:
        plural = self._tree.tokens[head].tag == "NNS"
        if not plural and (official := discourse.office(phrase, party)) is not None:
            return official
        person = not plural and self._sides.office(phrase) != ""
        return Holder(
            party,
            phrase,
            voice,
            "the nationality or owner that the phrase names",
            plural=plural,
            person=person,
        )

    def _unowned(self, head: int, phrase: str, voice: Voice, discourse: Discourse) -> Holder | None:
        if not self._definite(head):
            return None
        word = self._tree.lower(head)
        if (official := discourse.office(phrase)) is not None:
            return official
        grammar = lexicons.load().grammar
        if word in grammar["singular_persons"]:
            return discourse.person()
        return discourse.official() if word in grammar["governments"] and voice is Voice.OFFICIAL else None

    def _observer(self, head: int, phrase: str, discourse: Discourse) -> Holder:
        known = discourse.analyst() if self._definite(head) and self._tree.tokens[head].tag == "NN" else None
        return known or Holder(
            ANALYST,
            phrase,
            Voice.ANALYST,
            "an observer",
            plural=self._tree.tokens[head].tag == "NNS",
            person=True,
        )

    def _proxy(self, head: int, phrase: str) -> Holder | None:
        """A phrase such as "X's navy" that the roles do not list but that somebody owns by name."""
        tables = lexicons.load()
        word = self._tree.lower(head)
        if word not in tables.roles.proxies and word not in tables.nouns:
            return None
        parties = self.parties(self._core(head))
        return (
            Holder(parties.pop(), phrase, Voice.OFFICIAL, "the owner that the phrase names")
            if len(parties) == 1
            else None
        )

    def _is_together(self, head: int, owners: set[str]) -> bool:
        roles = lexicons.load().roles
        tree = self._tree
        if set(self._sides.parties) <= owners or BOTH in owners:
            return True
        if tree.lower(head) not in roles.together or owners or tree.tokens[head].tag != "NNS":
            return False
        left = {tree.lower(i) for i in self._core(head) if i < head}
        return bool(left & roles.determiners) or left <= {"the", "these", "respective"} or "joint" in left

    def _person_after(self, head: int) -> Holder | None:
        following = self._mention_at.get(head + 1)
        if following is not None and following.kind is EntityKind.PERSON:
            return self._sides.of_mention(following)
        return None

    def _owners(self, head: int, discourse: Discourse, speaker: Holder | None) -> set[str]:
        tree = self._tree
        found: set[str] = set()
        for child in tree.children(head, "poss", "amod", "compound", "nmod", "appos", "det"):
            found |= self._owner_parties(child, discourse, speaker) if child < head else set()
        if found:
            return found
        for preposition in tree.children(head, "prep"):
            if tree.lower(preposition) in {"of", "in", "from", "for"}:
                for thing in tree.children(preposition, "pobj"):
                    found |= self._owner_parties(thing, discourse, speaker)
        return found

    def _owner_parties(self, index: int, discourse: Discourse, speaker: Holder | None) -> set[str]:
        tree = self._tree
        below = [*self._core(index), *(i for i in tree.subtree(index) if tree.tokens[i].dep == "conj")]
        parties = {self._party_at(i) for i in below} - {""}
        if parties:
            return parties
        if tree.tokens[index].tag.startswith("PRP"):
            holder = discourse.pronoun(tree.lower(index), speaker)
            return {holder.party} if holder is not None and holder.party else set()
        if tree.tokens[index].dep == "pobj" and tree.tokens[index].tag.startswith("NN"):
            holder = self._common_of(index, discourse, speaker)
            return {holder.party} if holder is not None and holder.party else set()
        return set()

    def _common_of(self, index: int, discourse: Discourse, speaker: Holder | None) -> Holder | None:
        return self._common(index, discourse, speaker) if index not in self._mention_at else None

    def _party_at(self, index: int) -> str:
        mention = self._mention_at.get(index)
        if mention is not None:
            if mention.party is not None:
                return mention.party
            return THIRD if mention.kind is EntityKind.PLACE else ""
        party = self._sides.demonyms.get(folded(self._tree.lower(index)), "")
        return party or (THIRD if index in self._foreign else "")

    def _voice(self, head: int) -> Voice | None:
        voices = lexicons.load().roles.voices
        word = self._tree.lower(head)
        if word in voices:
            return Voice(voices[word])
        singular = word.removesuffix("s")
        return Voice(voices[singular]) if singular in voices else None

    def _is_former(self, head: int) -> bool:
        left = {self._tree.lower(i) for i in self._core(head) if i < head}
        return bool(left & {"former", "ex", "retired"})

    def _definite(self, head: int) -> bool:
        left = {self._tree.lower(i) for i in self._core(head) if i < head}
        return not left & lexicons.load().grammar["undefined"]

    def _of(self, head: int) -> int | None:
        of = next((p for p in self._tree.children(head, "prep") if self._tree.lower(p) == "of"), None)
        return None if of is None else self._tree.child(of, "pobj")

    def _core(self, head: int) -> list[int]:
        """A phrase without clauses and appositions: what stands before its head, and its "of" phrase."""
        tree = self._tree
        left = tree.left_edge(head)
        of = self._of(head)
        right = max((i for i in tree.subtree(of) if i <= of), default=head) if of is not None else head
        return list(range(left, right + 1))

    def _words(self, indices: Sequence[int]) -> str:
        return " ".join(self._tree.tokens[i].text for i in indices)

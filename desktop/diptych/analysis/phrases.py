"""Noun phrases of one sentence resolved to holders."""

from __future__ import annotations

from diptych.analysis import lexicons
from diptych.analysis.described import named, placed
from diptych.analysis.holders import ANALYST, BOTH, THIRD, Holder, Sides, together
from diptych.analysis.reference import Discourse, of_both
from diptych.analysis.surface import Surface
from diptych.model import Mention, Voice

_OWNED = "the nationality or owner that the phrase names"
_OWNING = frozenset({"of", "in", "from", "for"})


class Phrases:
    """Resolves the phrases of one sentence against what was named before.

    ``speaker`` is whose quotation a phrase stands in: "we" is the speaker there.
    """

    def __init__(self, surface: Surface, sides: Sides) -> None:
        self._surface = surface
        self._tree = surface.tree
        self._sides = sides

    def resolve(self, head: int, discourse: Discourse, speaker: Holder | None = None) -> Holder | None:
        """The holder that the phrase headed by a token names, or None if it names none."""
        heads = [*self._surface.joined_before(head), *self._tree.coordinated(head)]
        holders = [h for index in heads if (h := self._single(index, discourse, speaker)) is not None]
        if len(heads) > 1 and len(holders) < len(heads):
            return holders[0] if holders else None
        return together(holders, self._sides.parties)

    def mention_holder(self, mention: Mention, discourse: Discourse) -> Holder:
        """The holder that a mention of this sentence names, described by the words around it if unknown."""
        tokens = self._surface.tokens_of(mention)
        if not tokens:
            return self._sides.of_mention(mention)
        return named(self._surface, self._sides, tokens[-1], mention, discourse)

    def both_named(self) -> Holder | None:
        """Both parties, where the sentence names both: who has signed when something "was signed"."""
        named = self._surface.parties(range(len(self._tree)))
        return of_both("both parties") if set(self._sides.parties) <= named else None

    def main_subject(self, discourse: Discourse, speaker: Holder | None = None) -> Holder | None:
        """The holder that is the subject of the main clause."""
        for index, token in enumerate(self._tree.tokens):
            subject = self._tree.child(index, "nsubj", "nsubjpass") if token.head == index else None
            if subject is not None:
                return self.resolve(subject, discourse, speaker)
        return None

    def _single(self, head: int, discourse: Discourse, speaker: Holder | None) -> Holder | None:
        word = self._tree.lower(head)
        mention = self._surface.mention(head)
        if self._tree.tokens[head].tag.startswith("PRP"):
            return self._pronoun(head, discourse, speaker)
        if word in {"latter", "former"}:
            return discourse.latter(former=word == "former")
        if mention is not None:
            return named(self._surface, self._sides, head, mention, discourse)
        known = discourse.surnamed(self._tree.tokens[head].text)
        if known is not None:
            return known
        inner = self._quantified(head)
        if inner is not None:
            return self._single(inner, discourse, speaker)
        return (
            self._national(head)
            if self._surface.is_national(head)
            else self._common(head, discourse, speaker)
        )

    def _pronoun(self, head: int, discourse: Discourse, speaker: Holder | None) -> Holder | None:
        if self._is_impersonal(head):
            return None
        cues = lexicons.load().verbs.get(self._tree.lower(self._tree.tokens[head].head), ())
        speaks = any(cue.group == "says" and not cue.follow for cue in cues)
        return discourse.pronoun(self._tree.lower(head), speaker, speaks=speaks)

    def _is_impersonal(self, head: int) -> bool:
        """Whether "it" stands for nothing: "it is clear that", "it should be noted"."""
        tree = self._tree
        verb = tree.head(head)
        if tree.lower(head) != "it" or verb is None:
            return False
        plain = tree.lower(verb) in lexicons.load().grammar["copulas"] or tree.is_passive(verb)
        clause = tree.child(verb, "ccomp", "xcomp", "acomp", "csubj")
        return tree.tokens[head].dep == "expl" or (plain and clause is not None)

    def _quantified(self, head: int) -> int | None:
        """The noun after "many of", "members of" and the like."""
        tables = lexicons.load()
        word = self._tree.lower(head)
        if word not in tables.grammar["quantifiers"] or word in tables.roles.voices:
            return None
        return self._surface.of(head)

    def _national(self, head: int) -> Holder | None:
        party = self._surface.party_at(head)
        if not party:
            return None
        people = self._tree.tokens[head].tag.startswith("NN")
        voice = Voice.NON_OFFICIAL if people else Voice.OFFICIAL
        return Holder(party, self._tree.tokens[head].text, voice, "a nationality", plural=True)

    def _common(self, head: int, discourse: Discourse, speaker: Holder | None) -> Holder | None:
        surface = self._surface
        phrase = surface.words(surface.core(head))
        voice = surface.voice(head)
        if voice is None:
            return self._proxy(head, phrase)
        if voice is Voice.ANALYST or (voice is Voice.OFFICIAL and surface.is_former(head)):
            return self._observer(head, phrase, discourse)
        owners = self._owners(head, discourse, speaker)
        if voice is Voice.MEDIA:
            known = discourse.medium() if surface.is_definite(head) and not owners else None
            return known or Holder(THIRD, phrase, voice, "a medium", plural=surface.is_plural(head))
        if set(self._sides.parties) <= owners or BOTH in owners or (not owners and surface.is_pair(head)):
            return of_both(phrase)
        return self._official(head, phrase, voice, owners, discourse)

    def _official(
        self, head: int, phrase: str, voice: Voice, owners: set[str], discourse: Discourse
    ) -> Holder | None:
        titled = self._surface.person_after(head)
        if titled is not None:
            return self._sides.of_mention(titled)
        if len(owners) == 1:
            return self._owned(head, phrase, voice, next(iter(owners)), discourse)
        return self._unowned(head, phrase, voice, discourse)

    def _owned(self, head: int, phrase: str, voice: Voice, party: str, discourse: Discourse) -> Holder:
        plural = self._surface.is_plural(head)
        official = None if plural else discourse.office(phrase, party)
        if official is not None:
            return official
        titled = self._tree.lower(head) in lexicons.load().grammar["singular_persons"]
        person = not plural and (titled or self._sides.office(phrase) != "")
        return Holder(party, phrase, voice, _OWNED, plural=plural, person=person)

    def _unowned(self, head: int, phrase: str, voice: Voice, discourse: Discourse) -> Holder | None:
        if voice is Voice.NON_OFFICIAL:
            plural = self._surface.is_plural(head)
            unknown = Holder("", phrase, voice, "people of no named side", plural=plural, person=not plural)
            return placed(self._surface, head, unknown, discourse)
        if not self._surface.is_definite(head):
            return None
        official = discourse.office(phrase)
        grammar = lexicons.load().grammar
        word = self._tree.lower(head)
        if official is not None or word in grammar["singular_persons"]:
            return official or discourse.person()
        return discourse.official() if word in grammar["governments"] and voice is Voice.OFFICIAL else None

    def _observer(self, head: int, phrase: str, discourse: Discourse) -> Holder:
        plural = self._surface.is_plural(head)
        known = discourse.analyst() if self._surface.is_definite(head) and not plural else None
        return known or Holder(ANALYST, phrase, Voice.ANALYST, "an observer", plural=plural, person=True)

    def _proxy(self, head: int, phrase: str) -> Holder | None:
        """What acts for its owner: "X's navy", "X's policy", "X's words and deeds"."""
        tables = lexicons.load()
        word = self._tree.lower(head)
        if word not in tables.roles.proxies and word not in tables.nouns:
            return None
        parties = self._surface.parties(self._surface.core(head))
        return Holder(parties.pop(), phrase, Voice.OFFICIAL, _OWNED) if len(parties) == 1 else None

    def _owners(self, head: int, discourse: Discourse, speaker: Holder | None) -> set[str]:
        modifiers = self._tree.children(head, "poss", "amod", "compound", "nmod", "appos", "det")
        national = [m for m in modifiers if m < head and self._surface.is_national(m)]
        if national and self._tree.lower(head).startswith(("counterpart", "colleague")):
            modifiers = national
        found = {p for m in modifiers if m < head for p in self._owner_parties(m, discourse, speaker)}
        if found:
            return found
        things = [
            thing
            for preposition in self._tree.children(head, "prep")
            if self._tree.lower(preposition) in _OWNING
            for thing in self._tree.children(preposition, "pobj")
        ]
        return {party for thing in things for party in self._owner_parties(thing, discourse, speaker)}

    def _owner_parties(self, index: int, discourse: Discourse, speaker: Holder | None) -> set[str]:
        tree = self._tree
        joined = [i for i in tree.subtree(index) if tree.tokens[i].dep == "conj"]
        parties = {self._surface.party_at(i) for i in [*self._surface.core(index), *joined]} - {""}
        if parties:
            return parties
        holder = None
        if tree.tokens[index].tag.startswith("PRP"):
            holder = discourse.pronoun(tree.lower(index), speaker)
        elif tree.tokens[index].dep == "pobj" and self._surface.mention(index) is None:
            holder = self._common(index, discourse, speaker)
        return {holder.party} if holder is not None and holder.party else set()

"""What "he", "the minister", "both sides" or "the latter" stands for, from text outside quotations."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.analysis.holders import BOTH, Holder, Sides
from diptych.model import Voice

_SINGULAR = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_PLURAL = frozenset({"they", "their", "them", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_OWN = frozenset({"i", "we", "my", "our", "us", "me", "ours", "mine", "ourselves", "myself"})
_MEMORY = 12


class Discourse:
    """The holders that a text has named so far, latest last."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._holders: list[Holder] = []
        self._now: list[Holder] = []
        self._two: tuple[Holder, Holder] | None = None
        self._known: dict[str, Holder] = {}
        self._before: Holder | None = None
        self._subject: Holder | None = None
        self.speaker: Holder | None = None
        self.guest: Holder | None = None
        self.asked = False
        self.interview = False
        self.begins = True

    def begin(self) -> None:
        """A new sentence begins."""
        two = _two(self._now)
        self._two = two if two else self._two
        self._before, self._subject, self._now = self._subject, None, []

    def note(self, holder: Holder, *, speaks: bool = False, subject: bool = False) -> None:
        """Remember a holder; ``speaks``: its words are reported; ``subject``: of the main clause."""
        self._now.append(holder)
        if holder.person and self.guest is None and not self.interview:
            self.guest = holder
        if holder.entity and holder.party:
            self._known[holder.entity] = holder
        if subject:
            self._subject = holder
        self._holders = [*(h for h in self._holders if h.name != holder.name), holder][-_MEMORY:]
        if speaks:
            self.speaker = holder

    def recent(self) -> tuple[Holder, ...]:
        """The holders named last, the latest last."""
        return tuple(self._holders)

    def surnamed(self, word: str) -> Holder | None:
        """The person named last whose name ends with a word."""
        return self._latest(lambda h: h.person and " " in h.name and h.name.split()[-1] == word)

    def introduce(self, guest: Holder) -> None:
        """Remember who is introduced, until the first question."""
        if not self.interview and not self.asked:
            self.guest = guest

    def known(self, entity: str) -> Holder | None:
        """What an entity was when its party was last known."""
        return self._known.get(entity)

    def pronoun(self, word: str, speaker: Holder | None = None, *, speaks: bool = False) -> Holder | None:
        """The holder that a pronoun stands for.

        ``speaker`` is whose quotation it stands in; ``speaks``: the pronoun's verb reports words.
        """
        if word in _OWN:
            return self._because(speaker, word)
        if word in _SINGULAR:
            return self._because(self._person(), word)
        if word in _PLURAL:
            return self._because(self._latest(lambda h: h.plural), word)
        if word in _THING:
            return self._because(self._thing(speaks=speaks), word)
        return None

    def latter(self, *, former: bool = False) -> Holder | None:
        """The later (or earlier) of the two that were named last in one sentence, by their first mention."""
        two = self._two or _two(self._holders)
        return None if two is None else two[0 if former else 1]

    def office(self, phrase: str, party: str = "") -> Holder | None:
        """Who a title without a name stands for, of a party if one is named with it."""
        office = self._sides.office(phrase)
        if not office:
            return None
        for holder in reversed(self._holders):
            if holder.person and self._sides.holds(holder.entity, office) and party in {"", holder.party}:
                return self._because(holder, phrase)
        if not party:
            return None
        entity = self._sides.in_office(office, party)
        return (
            None
            if entity is None
            else self._sides.of_entity(entity)._replace(rule="who held the office on that date")
        )

    def analyst(self) -> Holder | None:
        """The observer named last."""
        return self._latest(lambda h: h.voice is Voice.ANALYST)

    def official(self) -> Holder | None:
        """The official holder of one party named last."""
        return self._latest(lambda h: h.party in self._sides.parties and h.voice is Voice.OFFICIAL)

    def person(self) -> Holder | None:
        """The person who spoke last, else the one named last."""
        spoke = self.speaker
        return (
            spoke if spoke is not None and spoke.voice is Voice.OFFICIAL and spoke.person else self._person()
        )

    def medium(self) -> Holder | None:
        """The medium named last."""
        return self._latest(lambda h: h.voice is Voice.MEDIA)

    def _thing(self, *, speaks: bool) -> Holder | None:
        """The first state or body that this sentence names, else the subject of the one before.

        One that speaks is the other way round: its words may name anything.
        """
        before = [self._before] if self._before is not None else []
        candidates = [*before, *self._now] if speaks else [*self._now, *before]
        return next((h for h in candidates if not h.person and not h.plural and h.party), None)

    def _person(self) -> Holder | None:
        here = next((holder for holder in self._now if holder.person), None)
        if here is not None:
            return here
        if self._before is not None and self._before.person:
            return self._before
        if self.speaker is not None and self.speaker.person and self.speaker in self._holders[-3:]:
            return self.speaker
        return self._latest(lambda h: h.person)

    def _latest(self, fits: object) -> Holder | None:
        assert callable(fits)
        return next((holder for holder in reversed(self._holders) if fits(holder)), None)

    def _because(self, holder: Holder | None, word: str) -> Holder | None:
        return None if holder is None else holder._replace(rule=f"“{word}” stands for {holder.name}")


def _two(holders: Sequence[Holder]) -> tuple[Holder, Holder] | None:
    """The last two different persons, else the last two parties, in the order of their first mention."""
    people = {holder.name: holder for holder in reversed(holders) if holder.person and not holder.plural}
    things = {holder.name: holder for holder in reversed(holders) if holder.party and not holder.plural}
    for named in (people, things):
        if len(named) >= 2:
            first_mentioned = [each for each in dict.fromkeys(h.name for h in holders) if each in named]
            first, second = (named[name] for name in first_mentioned[-2:])
            return first, second
    return None


def of_both(name: str) -> Holder:
    """Both parties together, as the text calls them."""
    return Holder(BOTH, name, Voice.OFFICIAL, "both parties together", plural=True)

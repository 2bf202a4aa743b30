"""Who answers in an interview: the person whom the text introduces before the first question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.analysis import lexicons
from diptych.analysis.gazetteer import folded
from diptych.analysis.holders import ANALYST, Holder, Sides, voice_of
from diptych.model import EntityKind, Mention, Voice

_NAMES = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})


def introduced(text: str, mentions: Sequence[Mention], sides: Sides) -> Holder | None:
    """The first person of a paragraph whom the dossier does not know, placed by what the paragraph says.

    Somebody who teaches or studies, or whom nothing places, is an observer; anybody else counts for the
    one party that the paragraph names.
    """
    guest = next((mention for mention in mentions if _is_person(mention)), None)
    if guest is None:
        return None
    words = set(folded(text).replace(",", " ").replace(".", " ").split())
    known = Holder(
        "", guest.name, Voice.NON_OFFICIAL, "introduced before the questions", guest.entity, person=True
    )
    observes = bool(words & lexicons.load().grammar["observing"])
    named = [sides.demonyms.get(word) for word in words] + [mention.party for mention in mentions]
    parties = {party for party in named if party in sides.parties and party is not None}
    if observes or len(parties) != 1:
        return known._replace(party=ANALYST, voice=Voice.ANALYST)
    voice = voice_of(text) or Voice.NON_OFFICIAL
    return known._replace(party=parties.pop(), voice=voice)


def _is_person(mention: Mention) -> bool:
    """Whether a name outside the dossier may be a person's, also where the parser took it for a body's."""
    if not mention.entity.startswith("?") or mention.kind not in _NAMES:
        return False
    words = mention.text.split()
    if mention.kind is EntityKind.PERSON:
        return True
    return 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words) and not _names_body(words)


def _names_body(words: Iterable[str]) -> bool:
    tables = lexicons.load()
    return any(
        folded(word) in tables.names["organisation"] or folded(word) in tables.roles.voices or word.isupper()
        for word in words
    )

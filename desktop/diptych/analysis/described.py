"""Names as holders: by the dossier's record, else by the words that stand with the name."""

from __future__ import annotations

from diptych.analysis.gazetteer import folded
from diptych.analysis.holders import ANALYST, THIRD, Holder, Sides, voice_of
from diptych.analysis.reference import Discourse, of_both
from diptych.analysis.surface import Surface
from diptych.model import EntityKind, Mention, Voice


def named(surface: Surface, sides: Sides, head: int, mention: Mention, discourse: Discourse) -> Holder:
    """A mention as a holder. Where the dossier has no party for it, the words around it may tell one.

    An apposition is read only for persons that the dossier does not know and that nothing stands before.
    """
    holder = sides.of_mention(mention)
    if mention.kind is EntityKind.PLACE and mention.party is None and surface.is_landscape(head):
        return holder._replace(party="", can_speak=False)
    if mention.kind is EntityKind.ORGANISATION and holder.party in sides.parties:
        return _seated(surface, head, holder)
    if holder.party or mention.kind is EntityKind.EVENT:
        return holder
    if mention.kind in {EntityKind.DOCUMENT, EntityKind.ORGANISATION}:
        return _by_owner(surface, sides, head, mention, holder)
    return discourse.known(holder.entity) or _described(surface, head, holder, discourse)


def _seated(surface: Surface, head: int, holder: Holder) -> Holder:
    """A body of one party that the text seats with the other ("the ministry in X") is the other's."""
    tree = surface.tree
    places = [
        place
        for preposition in tree.children(head, "prep")
        if tree.lower(preposition) == "in"
        for place in tree.children(preposition, "pobj")
    ]
    parties = surface.parties(places)
    if len(parties) != 1 or holder.party in parties:
        return holder
    phrase = surface.words(range(tree.left_edge(head), max(places) + 1))
    return holder._replace(party=parties.pop(), name=phrase, entity="", rule="the place named with it")


def _by_owner(surface: Surface, sides: Sides, head: int, mention: Mention, holder: Holder) -> Holder:
    words = {folded(word) for word in mention.text.replace("-", " ").split()}
    in_name = {party for word, party in sides.names.items() if word in words}
    parties = surface.parties(surface.core(head)) or in_name
    if set(sides.parties) <= parties:
        return of_both(holder.name)
    if len(parties) != 1:
        return holder
    return holder._replace(party=parties.pop(), rule="the party in its name", can_speak=True)


def _described(surface: Surface, head: int, holder: Holder, discourse: Discourse) -> Holder:
    tree = surface.tree
    before = [i for i in tree.subtree(head) if i < head]
    after = [i for child in tree.children(head, "appos", "relcl", "acl") for i in tree.subtree(child)]
    title = voice_of(surface.words(before))
    voice = title or voice_of(surface.words(after)) or surface.voice_after(head)
    if voice is Voice.ANALYST or voice is Voice.MEDIA:
        party = ANALYST if voice is Voice.ANALYST else THIRD
        return holder._replace(party=party, voice=voice, rule="described as an observer")
    holder = holder._replace(voice=voice or holder.voice)
    parties = surface.parties(before) or (set() if before else surface.parties(after))
    if len(parties) == 1:
        return holder._replace(party=parties.pop(), rule="the nationality named with it")
    official = discourse.official() if title is Voice.OFFICIAL and not parties else None
    if official is not None:
        return holder._replace(party=official.party, rule=f"an official named after {official.name}")
    return placed(surface, head, holder, discourse)


def placed(surface: Surface, head: int, holder: Holder, discourse: Discourse) -> Holder:
    """A holder of whom nothing is known, with the party of the place or people that it is named with.

    That is the one party that the sentence names outside of what is said, else the one named last.
    """
    parties = surface.parties_around(head)
    if len(parties) == 1:
        return holder._replace(party=parties.pop(), rule="the one party that is named with it")
    setting = None if parties else discourse.official()
    if setting is None:
        return holder
    return holder._replace(party=setting.party, rule=f"named after {setting.name}")

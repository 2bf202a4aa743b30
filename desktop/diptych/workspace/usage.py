"""Names that are themselves a claim: which of them an article uses, and how often."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from diptych.model import StoredMention, Value

if TYPE_CHECKING:
    from diptych.dossier import Dossier


class NameUsed(Value, frozen=True, omit_defaults=False):
    """A name that is one party's usage: the one used most here, in capitals if ever, and how often it is."""

    name: str
    party: str
    count: int


def names_in_dispute(mentions: Iterable[StoredMention], dossier: Dossier) -> tuple[NameUsed, ...]:
    """The names in an article that the dossier marks as one party's usage, the most used first.

    What both parties have a name of their own for comes before the rest, and of equals what is mentioned
    most by any name. All spellings that one party uses for one thing count together.
    """
    usage = usage_by_entity(dossier)
    proper = {
        plain(alias.text): alias.text for each in dossier.entities for alias in each.aliases if alias.usage
    }
    spelt: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    mentioned: Counter[str] = Counter()
    for stored in mentions:
        mention = stored.mention
        mentioned[mention.entity] += 1
        party = usage.get(mention.entity, {}).get(plain(mention.text))
        if party and not stored.broken:
            spelt[mention.entity, party][" ".join(mention.text.split())] += 1

    def order(item: tuple[tuple[str, str], Counter[str]]) -> tuple[bool, int, int, str]:
        (entity, _), counts = item
        one_sided = len(set(usage[entity].values())) == 1
        return one_sided, -counts.total(), -mentioned[entity], _shown(counts, proper)

    return tuple(
        NameUsed(name=_shown(counts, proper), party=party, count=counts.total())
        for (_, party), counts in sorted(spelt.items(), key=order)
    )


def _shown(spelt: Counter[str], proper: Mapping[str, str]) -> str:
    """The name that is used most, whatever its capitals, in its commonest spelling that has any.

    One that is never written with capitals is spelt as in ``proper``, the dossier's.
    """
    names: Counter[str] = Counter()
    for spelling, count in spelt.items():
        names[plain(spelling)] += count
    name = names.most_common(1)[0][0]
    alike = [spelling for spelling in spelt if plain(spelling) == name]
    best = max(alike, key=lambda each: (not each.islower(), spelt[each]))
    return proper.get(name, best) if best.islower() else best


def usage_by_entity(dossier: Dossier) -> dict[str, dict[str, str]]:
    """The names in dispute: by entity, by plain name, the party whose usage it is."""
    return {
        entity.id: {plain(alias.text): alias.usage for alias in entity.aliases if alias.usage}
        for entity in dossier.entities
        if any(alias.usage for alias in entity.aliases)
    }


def plain(name: str) -> str:
    """The name without case, accents and a leading article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split()).removeprefix("the ")

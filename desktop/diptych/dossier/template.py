"""A new dossier to begin with: two parties with their states, and issues that most disputes have."""

from __future__ import annotations

import re
import unicodedata

from diptych import paths
from diptych.dossier.load import read_issues
from diptych.dossier.values import Badge, Dossier, Entity, Head, Party
from diptych.errors import DossierInvalid
from diptych.model import EntityKind

_RESERVED = ("both", "third", "analyst", "")


def from_template(name: str, first: str, second: str) -> Dossier:
    """A dossier on a dispute between two parties, given their names.

    Raises ``DossierInvalid`` for a name that is empty or parties of the same name.
    """
    name, first, second = (" ".join(text.split()) for text in (name, first, second))
    if not all((name, first, second)):
        raise DossierInvalid("A new dossier needs a name and the names of its two parties; give all three.")
    if first.casefold() == second.casefold():
        raise DossierInvalid("The two parties of a dossier need different names; change one.")
    ids = [_slug(text, f"party-{number}") for number, text in enumerate((first, second), 1)]
    if ids[0] == ids[1]:
        ids[1] += "-2"
    letters = [first[0].upper(), second[0].upper()]
    if letters[0] == letters[1]:
        letters[1] = next((c.upper() for c in second if c.upper() != letters[0] and c.isalnum()), "2")
    parties = tuple(
        Party(id=id_, name=text, letter=letter, badge=badge, states=(id_,))
        for id_, text, letter, badge in zip(ids, (first, second), letters, Badge, strict=True)
    )
    states = tuple(
        Entity(id=party.id, kind=EntityKind.PLACE, name=party.name, party=party.id) for party in parties
    )
    head = Head(id=_slug(name, "dossier"), name=name, version="1.0", parties=parties)
    return Dossier.of(head, read_issues(paths.resources() / "templates"), states)


def _slug(text: str, otherwise: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    return otherwise if slug in _RESERVED else slug

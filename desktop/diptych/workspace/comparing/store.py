"""The columns of an open library, kept up to date by what writes touch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import numpy as np

from diptych.library import Library
from diptych.model import MentionOverride
from diptych.workspace.comparing.columns import Array, Columns
from diptych.workspace.comparing.overlay import Overlay, decided
from diptych.workspace.dispute import Dispute
from diptych.workspace.usage import plain, usage_by_entity

Families = Callable[[], Mapping[int, int]]
"""Gives the family of near-duplicates of each article that has one."""


class Store:
    """The columns of a library, read once; after that only what a write touched is read anew."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute], families: Families) -> None:
        self._library = library
        self._dispute = dispute
        self._families_of = families
        self._lock = threading.Lock()
        self._columns: Columns | None = None
        self._hash = ""
        self._overlay: Overlay | None = None
        self._verdicts: list[MentionOverride] = []
        self._shown: tuple[Columns, Columns] | None = None
        self._families: tuple[int, Array | None] = (-1, None)
        self._names: tuple[int, dict[int, dict[str, int]]] = (-1, {})

    def columns(self) -> Columns:
        """The columns as the library is now. The first time takes about a second for 100,000 rows."""
        dispute = self._dispute()
        standing = dispute.corrections.standing
        with self._lock:
            hash_ = standing.dossier.hash
            if self._columns is None:
                with self._library.ledger(hash_) as (number, facts, rows):
                    self._columns = Columns.read(number, facts, rows)
            else:
                self._renew(self._columns, hash_)
            self._hash = hash_
            verdicts = self._library.mention_overrides()
            if self._overlay is None or self._overlay.standing is not standing:
                self._overlay, self._shown = Overlay(standing), None
            if self._shown is None or self._shown[0] is not self._columns or self._verdicts != verdicts:
                said = decided(self._library, dispute.corrections) if verdicts else {}
                self._shown = (self._columns, self._overlay.over(self._columns, said))
                self._verdicts = verdicts
            return self._shown[1]

    def families(self, columns: Columns) -> Array | None:
        """By slot the number of the article's family, from 0; None where each is on its own."""
        with self._lock:
            if self._families[0] != columns.number:
                self._families = (columns.number, _numbered(columns, self._families_of()))
            return self._families[1]

    def names(self, columns: Columns) -> dict[int, dict[str, int]]:
        """By article how often it uses each party's names for what is in dispute."""
        with self._lock:
            if self._names[0] != columns.number:
                self._names = (columns.number, self._names_used())
            return self._names[1]

    def usage(self, columns: Columns, party: str) -> Array:
        """By slot whether an article uses a party's names more often than all other parties' together."""
        uses = np.zeros(len(columns.articles), np.bool_)
        for article, counts in self.names(columns).items():
            slot = columns.articles.slots.get(article)
            if slot is not None:
                uses[slot] = 2 * counts.get(party, 0) > sum(counts.values())
        return uses

    def _renew(self, old: Columns, dossier: str) -> None:
        number, touched = self._library.touched_since(old.number)
        if touched:
            # By the number from before: what is written in between is read again next time.
            with self._library.ledger(dossier, touched) as (_, facts, rows):
                old = old.renewed(number, touched, facts, rows)
        elif number != old.number:
            old = old.at(number)
        if dossier != self._hash:
            old = old.with_facts(self._library.article_facts(dossier))
        self._columns = old

    def _names_used(self) -> dict[int, dict[str, int]]:
        usage = usage_by_entity(self._dispute().dossier)
        found: dict[int, dict[str, int]] = {}
        for article, key, words, count in self._library.names_used(usage):
            if party := usage[key].get(plain(words)):
                counts = found.setdefault(article, {})
                counts[party] = counts.get(party, 0) + count
        return found


def _numbered(columns: Columns, families: Mapping[int, int]) -> Array | None:
    """Families as numbers from 0: an article without one is its own."""
    slots = columns.articles.slots
    if not any(id_ in slots for id_ in families):
        return None
    # Families have numbers below zero here, so that none is taken for an article.
    own = [-1 - families[id_] if id_ in families else id_ for id_ in columns.articles.ids.tolist()]
    return np.unique(np.array(own, np.int64), return_inverse=True)[1].astype(np.int64)

"""The names of a library as they stand by the analyst's word, and the acts that say it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import msgspec

from diptych.dossier import Dossier, Named
from diptych.dossier.naming import UNKNOWN
from diptych.errors import CorrectionRefused
from diptych.library import Library
from diptych.library.census import Spelling
from diptych.model import (
    Changes,
    DossierEdit,
    EntityCount,
    EntityKind,
    MentionOverride,
    Span,
    StoredMention,
    StoredPosition,
    Value,
)
from diptych.workspace.name_acts import NameAct, NameCorrection, act_of
from diptych.workspace.standing import Standing

_FOUND_BY = "found_by"
"""The fact of a library that says by which dossier its texts were last looked through."""

_Row = tuple[str, EntityKind, str | None]


class NameRow(Value, frozen=True, omit_defaults=False):
    """A named thing in the list of names.

    ``key`` is as a mention's ``entity``; ``keys`` are those that mentions of it stand under: more than one
    where names that the dossier does not know are taken for one. ``spellings`` stand most frequent first;
    ``known``: the dossier has it; ``reviewed`` counts the mentions that the analyst has said something of;
    ``methods`` are the ways that it was found in; ``latest`` is the date of the newest article that names it.
    """

    key: str
    name: str
    kind: EntityKind
    party: str | None
    mentions: int
    articles: int
    spellings: tuple[str, ...]
    known: bool
    reviewed: int = 0
    methods: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    latest: str | None = None

    @property
    def count(self) -> EntityCount:
        """The row as a plain count."""
        return EntityCount(
            key=self.key,
            name=self.name,
            kind=self.kind,
            party=self.party,
            mentions=self.mentions,
            articles=self.articles,
        )


class Reach(NamedTuple):
    """How much a correction changes: mentions, in how many articles; and a sentence where it cannot be."""

    mentions: int
    articles: int
    fault: str = ""


class _Tally:
    """What is counted of one named thing."""

    def __init__(self) -> None:
        self.as_found: dict[_Row, int] = defaultdict(int)
        self.spelt: dict[str, int] = defaultdict(int)
        self.texts: set[int] = set()
        self.methods: set[str] = set()
        self.keys: set[str] = set()
        self.mentions = self.reviewed = 0

    def add(self, named: Named, text: str, method: str, texts: Iterable[int], count: int) -> None:
        """Count mentions that are spelt and were found alike."""
        self.as_found[named.name, named.kind, named.party] += count
        self.spelt[text] += count
        self.mentions += count
        self.texts.update(texts)
        self.methods.add(method)
        self.keys.add(named.key)


class Corrections:
    """The analyst's word on the names of one library. Reads may come from any thread."""

    def __init__(self, library: Library, base: Dossier) -> None:
        self._library, self._base = library, base
        self._lock = threading.Lock()
        self._standing = Standing(base)
        self._clusters: tuple[tuple[int, tuple[DossierEdit, ...]], Mapping[str, str]] = ((-1, ()), {})
        self._read: dict[tuple[int, int], list[StoredMention]] = {}
        self._read_at = -1

    @property
    def standing(self) -> Standing:
        """The dossier with the edits that are in the library now."""
        edits = self._library.dossier_edits(self._base.id)
        with self._lock:
            if edits != self._standing.edits:
                self._standing = Standing(self._base, edits)
            return self._standing

    # Reads

    def mentions(self, article: int) -> list[StoredMention]:
        """The names in an article's current text as they stand, in order."""
        verdicts = self._library.mention_overrides([article])
        return self.standing.mentions(self._library.mentions(article), verdicts)

    def positions(self, stored: Iterable[StoredPosition]) -> list[StoredPosition]:
        """Positions with their holders and parties as they stand."""
        standing, decided = self.standing, self._decided()
        if not decided and not standing.edits:
            return list(stored)
        return [standing.position(each, decided.get(each.article, ())) for each in stored]

    def rows(self) -> list[NameRow]:
        """Every named thing of the library as it stands, the most mentioned first, then by name."""
        standing = self.standing
        tallies = self._tallies(standing, None)
        shown = self._library.shown_texts()
        dates = self._library.dates()
        rows = [
            _row(standing, key, tally, {shown[text] for text in tally.texts}, dates)
            for key, tally in tallies.items()
        ]
        return sorted(rows, key=lambda row: (-row.mentions, row.name))

    def row(self, key: str) -> NameRow | None:
        """One named thing as it stands, None when nothing names it; the key may be any of its keys."""
        standing = self.standing
        key = self._leaders(standing).get(key, key)
        tally = self._tallies(standing, key).get(key)
        if tally is None:
            return None
        shown = self._library.shown_texts()
        return _row(standing, key, tally, {shown[text] for text in tally.texts}, {})

    def mentions_of(self, key: str) -> list[tuple[int, Span]]:
        """Where a thing is named in the library as it stands: article and span, in order."""
        standing = self.standing
        leaders = self._leaders(standing)
        key = leaders.get(key, key)
        wanted = [
            spelling
            for spelling in self._library.spellings()
            if (named := _named(standing, spelling)) is not None and leaders.get(named.key, named.key) == key
        ]
        decided = self._decided()
        places = [
            (article, span)
            for article, _, span, _, _ in self._library.found_in(wanted)
            if article not in decided
        ]
        places += [
            (article, Span(each.mention.start, each.mention.end))
            for article, mentions in decided.items()
            for each in mentions
            if leaders.get(each.mention.entity, each.mention.entity) == key
        ]
        return sorted(places)

    def reach(self, correction: NameCorrection) -> Reach:
        """How many mentions of the library a correction would change."""
        standing = self.standing
        try:
            act = self._act(standing, correction)
        except CorrectionRefused as error:
            return Reach(0, 0, str(error))
        after = standing.with_edits(act.edits)
        if len(after.faults) > len(standing.faults):
            return Reach(0, 0, after.faults[-1].sentence)
        shown = self._library.shown_texts()
        mentions, articles = len(act.verdicts), {shown[each.text_id] for each in act.verdicts}
        if act.edits:
            for spelling, (texts, counts) in self._library.spellings().items():
                if _named(standing, spelling) != _named(after, spelling):
                    current = [(shown[t], n) for t, n in zip(texts, counts, strict=True) if t in shown]
                    mentions += sum(count for _, count in current)
                    articles |= {article for article, _ in current}
        return Reach(mentions, len(articles))

    # Acts

    def correct(self, correction: NameCorrection) -> Changes:
        """Do what the analyst says of a name, as one act.

        Raises ``CorrectionRefused`` where it does not fit the dossier.
        """
        standing = self.standing
        act = self._act(standing, correction)
        after = standing.with_edits(act.edits)
        if len(after.faults) > len(standing.faults):
            raise CorrectionRefused(after.faults[-1].sentence)
        return self._library.correct_names(
            act.label, act.verdicts, act.edits, taken_back=act.taken_back, dossier=self._base.id
        )

    def settle(self) -> int:
        """Note which texts the edits made since the last time touch, so that they are analysed anew.

        Gives back how many. Takes a moment for each thousand articles where something changed.
        """
        from diptych.dossier.differing import differing

        standing = self.standing
        now, before = standing.found_by, self._library.meta(_FOUND_BY) or self._base.hash
        if now.hash == before:
            return 0
        old = self._base if before == self._base.hash else self._kept(before)
        ids = [article.id for article in self._library.articles()]
        if old is not None:
            differs = differing(old, now)
            texts = self._library.texts(ids)
            ids = [id_ for id_, text in texts.items() if differs(text)]
        self._library.mark_stale(ids)
        content = msgspec.json.encode(now).decode()
        self._library.keep_dossier(now.hash, now.id, now.name, now.version, content)
        self._library.set_meta(_FOUND_BY, now.hash)
        return len(ids)

    def _kept(self, hash_: str) -> Dossier | None:
        content = self._library.dossier(hash_)
        return msgspec.json.decode(content, type=Dossier) if content else None

    def _act(self, standing: Standing, correction: NameCorrection) -> NameAct:
        alike = self._alike(standing, correction.key)
        here = [] if correction.mention is None else self.mentions(correction.mention.article)
        return act_of(standing, correction, alike, here)

    def _alike(self, standing: Standing, key: str) -> tuple[Spelling, ...]:
        """The spellings found under the same name, the most frequent first."""
        leaders = self._leaders(standing)
        key = leaders.get(key, key)
        found = [
            (sum(counts), spelling)
            for spelling, (_, counts) in self._library.spellings().items()
            if (named := _named(standing, spelling)) is not None and leaders.get(named.key, named.key) == key
        ]
        return tuple(spelling for _, spelling in sorted(found, key=lambda each: -each[0]))

    def _decided(self) -> dict[int, list[StoredMention]]:
        """The mentions of the articles in which the analyst has decided on some."""
        by_article: dict[int, list[MentionOverride]] = defaultdict(list)
        for verdict in self._library.mention_overrides():
            by_article[verdict.article].append(verdict)
        standing, number = self.standing, self._library.found_number()
        if number != self._read_at:
            self._read, self._read_at = {}, number
        return {
            article: standing.mentions(self._found(article, verdicts[0].text_id), verdicts)
            for article, verdicts in by_article.items()
        }

    def _found(self, article: int, text: int) -> list[StoredMention]:
        if (article, text) not in self._read:
            self._read[article, text] = self._library.mentions(article)
        return self._read[article, text]

    def _tallies(self, standing: Standing, only: str | None) -> dict[str, _Tally]:
        tallies: dict[str, _Tally] = defaultdict(_Tally)
        leaders = self._leaders(standing)
        decided = self._decided()
        shown = self._library.shown_texts()
        counted = {text for text, article in shown.items() if article not in decided}
        hidden = self._library.found_texts() - counted
        for spelling, (texts, counts) in self._library.spellings().items():
            named = _named(standing, spelling)
            if named is None:
                continue
            leader = leaders.get(named.key, named.key)
            if only not in (None, leader):
                continue
            if hidden.isdisjoint(texts):
                tallies[leader].add(named, spelling.text, spelling.method, texts, sum(counts))
                continue
            left = [(text, n) for text, n in zip(texts, counts, strict=True) if text not in hidden]
            if left:
                here, times = zip(*left, strict=True)
                tallies[leader].add(named, spelling.text, spelling.method, here, sum(times))
        for mentions in decided.values():
            for each in mentions:
                found = each.mention
                leader = leaders.get(found.entity, found.entity)
                if only in (None, leader):
                    named = Named(found.entity, found.name, found.kind, found.party)
                    tallies[leader].add(named, found.text, found.method, (each.text_id,), 1)
                    tallies[leader].reviewed += each.reviewed
        return tallies

    def _leaders(self, standing: Standing) -> Mapping[str, str]:
        """For the names that the dossier does not know, the one that each is taken for across articles."""
        number = self._library.found_number()
        with self._lock:
            if self._clusters[0] != (number, standing.edits):
                self._clusters = ((number, standing.edits), self._clustered(standing))
            return self._clusters[1]

    def _clustered(self, standing: Standing) -> Mapping[str, str]:
        from diptych.analysis.clusters import Unknown, clusters

        times: dict[str, int] = defaultdict(int)
        longest: dict[str, Named] = {}
        for spelling, (_, counts) in self._library.spellings().items():
            named = _named(standing, spelling)
            if named is not None and named.key.startswith(UNKNOWN):
                times[named.key] += sum(counts)
                if named.key not in longest or len(named.name) > len(longest[named.key].name):
                    longest[named.key] = named
        return clusters(Unknown(key, each.name, each.kind, times[key]) for key, each in longest.items())


def _named(standing: Standing, spelling: Spelling) -> Named | None:
    return standing.naming.of(spelling.key, spelling.text, spelling.name, spelling.kind, spelling.party)


def _row(
    standing: Standing, key: str, tally: _Tally, articles: Collection[int], dates: dict[int, str | None]
) -> NameRow:
    # An unknown thing goes by the fullest of its names, which says most of who it is.
    full = key.startswith(UNKNOWN)
    name, kind, party = max(
        tally.as_found, key=lambda each: (full and len(each[0].split()), tally.as_found[each], each[0])
    )
    dated = [date for article in articles if (date := dates.get(article))]
    return NameRow(
        key=key,
        name=name,
        kind=kind,
        party=party,
        mentions=tally.mentions,
        articles=len(articles),
        spellings=tuple(sorted(tally.spelt, key=lambda text: (-tally.spelt[text], text))),
        known=standing.naming.entity(key) is not None,
        reviewed=tally.reviewed,
        methods=frozenset(tally.methods),
        keys=frozenset(tally.keys),
        latest=max(dated, default=None),
    )

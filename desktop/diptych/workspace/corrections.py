"""The names of a library as they stand by the analyst's word, and the acts that say it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec

from diptych.dossier import Dossier, Named
from diptych.library import Library
from diptych.library.census import Spelling
from diptych.model import (
    Changes,
    EntityCount,
    EntityKind,
    MentionOverride,
    MentionVerdict,
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

    ``key`` is as a mention's ``entity``; ``keys`` are those that it was found under. ``spellings`` stand
    most frequent first; ``known``: the dossier has it; ``reviewed`` counts the mentions that the analyst
    has said something of; ``latest`` is the date of the newest article that names it.
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
    latest: str | None = None
    suggestions: tuple[str, ...] = ()

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
        self.texts: dict[int, int] = defaultdict(int)
        self.spelt: dict[str, int] = defaultdict(int)
        self.reviewed = 0

    def add(self, named: Named, text: str, where: int, count: int) -> None:
        self.as_found[named.name, named.kind, named.party] += count
        self.texts[where] += count
        self.spelt[text] += count


class Corrections:
    """The analyst's word on the names of one library. Reads may come from any thread."""

    def __init__(self, library: Library, base: Dossier) -> None:
        self._library, self._base = library, base
        self._lock = threading.Lock()
        self._standing = Standing(base)

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
        dates = {each.id: each.date for each in self._library.articles()}
        rows = [
            _row(standing, key, tally, {shown[text] for text in tally.texts}, dates)
            for key, tally in tallies.items()
        ]
        return sorted((row for row in rows if row.mentions), key=lambda row: (-row.mentions, row.name))

    def row(self, key: str) -> NameRow | None:
        """One named thing as it stands, None when nothing names it."""
        standing = self.standing
        tally = self._tallies(standing, key).get(key)
        if tally is None or not sum(tally.texts.values()):
            return None
        shown = self._library.shown_texts()
        return _row(standing, key, tally, {shown[text] for text in tally.texts}, {})

    def mentions_of(self, key: str) -> list[tuple[int, Span]]:
        """Where a thing is named in the library as it stands: article and span, in order."""
        standing = self.standing
        wanted = [
            spelling
            for spelling in self._library.spellings()
            if (named := _named(standing, spelling)) is not None and named.key == key
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
            if each.mention.entity == key
        ]
        return sorted(places)

    def reach(self, correction: NameCorrection) -> Reach:
        """How many mentions of the library a correction would change."""
        standing = self.standing
        try:
            act = self._act(standing, correction)
        except ValueError as error:
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

        Raises ``ValueError`` with a sentence where it does not fit the dossier.
        """
        standing = self.standing
        act = self._act(standing, correction)
        after = standing.with_edits(act.edits)
        if len(after.faults) > len(standing.faults):
            raise ValueError(after.faults[-1].sentence)
        return self._library.correct_names(
            act.label, act.verdicts, act.edits, taken_back=act.taken_back, dossier=self._base.id
        )

    def settle(self) -> int:
        """Note which texts the edits made since the last time touch, so that they are analysed anew.

        Gives back how many. Takes a moment for each thousand articles where something changed.
        """
        from diptych.analysis.touched import touched

        standing = self.standing
        now, before = standing.found_by, self._library.meta(_FOUND_BY) or self._base.hash
        if now.hash == before:
            return 0
        old = self._base if before == self._base.hash else self._kept(before)
        ids = [article.id for article in self._library.articles()]
        if old is not None:
            differs = touched(old, now)
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
        found = [
            (sum(counts), spelling)
            for spelling, (_, counts) in self._library.spellings().items()
            if (named := _named(standing, spelling)) is not None and named.key == key
        ]
        return tuple(spelling for _, spelling in sorted(found, key=lambda each: -each[0]))

    def _decided(self) -> dict[int, list[StoredMention]]:
        """The mentions of the articles in which the analyst has decided on some."""
        by_article: dict[int, list[MentionOverride]] = defaultdict(list)
        for verdict in self._library.mention_overrides():
            by_article[verdict.article].append(verdict)
        standing = self.standing
        return {
            article: standing.mentions(self._library.mentions(article), verdicts)
            for article, verdicts in by_article.items()
        }

    def _tallies(self, standing: Standing, only: str | None) -> dict[str, _Tally]:
        tallies: dict[str, _Tally] = defaultdict(_Tally)
        decided = self._decided()
        shown = self._library.shown_texts()
        counted = {text for text, article in shown.items() if article not in decided}
        for spelling, (texts, counts) in self._library.spellings().items():
            named = _named(standing, spelling)
            if named is None or only not in (None, named.key):
                continue
            for text, count in zip(texts, counts, strict=True):
                if text in counted:
                    tallies[named.key].add(named, spelling.text, text, count)
        for mentions in decided.values():
            for each in mentions:
                found = each.mention
                if only in (None, found.entity):
                    named = Named(found.entity, found.name, found.kind, found.party)
                    tallies[found.entity].add(named, found.text, each.text_id, 1)
                    tallies[found.entity].reviewed += each.reviewed
        return tallies


def _named(standing: Standing, spelling: Spelling) -> Named | None:
    return standing.naming.of(spelling.key, spelling.text, spelling.name, spelling.kind, spelling.party)


def _row(
    standing: Standing, key: str, tally: _Tally, articles: Collection[int], dates: dict[int, str | None]
) -> NameRow:
    name, kind, party = max(tally.as_found, key=lambda each: (tally.as_found[each], each[0]))
    dated = [date for article in articles if (date := dates.get(article))]
    return NameRow(
        key=key,
        name=name,
        kind=kind,
        party=party,
        mentions=sum(tally.texts.values()),
        articles=len(articles),
        spellings=tuple(sorted(tally.spelt, key=lambda text: (-tally.spelt[text], text))),
        known=standing.naming.entity(key) is not None,
        reviewed=tally.reviewed,
        latest=max(dated, default=None),
    )


def confirmed(mention: StoredMention) -> MentionOverride:
    """The verdict that a mention is as it stands."""
    named = mention.mention
    return MentionOverride(
        text_id=mention.text_id,
        start=named.start,
        end=named.end,
        verdict=MentionVerdict.CONFIRMED,
        entity=named.entity,
        name=named.name,
        kind=named.kind,
        party=named.party,
    )

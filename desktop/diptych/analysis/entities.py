"""Mentions: the dossier's names and the names that it does not know, together and not overlapping."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from diptych.analysis import lexicons, names
from diptych.analysis.gazetteer import Match
from diptych.analysis.holders import voice_of
from diptych.analysis.linking import Linker, Unknowns
from diptych.analysis.names import RawName
from diptych.analysis.parsing import Parse
from diptych.dossier import Dossier, Entity
from diptych.dossier.spelling import plain
from diptych.model import EntityKind, Mention, Span, Voice

_GAZETTEER_SCORE = 0.95
_DERIVED_SCORE = 0.85
_SHORT = re.compile(r"\s\(([A-Z]{2,8})\)")
_SHORT_FORM = "short form"
_SHORTENED = frozenset({EntityKind.ORGANISATION, EntityKind.EVENT, EntityKind.DOCUMENT})
_PATTERN_SCORE = 0.6
_RECOGNISED_SCORE = 0.5
_WHOLE_KINDS = frozenset(
    {EntityKind.ORGANISATION, EntityKind.EVENT, EntityKind.MEDIA, EntityKind.DOCUMENT, EntityKind.PLACE}
)


class Recogniser:
    """Finds the mentions of one text, sentence by sentence in order."""

    def __init__(self, text: str, dossier: Dossier, matches: Sequence[Match], date: str = "") -> None:
        self._text = text
        self._linker = Linker(dossier, text, matches, date)
        self._unknowns = Unknowns()
        self._shorts: dict[str, Mention] = {}
        self._nationality = {w.lower(): party.id for party in dossier.parties for w in party.demonyms}
        self._demonyms = frozenset(self._nationality)
        self._no_names = frozenset(plain(text) for text in dossier.no_names)

    def mentions(self, sentence: Span, matches: Sequence[Match], parse: Parse | None) -> list[Mention]:
        """The mentions inside a sentence; without a parse those of the gazetteer only."""
        passage = self._text[sentence.start : sentence.end]
        raw = (
            []
            if parse is None
            else [_moved(n, sentence.start) for n in names.found(passage, parse, self._demonyms)]
        )
        people = [name for name in raw if name.kind is EntityKind.PERSON]
        kept = [name for name in raw if self._outweighs(name, matches) and not self._is_no_name(name)]
        found = [self._unknown(name) for name in kept if not self._is_short(name)]
        for match in matches:
            if any(match.start < name.end and name.start < match.end for name in kept):
                continue
            person = any(name.start <= match.start and match.end <= name.end for name in people)
            known = self._known(match, person=person)
            if known is not None:
                found.append(known)
                self._learn_short(known)
        found += self._short_forms(sentence, found)
        return sorted(found, key=lambda mention: mention.start)

    def _learn_short(self, full: Mention) -> None:
        """Keep the capitals in parentheses after a known name as a short form of it, in this text."""
        after = _SHORT.match(self._text[full.end : full.end + 12])
        if after and full.kind in _SHORTENED and after[1][0] == full.name[0] and after[1] != full.text:
            self._shorts.setdefault(after[1], full)

    def _is_short(self, name: RawName) -> bool:
        return self._text[name.start : name.end] in self._shorts

    def _short_forms(self, sentence: Span, found: Sequence[Mention]) -> list[Mention]:
        taken = [(each.start, each.end) for each in found]
        short: list[Mention] = []
        for form, full in self._shorts.items():
            for match in re.finditer(rf"(?<!\w){form}(?!\w)", self._text[sentence.start : sentence.end]):
                start, end = match.start() + sentence.start, match.end() + sentence.start
                if start >= full.end and not any(a < end and start < b for a, b in taken):
                    named = replace(full, start=start, end=end, text=form)
                    short.append(replace(named, method=_SHORT_FORM, score=_DERIVED_SCORE))
        return short

    def final(self, mention: Mention) -> Mention:
        """The mention with the best name of its cluster, once the whole text was read."""
        if not mention.entity.startswith("?"):
            return mention
        return Mention(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            entity=mention.entity,
            name=self._unknowns.name(mention.entity),
            kind=mention.kind,
            party=mention.party,
            method=mention.method,
            score=mention.score,
        )

    def _known(self, match: Match, *, person: bool) -> Mention | None:
        entity = self._linker.entity(match, person=person)
        if entity is None:
            return None
        derived = all(candidate.derived for candidate in match.candidates)
        start = self._with_nationality(match.start, entity)
        return Mention(
            start=start,
            end=match.end,
            text=self._text[start : match.end],
            entity=entity.id,
            name=entity.name,
            kind=entity.kind,
            party=entity.party,
            method="surname" if derived else "gazetteer",
            score=_DERIVED_SCORE if derived else _GAZETTEER_SCORE,
        )

    def _with_nationality(self, start: int, entity: Entity) -> int:
        """Where a body of state begins: its own nationality right before it is part of its name."""
        if entity.kind is not EntityKind.ORGANISATION or voice_of(entity.name) is not Voice.OFFICIAL:
            return start
        before = re.search(r"([^\W\d_][\w-]*)[ \u00a0]$", self._text[max(0, start - 30) : start])
        own = before is not None and self._nationality.get(before[1].lower()) == entity.party
        return start - len(before[0]) if before is not None and own and before[1][0].isupper() else start

    def _unknown(self, name: RawName) -> Mention:
        form = self._text[name.start : name.end]
        if name.kind is not EntityKind.PERSON and " " not in form and self._unknowns.person(form):
            name = name._replace(kind=EntityKind.PERSON)
        cluster = self._unknowns.cluster(form, name.kind)
        acronym = _SHORT.match(self._text[name.end : name.end + 12])
        if acronym:
            self._unknowns.join(acronym[1], name.kind, cluster)
        return Mention(
            start=name.start,
            end=name.end,
            text=form,
            entity=cluster,
            name=" ".join(form.split()),
            kind=name.kind,
            party=None,
            method=name.method,
            score=_PATTERN_SCORE if "noun" in name.method else _RECOGNISED_SCORE,
        )

    def _outweighs(self, name: RawName, matches: Sequence[Match]) -> bool:
        """Whether a name stands against the gazetteer: free of it, or a longer name that holds its forms."""
        touched = [m for m in matches if m.start < name.end and name.start < m.end]
        if any(m.start < name.start or name.end < m.end or m[:2] == (name.start, name.end) for m in touched):
            return False
        if name.kind is EntityKind.PERSON:
            return not touched or (len(touched) == 1 and self._other_given_name(name, touched[0]))
        return not touched or self._is_whole(name, touched)

    def _is_whole(self, name: RawName, touched: Sequence[Match]) -> bool:
        """Whether a longer name is one thing and not known names that stand together."""
        form = self._text[name.start : name.end]
        if any(self._is_person(match) for match in touched):
            return False
        if (company := names.COMPANY.search(form)) and company.end() == len(form):
            return True
        first = touched[0]
        if len(touched) == 1 and first.end == name.end and self._is_nationality(name.start, first.start):
            return False
        return name.kind in _WHOLE_KINDS and _has_head(form, name.kind) and not _is_list(form)

    def _is_no_name(self, name: RawName) -> bool:
        return bool(self._no_names) and plain(self._text[name.start : name.end]) in self._no_names

    def _is_person(self, match: Match) -> bool:
        entity = self._linker.entity(match)
        return entity is not None and entity.kind is EntityKind.PERSON

    def _is_nationality(self, start: int, end: int) -> bool:
        return self._text[start:end].strip().lower() in self._demonyms

    def _other_given_name(self, name: RawName, match: Match) -> bool:
        return match.end == name.end and self._linker.entity(match) is None


def _has_head(form: str, kind: EntityKind) -> bool:
    words = [word.strip(".,").lower() for word in re.split(r"[\s]+", form)]
    head = words[: next((i for i, word in enumerate(words) if word in {"of", "for"}), len(words))]
    weak = {
        "party",
        "side",
        "state",
        "republic",
        "union",
        "team",
        "house",
        "office",
        "case",
        "talks",
        "crisis",
        "region",
        "area",
    }
    return bool(head) and head[-1] in lexicons.load().names[kind.value] - weak


def _is_list(form: str) -> bool:
    return bool(re.search(r"[,/]\s|\sand\s(?=[A-Z][a-z]+$)", form)) and not re.search(
        r"\b(?:Ministry|Institute|Committee)\b", form
    )


def _moved(name: RawName, by: int) -> RawName:
    return name._replace(start=name.start + by, end=name.end + by)

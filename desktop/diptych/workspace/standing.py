"""What stands in texts by the analyst's word on names: pure functions over what the machine found.

Verdicts on mentions hold for one text, edits of the dossier for all. Nothing here is stored: what was
found and what the analyst said stay apart, so that taking a word back leaves what was there before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from diptych.dossier import Dossier, Edited, Fault, Named, Naming, edited, for_analysis, issue_ids
from diptych.dossier.naming import UNKNOWN
from diptych.dossier.spelling import plain
from diptych.model import (
    DossierEdit,
    EntityKind,
    Mention,
    MentionOverride,
    MentionVerdict,
    StoredMention,
    StoredPosition,
)
from diptych.workspace.comparison import ANALYST, BOTH, THIRD

BY_ANALYST = "analyst"
"""The method of a mention that the analyst named."""


class Held(NamedTuple):
    """Who holds a position: the name, and the column that it stands in."""

    holder: str
    party: str


class Standing:
    """A dossier with the analyst's edits, and how what was found by it is shown."""

    def __init__(self, base: Dossier, edits: Sequence[DossierEdit] = ()) -> None:
        self.base = base
        self.edits = tuple(edits)
        self._edited: Edited = edited(base, edits)
        self.naming = Naming(self._edited.dossier, self._edited.taken)
        self.dossier = replace(self._edited.dossier, hash=base.hash)
        """The dossier as it is shown. Its hash is the base's, by which texts are known as analysed."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The edits that no longer fit the dossier."""
        return self._edited.faults

    @cached_property
    def found_by(self) -> Dossier:
        """The dossier that texts are analysed by."""
        return edited(self.base, for_analysis(self._edited.taken)).dossier

    @cached_property
    def moved_issues(self) -> Mapping[str, str | None]:
        """The issues of found positions that are another now, or None: dropped."""
        now = issue_ids(self._edited.taken)
        moved = {issue.id: now(issue.id) for issue in self.found_by.issues}
        return {old: new for old, new in moved.items() if new != old}

    @cached_property
    def _of_base(self) -> Mapping[str, Named]:
        return {each.name: Named(each.id, each.name, each.kind, each.party) for each in self.base.entities}

    @cached_property
    def _added(self) -> Mapping[str, str | None]:
        """The parties of the names that texts are analysed by since the analyst added them."""
        known = {entity.id for entity in self.base.entities}
        return {each.name: each.party for each in self.found_by.entities if each.id not in known}

    def with_edits(self, edits: Iterable[DossierEdit]) -> Standing:
        """What would stand after more edits."""
        return Standing(self.base, (*self.edits, *edits))

    def named(self, found: Mention) -> Named | None:
        """What a found mention names, by the edits alone; None: it is no name."""
        return self.naming.of(found.entity, found.text, found.name, found.kind, found.party)

    def verdict_named(self, verdict: MentionOverride) -> Named:
        """What a verdict says that a mention names."""
        now = self.naming.of(verdict.entity, verdict.quote, verdict.name, verdict.kind, verdict.party)
        if now is None or now.key.startswith(UNKNOWN):
            return Named(verdict.entity, verdict.name, verdict.kind, verdict.party)
        return now

    def mentions(
        self, found: Sequence[StoredMention], verdicts: Iterable[MentionOverride]
    ) -> list[StoredMention]:
        """The mentions of a text as they stand, in order. A verdict decides over all that it overlaps."""
        by_span = {(each.start, each.end): each for each in verdicts}
        left = dict(by_span)
        standing: list[StoredMention] = []
        for stored in found:
            mention = stored.mention
            verdict = left.pop((mention.start, mention.end), None)
            if verdict is None and _overlaps(mention, by_span):
                continue
            shown = self._shown(stored, verdict)
            if shown is not None:
                standing.append(shown)
        standing += [self._own(each) for each in left.values() if each.verdict is MentionVerdict.NAMES]
        return sorted(standing, key=lambda each: (each.mention.start, each.mention.end))

    def held(self, holder: str, party: str, *, inside: Iterable[StoredMention] = ()) -> Held:
        """Who holds a position that was found to be ``holder``'s.

        ``inside`` are the mentions within it as they stand; one of them that the machine took for the
        holder decides. Else the edits do.
        """
        for each in inside:
            found = each.found or each.mention
            if found.name == holder and each.found is not None:
                now = Named(each.mention.entity, each.mention.name, each.mention.kind, each.mention.party)
                return _moved(Held(holder, party), {found.party}, now)
        if not self.edits:
            return Held(holder, party)
        at_first = self._of_base.get(holder) or _unknown(holder)
        after = self.naming.of(at_first.key, holder, holder, at_first.kind, at_first.party)
        if after is None or after == at_first:
            return Held(holder, party)
        # The text may have been analysed before or after the analyst added the name.
        return _moved(Held(holder, party), {at_first.party, self._added.get(holder)}, after)

    def position(self, stored: StoredPosition, mentions: Sequence[StoredMention] = ()) -> StoredPosition:
        """A position as it stands; ``mentions`` are those of its text, if the analyst has a word on some."""
        position = stored.position
        inside = [
            each
            for each in mentions
            if position.start <= each.mention.start and each.mention.end <= position.end
        ]
        now = self.held(position.holder, position.party, inside=inside)
        if now != (position.holder, position.party):
            changed = replace(position, holder=now.holder, party=now.party)
            stored = replace(stored, position=changed, found=position)
        if self.moved_issues:
            stances = tuple(
                replace(each, issue=issue)
                for each in stored.stances
                if (issue := self.moved_issues.get(each.issue, each.issue)) is not None
            )
            stored = replace(stored, stances=stances)
        return stored

    def _shown(self, stored: StoredMention, verdict: MentionOverride | None) -> StoredMention | None:
        mention = stored.mention
        if verdict is not None and verdict.verdict is MentionVerdict.NO_NAME:
            return None
        if verdict is not None and verdict.verdict is MentionVerdict.NAMES:
            named: Named | None = self.verdict_named(verdict)
            method, score = BY_ANALYST, 1.0
        else:
            named, method = self.named(mention), mention.method
            score = mention.score if verdict is None else 1.0
        if named is None:
            return None
        shown = replace(
            mention,
            entity=named.key,
            name=named.name,
            kind=named.kind,
            party=named.party,
            method=method,
            score=score,
        )
        same = shown == replace(mention, method=method, score=score)
        return replace(stored, mention=shown, found=None if same else mention, verdict=verdict)

    def _own(self, verdict: MentionOverride) -> StoredMention:
        named = self.verdict_named(verdict)
        return StoredMention(
            article=verdict.article,
            text_id=verdict.text_id,
            mention=Mention(
                start=verdict.start,
                end=verdict.end,
                text=verdict.quote,
                entity=named.key,
                name=named.name,
                kind=named.kind,
                party=named.party,
                method=BY_ANALYST,
            ),
            verdict=verdict,
            own=True,
        )


def _overlaps(mention: Mention, spans: Collection[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in spans)


def _unknown(holder: str) -> Named:
    return Named(UNKNOWN + plain(holder), holder, EntityKind.PERSON, None)


def _moved(held: Held, was: Collection[str | None], now: Named) -> Held:
    """A holder who turned out to be another: the column follows the party where it followed it before."""
    if held.party == ANALYST:
        return Held(now.name, now.party or ANALYST)
    followed = held.party in was or held.party == THIRD
    if held.party == BOTH or not followed:
        return Held(now.name, held.party)
    return Held(now.name, now.party or THIRD)

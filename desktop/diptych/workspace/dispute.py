"""A library seen through its dossier: names, positions, the comparison, and the analyst's word on them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from diptych.dossier import Dossier, Issue, Role
from diptych.dossier.naming import UNKNOWN
from diptych.errors import NotFound
from diptych.library import Library
from diptych.model import (
    AnalysisState,
    ArticleSummary,
    Changes,
    EntityCount,
    EntityKind,
    Override,
    Reason,
    Span,
    StoredMention,
    Verdict,
)
from diptych.progress import Progress
from diptych.workspace import dossier_snapshot
from diptych.workspace.cards import EntityCard
from diptych.workspace.comparison import Comparison, Evidence, as_it_stands, compare_evidence, one_by_one
from diptych.workspace.corrections import Corrections


class Dispute:
    """The dossier of a library and what is found and said by it."""

    def __init__(self, library: Library, dossier: Dossier) -> None:
        self._library = library
        self._base = dossier
        self.corrections = Corrections(library, dossier)
        """The analyst's word on names."""

    @property
    def dossier(self) -> Dossier:
        """The dossier with the analyst's edits; its hash is the one that analyses are known by."""
        return self.corrections.standing.dossier

    @classmethod
    def of(cls, library: Library, folder: Path | None) -> Dispute:
        """The dispute by the dossier in ``folder``; None: the library's own, else the first shipped.

        Raises ``DossierInvalid``.
        """
        return cls(library, dossier_snapshot.current(library, folder))

    # What is found

    def pending(self) -> int:
        """How many articles this dossier has not yet been tried on, or has to be again."""
        return len(self._library.pending_analysis(self._base.hash))

    def look_through(self) -> int:
        """Find out which articles the analyst's edits touch, and how many are pending with them."""
        self.corrections.settle()
        return self.pending()

    def states(self) -> dict[int, AnalysisState]:
        """How far the analysis of each article is."""
        states = self._library.analysis_states(self._base.hash)
        return {id_: state for id_, (state, _) in states.items()}

    def analyse(self, progress: Progress) -> Changes:
        """Analyse what is pending; what is done is kept when this is cancelled (raises ``Cancelled``)."""
        # The analysis is heavy to import, and whoever searches needs none.
        from diptych.workspace import analysis_run

        self.corrections.settle()
        found_by = self.corrections.standing.found_by
        return analysis_run.analyse_pending(self._library, found_by, progress, known_as=self._base.hash)

    def mentions(self, article: int) -> list[StoredMention]:
        """The names in an article, in order."""
        return self.corrections.mentions(article)

    def entity_counts(self, kind: EntityKind | None = None) -> list[EntityCount]:
        """Every named thing of the library, the most mentioned first."""
        return [row.count for row in self.corrections.rows() if kind in (None, row.kind)]

    def mentions_of(self, key: str) -> list[tuple[int, Span]]:
        """Where a thing is named in the library: article and span."""
        return self.corrections.mentions_of(key)

    def entity_card(self, mention: StoredMention) -> EntityCard:
        """What is known of the thing that a mention names."""
        named = mention.mention
        here = sum(1 for each in self.mentions(mention.article) if each.mention.entity == named.entity)
        count = self.corrections.row(named.entity)
        date = self._library.articles(ids=[mention.article])[0].date or ""
        return EntityCard(
            key=named.entity,
            name=named.name,
            kind=named.kind,
            party=self.party_name(named.party),
            roles=self.roles_at(named.entity, date),
            here=here,
            in_library=count.mentions if count else here,
            articles=count.articles if count else 1,
            known=not named.entity.startswith(UNKNOWN),
            reviewed=mention.reviewed,
            method=named.method,
            score=named.score,
        )

    def evidence(self, article: int) -> list[Evidence]:
        """Each statement of a position in an article, in order, once for each issue."""
        return self._evidence(self._dated([article]))

    def why(self, evidence: Evidence) -> tuple[Reason, ...]:
        """The steps by which a statement was taken for a position; none where the analyst added it."""
        wanted = (evidence.text_id, evidence.start, evidence.end, evidence.rule)
        for stored in self._library.positions([evidence.article]):
            found = stored.position
            if (stored.text_id, found.start, found.end, found.rule) == wanted:
                return found.reasons
        return ()

    def comparison(
        self, articles: Collection[int] | None = None, issues: Collection[str] | None = None
    ) -> Comparison:
        """The parties compared over some or all articles, on some or all issues."""
        summaries = self._dated(articles)
        evidence = self._evidence(summaries)
        return compare_evidence(evidence, list(summaries), self.states(), self.dossier, issues)

    def _evidence(self, articles: dict[int, ArticleSummary]) -> list[Evidence]:
        found = one_by_one(self._library.positions(list(articles)))
        shown = self.corrections.positions(found)
        pieces = (
            as_it_stands(one, now, articles[one.article]) for one, now in zip(found, shown, strict=True)
        )
        return [piece for piece in pieces if piece is not None]

    def _dated(self, articles: Collection[int] | None) -> dict[int, ArticleSummary]:
        """Articles by id, each with the date of its source: a summary's is that of what it reports."""
        dates = self._library.source_dates(articles)
        return {
            each.id: replace(each, date=dates.get(each.id) or None)
            for each in self._library.articles(ids=articles)
        }

    def issue(self, id_: str) -> Issue:
        """An issue of the dossier; raises ``NotFound``."""
        for issue in self.dossier.issues:
            if issue.id == id_:
                return issue
        known = ", ".join(issue.id for issue in self.dossier.issues)
        raise NotFound(f"There is no issue {id_!r} in the dossier; it has {known}.")

    def party_name(self, party: str | None) -> str:
        """A party's name, "" for none."""
        names = {each.id: each.name for each in self.dossier.parties}
        return names.get(party or "", "")

    def roles_at(self, key: str, date: str) -> tuple[str, ...]:
        """The titles that an entity held at a date (ISO, cut to its precision; "": none), with years."""
        entity = next((each for each in self.dossier.entities if each.id == key), None)
        if entity is None or not date:
            return ()
        return tuple(_in_words(role) for role in entity.roles if _held(role, date[:10]))

    # The analyst's word

    def confirm(self, evidence: Evidence) -> Changes:
        """Say that this is what is meant."""
        return self._library.override(_verdict(evidence, Verdict.CONFIRMED))

    def reject(self, evidence: Evidence) -> Changes:
        """Say that this is not a position on this issue."""
        return self._library.override(_verdict(evidence, Verdict.REJECTED))

    def rejected(self, article: int | None = None) -> list[Override]:
        """What the analyst has rejected, so that it can be taken back."""
        verdicts = self._library.overrides(None if article is None else [article])
        return [verdict for verdict in verdicts if verdict.verdict is Verdict.REJECTED]

    def take_back(self, verdict: Override) -> Changes:
        """Take a verdict back."""
        return self._library.clear_override(verdict.id)


def _in_words(role: Role) -> str:
    start, end = role.start[:4], role.end[:4]
    if not start and not end:
        return role.title
    if not end:
        return f"{role.title}, since {start}"
    return f"{role.title}, {start}–{end}" if start != end else f"{role.title}, {start}"


def _held(role: Role, date: str) -> bool:
    # A bound that is cut to a year or month holds for all of it.
    return (not role.start or role.start <= date) and (not role.end or date[: len(role.end)] <= role.end)


def _verdict(evidence: Evidence, verdict: Verdict) -> Override:
    holder, party = evidence.found_as or (evidence.holder, evidence.party)
    return Override(
        text_id=evidence.text_id,
        start=evidence.start,
        end=evidence.end,
        holder=holder,
        issue=evidence.found_issue or evidence.issue,
        verdict=verdict,
        party=party,
        voice=evidence.voice,
        direction=evidence.direction,
    )

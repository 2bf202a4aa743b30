"""The values that every layer speaks in: articles, texts, blocks, spans, acts and changes.

All are frozen and know nothing of files, databases or windows. A span is a half-open range
``[start, end)`` of code points in one canonical text.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

import msgspec


class Span(NamedTuple):
    """A half-open range of code points in a canonical text."""

    start: int
    end: int


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of the plain values that are stored and sent between processes as JSON."""


class BlockKind(StrEnum):
    """What a block of the canonical text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"
    TABLE = "table"


class Style(StrEnum):
    """What an inline run looks like or points to."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRUCK = "struck"
    LINK = "link"
    NOTE_REF = "note_ref"


class Run(Value, frozen=True):
    """A styled stretch inside a block. ``target`` is an address (link) or a note's marker (note_ref)."""

    start: int
    end: int
    style: Style
    target: str = ""


class Block(Value, frozen=True):
    """One block of the canonical text.

    ``level`` is the rank of a heading (1 to 6) or the depth of a quote or item (from 1).
    ``marker`` is what stands before an item ("1.", "•") or names a note ("1").
    ``rows`` holds, for a table, the spans of its cells row by row; inside the text cells are
    separated by a tab and rows by a line feed, and neither belongs to a cell's span.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[Span, ...], ...] = ()


class DatePrecision(StrEnum):
    """How much of a date is stated."""

    NONE = "none"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


class ArticleDate(Value, frozen=True):
    """When an article appeared, as far as it says so.

    ``value`` is ISO 8601 cut to the precision ("2017", "2017-03", "2017-03-06", "2017-03-06T14:31"),
    or None. ``as_printed`` is the stated text, ``evidence`` says in words where it stood and how it
    was read. ``suggestion`` is an EDTF interval inferred from the body: to be offered, never stored
    as the date.
    """

    value: str | None = None
    precision: DatePrecision = DatePrecision.NONE
    as_printed: str = ""
    evidence: str = ""
    suggestion: str = ""


class Author(Value, frozen=True):
    """A stated author. ``as_printed`` keeps the source's order; ``family`` may be empty."""

    as_printed: str
    given: str = ""
    family: str = ""
    affiliation: str = ""

    @property
    def name(self) -> str:
        """The name in reading order, given name first."""
        return " ".join(part for part in (self.given, self.family) if part) or self.as_printed


class Report(Value, frozen=True):
    """The somebody else's article that a summary reports. Absent facts are empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    date: str = ""


class Dropped(Value, frozen=True):
    """A line of the source that is not in the canonical text. ``line`` counts from 1 (0: unknown)."""

    line: int
    text: str
    reason: str


class Draft(Value, frozen=True):
    """What an importer makes of a file: everything that is stated, nothing that is guessed.

    ``outlet_guess`` is an outlet inferred from the text (offered to the analyst, never stored as
    stated); ``guess_evidence`` says from what. ``publisher`` is a stated original publisher of a
    republished text. ``flags`` are sentences for the import report when a reading is unsure.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    importer: str
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    outlet: str = ""
    outlet_guess: str = ""
    guess_evidence: str = ""
    publisher: str = ""
    date: ArticleDate = ArticleDate()
    language: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    reports: Report | None = None
    dropped: tuple[Dropped, ...] = ()
    flags: tuple[str, ...] = ()


class ArticleSummary(Value, frozen=True):
    """What a list shows of an article. ``date`` is ISO or None; ``source`` the path or address it had."""

    id: int
    title: str
    authors: tuple[str, ...]
    outlet: str
    date: str | None
    source: str
    language: str = ""
    words: int = 0
    read: bool = False
    binned: bool = False
    bundled: bool = False
    tags: tuple[str, ...] = ()


class Article(Value, frozen=True):
    """One article with its current text. ``text_id`` names the version that spans refer to.

    ``corrected`` names the facts in which the analyst's correction stands for what the source states.
    """

    id: int
    title: str
    text_id: int
    text: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    outlet: str = ""
    outlet_guess: str = ""
    guess_evidence: str = ""
    publisher: str = ""
    date: ArticleDate = ArticleDate()
    language: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    url: str = ""
    source: str = ""
    reports: Report | None = None
    dropped: tuple[Dropped, ...] = ()
    flags: tuple[str, ...] = ()
    version: int = 1
    words: int = 0
    read: bool = False
    binned: bool = False
    bundled: bool = False
    corrected: tuple[str, ...] = ()


class Correction(Value, frozen=True):
    """An analyst's correction of an article's facts. A field that is None stays as it is.

    ``date`` is ISO cut to its precision, or "" for none. A field equal to what the source states
    takes the correction back.
    """

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] | None = None
    outlet: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None


class Changes(Value, frozen=True):
    """What a write changed; views refresh from it.

    ``number`` is the library's change number after the write. ``articles`` are the ids touched,
    ``kinds`` the sorts of thing touched (see ``ChangeKind``), ``label`` the act in words for the
    undo menu, empty for a machine's write.
    """

    number: int
    articles: frozenset[int] = frozenset()
    kinds: frozenset[ChangeKind] = frozenset()
    label: str = ""

    def touches(self, *kinds: ChangeKind) -> bool:
        """Whether any of the kinds changed."""
        return not self.kinds.isdisjoint(kinds)


class ChangeKind(StrEnum):
    """The sorts of thing that a write can touch."""

    ARTICLES = "articles"
    METADATA = "metadata"
    TEXTS = "texts"
    TAGS = "tags"
    COLLECTIONS = "collections"
    READ_STATE = "read_state"
    ENTITIES = "entities"
    POSITIONS = "positions"
    HIGHLIGHTS = "highlights"
    BRIEFS = "briefs"
    SEARCHES = "searches"
    FAMILIES = "families"
    SETTINGS = "settings"


class ImportStatus(StrEnum):
    """How a file that was offered for import ended."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    FLAGGED = "flagged"
    FAILED = "failed"


class ImportResult(Value, frozen=True, omit_defaults=False):
    """The end of one offered file. ``id`` is the article added, or the existing one of a duplicate.

    ``reason`` is a sentence: why it failed, what it duplicates, or what is unsure.
    """

    path: str
    status: ImportStatus
    id: int | None = None
    reason: str = ""


class Snippet(Value, frozen=True, omit_defaults=False):
    """A passage of a hit. ``marks`` are spans in ``text``; ``start`` is its place in the canonical text."""

    text: str
    marks: tuple[Span, ...]
    start: int = 0


class NameForm(Value, frozen=True, omit_defaults=False):
    """One way to write a name. ``party`` is the party whose usage it is, where the name is itself a claim."""

    text: str
    party: str | None = None
    language: str = ""


class Expansion(Value, frozen=True, omit_defaults=False):
    """A thing whose name a query holds: ``typed`` is that name as it stands in the query.

    ``entity`` is its id, ``name`` the canonical name, ``forms`` all that is searched in its place.
    """

    typed: str
    entity: str
    name: str
    forms: tuple[NameForm, ...]


class QueryProblem(Value, frozen=True, omit_defaults=False):
    """What makes no sense in a query: its code points ``[start, end)`` and a sentence on how it was read."""

    start: int
    end: int
    sentence: str


class Hit(Value, frozen=True, omit_defaults=False):
    """One article that a search found. ``spans`` are all hits in the canonical text, in order.

    ``count`` is their number, ``names`` are the forms of an expanded name that the article uses,
    ``family`` is the number that it shares with its reposts.
    """

    id: int
    title: str
    outlet: str
    date: str | None
    score: float
    snippets: tuple[Snippet, ...]
    spans: tuple[Span, ...] = ()
    count: int = 0
    names: tuple[str, ...] = ()
    family: int | None = None
    language: str = ""
    title_spans: tuple[Span, ...] = ()


class SearchResult(Value, frozen=True, omit_defaults=False):
    """The answer to a query. ``count`` is all articles found, ``notes`` say how the query was read.

    ``problems`` are those of the notes that have a place in the query, ``expansions`` the names that
    were searched in all their forms, ``suggestion`` a query that finds more, or "". ``partial`` says
    that articles with only some of the words are among the hits.
    """

    query: str
    count: int
    seconds: float
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
    complete: bool = True
    problems: tuple[QueryProblem, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    suggestion: str = ""
    partial: bool = False


class SavedSearch(Value, frozen=True, omit_defaults=False):
    """A search that the analyst keeps. ``request`` is JSON; ``looked`` is when it was last looked at."""

    id: int
    name: str
    request: str
    created: str
    looked: str | None = None


class PastSearch(Value, frozen=True, omit_defaults=False):
    """A search that was made, with how many articles it found; ``asked`` is ISO 8601 in UTC."""

    id: int
    query: str
    request: str
    count: int
    asked: str


class EntityKind(StrEnum):
    """The kinds of thing that a name names. Treaties are events."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    DOCUMENT = "document"
    MEDIA = "media"


class Voice(StrEnum):
    """What kind of speaker holds a position."""

    OFFICIAL = "official"
    NON_OFFICIAL = "non_official"
    ANALYST = "analyst"
    MEDIA = "media"
    AUTHOR = "author"


class Direction(StrEnum):
    """Which way a position leans towards its issue."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    DEMANDS = "demands"
    OFFERS = "offers"
    NEUTRAL = "neutral"


class Strength(StrEnum):
    """How strongly a position is stated."""

    FIRM = "firm"
    CLEAR = "clear"
    WEAK = "weak"


class ReasonStep(StrEnum):
    """The steps by which a statement was taken for a position."""

    CUE = "cue"
    HOLDER = "holder"
    RULE = "rule"
    ISSUE = "issue"
    DIRECTION = "direction"
    STRENGTH = "strength"
    CONFIDENCE = "confidence"


class Reason(Value, frozen=True, omit_defaults=False):
    """One step of why a position was found, in words; ``start`` and ``end`` are the words of the text
    that it rests on, or both 0."""

    step: ReasonStep
    words: str
    start: int = 0
    end: int = 0


class Mention(Value, frozen=True, omit_defaults=False):
    """A span that names an entity.

    ``entity`` is the dossier's id, or "?" and a folded name for one that the dossier does not know.
    ``party`` is a party's id or None. ``method`` names the rule that found it, ``score`` is in 0..1.
    """

    start: int
    end: int
    text: str
    entity: str
    name: str
    kind: EntityKind
    party: str | None
    method: str = ""
    score: float = 1.0


class Stance(Value, frozen=True, omit_defaults=False):
    """What a position says on one issue, with a confidence in 0..1."""

    issue: str
    direction: Direction
    confidence: float
    strength: Strength = Strength.CLEAR


class Position(Value, frozen=True, omit_defaults=False):
    """One statement of a position, with the span that shows it.

    ``sentence`` is the index of its sentence; ``party`` a party's id, "both", "third" or "analyst";
    ``reported_by`` is "author", "expert", "media" or None; ``rule`` says in words which rules found it,
    ``reasons`` step by step.
    """

    start: int
    end: int
    sentence: int
    party: str
    holder: str
    voice: Voice
    stances: tuple[Stance, ...]
    quoted: bool
    reported_by: str | None
    rule: str
    reasons: tuple[Reason, ...] = ()


class Analysis(Value, frozen=True, omit_defaults=False):
    """What analysis finds in one text. ``analysed`` is False where no parser knows the language."""

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...]
    analysed: bool = True


class Highlight(Value, frozen=True, omit_defaults=False):
    """An analyst's mark on a text, with the quote it was made on and up to 32 characters around it.

    ``colour`` is the index of a highlight colour of the theme; ``created`` is ISO 8601 in UTC.
    ``broken`` is True when the text no longer reads ``quote`` there: such a one is never exported.
    """

    id: int
    article: int
    text_id: int
    start: int
    end: int
    quote: str
    before: str
    after: str
    colour: int
    note: str
    created: str
    broken: bool = False


class Verdict(StrEnum):
    """What the analyst says of a position on an issue: ``EDITED`` gives other values, ``ADDED`` is new."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    EDITED = "edited"
    ADDED = "added"


class MachineAnswer(Value, frozen=True):
    """What the machine says of a span, a holder and an issue."""

    party: str
    voice: Voice
    direction: Direction
    confidence: float
    strength: Strength = Strength.CLEAR
    rule: str = ""


class Override(Value, frozen=True, omit_defaults=False):
    """The analyst's verdict on a position, known by text, span, holder and issue, never by a machine row.

    ``party``, ``voice``, ``direction`` and ``strength`` (None: the machine's) are what stands by the
    verdict (for a rejected one what was rejected), so that it is whole without the machine's row.
    ``machine`` is what the machine said when the analyst judged, None where it said nothing.
    ``created`` is ISO 8601 in UTC.
    """

    text_id: int
    start: int
    end: int
    holder: str
    issue: str
    verdict: Verdict
    party: str
    voice: Voice
    direction: Direction
    note: str = ""
    id: int = 0
    article: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    created: str = ""
    strength: Strength | None = None
    quoted: bool = False
    reported_by: str | None = None
    machine: MachineAnswer | None = None


class LinkKind(StrEnum):
    """What one piece of evidence does to another."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    ANSWERS = "answers"
    CHANGES = "changes"


class EvidenceEnd(Value, frozen=True, omit_defaults=False):
    """What a link or a summary rests on: a span with its quote, a holder and an issue.

    It is known by these, as a verdict is, never by a machine row. ``broken``: the text reads so no more,
    or is no longer the article's current one.
    """

    text_id: int
    start: int
    end: int
    holder: str
    issue: str
    article: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    broken: bool = False


class EvidenceLink(Value, frozen=True, omit_defaults=False):
    """The analyst's word that one piece of evidence supports, contradicts, answers or changes another."""

    id: int
    kind: LinkKind
    evidence: EvidenceEnd
    other: EvidenceEnd
    note: str
    created: str


class CellSummary(Value, frozen=True, omit_defaults=False):
    """What the analyst makes of a party's position on an issue, with the evidence that it rests on."""

    id: int
    issue: str
    party: str
    words: str
    evidence: tuple[EvidenceEnd, ...]
    created: str
    changed: str


class MentionVerdict(StrEnum):
    """What the analyst says of one mention: it names this, it is as the machine found it, it is no name."""

    NAMES = "names"
    CONFIRMED = "confirmed"
    NO_NAME = "no name"


class MentionOverride(Value, frozen=True, omit_defaults=False):
    """The analyst's verdict on one mention, known by text and span, never by a machine row.

    ``entity`` is as a mention's; ``name``, ``kind`` and ``party`` are what stands where the dossier does
    not know it. ``created`` is ISO 8601 in UTC.
    """

    text_id: int
    start: int
    end: int
    verdict: MentionVerdict
    entity: str = ""
    name: str = ""
    kind: EntityKind = EntityKind.PERSON
    party: str | None = None
    id: int = 0
    article: int = 0
    quote: str = ""
    created: str = ""


class EditAction(StrEnum):
    """How the analyst changes a dossier; ``dossier.edits`` says what each needs and does."""

    ADD_ENTITY = "add entity"
    CHANGE_ENTITY = "change entity"
    ADD_ALIAS = "add alias"
    REMOVE_ALIAS = "remove alias"
    MERGE_ENTITY = "merge entity"
    NOT_SAME = "not same"
    NO_NAME = "no name"
    ADD_ISSUE = "add issue"
    CHANGE_ISSUE = "change issue"
    MERGE_ISSUE = "merge issue"
    SPLIT_ISSUE = "split issue"
    ORDER_ISSUES = "order issues"
    DROP_ISSUE = "drop issue"
    ADD_CUE = "add cue"
    REMOVE_CUE = "remove cue"
    ADD_PARTY = "add party"
    CHANGE_PARTY = "change party"


class DossierEdit(Value, frozen=True, omit_defaults=False):
    """One change of a dossier by the analyst, for the whole library.

    ``target`` is the id of what is changed ("" where the whole dossier is); ``content`` is JSON.
    """

    action: EditAction
    target: str = ""
    content: dict[str, Any] = {}
    id: int = 0
    created: str = ""


class StoredMention(Value, frozen=True, omit_defaults=False):
    """A mention as it stands by the analyst's word. ``broken``: the text does not read so there.

    ``found`` is what the machine found where the analyst's word changed it; ``verdict`` is the one on
    this mention; ``own`` marks one that the machine did not find. Reviewed is what has a verdict.
    """

    article: int
    text_id: int
    mention: Mention
    broken: bool = False
    found: Mention | None = None
    verdict: MentionOverride | None = None
    own: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether the analyst has said something of this mention."""
        return self.verdict is not None


class StoredPosition(Value, frozen=True, omit_defaults=False):
    """A position as the library keeps it, with the analyst's verdicts on it.

    ``position`` is as the machine found it, or, where ``own`` is True, made of verdicts that match
    nothing the machine found. ``stances`` is what stands after the verdicts: edited ones replaced (at
    confidence 1), rejected ones gone. ``broken`` is True when the text does not read ``quote`` there.
    ``found`` is what the machine found where the analyst's word on names changed it.
    """

    article: int
    text_id: int
    quote: str
    before: str
    after: str
    position: Position
    stances: tuple[Stance, ...]
    verdicts: tuple[Override, ...] = ()
    own: bool = False
    broken: bool = False
    found: Position | None = None


class Renewal(Value, frozen=True, omit_defaults=False):
    """What came of going to a new version of an article's text.

    ``carried`` counts the highlights and verdicts that went along. Those that were lost, because their
    quote is not in the new text or not in one place, stay with the old one.
    """

    text_id: int
    carried: int = 0
    lost_highlights: tuple[Highlight, ...] = ()
    lost_verdicts: tuple[Override, ...] = ()


class AnalysisState(StrEnum):
    """How far the analysis of a text is. ``UNSUPPORTED``: no parser knows its language."""

    PENDING = "pending"
    DONE = "done"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"


class EntityCount(Value, frozen=True, omit_defaults=False):
    """A named thing and how often the library names it. ``key`` is as a mention's ``entity``."""

    key: str
    name: str
    kind: EntityKind
    party: str | None
    mentions: int
    articles: int


class AlignedPair(Value, frozen=True, omit_defaults=False):
    """A passage of a left and one of a right text that speak of the same event or point.

    ``score`` is the estimated chance, in 0..1, that they do.
    """

    left: Span
    right: Span
    score: float


class Alignment(Value, frozen=True, omit_defaults=False):
    """How the passages of two articles belong together, in the order of the left one; many to many.

    ``left`` and ``right`` are the articles' ids.
    """

    left: int
    right: int
    pairs: tuple[AlignedPair, ...]


class BriefItemKind(StrEnum):
    """What can stand in a brief: an issue compared, an excerpt of an article, the analyst's own words."""

    ISSUE = "issue"
    EXCERPT = "excerpt"
    WORDS = "words"


class BriefItem(Value, frozen=True, omit_defaults=False):
    """One thing in a brief. ``content`` is an issue's id, an excerpt's note, or the words.

    An excerpt has its span with the quote it was taken as; ``broken`` when the text reads so no more.
    """

    kind: BriefItemKind
    content: str = ""
    text_id: int = 0
    article: int = 0
    start: int = 0
    end: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    broken: bool = False


class StoredBrief(Value, frozen=True, omit_defaults=False):
    """A brief as the library keeps it. ``created`` is ISO 8601 in UTC."""

    id: int
    title: str
    created: str
    items: tuple[BriefItem, ...]

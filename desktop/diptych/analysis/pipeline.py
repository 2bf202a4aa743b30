"""The whole analysis of one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from diptych.analysis import gazetteer, issues, learned, quotes, sentences
from diptych.analysis.entities import Recogniser
from diptych.analysis.gazetteer import Match
from diptych.analysis.holders import Sides
from diptych.analysis.learned import Model
from diptych.analysis.parsing import Parse, Parser
from diptych.analysis.positions import PositionFinder
from diptych.analysis.quotes import Quote
from diptych.analysis.reading import Sentence, read
from diptych.analysis.reference import Discourse
from diptych.dossier import Dossier
from diptych.model import Analysis, Mention, Span

_PARAGRAPHS_AT_ONCE = 40
_WORD = re.compile(r"[^\W\d_]{2}")


def analyse(
    text: str,
    dossier: Dossier,
    *,
    language: str,
    date: str = "",
    parser: Parser | None = None,
    by_rules: bool = False,
) -> Analysis:
    """Sentences, mentions and positions of a text.

    ``language`` is a code ("en"); ``date`` the article's ISO date, cut to its precision, or "". With
    no parser of that language there are sentences and the gazetteer's mentions only, and ``analysed``
    is False. ``by_rules``: the rules decide alone, without the learned weights. Spans are code points of
    ``text``; nothing is raised for any text.
    """
    known = parser if parser is not None and parser.language == language else None
    return _Run(text, dossier, date, known, None if by_rules else learned.load()).analysis()


def finder_of(text: str, dossier: Dossier, parser: Parser, *, date: str = "") -> PositionFinder:
    """All that may be claimed in a text, sentence by sentence, for training and for measuring."""
    run = _Run(text, dossier, date, parser, None)
    run.analysis()
    return run.finder


class _Run:
    """One analysis under way."""

    def __init__(
        self, text: str, dossier: Dossier, date: str, parser: Parser | None, model: Model | None
    ) -> None:
        self._text = text
        self._parser = parser
        self._paragraphs = sentences.paragraphs(text)
        self._matches = _all_matches(text, dossier, self._paragraphs)
        self._starts = [match.start for match in self._matches]
        self._sides = Sides(dossier, date)
        self._recogniser = Recogniser(text, dossier, self._matches, date)
        self.finder = PositionFinder(self._sides, issues.finder(dossier), model)
        self._discourse = Discourse(self._sides)
        self._sentences: list[Span] = []
        self._mentions: list[Mention] = []

    def analysis(self) -> Analysis:
        """Run through the text and say what was found."""
        waiting = iter(self._paragraphs)
        while batch := list(islice(waiting, _PARAGRAPHS_AT_ONCE)):
            split = [sentences.split(self._text, paragraph) for paragraph in batch]
            parses = self._parses([span for spans in split for span in spans])
            for paragraph, spans in zip(batch, split, strict=True):
                self._paragraph(paragraph, spans, parses)
        return Analysis(
            sentences=tuple(self._sentences),
            mentions=tuple(self._recogniser.final(mention) for mention in self._mentions),
            positions=tuple(self.finder.positions()),
            analysed=self._parser is not None,
        )

    def _parses(self, spans: Sequence[Span]) -> Iterator[Parse | None]:
        if self._parser is None:
            return iter([None] * len(spans))
        return iter(self._parser.parse(_worded(self._text[span.start : span.end]) for span in spans))

    def _paragraph(self, paragraph: Span, spans: Sequence[Span], parses: Iterator[Parse | None]) -> None:
        spoken = quotes.speech(self._text, quotes.quotations(self._text, [paragraph]))
        read_sentences: list[Sentence] = []
        for span in spans:
            parse = next(parses)
            mentions = self._recogniser.mentions(span, self._matches_in(span), parse)
            self._mentions += mentions
            if parse is not None:
                read_sentences.append(self._sentence(span, parse, mentions, spoken))
            self._sentences.append(span)
        if read_sentences:
            self.finder.read(read(read_sentences, self._discourse, self._sides))

    def _sentence(
        self, span: Span, parse: Parse, mentions: Sequence[Mention], spoken: Sequence[Quote]
    ) -> Sentence:
        return Sentence(
            len(self._sentences),
            span,
            self._text[span.start : span.end],
            parse,
            mentions,
            spoken,
            self._sides,
        )

    def _matches_in(self, span: Span) -> list[Match]:
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [match for match in self._matches[first:last] if match.end <= span.end]


def _worded(text: str) -> str:
    """A text that has a word, else nothing: marks and figures alone are not worth parsing."""
    return text if _WORD.search(text) else ""


def _all_matches(text: str, dossier: Dossier, paragraphs: Sequence[Span]) -> list[Match]:
    names = gazetteer.of(dossier)
    found: list[Match] = []
    for paragraph in paragraphs:
        for match in names.matches(text[paragraph.start : paragraph.end]):
            found.append(match._replace(start=match.start + paragraph.start, end=match.end + paragraph.start))
    return found

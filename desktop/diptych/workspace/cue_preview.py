"""What the cues of an issue would match in a library, before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.dossier import Cue, Issue
from diptych.library import Library
from diptych.model import Span, Value
from diptych.progress import Progress

_AT_ONCE = 200
_SHOWN = 8
_LONGEST = 400


class Matched(Value, frozen=True):
    """A sentence that cues point to: where it stands, its words, and where the terms are in them."""

    article: int
    title: str
    span: Span
    words: str
    terms: tuple[Span, ...]


class CuePreview(Value, frozen=True, omit_defaults=False):
    """How many sentences in how many articles the cues point to, and the first of them.

    ``unused`` are the terms that stand nowhere in the library.
    """

    sentences: int
    articles: int
    first: tuple[Matched, ...]
    unused: tuple[str, ...]


def preview(library: Library, cues: Sequence[Cue], progress: Progress) -> CuePreview:
    """Look through all articles outside the bin, the newest first; raises ``Cancelled``."""
    from diptych.analysis.issues import THRESHOLD, IssueFinder
    from diptych.analysis.sentences import sentences

    finder = IssueFinder.of_issues((Issue(id="", name="", description="", cues=tuple(cues)),))
    unused = {cue.term for cue in cues}
    count = articles = 0
    first: list[Matched] = []
    listed = library.articles()
    progress.begin(len(listed))
    for at in range(0, len(listed), _AT_ONCE):
        part = listed[at : at + _AT_ONCE]
        texts = library.texts([article.id for article in part])
        for article in part:
            progress.step()
            text = texts.get(article.id, "")
            if not finder.terms(text):
                continue
            before = count
            for span in sentences(text):
                words = text[span.start : span.end]
                unused.difference_update(finder.terms(words))
                if finder.scores(words).get("", 0.0) >= THRESHOLD:
                    count += 1
                    if len(first) < _SHOWN:
                        first.append(_matched(article.id, article.title, span, words, cues))
            articles += count > before
    return CuePreview(sentences=count, articles=articles, first=tuple(first), unused=tuple(sorted(unused)))


def _matched(article: int, title: str, span: Span, words: str, cues: Iterable[Cue]) -> Matched:
    shown = " ".join(words.split())[:_LONGEST]
    return Matched(article=article, title=title, span=span, words=shown, terms=tuple(marks(shown, cues)))


def marks(words: str, cues: Iterable[Cue]) -> list[Span]:
    """Where terms that point to the issue stand in a sentence, in order, the longest first of those at one
    place; case does not matter."""
    plain = words.lower()
    found: list[Span] = []
    if len(plain) != len(words):
        return []
    for cue in sorted(cues, key=lambda cue: -len(cue.term)):
        at = plain.find(cue.term) if cue.weight > 0 and cue.term else -1
        while at >= 0:
            span = Span(at, at + len(cue.term))
            starts_word = at == 0 or not plain[at - 1].isalnum()
            if starts_word and all(span.end <= each.start or each.end <= span.start for each in found):
                found.append(span)
            at = plain.find(cue.term, at + 1)
    return sorted(found, key=lambda each: each.start)


def enough(cues: Sequence[Cue]) -> bool:
    """Whether some of the cues together point to the issue."""
    return sum(cue.weight for cue in cues if cue.weight > 0) >= 1.0

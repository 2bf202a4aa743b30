"""Text becomes words: the one analysis that the index, the marks and the snippets share.

A word is folded (NFKC, case, accents and width), then stemmed by its script: English for Latin,
Russian for Cyrillic. Scripts that are written without spaces are cut into characters whose terms are
the overlapping pairs. The query's language is not known, hence the script decides and not the article's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

PARAGRAPH_GAP = 128
"""Places between two paragraphs: more than the words of a phrase, or those of a near one, may span.

Sentences have none: telling their ends from abbreviations is guesswork, and a phrase that stands in the
text would not be found.
"""

LONGEST = 64
"""Code points of a folded word that count; the rest of a longer one is ignored."""

_ENGLISH = """a an and are as at be been by for from has have in is it its of on or that the this to was
were with"""
_RUSSIAN = "а в во для же и из к как на не но о об от по с со что это"
FUNCTION_WORDS = frozenset(f"{_ENGLISH} {_RUSSIAN}".split())
"""Words that a query of other words does without."""

_ENGLISH_QUESTION = """about after all also any because before between both but can could did do does during
he her his how i if into may might more most must no not our over said say says she
should so some such than their them then there these they those through towards under
until upon us we what when where whether which while who whom whose why will would
you your"""
_RUSSIAN_QUESTION = """бы был была были было быть где все вы его ее если есть еще за зачем или им их каков
какая какие каким какими какова каковы какой какую как ко когда кого который кто ли
между меня мы над него нее нет них она они оно под после почему при про сказал так
также там такой то том тот уже чего чем чему через чтобы этого этой этом этот"""
QUESTION_WORDS = frozenset(f"{_ENGLISH_QUESTION} {_RUSSIAN_QUESTION}".split())
"""Words that say nothing of what a question is about."""


class Token(NamedTuple):
    """One word of a text: its folded form, its index term, its place in the sequence, its code points."""

    word: str
    term: str
    position: int
    start: int
    end: int


# Scripts written without spaces, and Hangul, whose endings are glued to the noun.
_DENSE = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecd\u1000-\u103f\u1780-\u17d3\u1100-\u11ff\u3005-\u3007"
    "\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff"
    "\uff66-\uff9d\uffa0-\uffdc\U00016fe0-\U00018cff\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
# Signs that belong to the letter before them although they are no letters; the last are invisible joiners.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u0711\u0730-\u074a\u0900-\u0963\u0981-\u0dff\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200c\u200d\u2060\ufeff"
)
_APOSTROPHES = "'\u2019\u2018\u201b\u02bc\uff07"
_LETTER = r"[^\W\d_]"
_ALNUM = r"[^\W_]"
_WORD = re.compile(
    rf"{_LETTER}(?:\.{_LETTER}(?!{_ALNUM}))++"  # an abbreviation of letters, dots between them
    rf"|\d{{1,3}}(?:,\d{{3}})+(?!\d)"  # thousands
    rf"|{_ALNUM}++(?:(?:[{MARKS}]++|[{_APOSTROPHES}](?={_ALNUM})){_ALNUM}*+)*+"
)
_DENSE_RUN = re.compile(rf"[{_DENSE}][{_DENSE}{MARKS}]*")
_DENSE_LETTER = re.compile(rf"[^{MARKS}][{MARKS}]*", re.DOTALL)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sSｓＳ]$")
_ELISION = re.compile(rf"(?:[cdjlmnst]|qu)[{_APOSTROPHES}](?={_ALNUM}{{2}})", re.IGNORECASE)
# The breve stays on и: й is a letter of its own. Kana and Indic vowels are no accents either.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(word: str) -> str:
    """The word without case, accents, width, apostrophes and other signs; perhaps empty."""
    if word.isascii():
        plain = word.lower()
    else:
        compatible = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
        bare = _ACCENTS.sub("", unicodedata.normalize("NFD", compatible))
        plain = unicodedata.normalize("NFC", bare).translate(_STROKES)
    if plain.isalnum():
        return plain
    # The vowels of Indic scripts are marks: what remains of those after folding belongs to the word.
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc"))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The index term of a folded word."""
    if len(word) < 3 or not word.isalpha():
        return word
    if word.isascii():
        return _stemmer("english")(word)
    if all("\u0400" <= letter <= "\u04ff" for letter in word):
        return _stemmer("russian")(word)
    return word


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    # Imported on the first word: the window starts without Whoosh.
    if language == "english":
        from whoosh.lang.porter2 import stem as english

        return english  # type: ignore[no-any-return]
    from whoosh.lang.snowball.russian import RussianStemmer

    russian = RussianStemmer().stem
    # Twice, because a stem may look like another form: "острова" gives "остров", which gives "остр".
    return lambda word: russian(russian(word))


def is_dense(word: str) -> bool:
    """Whether the word is of a script without spaces, where one token is one character."""
    return not word.isascii() and _DENSE_RUN.match(word) is not None


_MOST_REFUSED = 50_000
_MOST_KEPT = 100


class Wanted:
    """Which words ``tokens`` is to give: those that ``accepts`` says of word and term."""

    def __init__(self, accepts: Callable[[str, str], bool]) -> None:
        self.accepts = accepts
        self._refused: set[str] = set()

    def refused(self) -> set[str]:
        """Stretches of text seen before that hold no such word; forgotten when they are many."""
        if len(self._refused) > _MOST_REFUSED:
            self._refused = set()
        return self._refused


def tokens(text: str, wanted: Wanted | None = None) -> Iterator[Token]:
    """The words of a text in order, with code point offsets.

    A possessive ending is no part of its word. In dense scripts each character is a token whose term
    is the pair that it begins, or itself at the end of its run; runs stand one place apart, so that no
    pair reaches over a break, and paragraphs ``PARAGRAPH_GAP`` places, so that no phrase does. Words that
    are not ``wanted`` are passed over but counted; characters of dense scripts are never passed over.
    """
    position = 0
    refused = wanted.refused() if wanted else set()
    for first, last in paragraphs(text):
        for match in _WORD.finditer(text, first, last):
            raw = match.group()
            if raw in refused:
                position += 1
                continue
            start = match.start()
            plain = _plain(raw) if len(raw) <= _MOST_KEPT else _plain.__wrapped__(raw)
            if plain is None:
                for token in _mixed(raw, start, position):
                    yield token
                    position = token.position
                position += 2
                continue
            word, term, skipped, end = plain
            if word and (wanted is None or wanted.accepts(word, term)):
                yield Token(word, term, position, start + skipped, start + end)
            elif len(raw) <= _MOST_KEPT:
                refused.add(raw)
            position += 1
        position += PARAGRAPH_GAP


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end; a blank line stands between them."""
    start = 0
    while (end := text.find("\n\n", start)) >= 0:
        yield start, end
        start = end + 2
    yield start, len(text)


def raw_words(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch of text as they are written."""
    found: list[str] = _WORD.findall(text, start, end)
    return found


def plain_word(raw: str) -> tuple[str, str] | None:
    """The folded form and the term of a word as it is written; None where characters are cut singly."""
    plain = _plain(raw) if len(raw) <= _MOST_KEPT else _plain.__wrapped__(raw)
    return plain and plain[:2]


def mixed_tokens(raw: str, position: int) -> Iterator[Token]:
    """The tokens of a word with characters of a dense script; the next word stands two places further."""
    return _mixed(raw, 0, position)


@lru_cache(maxsize=1 << 17)
def _plain(raw: str) -> tuple[str, str, int, int] | None:
    """The word, its term, and which of the code points it takes; None where characters are cut singly."""
    if not raw.isascii() and _DENSE_RUN.search(raw):
        return None
    first, last = 0, len(raw)
    if not raw.isalnum():
        ending = _POSSESSIVE.search(raw)
        last = ending.start() if ending else last
        article = _ELISION.match(raw[:last])
        first = article.end() if article else 0
    word = fold(raw[first:last])[:LONGEST]
    return word, stem(word), first, last


def _mixed(raw: str, start: int, position: int) -> Iterator[Token]:
    for piece, offset, dense in _pieces(raw):
        if dense:
            for token in _dense_run(piece, start + offset, position):
                yield token
                position = token.position + 1
        elif (plain := _plain.__wrapped__(piece)) and plain[0]:
            word, term, first, last = plain
            yield Token(word, term, position, start + offset + first, start + offset + last)
        position += 1


def _pieces(raw: str) -> Iterator[tuple[str, int, bool]]:
    """The stretches of a match, where they begin in it, and whether they are of a dense script."""
    at = 0
    for run in _DENSE_RUN.finditer(raw):
        if run.start() > at:
            yield raw[at : run.start()], at, False
        yield run.group(), run.start(), True
        at = run.end()
    if at < len(raw):
        yield raw[at:], at, False


def _dense_run(raw: str, start: int, position: int) -> Iterator[Token]:
    held: tuple[str, int, int] | None = None
    for match in _DENSE_LETTER.finditer(raw):
        for letter in _letter(match.group()):
            if held:
                yield Token(held[0], held[0] + letter, position, held[1], held[2])
                position += 1
            held = letter, start + match.start(), start + match.end()
    if held:
        yield Token(held[0], held[0], position, held[1], held[2])


_letter = lru_cache(maxsize=1 << 13)(fold)

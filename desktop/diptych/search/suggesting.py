"""Did you mean: words that the library does not know become those that it does."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.search.distance import allowed
from diptych.search.lexicon import Lexicon, Near
from diptych.search.words import Token, is_dense, stem, tokens

_SHORTEST = 4
_MOST_WORDS = 12


def suggest(text: str, lexicons: Sequence[Lexicon], *, typing: bool = False) -> str:
    """The query with its unknown words replaced by the nearest known ones, "" where there is none.

    A word is known in any of its forms; the last one, while it is typed, as a beginning too.
    """
    made, at, changed = [], 0, False
    for token in list(tokens(text))[:_MOST_WORDS]:
        better = _better(token, lexicons, typing and token.end == len(text))
        if better:
            made += [text[at : token.start], better]
            at, changed = token.end, True
    return "".join((*made, text[at:])) if changed else ""


def _better(token: Token, lexicons: Sequence[Lexicon], beginning: bool) -> str:
    word = token.word
    if len(word) < _SHORTEST or is_dense(word) or not word.isalpha() or word != word.lower():
        return ""
    if any(_knows(lexicon, token, beginning) for lexicon in lexicons):
        return ""
    found = [near for lexicon in lexicons for near in lexicon.near(word, allowed(word))]
    return min(found, key=lambda near: _rank(near, word)).word if found else ""


def _knows(lexicon: Lexicon, token: Token, beginning: bool) -> bool:
    if lexicon.count(token.word) or (beginning and len(lexicon.beginning(token.word))):
        return True
    # Another form of it may be there: those begin with the same letters.
    start = token.term[: max(3, len(token.term) - 2)]
    return any(stem(lexicon.words[n]) == token.term for n in list(lexicon.beginning(start))[:500])


def _rank(near: Near, word: str) -> tuple[float, int]:
    """Small for the likelier word: the hand seldom slips at the first letter, and common words are likely."""
    return near.edits + 0.5 * (near.word[:1] != word[:1]), -near.articles

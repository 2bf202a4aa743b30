"""Notes on an author: "NAME is professor of …", "NAME – researcher at …", or a role below a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from diptych.importing import shapes
from diptych.importing.layout import weight
from diptych.importing.lexicon import fold, lexicon
from diptych.importing.page import Page

_NAME = r"(?P<name>(?:[^\W\d_][\w.’'‘-]*\s+){1,4}?[^\W\d_][\w.’'‘-]*)"
_DASHED = re.compile(_NAME + r"(?:\s+[–—-]\s+|\s*:\s+|,\s+)(?P<rest>\S.*)$")
_SURNAMED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor)\.?\s+)?(?P<name>[^\W\d_][\w’'-]+)\s+(?:is|was)\s+(?P<rest>\S.*)$"
)
_SAYS_IS = re.compile(r",\s+(?:is|was|has)\s")
_HOUSE = re.compile(r"\b(?:for|at|of)\s+[Tt]he\s+[A-Z]|[\w.+-]+@[\w-]+\.\w")
_PRONOUN = re.compile(
    r"(?:he|she|they|his|her|their|the author|the writer|он|она|его|её|автор)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?:(?<=[^\W_A-Z]{2}[.!?])|(?<=[^\W_A-Z]{2}[.!?][\"”’»]))\s+(?=[^\Wa-z_])")
_ENOUGH = 3


class Biography(NamedTuple):
    """The name that the note begins with ("" when it stands elsewhere) and what it says the author is."""

    name: str
    affiliation: str


def biography(page: Page, index: int) -> Biography | None:
    """What the line tells of the author, or None when it is part of the article.

    A line counts as a note when enough speaks for it: a role right after the name, an institution,
    what only such notes say, and a name that is the author's or stands nowhere in the text. A verb of
    speech, or the name of somebody who did not write the article, speaks against it.
    """
    text = page.text(index)
    if not 3 <= weight(text) <= 150 or lexicon().speech.search(text):
        return None
    if text.startswith(("*", "†")) and len(page.names) == 1 and _role_first(text):
        return Biography(next(iter(page.names)), _affiliation(text.lstrip("*† "), dashed=False))
    text = text.lstrip("–—- ")
    found = _named(text) or _surnamed(page, text) or _own(page, text)
    if found is None:
        return _unnamed(page, index)
    name, rest, dashed = found
    own = _is_author(page, name)
    if page.names and not own and not lexicon().biography.search(text):
        return None
    titled = _role_first(rest) or (own and _SAYS_IS.search(rest) is not None)
    if dashed and (not titled or shapes.sentences_in(text) > 2):
        return None
    score = 2 * own + _cues(rest) + (1 if not page.says(name) else -2 * (not own))
    return Biography(name, _affiliation(rest, dashed)) if score >= _ENOUGH else None


def affiliations(page: Page, index: int) -> dict[str, str]:
    """What a note says of each author that one of its sentences begins with."""
    found: dict[str, str] = {}
    for sentence in _SENTENCE_END.split(page.text(index)):
        named = _named(sentence) or _surnamed(page, sentence) or _own(page, sentence)
        if named and _is_author(page, named[0]):
            found.setdefault(named[0], _affiliation(named[1], named[2]))
    return found


def is_own_biography(page: Page, index: int) -> bool:
    """Whether a note tells of the author that a byline names, or says what only such notes say."""
    found = biography(page, index)
    if found is None or not found.name:
        return False
    return _is_author(page, found.name) or lexicon().biography.search(page.text(index)) is not None


def _named(text: str) -> tuple[str, str, bool] | None:
    """The name at the start, the rest after its verb or dash, and whether it was a dash."""
    for verb in lexicon().copulas:
        match = re.match(rf"{_NAME}\s+{re.escape(verb)}\s+(?P<rest>\S.*)$", text)
        if match and shapes.is_name(match["name"]):
            kept = (
                match["rest"]
                if verb in ("is", "was", "are", "является", "ist", "est", "es", "è")
                else f"{verb} {match['rest']}"
            )
            return shapes.bare_name(match["name"]), kept, False
    match = _DASHED.match(text)
    if match and shapes.is_name(match["name"]):
        return shapes.bare_name(match["name"]), match["rest"], True
    return None


def _own(page: Page, text: str) -> tuple[str, str, bool] | None:
    """The author's name where any other verb follows it, if a role, a house or an address follows too."""
    name = next((name for name in page.names if text.casefold().startswith(f"{name.casefold()} ")), None)
    if name is None:
        return None
    rest = text[len(name) :].strip(" ,–—-")
    told = shapes.tells_role(rest) or _HOUSE.search(rest) or lexicon().biography.search(rest)
    return (name, rest, False) if told else None


def _surnamed(page: Page, text: str) -> tuple[str, str, bool] | None:
    """The author's name where the note gives only its last part."""
    match = _SURNAMED.match(text)
    if match is None:
        return None
    name = next((name for name in page.names if fold(name).split()[-1:] == fold(match["name"]).split()), None)
    return (name, match["rest"], False) if name else None


def _unnamed(page: Page, index: int) -> Biography | None:
    """A note without a name: a role below a line that holds a name, or a pronoun and what such notes say."""
    text = page.text(index)
    above = next((i for i in range(index - 1, max(index - 4, -1), -1) if page.kind(i) is None), None)
    if above is not None and shapes.is_name(page.text(above)) and _role_first(text) and weight(text) <= 60:
        return Biography("", text)
    if _PRONOUN.match(text) and lexicon().biography.search(text) and _cues(text) >= _ENOUGH - 1:
        return Biography("", "")
    return None


def _cues(rest: str) -> int:
    """How much of what notes on authors say the text says."""
    words = lexicon()
    return (
        shapes.tells_role(rest)
        + bool(words.institutions.search(rest))
        + 2 * bool(words.biography.search(rest))
    )


def _role_first(text: str) -> bool:
    """Whether one of the first eight words is a role."""
    return any(
        word in lexicon().roles or word.rstrip("s") in lexicon().roles for word in fold(text).split()[:8]
    )


def _is_author(page: Page, name: str) -> bool:
    own = set(fold(name).split())
    return any(own <= set(fold(known).split()) or set(fold(known).split()) <= own for known in page.names)


def _affiliation(rest: str, dashed: bool) -> str:
    first = _SENTENCE_END.split(rest, maxsplit=1)[0]
    if dashed:
        first = _SAYS_IS.split(first, maxsplit=1)[0]
    return re.sub(r"^(?:an?|the)\s+", "", first).rstrip(".").strip("()")

"""Which way a statement leans towards its issue, by its cue, negation, modality and content."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from diptych.analysis import lexicons, wordlists
from diptych.model import Direction

_BY_GROUP = {
    "wants": Direction.SUPPORTS,
    "commits": Direction.SUPPORTS,
    "offers": Direction.OFFERS,
    "demands": Direction.DEMANDS,
    "opposes": Direction.OPPOSES,
    "regrets": Direction.OPPOSES,
    "supports": Direction.SUPPORTS,
    "agrees": Direction.SUPPORTS,
    "yields": Direction.SUPPORTS,
    "conditions": Direction.CONDITIONAL,
    "acts_against": Direction.OPPOSES,
    "acts_for": Direction.SUPPORTS,
    "acts_assert": Direction.SUPPORTS,
}
_NEGATED = {
    Direction.SUPPORTS: Direction.OPPOSES,
    Direction.OFFERS: Direction.OPPOSES,
    Direction.DEMANDS: Direction.NEUTRAL,
    Direction.OPPOSES: Direction.NEUTRAL,
    Direction.CONDITIONAL: Direction.OPPOSES,
}
_PRESSING = re.compile(
    r"\b(?:compel|force|induce|regain|return of|urge|press|concessions|final settlement|an end to)\b"
)

_EXPECTING = re.compile(
    r"\b(?:should|must|will|would|could|can) (?:\w+ )?"
    r"(?:contribute|promote|help|lead to|improve|strengthen|facilitate|benefit)\b"
)
_ONLY_IF = re.compile(r"\bonly\b[^.;]{0,60}\b(?:if|after|when|once|provided)\b|\bnot\b[^.;]{0,60}\buntil\b")
_DENIED = re.compile(r"(?:\b(?:no|not|never|little|without|hardly|neither)|n't)\s+(?:\w+\s+){0,2}$")
_IMPOSING = frozenset(
    {
        "impose",
        "introduce",
        "tighten",
        "retain",
        "maintain",
        "prolong",
        "renew",
        "join",
        "participate",
        "keep",
    }
)
_LIFTING = frozenset(
    {"lift", "ease", "relax", "waive", "abolish", "end", "suspend", "soften", "drop", "remove"}
)


def of_measure(base: str) -> Direction | None:
    """The direction towards a measure: imposing it supports it, lifting it opposes it, else None."""
    if base in _IMPOSING:
        return Direction.SUPPORTS
    return Direction.OPPOSES if base in _LIFTING else None


def of_group(group: str, negated: bool, content: str) -> Direction | None:
    """The direction that a cue gives, None where only the content can tell ("says")."""
    direction = _BY_GROUP.get(group)
    if direction is None:
        return None
    if direction is not Direction.CONDITIONAL and has(content, "conditional"):
        return Direction.CONDITIONAL
    if negated:
        return _NEGATED[direction]
    if group in {"wants", "commits"}:
        return _wish(content)
    return direction


@lru_cache(maxsize=64)
def of_content(content: str, *, default: Direction = Direction.SUPPORTS) -> Direction:
    """The direction that the words of a statement give."""
    for name, direction in (
        ("conditional", Direction.CONDITIONAL),
        ("opposes", Direction.OPPOSES),
        ("offers", Direction.OFFERS),
        ("demands", Direction.DEMANDS),
        ("supports", Direction.SUPPORTS),
    ):
        if has(content, name):
            return direction
    return default


def of_judgement(content: str) -> Direction:
    """The direction of an observer's judgement."""
    plain = content.lower()
    if _EXPECTING.search(plain):
        return Direction.SUPPORTS
    if re.search(r"\b(?:should|must|ought to|needs? to|it is necessary|has to|have to)\b", plain):
        return Direction.DEMANDS
    counts = judging(plain)
    best = max(counts, key=lambda name: counts[name])
    return Direction(best) if counts[best] else Direction.NEUTRAL


def judging(plain: str) -> dict[str, int]:
    """How many judging words of each direction a lower-case text has; praise denied counts as neutral."""
    counts = {name: len(_found(name, plain)) for name in ("opposes", "neutral", "supports")}
    denied = sum(bool(_DENIED.search(plain[: found.start()])) for found in _found("supports", plain))
    counts["supports"] -= denied
    counts["neutral"] += denied
    return counts


def has(content: str, name: str) -> bool:
    """Whether a content list of the lexicon has a phrase in a text."""
    if name == "conditional" and _ONLY_IF.search(content.lower()):
        return True
    return _pattern("content", name).search(content.lower().replace("’", "'")) is not None


def _wish(content: str) -> Direction:
    plain = content.lower()
    if _PRESSING.search(plain):
        return Direction.DEMANDS
    if re.search(r"\b(?:offer|propose|invite|present|provide|discuss)\b", plain):
        return Direction.OFFERS
    return Direction.SUPPORTS


def _found(name: str, plain: str) -> list[re.Match[str]]:
    return list(_pattern("judgement", name).finditer(plain))


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    source = lexicons.load()
    return wordlists.pattern((source.content if table == "content" else source.judgement)[name])

"""How strongly a stance is stated: by its words of intensity and hedging, its modality, and its deed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from diptych.analysis import lexicons, wordlists
from diptych.analysis.claims import Claim
from diptych.model import Strength

_MODAL_HEDGES = frozenset({"may", "might", "could", "would"})
_FIRM_GROUPS = frozenset({"demands", "opposes", "acts_against"})
_FIRM_KINDS = frozenset({"verb"})


@lru_cache(maxsize=64)
def marks(text: str) -> Mapping[str, int]:
    """How many words of each strength a text has."""
    plain = text.lower().replace("’", "'")
    return MappingProxyType({name: len(_pattern(name).findall(plain)) for name in lexicons.load().strength})


def of_claim(claim: Claim, text: str) -> Strength:
    """The strength of a claim by rule.

    Acts against the other side are firm; a hedged modal or a report at second hand weakens; else the
    words of intensity are set against those of hedging, and none of either is a clear statement.
    """
    if claim.kind == "act" and claim.cue is not None and claim.cue.group == "acts_against":
        return Strength.FIRM
    counts = marks(text)
    firm, weak = counts["firm"], counts["weak"]
    if claim.cue is not None:
        firm += claim.cue.kind in _FIRM_KINDS and claim.cue.group in _FIRM_GROUPS
        weak += claim.cue.modal in _MODAL_HEDGES
    weak += claim.reported_by == "expert"
    if firm > weak:
        return Strength.FIRM
    return Strength.WEAK if weak > firm else Strength.CLEAR


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return wordlists.pattern(lexicons.load().strength[name])

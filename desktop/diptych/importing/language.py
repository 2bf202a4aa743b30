"""The language of a text, told from the text."""

from __future__ import annotations

_SAMPLE = 20_000
_LEAST_LETTERS = 30
_MARGIN = 5.0
"""By how much (natural log of likelihoods) the best language must lead; a clear sentence leads by 20."""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of the text, or "" when there is too little to tell it by.

    Only the first 20,000 characters are looked at.
    """
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _LEAST_LETTERS or len(set(sample)) < 8:
        return ""
    from py3langid.langid import rank

    # Codes of three letters are dialects and small languages, for which short texts are often mistaken.
    ranked = [(code, score) for code, score in rank(sample) if len(code) == 2 or code == "zxx"]
    (best, lead), (_, second) = ranked[:2]
    return "" if best == "zxx" or lead - second < _MARGIN else str(best)

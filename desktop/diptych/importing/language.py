"""The language of a text, told from the text."""

from __future__ import annotations

_SAMPLE = 20_000
_LEAST = 40


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of the text, or "" when it is too short to tell."""
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _LEAST:
        return ""
    import py3langid

    return str(py3langid.classify(sample)[0])

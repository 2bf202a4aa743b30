"""When two spellings are the same one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DASHES = str.maketrans("‐‑‒–—−’‘ʼ", "------'''")


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without case, accents, odd dashes, double blanks and a leading article."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_DASHES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split()).removeprefix("the ")

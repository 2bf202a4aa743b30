"""What the index consists of: its fields, and the lists that it has beside those of its terms."""

from __future__ import annotations

FIELDS = ("title", "text", "outlet", "authors")
"""The indexed fields."""

AUTHOR_GAP = 300
"""Places between two authors, so that no phrase reaches over."""

BEGINNING = "\x01"
"""Stands before the first letters of words in the index: their list says where any such word is."""

SHORT = 3
"""Beginnings up to this length have a list of their own; longer ones are few words each."""

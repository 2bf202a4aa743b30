"""Names of authors: which part is the family name."""

from __future__ import annotations

import re

from diptych.importing.canonical import line
from diptych.model import Author


def author(printed: str, affiliation: str = "") -> Author:
    """The author of a printed name."""
    from nameparser import HumanName

    printed = line(printed)
    if not re.search(r"[^\W\d_]", printed):
        return Author(as_printed=printed, affiliation=affiliation)
    name = HumanName(printed)
    given = " ".join(part for part in (name.first, name.middle) if part)
    return Author(as_printed=printed, given=given, family=name.last, affiliation=affiliation)

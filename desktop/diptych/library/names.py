"""Names and facts that people give, made fit to be stored or refused in a sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from diptych.errors import LibraryError

LONGEST_NAME = 200
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?", re.ASCII)
_EARLIEST = "0001-01-01T00:00"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HALF = re.compile("[\ud800-\udfff]")


def one_line(given: str) -> str:
    """The text composed (NFC), on one line and without space around; may be empty."""
    return " ".join(unicodedata.normalize("NFC", storable(_CONTROL.sub(" ", given))).split())


def name_of(given: str, thing: str, longest: int = LONGEST_NAME) -> str:
    """The name on one line; raises ``LibraryError`` when it is empty or longer than ``longest``."""
    name = one_line(given)
    if not name:
        raise LibraryError(f"A name for the {thing} is missing; type one.")
    if len(name) > longest:
        raise LibraryError(f"The name of the {thing} has more than {longest} characters; shorten it.")
    return name


def date_of(given: str) -> str:
    """The date, ISO 8601 cut to its precision, or empty; raises ``LibraryError``."""
    date = given.strip()
    if not date:
        return ""
    try:
        if _DATE.fullmatch(date) and datetime.fromisoformat(date + _EARLIEST[len(date) :]):
            return date
    except ValueError:
        pass
    raise LibraryError(f"“{given}” is no date; write it as 2017, 2017-03, 2017-03-06 or 2017-03-06T14:30.")


def storable(text: str) -> str:
    """The text with halves of surrogate pairs, which no database takes, replaced by U+FFFD."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)

"""What a single line looks like: a credit, a menu, a date line, a byline, a name, a note."""

from __future__ import annotations

import re
from typing import NamedTuple

from diptych.importing import dates
from diptych.importing.layout import weight
from diptych.importing.lexicon import fold, lexicon

_TERMINAL = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]】」』*_\s]*(?:\[[\w*†]{1,3}\]|[¹²³⁴-⁹]+)?$")
_OPEN = re.compile(r"[:;,：，、;–—-]['\"”’»)\s]*$")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)")
_SEPARATOR = re.compile(r"\s*[|•·»>›→,;]\s*|\s+[-–—/]\s+")
_TOKEN = re.compile(r"(?:[^\W\d_]\.){1,3}-?|[^\W\d_](?:[\w’'‘-]*\w)?\.?")
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|lt|col|gen|amb|ambassador|rev)\.?\s+)+", re.IGNORECASE
)
_DEGREES = re.compile(
    r",?\s+(?:ph\.?\s?d\.?|m\.?d\.?|m\.?a\.?|b\.?a\.?|esq\.?|jr\.?|sr\.?|obe|cbe)(?=,|$)", re.IGNORECASE
)
_ZONE = re.compile(
    r"\b(?:Uhr|UTC|GMT|MSK|JST|CET|CEST|E[SD]T|P[SD]T|BST|IST)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?"
)
_AGO = re.compile(r"\b(?:updated|modified|posted|published)?\s*\d+\s+\w+\s+ago\b", re.IGNORECASE)
_CREDIT_BEHIND = re.compile(r"[.!?。]['\"”’)]*\s+(?P<credit>[^.:：©]{3,30}[:：©]\s*[^.]{3,60})\.?$")
_CREDIT_AT_END = re.compile(r"[(\[（](?P<credit>[^()\[\]（）]{4,100})[)\]）]\.?$")
_CREDITED = re.compile(r"\s*([:：/|©–—]|\bby\b|\bcourtesy(?: of)?\b|\bvia\b)\s*")
_AND = re.compile(r"\s*(?:,|;|\||&|\band\b|\bи\b|\bund\b|\bet\b|、|・)\s*")
_NOTE = re.compile(r"(?:\[(\d{1,3}|[*†‡])\]|\((\d{1,3})\)|(\d{1,3}|[*†‡])|([¹²³⁰⁴-⁹]+))\s*[–—.:)-]?\s+(?=\S)")
_REFERENCE = re.compile(r"\[(\d{1,3}|[*†‡])\]|([¹²³⁰⁴-⁹]+)")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})/?", re.IGNORECASE)


_LONGEST_MENU = 500


def is_terminal(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and note marks aside."""
    return _TERMINAL.search(text[-40:]) is not None


def is_open(text: str) -> bool:
    """Whether the text ends with a sign that something follows."""
    return _OPEN.search(text[-10:]) is not None


def is_prose(text: str) -> bool:
    """Whether the line reads like text: a sentence of six words, or twenty words of anything but a list."""
    words = weight(text)
    return (words >= 6 and is_terminal(text)) or (words >= 20 and not is_menu(text))


def sentences_in(text: str) -> int:
    """About how many sentences a line holds; good enough to tell one from several."""
    inner = re.findall(r"(?<=[^\W_A-Z]{2})[.!?…]['\"”’»)]*\s+(?=[\"“‘«(]?[^\Wa-z_])|[。！？](?=.)", text)
    return len(inner) + 1


def is_clock(text: str) -> bool:
    """Whether the line is the clock of the page: a time of day and a day that lacks its year."""
    return (
        weight(text) <= 8
        and _CLOCK.search(text) is not None
        and re.search(r"(?<!\d)[12]\d{3}(?!\d)", text) is None
        and not is_terminal(text)
    )


def is_menu(text: str) -> bool:
    """Whether the line strings together names of sections, as the menu of a site does."""
    words = fold(text[:_LONGEST_MENU]).split()
    if (
        len(text) >= _LONGEST_MENU
        or len(words) < 4
        or is_terminal(text)
        or "#" in words
        or 1 < len(_SEPARATOR.split(text)) < 6
    ):
        return False
    known, at = 0, 0
    names = lexicon().sections | lexicon().home | lexicon().navigation
    while at < len(words):
        size = next((n for n in (3, 2, 1) if " ".join(words[at : at + n]) in names), 0)
        known += size
        at += size or 1
    return known * 2 >= len(words) and known >= 4


def sections_in(text: str) -> tuple[str, ...]:
    """The items of a breadcrumb or a list of categories; empty when the line is neither.

    Items are short, and there are two at least, or one that is a known name of a section.
    """
    if is_terminal(text) or len(text) > 200:
        return ()
    items = [item for item in _SEPARATOR.split(text) if item]
    known = [item for item in items if fold(item) in lexicon().sections or fold(item) in lexicon().home]
    short = all(weight(item) <= 4 and not item[0].islower() for item in items)
    if not items or not short or any(char.isdigit() for char in text):
        return ()
    chained = len(items) > 2 and re.search(r"[|»>›→]", text) is not None
    if not chained and (not known or (len(items) > 1 and len(known) * 3 < len(items) and "|" not in text)):
        return ()
    return tuple(item for item in items if fold(item) not in lexicon().home)


def is_credit(text: str) -> bool:
    """Whether the line says whose picture stood here."""
    if weight(text) > 16 or (is_terminal(text) and weight(text) > 10):
        return False
    bare = text.strip("()[]（）* ")
    words = lexicon().photo_words
    if " " in bare and fold(bare) in words:
        return True
    head, sign, tail = (*_CREDITED.split(bare, maxsplit=1), "", "")[:3]
    if fold(head) in words and sign:
        return bool(tail) or sign in "©/"
    spaced = f" {fold(bare)} "
    if weight(bare) > 6 or not any(f" {name} " in spaced for name in lexicon().agencies):
        return False
    return bool(set(spaced.split()) & words) or "/" in bare or "©" in bare


def is_caption(text: str) -> bool:
    """Whether the line says what only the caption of a picture says."""
    return weight(text) <= 60 and lexicon().caption.search(text) is not None


def is_credited_caption(text: str) -> bool:
    """Whether the line is a caption that ends with the credit of its picture."""
    if weight(text) > 60:
        return False
    credited = _CREDIT_AT_END.search(text) or _CREDIT_BEHIND.search(text)
    return bool(credited and credited.start() and is_credit(credited["credit"]))


def is_name(text: str) -> bool:
    """Whether the line is nothing but what may be a person's name: two to five words with capitals."""
    text = bare_name(text)
    tokens = text.split()
    if not 2 <= len(tokens) <= 5 or any(char.isdigit() for char in text):
        return False
    particles = lexicon().particles
    words = lexicon()
    excluded = words.not_names | words.sections | words.outlet_words | words.roles
    if any(_TOKEN.fullmatch(token) is None for token in tokens) or fold(text) in excluded:
        return False
    core = [token for token in tokens if token.lower().strip("'’") not in particles]
    return (
        len(core) >= 2
        and all(token[0].isupper() for token in core)
        and fold(core[0]) not in lexicon().not_first
        and not any(fold(token) in excluded for token in core)
    )


def bare_name(text: str) -> str:
    """The name without titles, degrees and what stands in brackets behind it."""
    text = re.sub(r"\s*\([^()]*\)$", "", text.strip(" ,;*†"))
    return _DEGREES.sub("", _TITLES.sub("", text)).strip(" ,;*†")


class Byline(NamedTuple):
    """Who wrote, as a line says it: printed names, and what stands beside them."""

    names: tuple[str, ...]
    affiliation: str = ""


def byline(text: str) -> Byline | None:
    """The names after "by" or one of its kin; None when the line is no byline."""
    if weight(text) > 25:
        return None
    lower = text.casefold()
    for prefix in lexicon().byline_prefixes:
        if lower.startswith(prefix) and (match := re.match(r"\s*[:：]\s*|\s+", text[len(prefix) :])):
            stated = ":" in match[0] or "：" in match[0]
            return _names_in(text[len(prefix) + match.end() :], stated=stated) or _desk(text)
    name, sign, place = text.partition("|")
    if sign and is_name(name) and weight(place) <= 4 and not any(char.isdigit() for char in place):
        return Byline((bare_name(name),), _after(text, name.strip()))
    name, sign, house = text.partition(",")
    if sign and is_name(name) and weight(house) <= 10 and not is_terminal(house):
        told = lexicon().houses.sub("", house.strip())
        if told != house.strip() or _role_leads(house):
            return Byline((bare_name(name),), told.strip())
    return _desk(text)


def _role_leads(text: str) -> bool:
    """Whether the first two words hold a role."""
    return not lexicon().roles.isdisjoint(fold(text).split()[:2])


def _desk(text: str) -> Byline | None:
    """A byline that names only a part of the house, such as "our correspondent"."""
    words = fold(text).split()
    named = 2 <= len(words) <= 5 and words[-1] in lexicon().desks and not is_terminal(text)
    return Byline((), text) if named else None


def _names_in(text: str, *, stated: bool) -> Byline | None:
    text = text.strip(" *|.")
    if not text:
        return None
    if fold(text) in lexicon().nobody:
        return Byline((), text)
    parts = [part for part in _AND.split(text) if part]
    names = []
    while parts and is_name(re.sub(r"\s+(?:in|at|for|from)\s+\S.*", "", parts[0])):
        name, sign, place = _parted(parts.pop(0))
        names.append(bare_name(name))
        if sign in ("for", "from"):
            parts.insert(0, place)
    if names:
        return Byline(tuple(names), _after(text, names[-1]))
    single = text.split()
    if len(single) <= 3 and (stated or (text.isupper() and len(single) == 1 and len(text) > 1)):
        return Byline((text,))
    return None


def _parted(text: str) -> tuple[str, str, str]:
    match = re.search(r"\s+(in|at|for|from)\s+", text)
    return (text[: match.start()], match[1], text[match.end() :]) if match else (text, "", "")


def _after(text: str, name: str) -> str:
    rest = text[text.index(name) + len(name) :].strip(" ,;|–—-")
    rest = re.sub(r"^(?:for|from)\s+", "", rest).strip("()")
    return rest if tells_role(rest) or outlet_name(rest) or fold(rest) in lexicon().agencies else ""


def tells_role(text: str) -> bool:
    """Whether a role or an institution stands in the text, a role within its first words."""
    words = lexicon()
    return bool(words.institutions.search(text)) or not words.roles.isdisjoint(fold(text).split()[:8])


class DateLine(NamedTuple):
    """A line that is there for its date: the date, the rest of the line, and what the line calls it."""

    date: dates.Stated
    rest: str
    label: str


def date_line(text: str) -> DateLine | None:
    """The date of a line that holds little else; None for prose with a date in it."""
    if len(text) > 250 or not any(char.isdigit() for char in text):
        return None
    hit = dates.find(text)
    if hit is None:
        return None
    words = lexicon()
    before, after = text[: hit.start].strip(), text[hit.end :].strip()
    label = fold(_plain(before.split("|")[-1]))
    called = "updated" if label in words.updated else "published" if label in words.published else ""
    rest = " ".join(part for part in ("" if called else _plain(before), _plain(after)) if part)
    if weight(rest) > 4 and is_terminal(rest):
        return None
    return DateLine(hit, rest, called)


def _plain(text: str) -> str:
    """The text without weekdays, zones and loose signs at its ends."""
    text = _AGO.sub("", text)
    kept = [token for token in text.split() if fold(token) not in lexicon().weekdays]
    return re.sub(r"^\(\s*\)|^[\s|•·,;:–—/()-]+|[\s|•·,;:–—/(-]+$", "", _ZONE.sub("", " ".join(kept)))


def note_marker(text: str) -> tuple[str, int]:
    """The marker that a note begins with and where its text starts; ("", 0) when there is none."""
    match = _NOTE.match(text)
    return (_plain_digits(next(filter(None, match.groups()))), match.end()) if match else ("", 0)


def references(text: str) -> list[tuple[int, int, str]]:
    """The spans of the marks that refer to notes, with their markers."""
    return [(m.start(), m.end(), _plain_digits(m[1] or m[2])) for m in _REFERENCE.finditer(text)]


def _plain_digits(text: str) -> str:
    return text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


def outlet_name(text: str) -> str:
    """The line if it looks like the name or the address of a medium, else ""."""
    if match := _DOMAIN.fullmatch(text):
        return match[1]
    words = fold(text).split()
    if not 1 < len(words) <= 5 or is_terminal(text) or not text[0].isupper():
        return ""
    sure = len(words) <= 4 and not lexicon().sure_outlet_words.isdisjoint(words)
    return text if sure or words[-1] in lexicon().outlet_words else ""

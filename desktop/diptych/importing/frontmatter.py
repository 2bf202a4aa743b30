"""The front matter of a Markdown article: known keys read, ill-typed ones flagged, nothing fatal."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from diptych.importing import dates, names
from diptych.importing.canonical import line
from diptych.model import ArticleDate, Author, Report

_LONGEST = 64_000


class FrontMatter(NamedTuple):
    """What the front matter states; absent facts are empty."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    outlet: str = ""
    date: ArticleDate = ArticleDate()
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    reports: Report | None = None
    flags: tuple[str, ...] = ()


class _TextLoader(yaml.SafeLoader):
    """The safe loader without implicit types: 2017, no and 2017-03-06 stay as they are printed."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library declares it so


def read(source: str) -> FrontMatter:
    """The facts in the YAML source; what cannot be read is left out and named in ``flags``."""
    if len(source) > _LONGEST:
        return FrontMatter(flags=("The front matter is too long and was not read.",))
    try:
        loaded = _loaded(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return FrontMatter(flags=("The front matter is not valid YAML and was not read.",))
    if loaded is None:
        return FrontMatter()
    if not isinstance(loaded, dict):
        return FrontMatter(flags=("The front matter is not a list of keys and was not read.",))
    return _facts(loaded)


def _loaded(source: str) -> object:
    loader = _TextLoader(source)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _facts(keys: dict[object, object]) -> FrontMatter:
    flags: list[str] = []
    reports = keys.get("reports")
    if reports is not None and not isinstance(reports, dict):
        flags.append(_ill("reports", "a list of keys"))
    return FrontMatter(
        title=_text(keys, "title", flags),
        authors=tuple(names.author(name) for name in _texts(keys, "authors", flags)),
        outlet=_text(keys, "outlet", flags),
        date=_date(keys, flags),
        language=_language(keys, flags),
        url=_url(keys, flags),
        tags=_texts(keys, "tags", flags),
        reports=_report(reports, flags) if isinstance(reports, dict) else None,
        flags=tuple(flags),
    )


def _report(keys: dict[object, object], flags: list[str]) -> Report:
    own: list[str] = []
    report = Report(
        title=_text(keys, "title", own),
        authors=_texts(keys, "authors", own),
        outlet=_text(keys, "outlet", own),
        date=_text(keys, "date", own),
    )
    flags += [flag.replace("“", "“reports.", 1) for flag in own]
    return report


def _text(keys: dict[object, object], key: str, flags: list[str]) -> str:
    value = keys.get(key)
    if value is None or isinstance(value, str):
        return line(value or "")
    flags.append(_ill(key, "a text"))
    return ""


def _texts(keys: dict[object, object], key: str, flags: list[str]) -> tuple[str, ...]:
    value = keys.get(key)
    if isinstance(value, str):
        value = [value]
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        flags.append(_ill(key, "a list of texts"))
        return ()
    return tuple(text for item in value if (text := line(item)))


def _date(keys: dict[object, object], flags: list[str]) -> ArticleDate:
    text = _text(keys, "date", flags)
    if not text:
        return ArticleDate()
    found = dates.read(text)
    if found is None:
        flags.append(f"The date “{text[:80]}” in the front matter could not be read.")
        return ArticleDate(as_printed=text, evidence="front matter; not readable as a date")
    return ArticleDate(
        value=found.value,
        precision=found.precision,
        as_printed=text,
        evidence=found.evidence.replace("stated", "front matter", 1) or "front matter",
        suggestion=found.suggestion,
    )


def _language(keys: dict[object, object], flags: list[str]) -> str:
    text = _text(keys, "language", flags)
    if not text:
        return ""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]\w+)*", text)
    if match is None:
        flags.append(_ill("language", "a code such as “en”"))
        return ""
    return match[1].lower()


def _url(keys: dict[object, object], flags: list[str]) -> str:
    text = _text(keys, "url", flags)
    if not text or re.match(r"https?://\S+$", text):
        return text
    flags.append(_ill("url", "an address that begins with http"))
    return ""


def _ill(key: str, wanted: str) -> str:
    return f"“{key}” in the front matter is not {wanted} and was left out."

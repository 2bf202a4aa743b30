"""How values are put into words: dates, counts, titles on one line."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from diptych.model import ArticleSummary

_FORCES_DIRECTION = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Words", text)


def counted(n: int, one: str, many: str) -> str:
    """``one`` for 1, else ``many`` with its ``{n}`` filled in."""
    return one if n == 1 else many.format(n=QLocale().toString(n))


def number(n: int) -> str:
    """ "2,310"."""
    return QLocale().toString(n)


def articles(n: int) -> str:
    """ "1 article", "2,310 articles"."""
    return counted(n, tr("1 article"), tr("{n} articles"))


def one_line(text: str) -> str:
    """The text on one line without control characters and without any that force a direction."""
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _FORCES_DIRECTION)
    return " ".join("".join(kept).split())


def date(iso: str | None) -> str:
    """ "14 Sep 2017", "Sep 2017" or "2017", as precise as it is stated; empty for none."""
    parts = (iso or "").partition("T")[0].split("-")
    if not all(part.isdigit() for part in parts):
        return iso or ""
    numbers = [int(part) for part in parts]
    shape = {1: "yyyy", 2: "MMM yyyy", 3: "d MMM yyyy"}.get(len(numbers), "")
    day = QDate(*[*numbers, 1, 1][:3])
    return QLocale().toString(day, shape) if day.isValid() and shape else iso or ""


def headline(article: ArticleSummary) -> str:
    """The title on one line; an article without one says so."""
    return one_line(article.title) or tr("Untitled")


def seconds(value: float) -> str:
    """ "3 ms" or "1.2 s"."""
    return f"{value * 1000:.0f} ms" if value < 0.9995 else f"{value:.1f} s"

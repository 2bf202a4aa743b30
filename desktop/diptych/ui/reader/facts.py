"""What the header says about an article, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QCoreApplication

from diptych.model import Article, ArticleDate, Report
from diptych.ui.models.wording import date as day
from diptych.ui.models.wording import one_line

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction is 238 words a minute (Brysbaert 2019); marks take a little."""

_MOST_NAMES = 3


@dataclass(frozen=True)
class Facts:
    """The facts of an article. ``reported`` names the article that a summary reports, if it is one."""

    outlet: str
    authors: str
    date: str
    minutes: str
    reported: str
    evidence: str

    @classmethod
    def of(cls, article: Article) -> Self:
        """The facts as the article states them; what is not stated is said to be so.

        Of the file that an article was imported from, its name.
        """
        if article.text_id < 0:
            file = one_line(article.title)
            return cls(_tr("Original file"), "", file, _tr("as it was imported"), "", file)
        words = article.words or len(article.text.split())
        authors = authors_text(tuple(one_line(author.name) for author in article.authors))
        date = date_text(article.date)
        reported = reported_text(article.reports)
        printed = one_line(article.date.as_printed)
        return cls(
            outlet=one_line(article.outlet) or _tr("Outlet not stated"),
            authors=authors,
            date=date,
            minutes=_tr("{minutes}\u00a0min").format(minutes=max(1, round(words / WORDS_A_MINUTE))),
            reported=reported,
            evidence="\n".join(
                filter(
                    None,
                    (
                        authors,
                        date,
                        _tr("Printed as: {text}").format(text=printed) if printed else "",
                        one_line(article.date.evidence),
                        reported,
                    ),
                )
            ),
        )

    @property
    def who_and_when(self) -> str:
        """Authors and date."""
        return _joined(self.authors, self.date)

    def rest(self, names: str = "") -> str:
        """What stands below the outlet, authors and date; ``names`` says which names in dispute it uses."""
        return _joined(self.minutes, names, self.reported)

    def rest_with_when_and_who(self, names: str = "") -> str:
        """All but the outlet, the shortest first."""
        return _joined(self.date, self.minutes, names, self.authors, self.reported)


def authors_text(names: tuple[str, ...]) -> str:
    """Up to three names; of more the first and how many others."""
    if len(names) > _MOST_NAMES:
        return _tr("{first} and {count} others").format(first=names[0], count=len(names) - 1)
    return ", ".join(names)


def date_text(date: ArticleDate) -> str:
    """The stated date as precise as it is stated; says so where none is."""
    return one_line(day(date.value)) or one_line(date.as_printed) or _tr("date not stated")


def reported_text(reports: Report | None) -> str:
    """That the article is a summary, and of what."""
    if reports is None:
        return ""
    parts = (reports.title, ", ".join(reports.authors), reports.outlet, reports.date)
    return _tr("a summary of {what}").format(what=_joined(*(one_line(part) for part in parts), mark=", "))


def _joined(*parts: str, mark: str = " · ") -> str:
    return mark.join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reader", text)

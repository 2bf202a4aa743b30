"""What the header says of an article, and how it makes room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from diptych.model import Article, ArticleDate, Author, DatePrecision, Report
from diptych.ui.reader.facts import Facts
from diptych.ui.reader.header import PaneHeader
from diptych.ui.theme import Fonts, Theme


def _article(**more: object) -> Article:
    return Article(**{"id": 1, "title": "T", "text_id": 1, "text": "", "blocks": (), **more})  # type: ignore[arg-type]


def _authors(*names: str) -> tuple[Author, ...]:
    return tuple(Author(as_printed=name) for name in names)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (ArticleDate(), "date not stated"),
        (ArticleDate(as_printed="last spring"), "last spring"),
        (ArticleDate(value="2017", precision=DatePrecision.YEAR), "2017"),
        (ArticleDate(value="2017-03", precision=DatePrecision.MONTH), "Mar 2017"),
        (ArticleDate(value="2017-03-06", precision=DatePrecision.DAY), "6 Mar 2017"),
    ],
)
def test_a_date_is_as_precise_as_stated(date: ArticleDate, said: str) -> None:
    assert Facts.of(_article(date=date)).date == said


def test_what_is_not_stated_is_said_to_be_so() -> None:
    facts = Facts.of(_article())
    assert facts.outlet == "Outlet not stated"
    assert facts.who_and_when == "date not stated"
    assert facts.rest() == "1\u00a0min"


@pytest.mark.parametrize(
    ("words", "minutes"), [(1, "1\u00a0min"), (460, "2\u00a0min"), (2_300, "10\u00a0min")]
)
def test_minutes(words: int, minutes: str) -> None:
    assert Facts.of(_article(words=words)).minutes == minutes


def test_many_authors_are_counted() -> None:
    assert Facts.of(_article(authors=_authors("A", "B", "C"))).authors == "A, B, C"
    assert Facts.of(_article(authors=_authors("A", "B", "C", "D"))).authors == "A and 3 others"


def test_a_summary_says_of_what() -> None:
    reports = Report(title="Boats", authors=("A. Ash",), outlet="The Quay", date="2017")
    assert Facts.of(_article(reports=reports)).reported == "a summary of Boats, A. Ash, The Quay, 2017"


def test_hostile_facts_are_one_line() -> None:
    facts = Facts.of(_article(outlet="a\nb\u202ec\x00", authors=_authors("d\u2028e")))
    assert facts.outlet == "a bc"
    assert facts.authors == "d e"


def test_a_narrow_header_moves_facts_below(qtbot: QtBot, light: Theme, fonts: Fonts) -> None:
    header = PaneHeader("left", light, fonts)
    qtbot.addWidget(header)
    date = ArticleDate(value="2017-03-06", precision=DatePrecision.DAY)
    header.resize(600, header.height())
    header.set_column(60, 480)
    header.set_article(_article(outlet="The Quay", authors=_authors("A. Ash", "B. Birch"), date=date))
    assert header.lines == ("The Quay", "A. Ash, B. Birch · 6 Mar 2017", "1\u00a0min")
    header.resize(260, header.height())
    header.set_column(30, 210)
    assert header.lines == ("The Quay", "", "6 Mar 2017 · 1\u00a0min · A. Ash, B. Birch")
    header.set_article(None)
    assert header.lines == ("", "", "")

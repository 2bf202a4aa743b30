"""Dates are read as stated, and never guessed."""

from __future__ import annotations

import pytest

from diptych.importing import dates
from diptych.importing.interval import suggestion
from diptych.model import DatePrecision


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("2017-03-06", "2017-03-06", "2017-03-06"),
        ("2017-03-06T14:31:00+03:00", "2017-03-06T14:31", "2017-03-06T14:31:00"),
        ("06.03.2017 14:31", "2017-03-06T14:31", "06.03.2017 14:31"),
        ("6. 3. 2017", "2017-03-06", "6. 3. 2017"),
        ("23:45 | 28.03.2017 | Analytic", "2017-03-28T23:45", "23:45 | 28.03.2017"),
        ("June 14, 2018 Asia , Europe", "2018-06-14", "June 14, 2018"),
        ("Sept. 6, 2017", "2017-09-06", "Sept. 6, 2017"),
        ("the 3rd of May 2017", "2017-05-03", "3rd of May 2017"),
        ("14 июня 2018, 12:30", "2018-06-14T12:30", "14 июня 2018, 12:30"),
        ("3. Mai 2021, 18:05 Uhr", "2021-05-03T18:05", "3. Mai 2021, 18:05"),
        ("7 février 2022 à 11h20", "2022-02-07T11:20", "7 février 2022 à 11h20"),
        ("12 de marzo de 2019", "2019-03-12", "12 de marzo de 2019"),
        ("2020年5月12日 10時30分", "2020-05-12T10:30", "2020年5月12日 10時30分"),
        ("2018/4/9", "2018-04-09", "2018/4/9"),
        ("Jan. 18, 2016, 4:45 p.m.", "2016-01-18T16:45", "Jan. 18, 2016, 4:45 p.m."),
        ("July 3, 2020 / 12:05 AM", "2020-07-03T00:05", "July 3, 2020 / 12:05 AM"),
        ("25/12/2016", "2016-12-25", "25/12/2016"),
        ("12/25/2016", "2016-12-25", "12/25/2016"),
        ("5/5/2016", "2016-05-05", "5/5/2016"),
        ("September 2017", "2017-09", "September 2017"),
        ("6 Apr 2010 00:00", "2010-04-06", "6 Apr 2010 00:00"),
    ],
)
def test_a_stated_date_is_read(text: str, value: str, printed: str) -> None:
    hit = dates.find(text)
    assert hit is not None
    assert hit.value == value
    assert text[hit.start : hit.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "17:07:42 Monday, October 18",
        "March 20",
        "30 February 2017",
        "31.02.2017",
        "2017-13-01",
        "version 10.2.2017.4",
        "8 Point 2017",
        "Section 4 2017",
        "1234567",
        "",
    ],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert dates.find(text) is None


def test_a_slashed_date_with_two_readings_keeps_only_the_year() -> None:
    when = dates.read("03/06/2017")
    assert when is not None
    assert (when.value, when.precision) == ("2017", DatePrecision.YEAR)
    assert when.suggestion == "[2017-03-06,2017-06-03]"
    assert "either order" in when.evidence


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2017", "2017", DatePrecision.YEAR),
        ("2017-03", "2017-03", DatePrecision.MONTH),
        (" 2017-03-06 ", "2017-03-06", DatePrecision.DAY),
        ("2017-03-06 14:31", "2017-03-06T14:31", DatePrecision.MINUTE),
    ],
)
def test_a_field_is_read_with_its_precision(text: str, value: str, precision: DatePrecision) -> None:
    when = dates.read(text)
    assert when is not None
    assert (when.value, when.precision) == (value, precision)


@pytest.mark.parametrize(
    "text", ["yesterday", "n/a", "12", "the summer of 2017, on 3 May 2017, as it was told"]
)
def test_a_field_that_is_no_date_is_none(text: str) -> None:
    assert dates.read(text) is None


def test_only_the_opening_of_a_text_is_searched() -> None:
    assert dates.find("a " * 300 + "3 May 2017") is None


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        (
            "They met on May 6, 2016. On June 8-9 ships came close. Talks will resume on June 22.",
            "2016-06-09/2016-06-22",
        ),
        ("They met in Lakeside in December 2016. The treaty will be signed during 2017.", "2016-12/2017"),
        ("The court ruled on 12 July 2016. Nothing has happened since.", "2016-07-12/.."),
        ("The treaty of 1855 is old.", ""),
        ("Nobody knows when.", ""),
        ("The census will be taken in 2031.", ""),
    ],
)
def test_what_a_text_lets_on_is_an_interval(text: str, interval: str) -> None:
    assert suggestion(text)[0] == interval

"""What a single line looks like, and what only seems so."""

from __future__ import annotations

import pytest

from diptych.importing import shapes
from diptych.importing.layout import lines_of, weight
from diptych.importing.lexicon import fold, lexicon


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Harbour.example",
        "Credit: Dana Weld/Agency/Palace via Reuters",
        "AP photo",
        "(Photo by Anna Weiss/AFP)",
        "Image courtesy of Wikimedia Commons",
        "© REUTERS/ Amr Saleh",
        "Фото: ТАСС",
        "写真：共同通信",
        "© dpa",
    ],
)
def test_a_credit(text: str) -> None:
    assert shapes.is_credit(text)


@pytest.mark.parametrize(
    "text",
    [
        "Photographs of the signing hang in the office of the commission.",
        "Picture a city in which every plumber is a diplomat.",
        "Reuters reported on Monday that the talks had failed.",
        "Credit is due to the pilots.",
        "Map in hand, the surveyor crossed the river.",
    ],
)
def test_no_credit(text: str) -> None:
    assert not shapes.is_credit(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister (L) shakes hands with the mayor.", True),
        ("The minister, left, at the harbour.", True),
        ("The leaders meet at a hotel in Lakeside (May 6, 2016).", True),
        ("На фото: рыбаки у причала", True),
        ("The minister left the hall without a word.", False),
        ("The right of passage was not affected.", False),
    ],
)
def test_a_caption(text: str, found: bool) -> None:
    assert shapes.is_caption(text) is found


def test_a_menu_and_sections() -> None:
    assert shapes.is_menu("Politics Economy Society Culture Sport Crime Education")
    assert not shapes.is_menu("Politics and the economy divide the two harbours")
    assert not shapes.is_menu("Grain deal talks resume in port city after pause")
    assert shapes.sections_in("Home > World > Africa") == ("World", "Africa")
    assert shapes.sections_in("Opinion") == ("Opinion",)
    assert shapes.sections_in("Features | Diplomacy | East Coast") == ("Features", "Diplomacy", "East Coast")
    assert shapes.sections_in("Two ports, one pilot station") == ()
    assert shapes.sections_in("Politics is the art of waiting.") == ()
    assert shapes.sections_in("The reef") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brandt",
        "James D.J. Brown",
        "Dr. Leila Haddad",
        "Ursula van der Meer",
        "Ada O'Neil",
    ],
)
def test_a_name(text: str) -> None:
    assert shapes.is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "East Asia",
        "Coral Islands",
        "New Delhi",
        "World News",
        "Special Report",
        "The Reef",
        "drei Möglichkeiten",
        "Anna",
        "Anna Brandt said",
        "What next",
        "Security Council",
        "May 2017",
    ],
)
def test_no_name(text: str) -> None:
    assert not shapes.is_name(text)


@pytest.mark.parametrize(
    ("text", "names", "affiliation"),
    [
        ("By Anna Brandt", ("Anna Brandt",), ""),
        ("By Anna Brandt and Yuki Morita", ("Anna Brandt", "Yuki Morita"), ""),
        ("by Anna Brandt, Yuki Morita", ("Anna Brandt", "Yuki Morita"), ""),
        ("By Anna Brandt, Staff Writer", ("Anna Brandt",), "Staff Writer"),
        ("By Anna Brandt in Port Clement", ("Anna Brandt",), ""),
        ("Written by Anna Brandt", ("Anna Brandt",), ""),
        ("Автор: Мария Соколова", ("Мария Соколова",), ""),
        ("Von Katrin Schulz, Emden", ("Katrin Schulz",), ""),
        ("Anna Brandt | Port Clement", ("Anna Brandt",), ""),
        ("By AFP", ("AFP",), ""),
        ("By Our Correspondent", (), "By Our Correspondent"),
    ],
)
def test_a_byline(text: str, names: tuple[str, ...], affiliation: str) -> None:
    written = shapes.byline(text)
    assert written is not None
    assert written.names == names
    if names:
        assert written.affiliation == affiliation


@pytest.mark.parametrize(
    "text",
    [
        "By the end of the summer it will be too late.",
        "By Monday the fleet had gone",
        "By land and sea",
        "Text and context",
        "Por la mañana",
        "Anna Brandt, who keeps the lighthouse, says that nothing has changed.",
    ],
)
def test_no_byline(text: str) -> None:
    assert shapes.byline(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "label"),
    [
        ("Published: 4 May 2018", "", "published"),
        ("Last updated on Tue 8 Jan 2019 12.20 GMT", "", "updated"),
        ("June 14, 2018 Asia , Europe", "Asia , Europe", ""),
        ("Thursday, 9 November 2017", "", ""),
        ("23:45 | 28.03.2017 | Analytic", "Analytic", ""),
    ],
)
def test_a_date_line(text: str, rest: str, label: str) -> None:
    line = shapes.date_line(text)
    assert line is not None
    assert (line.rest, line.label) == (rest, label)


@pytest.mark.parametrize(
    "text",
    [
        "December 12, 1980 was the day of the first proposal, which one side took at once.",
        "On 3 March 1951 my predecessor stood here and promised a pier.",
        "17:07:42 Monday, October 18",
        "The ministers met.",
    ],
)
def test_no_date_line(text: str) -> None:
    assert shapes.date_line(text) is None


def test_the_clock_of_the_page() -> None:
    assert shapes.is_clock("17:07:42 Monday, October 18")
    assert not shapes.is_clock("23:45 | 28.03.2017")
    assert not shapes.is_clock("The House adjourned at 18:40.")


def test_notes_and_references() -> None:
    assert shapes.note_marker("1 – There are doubts.") == ("1", 4)
    assert shapes.note_marker("[12] See above.") == ("12", 5)
    assert shapes.note_marker("¹ See above.") == ("1", 2)
    assert shapes.note_marker("1984 was a year.") == ("", 0)
    assert [marker for _, _, marker in shapes.references("One [1], two [2] and […] three³.")] == [
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Leave a Reply", "comments"),
        ("No Comments Yet!", "comments"),
        ("3 Comments", "comments"),
        ("Комментарии (3)", "comments"),
        ("Lastest headlines", "related"),
        ("Read also", "related"),
        ("Читайте также: вода", "related"),
        ("関連記事", "related"),
        ("Share this article", "share"),
        ("Advertisement", "advertising"),
        ("Anzeige", "advertising"),
        ("Try the gazette's jobs board.", "jobs"),
        ("« Back", "navigation"),
        ("Next »", "navigation"),
        ("© 2018 Harbour & Company. All rights reserved.", "site"),
        ("This article was originally published by the Institute", "notice"),
    ],
)
def test_furniture_by_its_words(text: str, kind: str) -> None:
    found = lexicon().kind(text)
    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell after the speech.",
        "The comments were published on Monday.",
        "Related questions were left for the next meeting.",
        "He made no comments.",
        "Print runs of the map were small.",
        "This article of the treaty was originally drafted in French.",
        "Back in the harbour nobody waited",
        "«Мы не просим подарка»",
        "The latest proposal",
        "More than maps",
    ],
)
def test_text_that_only_sounds_like_furniture(text: str) -> None:
    assert lexicon().kind(text) is None


def test_folding() -> None:
    assert fold("  3 Comments (12)! ") == "# comments #"
    assert weight("部长表示谈判将继续") == 4
    assert weight("two words") == 2


def test_hard_wraps_are_undone_and_verse_is_not() -> None:
    first = """The judgment gave the temple to one state and said
very little about the ground on which it has been
standing for nine centuries, and the two neighbours
have lived with that silence since."""
    second = "A second paragraph is wrapped at the same width as\nthe first one was."
    lines = [line.text for line in lines_of(f"{first}\n\n{second}\n")]
    assert lines == [first.replace("\n", " "), second.replace("\n", " ")]
    verse = "Water to the miller,\nwater to the king,\nand for him that dug it\nneither cup nor spring.\n"
    assert len(lines_of(verse)) == 4

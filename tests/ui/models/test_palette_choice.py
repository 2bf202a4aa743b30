"""How typed letters choose among the commands."""

from __future__ import annotations

from diptych.ui.models.palette import MOST, Entry, chosen


def entry(words: str, place: str = "", *, enabled: bool = True) -> Entry:
    """A command that does nothing."""
    return Entry(words, place, "", lambda: None, enabled)


COMMANDS = (
    entry("Next name", "Go"),
    entry("Next hit", "Go"),
    entry("Find in the article", "Edit"),
    entry("Larger text", "View"),
    entry("Über die Inseln", "Article"),
)


def words(typed: str) -> list[str]:
    """What is listed for the letters typed."""
    return [each.words for each in chosen(COMMANDS, typed)]


def test_lists_everything_in_order_before_anything_is_typed() -> None:
    assert words("  ") == [each.words for each in COMMANDS]


def test_the_beginning_of_a_command_comes_before_a_word_within_one() -> None:
    assert chosen((entry("Show the name"), entry("Name it")), "na")[0].words == "Name it"


def test_first_letters_find_a_command() -> None:
    assert words("nn") == ["Next name"]


def test_every_word_must_fit() -> None:
    assert words("next hit") == ["Next hit"]
    assert words("next article") == []


def test_the_place_counts_less_than_the_words() -> None:
    assert words("article") == ["Find in the article", "Über die Inseln"]


def test_accents_and_case_do_not_matter() -> None:
    assert words("UBER") == ["Über die Inseln"]


def test_what_cannot_be_done_now_stands_behind_its_equals() -> None:
    found = chosen((entry("Undo", enabled=False), entry("Undo all")), "undo")
    assert [each.words for each in found] == ["Undo all", "Undo"]


def test_a_long_list_is_cut() -> None:
    assert len(chosen([entry(f"Article {n}") for n in range(500)], "article")) == MOST

"""What is asked: choices, years, the names worth showing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych.model import Expansion, NameForm
from diptych.ui.models.asked import Asked, Chosen, as_request, from_request, tags, telling, usages
from diptych.ui.panels.search.histogram import bins

ISLES = Expansion(
    typed="falklands",
    entity="falkland-islands",
    name="Falkland Islands",
    forms=(
        NameForm(text="Острова Мальвинас", party="argentina", language="ru"),
        NameForm(text="Malvinas Islands", party="argentina"),
        NameForm(text="Malvinas", party="argentina"),
        NameForm(text="Falklands", party="uk"),
        NameForm(text="Falkland Islands (Malvinas)"),
    ),
)


def test_choices_are_switched_on_and_off() -> None:
    asked = Asked(query="ferry").switched("outlet", "Post").switched("outlet", "Mail", excluded=True)
    assert asked.chosen == (Chosen("outlet", "Post"), Chosen("outlet", "Mail", True))
    assert asked.switched("outlet", "Post").chosen == (Chosen("outlet", "Mail", True),)
    assert asked.switched("outlet", "Post", excluded=True).chosen[-1] == Chosen("outlet", "Post", True)
    assert asked.without("outlet", "Mail").chosen == (Chosen("outlet", "Post"),)


def test_years_go_together() -> None:
    asked = Asked(query="ferry").switched("outlet", "Post").in_years(2015, 2017)
    assert asked.years == (2015, 2017)
    assert asked.in_years(2016, 2016).years == (2016, 2016)
    assert asked.without("year", "2015").chosen == (Chosen("outlet", "Post"),)


def test_the_workspace_is_asked_the_same_and_gives_it_back() -> None:
    asked = Asked(
        query="ferry", sort="oldest", recent=True, expand=False, unexpanded=("falkland-islands",)
    ).in_years(2015, 2016)
    assert from_request(as_request(asked)) == asked


def test_choices_in_words() -> None:
    asked = Asked(query="x").in_years(2015, 2017).switched("issue", "flag", excluded=True)
    assert [tag.words for tag in tags(asked, {("issue", "flag"): "The flag"})] == [
        "2015–2017",
        "not The flag",
    ]
    assert [tag.words for tag in tags(asked.in_years(2016, 2016), {})] == ["2016", "not flag"]


def test_the_forms_shown_are_not_the_one_typed_and_take_turns() -> None:
    assert [form.text for form in telling(ISLES, 2)] == ["Malvinas", "Falkland Islands (Malvinas)"]
    assert "Falklands" not in [form.text for form in telling(ISLES, 9)]
    assert len(telling(ISLES, 9)) == 4


def test_the_parties_whose_names_an_article_uses() -> None:
    assert usages(("Falklands", "MALVINAS"), [ISLES]) == ("uk", "argentina")
    assert usages(("островах Мальвинас",), [ISLES]) == ("argentina",)
    assert usages(("Falkland Islands (Malvinas)", "Stanley"), [ISLES]) == ()


@given(st.dictionaries(st.integers(1, 2999), st.integers(0, 50), max_size=30))
def test_bins_hold_every_year_once(years: dict[int, int]) -> None:
    made = bins(years)
    assert len(made) <= 41
    assert sum(each.hits for each in made) == sum(years.values())
    assert all(sum(each.first <= year <= each.last for each in made) == 1 for year in years)

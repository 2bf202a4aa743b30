"""Searching a library: conditions, facets, order, saved searches, history, export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from diptych.errors import DiptychError, NotFound
from diptych.model import Correction, Span
from diptych.progress import Progress
from diptych.workspace import Workspace
from diptych.workspace.finding import Choice, FacetName, SearchRequest, Sort

TEXTS = {
    "one": ("Harbour talks", "Ministers met. The harbour treaty was signed.", "2016-12-16", "Daily Ledger"),
    "two": ("Fishing quotas", "The fish treaty was not signed, but the fleet sailed.", "2017-03", "Post"),
    "three": ("=Sums", "A treaty of sums and fishing.", "2015", "Post"),
}


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Workspace:
    for name, (title, text, date, outlet) in TEXTS.items():
        head = f'---\ntitle: "{title}"\noutlet: {outlet}\ndate: "{date}"\nlanguage: en\n---\n'
        (tmp_path / f"{name}.md").write_text(f"{head}\n{text}\n", encoding="utf-8")
    workspace.import_paths([tmp_path / f"{name}.md" for name in TEXTS], Progress())
    return workspace


def titles(workspace: Workspace, query: str, **more: object) -> list[str]:
    request = SearchRequest(query=query, **more)  # type: ignore[arg-type]
    return [hit.title for hit in workspace.finding.search(request).hits]


def id_of(workspace: Workspace, title: str) -> int:
    return next(article.id for article in workspace.articles() if article.title == title)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date:2016..2017", {"Harbour talks", "Fishing quotas"}),
        ("treaty date:>2016-12", {"Fishing quotas"}),
        ("treaty -date:2015", {"Harbour talks", "Fishing quotas"}),
        ("lang:english treaty date:2015", {"=Sums"}),
        ("lang:английский date:2015", {"=Sums"}),
        ("tag:key treaty", {"Harbour talks"}),
        ("reviewed:yes", {"Fishing quotas"}),
        ("reviewed:нет", {"Harbour talks", "=Sums"}),
        ("has:highlight", {"=Sums"}),
        ("has:note", set()),
    ],
)
def test_conditions(filled: Workspace, query: str, expected: set[str]) -> None:
    filled.tag([id_of(filled, "Harbour talks")], "Key")
    filled.mark_read([id_of(filled, "Fishing quotas")], True)
    sums = filled.article(id_of(filled, "=Sums"))
    filled.notebook.highlight(sums.text_id, Span(0, 8), 0)
    assert set(titles(filled, query)) == expected


def test_a_value_that_is_none_is_a_problem_at_its_place(filled: Workspace) -> None:
    found = filled.finding.search(SearchRequest(query="treaty tag:nothing"))
    assert found.count == 0
    assert [(p.start, p.end) for p in found.problems] == [(7, 18)]


def test_orders(filled: Workspace) -> None:
    assert titles(filled, "treaty", sort=Sort.NEWEST) == ["Fishing quotas", "Harbour talks", "=Sums"]
    assert titles(filled, "treaty", sort=Sort.OLDEST)[0] == "=Sums"
    assert titles(filled, "treaty", sort=Sort.OUTLET)[0] == "Harbour talks"
    assert set(titles(filled, "treaty", recent=True)) == set(titles(filled, "treaty"))
    assert titles(filled, "treaty", sort=Sort.NEWEST, offset=1, limit=1) == ["Harbour talks"]


def test_facets_count_what_is_found_and_choices_leave(filled: Workspace) -> None:
    def counts(name: FacetName, *choices: Choice) -> dict[str, int]:
        request = SearchRequest(query="treaty", choices=choices)
        (facet,) = filled.finding.facets(request, [name])
        return {value.value: value.count for value in facet.values}

    post = Choice(facet=FacetName.OUTLET, value="Post")
    assert counts(FacetName.OUTLET) == {"Post": 2, "Daily Ledger": 1}
    assert counts(FacetName.OUTLET, post) == {"Post": 2, "Daily Ledger": 1}, "a second one may be added"
    assert counts(FacetName.YEAR, post) == {"2015": 1, "2017": 1}
    assert counts(FacetName.YEAR, Choice(facet=FacetName.OUTLET, value="Post", excluded=True)) == {"2016": 1}
    assert set(titles(filled, "treaty", choices=(post,))) == {"Fishing quotas", "=Sums"}
    filled.correct(id_of(filled, "=Sums"), Correction(outlet="Daily Ledger"))
    assert counts(FacetName.OUTLET) == {"Post": 1, "Daily Ledger": 2}


def test_a_saved_search_tells_what_is_new(filled: Workspace, tmp_path: Path) -> None:
    id_, changes = filled.finding.save("Treaties", SearchRequest(query="treaty", sort=Sort.NEWEST))
    assert changes.label == "Save the search “Treaties”"
    assert filled.finding.news(id_).new == ()
    (tmp_path / "four.md").write_text("Another treaty, of whales.", encoding="utf-8")
    filled.import_paths([tmp_path / "four.md"], Progress())
    news = filled.finding.news(id_)
    assert (news.count, len(news.new)) == (4, 1)
    filled.finding.look(id_)
    assert filled.finding.news(id_).new == ()
    (kept,) = filled.finding.saved()
    assert filled.finding.request_of(kept) == SearchRequest(query="treaty", sort=Sort.NEWEST)
    filled.finding.remove(id_)
    filled.undo()
    assert [each.name for each in filled.finding.saved()] == ["Treaties"]
    with pytest.raises(NotFound):
        filled.finding.news(99)


def test_history_keeps_the_latest_of_equal_searches(filled: Workspace) -> None:
    for query in ("a", "b", "a"):
        filled.finding.remember(SearchRequest(query=query), 1)
    assert [past.query for past in filled.finding.history()] == ["a", "b"]
    assert filled.undo_label() != "a"
    filled.finding.forget()
    assert filled.finding.history() == []


def test_own_words_are_found(filled: Workspace) -> None:
    sums = filled.article(id_of(filled, "=Sums"))
    filled.notebook.highlight(sums.text_id, Span(2, 8), 0, "whales matter")
    (note,) = filled.finding.own_words(SearchRequest(query="whale"))
    assert (note.kind, note.article) == ("note", sums.id)
    (quote,) = filled.finding.own_words(SearchRequest(query="treaty"))
    assert (quote.kind, quote.start) == ("highlight", 2)


def test_others_like_an_article(filled: Workspace) -> None:
    found = filled.finding.similar(id_of(filled, "Fishing quotas"))
    assert found.hits
    assert all(hit.title != "Fishing quotas" for hit in found.hits)


def test_hit_lists_are_written_and_hold_no_formula(filled: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "hits.csv"
    assert filled.finding.export(SearchRequest(query="treaty"), table) == 3
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "'=Sums" in {row["title"] for row in rows}
    text = tmp_path / "hits.md"
    filled.finding.export(SearchRequest(query="treaty"), text)
    assert "**treaty**" in text.read_text(encoding="utf-8")
    with pytest.raises(DiptychError, match="must end in"):
        filled.finding.export(SearchRequest(query="treaty"), tmp_path / "hits.doc")

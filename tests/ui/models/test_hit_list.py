"""The model of the search results."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from diptych.model import Hit, Snippet, Span
from diptych.ui.models.hits import HIT, HitList, count


def hit(id_: int, *spans: Span) -> Hit:
    snippet = Snippet(text="The ferry sails.", marks=(Span(4, 9),))
    return Hit(
        id=id_,
        title=f"Article {id_}",
        outlet="Harbour Notes",
        date="2015",
        score=1,
        snippets=(snippet,),
        spans=spans,
    )


def test_the_contract_of_models_is_kept(qtmodeltester: ModelTester) -> None:
    model = HitList()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_hits([hit(1), hit(2)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_open(1, None)
    model.set_hits([])


def test_rows() -> None:
    model = HitList()
    model.set_hits([hit(1, Span(4, 9)), hit(2, Span(0, 1), Span(2, 3)), hit(3)])
    rows = [model.index(row) for row in range(model.rowCount())]
    assert [count(index.data(HIT)) for index in rows] == ["1 hit", "2 hits", "in its heading"]
    assert rows[0].data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Article 1, Harbour Notes, 2015, 1 hit, The ferry sails."
    )
    assert model.hit(2) == rows[1].data(HIT)
    assert model.hit(9) is None

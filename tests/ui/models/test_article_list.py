"""The model of the library's list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from diptych.model import ArticleSummary
from diptych.ui.models.articles import ARTICLE, SIDE, ArticleList, Order, ordered


def summary(
    id_: int, title: str, date: str | None = None, *, outlet: str = "", read: bool = False
) -> ArticleSummary:
    return ArticleSummary(
        id=id_, title=title, authors=("Ana Duarte",), outlet=outlet, date=date, source="a.txt", read=read
    )


FERRIES = summary(1, "Ferries", "2015-03-04", outlet="Harbour Notes")
GRAIN = summary(2, "Grain", "2016-07", read=True)
SEASON = summary(3, "A\nseason\u202e <b>")


def drawn(model: ArticleList) -> list[str]:
    """The rows as text."""
    return [
        f"{index.data()} [{index.data(SIDE) or ''}]"
        for index in (model.index(row) for row in range(model.rowCount()))
    ]


def test_the_contract_of_models_is_kept(qtmodeltester: ModelTester) -> None:
    model = ArticleList()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_articles([FERRIES, GRAIN, SEASON])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_open(1, 3)
    model.set_articles([SEASON])
    model.set_articles([])


def test_rows() -> None:
    model = ArticleList()
    model.set_articles([FERRIES, GRAIN, SEASON])
    model.set_open(2, 1)
    assert drawn(model) == ["Ferries [right]", "Grain [left]", "A season <b> []"]
    assert model.index(1).data(ARTICLE) == GRAIN
    assert model.index(7).data() is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0


def test_what_is_spoken() -> None:
    model = ArticleList()
    model.set_articles([FERRIES, GRAIN])
    model.set_open(1, 1)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(role) == "Ferries, Harbour Notes, 4 Mar 2015, unread, open on the left"
    assert model.index(1).data(role) == "Grain, Jul 2016"


def test_a_tool_tip_is_never_rich_text() -> None:
    model = ArticleList()
    model.set_articles([SEASON])
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<" not in tip and "A season" in tip and "no date stated" in tip


def test_changed_facts_keep_the_rows(qtbot: QtBot) -> None:
    model = ArticleList()
    model.set_articles([FERRIES, GRAIN])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_articles([FERRIES, summary(2, "Tariffs")])
    assert drawn(model) == ["Ferries []", "Tariffs []"]
    with qtbot.waitSignal(model.modelReset):
        model.set_articles([GRAIN, FERRIES])


def test_orders_put_what_is_not_stated_last() -> None:
    articles = [SEASON, FERRIES, GRAIN]
    shown = {order: [article.id for article in ordered(articles, order)] for order in Order}
    assert shown == {
        Order.NEWEST: [2, 1, 3],
        Order.OLDEST: [1, 2, 3],
        Order.TITLE: [3, 1, 2],
        Order.OUTLET: [1, 3, 2],
        Order.ADDED: [3, 2, 1],
    }

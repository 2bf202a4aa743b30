"""The search window: names also searched, notes, years, facets, copies, saved searches, own words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window.conftest import draft
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.driving import OpenWindow

from diptych import app
from diptych.library import Library
from diptych.model import Span
from diptych.progress import Progress
from diptych.settings import Settings
from diptych.ui.dialogs.search_name import SearchNameDialog
from diptych.ui.main_window import MainWindow
from diptych.ui.models.asked import Asked, Chosen
from diptych.ui.models.hits import BADGES, COPIES, COPY, HIT
from diptych.ui.panels.search.facets import ValueRow
from diptych.ui.reader.marks import Layer
from diptych.ui.tasks import TaskPool
from diptych.workspace import Workspace

REPOST = "The ferry to Stanley sails again. " + " ".join(f"Day {n} was calm." for n in range(40))

TEXTS = (
    (
        "One",
        "Harbour Notes",
        "2014-03-04",
        "The Falklands want a ferry.\n\nThe ferry is late. A ferry costs.",
    ),
    ("Two", "Market Letter", "2015-07", "The Malvinas need a ferry, said the envoy."),
    ("Three", "Market Letter", "2017-01-09", "Grain is dear. No ferry brings it."),
    ("Four", "Harbour Notes", "2017-02-01", REPOST),
    ("Five", "Quiet Weekly", "2017-02-03", REPOST + " So it was."),
)


@pytest.fixture
def islands(library_folder: Path) -> Iterator[Workspace]:
    with Library.open(library_folder) as library:
        for number, article in enumerate(TEXTS):
            library.add(draft(*article), str(number).encode(), f"/papers/{number}.txt")
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        opened.update_index(Progress())
        opened.families.say_same(4, 5)
        yield opened


@pytest.fixture
def window(open_window: OpenWindow, islands: Workspace) -> MainWindow:
    made = open_window(islands)
    made.upkeep.rest()
    return made


def titles(window: MainWindow) -> list[str]:
    model = window.search.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def ask(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Search, and wait until the facets are there too."""
    window.search.search(query)
    facets_come(qtbot, window)


def facets_come(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.search._facets_due.isActive())


def value(window: MainWindow, facet: str, words: str) -> ValueRow:
    return next(row for row in window.search.found.facets.section(facet).rows if row.words == words)


# Names


def test_a_name_is_searched_in_all_forms_and_says_so(window: MainWindow) -> None:
    window.search.search("falklands")
    assert sorted(titles(window)) == ["One", "Two"]
    assert window.search.found.also.isVisible()
    chips = window.search.found.also.chips.words
    assert "Malvinas" in chips or "Islas Malvinas" in chips
    assert "Falklands" not in chips
    badges = {title: window.search.model.index(row).data(BADGES) for row, title in enumerate(titles(window))}
    assert [badge.role for badge in badges["One"]] != [badge.role for badge in badges["Two"]]
    row = titles(window).index("Two")
    assert "says Malvinas" in window.search.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_other_forms_are_left_out_with_one_click_and_taken_in_again(window: MainWindow) -> None:
    window.search.search("falklands")
    chip = window.search.found.also.chips.widgets[1]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert window.search.asked.unexpanded == ("falkland-islands",)
    assert titles(window) == ["One"]
    window.search.found.also.taken_in.emit()
    assert sorted(titles(window)) == ["One", "Two"]
    QTest.mouseClick(window.search.found.also.cross, Qt.MouseButton.LeftButton)
    assert not window.search.asked.expand
    assert titles(window) == ["One"]


def test_only_what_is_searched_is_marked(window: MainWindow) -> None:
    window.reading.open(2, "left")
    window.search.search("falklands")
    assert window.panes.left.marks(Layer.SEARCH) == [Span(4, 12)]
    window.search.found.also.left_out.emit("")
    assert window.panes.left.marks(Layer.SEARCH) == []


# How a query was read


def test_what_makes_no_sense_is_underlined_at_its_place_and_said(window: MainWindow) -> None:
    window.search.search("ferry tag:nothing")
    (problem,) = window.search.field.problems
    assert (problem.start, problem.end) == (6, 17)
    assert problem.sentence in window.search.found.notes.words
    assert window.search.field.accessibleDescription() == problem.sentence
    bare = window.search.field.grab().toImage()
    window.search.field.set_problems(())
    assert window.search.field.grab().toImage() != bare
    window.search.search("ferry")
    assert window.search.field.problems == ()


def test_an_unclosed_bracket_is_read_sensibly(window: MainWindow) -> None:
    window.search.search("(ferry OR")
    assert len(titles(window)) >= 3
    assert window.search.field.problems and window.search.found.notes.words


def test_mistakes_are_left_alone_while_one_types_and_said_when_one_rests(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.search.focus()
    with qtbot.waitSignal(window.search.searched):
        QTest.keyClicks(window.search.field, "(ferry")
    assert window.search.field.problems == ()
    qtbot.waitUntil(lambda: bool(window.search.field.problems))
    assert "bracket" in window.search.found.notes.words
    assert len(titles(window)) > 3


def test_did_you_mean(window: MainWindow) -> None:
    window.search.search("gruin")
    assert window.search.found.notes.suggestion.isVisible()
    QTest.mouseClick(window.search.found.notes.suggestion, Qt.MouseButton.LeftButton)
    assert window.search.query == "grain"
    assert titles(window) == ["Three"]


def test_few_with_all_words_says_that_others_follow(window: MainWindow) -> None:
    window.search.search("grain envoy")
    assert window.search.result is not None and window.search.result.partial
    assert window.search.found.notes.words
    assert len(titles(window)) > 1


# Order, years, facets


def test_sorting(window: MainWindow) -> None:
    window.search.search("ferry")
    window.search.found.head.sorted_by.emit("oldest")
    assert titles(window)[:2] == ["One", "Two"]
    assert window.search.found.head.order.text().startswith("Oldest first")
    window.search.found.head.recency_switched.emit(True)
    assert window.search.asked.recent


def test_years_are_dragged_over_and_a_click_takes_them_back(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "ferry")
    years = window.search.found.years
    assert [(each.first, each.hits) for each in years.bins] == [(2014, 1), (2015, 1), (2016, 0), (2017, 3)]
    assert "2017: 3" in years.accessibleDescription()
    left, button = Qt.MouseButton.LeftButton, years
    QTest.mousePress(button, left, pos=years.place(0).center())
    QTest.mouseMove(button, years.place(1).center())
    QTest.mouseRelease(button, left, pos=years.place(1).center())
    facets_come(qtbot, window)
    assert window.search.asked.years == (2014, 2015)
    assert sorted(titles(window)) == ["One", "Two"]
    assert window.search.found.chips.words == ["2014–2015"]
    assert len(years.bins) == 4
    QTest.mouseClick(button, left, pos=years.place(3).center())
    assert window.search.asked.years is None


def test_years_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "ferry")
    years = window.search.found.years
    QTest.keyClick(years, Qt.Key.Key_Right)
    assert window.search.asked.years == (2014, 2014)
    QTest.keyClick(years, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert window.search.asked.years == (2014, 2015)
    QTest.keyClick(years, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window.search.asked.years == (2014, 2014)
    QTest.keyClick(years, Qt.Key.Key_Escape)
    assert window.search.asked.years is None


def test_values_are_wanted_and_excluded(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "ferry")
    letter = value(window, "outlet", "Market Letter")
    assert letter.accessibleName() == "Market Letter, 2 articles"
    QTest.mouseClick(letter, Qt.MouseButton.LeftButton, pos=QPoint(5, 8))
    facets_come(qtbot, window)
    assert sorted(titles(window)) == ["Three", "Two"]
    assert window.search.found.chips.words == ["Market Letter"]
    assert value(window, "outlet", "Market Letter").isChecked()
    letter.setFocus()
    QTest.keyClick(letter, Qt.Key.Key_X)
    facets_come(qtbot, window)
    assert window.search.asked.chosen == (Chosen("outlet", "Market Letter", True),)
    assert "Two" not in titles(window) and "One" in titles(window)
    QTest.mouseClick(window.search.found.chips.widgets[0], Qt.MouseButton.LeftButton)
    assert not window.search.asked.chosen


def test_two_facets_are_open_and_the_first_gives_way(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "ferry")
    facets = window.search.found.facets
    assert facets.section("outlet").isVisible() and not facets.section("reviewed").isVisible()
    facets.links["reviewed"].click()
    facets.links["language"].click()
    assert facets.open_facets == ["reviewed", "language"]
    assert [row.words for row in facets.section("language").rows] == ["English"]
    facets.section("reviewed").head.click()
    assert facets.open_facets == ["language"]


def test_nothing_left_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "grain")
    window.search.ask(Asked(query="grain", chosen=(Chosen("outlet", "Harbour Notes"),)))
    assert window.search.empty_words[0] == "Nothing found"
    assert "chip" in window.search.empty_words[1]
    assert window.search.found.chips.isVisible()


# Rows


def test_copies_are_folded_under_the_best(window: MainWindow) -> None:
    window.search.search("calm")
    assert window.search.count_words == "2 articles"
    assert len(titles(window)) == 1
    index = window.search.model.index(0)
    assert index.data(COPIES) == 1
    assert "1 repost" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    window.search.view.go_to(index)
    low = window.search.view.visualRect(index).height()
    QTest.keyClick(window.search.view, Qt.Key.Key_Right)
    assert len(titles(window)) == 2
    assert window.search.model.index(1).data(COPY)
    QTest.keyClick(window.search.view, Qt.Key.Key_Left)
    assert len(titles(window)) == 1 and low > 0


def test_the_current_row_shows_more_passages(qtbot: QtBot, window: MainWindow) -> None:
    window.search.search("ferry")
    row = titles(window).index("One")
    index = window.search.model.index(row)
    assert len(index.data(HIT).snippets) == 3
    before = window.search.view.visualRect(index).height()
    window.search.view.go_to(index)
    qtbot.waitUntil(lambda: window.search.view.visualRect(index).height() > before)


def test_a_hit_opens_at_its_best_passage_on_either_side(window: MainWindow) -> None:
    window.search.search("ferry costs")
    row = titles(window).index("One")
    window.search.view.go_to(window.search.model.index(row))
    QTest.keyClick(window.search.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.reading.shown("right") == 1
    assert window.panes.right.hits[0] == 4 - 1


def test_walking_goes_on_in_the_next_article(window: MainWindow) -> None:
    window.search.search("ferry")
    window.search.found.head.sorted_by.emit("oldest")
    window.search.view.go_to(window.search.model.index(0))
    QTest.keyClick(window.search.view, Qt.Key.Key_Return)
    assert window.reading.shown("left") == 1
    last = window.panes.left.hits[1]
    while window.panes.left.hits[0] < last:
        window.actions_["next_hit"].trigger()
    window.actions_["next_hit"].trigger()
    assert window.reading.shown("left") == 2
    assert window.panes.left.hits == (1, 1)
    window.actions_["previous_hit"].trigger()
    assert window.reading.shown("left") == 1
    assert window.panes.left.hits == (last, last)


# Saved searches and history


def save(monkeypatch: pytest.MonkeyPatch, window: MainWindow, name: str) -> None:
    monkeypatch.setattr(SearchNameDialog, "ask", lambda *_: name)
    window.actions_["save_search"].trigger()


def test_a_search_is_saved_with_its_choices_and_can_be_undone(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(query="ferry", chosen=(Chosen("outlet", "Market Letter"),), sort="oldest")
    window.search.ask(asked)
    save(monkeypatch, window, "Letters on ferries")
    window.search.clear()
    assert window.search.saved.isVisible()
    assert window.search.saved.words == ["Letters on ferries"]
    window.search.open_saved(window.search.kept.saved[0])
    assert window.search.asked == asked and window.search.field.text() == "ferry"
    assert sorted(titles(window)) == ["Three", "Two"]
    window.acts.undo()
    assert window.search.kept.saved == []


def test_a_saved_search_says_what_is_new_until_it_is_looked_at(
    window: MainWindow, islands: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.search.search("ferry")
    save(monkeypatch, window, "Ferries")
    window.search.clear()
    file = tmp_path / "new.txt"
    file.write_text("A new boat\n\nAnother ferry was bought for the islands this week.\n", encoding="utf-8")
    window.acts.announce(islands.import_paths([file], Progress()).changes)
    assert window.search.saved.words == ["Ferries  1 new"]
    window.search.open_saved(window.search.kept.saved[0])
    assert window.search.kept.new == {1: 0}
    window.search.clear()
    assert window.search.saved.words == ["Ferries"]


def test_saved_searches_are_renamed_and_removed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.search.search("ferry")
    save(monkeypatch, window, "Ferries")
    kept = window.search.kept.saved[0]
    monkeypatch.setattr(SearchNameDialog, "ask", lambda *_: "Boats")
    window.search.past.renaming_asked.emit(kept)
    assert [each.name for each in window.search.kept.saved] == ["Boats"]
    window.search.search("grain")
    window.search.past.updating_asked.emit(kept)
    assert window.workspace.finding.request_of(window.search.kept.saved[0]).query == "grain"
    window.search.past.removing_asked.emit(kept)
    assert window.search.kept.saved == []


def test_the_history_drops_from_the_field(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: dropped.append(menu))
    window.search.focus()
    QTest.keyClicks(window.search.field, "ferry")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    assert [past.query for past in window.search.kept.past] == ["ferry"]
    window.search.clear()
    QTest.keyClick(window.search.field, Qt.Key.Key_Down)
    (menu,) = dropped
    line = next(action for action in menu.actions() if action.text().startswith("ferry"))
    line.trigger()
    assert window.search.query == "ferry" and titles(window)
    window.search.past.forgetting_asked.emit()
    assert window.search.kept.past == []


# More like this, files, the analyst's own words


def test_more_like_this(window: MainWindow) -> None:
    window.search.search("calm")
    window.search.view.go_to(window.search.model.index(0))
    window.article_actions.similar.trigger()
    assert window.search.asked.like == 4
    assert window.search.active and window.search.view.isVisible()
    assert "Four" not in titles(window) and "Five" in titles(window)
    assert window.search.found.chips.words[0].startswith("Like “Four”")
    QTest.mouseClick(window.search.found.chips.widgets[0], Qt.MouseButton.LeftButton)
    assert window.search.result is None
    assert window.library.view.isVisible()


@pytest.mark.parametrize("ending", [".csv", ".md"])
def test_hits_are_written_to_a_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    file = tmp_path / f"hits{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.search.search("grain")
    window.actions_["write_hits"].trigger()
    assert "Three" in file.read_text("utf-8")


def test_highlights_and_briefs_are_searched_too(qtbot: QtBot, window: MainWindow) -> None:
    notebook = window.workspace.notebook
    text = window.workspace.article(3)
    notebook.highlight(text.text_id, Span(0, 14), 0, "ask the grain board")
    ask(qtbot, window, "grain")
    scopes = window.search.found.scopes
    assert scopes["marks"].accessibleName() == "Highlights & notes, 2"
    scopes["marks"].click()
    assert not window.search.view.isVisible()
    assert window.search.count_words == "2 passages"
    view = window.search.found.words_view
    view.go_to(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.reading.shown("left") == 3
    scopes["briefs"].click()
    assert window.search.empty_words[0] == "Nothing in briefs"
    window.search.clear()
    window.search.search("ferry")
    assert window.search.found.scope == "articles"


# Keyboard and screen readers


def test_the_count_is_announced_once_typing_rests(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("diptych.ui.panels.search.panel.announce", lambda _, words: said.append(words))
    window.search.focus()
    QTest.keyClicks(window.search.field, "ferry")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["5 articles"]


def test_everything_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "falklands ferry")
    nameless = []
    for widget in window.search.findChildren(QWidget):
        tabbed = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if (
            widget.isVisible()
            and tabbed
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ):
            nameless.append(widget)
    assert nameless == []


def test_up_from_the_first_row_goes_back_to_the_field(window: MainWindow) -> None:
    window.search.search("ferry")
    window.search.view.setFocus()
    window.search.view.go_to(window.search.model.index(0))
    QTest.keyClick(window.search.view, Qt.Key.Key_Up)
    assert window.search.field.hasFocus()


def test_an_index_that_is_being_built_is_said_while_search_goes_on(
    qtbot: QtBot,
    thread_pool: TaskPool,
    islands: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = threading.Event()

    def slow(_: Progress) -> None:
        with islands._upkeep:
            assert go.wait(20)

    monkeypatch.setattr(islands, "reindex", slow)
    window = app.build(islands, Settings(theme="light"), tmp_path / "settings.toml", pool=thread_pool)
    qtbot.addWidget(window)
    window.upkeep.reindex()
    qtbot.waitUntil(lambda: window.status.index == "Search index is being built")
    window.search.search("grain")
    qtbot.waitUntil(lambda: titles(window) == ["Three"])
    go.set()
    qtbot.waitUntil(lambda: window.status.index == "Search ready")
    window.upkeep.rest()
    window.close()

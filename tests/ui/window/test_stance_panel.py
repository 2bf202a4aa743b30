"""The positions column: issues, scopes, evidence, verdicts, what is broken and what was rejected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from tests.ui.window import disputed
from tests.ui.window.disputed import CLAIM, LATER, REFUSAL, SHARED, SHRUG, WISH, evidence, ids, shown
from tests.ui.window.driving import OpenWindow

from diptych.settings import Settings
from diptych.ui.main_window import MainWindow
from diptych.ui.panels.evidence import Piece
from diptych.ui.panels.stance_parts import Head, Pieces, Rejected
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace


@pytest.fixture
def folder(library_folder: Path) -> Path:
    disputed.fill(library_folder)
    return library_folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder, dossier=disputed.DOSSIER) as opened:
        yield opened


def read(window: MainWindow, left: str, right: str = "") -> None:
    by_title = ids(window)
    if right:
        window.reading.open(by_title[right], "right")
    window.reading.open(by_title[left], "left")


def piece(window: MainWindow, quote: str) -> Piece:
    found = next(item for item in window.stance.items if item.evidence.quote == quote)
    assert isinstance(found, Piece)
    return found


def words(window: MainWindow) -> str:
    panel = window.stance
    heads = [head.accessibleName() for head in panel.findChildren(Head)]
    return "\n".join([*heads, *(label.text() for label in panel.findChildren(QLabel) if label.isVisible())])


def pick(window: MainWindow, issue: str) -> None:
    box = window.stance.issues
    box.setCurrentIndex(box.findData(issue))
    box.activated.emit(box.currentIndex())


def test_the_issue_with_most_evidence_in_the_open_articles_is_shown_first(window: MainWindow) -> None:
    read(window, "First paper")
    assert window.stance.issue == "sovereignty"
    assert shown(window) == [CLAIM, REFUSAL]
    read(window, "Second paper")
    assert window.stance.issue == "self_determination"


def test_every_issue_can_be_picked_and_says_how_much_there_is(window: MainWindow) -> None:
    read(window, "First paper")
    box = window.stance.issues
    assert box.count() == len(window.workspace.dispute.dossier.issues)
    assert box.itemText(box.findData("sovereignty")) == "Sovereignty  (2)"
    assert box.itemText(box.findData("fisheries")) == "Fisheries  (0)"
    pick(window, "transport_links")
    assert shown(window) == [SHARED]


def test_a_picked_issue_stays_while_the_articles_speak_of_it(window: MainWindow) -> None:
    read(window, "First paper")
    pick(window, "transport_links")
    read(window, "First paper", "Third paper")
    assert window.stance.issue == "transport_links"
    window.reading.open(ids(window)["Second paper"], "left")
    window.reading.open(ids(window)["Second paper"], "right")
    assert window.stance.issue == "self_determination"


@pytest.mark.parametrize(
    ("scope", "quotes"),
    [("article", [CLAIM, REFUSAL]), ("open", [CLAIM, REFUSAL]), ("library", [CLAIM, LATER, REFUSAL])],
)
def test_the_scope_says_which_articles_count(window: MainWindow, scope: str, quotes: list[str]) -> None:
    read(window, "First paper", "Second paper")
    window.stance.scopes[scope].click()
    pick(window, "sovereignty")
    assert shown(window) == quotes


def test_this_article_is_the_active_one(window: MainWindow) -> None:
    read(window, "First paper", "Second paper")
    window.stance.scopes["article"].click()
    assert CLAIM in shown(window)
    window.panes.activate("right")
    assert shown(window) == [SHRUG, WISH]


def test_the_four_states_are_told_apart_in_words(window: MainWindow) -> None:
    read(window, "First paper", "Second paper")
    pick(window, "self_determination")
    assert "Argentina: Neutral, stated, 1 quote, 1 article, latest Jul 2016" in words(window)
    assert "United Kingdom: Supports clearly, 1 quote, 1 article, latest Jul 2016" in words(window)
    pick(window, "fisheries")
    assert "Argentina: Nothing found in 2 articles" in words(window)
    window.reading.open(ids(window)["Fourth paper"], "left")
    window.stance.scopes["article"].click()
    window.panes.activate("left")
    assert "Argentina: Not analysed" in words(window)
    assert "1 article still to be analysed." in words(window)


def test_a_click_goes_to_the_place_of_an_open_article(window: MainWindow) -> None:
    read(window, "First paper", "Second paper")
    pick(window, "self_determination")
    piece(window, WISH).click()
    pane = window.panes.right
    assert window.panes.active == "right"
    assert pane.marks(Layer.FLASH) == [evidence(window, WISH).span]
    assert window.reading.shown("left") == ids(window)["First paper"]


def test_evidence_of_another_article_opens_beside_the_active_one(window: MainWindow) -> None:
    read(window, "First paper")
    window.stance.scopes["library"].click()
    piece(window, LATER).click()
    assert window.reading.shown("left") == ids(window)["First paper"]
    assert window.reading.shown("right") == ids(window)["Third paper"]
    assert window.panes.right.marks(Layer.FLASH) == [evidence(window, LATER).span]


def test_the_keys_walk_open_and_judge(window: MainWindow) -> None:
    read(window, "First paper")
    first = piece(window, CLAIM)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert piece(window, REFUSAL).hasFocus()
    QTest.keyClick(piece(window, REFUSAL), Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_C)
    assert evidence(window, CLAIM).verdict is not None
    assert piece(window, CLAIM).hasFocus(), "the focus stays on the piece that was judged"
    QTest.keyClick(piece(window, CLAIM), Qt.Key.Key_Return)
    assert window.panes.left.marks(Layer.FLASH) == [evidence(window, CLAIM).span]


def test_rejected_evidence_is_not_counted_is_listed_and_can_be_taken_back(window: MainWindow) -> None:
    read(window, "First paper")
    piece(window, CLAIM).reject()
    assert shown(window) == [REFUSAL]
    assert "Argentina: Nothing found in 1 article" in words(window)
    assert "Rejected (1)" in words(window)
    back = window.stance.findChildren(Rejected)
    assert [part.verdict.quote for part in back] == [CLAIM]
    back[0].back.click()
    assert shown(window) == [CLAIM, REFUSAL]


def test_the_focus_goes_to_the_next_piece_when_one_is_rejected(window: MainWindow) -> None:
    read(window, "First paper", "Third paper")
    assert shown(window) == [CLAIM, LATER, REFUSAL]
    piece(window, CLAIM).setFocus()
    QTest.keyClick(piece(window, CLAIM), Qt.Key.Key_R)
    assert piece(window, LATER).hasFocus()


def test_the_place_is_kept_when_the_pieces_are_made_anew(window: MainWindow) -> None:
    window.resize(1280, 560)
    read(window, "First paper", "Third paper")
    bar = window.stance.findChildren(QScrollArea)[0].verticalScrollBar()
    QApplication.processEvents()
    assert bar.maximum() > 20
    bar.setValue(20)
    window.stance.refresh()
    assert bar.value() == 20


def test_verdicts_can_be_undone(window: MainWindow) -> None:
    read(window, "First paper")
    piece(window, CLAIM).reject()
    assert "reject a position" in window.actions_["undo"].text().lower()
    window.actions_["undo"].trigger()
    assert shown(window) == [CLAIM, REFUSAL]
    assert evidence(window, CLAIM).verdict is None
    window.actions_["redo"].trigger()
    assert shown(window) == [REFUSAL]


def test_the_reason_is_told_of_what_is_looked_at(window: MainWindow) -> None:
    read(window, "First paper")
    assert not window.stance.why.isVisible()
    piece(window, CLAIM).setFocus()
    assert window.stance.why.text() == "Why: words of the envoy · reported by the author · 0.90"


def test_broken_evidence_is_shown_as_broken_and_never_counted(open_window: OpenWindow, folder: Path) -> None:
    disputed.break_quote(folder, CLAIM)
    with Workspace.open(folder, dossier=disputed.DOSSIER) as workspace:
        window = open_window(workspace)
        read(window, "First paper")
        assert "Argentina: Nothing found in 1 article" in words(window)
        broken = piece(window, "Words that nobody wrote")
        assert broken.accessibleName().startswith("Broken, not counted")
        assert not broken.may_confirm
        assert _has(broken.grab().toImage(), window.theme.bad)
        assert not _has(piece(window, REFUSAL).grab().toImage(), window.theme.bad)
        broken.click()
        assert window.panes.left.marks(Layer.FLASH) == [], "there is no place to go to"


def test_the_pill_bears_the_analysts_initials(open_window: OpenWindow, workspace: Workspace) -> None:
    window = open_window(workspace, Settings(theme="light", initials="KS"))
    read(window, "First paper")
    assert "found by the machine" in piece(window, CLAIM).accessibleName()
    piece(window, CLAIM).confirm()
    assert piece(window, CLAIM).accessibleName().endswith("KS.")
    assert not piece(window, CLAIM).may_confirm


def test_the_menu_of_a_piece_offers_what_can_be_done(window: MainWindow) -> None:
    read(window, "First paper")
    offered = [action.text() for action in piece(window, CLAIM).menu_of_acts().actions()]
    assert offered == [
        *("Open in the text", "Open in the left pane", "Open in the right pane", ""),
        *("Confirm", "Reject", "Edit…", "Link to…"),
    ]
    piece(window, CLAIM).confirm()
    menu = piece(window, CLAIM).menu_of_acts()
    assert [action.text() for action in menu.actions()][4] == "Take the verdict back"
    menu.actions()[4].trigger()
    assert evidence(window, CLAIM).verdict is None


def test_buttons_come_up_under_the_mouse(window: MainWindow) -> None:
    read(window, "First paper")
    item = piece(window, CLAIM)
    assert not any(button.isVisible() for button in item.buttons)
    item.setFocus()
    assert len(item.buttons) == 3
    assert all(button.isVisible() for button in item.buttons)
    assert all(item.rect().contains(button.geometry()) for button in item.buttons)
    QTest.mouseClick(item.buttons[1], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert shown(window) == [REFUSAL]


def test_a_library_that_is_read_only_offers_no_verdicts(open_window: OpenWindow, folder: Path) -> None:
    with Workspace.open(folder, dossier=disputed.DOSSIER, write=False) as workspace:
        window = open_window(workspace)
        read(window, "First paper")
        item = piece(window, CLAIM)
        assert all(action.text().startswith("Open") for action in item.menu_of_acts().actions())
        item.reject()
        assert shown(window) == [CLAIM, REFUSAL]


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_nothing_is_cut_off_in_a_narrow_column(
    open_window: OpenWindow, workspace: Workspace, theme: str
) -> None:
    window = open_window(workspace, msgspec.convert({"theme": theme}, Settings))
    read(window, "First paper", "Second paper")
    for item in (*window.stance.items, *window.stance.findChildren(Head)):
        assert item.height() >= item.heightForWidth(item.width()), item.accessibleName()
    for button in (*window.stance.scopes.values(), window.stance.compare):
        assert button.width() >= button.sizeHint().width()


def test_more_pieces_are_shown_when_they_are_asked_for(window: MainWindow) -> None:
    read(window, "First paper")
    made = [evidence(window, CLAIM) for _ in range(30)]
    column = window.stance.items[0].column
    pieces = Pieces(made, lambda each: Piece(each, column, window.stance.items[0].look, may_act=False))
    more = pieces.findChildren(QPushButton)[0]
    assert (len(pieces.items), more.text()) == (6, "24 more")
    more.click()
    assert (len(pieces.items), more.text()) == (26, "4 more")
    more.click()
    assert len(pieces.items) == 30
    assert more.isHidden()
    pieces.deleteLater()


def _has(image: QImage, color: QColor) -> bool:
    return any(image.pixelColor(x, y) == color for x in range(image.width()) for y in range(image.height()))

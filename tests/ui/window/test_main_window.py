"""The window as a whole: menus, keys, regions, dropping files, themes, and what it remembers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window.driving import OpenWindow, titles

from diptych import settings as settings_store
from diptych.model import ChangeKind, Changes, ImportResult, ImportStatus
from diptych.progress import Progress
from diptych.settings import Session, Settings
from diptych.ui.dialogs.about import AboutDialog
from diptych.ui.dialogs.import_report import ImportReportDialog
from diptych.ui.dialogs.legend import LegendDialog
from diptych.ui.dialogs.preferences import PreferencesDialog
from diptych.ui.dialogs.shortcuts import ShortcutsDialog
from diptych.ui.main_window import MainWindow
from diptych.ui.panels.status_bar import StatusBar
from diptych.ui.tasks import ImmediatePool, TaskPool
from diptych.ui.theme import load_theme
from diptych.workspace import ImportReport, Workspace

KEYS = {
    "Import files": "Ctrl+O",
    "Import folder": "Ctrl+Shift+O",
    "Find in the article": "Ctrl+F",
    "Search the library": "Ctrl+Shift+F",
    "Next hit": "F3",
    "Previous hit": "Shift+F3",
    "Undo": "Ctrl+Z",
    "Redo": "Ctrl+Shift+Z",
    "Close the tab": "Ctrl+W",
    "Swap the panes": "Ctrl+Alt+S",
    "Next region": "F6",
    "Previous region": "Shift+F6",
    "Larger text": "Ctrl++",
    "Smaller text": "Ctrl+-",
    "Normal text": "Ctrl+0",
    "Full screen": "F11",
    "Settings": "Ctrl+,",
    "Quit": "Ctrl+Q",
    "How to read the window": "F1",
    "Read": "Ctrl+1",
}


def menu_actions(window: MainWindow) -> list[QAction]:
    """Every action of the menus."""
    bar = window.findChild(QMenuBar)
    assert isinstance(bar, QMenuBar)
    return [
        action
        for entry in bar.actions()
        if isinstance(menu := entry.menu(), QMenu)
        for action in menu.actions()
        if not action.isSeparator()
    ]


def plain(action: QAction) -> str:
    """An action's words without mnemonics and what follows a colon."""
    return action.text().replace("&", "").rstrip("…").split(":")[0]


def test_every_action_has_words_and_the_promised_key(window: MainWindow) -> None:
    actions = {plain(action): action for action in menu_actions(window)}
    assert all(actions)
    assert {words: actions[words].shortcut().toString() for words in KEYS} == KEYS


def test_no_key_is_given_twice(window: MainWindow) -> None:
    seen = {id(action): action for action in (*menu_actions(window), *window.findChildren(QAction))}
    keys = Counter(key.toString() for action in seen.values() for key in action.shortcuts())
    assert {key: count for key, count in keys.items() if count > 1} == {}


def test_mnemonics_are_unique_within_a_menu(window: MainWindow) -> None:
    for menu in window.findChildren(QMenu):
        letters = [
            words[words.index("&") + 1].lower()
            for action in menu.actions()
            if "&" in (words := action.text().replace("&&", "")) and not action.isSeparator()
        ]
        assert len(letters) == len(set(letters)), (menu.title(), sorted(letters))


@pytest.mark.parametrize("open_two", [False, True])
def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, open_two: bool) -> None:
    if open_two:
        window.actions_["read"].trigger()
        window.search.search("ferry")
    nameless = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        described = QAccessible.queryAccessibleInterface(widget)
        if not described.text(QAccessible.Text.Name):
            nameless.append(widget)
    assert nameless == []


def test_the_tab_key_reaches_what_can_be_used(window: MainWindow) -> None:
    start: QWidget = window.search.field
    reached: set[QWidget] = set()
    widget = start.nextInFocusChain()
    while widget is not None and widget is not start:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
        widget = widget.nextInFocusChain()
    assert {
        window.library.view,
        window.library.filter_button,
        window.library.order_button,
        window.first_run.open_two,
        window.first_run.choose_files,
    } <= reached


def test_f6_goes_round_the_regions(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    window.search.field.setFocus()
    seen = []
    for _ in range(3):
        window.actions_["next_region"].trigger()
        seen.append(QApplication.focusWidget())
    assert seen == [window.panes.left.page, window.panes.right.page, window.library.view]
    window.actions_["previous_region"].trigger()
    assert QApplication.focusWidget() is window.panes.right.page


def test_read_opens_the_first_two(window: MainWindow) -> None:
    assert window.first_run.isVisible()
    window.first_run.open_two.click()
    assert window.panes.isVisible() and not window.first_run.isVisible()
    assert [window.reading.shown("left"), window.reading.shown("right")] == window.library.model.ids()[:2]
    assert QApplication.focusWidget() is window.panes.left.page


def test_closing_both_panes_brings_the_first_page_back(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    for _ in range(2):
        window.actions_["close_pane"].trigger()
    assert window.panes.is_empty and window.first_run.isVisible()
    assert not window.actions_["close_pane"].isEnabled()


def test_swap(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    window.actions_["swap"].trigger()
    assert [window.reading.shown("right"), window.reading.shown("left")] == window.library.model.ids()[:2]


def test_find_works_from_the_list_too(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    window.library.view.setFocus()
    QTest.keyClick(window.library.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.panes.left.find_bar.isVisible()


def test_hits_are_walked_through(window: MainWindow) -> None:
    window.reading.open(1, "left")
    window.search.search("ferry OR papers")
    reached: list[tuple[int, int]] = []
    window.panes.left.hit_changed.connect(lambda at, of: reached.append((at, of)))
    for name in ("next_hit", "next_hit", "previous_hit"):
        window.actions_[name].trigger()
    assert reached == [(1, 2), (2, 2), (1, 2)]


@pytest.mark.parametrize("name", ["dark", "sepia", "light"])
def test_a_theme_is_put_on_and_remembered(window: MainWindow, qapp: QApplication, name: str) -> None:
    window.actions_[f"theme_{name}"].trigger()
    assert window.settings.theme == name
    assert window.theme == load_theme(name)
    assert qapp.palette().color(QPalette.ColorRole.Window) == load_theme(name).panel
    image = window.grab().toImage()
    assert image.pixelColor(4, image.height() // 2) == load_theme(name).panel
    assert window.actions_[f"theme_{name}"].isChecked()


def test_zoom(window: MainWindow) -> None:
    for _ in range(3):
        window.actions_["larger"].trigger()
    assert window.settings.zoom == 130
    window.actions_["smaller"].trigger()
    assert window.settings.zoom == 120
    window.actions_["normal"].trigger()
    assert window.settings.zoom == 100
    for _ in range(30):
        window.actions_["smaller"].trigger()
    assert window.settings.zoom == 50


def test_columns_can_be_put_away(window: MainWindow) -> None:
    assert window.search.isVisible() and window.stance.isVisible()
    window.actions_["left_column"].trigger()
    window.actions_["right_column"].trigger()
    assert not window.search.isVisible() and not window.stance.isVisible()
    window.actions_["search"].trigger()
    assert window.search.isVisible() and window.search.field.hasFocus()


def test_the_window_is_left_and_found_as_it_was(
    open_window: OpenWindow, workspace: Workspace, tmp_path: Path, pool: ImmediatePool
) -> None:
    window = open_window(workspace)
    window.actions_["theme_sepia"].trigger()
    window.actions_["larger"].trigger()
    window.actions_["right_column"].trigger()
    window.reading.open(3, "left")
    window.reading.open(1, "right")
    window.resize(1111, 777)
    window.close()
    kept = settings_store.load(tmp_path / "settings.toml")
    assert (kept.theme, kept.zoom) == ("sepia", 110)
    again = open_window(workspace, kept)
    assert (again.reading.shown("left"), again.reading.shown("right")) == (3, 1)
    assert again.theme.name == "Sepia"
    assert not again.stance.isVisible()
    assert not again.actions_["right_column"].isChecked()


def test_what_was_open_and_is_gone_is_passed_over(open_window: OpenWindow, workspace: Workspace) -> None:
    key = str(workspace.folder)
    session = Session(left=((99, 0, False),), left_tab=0, right=((1, 0, False), (99, 0, False)), right_tab=0)
    window = open_window(workspace, Settings(theme="light", sessions={key: session}))
    assert (window.reading.shown("left"), window.reading.shown("right")) == (None, 1)
    assert len(window.reading.pages.tabs("right").places) == 1
    assert window.notice.words == ""


def test_spoilt_settings_do_no_harm(open_window: OpenWindow, workspace: Workspace) -> None:
    settings = Settings(theme="light", window="§§", splitters={"columns": "AAAA", "panes": "?"}, zoom=100)
    window = open_window(workspace, settings)
    assert window.search.width() > 200 and window.panes.left.minimumWidth() > 0


def test_settings_that_cannot_be_written_stop_nobody(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    window.actions_["larger"].trigger()
    assert window.close()


def drop(window: MainWindow, *urls: str) -> tuple[bool, bool]:
    """Drag addresses over the window and let go; whether each was accepted."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, button, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    let_go = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, button, none)
    let_go.ignore()
    window.dropEvent(let_go)
    return enter.isAccepted(), let_go.isAccepted()


def test_dropped_files_are_imported(window: MainWindow, tmp_path: Path) -> None:
    good, bad = tmp_path / "nets.md", tmp_path / "empty.txt"
    good.write_text("---\ntitle: New nets\n---\n\nThe nets were bought in spring.\n", "utf-8")
    bad.write_bytes(b"")
    assert drop(window, good.as_uri(), bad.as_uri()) == (True, True)
    assert "New nets" in titles(window)
    assert window.notice.words == "1 article added, 1 failed."
    assert window.notice.button.text() == "Show the report"
    window.search.search("nets")
    assert window.search.model.rowCount() == 1


def test_an_import_whose_indexing_failed_says_so(window: MainWindow) -> None:
    report = ImportReport(results=(), changes=Changes(number=0), index_problem="Indexing failed: no room.")
    window.upkeep.imported.emit(report)
    assert window.notice.words.endswith("Indexing failed: no room.")


def test_an_import_can_be_taken_back(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "nets.md"
    file.write_text("---\ntitle: New nets\n---\n\nThe nets were bought in spring.\n", "utf-8")
    drop(window, file.as_uri())
    window.actions_["undo"].trigger()
    assert "New nets" not in titles(window)


def test_addresses_of_the_network_are_not_taken(window: MainWindow, no_network: list[str]) -> None:
    assert drop(window, "https://example.org/article.html") == (False, False)
    assert len(titles(window)) == 3


def test_the_report_of_the_last_import_can_be_seen(window: MainWindow) -> None:
    assert not window.actions_["report"].isEnabled()
    result = ImportResult(path="/tmp/a.txt", status=ImportStatus.DUPLICATE, id=1, reason="The same file.")
    changes = Changes(number=1, kinds=frozenset({ChangeKind.ARTICLES}))
    window.upkeep.imported.emit(ImportReport(results=(result,), changes=changes))
    window.notice.button.click()
    (dialog,) = window.findChildren(ImportReportDialog)
    dialog.article_opened.emit(1)
    assert window.reading.shown("left") == 1
    dialog.close()
    assert window.actions_["report"].isEnabled()


def test_the_first_page_counts_the_library(open_window: OpenWindow, empty_workspace: Workspace) -> None:
    window = open_window(empty_workspace)
    assert not window.first_run.open_two.isEnabled()
    assert "empty" in window.first_run.introduction
    assert window.top_bar.about == "Here–There  ·  0 articles"


def test_the_bundled_articles_fill_an_empty_library(
    open_window: OpenWindow, empty_workspace: Workspace
) -> None:
    window = open_window(empty_workspace)
    window.seed()
    assert len(titles(window)) >= 5
    assert "come with the program" in window.first_run.introduction
    assert window.first_run.open_two.isEnabled()
    window.seed()
    assert window.notice.words == ""


def test_check_and_reindex_tell_how_it_went(window: MainWindow) -> None:
    window.actions_["check"].trigger()
    assert window.notice.words == "The library is sound."
    window.actions_["reindex"].trigger()
    assert window.status.index == "Search ready"


def test_backup(window: MainWindow, tmp_path: Path) -> None:
    window.upkeep.backup(tmp_path / "b.zip")
    assert (tmp_path / "b.zip").stat().st_size > 1000
    window.upkeep.backup(tmp_path / "no" / "where" / "b.zip")
    assert "does not exist" in window.notice.words


def test_the_status_bar_shows_the_work_and_cancels_it(qtbot: QtBot, thread_pool: TaskPool) -> None:
    bar = StatusBar(thread_pool)
    qtbot.addWidget(bar)
    progress = Progress()

    def work() -> None:
        progress.begin(4)
        progress.step(1)
        while True:
            progress.step(0)

    thread_pool.run(work, label="Importing", progress=progress)
    while not progress.now().done:
        pass
    thread_pool.progressed.emit(thread_pool.tasks[0])
    assert bar.work == "Importing 1 of 4"
    bar.cancel.click()
    assert thread_pool.drain(2000)
    assert bar.work == ""


def test_dialogs_of_the_menus(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for dialog in (AboutDialog, LegendDialog, ShortcutsDialog):
        monkeypatch.setattr(dialog, "exec", lambda self: asked.append(type(self).__name__))
    for name in ("about", "help", "keyboard"):
        window.actions_[name].trigger()
    assert asked == ["AboutDialog", "LegendDialog", "ShortcutsDialog"]
    monkeypatch.setattr(PreferencesDialog, "ask", lambda *_: Settings(theme="dark", zoom=150, initials="KS"))
    window.actions_["settings"].trigger()
    assert (window.settings.theme, window.settings.zoom, window.settings.initials) == ("dark", 150, "KS")


def test_full_screen(window: MainWindow) -> None:
    window.actions_["full_screen"].trigger()
    assert window.isFullScreen()
    window.actions_["full_screen"].trigger()
    assert not window.isFullScreen()


def test_it_holds_at_small_and_large_sizes(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    for width, height in ((1000, 640), (1280, 800), (1920, 1080)):
        window.resize(width, height)
        QGuiApplication.processEvents()
        assert window.width() == width
        assert window.panes.left.page.width() > 150

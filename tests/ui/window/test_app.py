"""Start and end of the program: the first library, trouble with one, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow

from diptych import app, paths
from diptych import settings as settings_store
from diptych.library import Library
from diptych.settings import Settings
from diptych.ui.dialogs.trouble import Remedy, TroubleDialog
from diptych.ui.main_window import MainWindow
from diptych.ui.theme import Theme, apply, load_theme
from diptych.workspace import Workspace


@pytest.fixture
def closing(qapp: QApplication) -> Iterator[Callable[[], list[MainWindow]]]:
    """Closes each main window as soon as it is filled; gives those that were closed."""
    seen: list[MainWindow] = []
    timer = QTimer(qapp, interval=30)

    def close() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.begun and not widget.pool.tasks:
                seen.append(widget)
                widget.close()

    timer.timeout.connect(close)
    timer.start()
    yield lambda: seen
    timer.stop()


def test_a_picture_of_the_window(
    workspace: Workspace, tmp_path: Path, qapp: QApplication, light: Theme
) -> None:
    file = tmp_path / "window.png"
    try:
        app.render(workspace, file, QSize(1280, 800), "dark")
    finally:
        apply(qapp, light)
    image = QImage(str(file))
    assert image.size() == QSize(1280, 800)
    assert image.pixelColor(3, 400) == load_theme("dark").panel
    assert not list(tmp_path.glob("*.toml"))
    assert len({image.pixel(x, y) for x in range(300, 900) for y in range(100, 200)}) > 20


def test_run_opens_the_library_and_ends_with_its_window(
    workspace: Workspace, closing: Callable[[], list[MainWindow]], library_folder: Path
) -> None:
    workspace.close()
    assert app.run(library_folder) == 0
    assert len(closing()) == 1
    Library.open(library_folder).close()


def test_a_window_closed_before_it_is_painted_is_never_filled(
    workspace: Workspace, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[MainWindow] = []

    def show(window: MainWindow) -> None:
        shown.append(window)
        QMainWindow.show(window)
        window.close()

    workspace.close()
    monkeypatch.setattr(MainWindow, "show", show)
    QTimer.singleShot(1500, QApplication.quit)
    assert app.run(library_folder) == 0
    assert [window.begun for window in shown] == [False]


def test_a_busy_library_is_opened_for_reading(
    workspace: Workspace,
    closing: Callable[[], list[MainWindow]],
    library_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []

    def ask(_: object, error: Exception, folder: Path) -> Remedy:
        told.append(str(error))
        return Remedy("read_only")

    monkeypatch.setattr(TroubleDialog, "ask", ask)
    assert app.run(library_folder) == 0
    assert len(told) == 1 and str(library_folder) in told[0]
    assert len(closing()) == 1


def test_a_damaged_library_gives_way_to_another(
    template: Path,
    closing: Callable[[], list[MainWindow]],
    library_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library_folder.mkdir()
    (library_folder / "library.db").write_bytes(b"nothing that is a database" * 100)
    other = tmp_path / "other"
    monkeypatch.setattr(TroubleDialog, "ask", lambda *_: Remedy("other", other))
    assert app.run(library_folder) == 0
    assert len(closing()) == 1
    assert (other / "library.db").exists()


def test_a_damaged_library_is_restored(
    workspace: Workspace,
    closing: Callable[[], list[MainWindow]],
    library_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backup = tmp_path / "backup.zip"
    workspace.backup(backup)
    workspace.close()
    (library_folder / "library.db").write_bytes(b"nothing that is a database" * 100)
    monkeypatch.setattr(TroubleDialog, "ask", lambda *_: Remedy("restore", backup))
    assert app.run(library_folder) == 0
    assert len(closing()) == 1
    with Workspace.open(library_folder) as restored:
        assert len(restored.articles()) == 3


def test_another_library_is_opened_in_place_and_remembered(
    workspace: Workspace, library_folder: Path, tmp_path: Path, qapp: QApplication
) -> None:
    workspace.close()
    opened: list[Path] = []

    def turn() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        for window in windows:
            if window.pool.tasks:
                continue
            opened.append(window.workspace.folder)
            if len(opened) == 1:
                window.library_chosen.emit(tmp_path / "other")
            else:
                window.close()

    timer = QTimer(qapp, interval=30)
    timer.timeout.connect(turn)
    timer.start()
    try:
        assert app.run(library_folder) == 0
    finally:
        timer.stop()
    assert opened == [library_folder, tmp_path / "other"]
    assert settings_store.load(paths.settings_file()).library == str(tmp_path / "other")
    paths.settings_file().unlink()


def test_a_remembered_library_that_is_gone_is_not_made_anew(
    closing: Callable[[], list[MainWindow]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "default_library", lambda: tmp_path / "default")
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "settings.toml")
    settings_store.save(tmp_path / "settings.toml", Settings(library=str(tmp_path / "unplugged")))
    assert app.run() == 0
    assert not (tmp_path / "unplugged").exists()
    assert [window.settings.theme for window in closing()] == ["system"]


def test_giving_up_ends_the_program(
    workspace: Workspace, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TroubleDialog, "ask", lambda *_: None)
    assert app.run(library_folder) == 0


def test_the_dispute_is_named_by_its_dossier(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text('name = "Here–There"\n', "utf-8")
    assert app.dispute(tmp_path) == "Here–There"
    (tmp_path / "dossier.toml").write_text("name = ", "utf-8")
    assert app.dispute(tmp_path) == ""
    assert app.dispute(tmp_path / "nowhere") == ""


def test_the_default_library_is_filled_on_first_use(
    closing: Callable[[], list[MainWindow]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "default_library", lambda: tmp_path / "first")
    assert app.run() == 0
    with Workspace.open(tmp_path / "first") as filled:
        assert not filled.needs_seed() and filled.articles()

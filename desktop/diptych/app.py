"""Builds every object once and opens the window."""

from __future__ import annotations

import contextlib
import gc
import sys
import tomllib
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication

from diptych import paths
from diptych import settings as settings_store
from diptych.errors import DiptychError, LibraryBusy
from diptych.settings import Settings
from diptych.ui import icons, wiring
from diptych.ui import theme as themes
from diptych.ui.crash import CrashHandler
from diptych.ui.doorbell import Doorbell, ring
from diptych.ui.main_window import MainWindow
from diptych.ui.painted import OncePainted
from diptych.ui.tasks import ImmediatePool, TaskPool
from diptych.ui.theme import Fonts
from diptych.workspace import Workspace

RENDERED = QSize(1600, 1000)


def run(library: Path | None = None, dossier: Path | None = None) -> int:
    """Open the window over a library (None: the one used last) until it is closed; the exit status."""
    app = application()
    crashes = CrashHandler(paths.crash_folder())
    crashes.crashed.connect(_show_crash)
    crashes.install()
    crashes.watch_for_death()
    folder = library or _last_library()
    try:
        while (chosen := _session(app, folder, dossier)) is not None:
            folder = chosen
            _remember(folder)
    finally:
        crashes.remove()
    return 0


def application() -> QApplication:
    """The one application object."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Diptych")
    app.setDesktopFileName("diptych")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    return app


def build(
    workspace: Workspace,
    settings: Settings,
    settings_file: Path,
    *,
    pool: TaskPool | None = None,
    dispute: str = "",
) -> MainWindow:
    """The window over a workspace, not yet shown; its ``begin`` fills it once it is."""
    fonts = _dress(application())
    window = MainWindow(workspace, pool or TaskPool(), settings, settings_file, fonts, dispute)
    wiring.connect(window)
    window.dress()
    return window


def _dress(app: QApplication) -> Fonts:
    """Give the application its fonts and its icon."""
    fonts = themes.load_fonts()
    app.setFont(themes.interface_font(fonts))
    app.setWindowIcon(icons.logo(themes.load_theme("light"), 64))
    return fonts


def render(workspace: Workspace, file: Path, size: QSize = RENDERED, theme: str = "light") -> None:
    """Draw the window with the library's first two articles into a PNG; raises ``DiptychError``."""
    settings = msgspec.convert({"theme": theme}, Settings)
    pool = ImmediatePool()
    window = build(workspace, settings, file.with_suffix(".toml"), pool=pool, dispute=dispute(None))
    window.lay_out(size)
    window.show()
    window.library.refresh()
    window.reading.open_two(window.library.model.ids()[:2])
    window.upkeep.read_status()
    for _ in range(20):
        QCoreApplication.processEvents()
    drawn = window.grab().save(str(file), "PNG")
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    if not drawn:
        raise DiptychError(f"The picture {file} could not be written; choose another place for it.")


def dispute(dossier: Path | None) -> str:
    """The name of the dispute that the dossier (None: the shipped one) is about; empty when it has none."""
    folder = dossier or next(iter(paths.shipped_dossiers()), None)
    try:
        head = tomllib.loads((folder / "dossier.toml").read_text("utf-8")) if folder else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    return str(head.get("name", ""))


def _last_library() -> Path:
    """The library that was chosen last, if it is still there: where a disk is missing none is to be made."""
    chosen = settings_store.load(paths.settings_file()).library
    return Path(chosen) if chosen and Path(chosen).is_dir() else paths.default_library()


def _remember(library: Path) -> None:
    file = paths.settings_file()
    with contextlib.suppress(OSError):
        settings_store.save(file, msgspec.structs.replace(settings_store.load(file), library=str(library)))


def _show_crash(text: str, file: str) -> None:
    from diptych.ui.dialogs.crash_report import CrashDialog

    CrashDialog(text, file, QApplication.activeWindow()).show()


def _session(app: QApplication, folder: Path, dossier: Path | None) -> Path | None:
    """Work on one library until its window is closed; the library to go on with, None to end."""
    try:
        workspace = Workspace.open(folder, dossier=dossier)
    except DiptychError as error:
        if isinstance(error, LibraryBusy) and ring(folder):
            return None
        opened = _remedied(error, folder, dossier)
        if not isinstance(opened, Workspace):
            return opened
        workspace = opened
    with workspace:
        return _window_over(app, workspace, dossier)


def _remedied(error: DiptychError, folder: Path, dossier: Path | None) -> Workspace | Path | None:
    """Tell the user, and do what they choose: a workspace, another folder to try, or None to give up."""
    from diptych.ui.dialogs.trouble import TroubleDialog

    _dress(application())
    themes.apply(application(), themes.load_theme(themes.resolve("system")))
    while (remedy := TroubleDialog.ask(None, error, folder)) is not None:
        try:
            if remedy.kind == "read_only":
                return Workspace.open(folder, dossier=dossier, write=False)
            if remedy.kind == "restore" and remedy.path is not None:
                Workspace.restore_backup(remedy.path, folder)
            return remedy.path if remedy.kind == "other" else folder
        except DiptychError as another:
            error = another
    return None


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


def _window_over(app: QApplication, workspace: Workspace, dossier: Path | None) -> Path | None:
    settings = settings_store.load(paths.settings_file())
    window = build(workspace, settings, paths.settings_file(), dispute=dispute(dossier))
    bell = Doorbell()
    next_: list[Path] = []
    window.library_chosen.connect(next_.append)
    window.library_chosen.connect(window.close)
    bell.rung.connect(window.come_forward)
    filling = OncePainted(window)
    filling.due.connect(window.begin)
    filling.due.connect(_collect_again)
    if workspace.folder == paths.default_library():
        filling.due.connect(window.seed)
    window.show()
    if workspace.writable:
        QTimer.singleShot(300, lambda: bell.listen(workspace.folder))
    app.exec()
    bell.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    return next_[0] if next_ else None

"""How tests look at the window and choose in it."""

from __future__ import annotations

from collections.abc import Callable

from diptych.ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


def titles(window: MainWindow) -> list[str]:
    """What the library lists, from top to bottom."""
    model = window.library.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def choose(window: MainWindow, *wanted: str) -> None:
    """Select articles of the library by title."""
    view = window.library.view
    selection = view.selectionModel()
    selection.clear()
    for title in wanted:
        index = window.library.model.index(titles(window).index(title))
        view.setCurrentIndex(index)
    for title in wanted:
        index = window.library.model.index(titles(window).index(title))
        selection.select(index, selection.SelectionFlag.Select)

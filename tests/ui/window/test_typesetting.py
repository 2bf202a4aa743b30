"""Type, measure, leading, paragraph numbers and the colours of names, chosen in the menus and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.driving import OpenWindow
from tests.ui.window.marked import read

from diptych import settings as settings_store
from diptych.settings import Settings
from diptych.ui import typesetting
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.formats import NUMBERS
from diptych.ui.reader.marks import Layer
from diptych.ui.signs import tint
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


def test_the_type_of_both_pages_is_chosen_in_the_menu(window: MainWindow) -> None:
    pane = read(window)
    read(window, "A calm week", "right")
    window.actions_["reading_font_sans"].trigger()
    window.actions_["leading_loose"].trigger()
    for shown in (window.panes.left, window.panes.right):
        assert QFontInfo(shown.page.document().defaultFont()).family() == "Inter"
        assert shown.page.style_.leading == typesetting.LEADINGS["loose"]
    window.actions_["larger"].trigger()
    assert (pane.page.style_.zoom, pane.page.style_.family) == (110, "Inter")


@pytest.mark.parametrize("choice", ["narrow", "normal", "wide"])
def test_a_measure_is_kept_at_any_width_of_the_window(window: MainWindow, choice: str) -> None:
    pane = read(window)
    window.actions_[f"measure_{choice}"].trigger()
    columns = set()
    for width in (1920, 2600):
        window.resize(width, 900)
        QApplication.processEvents()
        columns.add(pane.page.column()[1])
    assert columns == {pane.page.style_.column}
    assert pane.page.style_.measure == typesetting.MEASURES[choice]


def test_paragraphs_are_numbered_on_demand(window: MainWindow) -> None:
    pane = read(window)
    plain, before = pane.page.grab().toImage(), pane.page.style_.margins(600)[0]
    window.actions_["paragraph_numbers"].trigger()
    assert pane.page.style_.margins(600)[0] == before + NUMBERS
    assert pane.page.grab().toImage() != plain
    window.actions_["paragraph_numbers"].trigger()
    assert pane.page.grab().toImage() == plain


def test_names_are_coloured_by_kind_or_by_party(window: MainWindow) -> None:
    pane = read(window)
    by_kind = pane.page.overlay.look(Layer.ENTITIES, 0)
    window.actions_["names_by_party"].trigger()
    by_party = pane.page.overlay.look(Layer.ENTITIES, 0)
    assert by_kind.underline == window.theme.entity["person"]
    assert by_party.underline == tint(window.theme, "party1").ink
    assert by_party.line == by_kind.line


def test_all_of_it_is_remembered(open_window: OpenWindow, workspace: Workspace, tmp_path: Path) -> None:
    window = open_window(workspace)
    for name in ("reading_font_sans", "measure_wide", "leading_tight", "paragraph_numbers", "names_by_party"):
        window.actions_[name].trigger()
    window.close()
    kept = settings_store.load(tmp_path / "settings.toml")
    assert (kept.reading_font, kept.measure, kept.leading) == ("sans", "wide", "tight")
    assert (kept.paragraph_numbers, kept.names_by) == (True, "party")
    again = open_window(workspace, kept)
    assert again.actions_["measure_wide"].isChecked()
    assert read(again).page.style_ == typesetting.page_style(kept, again.panes.left._fonts)


def test_settings_as_they_come_are_those_of_the_menu(window: MainWindow) -> None:
    plain = Settings()
    for setting in typesetting.CHOICES:
        assert window.actions_[f"{setting}_{getattr(plain, setting)}"].isChecked()

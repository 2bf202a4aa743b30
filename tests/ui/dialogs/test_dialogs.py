"""The dialogs driven without being executed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from diptych.errors import DiptychError, LibraryBusy, LibraryDamaged, LibraryTooNew
from diptych.model import (
    Article,
    ArticleDate,
    Author,
    Changes,
    Correction,
    DatePrecision,
    ImportResult,
    ImportStatus,
)
from diptych.settings import Settings
from diptych.ui.dialogs.about import AboutDialog
from diptych.ui.dialogs.base import Button
from diptych.ui.dialogs.facts import FactsDialog, precision
from diptych.ui.dialogs.import_report import ImportReportDialog
from diptych.ui.dialogs.legend import LegendDialog
from diptych.ui.dialogs.name_picker import NamePicker
from diptych.ui.dialogs.preferences import PreferencesDialog
from diptych.ui.dialogs.shortcuts import ShortcutsDialog
from diptych.ui.dialogs.trouble import Remedy, TroubleDialog
from diptych.ui.models.import_results import as_text, summary
from diptych.ui.theme import Theme
from diptych.workspace import ImportReport

REPORT = ImportReport(
    results=(
        ImportResult(path="/a/ferries.txt", status=ImportStatus.ADDED, id=1),
        ImportResult(path="/a/grain.html", status=ImportStatus.FLAGGED, id=2, reason="The date is unsure."),
        ImportResult(path="/a/copy.txt", status=ImportStatus.DUPLICATE, id=1, reason="The same file."),
        ImportResult(path="/a/<b>.txt", status=ImportStatus.FAILED, reason="<b>.txt is empty."),
    ),
    changes=Changes(number=1),
)

ARTICLE = Article(
    id=7,
    title="Ferries",
    text_id=1,
    text="The ferry sails.",
    blocks=(),
    authors=(Author(as_printed="Duarte, Ana", given="Ana", family="Duarte"), Author(as_printed="Bo Li")),
    outlet_guess="Harbour & Notes",
    guess_evidence="named in the last line",
    date=ArticleDate(
        value="2015-03",
        precision=DatePrecision.MONTH,
        as_printed="March 2015",
        evidence="It stood below the title.",
        suggestion="2015-03-01/2015-03-09",
    ),
    language="en",
    corrected=("title",),
)


def words_of(dialog: QDialog) -> str:
    """All that the dialog's labels say."""
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_import_report_lists_every_file(qtbot: QtBot, qtmodeltester: ModelTester, light: Theme) -> None:
    dialog = ImportReportDialog(None, REPORT, light)
    qtbot.addWidget(dialog)
    qtmodeltester.check(dialog.model)  # type: ignore[no-untyped-call]
    rows = [[dialog.model.index(row, column).data() for column in range(3)] for row in range(4)]
    assert rows == [
        ["ferries.txt", "Added", ""],
        ["grain.html", "Added, check it", "The date is unsure."],
        ["copy.txt", "Duplicate", "The same file."],
        ["<b>.txt", "Failed", "<b>.txt is empty."],
    ]
    assert "<" not in dialog.model.index(3, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert summary(REPORT) == "2 articles added (1 to check), 1 duplicate, 1 failed."


def test_the_import_report_says_when_it_was_cancelled() -> None:
    report = ImportReport(results=(), changes=Changes(number=1), cancelled=True)
    assert summary(report) == "0 articles added. The import was cancelled; what was added is kept."


def test_the_import_report_is_kept_as_table_or_text(qtbot: QtBot, light: Theme, tmp_path: Path) -> None:
    dialog = ImportReportDialog(None, REPORT, light)
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        assert [row["status"] for row in csv.DictReader(file)] == ["added", "flagged", "duplicate", "failed"]
    dialog.save(tmp_path / "r.txt")
    assert (tmp_path / "r.txt").read_text("utf-8") == as_text(REPORT)
    assert "Failed: /a/<b>.txt\n    <b>.txt is empty.\n" in as_text(REPORT)


def test_a_report_that_cannot_be_saved_says_why(
    qtbot: QtBot, light: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ImportReportDialog(None, REPORT, light)
    qtbot.addWidget(dialog)
    target = str(tmp_path / "no" / "r.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    dialog.save_button.click()
    assert dialog.problem.text() == "r.csv could not be written: No such file or directory."


def test_a_row_of_the_report_opens_its_article(qtbot: QtBot, light: Theme) -> None:
    dialog = ImportReportDialog(None, REPORT, light)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.article_opened) as opened:
        dialog.table.activated.emit(dialog.model.index(1, 0))
    assert opened.args == [2]
    with qtbot.assertNotEmitted(dialog.article_opened):
        dialog.table.activated.emit(dialog.model.index(3, 0))


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("", DatePrecision.NONE),
        ("2017", DatePrecision.YEAR),
        ("2017-03", DatePrecision.MONTH),
        ("2016-02-29", DatePrecision.DAY),
        ("2017-03-06T14:30", DatePrecision.MINUTE),
        ("2017-02-29", None),
        ("2017-13", None),
        ("17-03", None),
        ("06.03.2017", None),
        ("soon", None),
        ("２０１７", None),
    ],
)
def test_dates_are_as_precise_as_they_are_stated(date: str, found: DatePrecision | None) -> None:
    assert precision(date) == found


def test_facts_that_are_left_alone_are_no_correction(qtbot: QtBot) -> None:
    dialog = FactsDialog(None, ARTICLE)
    qtbot.addWidget(dialog)
    assert dialog.correction() is None
    assert dialog.fields["authors"].text() == "Ana Duarte; Bo Li"


def test_only_what_was_changed_is_corrected(qtbot: QtBot) -> None:
    dialog = FactsDialog(None, ARTICLE)
    qtbot.addWidget(dialog)
    dialog.fields["authors"].setText("Ana Duarte ; ; Bo  Li; Eve")
    dialog.fields["date"].setText("2015-03-06")
    assert dialog.correction() == Correction(authors=("Ana Duarte", "Bo Li", "Eve"), date="2015-03-06")
    assert dialog.hint.text() == "Read as 6 Mar 2015, to the day."


@pytest.mark.parametrize(
    ("field", "value"), [("title", "  "), ("date", "March"), ("date", "2015-02-30"), ("language", "English")]
)
def test_facts_that_cannot_be_are_refused(qtbot: QtBot, field: str, value: str) -> None:
    dialog = FactsDialog(None, ARTICLE)
    qtbot.addWidget(dialog)
    dialog.fields[field].setText(value)
    assert not dialog.buttons.button(Button.Save).isEnabled()
    assert dialog.problem.text()
    dialog.fields[field].setText({"title": "Ferries", "date": "", "language": "pt-BR"}[field])
    assert dialog.buttons.button(Button.Save).isEnabled()
    assert dialog.problem.text() == ""


def test_evidence_is_shown_and_a_guess_is_only_offered(qtbot: QtBot) -> None:
    dialog = FactsDialog(None, ARTICLE)
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert "March 2015" in words and "It stood below the title." in words and "2015-03-01/2015-03-09" in words
    assert "Corrected by you" in words
    assert dialog.fields["outlet"].text() == ""
    guess = next(button for button in dialog.guesses)
    assert guess.text() == "Take “Harbour && Notes”"
    guess.click()
    assert dialog.correction() == Correction(outlet="Harbour & Notes")


def test_a_name_is_chosen_or_typed(qtbot: QtBot) -> None:
    picker = NamePicker(None, "Tag 2 articles", [("boats", 3), ("grain", 1)])
    qtbot.addWidget(picker)
    assert not picker.buttons.button(Button.Ok).isEnabled()
    picker.field.setText("gr")
    assert [picker.list.item(row).isHidden() for row in range(2)] == [True, False]
    picker.list.itemClicked.emit(picker.list.item(1))
    assert picker.name() == "grain"
    picker.field.setText("  new \n name ")
    assert picker.name() == "new name"
    assert picker.buttons.button(Button.Ok).isEnabled()


def test_a_name_is_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def type_and_accept(self: NamePicker) -> int:
        self.field.setText("boats")
        return 1

    monkeypatch.setattr(NamePicker, "exec", type_and_accept)
    assert NamePicker.ask(None, "Tag an article", []) == "boats"
    monkeypatch.setattr(NamePicker, "exec", lambda _: 0)
    assert NamePicker.ask(None, "Tag an article", []) is None


def test_settings_come_back_as_chosen(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(None, Settings(theme="light", zoom=110, initials="KS", library="/x"))
    qtbot.addWidget(dialog)
    dialog.theme.setCurrentIndex(dialog.theme.findData("sepia"))
    dialog.zoom.setValue(140)
    dialog.initials.setText(" AB ")
    dialog.measure.setCurrentIndex(dialog.measure.findData("wide"))
    dialog.paragraph_numbers.setChecked(True)
    assert dialog.settings() == Settings(
        theme="sepia", zoom=140, initials="AB", library="/x", measure="wide", paragraph_numbers=True
    )


@pytest.mark.parametrize(
    ("error", "offers"),
    [
        (LibraryBusy("held"), ["again", "read_only", "other"]),
        (LibraryDamaged("damaged"), ["restore", "other"]),
        (LibraryTooNew("new"), ["again", "other"]),
    ],
)
def test_trouble_offers_what_helps(
    qtbot: QtBot, tmp_path: Path, error: DiptychError, offers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = TroubleDialog(None, error, tmp_path)
    qtbot.addWidget(dialog)
    assert list(dialog.offers) == offers
    assert str(error) in words_of(dialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    dialog.offers["other"].click()
    assert dialog.remedy is None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/other")
    dialog.offers["other"].click()
    assert dialog.remedy == Remedy("other", Path("/other"))


def test_a_backup_is_chosen(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = TroubleDialog(None, LibraryDamaged("damaged"), tmp_path)
    qtbot.addWidget(dialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/b.zip", ""))
    dialog.offers["restore"].click()
    assert dialog.remedy == Remedy("restore", Path("/b.zip"))


def test_the_key_sheet_shows_every_key(qtbot: QtBot) -> None:
    owner = QObject()
    action, without = QAction("&Import…", owner), QAction("About", owner)
    action.setShortcut("Ctrl+O")
    dialog = ShortcutsDialog(None, {"File": [action, without]})
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert "Import" in words and "Ctrl+O" in words and "About" not in words


def test_about_and_legend(qtbot: QtBot, light: Theme, tmp_path: Path) -> None:
    about, legend = AboutDialog(None, light, tmp_path), LegendDialog(None, light)
    for dialog in (about, legend):
        qtbot.addWidget(dialog)
    assert str(tmp_path) in words_of(about) and "MIT" in words_of(about)
    assert "Found by the search" in words_of(legend)
    assert not legend.grab().isNull()

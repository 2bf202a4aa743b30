"""The parties of a dossier, and the dossier as a whole: taking it along, another one, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from diptych.ui.dialogs.base import label
from diptych.ui.models.wording import one_line
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.dossier import Party

_TWO = 2


class _PartyForm(QWidget):
    """The facts of one party."""

    changed = Signal(str, str, str, list)

    def __init__(self, party: Party) -> None:
        super().__init__()
        self._id = party.id
        self.name, self.letter, self.demonyms = QLineEdit(), QLineEdit(), QLineEdit()
        self.letter.setMaxLength(1)
        self.letter.setFixedWidth(56)
        self.keep = QPushButton(self.tr("Keep"))
        give_role(self.keep, "button")
        self.keep.setAutoDefault(False)
        self.keep.setMaximumWidth(120)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 12)
        form.setHorizontalSpacing(12)
        form.addRow(label(party.name, "strong"))
        for words, field, value in (
            (self.tr("Name"), self.name, party.name),
            (self.tr("Letter"), self.letter, party.letter),
            (self.tr("Nationality words"), self.demonyms, "; ".join(party.demonyms)),
        ):
            field.setText(value)
            field.setCursorPosition(0)
            field.setAccessibleName(f"{party.name}: {words}")
            form.addRow(words, field)
        self.demonyms.setPlaceholderText(self.tr("adjectives and plurals, parted by semicolons"))
        form.addRow("", self.keep)
        self.keep.clicked.connect(self._tell)

    def _tell(self) -> None:
        demonyms = [word for each in self.demonyms.text().split(";") if (word := one_line(each))]
        self.changed.emit(self._id, one_line(self.name.text()), self.letter.text(), demonyms)


class PartiesTab(QWidget):
    """Both parties; a third one can only be had in another dossier, and that is said."""

    changed = Signal(str, str, str, list)
    add_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_PartyForm] = []
        self._shown: tuple[Party, ...] = ()
        self.add_name = QLineEdit()
        self.add_name.setAccessibleName(self.tr("Name of another party"))
        self.add_name.setPlaceholderText(self.tr("Name of another party"))
        self.add = QPushButton(self.tr("Add the party"))
        give_role(self.add, "button")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self.add_asked.emit(one_line(self.add_name.text())))
        self.note = label("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)
        for widget in (self.note, self.add_name, self.add):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def show_parties(self, parties: Sequence[Party]) -> None:
        """Show these."""
        if tuple(parties) == self._shown:
            return
        self._shown = tuple(parties)
        for form in self.forms:
            self._column.removeWidget(form)
            form.deleteLater()
        self.forms = [_PartyForm(party) for party in parties]
        for at, form in enumerate(self.forms):
            form.changed.connect(self.changed)
            self._column.insertWidget(at, form)
        full = len(parties) >= _TWO
        self.add_name.setVisible(not full)
        self.add.setVisible(not full)
        self.note.setText(
            self.tr(
                "A dossier compares two parties. Rename one of them, or begin a new dossier for another "
                "dispute; whoever else speaks stands under third parties."
            )
            if full
            else ""
        )


class DossierTab(QWidget):
    """Export, import, and a new dossier from the template."""

    export_asked = Signal()
    import_asked = Signal()
    new_asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        self.export, self.take = QPushButton(self.tr("Export…")), QPushButton(self.tr("Import…"))
        self.make = QPushButton(self.tr("Begin the new dossier"))
        for heading, sentence, button in (
            (
                self.tr("Take it along"),
                self.tr("The dossier with all your changes of issues, parties and names, as one file."),
                self.export,
            ),
            (
                self.tr("Another dossier"),
                self.tr("The library is analysed anew by it. What you said stays with the dossier it is of."),
                self.take,
            ),
        ):
            column.addWidget(label(heading, "strong"))
            column.addWidget(label(sentence, "small"))
            column.addWidget(_plain(button))
            column.addSpacing(10)
        column.addWidget(label(self.tr("A new dossier"), "strong"))
        words = self.tr("It begins with issues that most disputes have, and becomes this library's dossier.")
        column.addWidget(label(words, "small"))
        self.name, self.first, self.second = QLineEdit(), QLineEdit(), QLineEdit()
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        for words, field in (
            (self.tr("Name of the dispute"), self.name),
            (self.tr("One party"), self.first),
            (self.tr("The other party"), self.second),
        ):
            field.setAccessibleName(words)
            field.textChanged.connect(self._check)
            form.addRow(words, field)
        column.addLayout(form)
        column.addWidget(_plain(self.make))
        column.addStretch(1)
        self.export.clicked.connect(self.export_asked)
        self.take.clicked.connect(self.import_asked)
        self.make.clicked.connect(lambda: self.new_asked.emit(*self._fields()))
        self._check()

    def _fields(self) -> tuple[str, str, str]:
        return one_line(self.name.text()), one_line(self.first.text()), one_line(self.second.text())

    def _check(self) -> None:
        self.make.setEnabled(all(self._fields()))


def _plain(button: QPushButton) -> QPushButton:
    give_role(button, "button")
    button.setAutoDefault(False)
    button.setMaximumWidth(220)
    return button

"""Correct a name: its facts, what it is, that it is something else, that it is no name; here or always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import EntityKind, StoredMention
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.entities import kind_in_words
from diptych.ui.models.wording import articles, counted, one_line
from diptych.ui.panels.choice import Choice
from diptych.ui.theme import give_role
from diptych.workspace.corrections import Reach
from diptych.workspace.name_acts import NameCorrection, Reaching, Saying

_WAIT_MS = 120
_MOST_LISTED = 200
_LONGEST = 200
_LIST_HEIGHT = 168


class Candidate(NamedTuple):
    """A name that another can be said to be; ``mentions`` is how often the library has it."""

    key: str
    name: str
    kind: EntityKind
    party: str | None
    mentions: int


class Subject(NamedTuple):
    """The name to be corrected, as it stands.

    ``mention`` is the one that it is corrected on, if it is one. ``aliases`` are its other spellings by
    the dossier, or as found. ``choices`` are the names that it could be, the likeliest first; ``parties``
    are ids with names.
    """

    key: str
    mention: StoredMention | None
    name: str
    kind: EntityKind
    party: str | None
    aliases: tuple[str, ...]
    known: bool
    choices: tuple[Candidate, ...]
    parties: tuple[tuple[str, str], ...]
    saying: Saying = Saying.FACTS


Preview = Callable[[NameCorrection, Callable[[Reach], None]], None]
"""Finds out how much a correction would change, and says so later."""


class NameCorrectionDialog(Dialog):
    """What is wrong with the name, where, and how much changes by it."""

    def __init__(self, parent: QWidget | None, subject: Subject, preview: Preview) -> None:
        title = self._title(subject)
        super().__init__(parent, title, Button.Ok | Button.Cancel, 520)
        self._subject, self._preview = subject, preview
        self._asked: NameCorrection | None = None
        self._waiting = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._waiting.timeout.connect(self.ask_for_reach)
        self.sayings: dict[Saying, QRadioButton] = {}
        self.name, self.aliases = self._line(self.tr("Name")), self._line(self.tr("Other spellings"))
        self.kind, self.party = Choice(self.tr("Kind")), Choice(self.tr("Party"))
        self.where = Choice(self.tr("Applies to"))
        self.filter = self._line(self.tr("Find the name that it is"))
        self.choices = QListWidget()
        self.effect = label("", "small")
        self._fill()
        self._arrange()
        self._connect()
        self.sayings[subject.saying].setChecked(True)
        self._on_said()

    @classmethod
    def ask(cls, parent: QWidget | None, subject: Subject, preview: Preview) -> NameCorrection | None:
        """What is to be corrected, None when the dialog was left."""
        dialog = cls(parent, subject, preview)
        correction = dialog.correction() if dialog.exec() else None
        dialog.deleteLater()
        return correction

    @property
    def saying(self) -> Saying:
        """What is said of the name."""
        return next(saying for saying, button in self.sayings.items() if button.isChecked())

    def correction(self) -> NameCorrection:
        """What the fields say."""
        subject, saying = self._subject, self.saying
        chosen = self._chosen()
        facts = saying in (Saying.FACTS, Saying.NEW)
        aliases = tuple(filter(None, map(one_line, self.aliases.text().split(";"))))
        known = saying is Saying.FACTS and subject.known
        return NameCorrection(
            key=subject.key,
            saying=saying,
            reaching=Reaching(self.where.currentData()),
            mention=subject.mention,
            name=one_line(self.name.text()) if facts else chosen.name if chosen else "",
            kind=EntityKind(self.kind.currentData()) if facts or chosen is None else chosen.kind,
            party=self.party.currentData() if facts or chosen is None else chosen.party,
            aliases=aliases if known or (facts and aliases) else None,
            into=chosen.key if saying is Saying.IS and chosen else "",
        )

    def ask_for_reach(self) -> None:
        """Find out how much the correction would change."""
        self._waiting.stop()
        asked = self._asked = self.correction()

        def show(reach: Reach) -> None:
            if self._asked is asked:
                self._show_reach(reach)

        self._preview(asked, show)

    def _show_reach(self, reach: Reach) -> None:
        words = reach.fault or self.tr("Changes {mentions} in {articles}.").format(
            mentions=counted(reach.mentions, self.tr("1 mention"), self.tr("{n} mentions")),
            articles=articles(reach.articles),
        )
        self.effect.setText(words)
        self.effect.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self.effect, QAccessible.Event.Alert))
        self.buttons.button(Button.Ok).setEnabled(not reach.fault)

    def _title(self, subject: Subject) -> str:
        if subject.known or subject.mention is not None:
            return self.tr("Correct this name")
        return self.tr("Name it")

    def _line(self, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(words)
        field.setMaxLength(_LONGEST)
        return field

    def _fill(self) -> None:
        subject = self._subject
        for kind in EntityKind:
            self.kind.addItem(kind_in_words(kind), kind)
        self.party.addItem(self.tr("Neither party"), None)
        for id_, name in subject.parties:
            self.party.addItem(one_line(name), id_)
        self.kind.setCurrentIndex(self.kind.findData(subject.kind))
        self.party.setCurrentIndex(max(0, self.party.findData(subject.party)))
        self.name.setText(one_line(subject.name))
        self.aliases.setMaxLength(4000)
        self.aliases.setText("; ".join(map(one_line, subject.aliases)))
        self.aliases.setPlaceholderText(self.tr("Separated by semicolons"))
        self.aliases.setCursorPosition(0)
        self.filter.setPlaceholderText(self.tr("Type part of a name, or choose one below"))
        give_role(self.choices, "choices")
        self.choices.setMinimumHeight(_LIST_HEIGHT)
        self.choices.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list_choices()
        self.choices.setAccessibleName(self.tr("Names that it could be"))
        self._fill_where()

    def _fill_where(self) -> None:
        subject = self._subject
        everything = self.tr("Everything that is now “{name}”").format(name=_short(subject.name))
        if subject.mention is None:
            self.where.addItem(everything, Reaching.ALWAYS)
            return
        text = _short(subject.mention.mention.text)
        self.where.addItem(self.tr("Only this mention"), Reaching.HERE)
        if not subject.mention.own:
            self.where.addItem(self.tr("“{text}” in this article").format(text=text), Reaching.TEXT)
            self.where.addItem(self.tr("“{text}” in the whole library").format(text=text), Reaching.SPELLING)
        self.where.addItem(everything, Reaching.ALWAYS)
        self.where.setCurrentIndex(self.where.count() - 1)

    def _offered(self) -> Sequence[tuple[Saying, str]]:
        subject = self._subject
        if subject.known:
            facts = self.tr("It is this, but the facts are wrong")
        else:
            facts = self.tr("It is a name of its own")
        return (
            (Saying.FACTS, facts),
            (Saying.IS, self.tr("It is another name in the list")),
            (Saying.NEW, self.tr("It is something else, not in the list yet")),
            (Saying.NO_NAME, self.tr("It is no name")),
        )

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        self.body.addWidget(label(self._as_it_stands(), "small"))
        said = QVBoxLayout()
        said.setSpacing(4)
        for saying, words in self._offered():
            if saying is Saying.NEW and not self._subject.known:
                continue
            button = QRadioButton(words)
            group.addButton(button)
            self.sayings[saying] = button
            said.addWidget(button)
        self.body.addLayout(said)
        self._facts, self._pick = QWidget(), QWidget()
        form = QFormLayout(self._facts)
        form.setContentsMargins(24, 4, 0, 4)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow(self.tr("Party"), self.party)
        form.addRow(self.tr("Other spellings"), self.aliases)
        pick = QVBoxLayout(self._pick)
        pick.setContentsMargins(24, 4, 0, 4)
        pick.setSpacing(4)
        pick.addWidget(self.filter)
        pick.addWidget(self.choices)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._pick)
        where = QFormLayout()
        where.setHorizontalSpacing(12)
        where.addRow(self.tr("Applies to"), self.where)
        self.body.addStretch(1)
        self.body.addLayout(where)
        self.body.addWidget(self.effect)
        self.buttons.button(Button.Ok).setText(self.tr("Correct"))

    def _as_it_stands(self) -> str:
        subject = self._subject
        facts = [kind_in_words(subject.kind), dict(subject.parties).get(subject.party or "", "")]
        if not subject.known:
            facts.append(self.tr("not in the dossier"))
        now = "  ·  ".join([one_line(subject.name), *filter(None, facts)])
        if subject.mention is None:
            return now
        text = one_line(subject.mention.mention.text)
        return self.tr("“{text}” here is now: {now}").format(text=text, now=now)

    def _connect(self) -> None:
        for button in self.sayings.values():
            button.toggled.connect(lambda on: self._on_said() if on else None)
        for field in (self.name, self.aliases):
            field.textChanged.connect(lambda _: self._changed())
        for combo in (self.kind, self.party, self.where):
            combo.currentIndexChanged.connect(lambda _: self._changed())
        self.filter.textChanged.connect(lambda _: self._list_choices())
        self.choices.currentRowChanged.connect(lambda _: self._changed())
        self.choices.itemActivated.connect(lambda _: self.accept())

    def _on_said(self) -> None:
        saying = self.saying
        self._facts.setVisible(saying in (Saying.FACTS, Saying.NEW))
        self._pick.setVisible(saying is Saying.IS)
        if saying is Saying.NEW and self._subject.mention is not None:
            self.name.setText(one_line(self._subject.mention.mention.text))
            self.aliases.clear()
        if saying in (Saying.NEW, Saying.NO_NAME):
            narrower = self.where.findData(Reaching.SPELLING)
            if narrower >= 0:
                self.where.setCurrentIndex(narrower)
        self._changed()

    def _list_choices(self) -> None:
        wanted = one_line(self.filter.text()).casefold().split()
        self.choices.clear()
        for choice in self._subject.choices:
            if all(word in choice.name.casefold() for word in wanted):
                words = f"{one_line(choice.name)}  ·  {kind_in_words(choice.kind)}"
                if choice.mentions:
                    words += f"  ·  {choice.mentions}"
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, choice)
                self.choices.addItem(item)
                if self.choices.count() == _MOST_LISTED:
                    break
        if self.choices.count() and wanted:
            self.choices.setCurrentRow(0)
        self._changed()

    def _chosen(self) -> Candidate | None:
        item = self.choices.currentItem()
        chosen: Candidate | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return chosen

    def _changed(self) -> None:
        if self.sayings and any(button.isChecked() for button in self.sayings.values()):
            self._waiting.start()


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 40 else line[:39] + "…"

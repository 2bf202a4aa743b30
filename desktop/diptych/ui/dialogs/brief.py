"""Make a brief of compared issues and highlights and write it to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from diptych.errors import DiptychError
from diptych.model import Changes, Highlight
from diptych.ui.acts import Acts
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.dialogs.brief_parts import (
    ITEM,
    add_choice,
    checked,
    choices,
    choose_file,
    file_name,
    set_all,
    shortened,
    swatch,
)
from diptych.ui.models.excerpts import Excerpt, quoted, source
from diptych.ui.models.wording import counted, one_line
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace

_FORMATS = ((".md", "Markdown"), (".html", "HTML"))


class Compared(NamedTuple):
    """An issue that can stand in a brief, and how many pieces of evidence there are on it."""

    id: str
    name: str
    evidence: int


class Material(NamedTuple):
    """All that a brief can be made of."""

    issues: tuple[Compared, ...]
    excerpts: tuple[Excerpt, ...]


class Wanted(NamedTuple):
    """What the analyst wants to stand in a brief."""

    title: str
    issues: tuple[str, ...]
    highlights: tuple[Highlight, ...]


def material(workspace: Workspace) -> Material:
    """Read what there is; for the pool."""
    rows = workspace.dispute.comparison().rows
    articles = {article.id: article for article in workspace.articles()}
    marks = workspace.notebook.highlights()
    return Material(
        tuple(Compared(row.issue, row.name, sum(len(cell.evidence) for cell in row.cells)) for row in rows),
        tuple(Excerpt(mark, articles[mark.article]) for mark in marks if mark.article in articles),
    )


class BriefDialog(Dialog):
    """Asks what is to stand in a brief, makes it and writes it to a file."""

    saved = Signal(Path)

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        material: Material,
        theme: Theme,
    ) -> None:
        super().__init__(parent, self.tr("New brief"), Button.Save | Button.Cancel, 620)
        self._workspace, self._pool, self._acts = workspace, pool, acts
        self._made: tuple[Wanted, int] | None = None
        self._busy = False
        self.choose_file: Callable[[str], str] = lambda name: choose_file(self, name)
        self.title = QLineEdit()
        self.issues = choices(self.tr("Issues to compare"))
        self.highlights = choices(self.tr("Highlights to quote"))
        self.format = QComboBox()
        self.problem = label("", "problem")
        self._fill(material, theme)
        self._arrange(material)
        self.title.textChanged.connect(self._check)
        for list_ in (self.issues, self.highlights):
            list_.itemChanged.connect(self._check)
        self._check()
        self.buttons.button(Button.Save).setText(self.tr("Save…"))
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self) -> Wanted:
        """What is chosen."""
        return Wanted(
            one_line(self.title.text()), tuple(checked(self.issues)), tuple(checked(self.highlights))
        )

    def accept(self) -> None:
        """Ask for a file, make the brief and write it; the dialog stays open where that fails."""
        wanted = self.wanted()
        if self._busy or not wanted.title or not (wanted.issues or wanted.highlights):
            return
        name = self.choose_file(file_name(wanted.title) + str(self.format.currentData()))
        if not name:
            return
        file = Path(name)
        if not file.suffix:
            file = file.with_suffix(str(self.format.currentData()))
        self._set_busy(True)
        self._pool.run(
            self._make_and_write,
            wanted,
            file,
            on_done=lambda answer: self._on_written(file, *answer),
            on_error=self._on_error,
        )

    def _make_and_write(self, wanted: Wanted, file: Path) -> tuple[Changes | None, DiptychError | None]:
        """On the pool: what was made, and why it could not be written if it could not.

        A brief that was made and could not be written is not made again.
        """
        notebook, changes = self._workspace.notebook, None
        if self._made is None or self._made[0] != wanted:
            id_, changes = notebook.make_brief(*wanted)
            self._made = (wanted, id_)
        try:
            notebook.export(self._made[1], file)
        except DiptychError as error:
            return changes, error
        return changes, None

    def _on_written(self, file: Path, changes: Changes | None, error: DiptychError | None) -> None:
        self._set_busy(False)
        self._acts.announce(changes)
        if error is not None:
            self.problem.setText(str(error))
            return
        self.saved.emit(file)
        super().accept()

    def _on_error(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, DiptychError):
            raise error
        self.problem.setText(str(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.problem.setText("")
        self._check()

    def _fill(self, material: Material, theme: Theme) -> None:
        for issue in material.issues:
            words = counted(issue.evidence, self.tr("1 piece of evidence"), self.tr("{n} pieces of evidence"))
            found = words if issue.evidence else self.tr("nothing found")
            item = QListWidgetItem(f"{one_line(issue.name)}  ·  {found}")
            item.setData(ITEM, issue.id)
            add_choice(self.issues, item, checked=issue.evidence > 0)
        for mark, article in material.excerpts:
            words = f"{shortened(quoted(mark))}\n{source(article)}"
            if mark.broken:
                words += "  ·  " + self.tr("broken, left out")
            item = QListWidgetItem(
                swatch(theme.highlights[mark.colour % len(theme.highlights)], theme), words
            )
            item.setData(ITEM, mark)
            item.setToolTip(one_line(mark.note).replace("<", "\u2039"))
            add_choice(self.highlights, item, checked=not mark.broken, enabled=not mark.broken)
        for suffix, name in _FORMATS:
            self.format.addItem(name, suffix)

    def _arrange(self, material: Material) -> None:
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("What the brief is about"))
        self.title.setMaxLength(200)
        self.format.setAccessibleName(self.tr("Format"))
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Format"), self.format)
        self.body.addLayout(form)
        for words, list_, there in (
            (self.tr("Issues"), self.issues, bool(material.issues)),
            (self.tr("Highlights"), self.highlights, bool(material.excerpts)),
        ):
            self.body.addLayout(self._head(words, list_))
            if there:
                self.body.addWidget(list_, 1)
            else:
                list_.hide()
                self.body.addWidget(label(self.tr("There are none yet."), "small"))
        self.body.addWidget(self.problem)
        self.resize(620, 640)

    def _head(self, words: str, list_: QListWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(words, "strong"))
        row.addStretch(1)
        for text, name, state in (
            (self.tr("All"), self.tr("Choose all: {what}"), Qt.CheckState.Checked),
            (self.tr("None"), self.tr("Choose none: {what}"), Qt.CheckState.Unchecked),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setAccessibleName(name.format(what=words))
            give_role(button, "link")
            button.setVisible(list_.count() > 0)
            button.clicked.connect(lambda _=False, list_=list_, state=state: set_all(list_, state))
            row.addWidget(button)
        return row

    def _check(self) -> None:
        wanted = self.wanted()
        ready = bool(wanted.title) and bool(wanted.issues or wanted.highlights) and not self._busy
        self.buttons.button(Button.Save).setEnabled(ready)

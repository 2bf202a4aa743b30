"""Make a brief of compared issues and highlights and write it to a file; write those there are again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.errors import DiptychError
from diptych.model import BriefItemKind, Changes, Highlight, StoredBrief
from diptych.ui.acts import Acts
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import wording
from diptych.ui.models.excerpts import Excerpt, quoted, source
from diptych.ui.models.wording import counted, one_line
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace

_ITEM = Qt.ItemDataRole.UserRole + 1
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
        self.issues = _list(self.tr("Issues to compare"))
        self.highlights = _list(self.tr("Highlights to quote"))
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
            one_line(self.title.text()), tuple(_checked(self.issues)), tuple(_checked(self.highlights))
        )

    def accept(self) -> None:
        """Ask for a file, make the brief and write it; the dialog stays open where that fails."""
        wanted = self.wanted()
        if self._busy or not wanted.title or not (wanted.issues or wanted.highlights):
            return
        name = self.choose_file(_file_name(wanted.title) + str(self.format.currentData()))
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
            item.setData(_ITEM, issue.id)
            _add(self.issues, item, checked=issue.evidence > 0)
        for mark, article in material.excerpts:
            words = f"{_shortened(quoted(mark))}\n{source(article)}"
            if mark.broken:
                words += "  ·  " + self.tr("broken, left out")
            item = QListWidgetItem(
                _swatch(theme.highlights[mark.colour % len(theme.highlights)], theme), words
            )
            item.setData(_ITEM, mark)
            item.setToolTip(one_line(mark.note).replace("<", "\u2039"))
            _add(self.highlights, item, checked=not mark.broken, enabled=not mark.broken)
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
            button.clicked.connect(lambda _=False, list_=list_, state=state: _set_all(list_, state))
            row.addWidget(button)
        return row

    def _check(self) -> None:
        wanted = self.wanted()
        ready = bool(wanted.title) and bool(wanted.issues or wanted.highlights) and not self._busy
        self.buttons.button(Button.Save).setEnabled(ready)


class BriefsDialog(Dialog):
    """Lists the briefs that were made; each can be written to a file again or taken away."""

    saved = Signal(Path)

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        briefs: Sequence[StoredBrief],
    ) -> None:
        super().__init__(parent, self.tr("Briefs"), Button.Close, 560)
        self._workspace, self._pool, self._acts = workspace, pool, acts
        self.choose_file: Callable[[str], str] = lambda name: choose_file(self, name)
        self.list = _list(self.tr("Briefs"))
        self.export = QPushButton(self.tr("Export…"))
        self.remove = QPushButton(self.tr("Remove"))
        self.problem = label("", "problem")
        side = QVBoxLayout()
        for button in (self.export, self.remove):
            give_role(button, "button")
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.body.addWidget(
            label(self.tr("A brief is written with the positions and quotes as they stand now."), "small")
        )
        self.body.addLayout(row, 1)
        self.body.addWidget(self.problem)
        self.export.clicked.connect(self._export)
        self.list.itemActivated.connect(lambda _: self._export())
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._check)
        self.set_briefs(briefs)
        self.resize(600, 380)

    def set_briefs(self, briefs: Sequence[StoredBrief]) -> None:
        """List these."""
        self.list.clear()
        for brief in briefs:
            item = QListWidgetItem(f"{one_line(brief.title)}\n{self._in_words(brief)}")
            item.setData(_ITEM, brief)
            self.list.addItem(item)
        if briefs:
            self.list.setCurrentRow(0)
        else:
            self.list.addItem(self.tr("No brief has been made yet."))
            self.list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self._check()

    def _in_words(self, brief: StoredBrief) -> str:
        issues = sum(1 for item in brief.items if item.kind is BriefItemKind.ISSUE)
        quotes = [item for item in brief.items if item.kind is BriefItemKind.EXCERPT]
        broken = sum(item.broken for item in quotes)
        parts = (
            wording.date(brief.created[:10]),
            counted(issues, self.tr("1 issue"), self.tr("{n} issues")),
            counted(len(quotes), self.tr("1 highlight"), self.tr("{n} highlights")),
            counted(broken, self.tr("1 broken"), self.tr("{n} broken")) if broken else "",
        )
        return "  ·  ".join(part for part in parts if part)

    def _chosen(self) -> StoredBrief | None:
        item = self.list.currentItem()
        brief = item.data(_ITEM) if item is not None else None
        return brief if isinstance(brief, StoredBrief) else None

    def _check(self) -> None:
        some = self._chosen() is not None
        self.export.setEnabled(some)
        self.remove.setEnabled(some and self._acts.allowed)

    def _export(self) -> None:
        brief = self._chosen()
        name = self.choose_file(_file_name(brief.title) + ".md") if brief else ""
        if brief is None or not name:
            return
        file = Path(name) if Path(name).suffix else Path(name).with_suffix(".md")
        self.problem.setText("")
        self._pool.run(
            self._workspace.notebook.export,
            brief.id,
            file,
            on_done=lambda _: self.saved.emit(file),
            on_error=self._on_error,
        )

    def _remove(self) -> None:
        if (brief := self._chosen()) is not None:
            self._acts.remove_brief(brief.id)
            self.list.takeItem(self.list.currentRow())
            self._check()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, DiptychError):
            raise error
        self.problem.setText(str(error))


def choose_file(parent: QWidget, name: str) -> str:
    """The file to write, "" for none."""
    words = parent.tr("Markdown (*.md);;HTML (*.html)")
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        parent.tr("Save the brief"),
        name,
        words,
        words.split(";;")[1 if name.endswith(".html") else 0],
    )
    return chosen


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(False)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setIconSize(QSize(10, 26))
    give_role(made, "choices")
    return made


def _add(list_: QListWidget, item: QListWidgetItem, *, checked: bool, enabled: bool = True) -> None:
    flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
    item.setFlags(flags if enabled else flags & ~Qt.ItemFlag.ItemIsEnabled)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    list_.addItem(item)


def _checked(list_: QListWidget) -> list[Any]:
    items = (list_.item(row) for row in range(list_.count()))
    return [item.data(_ITEM) for item in items if item.checkState() is Qt.CheckState.Checked]


def _set_all(list_: QListWidget, state: Qt.CheckState) -> None:
    for row in range(list_.count()):
        if list_.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
            list_.item(row).setCheckState(state)


def _shortened(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 2].rstrip() + "…\u201d"


def _file_name(title: str) -> str:
    """The title as a file's name."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return "-".join(kept.split())[:80] or "brief"


def _swatch(color: QColor, theme: Theme) -> QIcon:
    picture = QPixmap(10, 26)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setPen(theme.deco)
        painter.setBrush(color)
        painter.drawRoundedRect(1, 1, 6, 23, 2, 2)
    return QIcon(picture)

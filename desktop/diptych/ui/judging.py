"""What the analyst says of evidence from the window: each deed asks what it needs, then is one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from diptych.model import EvidenceEnd, Override, Span
from diptych.ui.acts import Acts
from diptych.ui.models import stances
from diptych.ui.models.deeds import Deed
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.ui.dialogs.position import Choices, Words
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import Broken, Candidate

_LINKABLE = 200
"""Pieces of a column that are offered to be linked to."""


class Judging(QObject):
    """Does what is asked for with evidence, cells and issues."""

    open_asked = Signal(object, str)
    """An ``Evidence`` or ``EvidenceEnd`` is to be shown in its place: "left", "right", or "" for any."""

    refused = Signal(str)
    """Why nothing was done."""

    def __init__(
        self, window: QWidget, workspace: Workspace, pool: TaskPool, acts: Acts, panes: SideBySide
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool, self._acts = window, workspace, pool, acts
        self._panes = panes
        for pane in (panes.left, panes.right):
            pane.page.menu_asked.connect(partial(self._fill_menu, pane))

    def do(self, deed: Deed, thing: object) -> None:
        """Do what was asked for with a thing."""
        acts = self._acts
        match deed:
            case Deed.OPEN | Deed.OPEN_LEFT | Deed.OPEN_RIGHT:
                self.open_asked.emit(thing, deed.value.removeprefix("open").strip())
            case Deed.CONFIRM:
                acts.judge(lambda comparing: comparing.judging.confirm(thing))  # type: ignore[arg-type]
            case Deed.REJECT:
                acts.judge(lambda comparing: comparing.judging.reject(thing))  # type: ignore[arg-type]
            case Deed.TAKE_BACK:
                acts.judge(lambda comparing: comparing.judging.take_back(thing))  # type: ignore[arg-type]
            case Deed.UNLINK:
                acts.judge(lambda comparing: comparing.judging.unlink(thing.id))  # type: ignore[attr-defined]
            case Deed.ACCEPT:
                acts.judge(lambda comparing: comparing.differences.accept(thing))  # type: ignore[arg-type]
            case Deed.KEEP:
                acts.judge(lambda comparing: comparing.differences.keep(thing))  # type: ignore[arg-type]
            case _:
                self._ask(deed, thing)

    def _ask(self, deed: Deed, thing: object) -> None:
        if deed is Deed.REPAIR:
            assert isinstance(thing, Override)
            self.repair(thing)
            return
        from diptych.workspace import Evidence

        assert isinstance(thing, Evidence)
        if deed is Deed.EDIT:
            self.edit(thing)
        else:
            self.link(thing)

    # A piece

    def edit(self, evidence: Evidence, then: Callable[[], None] | None = None) -> None:
        """Ask what is to be said otherwise of a piece; ``then`` hears when something is."""

        def ask(choices: Choices) -> None:
            from diptych.ui.dialogs.position import PositionDialog

            words = self._selection(evidence.text_id)
            answer = PositionDialog.ask(self._window, choices, evidence, words)
            if answer is not None:
                self._acts.judge(lambda comparing: comparing.judging.change(evidence, answer.judgement()))
                if then is not None:
                    then()

        if self._acts.allowed:
            self._pool.run(_choices, self._workspace, on_done=ask)

    def add(self, party: str = "", issue: str = "") -> None:
        """Make evidence of the words selected in the active pane, or else in the other one."""
        words = self._selection()
        if words is None:
            self.refused.emit(self.tr("Select the words in the text first; then add them as evidence."))
            return

        def ask(choices: Choices) -> None:
            from diptych.ui.dialogs.position import PositionDialog

            answer = PositionDialog.ask(self._window, choices, None, words, party=party, issue=issue)
            if answer is not None:
                self._acts.judge(
                    lambda comparing: comparing.judging.add(words.text_id, words.span, answer.judgement())
                )

        if self._acts.allowed:
            self._pool.run(_choices, self._workspace, on_done=ask)

    def link(self, evidence: Evidence) -> None:
        """Ask to which piece on the same issue this one is to be linked, and how."""

        def ask(others: list[Evidence]) -> None:
            from diptych.ui.dialogs.link import LinkDialog

            columns = stances.columns(self._workspace.dispute.dossier)
            answer = LinkDialog.ask(self._window, evidence, others, columns)
            if answer is not None:
                self._acts.judge(
                    lambda comparing: comparing.judging.link(
                        evidence, answer.kind, answer.other, answer.note
                    )[1]
                )

        if self._acts.allowed:
            self._pool.run(_linkable, self._workspace, evidence, on_done=ask)

    # Cells and issues

    def summarise(self, issue: str, column: str) -> None:
        """Ask for the summary of a cell and on which pieces it rests."""

        def ask(found: tuple[str, str, list[Evidence], list[EvidenceEnd]]) -> None:
            from diptych.ui.dialogs.summary import SummaryDialog

            answer = SummaryDialog.ask(self._window, *found)
            if answer is not None:
                words, evidence = answer
                self._acts.judge(
                    lambda comparing: comparing.judging.summarise(issue, column, words, evidence)
                )

        if self._acts.allowed:
            self._pool.run(_cell, self._workspace, issue, column, on_done=ask)

    def set_aside(self, issue: str, aside: bool) -> None:
        """Mark an issue as not relevant, or take that back."""
        self._acts.judge(lambda comparing: comparing.judging.set_aside(issue, aside))

    def repair(self, verdict: Override | None = None) -> None:
        """Show the broken evidence with the places where it may stand now, beginning with this one."""

        def ask(found: list[tuple[Broken, list[Candidate]]]) -> None:
            from diptych.ui.dialogs.repair import RepairDialog

            if not found:
                self.refused.emit(self.tr("No evidence of yours is broken."))
                return
            dialog = RepairDialog(self._window, found, verdict.id if verdict is not None else 0)
            dialog.moved.connect(
                lambda broken, span: self._acts.judge(
                    lambda comparing: comparing.repair.move(broken, Span(*span))
                )
            )
            dialog.dropped.connect(
                lambda broken: self._acts.judge(lambda comparing: comparing.repair.drop(broken))
            )
            dialog.open()

        if self._acts.allowed:
            self._pool.run(_broken, self._workspace, on_done=ask)

    # The text

    def _selection(self, text_id: int | None = None) -> Words | None:
        """What is selected in the active pane, or else in the other; of that text if one is named."""
        from diptych.ui.dialogs.position import Words

        active = self._panes.active_pane
        other = self._panes.right if active is self._panes.left else self._panes.left
        for pane in (active, other):
            article = pane.article
            if article is None or article.text_id < 0 or text_id not in (None, article.text_id):
                continue
            start, end = pane.page.selected_span()
            quote = article.text[start:end]
            start += len(quote) - len(quote.lstrip())
            if quote.strip():
                return Words(article.text_id, Span(start, start + len(quote.strip())), quote.strip())
        return None

    def _fill_menu(self, pane: ReaderPane, menu: QMenu) -> None:
        if not self._acts.allowed or pane.article is None or pane.article.text_id < 0:
            return
        start, end = pane.page.selected_span()
        if pane.article.text[start:end].strip():
            action = menu.addAction(self.tr("Add as Evidence…"))
            action.setShortcut(QKeySequence("Ctrl+E"))
            action.triggered.connect(lambda: self.add())


def _choices(workspace: Workspace) -> Choices:
    from diptych.ui.dialogs.position import Choices

    dossier = workspace.dispute.dossier
    return Choices(
        parties=tuple((column.id, column.name) for column in stances.columns(dossier)),
        issues=tuple((issue.id, issue.name) for issue in dossier.issues),
    )


def _linkable(workspace: Workspace, evidence: Evidence) -> list[Evidence]:
    """The other sound pieces on an issue, the newest first."""
    from diptych.workspace.comparing import WHOLE, Order

    found = [
        each
        for column in stances.columns(workspace.dispute.dossier)
        for each in workspace.comparing.evidence(
            WHOLE, evidence.issue, column.id, order=Order.NEWEST, limit=_LINKABLE
        ).evidence
    ]
    here = stances.end(evidence)
    sound = (each for each in found if not each.broken and stances.end(each) != here)
    return sorted(sound, key=lambda each: each.date or "", reverse=True)


def _cell(
    workspace: Workspace, issue: str, column: str
) -> tuple[str, str, list[Evidence], list[EvidenceEnd]]:
    """A cell's title, its summary, its first sound pieces, and those on which the summary rests."""
    from diptych.workspace.comparing import ComparisonQuery
    from diptych.workspace.comparison import column_name

    dispute, comparing = workspace.dispute, workspace.comparing
    page = comparing.evidence(ComparisonQuery(aside=True), issue, column, limit=_LINKABLE)
    kept = comparing.judging.summaries().get((issue, column))
    title = f"{column_name(dispute.dossier, column)}: {dispute.issue(issue).name}"
    sound = [each for each in page.evidence if not each.broken]
    return title, kept.words if kept else "", sound, list(kept.evidence) if kept else []


def _broken(workspace: Workspace) -> list[tuple[Broken, list[Candidate]]]:
    repair = workspace.comparing.repair
    return [(each, repair.candidates(each)) for each in repair.all()]

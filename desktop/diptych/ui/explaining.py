"""Says why a statement was taken for a position: for the piece of evidence with the focus, or in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from diptych.model import Reason
from diptych.ui.dialogs.why import WhyDialog
from diptych.ui.marking import Marking
from diptych.ui.panels.evidence import EvidenceItem
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Theme

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.comparison import Evidence


class Explaining(QObject):
    """Opens the page that explains one position."""

    def __init__(
        self, window: QWidget, workspace: Workspace, pool: TaskPool, panes: SideBySide, marking: Marking
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool = window, workspace, pool
        self._panes, self._marking = panes, marking

    def evidence(self) -> Evidence | None:
        """What is to be explained: the evidence with the focus, else the position gone to in the text."""
        focused = QApplication.focusWidget()
        while focused is not None and not isinstance(focused, EvidenceItem):
            focused = focused.parentWidget()
        if focused is not None:
            return focused.evidence
        statement = self._marking.current(self._panes.active_pane)
        return statement.evidence[0] if statement is not None else None

    def explain(self, theme: Theme) -> None:
        """Open the page for what is to be explained; nothing happens where there is nothing."""
        evidence = self.evidence()
        if evidence is None:
            return

        def show(reasons: tuple[Reason, ...]) -> None:
            WhyDialog.show_for(self._window, theme, evidence, reasons, self._issue_name(evidence))

        self._pool.run(self._workspace.dispute.why, evidence, on_done=show)

    def _issue_name(self, evidence: Evidence) -> str:
        return self._workspace.dispute.issue(evidence.issue).name

"""The bar at the bottom: what is being worked on, the state of the index, how far one has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from diptych.ui.models.wording import one_line
from diptych.ui.tasks import Task, TaskPool
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Status

HEIGHT = 26


class StatusBar(QWidget):
    """Shows the oldest piece of work that has a label, with its progress and a way to cancel it."""

    cancelled = Signal(Task)

    def __init__(self, pool: TaskPool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._pool = pool
        self._work = _label("work")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(110)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.cancel = QPushButton(self.tr("Cancel"))
        give_role(self.cancel, "link")
        self._compared = (_label(), _label())
        self._index = _label()
        self._linked = _label()
        self._reading = {"left": _label(), "right": _label()}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self._work)
        row.addWidget(self._bar)
        row.addWidget(self.cancel)
        row.addWidget(self._compared[0])
        row.addStretch(1)
        for label in (self._index, self._linked, *self._reading.values(), self._compared[1]):
            row.addWidget(label)
            row.addSpacing(8)
        self.show_compared(on=False)
        self.cancel.clicked.connect(self._on_cancel)
        for signal in (pool.started, pool.progressed, pool.finished):
            signal.connect(self._refresh)
        self._refresh()

    @property
    def work(self) -> str:
        """What is said to be worked on; empty when nothing is."""
        return self._work.text()

    @property
    def index(self) -> str:
        """What is said of the search index."""
        return self._index.text()

    def show_status(self, status: Status) -> None:
        """Say how far the search index is to be relied on."""
        words = {
            "ready": self.tr("Search ready"),
            "behind": self.tr("Search index behind"),
            "building": self.tr("Search index is being built"),
            "damaged": self.tr("Search index damaged"),
        }
        self._index.setText(words[status.index] if status.articles else "")

    def set_reading(self, side: str, words: str) -> None:
        """Say how far the article on that side has been read."""
        self._reading[side].setText(words)

    def set_linked(self, words: str) -> None:
        """Say what belongs together, or that nothing does."""
        self._linked.setText(words)

    def set_compared(self, shown: str, whose: str) -> None:
        """Say how much is compared, and how much of it is whose."""
        for label, words in zip(self._compared, (shown, whose), strict=True):
            label.setText(words)

    @property
    def compared(self) -> tuple[str, str]:
        """What is said of the comparison."""
        return self._compared[0].text(), self._compared[1].text()

    def show_compared(self, *, on: bool) -> None:
        """Speak of the comparison, or of the articles that are read."""
        for label in self._compared:
            label.setVisible(on)
        for label in (self._linked, *self._reading.values()):
            label.setVisible(not on)

    @property
    def linked(self) -> str:
        """What is said of the passages that belong together."""
        return self._linked.text()

    def _shown(self) -> Task | None:
        return next((task for task in self._pool.tasks if task.label), None)

    def _refresh(self) -> None:
        task = self._shown()
        for part in (self._bar, self.cancel):
            part.setVisible(task is not None)
        if task is None:
            self._work.setText("")
            return
        step = task.progress.now()
        words = task.label
        if step.total:
            # What is named is being worked on, so it is the next one that is counted.
            at = min(step.done + bool(step.label), step.total)
            words += self.tr(" {done} of {total}").format(done=at, total=step.total)
        self._work.setText(one_line(words) + self._at(one_line(step.label)))
        self._work.setToolTip(one_line(step.label).replace("<", "\u2039"))
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        self.cancel.setEnabled(not task.progress.cancelled)

    def _at(self, name: str) -> str:
        """What is being worked on, cut to the room that there is."""
        if not name:
            return ""
        room = max(120, self.width() // 4)
        return ": " + self._work.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)

    def _on_cancel(self) -> None:
        if (task := self._shown()) is not None:
            task.cancel()
            self._refresh()
            self.cancelled.emit(task)


def _label(role: str = "small") -> QLabel:
    label = QLabel()
    give_role(label, role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

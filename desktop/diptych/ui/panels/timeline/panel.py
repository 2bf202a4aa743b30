"""The Timeline mode: lanes with their shifts, what they come to, and what is not said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import ChangeKind, Changes, Voice
from diptych.ui.models import stances, timeline, wording
from diptych.ui.models.timeline import Shown, Wanted
from diptych.ui.models.timescale import Stop
from diptych.ui.models.unsaid import Silence, SilenceModel, UsageModel, Use
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.empty import EmptyState
from diptych.ui.panels.latest import Latest
from diptych.ui.panels.pick import Pick
from diptych.ui.panels.timeline.aside import Aside
from diptych.ui.panels.timeline.cards import CardStrip
from diptych.ui.panels.timeline.lanes import LanesView
from diptych.ui.panels.timeline.lanes_painting import GUTTER
from diptych.ui.panels.timeline.opening import Opening
from diptych.ui.panels.timeline.tip import Tip
from diptych.ui.panels.timeline.unsaid import UnsaidTable
from diptych.ui.panels.timeline.unsaid_head import UnsaidHead
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace

_SHOWN = (
    ChangeKind.POSITIONS,
    ChangeKind.ENTITIES,
    ChangeKind.ARTICLES,
    ChangeKind.METADATA,
    ChangeKind.TEXTS,
    ChangeKind.FAMILIES,
    ChangeKind.SETTINGS,
)
_SPEAKER_MS = 120
_LANES, _UPPER = 372, 0.66
"""The height that the lanes want, and the greatest part of the panel's that they get with their cards."""

_ROOMY, _WIDE, _NARROW = 1500, 348, 256


class TimelinePanel(QWidget):
    """What was said when on an issue, and what is not said at all."""

    open_asked = Signal(object)
    """An ``Evidence`` is to be shown in its article."""

    pair_asked = Signal(object, object)
    """Two pieces of ``Evidence`` are to be set side by side."""

    compare_asked = Signal(str)
    """An issue is to be shown in the comparison."""

    told = Signal(str)
    """A sentence on what was done."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, theme: Theme, fonts: Fonts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool = workspace, pool
        self._latest, self._speaker = Latest(pool, self), Latest(pool, self)
        self._look = Look(theme, fonts)
        self.opening = Opening(workspace, pool, self)
        self._wanted = Wanted()
        self._stale = True
        self.shown: Shown | None = None
        self._pointed: Stop | None = None
        self._asking = QTimer(self, singleShot=True, interval=_SPEAKER_MS)
        self._asking.timeout.connect(self._ask_speaker)
        self._make()

    # What is wanted

    def show_issue(self, issue: str) -> None:
        """Show an issue."""
        self._wanted = self._wanted._replace(issue=issue)
        self.refresh()

    def set_look(self, look: Look) -> None:
        """Look so from now on."""
        self._look = look
        for part in (self.lanes, self.aside, self.above, self.below, self.tip, self.head, *self.tables):
            part.set_look(look)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.set_look(self._look._replace(theme=theme))

    def set_initials(self, initials: str) -> None:
        """How the analyst signs."""
        self.set_look(self._look._replace(initials=initials))

    def on_changed(self, changes: Changes) -> None:
        """Read anew what a write has changed."""
        if changes.touches(*_SHOWN):
            self.refresh()

    def refresh(self) -> None:
        """Read anew, once the panel can be seen."""
        self._stale = not self.isVisible()
        if not self._stale:
            wanted = self._wanted
            self._latest.read(lambda: timeline.read(self._workspace, wanted), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was missed out of sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width with the column on the right."""
        super().resizeEvent(event)
        self.aside.setFixedWidth(_WIDE if self.width() >= _ROOMY else _NARROW)
        self._share_height()

    # Building

    def _make(self) -> None:
        self.setObjectName("timelinePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lanes, self.aside = LanesView(self._look), Aside(self._look)
        self.above, self.below = CardStrip(self._look), CardStrip(self._look)
        self.tip = Tip(self._look, self.lanes)
        self.empty = EmptyState()
        self.silence, self.usage = SilenceModel(), UsageModel()
        self.tables = (
            UnsaidTable(self.silence, self.tr("What is not said"), self._look),
            UnsaidTable(self.usage, self.tr("Names used"), self._look),
        )
        self.head = UnsaidHead(self._look)
        self.setFocusProxy(self.lanes)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._upper())
        self._split.addWidget(self._lower())
        self._split.setStretchFactor(1, 1)
        self._split.splitterMoved.connect(lambda *_: self._give_up_sharing())
        self._sharing = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(self._split, 1)
        self._connect()

    def _top(self) -> QHBoxLayout:
        self.title, self.about = QLabel(), QLabel()
        give_role(self.title, "title")
        give_role(self.about, "small")
        for label in (self.title, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(40)
        self.issue, self.voices = Pick(self.tr("Issue")), Pick(self.tr("Voices"))
        for voice in Voice:
            self.voices.add(stances.voice_name(voice), voice, several=True)
        self.voices.say(self.tr("all"))
        self.all_dates = QPushButton(self.tr("All dates"))
        self.all_dates.setToolTip(self.tr("Show the whole time again (0)"))
        self.all_dates.hide()
        self.save = QPushButton(self.tr("Save as SVG or PNG"))
        for button in (self.all_dates, self.save):
            give_role(button, "button")
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(6)
        row.addWidget(self.about)
        row.addStretch(1)
        for widget in (self.all_dates, self.issue, self.voices, self.save):
            row.addWidget(widget)
        return row

    def _upper(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 0, 8, 8)
        column.setSpacing(4)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lanes)
        self._stack.addWidget(self.empty)
        for strip in (self.above, self.below):
            strip.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_indented(self.above))
        column.addWidget(self._stack, 1)
        column.addLayout(_indented(self.below))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.aside)
        return both

    def _lower(self) -> QWidget:
        lower = QWidget()
        lower.setMinimumHeight(150)
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.kinds = QButtonGroup(self)
        self._lower_stack = QStackedWidget()
        for number, table in enumerate(self.tables):
            button = QToolButton()
            give_role(button, "view")
            button.setText(table.accessibleName())
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.kinds.addButton(button, number)
            self.head.add(button)
            self._lower_stack.addWidget(table)
        self.kinds.button(0).setChecked(True)
        self.nothing_used = EmptyState()
        self.nothing_used.say(
            self.tr("No name in dispute is used"),
            self.tr("No article of the library uses a name that the dossier marks as one side's."),
        )
        self._lower_stack.addWidget(self.nothing_used)
        column.addWidget(self.head)
        column.addWidget(self._lower_stack, 1)
        return lower

    def _connect(self) -> None:
        self.voices.picked.connect(self._on_voices)
        self.issue.picked.connect(lambda: self.show_issue(str(self.issue.chosen)))
        self.all_dates.clicked.connect(self.lanes.show_all)
        self.save.clicked.connect(self._save)
        self.lanes.opened.connect(self._open_stop)
        self.opening.open_asked.connect(self.open_asked)
        self.opening.pair_asked.connect(self.pair_asked)
        self.opening.compare_asked.connect(self.compare_asked)
        self.opening.issue_asked.connect(self.show_issue)
        self.opening.told.connect(self.told)
        self.lanes.pointed.connect(self._point)
        self.lanes.ranged.connect(self.all_dates.setVisible)
        self.aside.pair_asked.connect(lambda found: self.opening.pair(found.first, found.second))
        for strip in (self.above, self.below):
            strip.asked.connect(lambda shift: self.opening.pair(shift.before, shift.after))
        self.kinds.idClicked.connect(self.show_kind)
        for table in self.tables:
            table.opened.connect(self._open_cell)

    # Showing

    def _give_up_sharing(self) -> None:
        """The height is shared by hand from now on."""
        self._sharing = False

    def _share_height(self) -> None:
        """Give the lanes what they need and the rest to what is not said."""
        if not self._sharing or not self.isVisible():
            return
        height = self._split.height()
        cards = sum(strip.height() + 4 for strip in (self.above, self.below) if not strip.isHidden())
        upper = min(_LANES + cards, round(height * _UPPER))
        self._split.setSizes([upper, height - upper])

    def show_kind(self, number: int) -> None:
        """Show what is not said (0) or the names used (1)."""
        self.kinds.button(number).setChecked(True)
        nothing = number == 1 and not self.usage.rows
        self._lower_stack.setCurrentIndex(2 if nothing else number)
        self.head.show_kind(number)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self._wanted = self._wanted._replace(issue=shown.timeline.issue)
        self.title.setText(wording.one_line(shown.timeline.name))
        self.about.setText(timeline.about(shown))
        self._offer_issues(shown)
        heading, sentence = timeline.nothing(shown)
        self.empty.say(heading, sentence)
        self._stack.setCurrentWidget(self.empty if heading else self.lanes)
        self.save.setEnabled(not heading)
        self.lanes.show_timeline(shown)
        self.aside.show_timeline(shown)
        for strip, party in zip((self.above, self.below), shown.parties, strict=True):
            mine = [each for each in shown.shifts if each[1].party == party.id]
            strip.show_shifts(mine, party)
        self.silence.show_map(shown)
        self.usage.show_usage(shown)
        issues = [id_ for id_, _ in shown.issues]
        issue = shown.timeline.issue
        self.tables[0].mark(issues.index(issue) if issue in issues else -1)
        self.show_kind(self.kinds.checkedId())
        self._share_height()

    def _offer_issues(self, shown: Shown) -> None:
        offered = [(each.data(), each.text()) for each in self.issue.actions_]
        wanted = [(id_, wording.one_line(name)) for id_, name in shown.issues]
        if offered != wanted:
            self.issue.clear()
            for id_, name in wanted:
                self.issue.add(name, id_)
        self.issue.show_chosen(shown.timeline.issue)

    def _on_voices(self) -> None:
        chosen = tuple(voice for voice in Voice if voice in self.voices.all_chosen)
        names = [stances.voice_name(voice) for voice in chosen]
        self.voices.say(", ".join(names[:2]) + (" \u2026" if len(names) > 2 else "") or self.tr("all"))
        self._wanted = self._wanted._replace(voices=chosen if len(chosen) < len(Voice) else ())
        self.refresh()

    # Statements

    def _point(self, stop: Stop | None, place: QRectF) -> None:
        self._pointed = stop
        if stop is None or self.shown is None:
            self._asking.stop()
            self.tip.hide()
            return
        self.tip.show_stop(stop, self.shown.column(stop.best.party).name, place)
        self._asking.start()

    def _ask_speaker(self) -> None:
        stop = self._pointed
        if stop is None:
            return

        def show(evidence: Evidence | None) -> None:
            if evidence is not None and self._pointed is stop:
                self.tip.say_source(evidence, len(stop.points) - 1)

        self._speaker.read(lambda: self.opening.piece(stop.best), show)

    def _open_stop(self, stop: Stop, at: QPoint) -> None:
        self.opening.stop(stop, at, zoom=lambda: self.lanes.zoom(0.3))

    def _open_cell(self, found: Silence | Use, at: QPoint) -> None:
        if isinstance(found, Silence) and self.shown is not None:
            self.opening.cell(found, self.shown, at)

    # Saving

    def _save(self) -> None:
        if self.shown is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the timeline"),
            f"{self.shown.timeline.issue}.svg",
            self.tr("Drawing (*.svg);;Picture (*.png)"),
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the timeline into a file, as its ending says."""
        from diptych.ui.panels.timeline import saving

        assert self.shown is not None
        issue, query, theme = self.shown.timeline.issue, self.shown.query, self._look.theme.name.lower()
        self._pool.run(
            lambda: saving.write(self._workspace, issue, query, file, theme),
            on_done=lambda _: self.told.emit(self.tr("The timeline is in {file}.").format(file=file)),
        )


def _indented(strip: CardStrip) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(round(GUTTER), 0, 16, 0)
    row.addWidget(strip)
    return row

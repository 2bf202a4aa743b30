"""The window: it assembles the panels, goes from one to another, and remembers how it was left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diptych.model import ArticleSummary, Changes
from diptych.settings import Session, Settings
from diptych.ui import memory
from diptych.ui.actions import Actions
from diptych.ui.acts import Acts
from diptych.ui.aligning import Aligning
from diptych.ui.asking import Asking
from diptych.ui.commanding import entries
from diptych.ui.comparing import Comparing
from diptych.ui.explaining import Explaining
from diptych.ui.eye import Eye
from diptych.ui.full_screen import FullScreen
from diptych.ui.highlighting import Highlighting
from diptych.ui.hovering import Hovering
from diptych.ui.issue_editing import IssueEditing
from diptych.ui.judging import Judging
from diptych.ui.marking import Marking
from diptych.ui.mirroring import Mirroring
from diptych.ui.models import wording
from diptych.ui.naming import Naming
from diptych.ui.narrating import Narrating
from diptych.ui.narrowing import Narrowing
from diptych.ui.pages import SIDES
from diptych.ui.panels.article_actions import ArticleActions
from diptych.ui.panels.compare.panel import ComparePanel
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.entities import EntitiesPanel
from diptych.ui.panels.excerpts import ExcerptsPanel
from diptych.ui.panels.first_run import FirstRun
from diptych.ui.panels.hints import Hint, HintsPanel, hints
from diptych.ui.panels.left_views import LeftViews
from diptych.ui.panels.library import LibraryPanel, Listing
from diptych.ui.panels.marks_bar import NAMES as MARKS
from diptych.ui.panels.marks_bar import MarksBar
from diptych.ui.panels.notice import Notice
from diptych.ui.panels.review_bar import ReviewBar
from diptych.ui.panels.search.panel import SearchPanel
from diptych.ui.panels.stance import StancePanel
from diptych.ui.panels.status_bar import StatusBar
from diptych.ui.panels.timeline.panel import TimelinePanel
from diptych.ui.panels.top_bar import TopBar
from diptych.ui.preferences import Preferences
from diptych.ui.printing import Printing
from diptych.ui.quoting import Quoting
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.reading import Reading
from diptych.ui.regions import Region
from diptych.ui.reviewing import Reviewing
from diptych.ui.searching import Searching
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme
from diptych.ui.typesetting import Typesetting
from diptych.ui.upkeep import WARM_UP_MS, Upkeep

if TYPE_CHECKING:
    from diptych.dossier import Dossier
    from diptych.model import Span
    from diptych.workspace import ImportReport, Workspace

LEFT_WIDTH, RIGHT_WIDTH = 316, 336
NARROW = (276, 248)
"""The widths of the two columns in a window narrower than ``ROOMY``."""

FIRST_SIZE, ROOMY = QSize(1600, 1000), 1500


class MainWindow(QMainWindow):
    """The whole window over one workspace."""

    library_chosen = Signal(Path)
    """Another library is to be opened in place of this one."""

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        settings: Settings,
        settings_file: Path,
        fonts: Fonts,
        dispute: str = "",
    ) -> None:
        super().__init__()
        self.workspace, self.pool = workspace, pool
        self.preferences = Preferences(settings, settings_file, self)
        self._fonts, self._dispute = fonts, dispute
        self._last_report: ImportReport | None = None
        self._example_hints: list[Hint] = []
        self._everything: list[ArticleSummary] = []
        self._in_panes = False
        self.begun = False
        self._make()
        self._assemble()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.preferences.settings

    @property
    def theme(self) -> Theme:
        """The theme that is on."""
        return self.preferences.theme

    def dress(self) -> None:
        """Put on the theme, and be as the window was left; called once all is connected."""
        # Only now: under a style sheet every step of the assembly would polish its widgets anew.
        self.preferences.put_on()
        self._restore()

    def begin(self) -> None:
        """Fill the window; called once it is on the screen, so that nothing holds that up."""
        self.begun = True
        self.library.refresh()
        self.on_history_changed()
        key = str(self.workspace.folder)
        self.reading.pages.reopen(self.settings.sessions.get(key, Session()))
        if not self.workspace.writable:
            self.notice.tell(self.tr("This library is open for reading only."))
        self.upkeep.update_index()
        self.upkeep.read_status()
        self.warm_up.start()

    def seed(self) -> None:
        """Put the bundled articles into the library, if it is new."""
        self.pool.run(
            self.workspace.needs_seed, on_done=lambda needed: self.upkeep.seed() if needed else None
        )

    def come_forward(self) -> None:
        """Show the window before all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def lay_out(self, size: QSize) -> None:
        """Take this size, and share its width among the columns as at first."""
        self.resize(size)
        left, right = (LEFT_WIDTH, RIGHT_WIDTH) if size.width() >= ROOMY else NARROW
        self._columns.setSizes([left, size.width() - left - right, right])

    # Building

    def _make(self) -> None:
        workspace, pool, theme, fonts = self.workspace, self.pool, self.theme, self._fonts
        self.acts = Acts(workspace, pool, self)
        self.upkeep = Upkeep(workspace, pool, self)
        self.asking = Asking(self, workspace, pool, self.acts, self.upkeep)
        self.article_actions = ArticleActions(self.acts, self)
        self.top_bar = TopBar(theme)
        self.actions_ = Actions(self.top_bar.menus, self.article_actions.all)
        self.hints = HintsPanel()
        self.library = LibraryPanel(workspace, pool, self.article_actions, theme, fonts)
        self.entities = EntitiesPanel(workspace, pool, theme, fonts)
        self.excerpts = ExcerptsPanel(workspace, pool, self.acts, theme, fonts)
        self.views = LeftViews(
            (
                (self.actions_["view_articles"], self.tr("Articles"), self._column(self.hints, self.library)),
                (self.actions_["view_names"], self.tr("Names"), self.entities),
                (self.actions_["view_excerpts"], self.tr("Highlights"), self.excerpts),
            )
        )
        self.search = SearchPanel(workspace, pool, self.views, theme, fonts)
        self.first_run = FirstRun(theme, fonts)
        self.panes = SideBySide(theme, fonts)
        self.panes.set_zoom(self.settings.zoom)
        both = (self.panes.left, self.panes.right)
        self.typesetting = Typesetting(self.preferences, both, fonts, self.actions_.all)
        self.marking = Marking(workspace, pool, self.panes, self)
        self.marks_bar = MarksBar({name: self.actions_[name] for name in self.actions_.names}, theme)
        self.hovering = Hovering(self, workspace, pool, self.panes, self.marking, theme)
        self.naming = Naming(self, workspace, pool, self.acts, self.panes, self.marking, self.hovering)
        self.highlighting = Highlighting(self, self.acts, self.panes, self.marking, theme)
        self.quoting = Quoting(self, self.panes, self.marking)
        self.explaining = Explaining(self, workspace, pool, self.panes, self.marking)
        self.printing = Printing(self, self.panes, self.marking, fonts)
        self.reading = Reading(workspace, pool, self.panes, self)
        self.aligning = Aligning(workspace, pool, self.panes, self)
        self.searching = Searching(self, workspace, pool, self.acts, self.search, self.reading, self.panes)
        self.stance = StancePanel(workspace, pool, self.acts, theme, fonts)
        self.compare = ComparePanel(workspace, pool, self.acts, theme, fonts)
        self.timeline = TimelinePanel(workspace, pool, theme, fonts)
        self.issue_editing = IssueEditing(self, workspace, pool, self.acts)
        self.mirroring = Mirroring(self, workspace, pool)
        self.judging = Judging(self, workspace, pool, self.acts, self.panes)
        for panel in (self.stance, self.compare, self.timeline):
            panel.set_initials(self.settings.initials)
        panels = (self.compare, self.stance)
        self.comparing = Comparing(self, workspace, pool, panels, self.judging, self.reading)
        self.review_bar = ReviewBar(Look(theme, fonts, self.settings.initials))
        self.reviewing = Reviewing(
            workspace, pool, self.acts, self.judging, self.reading, self.review_bar, self
        )
        self.eye = Eye(self.panes, self.marking, self)
        self.narrating = Narrating(workspace, self.panes, self.marking, self.actions_.all, self)
        self.notice = Notice(theme)
        self.status = StatusBar(pool)
        self.warm_up = QTimer(self, singleShot=True, interval=WARM_UP_MS)

    def _assemble(self) -> None:
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("Diptych"))
        self.setMinimumSize(900, 560)
        self.setAcceptDrops(True)
        self._centre = QStackedWidget()
        self._centre.setObjectName("centre")
        self._centre.addWidget(self.first_run)
        self._centre.addWidget(self.panes)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        for column, name in (
            (self.search, "leftColumn"),
            (self._column(self.review_bar, self.marks_bar, self._centre), "middleColumn"),
            (self.stance, "rightColumn"),
        ):
            column.setObjectName(name)
            column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self._columns.addWidget(column)
        self._columns.setStretchFactor(1, 1)
        self.search.setMinimumWidth(240)
        self.stance.setMinimumWidth(220)
        self.narrowing = Narrowing(
            self,
            (self.search, self.actions_["left_column"]),
            (self.stance, self.actions_["right_column"]),
        )
        self._modes = QStackedWidget()
        self._modes.addWidget(self._columns)
        self._modes.addWidget(self.compare)
        self._modes.addWidget(self.timeline)
        self.setCentralWidget(self._column(self.top_bar, self.notice, self._modes, self.status))
        for name in ("read", "compare", "timeline"):
            self.top_bar.add_mode(self.actions_[name])
        # Their keys work in the window itself too, where full screen has put the menus away.
        self.addActions(list(self.actions_.all.values()))
        bars = (self.top_bar, self.marks_bar, self.status)
        columns = {name: (column, self.actions_[name]) for name, column in self._put_away().items()}
        self.full_screen = FullScreen(self, self.actions_["full_screen"], bars, columns)
        self.top_bar.offer(self.actions_["palette"])
        self.actions_["read"].setChecked(True)

    def _column(self, *widgets: QWidget) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in widgets:
            fixed = isinstance(widget, (TopBar, StatusBar, Notice, HintsPanel, MarksBar, ReviewBar))
            layout.addWidget(widget, 0 if fixed else 1)
        return column

    # What is shown

    def on_listed(self, listing: Listing) -> None:
        """Show what the library holds wherever it counts."""
        self._everything = everything = listing.everything
        self.search.set_library_size(len(everything))
        self.first_run.set_library(len(everything), sum(article.bundled for article in everything))
        self._example_hints = hints(everything)
        words = wording.articles(len(everything))
        self.top_bar.say(f"{self._dispute}  ·  {words}" if self._dispute else words)
        self.on_panes_changed()

    def on_panes_changed(self) -> None:
        """Follow what is open in the panes."""
        left, right = self.reading.shown("left"), self.reading.shown("right")
        empty = left is None and right is None
        self._centre.setCurrentWidget(self.first_run if empty else self.panes)
        self.marks_bar.setVisible(not empty)
        self.full_screen.keep_calm()
        self.hints.show_hints(self._example_hints if empty else ())
        self.hints.setVisible(empty and bool(self._example_hints))
        self.stance.set_open(left, right, self.reading.shown(self.panes.active))
        self.compare.set_open(left, right, self.reading.shown(self.panes.active))
        self.library.set_open(left, right)
        self.search.set_open(left, right)
        self.excerpts.set_open(left, right)
        marks = tuple(f"mark_{name}" for name in MARKS)
        for name in (
            "find",
            *("copy", "copy_cited", "look_up", "caret", "print", "print_preview", "save_pdf"),
            "next_hit",
            "previous_hit",
            "swap",
            "close_pane",
            "move_tab",
            "original",
            "next_mention",
            "show_card",
            "previous_mention",
            *marks,
        ):
            self.actions_[name].setEnabled(not empty)
        for name in (*(f"highlight_{colour}" for colour in range(4)), "note"):
            self.actions_[name].setEnabled(not empty and self.workspace.writable)
        both = left is not None and right is not None
        for name in ("linked", "next_linked", "previous_linked"):
            self.actions_[name].setEnabled(both)
        for name in ("next_tab", "previous_tab"):
            self.actions_[name].setEnabled(len(self.reading.pages.tabs(self.panes.active).places) > 1)
        for name, way in (("back", -1), ("forward", 1)):
            self.actions_[name].setEnabled(self.reading.pages.can_step(self.panes.active_pane, way))
        self.actions_["read"].setChecked(True)
        self.show_positions()
        self.choose_target()
        self.preferences.save_soon()

    def show_positions(self) -> None:
        """Say in the status bar how far each article is read."""
        for side in SIDES:
            self.status.set_reading(side, self.aligning.progress(side))
        self.status.set_linked(self.aligning.said)

    def show_caret(self) -> None:
        """Say in the menu whether the page has a caret."""
        self.actions_["caret"].setChecked(self.panes.active_pane.page.caret_shown)

    def show_hits(self) -> None:
        """Say on the marks bar at which hit the active pane is."""
        self.marks_bar.set_hits(*self.panes.active_pane.hits)

    def link(self, on: bool) -> None:
        """Let the panes scroll together by meaning, or not, and remember it."""
        self.aligning.following.switch(on)
        self.preferences.change(linked=on)

    def switch_marks(self, name: str, on: bool) -> None:
        """Show or hide a layer of marks and remember it."""
        self.marking.switch(name, on)
        kept = [each for each in self.settings.hidden_layers if each != name]
        self.preferences.change(hidden_layers=tuple(kept if on else [*kept, name]))

    def on_changed(self, changes: Changes) -> None:
        """Show what can be undone now."""
        self.on_history_changed()

    def on_history_changed(self) -> None:
        """Show what can be undone and redone."""
        self.actions_.set_history(self.workspace.undo_label(), self.workspace.redo_label())

    def on_imported(self, report: ImportReport) -> None:
        """Say how an import ended."""
        self._last_report = report
        self.actions_["report"].setEnabled(True)
        self.acts.announce(report.changes)
        from diptych.ui.models.import_results import summary

        words = " ".join(filter(None, (summary(report), report.index_problem)))
        bad = report.failed or bool(report.index_problem)
        self.notice.tell(words, bad=bad, offer=self.tr("Show the report"), do=self.show_report)

    def show_report(self) -> None:
        """Show how the last import ended."""
        if self._last_report is not None:
            self.asking.to_see_a_report(self._last_report, self.theme, self.reading.open)

    def review(self) -> None:
        """Go through what is compared and not yet reviewed."""
        self.reviewing.start(self.comparing.query(aside=False), self.panes.active)

    def selected(self) -> list[int]:
        """The articles selected in the list that is shown."""
        return self.search.chosen() if self.search.active else [each.id for each in self.library.chosen()]

    def on_hits_chosen(self, ids: list[int]) -> None:
        """Let the Article menu work on these articles."""
        self.pool.run(lambda: self.workspace.articles(ids=ids), on_done=self.article_actions.set_articles)

    def on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        """Let the Article menu follow the focus."""
        if now is not None and (self.panes.isAncestorOf(now) or self.search.isAncestorOf(now)):
            self._in_panes = self.panes.isAncestorOf(now)
            self.choose_target()

    def choose_target(self) -> None:
        """The articles that the Article menu works on: the one being read, or those chosen in a list."""
        reading = self.reading.active
        if self._in_panes and reading is not None:
            self.article_actions.set_articles([reading])
        elif self.search.active:
            self.on_hits_chosen(self.search.chosen())
        else:
            self.article_actions.set_articles(self.library.chosen())

    # Going about

    def go_reading(self) -> None:
        """Put the caret into the left article; when nothing is open, open the first two of the list."""
        self.show_mode("read")
        if self.panes.is_empty:
            self.reading.open_two(self.library.model.ids()[:2])
        else:
            self.panes.active_pane.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_comparing(self, issue: str = "") -> None:
        """Compare the parties issue by issue; bring an issue into view if one is named."""
        self.show_mode("compare")
        if issue:
            self.compare.show_issue(issue)
        self.compare.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_over_time(self) -> None:
        """Show what was said when, and what is not said."""
        self.show_mode("timeline")
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_place(self, article: int, span: Span) -> None:
        """Show a place of an article."""
        self.show_mode("read")
        self.reading.open_at(article, span)

    def on_dossier_replaced(self, before: Dossier) -> None:
        """Say that the library is analysed anew, and offer the dossier before."""
        self.notice.tell(
            self.tr("The library has another dossier and is analysed anew by it."),
            offer=self.tr("Take the one before again"),
            do=lambda: self.issue_editing.take(before),
        )
        self.upkeep.analyse()

    def show_mode(self, name: str) -> None:
        """Show one of the modes: read, compare, timeline."""
        self.actions_[name].setChecked(True)
        modes = {"compare": self.compare, "timeline": self.timeline}
        self._modes.setCurrentWidget(modes.get(name, self._columns))
        self.status.show_compared(on=name == "compare")

    def go_searching(self) -> None:
        """Put the caret into the search field, showing its column if need be."""
        self.show_mode("read")
        self.narrowing.show(self.search)
        self.search.focus()

    def show_views(self) -> None:
        """Show the left column's views in place of what was found."""
        self.search.clear()
        self.narrowing.show(self.search)

    def go_to_past_searches(self) -> None:
        """Offer the saved and the earlier searches."""
        self.go_searching()
        self.search.show_past()

    def search_like(self, article: int) -> None:
        """Search for articles like this one."""
        self.show_mode("read")
        self.narrowing.show(self.search)
        self.searching.more_like(article)

    def search_for(self, query: str) -> None:
        """Search the library for this."""
        self.go_searching()
        self.search.search(query)

    def regions(self) -> list[Region]:
        """The regions that F6 goes through."""
        lists = self.search.found.current_view() if self.search.active else self.library.view
        regions = [Region(self.search, lists), Region(self.compare, self.compare.view)]
        regions.append(Region(self.timeline, self.timeline.lanes))
        if self.panes.is_empty:
            regions.append(Region(self.first_run, self.first_run.first_button))
        panes = (self.panes.left, self.panes.right)
        return regions + [Region(pane, pane.page) for pane in panes if pane.article is not None]

    def ask_command(self) -> None:
        """Let the user find a command, an issue or an article by a few letters."""
        issues = [(issue.id, issue.name) for issue in self.workspace.dispute.dossier.issues]
        articles = [(article.id, article.title) for article in self._everything]
        found = entries(self.actions_.by_menu(), issues, articles, self.go_comparing, self.reading.open)
        self.asking.for_command(found, self.theme)

    # Settings

    def ask_settings(self) -> None:
        """Let the user choose the settings."""
        if (chosen := self.asking.for_settings(self.settings)) is not None:
            self.preferences.take(chosen)

    def on_themed(self, theme: Theme) -> None:
        """Give every part the colours of a theme."""
        self.actions_[f"theme_{self.settings.theme}"].setChecked(True)
        for part in (
            self.top_bar,
            self.library,
            self.search,
            self.first_run,
            self.panes,
            self.marks_bar,
            self.stance,
            self.compare,
            self.timeline,
            self.review_bar,
            self.notice,
        ):
            part.set_theme(theme)

    def choose_library(self) -> None:
        """Let the user choose another library."""
        if (folder := self.asking.for_library()) is not None:
            self.library_chosen.emit(folder)

    def _restore(self) -> None:
        state = memory.window_state(self.settings)
        if not self.restoreGeometry(state.window):
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))
        if not self._columns.restoreState(state.columns):
            self.lay_out(self.size())
        self.panes.restore_state(state.panes)
        for name, column in self._put_away().items():
            column.setHidden(name in state.hidden)
            self.actions_[name].setChecked(name not in state.hidden)
        self.actions_[f"theme_{self.settings.theme}"].setChecked(True)
        self.actions_["report"].setEnabled(False)
        for name in MARKS:
            shown = name not in self.settings.hidden_layers
            self.actions_[f"mark_{name}"].setChecked(shown)
            self.marking.switch(name, shown)
        for name in (
            *("brief", "import_files", "import_folder", "reindex", "analyse"),
            *("correct_name", "confirm_name"),
        ):
            self.actions_[name].setEnabled(self.workspace.writable)
        self.first_run.set_writable(self.workspace.writable)
        self.hovering.card.set_writable(self.workspace.writable)
        self.entities.set_writable(self.workspace.writable)
        self.actions_["linked"].setChecked(self.settings.linked)
        self.aligning.following.switch(self.settings.linked)

    def _put_away(self) -> dict[str, QWidget]:
        """The columns that can be put away, by the actions that do it."""
        return {"left_column": self.search, "right_column": self.stance}

    def _columns_wanted(self) -> set[str]:
        """The columns that are open, or will be again in a wider window."""
        return {*self.full_screen.open_columns(), *self.narrowing.gave_way}

    def remember(self) -> None:
        """Remember how the window is left."""
        key, settings = str(self.workspace.folder), self.settings
        self.preferences.save(
            window=memory.as_text(self.saveGeometry()),
            splitters={
                "columns": memory.as_text(self._columns.saveState()),
                "panes": memory.as_text(self.panes.save_state()),
                "hidden": " ".join(self._put_away().keys() - self._columns_wanted()),
            },
            sessions=memory.with_session(settings.sessions, key, self.reading.pages.session()),
        )

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window is left, stop the work and wait for it to end."""
        self.warm_up.stop()
        self.upkeep.rest()
        self.remember()
        self.reading.pages.places.write_now()
        self.pool.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders."""
        if self.workspace.writable and _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.first_run.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Await no drop any more."""
        self.first_run.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.first_run.set_dropping(False)
        if paths := _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.upkeep.import_paths(paths)


def _dropped(data: QMimeData) -> list[Path]:
    """The local files and folders among what is dragged; nothing is fetched from anywhere else."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

"""The window: it assembles the panels, connects them, and remembers how it was left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
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
from diptych.ui.regions import Region, ask_for_menu, go_to_next
from diptych.ui.reviewing import Reviewing
from diptych.ui.searching import Searching
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import ZOOMS, Fonts, Theme
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
        self._connect()
        # Only now: under a style sheet every step of the assembly would polish its widgets anew.
        self.preferences.put_on()
        self._restore()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.preferences.settings

    @property
    def theme(self) -> Theme:
        """The theme that is on."""
        return self.preferences.theme

    def begin(self) -> None:
        """Fill the window; called once it is on the screen, so that nothing holds that up."""
        self.begun = True
        self.library.refresh()
        self._on_history_changed()
        key = str(self.workspace.folder)
        self.reading.pages.reopen(self.settings.sessions.get(key, Session()))
        if not self.workspace.writable:
            self.notice.tell(self.tr("This library is open for reading only."))
        self.upkeep.update_index()
        self.upkeep.read_status()
        self._warm_up.start()

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
        self._warm_up = QTimer(self, singleShot=True, interval=WARM_UP_MS)

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

    def _connect_actions(self) -> None:
        do = {name: self.actions_[name].triggered.connect for name in self.actions_.names}
        do["import_files"](lambda: self.asking.for_files())
        do["import_folder"](lambda: self.asking.for_folder())
        do["report"](lambda: self._show_report())
        do["library"](lambda: self._choose_library())
        do["backup"](lambda: self.asking.for_backup())
        do["check"](lambda: self.upkeep.check())
        do["reindex"](lambda: self.upkeep.reindex())
        do["settings"](lambda: self._ask_settings())
        do["quit"](lambda: self.close())
        do["analyse"](lambda: self.upkeep.analyse())
        do["print"](lambda: self.printing.ask())
        do["print_preview"](lambda: self.printing.preview())
        do["save_pdf"](lambda: self.printing.ask_for_pdf())
        do["copy"](lambda: self.quoting.copy())
        do["copy_cited"](lambda: self.quoting.copy_cited())
        do["look_up"](lambda: self.quoting.look_up())
        do["caret"](lambda on: self.panes.active_pane.page.show_caret(on))
        do["undo"](lambda: self.acts.undo())
        do["redo"](lambda: self.acts.redo())
        do["find"](lambda: self.panes.active_pane.open_find())
        do["search"](lambda: self._go_searching())
        for name in ("system", "light", "dark", "sepia"):
            do[f"theme_{name}"](lambda _, name=name: self.preferences.change(theme=name))
        do["larger"](lambda: self.preferences.zoom_by(ZOOMS.step))
        do["smaller"](lambda: self.preferences.zoom_by(-ZOOMS.step))
        do["normal"](lambda: self.preferences.change(zoom=100))
        for name in MARKS:
            do[f"mark_{name}"](lambda on, name=name: self._switch_marks(name, on))
        for name in ("view_articles", "view_names", "view_excerpts"):
            do[name](lambda: self._show_views())
        do["left_column"](lambda on: self.narrowing.show(self.search, on))
        do["right_column"](lambda on: self.narrowing.show(self.stance, on))
        do["read"](lambda: self._go_reading())
        for name in ("compare", "comparison"):
            do[name](lambda: self._go_comparing())
        do["next_hit"](lambda: self.searching.step(1))
        do["previous_hit"](lambda: self.searching.step(-1))
        do["save_search"](lambda: self.searching.save())
        do["write_hits"](lambda: self.searching.write())
        do["past_searches"](lambda: self._go_to_past_searches())
        for colour in range(4):
            do[f"highlight_{colour}"](lambda _, colour=colour: self.highlighting.highlight(colour))
        do["note"](lambda: self.highlighting.edit_note())
        do["next_mention"](lambda: self.hovering.step(1))
        do["previous_mention"](lambda: self.hovering.step(-1))
        do["next_position"](lambda: self.marking.step(self.panes.active_pane, 1))
        do["previous_position"](lambda: self.marking.step(self.panes.active_pane, -1))
        do["next_region"](lambda: go_to_next(self._regions(), 1))
        do["previous_region"](lambda: go_to_next(self._regions(), -1))
        do["menu_here"](lambda: ask_for_menu())
        do["brief"](lambda: self.asking.for_brief(self.theme))
        do["briefs"](lambda: self.asking.for_briefs())
        do["help"](lambda: self.asking.to_read_the_marks(self.theme))
        do["palette"](lambda: self._ask_command())
        do["keyboard"](lambda: self.asking.to_see_the_keys(self.actions_.by_menu()))
        do["about"](lambda: self.asking.to_know_the_program(self.theme))

    def _connect_panes(self) -> None:
        do = {name: self.actions_[name].triggered.connect for name in self.actions_.names}
        pages = self.reading.pages
        do["linked"](lambda on: self._link(on))
        do["why"](lambda: self.explaining.explain(self.theme))
        do["next_linked"](lambda: self.aligning.step(1))
        do["previous_linked"](lambda: self.aligning.step(-1))
        do["swap"](lambda: self.reading.swap())
        do["back"](lambda: pages.step(self.panes.active_pane, -1))
        do["forward"](lambda: pages.step(self.panes.active_pane, 1))
        do["next_tab"](lambda: pages.step_tab(self.panes.active_pane, 1))
        do["previous_tab"](lambda: pages.step_tab(self.panes.active_pane, -1))
        do["move_tab"](lambda: pages.move_current(self.panes.active_pane))
        do["original"](lambda: self.reading.open_original())
        do["close_pane"](lambda: self.reading.close())
        self.aligning.changed.connect(self._show_positions)

    def _connect_comparing(self) -> None:
        self._connect_timeline()
        for name, do in (
            ("add_evidence", lambda: self.judging.add()),
            ("repair", lambda: self.judging.repair()),
            ("review", lambda: self._review()),
        ):
            self.actions_[name].triggered.connect(do)
            self.actions_[name].setEnabled(self.workspace.writable)
        self.judging.refused.connect(lambda words: self.notice.tell(words))
        self.comparing.told.connect(lambda words: self.notice.tell(words))
        self.comparing.reading_asked.connect(lambda: self._show_mode("read"))
        self.comparing.listen(self._selected, lambda: self.search.query)
        self.compare.said.connect(self.status.set_compared)
        self.stance.comparison_asked.connect(self._go_comparing)
        self.stance.pair_asked.connect(self.comparing.show_pair)
        self.compare.review_asked.connect(self._review)
        self.reviewing.shown.connect(lambda _: self.eye.hold())
        self.reviewing.shown.connect(self.stance.show_issue)
        self.reviewing.begun.connect(lambda: self._show_mode("read"))
        self.reviewing.ended.connect(self._go_comparing)
        self.reviewing.told.connect(lambda words: self.notice.tell(words))
        self.actions_["undo"].triggered.connect(lambda: self.reviewing.on_undone())
        self.actions_["redo"].triggered.connect(lambda: self.reviewing.on_redone())
        self.acts.changed.connect(self.reviewing.on_changed)
        self.eye.moved.connect(self.stance.follow)
        self.eye.moved.connect(lambda issue, _: self.compare.mark_eye(issue))
        self.comparing.reading_asked.connect(self.eye.hold)
        self.marking.position_activated.connect(lambda _: self.eye.hold())

    def _connect_timeline(self) -> None:
        self.timeline.open_asked.connect(self.comparing.show)
        self.timeline.pair_asked.connect(self.comparing.show_pair)
        self.timeline.compare_asked.connect(self._go_comparing)
        for part in (self.timeline, self.issue_editing, self.mirroring):
            part.told.connect(lambda words: self.notice.tell(words))
        self.actions_["timeline"].triggered.connect(lambda: self._go_over_time())
        self.actions_["issues"].triggered.connect(lambda: self.issue_editing.open())
        self.actions_["issues"].setEnabled(self.workspace.writable)
        self.actions_["symmetry"].triggered.connect(lambda: self.mirroring.check())
        self.mirroring.open_asked.connect(self._show_place)
        self.issue_editing.replaced.connect(self._on_dossier_replaced)
        self.acts.changed.connect(self.timeline.on_changed)
        self.preferences.signed.connect(self.timeline.set_initials)

    def _connect(self) -> None:
        self._connect_actions()
        self._connect_panes()
        self._connect_comparing()
        self._connect_names()
        self.article_actions.opened.connect(self.reading.open)
        self.article_actions.tagging_asked.connect(self.asking.for_tag)
        self.article_actions.collecting_asked.connect(self.asking.for_collection)
        self.article_actions.correcting_asked.connect(self.asking.for_facts)
        self.library.article_opened.connect(self.reading.open)
        self.library.pair_opened.connect(self.reading.open_two)
        self.library.articles_chosen.connect(self.article_actions.set_articles)
        self.library.listed.connect(self._on_listed)
        self.hints.chosen.connect(self.search.search)
        self.searching.told.connect(lambda words: self.notice.tell(words))
        self.searching.briefs_asked.connect(lambda: self.asking.for_briefs())
        self.article_actions.similar_asked.connect(self._search_like)
        self.search.hits_chosen.connect(self._on_hits_chosen)
        self.first_run.first_two_asked.connect(self._go_reading)
        self.first_run.search_asked.connect(self._go_searching)
        self.first_run.files_asked.connect(self.asking.for_files)
        self.first_run.folder_asked.connect(self.asking.for_folder)
        self.first_run.help_asked.connect(self.actions_["help"].trigger)
        self.reading.changed.connect(self._on_panes_changed)
        self.quoting.find_asked.connect(self._search_for)
        self.printing.told.connect(lambda words: self.notice.tell(words, bad=True))
        self.marking.position_activated.connect(lambda evidence: self.stance.show_issue(evidence.issue))
        self.entities.place_opened.connect(self.reading.open_at)
        self.excerpts.excerpt_opened.connect(self.reading.open_at)
        self.excerpts.note_asked.connect(self.highlighting.edit_at)
        for pane in (self.panes.left, self.panes.right):
            pane.hit_changed.connect(lambda *_: self._show_hits())
            pane.page.marks_changed.connect(self._show_hits)
            pane.page.caret_changed.connect(lambda _: self._show_caret())
            self._give_up_keys(pane)

        for hear in (
            self.library.on_changed,
            self.search.on_changed,
            self.reading.on_changed,
            self.marking.on_changed,
            self.aligning.on_changed,
            self.entities.on_changed,
            self.excerpts.on_changed,
            self.stance.on_changed,
            self.compare.on_changed,
            self.upkeep.on_changed,
            self._on_changed,
        ):
            self.acts.changed.connect(hear)
        self.upkeep.imported.connect(self._on_imported)
        self.upkeep.analysed.connect(self.acts.announce)
        for panel in (self.stance, self.compare):
            self.preferences.signed.connect(panel.set_initials)
        self.upkeep.filling.connect(self.library.refresh)
        self.upkeep.indexed.connect(self.search.repeat)
        self.upkeep.status_read.connect(self.status.show_status)
        self.upkeep.told.connect(lambda words, bad: self.notice.tell(words, bad=bad))
        self.pool.troubled.connect(lambda error: self.notice.tell(str(error), bad=True))
        self.preferences.save_due.connect(self._save)
        self.preferences.themed.connect(self._on_themed)
        self.preferences.zoomed.connect(self.panes.set_zoom)
        self.preferences.signed.connect(self.stance.set_initials)
        self._warm_up.timeout.connect(self.upkeep.warm_up)
        self._warm_up.timeout.connect(self.search.read_kept)
        app = cast(QApplication, QApplication.instance())
        app.focusChanged.connect(self._on_focus_changed)
        app.styleHints().colorSchemeChanged.connect(self.preferences.follow_desktop)

    def _connect_names(self) -> None:
        for name, do in (
            ("show_card", self.hovering.show_at_caret),
            ("correct_name", lambda: self.entities.correct_current() or self.naming.correct_here()),
            ("confirm_name", self.naming.confirm_here),
        ):
            self.actions_[name].triggered.connect(lambda _=False, do=do: do())
        self.hovering.find_asked.connect(self._search_for)
        self.entities.correct_asked.connect(self.naming.correct_row)
        self.naming.corrected.connect(
            lambda act: self.notice.tell(f"{act}.", offer=self.tr("Undo"), do=self.acts.undo)
        )

    def _give_up_keys(self, pane: QWidget) -> None:
        """The menus hold these keys; the same ones on a pane would make both do nothing."""
        for action in pane.actions():
            action.setShortcuts([])

    # What is shown

    def _on_listed(self, listing: Listing) -> None:
        self._everything = everything = listing.everything
        self.search.set_library_size(len(everything))
        self.first_run.set_library(len(everything), sum(article.bundled for article in everything))
        self._example_hints = hints(everything)
        words = wording.articles(len(everything))
        self.top_bar.say(f"{self._dispute}  ·  {words}" if self._dispute else words)
        self._on_panes_changed()

    def _on_panes_changed(self) -> None:
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
        self._show_positions()
        self._choose_target()
        self.preferences.save_soon()

    def _show_positions(self) -> None:
        for side in SIDES:
            self.status.set_reading(side, self.aligning.progress(side))
        self.status.set_linked(self.aligning.said)

    def _show_caret(self) -> None:
        self.actions_["caret"].setChecked(self.panes.active_pane.page.caret_shown)

    def _show_hits(self) -> None:
        self.marks_bar.set_hits(*self.panes.active_pane.hits)

    def _link(self, on: bool) -> None:
        self.aligning.following.switch(on)
        self.preferences.change(linked=on)

    def _switch_marks(self, name: str, on: bool) -> None:
        self.marking.switch(name, on)
        kept = [each for each in self.settings.hidden_layers if each != name]
        self.preferences.change(hidden_layers=tuple(kept if on else [*kept, name]))

    def _on_changed(self, changes: Changes) -> None:
        self._on_history_changed()

    def _on_history_changed(self) -> None:
        self.actions_.set_history(self.workspace.undo_label(), self.workspace.redo_label())

    def _on_imported(self, report: ImportReport) -> None:
        self._last_report = report
        self.actions_["report"].setEnabled(True)
        self.acts.announce(report.changes)
        from diptych.ui.models.import_results import summary

        words = " ".join(filter(None, (summary(report), report.index_problem)))
        bad = report.failed or bool(report.index_problem)
        self.notice.tell(words, bad=bad, offer=self.tr("Show the report"), do=self._show_report)

    def _show_report(self) -> None:
        if self._last_report is not None:
            self.asking.to_see_a_report(self._last_report, self.theme, self.reading.open)

    def _review(self) -> None:
        """Go through what is compared and not yet reviewed."""
        self.reviewing.start(self.comparing.query(aside=False), self.panes.active)

    def _selected(self) -> list[int]:
        """The articles selected in the list that is shown."""
        return self.search.chosen() if self.search.active else [each.id for each in self.library.chosen()]

    def _on_hits_chosen(self, ids: list[int]) -> None:
        self.pool.run(lambda: self.workspace.articles(ids=ids), on_done=self.article_actions.set_articles)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and (self.panes.isAncestorOf(now) or self.search.isAncestorOf(now)):
            self._in_panes = self.panes.isAncestorOf(now)
            self._choose_target()

    def _choose_target(self) -> None:
        """The articles that the Article menu works on: the one being read, or those chosen in a list."""
        reading = self.reading.active
        if self._in_panes and reading is not None:
            self.article_actions.set_articles([reading])
        elif self.search.active:
            self._on_hits_chosen(self.search.chosen())
        else:
            self.article_actions.set_articles(self.library.chosen())

    # Going about

    def _go_reading(self) -> None:
        """Put the caret into the left article; when nothing is open, open the first two of the list."""
        self._show_mode("read")
        if self.panes.is_empty:
            self.reading.open_two(self.library.model.ids()[:2])
        else:
            self.panes.active_pane.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_comparing(self, issue: str = "") -> None:
        """Compare the parties issue by issue; bring an issue into view if one is named."""
        self._show_mode("compare")
        if issue:
            self.compare.show_issue(issue)
        self.compare.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_over_time(self) -> None:
        """Show what was said when, and what is not said."""
        self._show_mode("timeline")
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_place(self, article: int, span: Span) -> None:
        self._show_mode("read")
        self.reading.open_at(article, span)

    def _on_dossier_replaced(self, before: Dossier) -> None:
        self.notice.tell(
            self.tr("The library has another dossier and is analysed anew by it."),
            offer=self.tr("Take the one before again"),
            do=lambda: self.issue_editing.take(before),
        )
        self.upkeep.analyse()

    def _show_mode(self, name: str) -> None:
        self.actions_[name].setChecked(True)
        modes = {"compare": self.compare, "timeline": self.timeline}
        self._modes.setCurrentWidget(modes.get(name, self._columns))
        self.status.show_compared(on=name == "compare")

    def _go_searching(self) -> None:
        """Put the caret into the search field, showing its column if need be."""
        self._show_mode("read")
        self.narrowing.show(self.search)
        self.search.focus()

    def _show_views(self) -> None:
        """Show the left column's views in place of what was found."""
        self.search.clear()
        self.narrowing.show(self.search)

    def _go_to_past_searches(self) -> None:
        self._go_searching()
        self.search.show_past()

    def _search_like(self, article: int) -> None:
        self._show_mode("read")
        self.narrowing.show(self.search)
        self.searching.more_like(article)

    def _search_for(self, query: str) -> None:
        self._go_searching()
        self.search.search(query)

    def _regions(self) -> list[Region]:
        lists = self.search.found.current_view() if self.search.active else self.library.view
        regions = [Region(self.search, lists), Region(self.compare, self.compare.view)]
        regions.append(Region(self.timeline, self.timeline.lanes))
        if self.panes.is_empty:
            regions.append(Region(self.first_run, self.first_run.first_button))
        panes = (self.panes.left, self.panes.right)
        return regions + [Region(pane, pane.page) for pane in panes if pane.article is not None]

    def _ask_command(self) -> None:
        issues = [(issue.id, issue.name) for issue in self.workspace.dispute.dossier.issues]
        articles = [(article.id, article.title) for article in self._everything]
        found = entries(self.actions_.by_menu(), issues, articles, self._go_comparing, self.reading.open)
        self.asking.for_command(found, self.theme)

    # Settings

    def _ask_settings(self) -> None:
        if (chosen := self.asking.for_settings(self.settings)) is not None:
            self.preferences.take(chosen)

    def _on_themed(self, theme: Theme) -> None:
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

    def _choose_library(self) -> None:
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

    def _save(self) -> None:
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
        self._warm_up.stop()
        self.upkeep.rest()
        self._save()
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

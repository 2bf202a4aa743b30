"""What each command does and who hears whom: all connections of the window in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QApplication, QWidget

from diptych.ui.panels.marks_bar import NAMES as MARKS
from diptych.ui.regions import ask_for_menu, go_to_next
from diptych.ui.theme import ZOOMS

if TYPE_CHECKING:
    from diptych.ui.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Connect the parts of the window with each other and with the commands of its menus."""
    for part in (
        _file_commands,
        _text_commands,
        _view_commands,
        _go_commands,
        _pane_commands,
        _lists,
        _reading,
        _comparing,
        _timeline,
        _names,
        _changes,
        _program,
    ):
        part(window)


def _commands(window: MainWindow) -> dict[str, Callable[[Callable[..., Any]], object]]:
    return {name: window.actions_[name].triggered.connect for name in window.actions_.names}


def _file_commands(window: MainWindow) -> None:
    do = _commands(window)
    do["import_files"](lambda: window.asking.for_files())
    do["import_folder"](lambda: window.asking.for_folder())
    do["report"](lambda: window.show_report())
    do["library"](lambda: window.choose_library())
    do["backup"](lambda: window.asking.for_backup())
    do["check"](lambda: window.upkeep.check())
    do["reindex"](lambda: window.upkeep.reindex())
    do["settings"](lambda: window.ask_settings())
    do["quit"](lambda: window.close())
    do["analyse"](lambda: window.upkeep.analyse())
    do["print"](lambda: window.printing.ask())
    do["print_preview"](lambda: window.printing.preview())
    do["save_pdf"](lambda: window.printing.ask_for_pdf())


def _text_commands(window: MainWindow) -> None:
    do = _commands(window)
    do["undo"](lambda: window.acts.undo())
    do["redo"](lambda: window.acts.redo())
    do["copy"](lambda: window.quoting.copy())
    do["copy_cited"](lambda: window.quoting.copy_cited())
    do["look_up"](lambda: window.quoting.look_up())
    do["caret"](lambda on: window.panes.active_pane.page.show_caret(on))
    do["find"](lambda: window.panes.active_pane.open_find())
    do["search"](lambda: window.go_searching())


def _view_commands(window: MainWindow) -> None:
    do = _commands(window)
    for name in ("system", "light", "dark", "sepia"):
        do[f"theme_{name}"](lambda _, name=name: window.preferences.change(theme=name))
    do["larger"](lambda: window.preferences.zoom_by(ZOOMS.step))
    do["smaller"](lambda: window.preferences.zoom_by(-ZOOMS.step))
    do["normal"](lambda: window.preferences.change(zoom=100))
    for name in MARKS:
        do[f"mark_{name}"](lambda on, name=name: window.switch_marks(name, on))
    for name in ("view_articles", "view_names", "view_excerpts"):
        do[name](lambda: window.show_views())
    do["left_column"](lambda on: window.narrowing.show(window.search, on))
    do["right_column"](lambda on: window.narrowing.show(window.stance, on))


def _go_commands(window: MainWindow) -> None:
    do = _commands(window)
    do["read"](lambda: window.go_reading())
    for name in ("compare", "comparison"):
        do[name](lambda: window.go_comparing())
    do["next_hit"](lambda: window.searching.step(1))
    do["previous_hit"](lambda: window.searching.step(-1))
    do["save_search"](lambda: window.searching.save())
    do["write_hits"](lambda: window.searching.write())
    do["past_searches"](lambda: window.go_to_past_searches())
    for colour in range(4):
        do[f"highlight_{colour}"](lambda _, colour=colour: window.highlighting.highlight(colour))
    do["note"](lambda: window.highlighting.edit_note())
    do["next_mention"](lambda: window.hovering.step(1))
    do["previous_mention"](lambda: window.hovering.step(-1))
    do["next_position"](lambda: window.marking.step(window.panes.active_pane, 1))
    do["previous_position"](lambda: window.marking.step(window.panes.active_pane, -1))
    do["next_region"](lambda: go_to_next(window.regions(), 1))
    do["previous_region"](lambda: go_to_next(window.regions(), -1))
    do["menu_here"](lambda: ask_for_menu())
    do["brief"](lambda: window.asking.for_brief(window.theme))
    do["briefs"](lambda: window.asking.for_briefs())
    do["help"](lambda: window.asking.to_read_the_marks(window.theme))
    do["palette"](lambda: window.ask_command())
    do["keyboard"](lambda: window.asking.to_see_the_keys(window.actions_.by_menu()))
    do["about"](lambda: window.asking.to_know_the_program(window.theme))


def _pane_commands(window: MainWindow) -> None:
    do = _commands(window)
    pages = window.reading.pages
    do["linked"](lambda on: window.link(on))
    do["why"](lambda: window.explaining.explain(window.theme))
    do["next_linked"](lambda: window.aligning.step(1))
    do["previous_linked"](lambda: window.aligning.step(-1))
    do["swap"](lambda: window.reading.swap())
    do["back"](lambda: pages.step(window.panes.active_pane, -1))
    do["forward"](lambda: pages.step(window.panes.active_pane, 1))
    do["next_tab"](lambda: pages.step_tab(window.panes.active_pane, 1))
    do["previous_tab"](lambda: pages.step_tab(window.panes.active_pane, -1))
    do["move_tab"](lambda: pages.move_current(window.panes.active_pane))
    do["original"](lambda: window.reading.open_original())
    do["close_pane"](lambda: window.reading.close())
    window.aligning.changed.connect(window.show_positions)


def _lists(window: MainWindow) -> None:
    window.article_actions.opened.connect(window.reading.open)
    window.article_actions.tagging_asked.connect(window.asking.for_tag)
    window.article_actions.collecting_asked.connect(window.asking.for_collection)
    window.article_actions.correcting_asked.connect(window.asking.for_facts)
    window.library.article_opened.connect(window.reading.open)
    window.library.pair_opened.connect(window.reading.open_two)
    window.library.articles_chosen.connect(window.article_actions.set_articles)
    window.library.listed.connect(window.on_listed)
    window.hints.chosen.connect(window.search.search)
    window.searching.told.connect(lambda words: window.notice.tell(words))
    window.searching.briefs_asked.connect(lambda: window.asking.for_briefs())
    window.article_actions.similar_asked.connect(window.search_like)
    window.search.hits_chosen.connect(window.on_hits_chosen)
    window.first_run.first_two_asked.connect(window.go_reading)
    window.first_run.search_asked.connect(window.go_searching)
    window.first_run.files_asked.connect(window.asking.for_files)
    window.first_run.folder_asked.connect(window.asking.for_folder)
    window.first_run.help_asked.connect(window.actions_["help"].trigger)


def _reading(window: MainWindow) -> None:
    window.reading.changed.connect(window.on_panes_changed)
    window.quoting.find_asked.connect(window.search_for)
    window.printing.told.connect(lambda words: window.notice.tell(words, bad=True))
    window.marking.position_activated.connect(lambda evidence: window.stance.show_issue(evidence.issue))
    window.entities.place_opened.connect(window.reading.open_at)
    window.excerpts.excerpt_opened.connect(window.reading.open_at)
    window.excerpts.note_asked.connect(window.highlighting.edit_at)
    for pane in (window.panes.left, window.panes.right):
        pane.hit_changed.connect(lambda *_: window.show_hits())
        pane.page.marks_changed.connect(window.show_hits)
        pane.page.caret_changed.connect(lambda _: window.show_caret())
        _give_up_keys(pane)


def _comparing(window: MainWindow) -> None:
    for name, do in (
        ("add_evidence", lambda: window.judging.add()),
        ("repair", lambda: window.judging.repair()),
        ("review", lambda: window.review()),
    ):
        window.actions_[name].triggered.connect(do)
        window.actions_[name].setEnabled(window.workspace.writable)
    window.judging.refused.connect(lambda words: window.notice.tell(words))
    window.comparing.told.connect(lambda words: window.notice.tell(words))
    window.comparing.reading_asked.connect(lambda: window.show_mode("read"))
    window.comparing.listen(window.selected, lambda: window.search.query)
    window.compare.said.connect(window.status.set_compared)
    window.stance.comparison_asked.connect(window.go_comparing)
    window.stance.pair_asked.connect(window.comparing.show_pair)
    window.compare.review_asked.connect(window.review)
    window.reviewing.shown.connect(lambda _: window.eye.hold())
    window.reviewing.shown.connect(window.stance.show_issue)
    window.reviewing.begun.connect(lambda: window.show_mode("read"))
    window.reviewing.ended.connect(window.go_comparing)
    window.reviewing.told.connect(lambda words: window.notice.tell(words))
    window.actions_["undo"].triggered.connect(lambda: window.reviewing.on_undone())
    window.actions_["redo"].triggered.connect(lambda: window.reviewing.on_redone())
    window.acts.changed.connect(window.reviewing.on_changed)
    window.eye.moved.connect(window.stance.follow)
    window.eye.moved.connect(lambda issue, _: window.compare.mark_eye(issue))
    window.comparing.reading_asked.connect(window.eye.hold)
    window.marking.position_activated.connect(lambda _: window.eye.hold())


def _timeline(window: MainWindow) -> None:
    window.timeline.open_asked.connect(window.comparing.show)
    window.timeline.pair_asked.connect(window.comparing.show_pair)
    window.timeline.compare_asked.connect(window.go_comparing)
    for part in (window.timeline, window.issue_editing, window.mirroring):
        part.told.connect(lambda words: window.notice.tell(words))
    window.actions_["timeline"].triggered.connect(lambda: window.go_over_time())
    window.actions_["issues"].triggered.connect(lambda: window.issue_editing.open())
    window.actions_["issues"].setEnabled(window.workspace.writable)
    window.actions_["symmetry"].triggered.connect(lambda: window.mirroring.check())
    window.mirroring.open_asked.connect(window.show_place)
    window.issue_editing.replaced.connect(window.on_dossier_replaced)
    window.acts.changed.connect(window.timeline.on_changed)
    window.preferences.signed.connect(window.timeline.set_initials)


def _names(window: MainWindow) -> None:
    do = _commands(window)
    do["show_card"](lambda: window.hovering.show_at_caret())
    do["correct_name"](lambda: _correct_name(window))
    do["confirm_name"](lambda: window.naming.confirm_here())
    window.hovering.find_asked.connect(window.search_for)
    window.entities.correct_asked.connect(window.naming.correct_row)
    window.naming.corrected.connect(
        lambda act: window.notice.tell(f"{act}.", offer=window.tr("Undo"), do=window.acts.undo)
    )


def _correct_name(window: MainWindow) -> None:
    if not window.entities.correct_current():
        window.naming.correct_here()


def _changes(window: MainWindow) -> None:
    for hear in (
        window.library.on_changed,
        window.search.on_changed,
        window.reading.on_changed,
        window.marking.on_changed,
        window.aligning.on_changed,
        window.entities.on_changed,
        window.excerpts.on_changed,
        window.stance.on_changed,
        window.compare.on_changed,
        window.upkeep.on_changed,
        window.on_changed,
    ):
        window.acts.changed.connect(hear)


def _program(window: MainWindow) -> None:
    window.upkeep.imported.connect(window.on_imported)
    window.upkeep.analysed.connect(window.acts.announce)
    for panel in (window.stance, window.compare):
        window.preferences.signed.connect(panel.set_initials)
    window.upkeep.filling.connect(window.library.refresh)
    window.upkeep.indexed.connect(window.search.repeat)
    window.upkeep.status_read.connect(window.status.show_status)
    window.upkeep.told.connect(lambda words, bad: window.notice.tell(words, bad=bad))
    window.pool.troubled.connect(lambda error: window.notice.tell(str(error), bad=True))
    window.preferences.save_due.connect(window.remember)
    window.preferences.themed.connect(window.on_themed)
    window.preferences.zoomed.connect(window.panes.set_zoom)
    window.preferences.signed.connect(window.stance.set_initials)
    window.warm_up.timeout.connect(window.upkeep.warm_up)
    window.warm_up.timeout.connect(window.search.read_kept)
    app = cast(QApplication, QApplication.instance())
    app.focusChanged.connect(window.on_focus_changed)
    app.styleHints().colorSchemeChanged.connect(window.preferences.follow_desktop)


def _give_up_keys(pane: QWidget) -> None:
    """The menus hold these keys; the same ones on a pane would make both do nothing."""
    for action in pane.actions():
        action.setShortcuts([])

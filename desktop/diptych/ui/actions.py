"""The menus: every command of the window with its words and its key, in one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from diptych.ui.models.wording import one_line, tr


class Command(NamedTuple):
    """One line of a menu. ``keys`` are separated by two spaces; ``group`` makes it one choice of several."""

    name: str
    text: str
    keys: str = ""
    checkable: bool = False
    group: str = ""


class Submenu(NamedTuple):
    """Commands that open beside a line of a menu."""

    text: str
    commands: tuple[Command | None, ...]


Menu = tuple[str, tuple[Command | Submenu | None, ...]]


def menus() -> tuple[Menu, ...]:
    """The menus from left to right; None is a line between commands. The Article menu is filled elsewhere."""
    return (
        (
            tr("&File"),
            (
                Command("import_files", tr("Import &files…"), "Ctrl+O"),
                Command("import_folder", tr("Import f&older…"), "Ctrl+Shift+O"),
                Command("report", tr("&Last import report…")),
                None,
                Command("library", tr("Open &another library…")),
                Command("backup", tr("&Back up the library…")),
                Command("check", tr("&Check the library")),
                Command("reindex", tr("Build the search &index anew")),
                None,
                Command("print", tr("&Print…"), "Ctrl+P"),
                Command("print_preview", tr("Print pre&view…"), "Ctrl+Shift+P"),
                Command("save_pdf", tr("Save as P&DF…"), "Ctrl+Alt+P"),
                None,
                Command("settings", tr("&Settings…"), "Ctrl+,"),
                Command("quit", tr("&Quit"), "Ctrl+Q"),
            ),
        ),
        (
            tr("&Edit"),
            (
                Command("undo", tr("&Undo"), "Ctrl+Z"),
                Command("redo", tr("&Redo"), "Ctrl+Shift+Z"),
                None,
                Command("copy", tr("&Copy"), "Ctrl+C"),
                Command("copy_cited", tr("Copy with ci&tation"), "Ctrl+Shift+C"),
                Command("look_up", tr("&Look up in the library"), "Ctrl+Shift+L"),
                Command("caret", tr("C&aret in the text"), "F7", True),
                None,
                Command("find", tr("&Find in the article"), "Ctrl+F"),
                Command("search", tr("&Search the library"), "Ctrl+Shift+F"),
                Command("past_searches", tr("Earlier and saved searches"), "Ctrl+J"),
                Command("save_search", tr("Save this search…"), "Ctrl+S"),
                Command("write_hits", tr("Write the hits to a file…"), "Ctrl+Shift+S"),
                None,
                Command("highlight_0", tr("&Highlight in yellow"), "Ctrl+H  Ctrl+Shift+1"),
                Command("highlight_1", tr("Highlight in &green"), "Ctrl+Shift+2"),
                Command("highlight_2", tr("Highlight in &pink"), "Ctrl+Shift+3"),
                Command("highlight_3", tr("Highlight in &blue"), "Ctrl+Shift+4"),
                Command("note", tr("Edit the &note…"), "Ctrl+Shift+H"),
                None,
                Command("correct_name", tr("Correct the na&me…"), "F2"),
                Command("confirm_name", tr("Confirm the name, or take it back"), "Shift+F2"),
            ),
        ),
        (tr("&Article"), ()),
        (
            tr("&View"),
            (
                Command("theme_system", tr("Theme as the &desktop"), "", True, "theme"),
                Command("theme_light", tr("&Light"), "", True, "theme"),
                Command("theme_dark", tr("Dar&k"), "", True, "theme"),
                Command("theme_sepia", tr("&Sepia"), "", True, "theme"),
                None,
                Command("larger", tr("La&rger text"), "Ctrl++  Ctrl+="),
                Command("smaller", tr("S&maller text"), "Ctrl+-"),
                Command("normal", tr("&Normal text"), "Ctrl+0"),
                Submenu(
                    tr("Type and &width"),
                    (
                        Command("reading_font_serif", tr("&Serif"), "", True, "reading_font"),
                        Command("reading_font_sans", tr("S&ans serif"), "", True, "reading_font"),
                        Command("reading_font_system", tr("As the &desktop"), "", True, "reading_font"),
                        None,
                        Command("measure_narrow", tr("&Narrow column"), "", True, "measure"),
                        Command("measure_normal", tr("Nor&mal column"), "", True, "measure"),
                        Command("measure_wide", tr("&Wide column"), "", True, "measure"),
                        None,
                        Command("leading_tight", tr("&Tight lines"), "", True, "leading"),
                        Command("leading_normal", tr("Norma&l lines"), "", True, "leading"),
                        Command("leading_loose", tr("L&oose lines"), "", True, "leading"),
                    ),
                ),
                Command("paragraph_numbers", tr("Paragraph n&umbers"), "Ctrl+Alt+N", True),
                None,
                Command("mark_people", tr("P&eople"), "Alt+1", True),
                Command("mark_organisations", tr("&Organisations"), "Alt+2", True),
                Command("mark_places", tr("Pla&ces"), "Alt+3", True),
                Command("mark_events", tr("E&vents"), "Alt+4", True),
                Command("mark_positions", tr("Posi&tions"), "Alt+5", True),
                Command("mark_highlights", tr("&Highlights"), "Alt+6", True),
                Command("mark_search", tr("Se&arch"), "Alt+7", True),
                Command("names_by_party", tr("Names in their party's colour"), "Alt+8", True),
                None,
                Command("view_articles", tr("Art&icles"), "Ctrl+Shift+A", True, "left"),
                Command("view_names", tr("Names in the librar&y"), "Ctrl+Shift+N", True, "left"),
                Command("view_excerpts", tr("List of hi&ghlights"), "Ctrl+Shift+E", True, "left"),
                None,
                Command("left_column", tr("Li&brary column"), "F9", True),
                Command("right_column", tr("&Positions column"), "Shift+F9", True),
                Command("full_screen", tr("&Full screen"), "F11", True),
            ),
        ),
        (
            tr("&Go"),
            (
                Command("palette", tr("Comman&ds…"), "Ctrl+K"),
                None,
                Command("read", tr("&Read"), "Ctrl+1", True, "mode"),
                Command("compare", tr("Compar&e"), "Ctrl+2", True, "mode"),
                Command("timeline", tr("&Timeline"), "Ctrl+3", True, "mode"),
                None,
                Command("next_hit", tr("&Next hit"), "F3"),
                Command("previous_hit", tr("&Previous hit"), "Shift+F3"),
                Command("next_mention", tr("Next na&me"), "Alt+Down"),
                Command("previous_mention", tr("Previous n&ame"), "Alt+Up"),
                Command("show_card", tr("Show the name's card"), "Ctrl+I"),
                Command("why", tr("&Why is this a position?"), "Shift+F1"),
                Command("next_position", tr("Next position"), "Ctrl+Alt+Down"),
                Command("previous_position", tr("Previous position"), "Ctrl+Alt+Up"),
                None,
                Command("next_region", tr("Next re&gion"), "F6"),
                Command("previous_region", tr("Previous regi&on"), "Shift+F6"),
                Command("menu_here", tr("Menu of what is chosen"), "Shift+F10"),
                None,
                Command("linked", tr("Lin&ked by meaning"), "Ctrl+Alt+L", True),
                Command("next_linked", tr("Next linked passage"), "Alt+PgDown"),
                Command("previous_linked", tr("Previous linked passage"), "Alt+PgUp"),
                None,
                Command("back", tr("&Back"), "Alt+Left"),
                Command("forward", tr("&Forward"), "Alt+Right"),
                Command("next_tab", tr("Next tab"), "Ctrl+Tab"),
                Command("previous_tab", tr("Previous tab"), "Ctrl+Shift+Tab"),
                Command("move_tab", tr("Mo&ve to the other pane"), "Ctrl+Alt+M"),
                None,
                Command("original", tr("S&how the original beside"), "Ctrl+Alt+O"),
                Command("swap", tr("&Swap the panes"), "Ctrl+Alt+S"),
                Command("close_pane", tr("&Close the tab"), "Ctrl+W"),
            ),
        ),
        (
            tr("A&nalysis"),
            (
                Command("analyse", tr("&Analyse now")),
                Command("comparison", tr("Show &comparison…")),
                None,
                Command("issues", tr("&Issues and parties…"), "Ctrl+Shift+I"),
                Command("symmetry", tr("S&ymmetry check")),
                None,
                Command("add_evidence", tr("Add selection as &evidence…"), "Ctrl+E"),
                Command("review", tr("&Review positions"), "Ctrl+Shift+R"),
                Command("repair", tr("&Broken evidence…")),
            ),
        ),
        (
            tr("&Brief"),
            (
                Command("brief", tr("&New brief…"), "Ctrl+B"),
                Command("briefs", tr("&Export a brief again…"), "Ctrl+Shift+B"),
            ),
        ),
        (
            tr("&Help"),
            (
                Command("help", tr("&How to read the window"), "F1"),
                Command("keyboard", tr("&Keyboard"), "Ctrl+/"),
                Command("about", tr("&About Diptych")),
            ),
        ),
    )


class Actions(QObject):
    """The actions of the menus by name."""

    def __init__(self, bar: QMenuBar, article_actions: Sequence[QAction]) -> None:
        super().__init__(bar)
        self._by_name: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        for title, commands in menus():
            menu = bar.addMenu(title)
            self._menus[title] = menu
            self._fill(menu, commands)
        self._menus[tr("&Article")].addActions(article_actions)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    @property
    def names(self) -> Sequence[str]:
        """The names of all actions."""
        return tuple(self._by_name)

    @property
    def all(self) -> Mapping[str, QAction]:
        """All actions by name."""
        return self._by_name

    def by_menu(self) -> Mapping[str, Sequence[QAction]]:
        """The actions under the headings of their menus."""
        return {menu.title().replace("&", ""): list(_within(menu)) for menu in self._menus.values()}

    def set_history(self, undo: str, redo: str) -> None:
        """Say what would be undone and redone; empty where nothing would."""
        for name, plain, full, label in (
            ("undo", self.tr("&Undo"), self.tr("&Undo: {act}"), undo),
            ("redo", self.tr("&Redo"), self.tr("&Redo: {act}"), redo),
        ):
            act = one_line(label).replace("&", "&&")
            self[name].setText(full.format(act=act[:1].lower() + act[1:]) if act else plain)
            self[name].setEnabled(bool(act))

    def _fill(self, menu: QMenu, commands: Sequence[Command | Submenu | None]) -> None:
        for command in commands:
            if command is None:
                menu.addSeparator()
            elif isinstance(command, Submenu):
                self._fill(menu.addMenu(command.text), command.commands)
            else:
                menu.addAction(self._action(command))

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys.split("  ") if keys])
        action.setCheckable(command.checkable)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            group.addAction(action)
        self._by_name[command.name] = action
        return action


def _within(menu: QMenu) -> Iterator[QAction]:
    """The commands of a menu and of those that open beside its lines."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _within(inner)
        elif not action.isSeparator():
            yield action

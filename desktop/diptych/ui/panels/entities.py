"""The names of the library: who and what is named, how often, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import ChangeKind, Changes, EntityKind, Hit
from diptych.ui import icons
from diptych.ui.models import stances
from diptych.ui.models.entities import (
    ENTITY,
    EntityDelegate,
    EntityList,
    Narrowing,
    Order,
    PlaceDelegate,
    chosen,
    kind_in_words,
    method_in_words,
    places,
)
from diptych.ui.models.hits import HIT, HitList
from diptych.ui.models.wording import counted, one_line
from diptych.ui.panels.empty import EmptyState
from diptych.ui.panels.rows_view import RowsView
from diptych.ui.signs import Badge
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.corrections import NameRow

_DOWN = " \u25be"
_CHANGED = (ChangeKind.ENTITIES, ChangeKind.ARTICLES, ChangeKind.TEXTS)


class _Names(NamedTuple):
    entities: list[NameRow]
    badges: Mapping[str, Badge]
    parties: Mapping[str, str]
    pending: int


class EntitiesPanel(QWidget):
    """Lists the names of the library; one that is chosen gives way to the passages that hold it."""

    place_opened = Signal(int, object)
    """The article's id and the ``Span`` of the name in it."""

    correct_asked = Signal(object)
    """The ``NameRow`` that is to be corrected, or named."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, theme: Theme, fonts: Fonts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool = workspace, pool
        self._names = _Names([], {}, {}, 0)
        self._stale, self._reading = True, 0
        self._narrowing = Narrowing()
        self._order = Order.MENTIONS
        self._writable = True
        self._entity: NameRow | None = None
        self.field = QLineEdit()
        self.model, self.places = EntityList(self), HitList(self)
        self.view = RowsView(self.model, self.tr("Names in the library"), self)
        self.places_view = RowsView(self.places, self.tr("Passages that hold the name"), self)
        self._delegate = EntityDelegate(theme, fonts, self.view)
        self._place_delegate = PlaceDelegate(theme, fonts, self.places_view)
        self.view.dress(self._delegate)
        self.places_view.dress(self._place_delegate)
        self.kind_button = self._menu_button(self.tr("Which kinds of names are listed"))
        self.order_button = self._menu_button(self.tr("Order of the names"))
        self.narrow_button = self._menu_button(self.tr("Whose names, and how they were found"))
        self.unknown_button, self.correct_button = QPushButton(), QPushButton()
        self.back = QPushButton(self.tr("All names"))
        self.back.setToolTip(self.tr("Back to all names (Esc)"))
        self._count, self._title, self._sum, self._facts = QLabel(), QLabel(), QLabel(), QLabel()
        self._empty = EmptyState()
        self._listed, self._pages = QStackedWidget(), QStackedWidget()
        self._assemble()
        self._connect()
        self._fill_menus()
        self.set_theme(theme)

    @property
    def empty_words(self) -> tuple[str, str]:
        """What is said in place of the names; empty while there are some."""
        return self._empty.words if self._listed.currentWidget() is self._empty else ("", "")

    def refresh(self) -> None:
        """Read the names anew, off the window's thread."""
        self._stale = False
        self._reading += 1
        number = self._reading

        def show(names: _Names) -> None:
            if number == self._reading:
                self._names = names
                self._list()
                self._renew_places()

        self._pool.run(_read, self._workspace, on_done=show)

    def show_places(self, entity: NameRow) -> None:
        """List where a thing is named."""
        self._entity = entity
        self._title.setText(one_line(entity.name))
        self._facts.setText(self._facts_of(entity))
        self.correct_button.setText(self.tr("Correct…") if entity.known else self.tr("Name it…"))
        self._sum.setText("")
        self.places.set_hits(())
        self._pages.setCurrentIndex(1)

        def show(found: tuple[list[Hit], int]) -> None:
            if self._entity is entity:
                self._show_places(*found)

        self._pool.run(places, self._workspace, entity.key, on_done=show)

    def show_names(self) -> None:
        """Go back from the passages to all names."""
        self._entity = None
        self._pages.setCurrentIndex(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_writable(self, writable: bool) -> None:
        """Offer correcting, or not."""
        self._writable = writable
        self.correct_button.setVisible(writable)

    def correct_current(self) -> bool:
        """Ask for the name that the keyboard is on to be corrected; False when it is on none."""
        row = self._entity
        if row is None and self.view.hasFocus() and self.view.currentIndex().isValid():
            row = self.view.currentIndex().data(ENTITY)
        has_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        if row is None or not has_focus:
            return False
        self.correct_asked.emit(row)
        return True

    def on_changed(self, changes: Changes) -> None:
        """Show what a write has changed, at once where it is seen."""
        if changes.touches(*_CHANGED):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._delegate.set_theme(theme)
        self._place_delegate.set_theme(theme)
        self.back.setIcon(icons.icon("back", theme.accent, 12))
        self.view.viewport().update()
        self.places_view.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the names when they are first seen and after they changed unseen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Backspace go back to all names."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and self._entity is not None:
            self.show_names()
        else:
            super().keyPressEvent(event)

    def _assemble(self) -> None:
        self.field.setPlaceholderText(self.tr("Filter the names"))
        self.field.setAccessibleName(self.tr("Filter the names"))
        self.field.setClearButtonEnabled(True)
        for label, role in (
            (self._count, "strong"),
            (self._title, "strong"),
            (self._sum, "small"),
            (self._facts, "small"),
        ):
            give_role(label, role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._facts.setWordWrap(True)
        for link in (self.back, self.unknown_button, self.correct_button):
            give_role(link, "link")
        self.unknown_button.setCheckable(True)
        self.unknown_button.setToolTip(self.tr("List only names that the dossier does not have yet"))
        self.correct_button.setToolTip(self.tr("Say who or what this is (F2)"))
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 6, 4)
        head.addWidget(self._count)
        head.addWidget(self.kind_button)
        head.addStretch(1)
        head.addWidget(self.order_button)
        above = QHBoxLayout()
        above.setContentsMargins(12, 6, 6, 2)
        above.addWidget(self.field, 1)
        above.addWidget(self.narrow_button)
        unknown = QHBoxLayout()
        unknown.setContentsMargins(12, 0, 12, 4)
        unknown.addWidget(self.unknown_button)
        unknown.addStretch(1)
        self._listed.addWidget(self.view)
        self._listed.addWidget(self._empty)
        back = QHBoxLayout()
        back.setContentsMargins(10, 6, 12, 0)
        back.addWidget(self.back)
        back.addStretch(1)
        back.addWidget(self.correct_button)
        named = QVBoxLayout()
        named.setContentsMargins(14, 4, 12, 6)
        named.setSpacing(2)
        named.addWidget(self._title)
        named.addWidget(self._facts)
        named.addWidget(self._sum)
        for column in ((above, head, unknown, self._listed), (back, named, self.places_view)):
            page = QWidget()
            layout = QVBoxLayout(page)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            for part in column:
                if isinstance(part, QWidget):
                    layout.addWidget(part, 1)
                else:
                    layout.addLayout(part)
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._list())
        self.field.returnPressed.connect(self._enter_list)
        self.back.clicked.connect(self.show_names)
        self.narrow_button.menu().aboutToShow.connect(self._fill_narrowing)
        self.unknown_button.toggled.connect(self._show_unknown)
        self.correct_button.clicked.connect(lambda: self.correct_asked.emit(self._entity))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu_asked)
        self.view.row_opened.connect(lambda row, _: self._choose(row))
        self.view.clicked.connect(lambda index: self._choose(index.row()))
        self.places_view.row_opened.connect(lambda row, _: self._open(row))
        self.places_view.clicked.connect(lambda index: self._open(index.row()))
        self._place_delegate.side_chosen.connect(lambda index, _: self._open(index.row()))

    def _menu_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _fill_menus(self) -> None:
        kinds = (
            (self.tr("All kinds"), ()),
            (self.tr("People"), (EntityKind.PERSON,)),
            (self.tr("Organisations"), (EntityKind.ORGANISATION, EntityKind.MEDIA)),
            (self.tr("Places"), (EntityKind.PLACE,)),
            (self.tr("Events"), (EntityKind.EVENT, EntityKind.DOCUMENT)),
        )
        self._offer(self.kind_button, [(words, partial(self._set_kinds, some)) for words, some in kinds])
        orders = (
            (self.tr("Most named"), Order.MENTIONS),
            (self.tr("By name"), Order.NAME),
            (self.tr("By kind"), Order.KIND),
            (self.tr("Last seen"), Order.LATEST),
        )
        self._offer(self.order_button, [(words, partial(self._set_order, one)) for words, one in orders])

    def _offer(self, button: QToolButton, choices: Sequence[tuple[str, Callable[[], None]]]) -> None:
        menu = button.menu()
        group = QActionGroup(menu)
        for number, (words, do) in enumerate(choices):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(number == 0)
            group.addAction(action)
            action.triggered.connect(lambda _=False, do=do: do())
        group.triggered.connect(lambda action: button.setText(action.text() + _DOWN))
        button.setText(choices[0][0] + _DOWN)

    def _set_kinds(self, kinds: tuple[EntityKind, ...]) -> None:
        self._narrow(kinds=kinds)

    def _narrow(self, **what: Any) -> None:
        self._narrowing = self._narrowing._replace(**what)
        self.unknown_button.setChecked(self._narrowing.known is False)
        self._list()

    def _show_unknown(self, on: bool) -> None:
        if on != (self._narrowing.known is False):
            self._narrow(known=False if on else None)

    def _fill_narrowing(self) -> None:
        """Offer the parties by their names, sources and ways of finding; several hold together."""
        now, menu = self._narrowing, self.narrow_button.menu()
        menu.clear()
        for group in menu.findChildren(QActionGroup):
            group.deleteLater()
        sections: tuple[tuple[tuple[str, dict[str, Any]], ...], ...] = (
            (
                (self.tr("Any party"), {"party": None}),
                *((one_line(name), {"party": id_}) for id_, name in self._names.parties.items()),
                (self.tr("Neither party"), {"party": ""}),
            ),
            (
                (self.tr("In the dossier or not"), {"known": None}),
                (self.tr("In the dossier"), {"known": True}),
                (self.tr("Not in the dossier"), {"known": False}),
            ),
            (
                (self.tr("Reviewed or not"), {"unreviewed": False}),
                (self.tr("Not all reviewed"), {"unreviewed": True}),
            ),
            (
                (self.tr("Found in any way"), {"method": ""}),
                *((method_in_words(each), {"method": each}) for each in self._methods()),
            ),
        )
        for section in sections:
            group = QActionGroup(menu)
            for words, what in section:
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(now == now._replace(**what))
                group.addAction(action)
                action.triggered.connect(lambda _=False, what=what: self._narrow(**what))
            menu.addSeparator()

    def _say_narrowing(self) -> None:
        plain = self._narrowing._replace(kinds=()) == Narrowing()
        self.narrow_button.setText((self.tr("All") if plain else self.tr("Some")) + _DOWN)

    def _methods(self) -> list[str]:
        return sorted({method for row in self._names.entities for method in row.methods if method})

    def _facts_of(self, row: NameRow) -> str:
        facts = [kind_in_words(row.kind), self._names.parties.get(row.party or "", "")]
        if not row.known:
            facts.append(self.tr("not in the dossier"))
        if row.reviewed:
            facts.append(self.tr("{n} of {count} reviewed").format(n=row.reviewed, count=row.mentions))
        lines = ["  ·  ".join(filter(None, map(one_line, facts)))]
        others = [one_line(text) for text in row.spellings if one_line(text) != one_line(row.name)]
        if others:
            lines.append(self.tr("Also as: {names}").format(names="; ".join(others[:8])))
        return "\n".join(lines)

    def _on_menu_asked(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if not index.isValid():
            return
        row: NameRow = index.data(ENTITY)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show its passages"), lambda: self.show_places(row))
        words = self.tr("Correct…") if row.known else self.tr("Name it…")
        menu.addAction(words, lambda: self.correct_asked.emit(row)).setEnabled(self._writable)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _set_order(self, order: Order) -> None:
        self._order = order
        self._list()

    def _list(self) -> None:
        found = chosen(self._names.entities, self.field.text(), self._narrowing, self._order)
        self.model.set_entities(found, self._names.badges)
        self._count.setText(counted(len(found), self.tr("1 name"), self.tr("{n} names")))
        self._say_narrowing()
        unknown = sum(not row.known for row in self._names.entities)
        words = counted(unknown, self.tr("1 is not in the dossier"), self.tr("{n} are not in the dossier"))
        self.unknown_button.setText(self.tr("Show all names") if self._narrowing.known is False else words)
        self.unknown_button.setVisible(bool(unknown) or self._narrowing.known is False)
        if self._names.entities:
            self._empty.say(self.tr("No such name"), self.tr("No name of this library fits the filter."))
        elif self._names.pending:
            self._empty.say(
                self.tr("Not analysed"), self.tr("The names are found when the articles are analysed.")
            )
        else:
            self._empty.say(self.tr("No names"), self.tr("No name was found in the articles."))
        self._listed.setCurrentWidget(self.view if found else self._empty)

    def _show_places(self, found: list[Hit], count: int) -> None:
        words = counted(count, self.tr("1 mention"), self.tr("{n} mentions"))
        if len(found) < count:
            words = self.tr("{mentions}, the first {n} listed").format(mentions=words, n=len(found))
        self._sum.setText(words)
        self.places.set_hits(found)
        self.places_view.setFocus(Qt.FocusReason.OtherFocusReason)
        if found:
            self.places_view.setCurrentIndex(self.places.index(0))

    def _renew_places(self) -> None:
        """Show what became of the name whose passages are shown."""
        shown = self._entity
        if shown is None:
            return
        now = next((row for row in self._names.entities if row.keys & (shown.keys | {shown.key})), None)
        if now is None:
            self.show_names()
        elif now != shown:
            self.show_places(now)

    def _enter_list(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            self.view.go_to(self.model.index(0))

    def _choose(self, row: int) -> None:
        self.show_places(self.model.index(row).data(ENTITY))

    def _open(self, row: int) -> None:
        hit: Hit = self.places.index(row).data(HIT)
        self.place_opened.emit(hit.id, hit.spans[0])


def _read(workspace: Workspace) -> _Names:
    dispute = workspace.dispute
    badges = {column.id: column.badge for column in stances.columns(dispute.dossier)}
    parties = {party.id: party.name for party in dispute.dossier.parties}
    return _Names(dispute.corrections.rows(), badges, parties, dispute.pending())

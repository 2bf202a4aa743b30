"""Everything that can be done from the keyboard, gathered for the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QAction, QKeySequence

from diptych.ui.models.palette import Entry
from diptych.ui.models.wording import one_line, tr

_NATIVE = QKeySequence.SequenceFormat.NativeText


def entries(
    menus: Mapping[str, Sequence[QAction]],
    issues: Iterable[tuple[str, str]],
    articles: Iterable[tuple[int, str]],
    show_issue: Callable[[str], object],
    open_article: Callable[[int], object],
) -> list[Entry]:
    """The commands of the menus, the issues (id, name) to compare, and the articles (id, title) to open."""
    found = [
        Entry(
            action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"),
            menu,
            action.shortcut().toString(_NATIVE),
            action.trigger,
            action.isEnabled(),
        )
        for menu, actions in menus.items()
        for action in actions
        if action.isVisible()
    ]
    found += [Entry(one_line(name), tr("Compare"), "", partial(show_issue, issue)) for issue, name in issues]
    found += [
        Entry(one_line(title), tr("Article"), "", partial(open_article, id_)) for id_, title in articles
    ]
    return found

"""What was found: scopes, notes, counts, years, facets and the list, from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.model import Hit, SearchResult, Span
from diptych.ui.models import wording
from diptych.ui.models.asked import Asked, Tag, tags
from diptych.ui.models.facet_words import value_words
from diptych.ui.models.hits import HitList
from diptych.ui.models.wording import tr
from diptych.ui.panels.drawing import Look
from diptych.ui.panels.empty import EmptyState
from diptych.ui.panels.search.chips import AlsoSearched, ChoiceChips, Notes
from diptych.ui.panels.search.facets import FEW, FIRST, FacetsBox
from diptych.ui.panels.search.found_view import FoundView
from diptych.ui.panels.search.head import ResultsHead
from diptych.ui.panels.search.histogram import Histogram
from diptych.ui.signs import Badge
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace.finding import Facet, OwnWords

ARTICLES, MARKS, BRIEFS = "articles", "marks", "briefs"
"""Where can be searched."""

ROOMY = 780
"""The height in pixels from which on there is room for more of each facet."""

LIKE = "like"
"""The chip that names the article which others are to resemble."""


class Results(QWidget):
    """Shows answers; what is to be asked next it leaves to the panel."""

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fonts = fonts
        self._labels: dict[tuple[str, str], str] = {}
        self._own: tuple[OwnWords, ...] = ()
        self.scopes = {name: QToolButton() for name in (ARTICLES, MARKS, BRIEFS)}
        self.also, self.chips, self.notes = AlsoSearched(theme), ChoiceChips(theme), Notes()
        self.head = ResultsHead()
        self.years = Histogram(theme, fonts)
        self.facets = FacetsBox(Look(theme, fonts))
        self.model, self.words = HitList(self), HitList(self)
        self.view = FoundView(self.model, self.tr("Search results"), theme, fonts, self)
        self.words_view = FoundView(self.words, self.tr("Your own words"), theme, fonts, self)
        self.empty = EmptyState()
        self._listed = QStackedWidget()
        self._narrow = QWidget()
        self._assemble()
        self.head.facets_switched.connect(lambda _: self._show_parts())

    @property
    def scope(self) -> str:
        """Where is searched."""
        return next(name for name, button in self.scopes.items() if button.isChecked())

    @property
    def empty_words(self) -> tuple[str, str]:
        """What is said in place of the list; empty while there is one."""
        return self.empty.words if self._listed.currentWidget() is self.empty else ("", "")

    def current_view(self) -> FoundView:
        """The list of what is searched."""
        return self.view if self.scope == ARTICLES else self.words_view

    def own(self, row: int) -> OwnWords:
        """What stands in a row of the analyst's own words."""
        return self._listed_words()[row]

    def show_result(
        self,
        result: SearchResult,
        asked: Asked,
        badges: Mapping[str, Badge],
        *,
        like: str,
        sentences: Sequence[str],
    ) -> None:
        """Show an answer; ``like`` is the title of the article which others are to resemble."""
        self.model.set_hits(result.hits, result.expansions, dict(badges))
        self.also.show_expansions(result.expansions, asked, badges)
        self.notes.say(sentences, result.suggestion)
        self._show_tags(asked, like)
        self._result, self._asked = result, asked
        self.show_scope()

    def show_facets(self, facets: Sequence[Facet], own: Sequence[OwnWords], asked: Asked) -> None:
        """Show what the hits can be chosen by, and what the analyst wrote."""
        for facet in facets:
            for value in facet.values:
                self._labels[str(facet.name), value.value] = value_words(str(facet.name), value)
        years = next((facet.values for facet in facets if facet.name == "year"), ())
        counts = {int(year.value): year.count for year in years if year.value.isdigit()}
        self.years.show_years(counts, asked.years)
        self.facets.show_facets(facets, asked)
        self._own = tuple(own)
        words, title = self.tr("Highlights & notes"), self.tr("Briefs")
        briefs = sum(each.kind == "brief" for each in own)
        for name, text, n in ((MARKS, words, len(own) - briefs), (BRIEFS, title, briefs)):
            self.scopes[name].setText((f"{text} {n}" if n else text).replace("&", "&&"))
            self.scopes[name].setAccessibleName(f"{text}, {n}")
        if not asked.like:
            self._show_tags(asked, "")
        self.show_scope()

    def show_scope(self) -> None:
        """Show what was found where is searched."""
        if self.scope == ARTICLES:
            self.head.show_result(self._result, self._asked)
            self._show(self.view, bool(self._result.hits), *self._nothing())
        else:
            self.words.set_hits([_as_hit(each) for each in self._listed_words()])
            n = len(self._listed_words())
            self.head.say(wording.counted(n, self.tr("1 passage"), self.tr("{n} passages")))
            self._show(self.words_view, bool(n), *self._no_words())
        self._show_parts()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        for part in (self.also, self.chips, self.years):
            part.set_theme(theme)
        self.facets.set_look(Look(theme, self._fonts))
        for view in (self.view, self.words_view):
            view.delegate.set_theme(theme)
            view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the list in a low window."""
        super().resizeEvent(event)
        self.facets.set_few(FIRST if self.height() >= ROOMY else FEW)

    def _assemble(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(8, 0, 8, 0)
        tabs.setSpacing(2)
        group = QButtonGroup(self)
        texts = (self.tr("Articles"), self.tr("Highlights && notes"), self.tr("Briefs"))
        for button, words in zip(self.scopes.values(), texts, strict=True):
            button.setText(words)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_role(button, "view")
            group.addButton(button)
            tabs.addWidget(button)
        tabs.addStretch(1)
        self.scopes[ARTICLES].setChecked(True)
        group.buttonClicked.connect(lambda _: self.show_scope())
        above = QVBoxLayout()
        above.setContentsMargins(12, 8, 12, 0)
        above.setSpacing(6)
        for part in (self.also, self.chips, self.notes):
            above.addWidget(part)
        narrow = QVBoxLayout(self._narrow)
        narrow.setContentsMargins(14, 0, 14, 4)
        narrow.setSpacing(2)
        narrow.addWidget(self.years)
        narrow.addWidget(self.facets)
        for page in (self.view, self.words_view, self.empty):
            self._listed.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(_rule())
        column.addLayout(above)
        column.addWidget(self.head)
        column.addWidget(self._narrow)
        column.addWidget(_rule())
        column.addWidget(self._listed, 1)
        self._result, self._asked = SearchResult(query="", count=0, seconds=0.0, hits=()), Asked()
        self._narrow.hide()

    def _show_tags(self, asked: Asked, like: str) -> None:
        shown = tags(asked, self._labels)
        if asked.like:
            title = wording.one_line(like) or tr("Untitled")
            shown = [Tag(self.tr("Like “{title}”").format(title=title), LIKE, "")]
        self.chips.show_tags(shown)
        self.chips.setVisible(self.chips.some and self.scope == ARTICLES)

    def _show_parts(self) -> None:
        articles = self.scope == ARTICLES
        self._narrow.setVisible(
            articles and not self._asked.like and bool(self.years.bins) and self.head.facets.isChecked()
        )
        for part in (self.also, self.chips, self.notes):
            part.setVisible(articles and part.some)

    def _show(self, view: QWidget, some: bool, heading: str, sentence: str) -> None:
        self.empty.say(heading, sentence)
        self._listed.setCurrentWidget(view if some else self.empty)

    def _listed_words(self) -> list[OwnWords]:
        return [each for each in self._own if (each.kind == "brief") == (self.scope == BRIEFS)]

    def _nothing(self) -> tuple[str, str]:
        if self._asked.like:
            return self.tr("Nothing like it"), self.tr(
                "No other article shares the telling words of this one."
            )
        if self._result.problems:
            words = self.tr("What is underlined in the field leaves nothing. Mend it, or take it out.")
            return self.tr("Nothing found"), words
        if self._asked.chosen:
            words = self.tr(
                "No article with these words is left by what narrows the search. Take a chip away."
            )
            return self.tr("Nothing found"), words
        words = self.tr(
            "No article holds these words. Try fewer or other ones, or the beginning of one with a *."
        )
        return self.tr("Nothing found"), words

    def _no_words(self) -> tuple[str, str]:
        if self.scope == BRIEFS:
            words = self.tr(
                "No brief holds these words. Ctrl+B makes one of the comparison and your highlights."
            )
            return self.tr("Nothing in briefs"), words
        words = self.tr(
            "No highlight or note holds these words. Ctrl+H marks what is selected in an article."
        )
        return self.tr("Nothing highlighted"), words


def _rule() -> QFrame:
    made = QFrame()
    give_role(made, "rule")
    return made


def _as_hit(each: OwnWords) -> Hit:
    kinds = {"highlight": tr("Highlight"), "note": tr("Note"), "brief": tr("Brief")}
    spans = tuple(Span(mark.start, mark.end) for mark in each.snippet.marks)
    return Hit(
        id=each.article,
        title=each.title,
        outlet=kinds.get(each.kind, each.kind),
        date=None,
        score=0,
        snippets=(each.snippet,),
        spans=spans,
        count=len(spans),
    )

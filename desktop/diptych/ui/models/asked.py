"""What is asked of the library: words, choices of facets, order. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from diptych.model import Expansion, NameForm
from diptych.ui.models.wording import one_line, tr

if TYPE_CHECKING:
    from diptych.workspace.finding import SearchRequest

RELEVANCE, NEWEST, OLDEST, OUTLET = "relevance", "newest", "oldest", "outlet"
"""The orders, by the words of the workspace."""

YEAR = "year"

_SCRIPTS = ("latin", "cyrillic", "other")


class Chosen(NamedTuple):
    """A value of a facet that hits must have, or must not."""

    facet: str
    value: str
    excluded: bool = False


@dataclass(frozen=True)
class Asked:
    """A search as the analyst has put it together.

    ``expand``: names stand for all their forms, but for those of the entities in ``unexpanded``.
    ``like`` is an article that others are to resemble, 0 for none; then there are no words.
    """

    query: str = ""
    chosen: tuple[Chosen, ...] = ()
    sort: str = RELEVANCE
    recent: bool = False
    expand: bool = True
    unexpanded: tuple[str, ...] = ()
    like: int = 0

    @property
    def some(self) -> bool:
        """Whether anything is asked."""
        return bool(self.query or self.like)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year chosen."""
        found = [int(each.value) for each in self.chosen if each.facet == YEAR and not each.excluded]
        return (min(found), max(found)) if found else None

    def switched(self, facet: str, value: str, *, excluded: bool = False) -> Asked:
        """With this value wanted (or excluded); without it where it was so already."""
        new = Chosen(facet, value, excluded)
        others = tuple(each for each in self.chosen if each[:2] != (facet, value))
        return replace(self, chosen=others if new in self.chosen else (*others, new))

    def without(self, facet: str, value: str) -> Asked:
        """Without a choice; all years go together."""
        gone = [
            each for each in self.chosen if each.facet == facet and (facet == YEAR or each.value == value)
        ]
        return replace(self, chosen=tuple(each for each in self.chosen if each not in gone))

    def in_years(self, first: int, last: int) -> Asked:
        """With these years only."""
        years = (Chosen(YEAR, str(year)) for year in range(first, last + 1))
        return replace(self, chosen=(*(each for each in self.chosen if each.facet != YEAR), *years))


def as_request(asked: Asked, *, limit: int = 20, typing: bool = False) -> SearchRequest:
    """What the workspace is to be asked."""
    from diptych.workspace.finding import Choice, FacetName, SearchRequest, Sort

    return SearchRequest(
        query=asked.query,
        typing=typing,
        limit=limit,
        sort=Sort(asked.sort),
        recent=asked.recent,
        choices=tuple(
            Choice(facet=FacetName(each.facet), value=each.value, excluded=each.excluded)
            for each in asked.chosen
        ),
        expand=asked.expand,
        unexpanded=asked.unexpanded,
    )


def from_request(request: SearchRequest) -> Asked:
    """What a saved or past search asked."""
    return Asked(
        query=request.query,
        chosen=tuple(Chosen(str(each.facet), each.value, each.excluded) for each in request.choices),
        sort=str(request.sort),
        recent=request.recent,
        expand=request.expand,
        unexpanded=request.unexpanded,
    )


class Tag(NamedTuple):
    """A choice as it is shown: its words, and what takes it away."""

    words: str
    facet: str
    value: str


def tags(asked: Asked, labels: Mapping[tuple[str, str], str]) -> list[Tag]:
    """The choices made, years in one; ``labels`` are the words for values."""
    made = []
    if asked.years is not None:
        first, last = asked.years
        made.append(Tag(str(first) if first == last else f"{first}–{last}", YEAR, str(first)))
    for facet, value, excluded in asked.chosen:
        if facet != YEAR:
            words = one_line(labels.get((facet, value), value))
            made.append(Tag(tr("not {value}").format(value=words) if excluded else words, facet, value))
    return made


def telling(expansion: Expansion, most: int) -> list[NameForm]:
    """The forms of a name worth showing, not what was typed: one of each script, the parties by turns."""
    typed = expansion.typed.casefold()
    # Those that stand first in the dossier come last.
    forms = [form for form in reversed(expansion.forms) if form.text.casefold() != typed]
    known = next((form for form in expansion.forms if form.text.casefold() == typed), None)
    chosen, last = list[NameForm](), known.party if known is not None else None
    for script in _SCRIPTS:
        written = [form for form in forms if _script(form.text) == script and form.party]
        other = next((form for form in written if form.party != last), None)
        if other is not None:
            chosen.append(other)
            last = other.party
    return [*chosen, *(form for form in forms if form not in chosen)][:most]


def usages(names: Iterable[str], expansions: Sequence[Expansion]) -> tuple[str, ...]:
    """The parties whose names for a thing an article uses, in the order of ``names``, each once."""
    forms = [form for expansion in expansions for form in expansion.forms]
    found = (_usage(name.casefold(), forms) for name in names)
    return tuple(dict.fromkeys(party for party in found if party))


def _usage(name: str, forms: Sequence[NameForm]) -> str | None:
    exact = next((form for form in forms if form.text.casefold() == name), None)
    form = exact or next((form for form in forms if _inflected(name, form.text.casefold())), None)
    return form.party if form is not None else None


def _inflected(name: str, form: str) -> bool:
    """Whether two names are forms of the same words: each begins alike, but for up to three last letters."""
    ours, theirs = name.split(), form.split()
    return len(ours) == len(theirs) and all(
        mine[: max(3, min(len(mine), len(other)) - 3)] == other[: max(3, min(len(mine), len(other)) - 3)]
        for mine, other in zip(ours, theirs, strict=True)
    )


def _script(text: str) -> str:
    letter = next((c for c in text if c.isalpha()), "a")
    return _SCRIPTS[(letter >= "\u0250") + (letter >= "\u0530")]

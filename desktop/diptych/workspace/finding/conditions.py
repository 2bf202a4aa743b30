"""Which articles meet a condition of a query or a choice of a facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from diptych.dossier import Dossier
from diptych.library import Library
from diptych.model import QueryProblem
from diptych.search import Filter, interval
from diptych.workspace.finding import vocabulary
from diptych.workspace.finding.columns import Column, Columns, Ids
from diptych.workspace.finding.requests import Choice, FacetName

NONE: Ids = np.empty(0, np.int64)


class Conditions:
    """Resolves conditions against the columns of a library and the names of its dossier."""

    def __init__(self, library: Library, columns: Columns, dossier: Callable[[], Dossier]) -> None:
        self._library = library
        self._columns = columns
        self._dossier = dossier

    def articles(self, condition: Filter) -> tuple[Ids, QueryProblem | None]:
        """The articles that meet a condition, and what is wrong with it if its value is none."""
        resolve = {
            "date": self._dated,
            "lang": self._in_language,
            "tag": lambda value: self._tied(value, "tags", "tag"),
            "collection": lambda value: self._tied(value, "collections", "collection"),
            "has": self._having,
            "reviewed": self._reviewed,
            "party": self._naming,
            "side": self._with_position,
            "issue": self._on_issue,
        }[condition.field]
        found = resolve(condition.value)
        if not isinstance(found, str):
            return found, None
        return NONE, QueryProblem(start=condition.start, end=condition.end, sentence=found)

    def chosen(self, choices: Sequence[Choice], but: FacetName | None = None) -> Ids | None:
        """The articles that choices leave, those of one facet that include set aside; None: all of them."""
        left: Ids | None = None
        for name in dict.fromkeys(choice.facet for choice in choices):
            column = self._columns.column(name)
            included = {c.value for c in choices if c.facet is name and not c.excluded}
            excluded = {c.value for c in choices if c.facet is name and c.excluded}
            if included and name is not but:
                having = _having(column, included)
                left = having if left is None else np.intersect1d(left, having, assume_unique=True)
            if excluded:
                everything = self._columns.dates()[0] if left is None else left
                left = np.setdiff1d(everything, _having(column, excluded), assume_unique=True)
        return left

    def _dated(self, value: str) -> Ids:
        wanted = interval(value)
        ids, dates = self._columns.dates()
        if wanted is None:
            return NONE
        good = {date for date in set(dates) if wanted.holds(date)}
        return ids[np.fromiter((date in good for date in dates), np.bool_, len(dates))]

    def _in_language(self, value: str) -> Ids | str:
        column = self._columns.column(FacetName.LANGUAGE)
        known = {**dict.fromkeys(column.values, ()), **vocabulary.words().languages}
        code = vocabulary.meant(value, known)
        if code is None:
            return f"“{value}” is no language of this library; it has {_few(column.values)}."
        return column.having(lambda value, _: value.split("-")[0] == code or value == code)

    def _tied(self, value: str, what: str, one: str) -> Ids | str:
        column = self._columns.ties(what)
        name = vocabulary.meant(value, dict.fromkeys(column.values, ())) or _nearest(value, column.values)
        if name is None:
            has = f"there are {_few(column.values)}" if column.values else f"there is no {one} yet"
            return f"There is no {one} “{value}”; {has}."
        return column.having(lambda value, _: value == name)

    def _having(self, value: str) -> Ids | str:
        what = vocabulary.meant(value, vocabulary.words().has)
        if what in ("highlight", "note"):
            marked = self._library.marked_articles()
            return np.array([id_ for id_, noted in marked if noted or what == "highlight"], np.int64)
        if what == "tag":
            return self._columns.ties("tags").having(lambda *_: True)
        if what == "position":
            return self._columns.column(FacetName.POSITION).having(lambda *_: True)
        if what == "date":
            return self._columns.column(FacetName.YEAR).having(lambda *_: True)
        return f"“has:{value}” is unknown; write has:{', has:'.join(vocabulary.words().has)}."

    def _reviewed(self, value: str) -> Ids | str:
        words = vocabulary.words()
        answer = vocabulary.meant(value, {"yes": words.yes, "no": words.no})
        if answer is None:
            return f"“reviewed:{value}” is unknown; write reviewed:yes or reviewed:no."
        return self._columns.column(FacetName.REVIEWED).having(lambda value, _: value == answer)

    def _naming(self, value: str) -> Ids | str:
        party = self._party(value)
        if party is None:
            return self._no_party(value)
        return self._columns.parties().having(lambda value, _: value == party)

    def _with_position(self, value: str) -> Ids | str:
        party, direction = self._party(value), None
        if party is None:
            name, _, rest = value.replace(":", " ").rpartition(" ")
            party = self._party(name)
            direction = vocabulary.meant(rest, vocabulary.words().directions)
            if party is None or direction is None:
                return self._no_party(value)
        wanted = f"{party}:{direction or ''}"
        return self._columns.column(FacetName.POSITION).having(lambda value, _: value.startswith(wanted))

    def _on_issue(self, value: str) -> Ids | str:
        issues = vocabulary.issue_names(self._dossier())
        issue = vocabulary.meant(value, issues)
        if issue is None:
            return f"There is no issue “{value}”; there are {_few(issues)}."
        return self._columns.column(FacetName.ISSUE).having(lambda value, _: value == issue)

    def _party(self, value: str) -> str | None:
        others = {"both": (), "third": (), "analyst": ()}
        return vocabulary.meant(value, {**vocabulary.party_names(self._dossier()), **others})

    def _no_party(self, value: str) -> str:
        return f"There is no party “{value}”; there are {_few(p.id for p in self._dossier().parties)}."


def _having(column: Column, wanted: set[str]) -> Ids:
    return column.having(lambda value, _: value in wanted)


def _nearest(value: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in known}
    found = get_close_matches(value.casefold(), folded, 1, 0.8)
    return folded[found[0]] if found else None


def _few(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:8]) + (" …" if len(listed) > 8 else "")

"""Edits of the issues of a dossier; ``edits`` says what their contents are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from diptych.dossier.desk import Desk, Misfit
from diptych.dossier.values import Cue, Issue


def add(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """A new issue, last or at a place."""
    desk.require_new(target, desk.issues, "issue")
    fields = {key: value for key, value in content.items() if key != "at"}
    issue = msgspec.convert({"description": "", "cues": (), **fields, "id": target}, Issue)
    _require_name(issue)
    order_ = list(desk.issues)
    order_.insert(int(content.get("at", len(order_))), target)
    desk.issues[target] = issue
    _reorder(desk, order_)


def change(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Another name or description."""
    issue = desk.issue(target)
    fields = {key: str(content[key]) for key in ("name", "description") if key in content}
    changed = replace(issue, **fields)
    _require_name(changed)
    desk.issues[target] = changed


def merge(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Two issues are one: ``into`` takes the cues of the other, and keeps its own weight of a shared one."""
    gone, into = desk.issue(target), desk.issue(str(content["into"]))
    if gone.id == into.id:
        raise Misfit(f"The issue “{gone.name}” cannot be merged with itself.")
    known = {cue.term for cue in into.cues}
    cues = (*into.cues, *(cue for cue in gone.cues if cue.term not in known))
    desk.issues[into.id] = replace(into, cues=cues)
    del desk.issues[target]


def split(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Part of an issue becomes one of its own, right after it, with some of its cues."""
    issue = desk.issue(target)
    terms = {str(term) for term in content.get("terms", ())}
    taken = tuple(cue for cue in issue.cues if cue.term in terms)
    fields = {key: content[key] for key in ("name", "description") if key in content}
    add(
        desk,
        str(content["id"]),
        {**fields, "cues": msgspec.to_builtins(taken), "at": list(desk.issues).index(target) + 1},
    )
    desk.issues[target] = replace(issue, cues=tuple(cue for cue in issue.cues if cue.term not in terms))


def order(desk: Desk, _: str, content: Mapping[str, Any]) -> None:
    """Another order."""
    wanted = [str(id_) for id_ in content["order"] if id_ in desk.issues]
    _reorder(desk, [*wanted, *desk.issues])


def drop(desk: Desk, target: str, _: Mapping[str, Any]) -> None:
    """An issue that does not matter here."""
    desk.issue(target)
    if len(desk.issues) == 1:
        raise Misfit("A dossier needs at least one issue.")
    del desk.issues[target]


def add_cue(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """A cue, in place of one with the same term."""
    issue = desk.issue(target)
    cue = msgspec.convert({**content, "term": str(content["term"]).strip().lower()}, Cue)
    if not cue.term or not cue.weight:
        raise Misfit("A cue needs a term and a weight that is not 0.")
    if any(each.term == cue.term for each in issue.cues):
        cues = tuple(cue if each.term == cue.term else each for each in issue.cues)
    else:
        cues = (*issue.cues, cue)
    desk.issues[target] = replace(issue, cues=cues)


def remove_cue(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """A cue that does not point to this issue."""
    issue = desk.issue(target)
    desk.issues[target] = replace(issue, cues=tuple(cue for cue in issue.cues if cue.term != content["term"]))


def _reorder(desk: Desk, ids: Iterable[str]) -> None:
    desk.issues = {id_: desk.issues[id_] for id_ in dict.fromkeys(ids)}


def _require_name(issue: Issue) -> None:
    if not issue.name.strip():
        raise Misfit("An issue cannot be without a name.")

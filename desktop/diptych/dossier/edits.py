"""The analyst's changes laid over a dossier. The dossier itself is never changed.

``edited(dossier, edits)`` gives the dossier as it stands after the edits, which are taken in order, and
those that no longer fit, each with a sentence (the dossier may have come in a newer version since).
``for_analysis(edits)`` are those that bear on what is found in texts: a library is analysed by
``edited(dossier, for_analysis(edits))``, and everything is shown through ``edited(dossier, edits)``,
``naming.Naming`` and ``issue_ids``. What an edit's ``target`` and ``content`` are, by action:

=============  ========  =========================================================================
action         target    content
=============  ========  =========================================================================
ADD_ENTITY     new id    an ``Entity`` without id; ``keys``: found unknown names that it stands for
CHANGE_ENTITY  entity    any of name, kind, party (null: none), roles, part_of, not_same_as
ADD_ALIAS      entity    ``text``; lang, usage; ``keys`` as above
REMOVE_ALIAS   entity    ``text``: a spelling that does not name it; ``into``: the entity that it does
MERGE_ENTITY   entity    ``into``: the entity that it is. The target may be a found unknown name
                         ("?…"), with ``texts``, its spellings
NOT_SAME       entity    ``other``: an entity that it must never be merged with
NO_NAME        ""        ``text``: a spelling that is no name, wherever it stands
ADD_ISSUE      new id    an ``Issue`` without id; ``at``: its place, from 0
CHANGE_ISSUE   issue     any of name, description
MERGE_ISSUE    issue     ``into``: the issue that takes its cues and its positions
SPLIT_ISSUE    issue     an ``Issue`` without id and cues; ``id``; ``terms``: the cue terms that it takes
ORDER_ISSUES   ""        ``order``: ids; those that it does not name keep their order, after them
DROP_ISSUE     issue     nothing: the issue does not matter here
ADD_CUE        issue     ``term`` (lower case), weight; in place of the same term
REMOVE_CUE     issue     ``term``
ADD_PARTY      new id    a ``Party`` without id. A dossier never has more than two
CHANGE_PARTY   party     any of name, letter, badge, demonyms
=============  ========  =========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from diptych.dossier import entity_edits, issue_edits
from diptych.dossier.desk import Desk, Misfit
from diptych.dossier.values import Dossier, Head, Party
from diptych.model import DossierEdit, EditAction

_MOST_PARTIES = 2


class Fault(NamedTuple):
    """An edit that could not be laid over the dossier, and why, as a sentence."""

    edit: DossierEdit
    sentence: str


class Edited(NamedTuple):
    """A dossier after edits: those that were ``taken``, and the ``faults`` of the others."""

    dossier: Dossier
    taken: tuple[DossierEdit, ...]
    faults: tuple[Fault, ...]


def edited(dossier: Dossier, edits: Iterable[DossierEdit]) -> Edited:
    """The dossier with the edits laid over it in order; raises nothing for any edit."""
    desk = Desk.of(dossier)
    taken: list[DossierEdit] = []
    faults: list[Fault] = []
    for edit in edits:
        before = desk.copy()
        try:
            _DO[edit.action](desk, edit.target, edit.content)
            taken.append(edit)
        except Misfit as misfit:
            desk = before
            faults.append(Fault(edit, str(misfit)))
        except (KeyError, TypeError, ValueError, msgspec.ValidationError):
            desk = before
            faults.append(Fault(edit, f"The edit “{edit.action}” of {edit.target!r} cannot be read."))
    if not taken:
        return Edited(dossier, (), tuple(faults))
    head = Head(
        id=dossier.id,
        name=dossier.name,
        version=dossier.version,
        parties=tuple(desk.parties.values()),
        no_names=tuple(desk.no_names),
    )
    made = Dossier.of(head, tuple(desk.issues.values()), tuple(desk.entities.values()))
    return Edited(made, tuple(taken), tuple(faults))


def for_analysis(edits: Iterable[DossierEdit]) -> list[DossierEdit]:
    """The edits that change what is found in texts, with those that only do so in part cut to that part.

    All others are shown at once over what was found, and need no new analysis, nor does their undoing.
    """
    bearing: list[DossierEdit] = []
    for edit in edits:
        match edit.action:
            case EditAction.CHANGE_ENTITY if name := edit.content.get("name"):
                bearing.append(_alias(edit, edit.target, str(name)))
            case EditAction.MERGE_ENTITY if edit.target.startswith("?"):
                into = str(edit.content.get("into", ""))
                bearing += [_alias(edit, into, str(text)) for text in edit.content.get("texts", ())]
            case EditAction.REMOVE_ALIAS if other := edit.content.get("into"):
                bearing.append(_alias(edit, str(other), str(edit.content.get("text", ""))))
            case action if action in _BEARING:
                bearing.append(edit)
    return bearing


def issue_ids(edits: Iterable[DossierEdit]) -> Callable[[str], str | None]:
    """What an issue's id in found positions stands for after the edits; None for one that was dropped."""
    steps: list[tuple[str, str | None]] = []
    for edit in edits:
        if edit.action is EditAction.MERGE_ISSUE:
            steps.append((edit.target, str(edit.content["into"])))
        elif edit.action is EditAction.DROP_ISSUE:
            steps.append((edit.target, None))

    def now(issue: str) -> str | None:
        at: str | None = issue
        for old, new in steps:
            at = new if at == old else at
        return at

    return now


def _alias(edit: DossierEdit, target: str, text: str) -> DossierEdit:
    return DossierEdit(action=EditAction.ADD_ALIAS, target=target, content={"text": text}, id=edit.id)


def _add_party(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    if len(desk.parties) >= _MOST_PARTIES:
        raise Misfit("The dossier already has its two parties; rename one of them.")
    desk.require_new(target, desk.parties, "party")
    desk.parties[target] = msgspec.convert({**content, "id": target}, Party)


def _change_party(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    party = desk.party(target)
    allowed = {key: content[key] for key in ("name", "letter", "badge", "demonyms") if key in content}
    desk.parties[target] = msgspec.convert({**msgspec.to_builtins(party), **allowed}, Party)


_BEARING = frozenset(
    {
        EditAction.ADD_ENTITY,
        EditAction.ADD_ALIAS,
        EditAction.NOT_SAME,
        EditAction.ADD_ISSUE,
        EditAction.SPLIT_ISSUE,
        EditAction.ADD_CUE,
        EditAction.REMOVE_CUE,
        EditAction.CHANGE_PARTY,
        EditAction.ADD_PARTY,
    }
)

_DO: dict[EditAction, Callable[[Desk, str, Mapping[str, Any]], None]] = {
    EditAction.ADD_ENTITY: entity_edits.add,
    EditAction.CHANGE_ENTITY: entity_edits.change,
    EditAction.ADD_ALIAS: entity_edits.add_alias,
    EditAction.REMOVE_ALIAS: entity_edits.remove_alias,
    EditAction.MERGE_ENTITY: entity_edits.merge,
    EditAction.NOT_SAME: entity_edits.part,
    EditAction.NO_NAME: entity_edits.no_name,
    EditAction.ADD_ISSUE: issue_edits.add,
    EditAction.CHANGE_ISSUE: issue_edits.change,
    EditAction.MERGE_ISSUE: issue_edits.merge,
    EditAction.SPLIT_ISSUE: issue_edits.split,
    EditAction.ORDER_ISSUES: issue_edits.order,
    EditAction.DROP_ISSUE: issue_edits.drop,
    EditAction.ADD_CUE: issue_edits.add_cue,
    EditAction.REMOVE_CUE: issue_edits.remove_cue,
    EditAction.ADD_PARTY: _add_party,
    EditAction.CHANGE_PARTY: _change_party,
}

"""What the analyst says of a name, turned into verdicts on mentions and edits of the dossier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from diptych.dossier import Entity, Named
from diptych.dossier.naming import UNKNOWN
from diptych.dossier.spelling import plain
from diptych.errors import CorrectionRefused
from diptych.library.census import Spelling
from diptych.model import (
    DossierEdit,
    EditAction,
    EntityKind,
    MentionOverride,
    MentionVerdict,
    StoredMention,
    Value,
)
from diptych.workspace.standing import Standing


class Reaching(StrEnum):
    """How far a correction reaches: a mention, its spelling in this text, or everywhere, all of a name."""

    HERE = "here"
    TEXT = "text"
    SPELLING = "spelling"
    ALWAYS = "always"


class Saying(StrEnum):
    """What a correction says of a name."""

    FACTS = "facts"
    IS = "is"
    NEW = "new"
    NO_NAME = "no name"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken back"


class NameCorrection(Value, frozen=True, omit_defaults=False):
    """One correction, as a dialog or panel gives it.

    ``key`` is the name's as it stands and ``mention`` the mention it is made on, if it is made on one.
    FACTS gives it ``name``, ``kind``, ``party`` and ``aliases`` (None: as they are); IS says that it is
    what has the key ``into``; NEW makes it another thing of these facts; NO_NAME that it names nothing.
    """

    key: str
    saying: Saying
    reaching: Reaching = Reaching.ALWAYS
    mention: StoredMention | None = None
    name: str = ""
    kind: EntityKind = EntityKind.PERSON
    party: str | None = None
    aliases: tuple[str, ...] | None = None
    into: str = ""


class NameAct(NamedTuple):
    """What is to be written, as one act with its label."""

    label: str
    verdicts: tuple[MentionOverride, ...] = ()
    edits: tuple[DossierEdit, ...] = ()
    taken_back: tuple[int, ...] = ()


def act_of(
    standing: Standing,
    correction: NameCorrection,
    alike: Sequence[Spelling],
    here: Sequence[StoredMention],
) -> NameAct:
    """A correction as rows.

    ``alike`` are the spellings found under its key in the library and ``here`` the mentions of the
    mention's text. Raises ``CorrectionRefused`` for one that says nothing or lacks something.
    """
    mention = correction.mention
    local = correction.reaching in (Reaching.HERE, Reaching.TEXT)
    if mention is None and (local or correction.reaching is Reaching.SPELLING):
        raise CorrectionRefused("Choose a mention in a text for a correction of this one alone.")
    if correction.saying in (Saying.FACTS, Saying.NEW) and not correction.name.strip():
        raise CorrectionRefused("Give the name that it should have.")
    if mention is not None and (local or correction.saying in (Saying.CONFIRMED, Saying.TAKEN_BACK)):
        return _local(standing, correction, alike, _reached(correction, mention, here))
    edits = tuple(_edits(standing, correction, alike))
    if not edits:
        raise CorrectionRefused("Nothing would change.")
    return NameAct(_label(standing, correction, alike), _at_once(correction, edits), edits)


def _at_once(correction: NameCorrection, edits: Sequence[DossierEdit]) -> tuple[MentionOverride, ...]:
    """The verdict that marks what the machine did not find, before it looks for it by the edits."""
    mention = correction.mention
    if mention is None or not mention.own or mention.verdict or correction.saying is Saying.NO_NAME:
        return ()
    named = mention.mention
    added = [edit.target for edit in edits if edit.action is EditAction.ADD_ENTITY]
    return (
        MentionOverride(
            text_id=mention.text_id,
            start=named.start,
            end=named.end,
            verdict=MentionVerdict.NAMES,
            entity=added[0] if added else correction.into or correction.key,
            name=" ".join((correction.name or named.text).split()),
            kind=correction.kind,
            party=correction.party,
        ),
    )


def _reached(
    correction: NameCorrection, mention: StoredMention, here: Iterable[StoredMention]
) -> list[StoredMention]:
    if correction.reaching is Reaching.HERE:
        return [mention]
    text = plain(mention.mention.text)
    return [
        each
        for each in here
        if each.mention.entity == mention.mention.entity and plain(each.mention.text) == text
    ]


def _local(
    standing: Standing,
    correction: NameCorrection,
    alike: Sequence[Spelling],
    mentions: Sequence[StoredMention],
) -> NameAct:
    label = _label(standing, correction, alike)
    if correction.saying is Saying.TAKEN_BACK:
        return NameAct(label, taken_back=tuple(each.verdict.id for each in mentions if each.verdict))
    return NameAct(label, tuple(_verdict(standing, correction, each) for each in mentions))


def _verdict(standing: Standing, correction: NameCorrection, mention: StoredMention) -> MentionOverride:
    found = mention.mention
    named = Named(found.entity, found.name, found.kind, found.party)
    verdict = MentionVerdict.NAMES
    match correction.saying:
        case Saying.NO_NAME:
            verdict = MentionVerdict.NO_NAME
        case Saying.CONFIRMED:
            said_before = mention.verdict and mention.verdict.verdict
            verdict = said_before or MentionVerdict.CONFIRMED
        case Saying.IS:
            named = _target(standing, correction)
        case _:
            name = " ".join(correction.name.split())
            named = Named(UNKNOWN + plain(name), name, correction.kind, correction.party)
    return MentionOverride(
        text_id=mention.text_id,
        start=found.start,
        end=found.end,
        verdict=verdict,
        entity=named.key,
        name=named.name,
        kind=named.kind,
        party=named.party,
    )


def _target(standing: Standing, correction: NameCorrection) -> Named:
    entity = standing.naming.entity(correction.into)
    if entity is not None:
        return Named(entity.id, entity.name, entity.kind, entity.party)
    name = correction.name or correction.into.removeprefix(UNKNOWN)
    return Named(correction.into, name, correction.kind, correction.party)


def _edits(
    standing: Standing, correction: NameCorrection, alike: Sequence[Spelling]
) -> Iterator[DossierEdit]:
    entity = standing.naming.entity(correction.key)
    text = correction.mention.mention.text if correction.mention else ""
    by_spelling = correction.reaching is Reaching.SPELLING
    match correction.saying:
        case Saying.NO_NAME:
            texts = [text] if by_spelling else _texts(alike, correction)
            yield from (_edit(EditAction.NO_NAME, text=each) for each in texts)
        case Saying.IS:
            yield from _is(standing, correction, alike, text if by_spelling else "")
        case Saying.NEW:
            texts = [text] if by_spelling else _texts(alike, correction)
            id_ = _new_id(standing, correction.name)
            yield _addition(standing, correction, texts, () if by_spelling else _keys(alike))
            if entity is not None:
                yield from (_edit(EditAction.REMOVE_ALIAS, entity.id, text=each, into=id_) for each in texts)
        case Saying.FACTS if entity is None:
            yield _addition(standing, correction, _texts(alike, correction), _keys(alike, correction.key))
        case Saying.FACTS if entity is not None:
            yield from _changed(correction, entity)


def _is(
    standing: Standing, correction: NameCorrection, alike: Sequence[Spelling], text: str
) -> Iterator[DossierEdit]:
    into = correction.into
    if into == correction.key or not into:
        raise CorrectionRefused("Choose another name that it is.")
    if standing.naming.entity(into) is None:
        # What it is has no record yet: it gets one, under the name that it was found by.
        made = correction.name or into.removeprefix(UNKNOWN)
        named = NameCorrection(
            key=into, saying=Saying.FACTS, name=made, kind=correction.kind, party=correction.party
        )
        yield _addition(standing, named, [], (into,))
        into = _new_id(standing, made)
    known = standing.naming.entity(correction.key) is not None
    if text and known:
        yield _edit(EditAction.REMOVE_ALIAS, correction.key, text=text, into=into)
    elif text:
        yield _edit(EditAction.ADD_ALIAS, into, text=text)
    elif known:
        yield _edit(EditAction.MERGE_ENTITY, correction.key, into=into)
    else:
        texts = list(_texts(alike, correction))
        for key in _keys(alike, correction.key):
            yield _edit(EditAction.MERGE_ENTITY, key, into=into, texts=texts)
            texts = []


def _changed(correction: NameCorrection, entity: Entity) -> Iterator[DossierEdit]:
    facts: dict[str, Any] = {}
    name = " ".join(correction.name.split())
    if name != entity.name:
        facts["name"] = name
    if correction.kind is not entity.kind:
        facts["kind"] = str(correction.kind)
    if correction.party != entity.party:
        facts["party"] = correction.party
    if facts:
        yield DossierEdit(action=EditAction.CHANGE_ENTITY, target=entity.id, content=facts)
    if correction.aliases is None:
        return
    wanted = {plain(each): " ".join(each.split()) for each in correction.aliases if plain(each)}
    had = {plain(alias.text): alias.text for alias in entity.aliases}
    for text in wanted.keys() - had.keys() - {plain(name), plain(entity.name)}:
        yield _edit(EditAction.ADD_ALIAS, entity.id, text=wanted[text])
    for text in had.keys() - wanted.keys() - {plain(name)}:
        yield _edit(EditAction.REMOVE_ALIAS, entity.id, text=had[text])


def _addition(
    standing: Standing, correction: NameCorrection, texts: Iterable[str], keys: Iterable[str]
) -> DossierEdit:
    name = " ".join(correction.name.split())
    spelt = {plain(each): " ".join(each.split()) for each in (*texts, *(correction.aliases or ()))}
    spelt.pop(plain(name), None)
    content: dict[str, Any] = {"kind": str(correction.kind), "name": name, "party": correction.party}
    content["aliases"] = [{"text": each} for each in spelt.values()]
    content["keys"] = list(keys)
    return DossierEdit(action=EditAction.ADD_ENTITY, target=_new_id(standing, name), content=content)


def _texts(alike: Iterable[Spelling], correction: NameCorrection) -> list[str]:
    texts = [each.text for each in alike] or ([correction.mention.mention.text] if correction.mention else [])
    return list({plain(text): text for text in reversed(texts)}.values())[::-1]


def _keys(alike: Iterable[Spelling], key: str = "") -> tuple[str, ...]:
    keys = dict.fromkeys(each.key for each in alike if each.key.startswith(UNKNOWN))
    if key.startswith(UNKNOWN):
        keys[key] = None
    return tuple(keys)


def _new_id(standing: Standing, name: str) -> str:
    """A slug of a name that the dossier does not have yet."""
    return slug(name, {entity.id for entity in standing.dossier.entities})


def slug(name: str, taken: Collection[str]) -> str:
    """An id made of a name: small letters and digits joined by hyphens, and numbered if it is taken."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "name"
    number, found = 1, made
    while found in taken:
        number += 1
        found = f"{made}-{number}"
    return found


def _edit(action: EditAction, target: str = "", **content: Any) -> DossierEdit:
    return DossierEdit(action=action, target=target, content=content)


def _label(standing: Standing, correction: NameCorrection, alike: Sequence[Spelling]) -> str:
    entity = standing.naming.entity(correction.key)
    named = [correction.mention.mention.text] if correction.mention else [each.text for each in alike]
    name = entity.name if entity else max(named, key=len, default=correction.key.removeprefix(UNKNOWN))
    short = name if len(name) <= 40 else name[:39] + "…"
    return {
        Saying.FACTS: f"Correct the name “{short}”",
        Saying.IS: f"Say who or what “{short}” is",
        Saying.NEW: f"Make “{short}” a name of its own",
        Saying.NO_NAME: f"Say that “{short}” is no name",
        Saying.CONFIRMED: f"Confirm the name “{short}”",
        Saying.TAKEN_BACK: f"Take back the word on “{short}”",
    }[correction.saying]

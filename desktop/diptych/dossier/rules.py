"""What must hold in a dossier beyond the form of its tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, islice

from diptych.dossier.problem import Located, Problem
from diptych.dossier.values import Alias, Cue, Entity, Head, Issue, Party, Role

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_NOT_PARTIES = ("both", "third", "analyst")
_HEAVIEST = 3.0
_ENOUGH = 1.0
_REST = "other"
# These two keep a hostile file from taking for ever.
_MOST_PAIRS = 1000
_DEEPEST = 20

_Named = Head | Party | Issue | Entity


def head_problems(head: Located[Head], entities: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the dossier's own facts and its parties; ``entities`` are the ids there are."""
    yield from _id_problems(head)
    yield from _empty_problems(head, name=head.value.name, version=head.value.version)
    parties = head.value.parties
    if len(parties) != 2:
        yield head.problem("parties", f"A dossier has exactly two parties, and this one has {len(parties)}.")
    located = [Located(head.file, f"parties[{at}]", party) for at, party in enumerate(parties, 1)]
    yield from _doubled_ids(located)
    for name in ("letter", "badge"):
        if len({getattr(party, name) for party in parties}) < len(parties):
            yield head.problem("parties", f"The parties need a different {name} each.")
    for party in located:
        yield from _party_problems(party, entities)


def _party_problems(party: Located[Party], entities: Collection[str]) -> Iterator[Problem]:
    yield from _id_problems(party)
    yield from _empty_problems(party, name=party.value.name)
    if party.value.id in _NOT_PARTIES:
        yield party.problem(
            "id", f"The id {party.value.id} has a meaning of its own and cannot be a party's."
        )
    if len(party.value.letter) != 1:
        yield party.problem("letter", "This should be a single letter.")
    if not party.value.states:
        yield party.problem("states", "A party needs the entity of at least one state.")
    for at, state in enumerate(party.value.states, 1):
        if state not in entities:
            yield party.problem(f"states[{at}]", f"There is no entity {state}.")


def issue_problems(issues: Sequence[Located[Issue]]) -> Iterator[Problem]:
    """What is wrong with the issues and their cues."""
    yield from _doubled_ids(issues)
    for issue in issues:
        yield from _id_problems(issue)
        yield from _empty_problems(issue, name=issue.value.name, description=issue.value.description)
        if not issue.value.cues:
            yield issue.problem("cues", "Without cues no sentence is ever found to be on it.", warning=True)
        elif issue.value.id != _REST and max(cue.weight for cue in issue.value.cues) < _ENOUGH:
            sentence = "None of its terms is enough alone: give at least one a weight of 1 or more."
            yield issue.problem("cues", sentence, warning=True)
        yield from _cue_problems(issue)
    yield from _shared_cues(issues)


def _shared_cues(issues: Sequence[Located[Issue]]) -> Iterator[Problem]:
    """Terms that point to two issues alike, so that a sentence with one is found to be on both."""
    first: dict[tuple[str, float], Issue] = {}
    for issue in issues:
        for at, cue in enumerate(issue.value.cues, 1):
            if cue.weight < _ENOUGH:
                continue
            other = first.setdefault((cue.term, cue.weight), issue.value)
            if other is not issue.value:
                sentence = f"The term “{cue.term}” points to “{other.name}” just as much: weigh one less."
                yield issue.problem(f"cues[{at}]", sentence, warning=True)


def _cue_problems(issue: Located[Issue]) -> Iterator[Problem]:
    times = Counter(cue.term for cue in issue.value.cues)
    for at, cue in enumerate(issue.value.cues, 1):
        sentence = _cue_fault(cue, times[cue.term])
        if sentence:
            yield issue.problem(f"cues[{at}]", sentence)


def _cue_fault(cue: Cue, times: int) -> str:
    if not cue.term.strip() or cue.term != cue.term.strip().lower():
        return f"The term “{cue.term}” should be in lower case, without blanks around it, and not empty."
    if not 0 < abs(cue.weight) <= _HEAVIEST:
        return f"The weight of “{cue.term}” should be between -3 and 3 and not 0."
    return f"The term “{cue.term}” is there {times} times." if times > 1 else ""


def entity_problems(
    entities: Sequence[Located[Entity]], parties: Collection[str], ids: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with the entities; ``ids`` are all the ids that entities declare, readable or not."""
    yield from _doubled_ids(entities)
    for entity in entities:
        yield from _id_problems(entity)
        yield from _empty_problems(entity, name=entity.value.name)
        yield from _reference_problems(entity, parties, ids)
        yield from _alias_problems(entity, parties)
        for at, role in enumerate(entity.value.roles, 1):
            for key, sentence in _role_faults(role):
                yield entity.problem(f"roles[{at}].{key}", sentence)
        if entity.value.date and not _is_date(entity.value.date):
            date_ = entity.value.date
            yield entity.problem("date", f"“{date_}” is not a date like 2017, 2017-03 or 2017-03-06.")
    yield from _cycles(entities)
    yield from _shared_names(entities)


def _reference_problems(
    entity: Located[Entity], parties: Collection[str], ids: Collection[str]
) -> Iterator[Problem]:
    value = entity.value
    if value.party is not None and value.party not in parties:
        yield entity.problem("party", f"There is no party {value.party}.")
    if value.part_of is not None and value.part_of not in ids:
        yield entity.problem("part_of", f"There is no entity {value.part_of}.")
    for at, other in enumerate(value.not_same_as, 1):
        if other not in ids:
            yield entity.problem(f"not_same_as[{at}]", f"There is no entity {other}.")
        elif other == value.id:
            yield entity.problem(f"not_same_as[{at}]", "An entity is the same as itself.")


def _alias_problems(entity: Located[Entity], parties: Collection[str]) -> Iterator[Problem]:
    seen: set[Alias] = set()
    for at, alias in enumerate(entity.value.aliases, 1):
        key = f"aliases[{at}]"
        if not alias.text.strip() or alias.text != alias.text.strip():
            yield entity.problem(f"{key}.text", "This should not be empty or have blanks around it.")
        if not _LANGUAGE.fullmatch(alias.lang):
            yield entity.problem(f"{key}.lang", f"“{alias.lang}” is not the code of a language, like en.")
        if alias.usage is not None and alias.usage not in parties:
            yield entity.problem(f"{key}.usage", f"There is no party {alias.usage}.")
        if alias in seen:
            yield entity.problem(key, f"The alias “{alias.text}” is there twice.")
        seen.add(alias)


def _role_faults(role: Role) -> Iterator[tuple[str, str]]:
    if not role.title.strip():
        yield "title", "This should not be empty."
    if role.office and not _ID.fullmatch(role.office):
        yield "office", f"“{role.office}” should be small letters and digits joined by - or _."
    for key, value in (("from", role.start), ("to", role.end)):
        if value and not _is_date(value):
            yield key, f"“{value}” is not a date like 2017, 2017-03 or 2017-03-06."
    common = min(len(role.start), len(role.end))
    if common and role.start[:common] > role.end[:common]:
        yield "from", f"The role starts in {role.start}, after its end in {role.end}."


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _cycles(entities: Iterable[Located[Entity]]) -> Iterator[Problem]:
    located = {entity.value.id: entity for entity in entities}
    done: set[str] = set()
    for start in located:
        path: dict[str, None] = {}
        at: str | None = start
        while at in located and at not in done and at not in path:
            path[at] = None
            at = located[at].value.part_of
        if at in path:
            members = list(path)
            ring = " in ".join([*members[members.index(at) :], at])
            yield located[at].problem("part_of", f"It ends up as a part of itself: {ring}.")
        done.update(path)


def _shared_names(entities: Iterable[Located[Entity]]) -> Iterator[Problem]:
    located = {entity.value.id: entity for entity in entities}
    keys: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for slug, entity in located.items():
        keys[_folded(entity.value.name)][slug] = "name"
        for at, alias in enumerate(entity.value.aliases, 1):
            keys[_folded(alias.text)].setdefault(slug, f"aliases[{at}]")
    for text, holders in keys.items():
        for one, other in islice(combinations(holders, 2), _MOST_PAIRS):
            marked = other in located[one].value.not_same_as or one in located[other].value.not_same_as
            if not (marked or other in _wholes(one, located) or one in _wholes(other, located)):
                sentence = f"“{text}” also names {other}; one of them needs the other in not_same_as."
                yield located[one].problem(holders[one], sentence)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _wholes(slug: str, located: Mapping[str, Located[Entity]]) -> list[str]:
    found: list[str] = []
    while slug in located and len(found) < _DEEPEST:
        whole = located[slug].value.part_of
        if whole is None:
            break
        found.append(whole)
        slug = whole
    return found


def _doubled_ids(items: Sequence[Located[Party | Issue | Entity]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for item in items:
        if item.value.id in first:
            yield item.problem("id", f"The id {item.value.id} was already given in {first[item.value.id]}.")
        first.setdefault(item.value.id, item.file)


def _id_problems(item: Located[_Named]) -> Iterator[Problem]:
    if not _ID.fullmatch(item.value.id):
        yield item.problem("id", f"“{item.value.id}” should be small letters and digits joined by - or _.")


def _empty_problems(item: Located[_Named], **texts: str) -> Iterator[Problem]:
    for key, text in texts.items():
        if not text.strip():
            yield item.problem(key, "This should not be empty.")

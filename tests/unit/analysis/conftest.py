from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.analysis import analyse
from diptych.analysis.parsing import Parser, SpacyParser
from diptych.dossier import Alias, Badge, Cue, Dossier, Entity, Issue, Party, Role
from diptych.dossier.values import Head
from diptych.model import Analysis, EntityKind


def person(name: str, party: str | None, *roles: Role, aliases: tuple[str, ...] = ()) -> Entity:
    return Entity(
        id=name.lower().replace(" ", "-"),
        kind=EntityKind.PERSON,
        name=name,
        party=party,
        roles=roles,
        aliases=tuple(Alias(text=alias) for alias in aliases),
    )


def thing(kind: EntityKind, name: str, party: str | None, *aliases: Alias) -> Entity:
    return Entity(id=name.lower().replace(" ", "-"), kind=kind, name=name, party=party, aliases=aliases)


PARTIES = (
    Party(
        id="norland",
        name="Norland",
        letter="N",
        badge=Badge.SQUARE,
        states=("norland",),
        demonyms=("Norlandic", "Norlanders", "норландский"),
    ),
    Party(
        id="sudria",
        name="Sudria",
        letter="S",
        badge=Badge.CIRCLE,
        states=("sudria",),
        demonyms=("Sudrian", "Sudrians"),
    ),
)
ISSUES = (
    Issue(
        id="islands",
        name="Islands",
        description="Who owns the Grey Islands",
        cues=(
            Cue(term="grey islands", weight=1.5),
            Cue(term="islands", weight=1.0),
            Cue(term="sovereignty", weight=2.0),
        ),
    ),
    Issue(
        id="fisheries",
        name="Fisheries",
        description="Fishing",
        cues=(
            Cue(term="fishing", weight=1.5),
            Cue(term="cod", weight=1.2),
            Cue(term="fishing boat museum", weight=-2.0),
        ),
    ),
    Issue(id="treaty", name="Treaty", description="A treaty", cues=(Cue(term="treaty", weight=2.0),)),
    Issue(id="other", name="Other", description="The rest", cues=()),
)
PLACE, ORGANISATION = EntityKind.PLACE, EntityKind.ORGANISATION
ENTITIES = (
    thing(PLACE, "Norland", "norland", Alias(text="Норландия", lang="ru"), Alias(text="北国", lang="ja")),
    thing(PLACE, "Sudria", "sudria", Alias(text="Kingdom of Sudria")),
    thing(PLACE, "Borg", "norland"),
    thing(PLACE, "Port Royal", "sudria"),
    thing(
        PLACE,
        "Grey Islands",
        None,
        Alias(text="Western Skerries", usage="norland"),
        Alias(text="Grå Islands"),
    ),
    thing(PLACE, "Sea of Sudria", None),
    thing(PLACE, "Field-2", "norland"),
    thing(PLACE, "United States", None, Alias(text="US")),
    thing(ORGANISATION, "Norland Foreign Ministry", "norland", Alias(text="Foreign Ministry")),
    thing(EntityKind.MEDIA, "Borg Times", "norland"),
    Entity(
        id="sudria-foreign-ministry",
        kind=ORGANISATION,
        name="Sudria Foreign Ministry",
        party="sudria",
        aliases=(Alias(text="Foreign Ministry"),),
        not_same_as=("norland-foreign-ministry",),
    ),
    person(
        "Anna Berg",
        "norland",
        Role(title="Foreign Minister of Norland", office="foreign_minister", start="2015-01", end="2018-06"),
        Role(title="Prime Minister of Norland", office="prime_minister", start="2018-07"),
    ),
    person(
        "Olof Berg", "norland", Role(title="Governor of Borg", office="governor", start="2001", end="2003")
    ),
    person("Karl Voss", "sudria", Role(title="President of Sudria", office="president", start="2012")),
    person(
        "Erik Lund",
        "norland",
        Role(title="Foreign Minister of Norland", office="foreign_minister", start="2018-07"),
        aliases=("Eric Lund",),
    ),
    person(
        "Mary Stone",
        "sudria",
        Role(title="Foreign Minister of Sudria", office="foreign_minister", start="2014"),
    ),
    person("John Field", None, Role(title="Professor of Politics")),
)


@pytest.fixture(scope="session")
def dispute() -> Dossier:
    """A made-up dispute of Norland and Sudria over the Grey Islands."""
    head = Head(id="grey-islands", name="Grey Islands", version="1", parties=PARTIES)
    return Dossier.of(head, ISSUES, ENTITIES)


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The English parser, loaded once."""
    return SpacyParser("en")


@pytest.fixture(scope="session")
def analysed(dispute: Dossier, parser: Parser) -> Callable[..., Analysis]:
    """Analyse English text about the made-up dispute by the rules alone."""

    def run(text: str, date: str = "2017-03-06") -> Analysis:
        return analyse(text, dispute, language="en", date=date, parser=parser, by_rules=True)

    return run

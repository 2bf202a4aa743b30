from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from diptych.analysis.parsing import Parser
from diptych.analysis.pipeline import finder_of
from diptych.dossier import Dossier
from diptych.model import Analysis

Analysed = Callable[..., Analysis]


def claimed(text: str, dossier: Dossier, parser: Parser) -> Mapping[str, list[tuple[str, str]]]:
    """The claims of each sentence, the best first: party and holder."""
    return {
        text[note.span.start : note.span.end]: [
            (each.claim.holder.party, each.claim.holder.name) for each in note.candidates
        ]
        for note in finder_of(text, dossier, parser).notes
    }


@pytest.mark.parametrize(
    ("introduction", "party"),
    [
        ("Our correspondent spoke with Elin Dahl, who teaches law at a university in Borg.", "analyst"),
        ("Elin Dahl advises the harbour of Borg on fishing; she received us in her office.", "norland"),
        ("Elin Dahl has lived between Borg and Port Royal for years and received us there.", "analyst"),
    ],
)
def test_who_was_introduced_answers(dispute: Dossier, parser: Parser, introduction: str, party: str) -> None:
    text = (
        f"{introduction}\n\nWhat does Karl Voss want?\n\n"
        "“Nothing that we could accept. The islands are not for sale.”\n\n"
        "Mary Stone calls that stubborn.\n\n“The treaty must be signed first.”"
    )
    found = claimed(text, dispute, parser)
    assert found["The islands are not for sale.”"][0][0] == party
    assert found["“The treaty must be signed first.”"][0][0] == party


def test_a_surname_stands_for_who_was_named_in_full(analysed: Analysed) -> None:
    text = (
        "Elin Dahl, professor at an institute in Borg, called the treaty useful. Karl Voss met her. "
        "Dahl also pointed out that the treaty should be signed soon."
    )
    assert [p.party for p in analysed(text).positions if p.sentence == 2] == ["analyst"]


def test_a_ministry_belongs_to_the_place_it_is_seated_in(analysed: Analysed) -> None:
    text = "The Foreign Ministry in Borg insists on the treaty. The Foreign Ministry in Port Royal refuses."
    assert [p.party for p in analysed(text).positions] == ["norland", "sudria"]

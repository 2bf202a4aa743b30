from __future__ import annotations

from collections.abc import Callable

from diptych.analysis.symmetry import counterparts, mirror, swapped
from diptych.dossier import Dossier
from diptych.model import Analysis

Run = Callable[..., Analysis]


def test_names_change_places_and_come_back(dispute: Dossier) -> None:
    words = counterparts(dispute)
    text = "Norland and the Sudrian government met Anna Berg in Borg."
    there = swapped(text, words)
    assert there.startswith("Sudria and the Norlandic government")
    assert "Anna Berg" not in there
    assert "Port Royal" in there
    assert swapped(there, words) == text


def test_what_is_found_changes_places_too(dispute: Dossier, analysed: Run) -> None:
    found = mirror("Norland rejected the treaty. Sudria wants to sign the treaty.", dispute, analysed)
    assert found.sentences == 2
    assert found.leans == ()
    assert found.rate == 0.0


def test_a_lean_is_told(dispute: Dossier, analysed: Run) -> None:
    def blind(text: str) -> Analysis:
        return analysed(text.replace("Norland rejected", "Norland welcomed"))

    found = mirror("Norland rejected the treaty.", dispute, blind)
    assert len(found.leans) == 1
    assert found.rate == 1.0
    assert found.leans[0].swapped == "Sudria rejected the treaty."

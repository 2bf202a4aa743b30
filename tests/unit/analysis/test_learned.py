from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis import learned, settling, topics
from diptych.analysis.issues import finder
from diptych.analysis.learned import Model, Weights
from diptych.analysis.parsing import Parser
from diptych.analysis.pipeline import analyse, notes
from diptych.dossier import Dossier
from diptych.model import Analysis

NONE = Weights(weights={})
PROBABILITY = st.floats(0.001, 0.999)


def model(**fields: object) -> Model:
    return Model(
        **({"claim": NONE, "settling": NONE, "issue": NONE, "directions": {}, "strengths": {}} | fields)  # type: ignore[arg-type]
    )


def test_a_score_is_the_sum_of_the_weighted_features() -> None:
    weights = Weights(weights={"": 1.0, "a": 2.0, "b": -1.0})
    assert weights.score({"a": 0.5, "b": 1.0, "unknown": 9.0}) == pytest.approx(1.0)
    assert NONE.probability({"a": 1.0}) == 0.5


@given(PROBABILITY, st.floats(0, 5))
def test_the_rules_decision_raises_a_probability(p: float, trust: float) -> None:
    both = model(trust=trust)
    assert both.trusted(p, sure=False) == pytest.approx(p, abs=1e-3)
    assert both.trusted(p, sure=True) >= both.trusted(p, sure=False) - 1e-9


@given(st.lists(PROBABILITY, min_size=2, max_size=20))
def test_calibration_rises(values: list[float]) -> None:
    line = model(calibration=((0.2, 0.1), (0.5, 0.6), (0.8, 0.7)))
    given_ = [line.calibrated(value) for value in sorted(values)]
    assert given_ == sorted(given_)
    assert all(0 <= value <= 1 for value in given_)


def test_calibration_goes_through_its_points() -> None:
    line = model(calibration=((0.5, 0.3),))
    assert line.calibrated(0.5) == pytest.approx(0.3)
    assert line.calibrated(0.25) == pytest.approx(0.15)
    assert model().calibrated(0.4) == 0.4


def test_the_given_option_wins_where_it_is_trusted() -> None:
    options = {"supports": Weights(weights={"": 1.0}), "opposes": NONE}
    assert learned.best(options, {}) == "supports"
    assert learned.best(options, {}, "opposes", 2.0) == "opposes"


def test_a_missing_file_leaves_the_rules_alone(tmp_path: Path) -> None:
    assert learned.load(tmp_path / "none.json") is None


def test_a_second_look_sees_the_neighbours() -> None:
    looks = [
        {"norland": 0.9, "analyst": 0.1},
        {"norland": 0.5, "analyst": 0.2},
        {"norland": 0.1, "analyst": 0.8},
    ]
    seen = settling.features(looks, [0, 0, 1], 1, "norland", settling.share(looks))
    assert seen["before here"] == 0.9
    assert seen["after apart"] == 0.1
    assert seen["after other apart"] == 0.8
    assert seen["leads"] == 1.0
    weights = Weights(weights={"before here": 4.0, "": -2.0})
    after = settling.settled(weights, looks, [0, 0, 1])
    assert after[1]["norland"] > 0.5 > after[0]["norland"]


def test_issues_come_from_the_words_then_from_what_surrounds_them(dispute: Dossier) -> None:
    found = finder(dispute)
    own = [{"treaty": 2.0}, {}, {"islands": 2.0}]
    around = topics.surroundings(own)
    assert topics.by_rule(found, own[0], around[0])[0][0] == "treaty"
    assert topics.by_rule(found, own[1], around[1])[0][0] == "treaty"
    assert around[1].after == {"islands": 2.0}
    assert around[0].whole == {"treaty": 0.5, "islands": 0.5}
    chosen = topics.by_weights(
        found, model(issue=Weights(weights={"own": 9.0, "": -3.0})), own[2], own[2], around[2]
    )
    assert chosen[0][0] == "islands"


def test_every_claim_of_a_sentence_stands_once_for_a_party(dispute: Dossier, parser: Parser) -> None:
    text = "Anna Berg rejected the treaty. She said that Sudria must give up the islands."
    for note in notes(text, dispute, parser):
        parties = [each.claim.holder.party for each in note.candidates]
        assert len(parties) == len(set(parties))
        assert {"norland", "sudria", "both", "third"} <= set(parties)


def test_with_weights_and_without(
    dispute: Dossier, parser: Parser, analysed: Callable[..., Analysis]
) -> None:
    text = "Norland rejected the treaty on Monday. Karl Voss met Anna Berg in Port Royal."
    found = analyse(text, dispute, language="en", parser=parser)
    assert [p.party for p in found.positions if p.sentence == 0][:1] == ["norland"]
    assert [p.party for p in analysed(text).positions] == ["norland"]
    assert all(0 <= s.confidence <= 1 for p in found.positions for s in p.stances)

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis import choosing, learned, topics
from diptych.analysis.choosing import Claimed, Setting
from diptych.analysis.issues import finder
from diptych.analysis.learned import Model, Weights
from diptych.analysis.parsing import Parser
from diptych.analysis.pipeline import analyse, finder_of
from diptych.dossier import Dossier
from diptych.model import Analysis

NONE = Weights(weights={})
PROBABILITY = st.floats(0.001, 0.999)


def model(**fields: object) -> Model:
    return Model(
        **({"claim": NONE, "issue": NONE, "directions": {}, "strengths": {}} | fields)  # type: ignore[arg-type]
    )


def test_a_score_is_the_sum_of_the_weighted_features() -> None:
    weights = Weights(weights={"": 1.0, "a": 2.0, "b": -1.0})
    assert weights.score({"a": 0.5, "b": 1.0, "unknown": 9.0}) == pytest.approx(1.0)
    assert NONE.probability({"a": 1.0}) == 0.5


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


@given(st.lists(st.floats(-50, 50), max_size=6))
def test_claims_and_none_share_what_is_probable(scores: list[float]) -> None:
    shares = shared(scores, [False] * len(scores))
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) <= 1 + 1e-9
    rising = [share for _, share in sorted(zip(scores, shares, strict=True))]
    assert all(low <= high + 1e-12 for low, high in pairwise(rising))


def shared(scores: list[float], ruled: list[bool], trust: float = 0.0) -> list[float]:
    return choosing.shares(Weights(weights={"a": 1.0}), [{"a": score} for score in scores], ruled, trust)


@given(st.lists(st.tuples(st.floats(-20, 20), st.booleans()), min_size=1, max_size=6), st.floats(0, 6))
def test_trust_in_the_rules_parts_what_is_probable_otherwise(
    claims: list[tuple[float, bool]], trust: float
) -> None:
    scores, ruled = [score for score, _ in claims], [sure for _, sure in claims]
    plain, trusted = shared(scores, ruled), shared(scores, ruled, trust)
    assert sum(trusted) == pytest.approx(sum(plain))
    for before, after, sure in zip(plain, trusted, ruled, strict=True):
        assert after >= before - 1e-9 if sure else after <= before + 1e-9


def setting(*parties: str, paragraph: int = 0, **fields: bool) -> Setting:
    plain = {"spoken": False, "asks": False, "own": False, "person": False}
    return Setting(paragraph=paragraph, parties=frozenset(parties), pairing=0, **{**plain, **fields})


def test_a_choice_sees_what_stands_around_a_sentence() -> None:
    settings = [setting("norland"), setting(spoken=True), setting("sudria", paragraph=1, spoken=True)]
    claims = [[Claimed(party, "context", False, {}) for party in ("norland", "sudria", "analyst")]] * 3
    seen = choosing.options(settings, claims, ("norland", "sudria"))
    norland, sudria, analyst = seen[1]
    assert norland["only named before"] == norland["only named near"] == norland["named first"] == 1.0
    assert sudria["other named before"] == 1.0 and "named first" not in sudria
    assert analyst["analyst: text spoken"] == pytest.approx(2 / 3)
    assert seen[2][0]["addressed, spoken"] == 1.0


def test_a_choice_reads_both_parties_alike() -> None:
    claims = [[Claimed(party, "named", False, {"x": 1.0}) for party in ("norland", "sudria")]] * 2
    swapped = [claim[::-1] for claim in claims]
    ours = choosing.options([setting("norland"), setting("sudria")], claims, ("norland", "sudria"))
    theirs = choosing.options([setting("sudria"), setting("norland")], swapped, ("norland", "sudria"))
    assert ours == theirs


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
    for note in finder_of(text, dispute, parser).notes:
        parties = [each.claim.holder.party for each in note.candidates]
        assert len(parties) == len(set(parties))
        assert {"norland", "sudria", "both", "third", "analyst"} == set(parties)


def test_with_weights_and_without(
    dispute: Dossier, parser: Parser, analysed: Callable[..., Analysis]
) -> None:
    text = "Norland rejected the treaty on Monday. Karl Voss met Anna Berg in Port Royal."
    found = analyse(text, dispute, language="en", parser=parser)
    assert [p.party for p in found.positions if p.sentence == 0][:1] == ["norland"]
    assert [p.party for p in analysed(text).positions] == ["norland"]
    assert all(0 <= s.confidence <= 1 for p in found.positions for s in p.stances)

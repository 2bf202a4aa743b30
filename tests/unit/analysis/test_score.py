from __future__ import annotations

import pytest
from tests.bench import score
from tests.bench.score import Named, Rates, Row, anchor, entities, fold, positions


def test_rates() -> None:
    rates = Rates(hits=2, found=4, expected=3)
    assert (rates.precision, round(rates.recall, 1), round(rates.f1, 1)) == (50.0, 66.7, 57.1)
    assert Rates(0, 0, 0).f1 == 0.0


def test_a_row_belongs_to_the_sentence_it_overlaps_most() -> None:
    row = Row(8, 20, "a", ("x",), "supports")
    assert anchor(row, [(0, 10), (11, 20)]) == (11, 20)
    assert anchor(row, [(30, 40)]) == (8, 20)


def test_positions_count_sentence_party_issue_and_direction_apart() -> None:
    expected = [Row(0, 10, "a", ("x", "y"), "supports"), Row(20, 30, "b", ("x",), "opposes")]
    found = [
        Row(0, 9, "a", ("x",), "opposes"),
        Row(20, 30, "a", ("x",), "opposes"),
        Row(40, 50, "a", ("x",), "offers"),
    ]
    rates = positions(found, expected)
    assert rates["position"] == Rates(2, 3, 2)
    assert rates["party"] == Rates(1, 3, 2)
    assert rates["party+issue"] == Rates(1, 3, 3)
    assert rates["direction"] == Rates(0, 1, 1)


def test_entities_outside_the_labelled_sentences_do_not_count() -> None:
    found = [Named(0, 3, "One"), Named(50, 53, "Two")]
    rates = entities(found, [Named(0, 3, "one"), Named(5, 8, "Three")], [(0, 10)])
    assert (rates["entity"], rates["canonical"]) == (Rates(1, 1, 2), Rates(1, 1, 2))


def test_blanks_fold() -> None:
    assert fold(" a\u00a0 b\n") == "a b"


def test_taken_counts_look_alikes_that_a_row_covers() -> None:
    rows = [Row(0, 10, "norland", ("islands",), "supports")]
    assert score.taken(rows, [(0, 12), (20, 30)]) == Rates(1, 1, 2)


def test_judgements_are_right_with_party_and_issue() -> None:
    expected = [Row(0, 10, "norland", ("islands", "treaty"), "supports")]
    found = [
        Row(0, 10, "norland", ("islands",), "opposes", 0.8),
        Row(0, 10, "norland", ("fisheries",), "opposes", 0.3),
        Row(20, 30, "sudria", ("islands",), "supports", 0.4),
    ]
    assert score.judged(found, expected) == [(0.8, True), (0.3, False), (0.4, False)]
    assert score.judged_statements(found, expected) == [(0.8, True), (0.4, False)]


def test_calibration_error_is_the_gap_weighted_by_size() -> None:
    judgements = [(0.8, True)] * 8 + [(0.8, False)] * 2
    assert score.calibration_error(judgements) == pytest.approx(0.0)
    assert score.calibration_error([(0.9, False)]) == pytest.approx(0.9)
    assert [part.size for part in score.reliability([*judgements, (0.15, True)])] == [1, 10]


def test_links_are_pairs_of_mentions() -> None:
    expected = [Named(0, 2, "A"), Named(3, 5, "A"), Named(6, 8, "B")]
    found = [Named(0, 2, "a", "x"), Named(3, 5, "a", "x"), Named(6, 8, "b", "x"), Named(9, 10, "c", "c")]
    mentions = score.linked(found, expected)
    assert score.links(mentions) == Rates(1, 3, 1)
    assert score.merged(mentions) == [("A", "B")]

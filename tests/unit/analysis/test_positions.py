"""Each rule of attribution on made-up sentences: who holds what, on which issue, which way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.model import Analysis, Direction, Voice

Run = Callable[..., Analysis]


def held(analysis: Analysis) -> set[tuple[str, str, str]]:
    return {(p.party, s.issue, str(s.direction)) for p in analysis.positions for s in p.stances}


def parties(analysis: Analysis) -> list[str]:
    return [position.party for position in analysis.positions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland insists on its sovereignty over the Grey Islands.", ("norland", "islands", "demands")),
        ("Norland rejected any change in the status of the Grey Islands.", ("norland", "islands", "opposes")),
        ("Sudria wants to conclude a treaty.", ("sudria", "treaty", "supports")),
        ("Sudria does not want to conclude a treaty.", ("sudria", "treaty", "opposes")),
        ("Sudria hopes to conclude a treaty.", ("sudria", "treaty", "supports")),
        ("Sudria offered Norland a share in the cod fishing.", ("sudria", "fisheries", "offers")),
        ("Sudria suspended the treaty.", ("sudria", "treaty", "opposes")),
        ("Norland's intention is to sign the treaty.", ("norland", "treaty", "supports")),
        ("The treaty was rejected by Sudria.", ("sudria", "treaty", "opposes")),
        ("Anna Berg demanded the return of the Grey Islands.", ("norland", "islands", "demands")),
        (
            "The Norlandic government will sign the treaty only if Sudria stops fishing.",
            ("norland", "treaty", "conditional"),
        ),
        ("Norland is ready to offer Sudria a treaty.", ("norland", "treaty", "offers")),
        ("The Sudrian side is concerned about the fishing of cod.", ("sudria", "fisheries", "opposes")),
        ("The new fishing rules alarmed Norland.", ("norland", "fisheries", "opposes")),
        ("Port Royal welcomed the treaty.", ("sudria", "treaty", "supports")),
        ("For Norland, the Grey Islands are of great importance.", ("norland", "islands", "supports")),
        (
            "It was reported that Sudria had begun to suspend fishing rights.",
            ("sudria", "fisheries", "opposes"),
        ),
        ("Norland pledged to ratify the treaty.", ("norland", "treaty", "supports")),
        ("Sudria agreed to urge a ban on fishing.", ("sudria", "fisheries", "demands")),
        ("Norland's position is that the Grey Islands must be returned.", ("norland", "islands", "demands")),
    ],
)
def test_a_partys_stance(analysed: Run, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in held(analysed(text))
    assert set(parties(analysed(text))) == {expected[0]}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg met Karl Voss in Port Royal on Monday.",
        "Karl Voss will visit Norland in April.",
        "The two leaders discussed the Grey Islands.",
        "The Grey Islands lie 30 kilometres off Norland.",
        "The treaty was signed in 1855.",
        "Does Norland want a treaty?",
        "Norland and the Grey Islands",
        "Trade between Norland and Sudria fell by 38 percent in 2015.",
        "Erik Lund was appointed in 2018.",
        "Anna Berg arrived in Port Royal for the talks on the treaty.",
    ],
)
def test_look_alikes_hold_none(analysed: Run, text: str) -> None:
    assert parties(analysed(text)) == []


def test_words_belong_to_the_speaker_and_not_to_whom_they_name(analysed: Run) -> None:
    (position,) = analysed("Karl Voss said that Norland must give up the Grey Islands.").positions
    assert (position.party, position.holder, position.voice) == ("sudria", "Karl Voss", Voice.OFFICIAL)
    assert position.stances[0].direction == Direction.DEMANDS


def test_the_target_of_criticism_is_not_the_holder(analysed: Run) -> None:
    assert parties(analysed("Sudria criticised Norland's commitment to the treaty.")) == ["sudria"]


def test_accused_parties_are_targets(analysed: Run) -> None:
    assert "norland" not in parties(analysed("Norland is accused of wishing to break the treaty."))


def test_an_apposition_never_gives_the_party(analysed: Run) -> None:
    (position,) = analysed("Erik Lund, the Sudrian minister, rejected the treaty.").positions
    assert position.party == "norland"


def test_an_unknown_official_belongs_to_the_nationality_before_the_name(analysed: Run) -> None:
    (position,) = analysed("Sudrian lawmaker Peter Holm rejected the treaty.").positions
    assert (position.party, position.holder) == ("sudria", "Peter Holm")


def test_a_companys_voice_is_not_official(analysed: Run) -> None:
    (position,) = analysed("Norlandic companies want the treaty.").positions
    assert (position.party, position.voice) == ("norland", Voice.NON_OFFICIAL)


def test_he_is_the_person_who_spoke(analysed: Run) -> None:
    found = analysed("Karl Voss rejected the treaty. He also demanded the return of the Grey Islands.")
    assert [p.holder for p in found.positions] == ["Karl Voss", "Karl Voss"]


def test_pronouns_look_outside_quotations(analysed: Run) -> None:
    text = (
        "Karl Voss said: “Anna Berg did not want to sign the treaty with us.” He demanded the Grey Islands."
    )
    assert analysed(text).positions[-1].holder == "Karl Voss"


def test_the_latter_is_the_second_of_two(analysed: Run) -> None:
    text = "After Karl Voss met Anna Berg, the latter said the treaty was unacceptable."
    assert [p.holder for p in analysed(text).positions] == ["Anna Berg"]


def test_a_title_stands_for_who_held_the_office_on_the_date(analysed: Run) -> None:
    text = "The Norlandic Foreign Minister rejected the treaty."
    assert [p.holder for p in analysed(text, date="2017-03-06").positions] == ["Anna Berg"]
    assert [p.holder for p in analysed(text, date="2019-03-06").positions] == ["Erik Lund"]


def test_a_title_stands_for_the_holder_named_before(analysed: Run) -> None:
    text = "Mary Stone and Erik Lund met. The Sudrian Foreign Minister rejected the treaty."
    assert [p.holder for p in analysed(text).positions] == ["Mary Stone"]


@pytest.mark.parametrize(
    "text",
    [
        "Both sides agreed to sign the treaty.",
        "The two countries want to sign the treaty.",
        "Norland and Sudria want to sign the treaty.",
        "Anna Berg and Karl Voss promised to sign the treaty.",
        "The leaders of Norland and Sudria confirmed the treaty.",
        "The parties support the treaty.",
    ],
)
def test_a_shared_stance_is_of_both(analysed: Run, text: str) -> None:
    assert parties(analysed(text)) == ["both"]


def test_quotation_over_sentences_has_one_speaker(analysed: Run) -> None:
    text = "“The Grey Islands must be returned. We will never give up the Grey Islands,” Anna Berg said."
    found = analysed(text)
    assert [(p.party, p.quoted) for p in found.positions] == [("norland", True), ("norland", True)]
    assert [p.stances[0].direction for p in found.positions] == [Direction.DEMANDS, Direction.OPPOSES]


def test_a_quotation_that_is_never_opened_still_has_its_speaker(analysed: Run) -> None:
    text = "Karl Voss spoke.\n\nThe Grey Islands must be returned to Sudria,” Karl Voss said."
    assert [p.holder for p in analysed(text).positions] == ["Karl Voss"]


def test_an_experts_own_judgement_is_an_analysts(analysed: Run) -> None:
    text = "“The treaty is an important step,” said John Field, professor of politics."
    (position,) = analysed(text).positions
    assert (position.party, position.voice) == ("analyst", Voice.ANALYST)


def test_an_unknown_expert_is_an_analyst(analysed: Run) -> None:
    text = "The treaty is a failure, said Ole Dahl, a researcher at the Polar Institute."
    assert parties(analysed(text)) == ["analyst"]


def test_an_expert_who_tells_a_partys_stance_reports_it(analysed: Run) -> None:
    text = "“Norland insists on its sovereignty over the Grey Islands,” the expert said."
    (position,) = analysed(text).positions
    assert (position.party, position.reported_by) == ("norland", "expert")


def test_according_to_names_the_speaker(analysed: Run) -> None:
    text = "According to Anna Berg, the Grey Islands must be returned."
    assert ("norland", "islands", "demands") in held(analysed(text))


def test_contrast_holds_two_positions(analysed: Run) -> None:
    text = "Although Norland insisted that the treaty was fair, Karl Voss noted that it threatens Sudria."
    assert set(parties(analysed(text))) == {"norland", "sudria"}


def test_another_state_is_third(analysed: Run) -> None:
    assert parties(analysed("The United States supports the treaty.")) == ["third"]


def test_a_medium_is_third_with_the_voice_of_media(analysed: Run) -> None:
    (position,) = analysed("The Borg Times condemned the treaty.").positions
    assert (position.party, position.voice) == ("third", Voice.MEDIA)


def test_the_authors_own_judgement(analysed: Run) -> None:
    (position,) = analysed("Unfortunately, the treaty is unlikely to be a success.").positions
    assert (position.party, position.voice) == ("analyst", Voice.AUTHOR)


def test_context_gives_the_issue_where_the_sentence_is_silent(analysed: Run) -> None:
    found = analysed("Norland wants the treaty. Sudria rejects this.")
    assert held(found) >= {("sudria", "treaty", "opposes")}


def test_a_term_that_points_away_takes_the_issue_back(analysed: Run) -> None:
    assert ("norland", "fisheries", "supports") not in held(
        analysed("Norland supports the fishing boat museum.")
    )


def test_evidence_is_an_exact_part_of_the_text(analysed: Run) -> None:
    text = "  Norland\u00a0wants the treaty.\n\nSudria rejects it. "
    found = analysed(text)
    assert [text[p.start : p.end] for p in found.positions] == [
        "Norland\u00a0wants the treaty.",
        "Sudria rejects it.",
    ]
    assert all(0 < s.confidence <= 1 and p.rule for p in found.positions for s in p.stances)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Both leaders agreed to sign the treaty, a Sudrian official said.", "both"),
        ("The treaty of Norland and Sudria was finally approved.", "both"),
        ("Norland led Sudria to reject the treaty.", "sudria"),
        ("Norland's navy reinforced its patrols off the Grey Islands.", "norland"),
        ("Norland's recent actions point to a harder stance on the islands.", "norland"),
        ("The Sudrian press condemned the treaty.", "third"),
        ("Former minister Ole Dahl's critics called the treaty a mistake.", "analyst"),
        ("Geologists say the islands hold riches.", "analyst"),
    ],
)
def test_who_stands_behind_a_phrase(analysed: Run, text: str, party: str) -> None:
    assert parties(analysed(text)) == [party]


@pytest.mark.parametrize(
    "text",
    [
        "Norland calls them the Western Skerries.",
        "The Kingdom of Sudria occupied the Grey Islands in 1745.",
        "Sudria confirmed that Karl Voss will visit Norland.",
        "According to the treaty, Norland transferred the islands in 1855.",
    ],
)
def test_naming_history_travel_and_documents_hold_none(analysed: Run, text: str) -> None:
    assert parties(analysed(text)) == []


def test_a_guess_is_the_authors_and_not_the_partys(analysed: Run) -> None:
    assert "norland" not in parties(
        analysed("Norland might perhaps reject the treaty, which would be unfortunate.")
    )


def test_a_stance_goes_on_in_the_next_sentence(analysed: Run) -> None:
    text = "Norland rejects the treaty. This is because the islands would be lost."
    assert parties(analysed(text)) == ["norland", "norland"]


def test_imposing_the_measure_that_is_the_issue_supports_it(analysed: Run) -> None:
    assert held(analysed("Norland imposed a fishing ban.")) == {("norland", "fisheries", "supports")}
    assert held(analysed("Norland lifted the fishing ban.")) == {("norland", "fisheries", "opposes")}


def test_an_official_without_a_nationality_belongs_to_the_party_named_before(analysed: Run) -> None:
    text = "Sudria wants the treaty. Deputy Minister Peter Holm added that the islands must be returned."
    assert parties(analysed(text)) == ["sudria", "sudria"]


def test_it_that_speaks_is_the_subject_of_the_sentence_before(analysed: Run) -> None:
    text = "The Norlandic government rejected the treaty. “Sudria must give back the islands,” it said."
    assert [p.party for p in analysed(text).positions] == ["norland", "norland"]

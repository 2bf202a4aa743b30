"""What titles, pronouns and other words for holders stand for, in a made-up dispute."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.model import Analysis

Run = Callable[..., Analysis]
WANT = "demanded the return of the Grey Islands."


@pytest.mark.parametrize(
    ("text", "date", "holder", "party"),
    [
        (f"The Norlandic Foreign Minister {WANT}", "2017-03-06", "Anna Berg", "norland"),
        (f"The Norlandic Foreign Minister {WANT}", "2019-03-06", "Erik Lund", "norland"),
        (f"The Sudrian Foreign Minister {WANT}", "2019-03-06", "Mary Stone", "sudria"),
        (f"Mr. Voss came. He {WANT}", "2017-03-06", "Karl Voss", "sudria"),
        (f"Anna Berg spoke in Borg. The minister {WANT}", "2017-03-06", "Anna Berg", "norland"),
        (f"Anna Berg met Mary Stone. The latter {WANT}", "2017-03-06", "Mary Stone", "sudria"),
        (f"Anna Berg met Mary Stone. The former {WANT}", "2017-03-06", "Anna Berg", "norland"),
        (
            f"The Norlandic Foreign Ministry spoke. The ministry {WANT}",
            "2017",
            "Norland Foreign Ministry",
            "norland",
        ),
        (
            "Anna Berg met Karl Voss. The two leaders agreed to sign a treaty.",
            "2017",
            "The two leaders",
            "both",
        ),
        ("Anna Berg met Karl Voss. Both sides agreed to sign a treaty.", "2017", "Both sides", "both"),
    ],
)
def test_words_stand_for_who_was_named_or_held_the_office_then(
    analysed: Run, text: str, date: str, holder: str, party: str
) -> None:
    found = analysed(text, date=date).positions
    assert (holder, party) in [(each.holder, each.party) for each in found]


def test_short_forms_in_parentheses_are_known_from_there_on(analysed: Run) -> None:
    text = (
        "SFM is not yet known. The Sudrian Foreign Ministry (SFM) protested. Later the SFM spoke. "
        "The Northern Fishing Council (NFC) met. The NFC agreed with SFM."
    )
    named = [(m.text, m.name) for m in analysed(text).mentions if m.text in ("SFM", "NFC")]
    assert named.count(("SFM", "Sudria Foreign Ministry")) == 3
    assert ("NFC", "Northern Fishing Council") in named


def test_a_name_ends_where_another_begins(analysed: Run) -> None:
    found = [m.text for m in analysed("After the Herring War the Treaty of Alden was signed.").mentions]
    assert not any("War the" in text for text in found)

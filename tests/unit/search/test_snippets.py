from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych.model import Snippet, Span
from diptych.search import snippets, spans
from diptych.search.snippets import LONGEST


def shown(text: str, query: str, most: int = 3) -> list[str]:
    return [_bracketed(snippet) for snippet in snippets(text, spans(text, query), most=most)]


def _bracketed(snippet: Snippet) -> str:
    text = snippet.text
    for start, end in reversed(snippet.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def test_whole_sentences_are_shown() -> None:
    text = "Ships sailed. The fish were sold! Nobody asked.\n\nFish again"
    assert shown(text, "fish") == ["The [fish] were sold!", "[Fish] again"]


def test_the_sentence_with_most_words_stands_first() -> None:
    text = "Fish, fish, fish. A harbour. Fish in the harbour of the town, far away."
    assert shown(text, "fish harbour")[0] == "[Fish] in the [harbour] of the town, far away."


def test_no_more_than_asked_for() -> None:
    assert len(shown("Fish. " * 9, "fish", most=2)) == 2


def test_abbreviations_end_no_sentence() -> None:
    text = "Mr. Hill met V. Novak in the U.S. port, No. 4 of 3.5 million. Then he left."
    assert shown(text, "port") == ["Mr. Hill met V. Novak in the U.S. [port], No. 4 of 3.5 million."]


def test_full_width_stops_end_sentences() -> None:
    assert shown("政府は言った。漁業の島。終わり", "漁業") == ["[漁業]の島。"]


def test_long_sentences_are_clipped_between_words() -> None:
    text = "word " * 100 + "harbour " + "more " * 100
    (snippet,) = snippets(text, spans(text, "harbour"))
    assert snippet.text.startswith("…word") and snippet.text.endswith(" more…")
    assert len(snippet.text) <= LONGEST + 2


def test_clipping_keeps_the_marks_together() -> None:
    text = "fish " + "word " * 90 + "fish in the harbour " + "word " * 90
    (snippet,) = snippets(text, spans(text, "fish harbour"))
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["fish", "harbour"]


def test_tabs_and_line_ends_are_shown_as_spaces() -> None:
    assert shown("fish\tsea", "fish") == ["[fish] sea"]


def test_a_hit_over_two_sentences_is_shown_whole() -> None:
    assert shown("They left. Ships followed. End.", '"left ships"') == ["They [left. Ships] followed."]


def test_nothing_marked_gives_no_snippet() -> None:
    assert snippets("Fish.", []) == []


@given(st.data())
def test_marks_lie_where_the_text_has_them(data: st.DataObject) -> None:
    piece = st.sampled_from(["fish", "a", "word ", ". ", "! ", "\n\n", "。", "😀", "x" * 300, " ", "…", "é"])
    text = "".join(data.draw(st.lists(piece, min_size=1, max_size=60)))
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    marks = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    for snippet in snippets(text, marks):
        assert snippet.marks
        assert len(snippet.text) <= LONGEST + 2 or "\n" in text or len(snippet.text) < 10 * LONGEST
        for start, end in snippet.marks:
            assert 0 <= start < end <= len(snippet.text)
            there = text[snippet.start + start : snippet.start + end]
            assert [_plain(c) for c in there] == [_plain(c) for c in snippet.text[start:end]]
            assert any(
                mark.start <= snippet.start + start and snippet.start + end <= mark.end for mark in marks
            )


def _plain(character: str) -> str:
    return " " if character.isspace() else character
